"""The application: routes, guards around them, and what a reader sees when something is amiss."""

from __future__ import annotations

import logging

from fastapi import Depends, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, RedirectResponse, Response

from vigie.errors import ConfigError, StoreError, VigieError
from vigie.records import VERSION
from vigie.store import Store
from vigie.web.api import router as api
from vigie.web.guards import API, Guards
from vigie.web.limits import Limiter
from vigie.web.pages import ROUTERS
from vigie.web.settings import Settings
from vigie.web.site import Site, site_of

_LOG = logging.getLogger("vigie.web")
_ABOUT = "What a store of Vigie holds. Lists are paged: `next` of one answer is `after` of the next question. Every answer has an ETag."
_OWN_NAMES = ("127.0.0.1", "localhost", "::1")


def create_app(store: Store, settings: Settings) -> FastAPI:
    """The application over an open store; it closes nothing."""
    app = FastAPI(title="Vigie", version=VERSION, description=_ABOUT, docs_url=None, redoc_url=None, openapi_url="/api/openapi.json", dependencies=[Depends(_admit)])
    app.state.site = Site(store, settings)
    for router in ROUTERS:
        app.include_router(router, include_in_schema=False)
    app.include_router(api, prefix="/api/v1")
    app.add_exception_handler(HTTPException, _refused)  # type: ignore[arg-type]
    app.add_exception_handler(RequestValidationError, _misasked)  # type: ignore[arg-type]
    app.add_exception_handler(VigieError, _failed)  # type: ignore[arg-type]
    app.add_exception_handler(Exception, _broken)
    hosts = (*_OWN_NAMES, *settings.names) if settings.is_loopback or settings.names else ()
    limiter = None if settings.is_loopback else Limiter(per_second=20, burst=120)
    app.add_middleware(Guards, hosts=hosts, limiter=limiter)
    return app


def _admit(request: Request) -> None:
    """Only readers who have logged in, where that is asked; anybody may see the form for it and what it needs."""
    site = site_of(request)
    is_open = request.url.path in ("/login", "/logout") or request.url.path.startswith("/static/")
    if site.settings.asks_for_login and not is_open and not site.reader_of(request):
        raise HTTPException(401)


async def _refused(request: Request, error: HTTPException) -> Response:
    if error.status_code == 401 and request.method == "GET" and not request.url.path.startswith(API):
        return RedirectResponse(f"/login?next={request.url.path}", 303)
    return _told(request, error.status_code, str(error.detail))


async def _misasked(request: Request, error: RequestValidationError) -> Response:
    if request.url.path.startswith(API):
        faults = [f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in error.errors()[:5]]
        return JSONResponse({"detail": "; ".join(faults).encode("utf-8", "replace").decode()}, 422)
    return _told(request, 404, "")


async def _failed(request: Request, error: VigieError) -> Response:
    if isinstance(error, ConfigError):
        return _told(request, 400, str(error))
    _LOG.error("%s: %s", request.url.path, error)
    return _told(request, 503 if isinstance(error, StoreError) else 500, "")


async def _broken(request: Request, error: Exception) -> Response:
    """A fault of ours: it is told in the server's log, never in the page."""
    return _told(request, 500, "")


def _told(request: Request, status: int, detail: str) -> Response:
    detail = detail.encode("utf-8", "replace").decode()
    if request.url.path.startswith(API):
        return JSONResponse({"detail": detail or _PLAIN.get(status, "failed")}, status, {"WWW-Authenticate": "Bearer"} if status == 401 else None)
    return site_of(request).page(request, "problem.html", status, status=status, detail=detail if status == 400 else "")


_PLAIN = {401: "give an account's token: Authorization: Bearer TOKEN", 404: "there is no such thing", 500: "a fault of ours", 503: "the store does not answer"}
