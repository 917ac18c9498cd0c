"""The map of events for a period: a point for each town that we know, and all places in a table."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from vigie.store.views.today import list_places
from vigie.web.pages.network import period_of
from vigie.web.site import site_of

router = APIRouter()
_SHOWN = 60


@router.get("/map")
def events_map(request: Request) -> Response:
    """The page."""
    site = site_of(request)
    since, until = period_of(site, request)
    rows = site.remember(("places", since, until), lambda c: list_places(c, since, until)) if until else []
    return site.page(request, "map.html", rows=rows[:_SHOWN], since=since, until=until)
