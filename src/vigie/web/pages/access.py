"""Logging in and out, where the pages can be reached from other machines."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import RedirectResponse, Response

from vigie.web.forms import read_form
from vigie.web.guards import client_of
from vigie.web.sessions import SECONDS, SESSION
from vigie.web.site import site_of

router = APIRouter()


@router.get("/login")
def ask(request: Request) -> Response:
    """The form."""
    return site_of(request).page(request, "login.html", problem=False, next=_inside(request.query_params.get("next", "")))


@router.post("/login")
def log_in(request: Request, form: Annotated[dict[str, str], Depends(read_form)]) -> Response:
    """Begin a session, or show the form again; after ten failures an address waits."""
    site, name = site_of(request), form.get("name", "")
    site.proofs.check(request, form)
    is_allowed = site.tries.allows(client_of(request.scope)) and site.tries.allows(f"name {name}")
    if not is_allowed or not site.settings.accounts.has_password(name, form.get("password", "")):
        return site.page(request, "login.html", 403 if is_allowed else 429, problem=True, next=_inside(form.get("next", "")))
    response = RedirectResponse(_inside(form.get("next", "")), 303)
    secure = request.url.scheme == "https"
    response.set_cookie(SESSION, site.sessions.begin(name), max_age=SECONDS, httponly=True, samesite="strict", secure=secure)
    return response


@router.post("/logout")
def log_out(request: Request, form: Annotated[dict[str, str], Depends(read_form)]) -> Response:
    """End the session."""
    site = site_of(request)
    site.proofs.check(request, form)
    site.sessions.end(request.cookies.get(SESSION, ""))
    response = RedirectResponse("/login", 303)
    response.delete_cookie(SESSION)
    return response


def _inside(address: str) -> str:
    """An address on this server; never another site."""
    return address if address.startswith("/") and not address.startswith(("//", "/\\")) and address.isprintable() else "/"
