"""Dates of CODING.md as days on a calendar.

    2022-01-08  2022-01  2022  2022-W02  2021-04/2021-06  2014/..
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

LAST = "9999-12-31"
"""The end of what is still open."""
_FIRST = "0001-01-01"
LONG_DAYS = 62
"""An act dated to more days than a month and its edges is only compared with others of that kind."""
_BEFORE_DAYS = 10
"""A report without a date for an act tells of the days before it, seldom of more."""
AHEAD_DAYS = 45
"""An undated announcement is for the weeks to come."""


@dataclass(frozen=True, slots=True)
class Days:
    """First and last day, both included, ISO."""

    first: str
    last: str

    @property
    def is_long(self) -> bool:
        """Whether it spans more than about two months, or is open."""
        return self.last == LAST or gap(self.first, self.last) > LONG_DAYS

    def has(self, day: str) -> bool:
        """Whether a day lies in it."""
        return self.first <= day <= self.last


def read_days(value: str) -> Days | None:
    """The days of a date, or nothing when there is none or it is no date."""
    if not value:
        return None
    first, slash, last = value.partition("/")
    try:
        if not slash:
            return _plain(first)
        return Days(
            _FIRST if first in ("", "..") else _plain(first).first,
            LAST if last in ("", "..") else _plain(last).last,
        )
    except ValueError:
        return None


def near_days(days: Days | None, published: str, *, is_ahead: bool) -> Days:
    """The days in which an act may lie: its own, or those around the report's day."""
    if days is not None:
        return days
    if not published:
        return Days(_FIRST, LAST)
    return Days(published, shift(published, AHEAD_DAYS)) if is_ahead else Days(shift(published, -_BEFORE_DAYS), published)


def gap(one: str, other: str) -> int:
    """Days from one to the other, whichever comes first."""
    return abs((date.fromisoformat(other) - date.fromisoformat(one)).days)


def shift(day: str, by: int) -> str:
    """The day so many days later."""
    number = min(max(date.fromisoformat(day).toordinal() + by, 1), date.max.toordinal())
    return date.fromordinal(number).isoformat()


def _plain(value: str) -> Days:
    if "W" in value:
        of_year, _, week = value.partition("-W")
        monday = date.fromisocalendar(int(of_year), int(week), 1)
        return Days(monday.isoformat(), (monday + timedelta(days=6)).isoformat())
    parts = [int(part) for part in value.split("-")]
    if len(parts) == 3:
        exact = date(parts[0], parts[1], parts[2]).isoformat()
        return Days(exact, exact)
    if len(parts) == 2:
        year, month = parts[0], parts[1]
        return Days(date(year, month, 1).isoformat(), date(year, month, monthrange(year, month)[1]).isoformat())
    return Days(date(parts[0], 1, 1).isoformat(), date(parts[0], 12, 31).isoformat())
