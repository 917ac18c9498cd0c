"""`vigie watch`: feeds of a server on loopback and of files, into a store."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from click.testing import Result
from typer.testing import CliRunner

from vigie.cli.app import app
from vigie.errors import ConfigError
from vigie.store import open_store

TOLD = {
    1: "La Norvège a condamné lundi l'annexion de Fort-Brume par le Burundi.",
    2: "Le ministre malien a rencontré mardi à Genève son homologue suisse.",
    3: "Oslo a suspendu mercredi ses livraisons d'armes au Burundi.",
    4: "Le Burundi a rappelé jeudi son ambassadeur en Norvège.",
}


def feed(*numbers: int, links: bool = True) -> str:
    """An RSS feed of some entries, the newest first."""
    items = "".join(
        f"<item><title>Dépêche {n}</title>{f'<link>https://fanal.example/{n}</link>' if links else ''}"
        f"<description>{escape(TOLD[n])}</description><pubDate>Tue, 06 May 2031 1{n}:00:00 GMT</pubDate></item>"
        for n in sorted(numbers, reverse=True)
    )
    return f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Le Fanal</title><language>fr</language>{items}</channel></rss>'


@dataclass
class Site:
    """What the server serves, and what it was asked."""

    address: str = ""
    bodies: dict[str, str] = field(default_factory=dict)
    answered: list[int] = field(default_factory=list)


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A server that answers conditional requests."""
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    served = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path == "/robots.txt":
                self.send_error(404)
                return
            body = served.bodies.get(self.path)
            tag = f'"{hash(body)}"'
            status = 503 if body is None else 304 if self.headers.get("If-None-Match") == tag else 200
            served.answered.append(status)
            self.send_response(status)
            self.send_header("ETag", tag)
            self.end_headers()
            if body is not None and status == 200:
                self.wfile.write(body.encode())

        def log_message(self, *_: object) -> None:
            """Quiet."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        served.address = f"http://127.0.0.1:{server.server_port}"
        yield served
        server.shutdown()
        thread.join()


def listed(folder: Path, *sources: str) -> Path:
    """A list of feeds."""
    path = folder / "feeds.toml"
    path.write_text("".join(f'[[feed]]\nurl = "{s}"\nprivate = true\n' for s in sources), encoding="utf-8")
    return path


def watch(feeds: Path, *words: str) -> Result:
    """Run the command over the store beside the list."""
    return CliRunner().invoke(app, ["watch", str(feeds), "--store", str(feeds.parent / "store.db"), "--pause", "0", *words])


def held(folder: Path) -> list[str]:
    """Titles of what the store holds."""
    with open_store(str(folder / "store.db")) as store:
        return [r.article.title for r in store.readings()]


def test_what_is_new_is_added_once(site: Site, tmp_path: Path) -> None:
    """A first look adds all, a second knows all, a third adds the one that is new; outlet and day are the feed's."""
    site.bodies["/a"] = feed(1, 2)
    feeds = listed(tmp_path, f"{site.address}/a")
    assert watch(feeds, "--once").stdout == f"{site.address}/a  2 added, 0 known, 0 rejected\n"
    assert watch(feeds, "--once").stdout == f"{site.address}/a  0 added, 2 known, 0 rejected\n"
    site.bodies["/a"] = feed(2, 3)
    result = watch(feeds, "--once")
    assert result.stdout == f"{site.address}/a  1 added, 1 known, 0 rejected\n" and result.exit_code == 0
    with open_store(str(tmp_path / "store.db")) as store:
        readings = list(store.readings())
    assert {r.article.title for r in readings} == {"Dépêche 1", "Dépêche 2", "Dépêche 3"}
    assert {(r.article.outlet, r.article.published) for r in readings} == {("Le Fanal", "2031-05-06")}
    assert any(e.type == "ACCUSE" for r in readings for e in r.events)


def test_a_feed_that_fails_is_named_and_costs_nothing_else(site: Site, tmp_path: Path) -> None:
    """A server that is down, a page that is no feed, a missing file, a broken feed: one line each, and what can be had is filed."""
    site.bodies |= {"/good": feed(1), "/page": "<html><body><p>Bienvenue</p></body></html>", "/broken": feed(2, 3).replace("</item></channel></rss>", "")}
    paths = ["/down", "/page", "/broken", "/good"]
    feeds = listed(tmp_path, *(site.address + p for p in paths), "none.xml")
    result = watch(feeds, "--once")
    faults = result.stderr.splitlines()
    assert result.exit_code == 1 and len(faults) == 4
    assert f"{site.address}/down: http_status: the server answered 503" in faults[0]
    assert f"{site.address}/page: format: no feed" in faults[1] and "/broken: xml: not well-formed" in faults[2] and "none.xml: missing" in faults[3]
    assert result.stdout.splitlines()[-1] == f"{site.address}/good  1 added, 0 known, 0 rejected"
    assert "Dépêche 1" in held(tmp_path) and "Dépêche 3" in held(tmp_path) and "Bienvenue" not in str(held(tmp_path))


def test_entries_without_a_link_stay_apart(site: Site, tmp_path: Path) -> None:
    """Each is a report of its own, not a new text of the feed's address."""
    site.bodies["/a"] = feed(1, 2, links=False)
    feeds = listed(tmp_path, f"{site.address}/a")
    assert "2 added" in watch(feeds, "--once").stdout and "2 known" in watch(feeds, "--once").stdout
    assert sorted(held(tmp_path)) == ["Dépêche 1", "Dépêche 2"]


def test_outlet_and_language_of_the_list_stand_over_those_of_the_feed(tmp_path: Path) -> None:
    """A local file, found from where the list lies; an entry in no language that is read is rejected, and counted."""
    (tmp_path / "local.xml").write_text(feed(1).replace("</channel>", "<item><guid>vide</guid></item></channel>"), encoding="utf-8")
    feeds = listed(tmp_path, "local.xml")
    feeds.write_text(feeds.read_text(encoding="utf-8") + 'outlet = "La Vigie"\nlang = "en"\n', encoding="utf-8")
    result = watch(feeds, "--once")
    assert result.stdout == f"{tmp_path / 'local.xml'}  1 added, 0 known, 1 rejected\n" and result.exit_code == 1
    with open_store(str(tmp_path / "store.db")) as store:
        (reading,) = store.readings()
    assert (reading.article.outlet, reading.article.language) == ("La Vigie", "en")


def test_a_list_that_is_wrong_makes_no_store(tmp_path: Path) -> None:
    """It is refused before anything is opened."""
    feeds = listed(tmp_path)
    result = watch(feeds, "--once")
    assert isinstance(result.exception, ConfigError) and not (tmp_path / "store.db").exists()


def test_watching_goes_on_until_it_is_interrupted(site: Site, tmp_path: Path) -> None:
    """A feed that is down comes back, what did not change is not sent again, what is new is added; Ctrl-C ends it well."""
    site.bodies["/a"] = feed(1)
    address, local = f"{site.address}/a", tmp_path / "local.xml"
    local.write_text(feed(2), encoding="utf-8")
    feeds = listed(tmp_path, address, "local.xml")
    code = "from vigie.cli import main; main()"
    words = ["watch", str(feeds), "--store", str(tmp_path / "store.db"), "--every", "1", "--pause", "0"]
    environment = {k: v for k, v in os.environ.items() if "proxy" not in k.lower()}
    with subprocess.Popen(
        [sys.executable, "-c", code, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    ) as process:
        late = threading.Timer(120, process.kill)  # a fault ends the lines instead of hanging the test
        try:
            assert process.stdout and process.stderr
            late.start()
            lines = iter(process.stdout.readline, "")
            assert [next(lines), next(lines)] == [f"{address}  1 added, 0 known, 0 rejected\n", f"{local}  1 added, 0 known, 0 rejected\n"]
            assert f"{address}  unchanged\n" in lines
            site.bodies["/a"] = feed(1, 3)
            assert f"{address}  1 added, 1 known, 0 rejected\n" in lines
            assert f"{local}  0 added, 1 known, 0 rejected\n" in lines
            del site.bodies["/a"]
            assert "503" in process.stderr.readline()
            site.bodies["/a"] = feed(3, 4)
            assert f"{address}  1 added, 1 known, 0 rejected\n" in lines
            process.send_signal(signal.SIGINT)
            _, said = process.communicate(timeout=60)
        finally:
            late.cancel()
            process.kill()
    assert process.returncode == 0 and said.splitlines()[-1].startswith("vigie: stopped") and "Traceback" not in said
    assert 304 in site.answered and 503 in site.answered
    assert sorted(held(tmp_path)) == ["Dépêche 1", "Dépêche 2", "Dépêche 3", "Dépêche 4"]
