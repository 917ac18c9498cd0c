"""Days for formats that want one where the text gives a month, a year or nothing.

An event without a date can have been on any day; one of a month or year, on any day of it. Of the days that are possible, the one nearest
to the report's own is taken, and the result says so. A standing measure (`2014/..`) is placed at its beginning.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_WEEK = re.compile(r"(\d{4})-W(\d{2})")
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_YEAR = re.compile(r"\d{4}")


@dataclass(frozen=True, slots=True)
class Days:
    """The days on which an event can have been."""

    first: date | None
    """The first of them; none where it is unknown (also `../2014`)."""
    last: date | None
    """The last of them; none where it is unknown or still open."""
    precision: str
    """`day`, `week`, `month`, `year`, `interval`, `open`, or empty where there is no date."""


@dataclass(frozen=True, slots=True)
class PlacedDay:
    """One day, and how it is known."""

    day: date | None
    source: str
    """`event`: the text gives the day. `nearest`: of the days that it leaves open, the one nearest to the report's. `report`: there is no
    date, it is the report's own. `none`: the report has no date either."""


def days_of(value: str | None) -> Days:
    """The days of a date in the sense of CODING.md; none where it cannot be read."""
    if not value:
        return Days(None, None, "")
    if "/" in value:
        begin, _, end = value.partition("/")
        first, last = _bounds(begin), _bounds(end)
        precision = "interval" if first and last else "open"
        return Days(first[0] if first else None, last[1] if last else None, precision) if first or last else Days(None, None, "")
    found = _bounds(value)
    return Days(found[0], found[1], found[2]) if found else Days(None, None, "")


def place_day(value: str | None, published: str | None) -> PlacedDay:
    """One day for an event, from its date and the day on which its report was published."""
    days = days_of(value)
    report = _bounds((published or "")[:10])
    told = report[0] if report else None
    if days.precision == "day":
        return PlacedDay(days.first, "event")
    if days.precision == "":
        return PlacedDay(told, "report" if told else "none")
    if days.precision == "open" and days.first:
        begin = _bounds((value or "").partition("/")[0])
        return PlacedDay(begin[0], "event") if begin and begin[2] == "day" else PlacedDay(_nearest(begin[0], begin[1], told) if begin else None, "nearest")
    return PlacedDay(_nearest(days.first, days.last, told), "nearest")


def _nearest(first: date | None, last: date | None, told: date | None) -> date | None:
    if told is None:
        return first or last
    if first and told < first:
        return first
    return last if last and told > last else told


def _bounds(value: str) -> tuple[date, date, str] | None:
    """First and last day of a day, week, month or year, and which of these it is."""
    try:
        if found := _DAY.fullmatch(value):
            day = date(int(found[1]), int(found[2]), int(found[3]))
            return day, day, "day"
        if found := _WEEK.fullmatch(value):
            monday = date.fromisocalendar(int(found[1]), int(found[2]), 1)
            return monday, monday + timedelta(days=6), "week"
        if found := _MONTH.fullmatch(value):
            year, month = int(found[1]), int(found[2])
            return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]), "month"
        if _YEAR.fullmatch(value):
            return date(int(value), 1, 1), date(int(value), 12, 31), "year"
    except ValueError:
        pass
    return None
