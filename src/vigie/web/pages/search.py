"""Search: words, actor, type, status, place, dates, all in the address; and the same as CSV or JSON."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from vigie.lexicon.ontology import load_event_types
from vigie.store.filters import STATUSES
from vigie.store.views.browsing import MOST_COUNTED, first_leaf, leaf_of
from vigie.store.views.occurrences import Occurrence
from vigie.store.views.reports import list_reports
from vigie.web.asked import read_asked
from vigie.web.site import answer, language_of, site_of
from vigie.web.tables import to_csv, to_json

router = APIRouter()
_MOST = 40
_MOST_EXPORTED = 5000
_HITS = 5


@router.get("/search")
def search(request: Request) -> Response:
    """The page."""
    site, asked = site_of(request), read_asked(request.query_params, language_of(request))
    limits = asked.limits
    if asked.cursor:
        leaf, number = site.ask(lambda c: leaf_of(c, limits, asked.words, asked.cursor, _MOST)), 0
    else:
        leaf, number = site.remember(("search", limits, asked.words), lambda c: first_leaf(c, limits, asked.words, _MOST))
    hits = site.ask(lambda c: list_reports(c, asked.words, most=_HITS)) if asked.words and not asked.cursor else []
    return site.page(
        request, "search.html", asked=asked, leaf=leaf, number=number, most_counted=MOST_COUNTED, most_exported=_MOST_EXPORTED, hits=hits,
        types=list(load_event_types()), statuses=STATUSES,
    )  # fmt: skip


@router.get("/search.csv")
def search_csv(request: Request) -> Response:
    """What the page lists, as CSV."""
    return answer(request, to_csv(_rows(request), Occurrence), "text/csv; charset=utf-8", name="vigie.csv")


@router.get("/search.json")
def search_json(request: Request) -> Response:
    """What the page lists, as JSON."""
    return answer(request, to_json(_rows(request)), "application/json", name="vigie.json")


def _rows(request: Request) -> tuple[Occurrence, ...]:
    asked = read_asked(request.query_params, language_of(request))
    limits = asked.limits
    return site_of(request).ask(lambda c: leaf_of(c, limits, asked.words, most=_MOST_EXPORTED)).rows
