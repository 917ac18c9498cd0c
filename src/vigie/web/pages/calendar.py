"""The calendar: what is scheduled and what became of it; as a page, and as iCalendar."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from vigie.export.ics import Entry, to_calendar
from vigie.store.days import LAST, read_days
from vigie.store.views.browsing import last_day_told
from vigie.store.views.calendar import Appointment, list_appointments
from vigie.web.asked import Asked, read_asked, read_day
from vigie.web.site import Site, answer, language_of, site_of
from vigie.web.words import Words, load_words

router = APIRouter()
_MOST = 300


@router.get("/calendar")
def calendar(request: Request) -> Response:
    """The page."""
    site, asked = site_of(request), read_asked(request.query_params, language_of(request))
    day = read_day(request.query_params, "")
    rows = _rows(site, asked, day)
    today = day or site.ask(last_day_told)
    ahead = [a for a in rows if not a.date or a.date >= today or a.state in ("due",)]
    return site.page(request, "calendar.html", ahead=ahead[:_MOST], past=[a for a in reversed(rows) if a not in ahead][:_MOST], asked=asked, day=day, today=today)


@router.get("/calendar.ics")
def calendar_file(request: Request) -> Response:
    """The same for a calendar program."""
    site, language = site_of(request), language_of(request)
    asked = read_asked(request.query_params, language)
    words = load_words(language)
    entries = [e for a in _rows(site, asked, read_day(request.query_params, "")) if (e := _entry(a, words))]
    return answer(request, to_calendar(entries), "text/calendar; charset=utf-8", name="vigie.ics")


def _rows(site: Site, asked: Asked, day: str) -> list[Appointment]:
    limits = asked.limits
    return site.remember(("calendar", limits, day), lambda c: list_appointments(c, day, limits))


def _entry(appointment: Appointment, say: Words) -> Entry | None:
    days = read_days(appointment.date)
    if days is None or days.last == LAST:
        return None
    who = ", ".join(say.who(actor).country for actor in (*appointment.actors, *appointment.recipients))
    title = f"{say.kind(appointment.type)} {who}"
    return Entry(f"occurrence-{appointment.occurrence}", days.first, days.last, title, appointment.place, appointment.state, appointment.words)
