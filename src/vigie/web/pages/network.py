"""The network of actors for a period: who acted on whom, how often, and in which spirit."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from vigie.store.days import shift
from vigie.store.filters import check_days, first_day, last_day
from vigie.store.views.browsing import list_tied
from vigie.store.views.calendar import last_told
from vigie.web.site import Site, site_of

router = APIRouter()
_DAYS = 30


@router.get("/network")
def network(request: Request) -> Response:
    """The page."""
    site = site_of(request)
    since, until = period_of(site, request)
    rows = site.remember(("network", since, until), lambda c: list_tied(c, since, until)) if until else []
    return site.page(request, "network.html", rows=rows, since=since, until=until)


def period_of(site: Site, request: Request) -> tuple[str, str]:
    """The days that an address asks for; else the last thirty that reports tell of."""
    since, until = request.query_params.get("since", "").strip(), request.query_params.get("until", "").strip()
    check_days(since, until)
    last = last_day(until) if until else site.ask(last_told)
    first = first_day(since) if since else shift(last, -_DAYS) if last else ""
    return first, last
