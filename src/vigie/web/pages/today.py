"""Today: what changed on the last day that reports tell of (or another), rising dyads, what is to come, new measures."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request
from sqlalchemy import Connection
from starlette.responses import Response

from vigie.store.days import shift
from vigie.store.filters import Filter, last_day
from vigie.store.views.browsing import Rising, last_day_told, list_rising
from vigie.store.views.calendar import Appointment, list_appointments
from vigie.store.views.dossiers import Change, list_changes
from vigie.store.views.measures import Measure, list_measures
from vigie.store.views.reports import Heading, list_reports
from vigie.web.asked import read_day
from vigie.web.site import site_of

router = APIRouter()
_MOST_CHANGES = 30
_AHEAD_DAYS = 45
_NEW_DAYS = 14
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
    day = last_day(asked) if asked else last_day_told(connection)
    if not day:
        return Today("", (), 0, (), (), (), ())
    changes = [c for c in list_changes(connection, day) if c.what != "told again"]
    first = sorted(changes, key=lambda c: (c.what == "new", not c.actors, c.date == "", c.occurrence))
    ahead = Filter(since=day, until=shift(day, _AHEAD_DAYS))
    upcoming = [a for a in list_appointments(connection, day, ahead) if a.state in ("due", "postponed") or a.date > day]
    measures = [m for m in list_measures(connection, day, Filter()) if m.since >= shift(day, -_NEW_DAYS)]
    return Today(
        day, tuple(first[:_MOST_CHANGES]), max(0, len(first) - _MOST_CHANGES), tuple(list_rising(connection, day)), tuple(upcoming[:10]),
        tuple(reversed(measures[-10:])), tuple(list_reports(connection, until=day, most=_REPORTS)),
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
