"""Today: what changed on the last day that reports tell of (or another), rising dyads, what is to come, new measures."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request
from sqlalchemy import Connection
from starlette.responses import Response

from vigie.store.days import shift
from vigie.store.filters import Filter, last_day
from vigie.store.views.calendar import Appointment, last_told, list_upcoming
from vigie.store.views.dossiers import Change, list_changes
from vigie.store.views.measures import Measure, list_measures
from vigie.store.views.reports import Heading, list_reports
from vigie.store.views.today import Rising, list_rising
from vigie.web.asked import read_day
from vigie.web.site import site_of

router = APIRouter()
_MOST_CHANGES = 30
_NEW_DAYS = 14
_MOST_BESIDE = 8
_REPORTS = 6


@dataclass(frozen=True, slots=True)
class Today:
    """What the page shows."""

    day: str
    changes: tuple[Change, ...]
    more: int
    """Changes that are not shown."""
    rising: tuple[Rising, ...]
    upcoming: tuple[Appointment, ...]
    measures: tuple[Measure, ...]
    reports: tuple[Heading, ...]


def load_today(connection: Connection, asked: str) -> Today:
    """All of the page; `asked` is a day, or empty for the last."""
    day = last_day(asked) if asked else last_told(connection)
    if not day:
        return Today("", (), 0, (), (), (), ())
    changes = [c for c in list_changes(connection, day, until=day, most=2 * _MOST_CHANGES) if c.what != "told again"]
    first = sorted(changes, key=lambda c: (c.what == "new", not c.actors, c.date == "", c.occurrence))
    new = list_measures(connection, day, Filter(since=shift(day, -_NEW_DAYS)), most=_MOST_BESIDE)
    return Today(
        day, tuple(first[:_MOST_CHANGES]), max(0, len(first) - _MOST_CHANGES), tuple(list_rising(connection, day, most=_MOST_BESIDE)),
        tuple(list_upcoming(connection, day, _MOST_BESIDE)), tuple(reversed(new)), tuple(list_reports(connection, until=day, most=_REPORTS)),
    )  # fmt: skip


@router.get("/")
def today(request: Request) -> Response:
    """The page."""
    site = site_of(request)
    asked = read_day(request.query_params, "")
    found = site.remember(("today", asked), lambda c: load_today(c, asked))
    before = shift(found.day, -1) if found.day else ""
    after = shift(found.day, 1) if found.day and asked else ""
    return site.page(request, "today.html", today=found, before=before, after=after)
