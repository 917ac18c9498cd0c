"""The calendar: what is scheduled and what became of it; as a page, and as iCalendar."""

from __future__ import annotations

from dataclasses import replace

from fastapi import APIRouter, Request
from starlette.responses import Response

from vigie.export.ics import Entry, to_calendar
from vigie.store.days import LAST, read_days, shift
from vigie.store.filters import Filter, last_day
from vigie.store.views.calendar import Appointment, last_told, list_appointments
from vigie.web.asked import read_asked, read_day
from vigie.web.site import Site, answer, language_of, site_of
from vigie.web.words import Words, load_words

router = APIRouter()
_MOST = 40
_MOST_IN_FILE = 500


@router.get("/calendar")
def calendar(request: Request) -> Response:
    """The page."""
    site, asked = site_of(request), read_asked(request.query_params, language_of(request))
    day = read_day(request.query_params, "")
    today = last_day(day) if day else site.ask(last_told)
    given = request.query_params.get("after", "")
    before = int(given) if given.isascii() and given.isdigit() and len(given) < 10 else 0
    limits = asked.limits
    ahead = [] if before or asked.until and last_day(asked.until) < today else _rows(site, replace(limits, since=max(limits.since, today)), day)
    past = _rows(site, replace(limits, until=_before(limits.until, today)), day, before=before) if today else []
    after = past[0].occurrence if len(past) == _MOST else ""
    return site.page(request, "calendar.html", ahead=ahead, past=list(reversed(past)), asked=asked, day=day, today=today, after=after)


@router.get("/calendar.ics")
def calendar_file(request: Request) -> Response:
    """The same for a calendar program."""
    site, language = site_of(request), language_of(request)
    asked = read_asked(request.query_params, language)
    words = load_words(language)
    entries = [e for a in _rows(site, asked.limits, read_day(request.query_params, ""), most=_MOST_IN_FILE) if (e := _entry(a, words))]
    return answer(request, to_calendar(entries), "text/calendar; charset=utf-8", name="vigie.ics")


def _rows(site: Site, limits: Filter, day: str, *, most: int = _MOST, before: int = 0) -> list[Appointment]:
    return site.remember(("calendar", limits, day, most, before), lambda c: list_appointments(c, day, limits, most, before=before))


def _before(until: str, today: str) -> str:
    """The last day of what is past: the day before today, or the end that is asked for, whichever comes first."""
    return min(filter(None, (last_day(until) if until else "", shift(today, -1))))


def _entry(appointment: Appointment, say: Words) -> Entry | None:
    days = read_days(appointment.date)
    if days is None or days.last == LAST:
        return None
    who = ", ".join(say.who(actor).country for actor in (*appointment.actors, *appointment.recipients))
    title = f"{say.kind(appointment.type)} {who}"
    return Entry(f"occurrence-{appointment.occurrence}", days.first, days.last, title, appointment.place, appointment.state, appointment.words)
