"""A guest of sites that misbehave, on loopback: rules, pauses, rests, addresses, sizes and times."""

import socket
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from vigie.inputs import Limits, connecting
from vigie.inputs.addresses import is_public
from vigie.inputs.fetching import Answer
from vigie.inputs.visiting import Visitor
from vigie.records import Rejection

PUBLIC = "93.184.215.14"
Reply = tuple[int, dict[str, str], bytes]


@dataclass
class Site:
    """What the server answers, and what it was asked."""

    port: int = 0
    replies: dict[str, Reply] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"


@dataclass
class Clock:
    """Time that passes only by sleeping."""

    now: float = 1000.0

    def sleep(self, seconds: float) -> None:
        self.now += seconds

    def time(self) -> float:
        return self.now


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A server; `/trickle` and `/headers` send a byte now and then, `/silent` nothing, `/endless` without end."""
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    served, is_over = Site(), threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            served.asked.append(self.path)
            if self.path == "/silent":
                is_over.wait(10)
            elif self.path == "/headers":
                self._drip(b"HTTP/1.0 200 OK\r\n" + b"X-A: b\r\n" * 1000)
            elif self.path == "/trickle":
                self.send_response(200)
                self.end_headers()
                self._drip(b"a" * 10_000)
            elif self.path == "/endless":
                self.send_response(200)
                self.end_headers()
                while not is_over.is_set():
                    self.wfile.write(b"a" * 65536)
            else:
                status, headers, body = served.replies.get(self.path, (404, {}, b"no"))
                self.send_response(status)
                for name, value in {**headers, "Content-Length": str(len(body))}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

        def _drip(self, data: bytes) -> None:
            for i in range(len(data)):
                if is_over.wait(0.02):
                    return
                self.wfile.write(data[i : i + 1])
                self.wfile.flush()

        def handle(self) -> None:
            try:
                super().handle()
            except OSError:  # the guest has gone
                return

        def log_message(self, *_: object) -> None:
            """Quiet."""

    class Server(ThreadingHTTPServer):
        def handle_error(self, *_: object) -> None:
            """Quiet: guests go away in the middle here."""

    with Server(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        served.port = server.server_port
        yield served
        is_over.set()
        server.shutdown()
        thread.join()


def guest(clock: Clock | None = None, **options: object) -> Visitor:
    """A visitor whose time passes by sleeping alone."""
    watch = clock or Clock()
    return Visitor(clock=watch.time, sleep=watch.sleep, **options)  # type: ignore[arg-type]


def refused(found: object, reason: str) -> str:
    """The detail of a rejection that has this reason."""
    assert isinstance(found, Rejection) and found.reason == reason, found
    return found.detail


LIMITS = Limits.of(1_000_000)


def test_what_robots_txt_forbids_is_not_asked(site: Site) -> None:
    """Its group for all, unless there is one for us; the rules are asked for once."""
    site.replies = {"/robots.txt": (200, {}, b"User-agent: *\nDisallow: /private\n"), "/private/a": (200, {}, b"a"), "/b": (200, {}, b"b")}
    visitor = guest()
    refused(visitor.fetch(site.url("/private/a"), LIMITS, private=True), "robots")
    assert isinstance(visitor.fetch(site.url("/b"), LIMITS, private=True), Answer)
    assert site.asked == ["/robots.txt", "/b"]
    site.replies["/robots.txt"] = (200, {}, b"User-agent: vigie\nDisallow: /b\n\nUser-agent: *\nAllow: /\n")
    refused(guest().fetch(site.url("/b"), LIMITS, private=True), "robots")


@pytest.mark.parametrize(("status", "is_asked"), [(404, True), (403, True), (503, False), (429, False)])
def test_rules_that_are_missing_forbid_nothing_and_rules_that_cannot_be_had_forbid_all(site: Site, status: int, is_asked: bool) -> None:
    """RFC 9309: a client's error is no rule, a server's error means wait."""
    site.replies = {"/robots.txt": (status, {}, b""), "/a": (200, {}, b"a")}
    assert isinstance(guest().fetch(site.url("/a"), LIMITS, private=True), Answer) == is_asked
    assert ("/a" in site.asked) == is_asked


def test_rules_are_asked_for_again_after_a_day(site: Site) -> None:
    """Not before."""
    site.replies["/a"] = (200, {}, b"a")
    clock = Clock()
    visitor = guest(clock)
    for hours, many in ((0, 1), (23, 1), (2, 2)):
        clock.sleep(3600 * hours)
        visitor.fetch(site.url("/a"), LIMITS, private=True)
        assert site.asked.count("/robots.txt") == many


def test_a_pause_lies_between_two_requests_to_one_site(site: Site) -> None:
    """As long as the site asks for, if that is longer than ours; one too long to wait for is left for later."""
    site.replies["/a"] = (200, {}, b"a")
    clock = Clock()
    visitor = guest(clock, pause=5.0)
    visitor.fetch(site.url("/a"), LIMITS, private=True)
    visitor.fetch(site.url("/a"), LIMITS, private=True)
    assert clock.now == 1010.0
    site.replies["/robots.txt"] = (200, {}, b"User-agent: *\nCrawl-delay: 30\n")
    visitor = guest(clock, pause=5.0)
    for _ in range(3):
        visitor.fetch(site.url("/a"), LIMITS, private=True)
    assert clock.now == 1010.0 + 5 + 60
    site.replies["/robots.txt"] = (200, {}, b"User-agent: *\nCrawl-delay: 3600\n")
    visitor = guest(clock)
    assert isinstance(visitor.fetch(site.url("/a"), LIMITS, private=True), Answer)
    assert "3600 s" in refused(visitor.fetch(site.url("/a"), LIMITS, private=True), "robots")


def test_a_site_that_fails_is_left_alone_twice_as_long_each_time(site: Site) -> None:
    """An address that fails rests alone; a site that says it is too much rests whole, as long as it says; success ends it."""
    site.replies |= {"/a": (500, {}, b""), "/b": (200, {}, b"b"), "/busy": (429, {"Retry-After": "900"}, b"")}
    clock = Clock()
    visitor = guest(clock, pause=0.0, rest=60.0)
    for wait, outcome in ((0, "http_status"), (59, "resting"), (2, "http_status"), (119, "resting"), (2, "http_status"), (239, "resting")):
        clock.sleep(wait)
        refused(visitor.fetch(site.url("/a"), LIMITS, private=True), outcome)
    assert site.asked.count("/a") == 3
    assert isinstance(visitor.fetch(site.url("/b"), LIMITS, private=True), Answer)
    clock.sleep(2)
    site.replies["/a"] = (200, {}, b"a")
    assert isinstance(visitor.fetch(site.url("/a"), LIMITS, private=True), Answer)
    refused(visitor.fetch(site.url("/busy"), LIMITS, private=True), "http_status")
    clock.sleep(899)
    assert "1 s" in refused(visitor.fetch(site.url("/b"), LIMITS, private=True), "resting")
    clock.sleep(2)
    assert isinstance(visitor.fetch(site.url("/b"), LIMITS, private=True), Answer)


@pytest.mark.parametrize(("path", "detail"), [("/silent", "timed out"), ("/headers", "took longer than 3 s"), ("/trickle", "took longer than 3 s")])
def test_a_server_that_keeps_us_waiting_is_left(site: Site, path: str, detail: str) -> None:
    """Silence, headers byte by byte, a body byte by byte: each is cut."""
    visitor = guest(seconds=1.0, whole_seconds=3.0)
    assert detail in refused(visitor.fetch(site.url(path), LIMITS, private=True), "unreadable")


def test_an_answer_without_end_is_cut(site: Site) -> None:
    """At the limit of size."""
    assert "1,000,000 bytes" in refused(guest().fetch(site.url("/endless"), LIMITS, private=True), "too_long")


def test_redirections_end(site: Site) -> None:
    """One that goes round, and one out of the web."""
    site.replies |= {"/round": (302, {"Location": "/round"}, b""), "/out": (302, {"Location": "file:///etc/hostname"}, b""), "/on": (301, {"Location": "/a"}, b""), "/a": (200, {}, b"a")}
    visitor = guest()
    assert "5 times" in refused(visitor.fetch(site.url("/round"), LIMITS, private=True), "http_status")
    refused(visitor.fetch(site.url("/out"), LIMITS, private=True), "http_status")
    found = visitor.fetch(site.url("/on"), LIMITS, private=True)
    assert isinstance(found, Answer) and found.data == b"a" and found.url == site.url("/a")


@pytest.fixture
def public(site: Site, monkeypatch: pytest.MonkeyPatch) -> Site:
    """The server as if it had a public address: connections to that address come to it."""
    connect: Callable[..., socket.socket] = socket.create_connection

    def lead(address: tuple[str, int], *more: object) -> socket.socket:
        assert address[0] == PUBLIC, f"{address[0]} was connected to"
        return connect(("127.0.0.1", address[1]), *more)

    monkeypatch.setattr(connecting.socket, "create_connection", lead)
    return site


def names(**known: Sequence[str]) -> Callable[[str, int], Sequence[str]]:
    """A resolver of names of one word; an address stands for itself."""
    return lambda host, _: known.get(host, [host.strip("[]")])


@pytest.mark.parametrize("host", ["127.0.0.1", "[::1]", "10.1.2.3", "192.168.0.1", "169.254.169.254", "inner", "both", "[::ffff:127.0.0.1]", "0.0.0.0"])
def test_addresses_that_are_not_public_are_refused(public: Site, host: str) -> None:
    """Written out, by name, or one of several of a name; also after a redirection; and nothing is connected to."""
    resolve = names(inner=["10.0.0.7"], both=[PUBLIC, "192.168.1.1"], news=[PUBLIC])
    visitor = guest(resolve=resolve)
    assert "no address of the public net" in refused(visitor.fetch(public.url("/a", host), LIMITS), "address")
    assert not public.asked
    public.replies["/moved"] = (302, {"Location": public.url("/a", host)}, b"")
    refused(visitor.fetch(public.url("/moved", "news"), LIMITS), "address")
    assert public.asked == ["/robots.txt", "/moved"]


def test_a_name_that_changes_its_address_is_refused(public: Site) -> None:
    """Public for the rules, private for the feed: every connection looks again, and goes to the address that was looked at."""
    answers = iter([[PUBLIC], ["127.0.0.1"]])
    public.replies["/a"] = (200, {}, b"a")
    refused(guest(resolve=lambda _host, _port: next(answers)).fetch(public.url("/a", "news"), LIMITS), "address")
    assert public.asked == ["/robots.txt"]
    assert isinstance(guest(resolve=names(news=[PUBLIC])).fetch(public.url("/a", "news"), LIMITS), Answer)


@pytest.mark.parametrize(
    ("address", "is_it"),
    [("8.8.8.8", True), ("2001:4860:4860::8888", True), ("100.64.0.1", False), ("224.0.0.1", False), ("fe80::1%eth0", False), ("fc00::1", False),
     ("2002:7f00:1::", False), ("64:ff9b::7f00:1", False), ("64:ff9b::808:808", True), ("::", False), ("nowhere", False)],
)  # fmt: skip
def test_public_addresses_are_known(address: str, is_it: bool) -> None:
    """Also those that carry another inside."""
    assert is_public(address) == is_it
