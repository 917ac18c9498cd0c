"""Dossiers: all on an actor, or on a dyad."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from vigie.store.filters import last_day
from vigie.store.views.calendar import last_told
from vigie.store.views.country import dossier_of_country
from vigie.store.views.dossiers import dossier_of_dyad
from vigie.store.views.tension import parts_of
from vigie.web.asked import Code, code_of, read_day
from vigie.web.site import language_of, site_of

router = APIRouter()
_MOST = 30
_MOST_PARTS = 15


@router.get("/actors")
def actors(request: Request) -> Response:
    """Go to the dossier that a form names: one actor, or two."""
    language = language_of(request)
    codes = [code_of(given, language) for given in request.query_params.getlist("code") if given.strip()]
    if any(not (code.isascii() and code.isalpha()) for code in codes) or not codes:
        return site_of(request).page(request, "no_actor.html", 404)
    return RedirectResponse(f"/actors/{codes[0]}" if len(set(codes)) == 1 else f"/dyads/{codes[0]}/{codes[1]}", 303)


@router.get("/actors/{code}")
def actor(request: Request, code: Code) -> Response:
    """The dossier of an actor."""
    site, code = site_of(request), code if code.isupper() else code_of(code, language_of(request))
    day = read_day(request.query_params, "")
    country = site.remember(("actor", code, day), lambda c: dossier_of_country(c, code, day, _MOST))
    dossier = country.actor
    status = 200 if dossier.timeline or dossier.statements or country.inside else 404
    return site.page(request, "actor.html", status, code=code, country=country, dossier=dossier, day=day)


@router.get("/dyads/{one}/{other}")
def dyad(request: Request, one: Code, other: Code) -> Response:
    """The dossier of a dyad, with its tension taken apart for a day."""
    site, one, other = site_of(request), one.upper(), other.upper()
    day = read_day(request.query_params, "")
    dossier = site.remember(("dyad", one, other, day), lambda c: dossier_of_dyad(c, one, other, day, _MOST))
    of = last_day(day) if day else dossier.tension[-1].day if dossier.tension else site.ask(last_told)
    parts = site.remember(("parts", one, other, of), lambda c: parts_of(c, one, other, of)) if of else []
    index = sum(p.brings for p in parts)
    return site.page(
        request, "dyad.html", 200 if dossier.timeline else 404, one=one, other=other, dossier=dossier, day=day, of=of, parts=parts[:_MOST_PARTS],
        index=index, all_parts=len(parts),
    )  # fmt: skip

