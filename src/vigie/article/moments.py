"""Pieces of date lines and datelines: dates, hours, labels, agencies, words.

One scanner per language, made from `article.yaml`, cuts the beginning of a line into pieces. A date is
kept with the form that it was read by, so that `published_reason` can name it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from vigie.article.folding import fold, plain
from vigie.article.words import ArticleWords

_YEAR_PIVOT = 70
"""`69` is 2069, `70` is 1970: no capture is older than the first news wires on line."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters of one kind; `start` and `end` count from the beginning of the scanned text."""

    kind: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A day as written: the year is 0 where it is not said."""

    year: int
    month: int
    day: int
    form: str

    def iso(self) -> str:
        """`2022-01-08`, or empty without a year."""
        return f"{self.year:04d}-{self.month:02d}-{self.day:02d}" if self.year else ""

    def nearest(self, published: str) -> str:
        """The ISO day of the year that brings it nearest to the day of publication."""
        if self.year or not published:
            return self.iso()
        near = date.fromisoformat(published)
        days = [
            d for y in (near.year - 1, near.year, near.year + 1) if (d := _civil(y, self.month, self.day))
        ]
        return min(days, key=lambda d: (abs((d - near).days), d)).isoformat() if days else ""


def _civil(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def iso_day(published: str) -> str:
    """The civil day of an ISO day or instant, as its author wrote it; empty when it is neither."""
    try:
        return datetime.fromisoformat(published.strip()).date().isoformat()
    except ValueError:
        return ""


def scan(text: str, words: ArticleWords) -> list[Piece]:
    """Cut a short text into pieces; blanks are left out."""
    return [
        Piece((m.lastgroup or "mark").rstrip("_"), m.start(), m.end(), text[m.start() : m.end()])
        for m in words.scanner.finditer(fold(text))
    ]


def read_day(piece: Piece, words: ArticleWords, clock: str = "default") -> CalendarDay | None:
    """The day that a `DATE` piece names; nothing where there is no such day (31/02/2020)."""
    match = words.scanner.match(fold(piece.text))
    if match is None:
        return None
    got = {name: value for name, value in match.groupdict().items() if value is not None}
    if "iso" in got:
        year, month, day = (int(part) for part in got["iso"].split("-"))
        return _checked(year, month, day, "iso")
    if "numyear" in got:
        return _numeric(int(got["first"]), int(got["second"]), got["numyear"], words.numeric_order[clock])
    for number, form in enumerate(words.forms):
        if f"day{number}" in got:
            month = words.months[plain(got[f"month{number}"])]
            return _checked(int(got.get(f"year{number}", 0)), month, int(got[f"day{number}"]), form)
    return None


def _numeric(first: int, second: int, year_text: str, order: str) -> CalendarDay | None:
    year = int(year_text)
    if len(year_text) == 2:
        year += 2000 if year < _YEAR_PIVOT else 1900
    day, month = (second, first) if order == "mdy" else (first, second)
    if month > 12:
        day, month = month, day
    return _checked(year, month, day, "numeric")


def _checked(year: int, month: int, day: int, form: str) -> CalendarDay | None:
    return CalendarDay(year, month, day, form) if _civil(year or 2000, month, day) else None


def clock_of(pieces: list[Piece], words: ArticleWords) -> str:
    """Which clock a line's hours are told by: it hints at the order of figures in its dates."""
    for piece in pieces:
        if piece.kind == "TIME":
            groups = words.scanner.match(fold(piece.text))
            half = groups is not None and any(
                v for k, v in groups.groupdict().items() if k.startswith("half")
            )
            return "clock_12" if half else "clock_24"
    return "default"
