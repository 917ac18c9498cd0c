"""The one fetch there is: an address that the user gave.

Proxies and certificates are those of the system. Only http and https are followed, a redirection too; nothing
that the page names is fetched.
"""

from __future__ import annotations

import time
import urllib.request
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlsplit

from vigie.inputs.formats import Limits, reject
from vigie.inputs.memory import Seen
from vigie.records import VERSION, Rejection

_SECONDS = 30
"""Longest silence of a server."""
_WHOLE_SECONDS = 120
"""Longest time for a whole answer."""
_PART_BYTES = 65536
_AGENT = f"vigie/{VERSION}"
_NOT_MODIFIED = 304


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


def fetch(url: str, limits: Limits, seen: Seen | None = None) -> Answer | Rejection:
    """The content of an address, or why there is none.

    Args:
        url: The address.
        limits: How much is read.
        seen: What the server said last time: it may answer that nothing changed.
    """
    known = seen or Seen()
    try:
        opener = urllib.request.OpenerDirector()
        for handler in (
            urllib.request.ProxyHandler, urllib.request.HTTPHandler, urllib.request.HTTPSHandler,
            urllib.request.HTTPRedirectHandler, urllib.request.HTTPErrorProcessor, urllib.request.HTTPDefaultErrorHandler,
            urllib.request.UnknownHandler,
        ):  # fmt: skip
            opener.add_handler(handler())
        headers = {"User-Agent": _AGENT, "Accept": "text/html,*/*;q=0.5", **known.headers()}
        request = urllib.request.Request(quote(url, safe="%/:?#[]@!$&'()*+,;=~"), headers=headers)
        if not urlsplit(url).hostname:
            return reject(url, "unreadable", "the address names no site")
        with opener.open(request, timeout=_SECONDS) as answer:
            return _read(answer, url, limits)
    except HTTPError as error:
        if error.code == _NOT_MODIFIED and known.headers():
            return Answer(b"", "", url, known, is_new=False)
        return reject(url, "http_status", f"the server answered {error.code} {error.reason}")
    except (URLError, HTTPException, OSError, ValueError) as error:
        told = getattr(error, "reason", None) or error
        return reject(url, "unreadable", f"cannot be fetched ({told}): save the page and name the file")


def _read(answer: HTTPResponse, url: str, limits: Limits) -> Answer | Rejection:
    """The whole of an open answer, in bounded time and size."""
    until = time.monotonic() + _WHOLE_SECONDS
    data = bytearray()
    while part := answer.read1(_PART_BYTES):
        data += part
        if len(data) > limits.file_bytes:
            return reject(url, "too_long", f"more than {limits.file_bytes:,} bytes: raise --max-size")
        if time.monotonic() > until:
            return reject(url, "unreadable", f"took longer than {_WHOLE_SECONDS} s: save the page and name the file")
    if answer.length:
        return reject(url, "unreadable", f"ended {answer.length:,} bytes before its end: try again")
    headers = answer.headers
    etag, modified = (value if value.isprintable() else "" for value in (headers.get("ETag", ""), headers.get("Last-Modified", "")))
    return Answer(bytes(data), headers.get_content_charset() or "", answer.geturl(), Seen(etag, modified))
