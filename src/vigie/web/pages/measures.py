"""Measures in force on a chosen day."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from vigie.store.filters import last_day
from vigie.store.views.calendar import last_told
from vigie.store.views.measures import list_measures
from vigie.web.asked import read_asked, read_day
from vigie.web.site import language_of, site_of

router = APIRouter()
_MOST = 60


@router.get("/measures")
def measures(request: Request) -> Response:
    """The page."""
    site, asked = site_of(request), read_asked(request.query_params, language_of(request))
    day = last_day(read_day(request.query_params, "") or site.ask(last_told))
    limits, ended = asked.limits, request.query_params.get("ended") == "yes"
    given = request.query_params.get("after", "")
    before = int(given) if given.isascii() and given.isdigit() and len(given) < 10 else 0
    rows = site.remember(("measures", day, limits, ended, before), lambda c: list_measures(c, day, limits, all_of_them=ended, most=_MOST, before=before))
    after = rows[0].occurrence if len(rows) == _MOST else ""
    return site.page(request, "measures.html", rows=list(reversed(rows)), day=day, asked=asked, ended=ended, after=after)
