"""Corrections: the list of all, and the forms by which a reader makes one and withdraws it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from sqlalchemy import select
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from vigie.errors import ConfigError
from vigie.store.corrections import FIELDS, WRONG, Correction, list_corrections
from vigie.store.schema import events
from vigie.web.asked import Number
from vigie.web.forms import read_form
from vigie.web.pages.event import load_event
from vigie.web.site import Site, answer, found, site_of
from vigie.web.tables import to_csv, to_json

router = APIRouter()
Form = Annotated[dict[str, str], Depends(read_form)]
_MOST = 50
_ALL = 100_000


@router.get("/corrections")
def corrections(request: Request) -> Response:
    """The page."""
    site, after = site_of(request), request.query_params.get("after", "")
    before = int(after) if after.isascii() and after.isdigit() and len(after) < 10 else 0
    rows = site.ask(lambda c: list_corrections(c, before=before, most=_MOST))
    return site.page(request, "corrections.html", rows=rows, after=rows[-1].id if len(rows) == _MOST else "", problem="")


@router.get("/corrections.csv")
def corrections_csv(request: Request) -> Response:
    """All of them, as CSV."""
    return answer(request, to_csv(site_of(request).ask(lambda c: list_corrections(c, most=_ALL)), Correction), "text/csv; charset=utf-8", name="corrections.csv")


@router.get("/corrections.json")
def corrections_json(request: Request) -> Response:
    """All of them, as JSON."""
    return answer(request, to_json(site_of(request).ask(lambda c: list_corrections(c, most=_ALL))), "application/json", name="corrections.json")


@router.post("/events/{number}/corrections")
def make(request: Request, number: Number, form: Form) -> Response:
    """Keep what a form says of one telling of an event; what cannot be kept is shown again with what is amiss."""
    site = _site_that_may(request, form)
    told, field = form.get("event", ""), form.get("field", WRONG)
    event = int(told) if told.isascii() and told.isdigit() and len(told) < 10 else 0
    if site.ask(lambda c: c.execute(select(events.c.id).where(events.c.id == event, events.c.occurrence_id == number)).first()) is None:
        raise HTTPException(404)
    try:
        site.store.correct(event, field, form.get("value", ""), form.get("reason", ""), author_of(site, request, form.get("author", "")))
    except ConfigError as error:
        page = found(site.ask(lambda c: load_event(c, number)))
        return site.page(request, "event.html", 400, event=page, fields=FIELDS, problem=str(error))
    return RedirectResponse(f"/events/{number}#corrections", 303)


@router.post("/corrections/{number}/withdraw")
def take_back(request: Request, number: Number, form: Form) -> Response:
    """Withdraw a correction."""
    site = _site_that_may(request, form)
    try:
        site.store.withdraw(number, author_of(site, request, form.get("author", "")))
    except ConfigError as error:
        return site.page(request, "corrections.html", 400, rows=site.ask(lambda c: list_corrections(c, most=_MOST)), after="", problem=str(error))
    return RedirectResponse(_back(form.get("back", "")), 303)


def author_of(site: Site, request: Request, given: str) -> str:
    """Who corrects: the account, where there is one; else the name that is given."""
    return site.reader_of(request) or given


def _site_that_may(request: Request, form: dict[str, str]) -> Site:
    site = site_of(request)
    if site.settings.is_read_only:
        raise HTTPException(403, "read-only")
    site.proofs.check(request, form)
    return site


def _back(address: str) -> str:
    """A page of ours to go back to; never another site."""
    kind, _, number = address.removeprefix("/").partition("/")
    return f"/events/{number}#corrections" if kind == "events" and number.isascii() and number.isdigit() else "/corrections"
