"""What every request passes and every answer carries: the host asked for, size and rate, and headers that keep a page from doing anything else.

Scripts and styles come from this server's own files alone; a page cannot be framed, nor send a form elsewhere. Requests that change
something must come from our own pages (`Origin`), so that no other site can make a reader's browser correct anything.
"""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from vigie.web.limits import Limiter

API = "/api/"
MOST_BODY_BYTES = 64 * 1024
_MOST_QUERY_BYTES = 4096
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; manifest-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class Guards:
    """Middleware around the whole application.

    Args:
        app: What is guarded.
        hosts: Names under which this server may be asked for; any, where there are none. On loopback this keeps a web site from reading the
            pages by pointing its own name at this machine.
        limiter: How often one client may ask, where that is limited.
    """

    def __init__(self, app: ASGIApp, hosts: Iterable[str] = (), limiter: Limiter | None = None) -> None:
        self._app, self._hosts, self._limiter = app, frozenset(hosts), limiter

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it in one line."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("Cache-Control", "private, no-cache")
            await send(message)

        refused = self._refusal(scope)
        await (_told(scope, *refused) if refused else self._app)(scope, _Bounded(receive), send_guarded)

    def _refusal(self, scope: Scope) -> tuple[int, str] | None:
        """Status and words, where the request is refused."""
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if self._hosts and _name_of(host) not in self._hosts:
            return 421, "this server is not known by that name"
        if self._limiter is not None and not self._limiter.allows(client_of(scope)):
            return 429, "too many requests: wait a moment"
        if len(scope["query_string"]) > _MOST_QUERY_BYTES:
            return 414, "the address is too long"
        if b"%00" in scope["query_string"] or "\x00" in scope["path"]:
            return 400, "the address holds a character that cannot be looked for"
        if scope["method"] not in _SAFE:
            return _unsafe_refusal(headers, host)
        return None


def client_of(scope: Scope) -> str:
    """The address that a request comes from."""
    return str((scope.get("client") or ("",))[0])


def _told(scope: Scope, status: int, words: str) -> Response:
    headers = {"Retry-After": "2"} if status == 429 else None
    if scope["path"].startswith(API):
        return JSONResponse({"detail": words}, status, headers)
    return PlainTextResponse(words, status, headers)


def _unsafe_refusal(headers: Headers, host: str) -> tuple[int, str] | None:
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return 403, "this request came from another site"
    origin = headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != host:
        return 403, "this request came from another site"
    length = headers.get("content-length", "0")
    if not length.isdigit() or int(length) > MOST_BODY_BYTES:
        return 413, f"at most {MOST_BODY_BYTES} bytes"
    return None


class _Bounded:
    """Receives a body up to its bound, also where its length is not told; what is beyond ends the connection."""

    def __init__(self, receive: Receive) -> None:
        self._receive, self._seen = receive, 0

    async def __call__(self) -> Message:
        message = await self._receive()
        self._seen += len(message.get("body", b""))
        if self._seen > MOST_BODY_BYTES:
            return {"type": "http.disconnect"}
        return message


def _name_of(host: str) -> str:
    """A host without its port."""
    return host.rsplit(":", 1)[0].strip("[]") if not host.endswith("]") else host.strip("[]")
