"""Days, weeks, months, years and ranges, written as CODING.md writes them.

A period knows its precision: 2014 is never the first of January. Nothing here knows a language.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

DAY, WEEK, MONTH, YEAR, RANGE = "day", "week", "month", "year", "range"


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of whole days; a missing end is open."""

    precision: str
    first: date | None
    last: date | None
    low: str = ""
    """For a range, the label of its beginning."""
    high: str = ""

    @property
    def label(self) -> str:
        """The value in the form of CODING.md."""
        if self.precision == RANGE:
            return f"{self.low or '..'}/{self.high or '..'}"
        assert self.first is not None
        if self.precision == DAY:
            return self.first.isoformat()
        if self.precision == WEEK:
            year, week, _ = self.first.isocalendar()
            return f"{year:04d}-W{week:02d}"
        return f"{self.first.year:04d}-{self.first.month:02d}" if self.precision == MONTH else f"{self.first.year:04d}"


def day(when: date) -> Period:
    """One day."""
    return Period(DAY, when, when)


def month(year_number: int, month_number: int) -> Period:
    """One month."""
    last = monthrange(year_number, month_number)[1]
    return Period(MONTH, date(year_number, month_number, 1), date(year_number, month_number, last))


def year(number: int) -> Period:
    """One year."""
    return Period(YEAR, date(number, 1, 1), date(number, 12, 31))


def week_of(when: date) -> Period:
    """The week, Monday to Sunday, in which a day lies."""
    monday = when - timedelta(days=when.weekday())
    return Period(WEEK, monday, monday + timedelta(days=6))


def month_of(when: date) -> Period:
    """The month in which a day lies."""
    return month(when.year, when.month)


def span(low: Period | None, high: Period | None) -> Period | None:
    """From one period to another, either end open; the parts keep their precision, weeks become days."""
    first = low.first if low else None
    last = high.last if high else None
    if first and last and first > last:
        return None
    return Period(RANGE, first, last, _edge(low, begins=True), _edge(high, begins=False))


def _edge(period: Period | None, begins: bool) -> str:
    if period is None:
        return ""
    if period.precision == RANGE:
        return period.low if begins else period.high
    if period.precision == WEEK:
        edge = period.first if begins else period.last
        return edge.isoformat() if edge else ""
    return period.label


def make_day(year_number: int, month_number: int, day_number: int) -> date | None:
    """A civil day, or nothing where the calendar has none (30 February)."""
    try:
        return date(year_number, month_number, day_number)
    except ValueError:
        return None


def add_months(when: date, months: int) -> date | None:
    """The same day some months on, or the last day of a shorter month."""
    index = when.year * 12 + when.month - 1 + months
    year_number, month_number = divmod(index, 12)
    if not 1 <= year_number <= 9998:
        return None
    return date(year_number, month_number + 1, min(when.day, monthrange(year_number, month_number + 1)[1]))


def add_days(when: date, days: int) -> date | None:
    """Some days on, or nothing beyond the calendar."""
    try:
        return when + timedelta(days=days)
    except OverflowError:
        return None


def shift(when: date, unit: str, count: int) -> Period | None:
    """The period of a unit's size that lies some units on from a day (`il y a huit ans` is a year)."""
    moved = {
        "day": lambda: add_days(when, count),
        "week": lambda: add_days(when, 7 * count),
        "fortnight": lambda: add_days(when, 14 * count),
        "month": lambda: add_months(when, count),
        "quarter": lambda: add_months(when, 3 * count),
        "half": lambda: add_months(when, 6 * count),
        "year": lambda: add_months(when, 12 * count),
        "decade": lambda: add_months(when, 120 * count),
        "century": lambda: add_months(when, 1200 * count),
    }.get(unit, lambda: None)()
    return unit_of(moved, unit) if moved is not None else None


def unit_of(when: date, unit: str) -> Period | None:
    """The day, week, weekend, month, quarter, half, year, decade or century in which a day lies."""
    if unit == "day":
        return day(when)
    if unit in ("week", "fortnight"):
        return week_of(when)
    if unit == "weekend":
        saturday = when + timedelta(days=5 - when.weekday())
        return span(day(saturday), day(saturday + timedelta(days=1)))
    if unit == "month":
        return month_of(when)
    if unit in ("quarter", "half"):
        size = 3 if unit == "quarter" else 6
        begin = (when.month - 1) // size * size + 1
        return span(month(when.year, begin), month(when.year, begin + size - 1))
    if unit == "year":
        return year(when.year)
    size = {"decade": 10, "century": 100}.get(unit, 0)
    if not size:
        return None
    begin = max(when.year // size * size, 1)
    return span(year(begin), year(begin + size - 1))


def season(number: int, year_number: int) -> Period | None:
    """A season as three whole months: 0 winter (December to February, named by its January) to 3 autumn."""
    if number == 0:
        return span(month(year_number - 1, 12), month(year_number, 2))
    return span(month(year_number, 3 * number), month(year_number, 3 * number + 2))
