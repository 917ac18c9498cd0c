"""One request: an address that the user gave, or that a feed's site names.

Certificates are those of the system, and so are proxies, unless only public addresses are allowed: a proxy would resolve names
by itself. Only http and https are followed, a redirection too; nothing that the page names is fetched.
"""

from __future__ import annotations

import urllib.request
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urljoin, urlsplit

from vigie.inputs.addresses import AddressRefused, Guard
from vigie.inputs.connecting import Deadline, handler
from vigie.inputs.formats import Limits, reject
from vigie.inputs.memory import Seen
from vigie.records import VERSION, Rejection

SECONDS = 30.0
"""Longest silence of a server."""
WHOLE_SECONDS = 120.0
"""Longest time for a whole answer, its headers included."""
AGENT = f"vigie/{VERSION}"
_PART_BYTES = 65536
_NOT_MODIFIED = 304
_MOVED = (301, 302, 303, 307, 308)


@dataclass(frozen=True, slots=True)
class Answer:
    """What an address gave."""

    data: bytes
    charset: str
    """As declared, or empty."""
    url: str
    """The address that answered, after redirections."""
    seen: Seen
    is_new: bool = True
    """False when the server says that nothing changed: then there is no data."""


@dataclass(frozen=True, slots=True)
class Failed:
    """Why there is no answer, for one who decides what to do next."""

    rejection: Rejection
    status: int = 0
    """What the server answered, or 0."""
    retry_after: str = ""
    """As the server gave it."""
    moved_to: str = ""
    is_final: bool = False
    """To ask again brings nothing: the address is refused, or the answer is too long."""


def fetch(url: str, limits: Limits, seen: Seen | None = None) -> Answer | Rejection:
    """The content of an address, or why there is none.

    Args:
        url: The address.
        limits: How much is read.
        seen: What the server said last time: it may answer that nothing changed.
    """
    answer = ask(url, limits, seen or Seen())
    return answer.rejection if isinstance(answer, Failed) else answer


def ask(
    url: str, limits: Limits, seen: Seen, *, guard: Guard | None = None, seconds: float = SECONDS, whole_seconds: float = WHOLE_SECONDS, origin: str = ""
) -> Answer | Failed:
    """One request.

    Args:
        url: The address.
        limits: How much is read.
        seen: What the server said last time.
        guard: Which addresses may be connected to; then redirections are not followed but told. Without one any may be.
        seconds: Longest silence.
        whole_seconds: Longest time in all.
        origin: What faults are told of; else the address.
    """
    where = origin or url
    if not urlsplit(url).hostname:
        return Failed(reject(where, "unreadable", "the address names no site"), is_final=True)
    with Deadline(whole_seconds) as deadline:
        try:
            opener = _opener(guard, deadline)
            headers = {"User-Agent": AGENT, "Accept": "text/html,*/*;q=0.5", **seen.headers()}
            request = urllib.request.Request(quote(url, safe="%/:?#[]@!$&'()*+,;=~"), headers=headers)
            with opener.open(request, timeout=seconds) as answer:
                found = _read(answer, where, limits)
                return _late(where, whole_seconds) if deadline.is_over else found
        except HTTPError as error:
            with error:
                return _answered(error, url, where, seen, follows=guard is not None)
        except (URLError, HTTPException, OSError, ValueError) as error:
            told = getattr(error, "reason", None) or error
            if deadline.is_over:
                return _late(where, whole_seconds)
            if isinstance(told, AddressRefused):
                return Failed(reject(where, "address", f"{told}: allow it by private = true, if you trust it"), is_final=True)
            return Failed(reject(where, "unreadable", f"cannot be fetched ({told}): save the page and name the file"))


def _late(where: str, seconds: float) -> Failed:
    return Failed(reject(where, "unreadable", f"took longer than {seconds:g} s: save the page and name the file"))


def _opener(guard: Guard | None, deadline: Deadline) -> urllib.request.OpenerDirector:
    opener = urllib.request.OpenerDirector()
    opener.add_handler(handler(guard or Guard(private=True), deadline))
    for kind in (urllib.request.HTTPErrorProcessor, urllib.request.HTTPDefaultErrorHandler, urllib.request.UnknownHandler):
        opener.add_handler(kind())
    if guard is None or guard.private:
        opener.add_handler(urllib.request.ProxyHandler())
    if guard is None:
        opener.add_handler(urllib.request.HTTPRedirectHandler())
    return opener


def _answered(error: HTTPError, url: str, where: str, seen: Seen, *, follows: bool) -> Answer | Failed:
    """What a status other than success means."""
    if error.code == _NOT_MODIFIED and seen.headers():
        return Answer(b"", "", url, seen, is_new=False)
    moved = urljoin(url, error.headers.get("Location", "")) if follows and error.code in _MOVED else ""
    told = reject(where, "http_status", f"the server answered {error.code} {error.reason}")
    return Failed(told, error.code, error.headers.get("Retry-After", ""), moved if moved.lower().startswith(("http://", "https://")) else "")


def _read(answer: HTTPResponse, where: str, limits: Limits) -> Answer | Failed:
    """The whole of an open answer, in bounded size."""
    data = bytearray()
    while part := answer.read1(_PART_BYTES):
        data += part
        if len(data) > limits.file_bytes:
            return Failed(reject(where, "too_long", f"more than {limits.file_bytes:,} bytes: raise --max-size"), is_final=True)
    if answer.length:
        return Failed(reject(where, "unreadable", f"ended {answer.length:,} bytes before its end: try again"))
    headers = answer.headers
    etag, modified = (value if value.isprintable() else "" for value in (headers.get("ETag", ""), headers.get("Last-Modified", "")))
    return Answer(bytes(data), headers.get_content_charset() or "", answer.geturl(), Seen(etag, modified))
