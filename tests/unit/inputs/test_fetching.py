"""The one fetch: an address that the user gave, on loopback here."""

import gzip
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from vigie.inputs import Limits, Memory, iter_pages
from vigie.records import Page, Rejection

PAGE = (Path(__file__).parents[2] / "samples" / "inputs" / "html" / "page.html").read_text(encoding="utf-8")


class Site(BaseHTTPRequestHandler):
    """A few addresses."""

    asked: list[str] = []

    def do_GET(self) -> None:
        Site.asked.append(self.path)
        if self.path == "/moved":
            self.send_response(302)
            self.send_header("Location", "/page")
            self.end_headers()
            return
        if self.path == "/file":
            self.send_response(302)
            self.send_header("Location", "file:///etc/hostname")
            self.end_headers()
            return
        if self.path == "/cut":
            self.send_response(200)
            self.send_header("Content-Length", "5000")
            self.end_headers()
            self.wfile.write(b"<html>")
            return
        if self.path == "/same" and self.headers.get("If-None-Match") == '"a"' and self.headers.get("If-Modified-Since"):
            self.send_response(304)
            self.end_headers()
            return
        if self.path == "/lines":
            body = b'{"text": "Un."}\n{"text": "Deux.", "url": "https://a.example/2"}\n'
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
            return
        body = PAGE.replace("<meta charset=\"utf-8\">", "").encode("latin-1", "replace") if self.path != "/missing" else b"no"
        self.send_response(404 if self.path == "/missing" else 200)
        self.send_header("Content-Type", "text/html; charset=iso-8859-1")
        if self.path == "/same":
            self.send_header("ETag", '"a"')
            self.send_header("Last-Modified", "Mon, 05 May 2031 10:00:00 GMT")
        if self.path == "/packed":
            body = gzip.compress(body)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Quiet."""


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    Site.asked = []
    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.mark.parametrize("path", ["/page", "/moved", "/packed"])
def test_an_address_is_read_like_a_file(site: str, path: str) -> None:
    """Through a redirection, packed or not, in the charset of the answer; nothing that the page names is fetched."""
    (page,) = iter_pages(site + path)
    assert isinstance(page, Page) and page.origin == site + path
    assert page.title == "Bamako rejette la médiation d'Alger" and page.outlet == "Le Fanal"
    assert Site.asked in ([path], [path, "/page"])


@pytest.mark.parametrize(("path", "reason"), [("/missing", "http_status"), ("/file", "http_status")])
def test_what_cannot_be_had_is_a_rejection(site: str, path: str, reason: str) -> None:
    """An error of the server, or a redirection out of the web."""
    (rejection,) = iter_pages(site + path)
    assert isinstance(rejection, Rejection) and rejection.reason == reason


def test_a_site_that_is_not_there_is_a_rejection() -> None:
    """Nothing listens on that port."""
    (rejection,) = iter_pages("http://127.0.0.1:9/")
    assert isinstance(rejection, Rejection) and rejection.reason == "unreadable"


def test_an_answer_over_the_limit_is_refused(site: str) -> None:
    """No more is read than the limit and one byte."""
    (rejection,) = iter_pages(site + "/page", limits=Limits.of(100))
    assert isinstance(rejection, Rejection) and rejection.reason == "too_long"


def test_an_answer_cut_short_is_no_page(site: str) -> None:
    """The server announced more than it sent."""
    memory = Memory()
    (rejection,) = iter_pages(site + "/cut", memory=memory)
    assert isinstance(rejection, Rejection) and "before its end" in rejection.detail and not memory.seen


def test_what_did_not_change_gives_no_page(site: str) -> None:
    """The second look sends back what the server said; it is remembered only when all was taken; without a memory all is read again."""
    memory = Memory()
    next(iter(iter_pages(site + "/same", memory=memory)))
    assert not memory.seen
    assert [len(list(iter_pages(site + "/same", memory=memory))) for _ in range(3)] == [1, 0, 0]
    assert len(list(iter_pages(site + "/same"))) == 1


def test_only_one_format_is_read_where_it_is_asked_for(site: str) -> None:
    """A page where a feed is expected is a fault of the source."""
    (rejection,) = iter_pages(site + "/page", only="feed")
    assert isinstance(rejection, Rejection) and rejection.reason == "format" and "no feed, but html" in rejection.detail


def test_records_do_not_take_the_address_of_their_file(site: str) -> None:
    """Two reports of one file are two reports, and a store tells reports apart by their address."""
    assert [page.url for page in iter_pages(site + "/lines") if isinstance(page, Page)] == ["", "https://a.example/2"]
