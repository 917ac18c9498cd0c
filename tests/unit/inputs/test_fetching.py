"""The one fetch: an address that the user gave, on loopback here."""

import gzip
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from vigie.inputs import Limits, iter_pages
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
        body = PAGE.replace("<meta charset=\"utf-8\">", "").encode("latin-1", "replace") if self.path != "/missing" else b"no"
        self.send_response(404 if self.path == "/missing" else 200)
        self.send_header("Content-Type", "text/html; charset=iso-8859-1")
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
