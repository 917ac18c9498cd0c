"""Dossiers: all on an actor, or on a dyad."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from vigie.store.filters import last_day
from vigie.store.views.browsing import last_day_told
from vigie.store.views.dossiers import dossier_of_actor, dossier_of_dyad
from vigie.store.views.tension import parts_of
from vigie.web.asked import Code, code_of, read_day
from vigie.web.site import language_of, site_of

router = APIRouter()
_MOST = 100
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
    dossier = site.remember(("actor", code, day), lambda c: dossier_of_actor(c, code, day, _MOST))
    partners = _partners(code, [(o.actors, o.recipients) for o in dossier.timeline])
    return site.page(request, "actor.html", 200 if dossier.timeline or dossier.statements else 404, code=code, dossier=dossier, day=day, partners=partners)


@router.get("/dyads/{one}/{other}")
def dyad(request: Request, one: Code, other: Code) -> Response:
    """The dossier of a dyad, with its tension taken apart for a day."""
    site, one, other = site_of(request), one.upper(), other.upper()
    day = read_day(request.query_params, "")
    dossier = site.remember(("dyad", one, other, day), lambda c: dossier_of_dyad(c, one, other, day, _MOST))
    of = last_day(day) if day else dossier.tension[-1].day if dossier.tension else site.ask(last_day_told)
    parts = site.remember(("parts", one, other, of), lambda c: parts_of(c, one, other, of)) if of else []
    index = sum(p.brings for p in parts)
    return site.page(
        request, "dyad.html", 200 if dossier.timeline else 404, one=one, other=other, dossier=dossier, day=day, of=of, parts=parts[:_MOST_PARTS],
        index=index, all_parts=len(parts),
    )  # fmt: skip


def _partners(code: str, sides: list[tuple[tuple[str, ...], tuple[str, ...]]]) -> list[tuple[str, int]]:
    """With whom an actor has to do, the most frequent first."""
    counted: dict[str, int] = {}
    for actors, recipients in sides:
        for other in {who.split()[0] for who in (*actors, *recipients)} - {code, "---"}:
            counted[other] = counted.get(other, 0) + 1
    return sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))[:10]
