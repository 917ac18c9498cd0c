"""The charts of the pages, as images of their own, so that no page waits for them."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from vigie.export.coded import CodedPlace
from vigie.export.towns import town_of
from vigie.store.views.browsing import list_days, list_tied
from vigie.store.views.tension import index_of
from vigie.store.views.today import list_places
from vigie.web.asked import Code
from vigie.web.charts import LOOKS, Look, Point, draw_map, draw_network, draw_tension, draw_timeline
from vigie.web.pages.network import period_of
from vigie.web.site import answer, language_of, site_of
from vigie.web.words import Words, load_words

router = APIRouter(prefix="/charts")
_MOST_TIES = 120


@router.get("/actors/{code}.svg")
def actor(request: Request, code: Code) -> Response:
    """Acts of an actor over time."""
    site, say, look = site_of(request), _words(request), _look(request)
    return _drawn(request, site.remember(("chart", code, say.language, look), lambda c: draw_timeline(list_days(c, code), say, look)))


@router.get("/dyads/{one}/{other}.svg")
def dyad(request: Request, one: Code, other: Code) -> Response:
    """Tension and acts of a dyad over time."""
    site, say, look = site_of(request), _words(request), _look(request)
    key = ("chart", one, other, say.language, look)
    return _drawn(request, site.remember(key, lambda c: draw_tension(index_of(c, one, other), list_days(c, one, other), say, look)))


@router.get("/network.svg")
def network(request: Request) -> Response:
    """Who acted on whom in a period."""
    site, say, look = site_of(request), _words(request), _look(request)
    since, until = period_of(site, request)
    key = ("chart network", since, until, say.language, look)
    return _drawn(request, site.remember(key, lambda c: draw_network(list_tied(c, since, until, _MOST_TIES), say, look)))


@router.get("/map.svg")
def events_map(request: Request) -> Response:
    """Where acts took place in a period, in towns that we know."""
    site, say, look = site_of(request), _words(request), _look(request)
    since, until = period_of(site, request)
    rows = site.remember(("places", since, until), lambda c: list_places(c, since, until))
    towns = [(row, town) for row in rows if (town := town_of(CodedPlace(row.place, row.code)))]
    points = [Point(town.name, town.longitude, town.latitude, row.acts, round(row.score / row.acts, 2)) for row, town in towns]
    return _drawn(request, site.remember(("chart map", since, until, say.language, look), lambda _: draw_map(points, say, look)))


def _words(request: Request) -> Words:
    return load_words(language_of(request))


def _look(request: Request) -> Look:
    return LOOKS.get(request.query_params.get("theme", ""), LOOKS["light"])


def _drawn(request: Request, svg: str) -> Response:
    response = answer(request, svg.encode("utf-8", "replace"), "image/svg+xml")
    response.headers["Cache-Control"] = "private, max-age=60"
    return response
