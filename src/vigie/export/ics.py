"""What is scheduled, as iCalendar (RFC 5545): whole days, with the state of each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar, Event

_STATUS = {"cancelled": "CANCELLED", "held": "CONFIRMED", "due": "TENTATIVE", "postponed": "TENTATIVE"}
_STAMP = datetime(2000, 1, 1, tzinfo=UTC)
"""Every entry wants a time of making; a fixed one keeps the same bytes for the same store."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a calendar; `first` and `last` are ISO days, both included."""

    key: str
    first: str
    last: str
    summary: str
    place: str
    state: str
    words: str


def to_calendar(entries: Iterable[Entry]) -> bytes:
    """The bytes of a calendar; entries without a day have no place in it."""
    calendar = Calendar()
    calendar.add("prodid", "-//vigie//calendar//EN")
    calendar.add("version", "2.0")
    for entry in entries:
        if entry.first:
            calendar.add_component(_event(entry))
    return bytes(calendar.to_ical())


def _event(entry: Entry) -> Event:
    found = Event()
    found.add("uid", f"{entry.key}@vigie")
    found.add("dtstamp", _STAMP)
    found.add("dtstart", date.fromisoformat(entry.first))
    found.add("dtend", date.fromisoformat(entry.last) + timedelta(days=1))
    found.add("summary", f"{entry.summary} ({entry.state})")
    found.add("status", _STATUS.get(entry.state, "TENTATIVE"))
    found.add("description", entry.words)
    if entry.place:
        found.add("location", entry.place)
    return found
