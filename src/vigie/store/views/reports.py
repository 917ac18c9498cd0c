"""Reports as filed: one whole, with the numbers of its events; lists of them, the latest first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, func, or_, select, text

from vigie.errors import ConfigError
from vigie.records import Event, Reading
from vigie.store.documents import from_document
from vigie.store.schema import codings, events, reports
from vigie.store.words import fold

MOST_HELD = 500
_MOST_CODED = 30
"""Reports whose whole coding is opened to tell how one occurrence was coded."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A report in a list."""

    id: int
    key: str
    """Depends only on its address, else on outlet and text: the same in every store."""
    name: str
    title: str
    published: str
    outlet: str
    source: str
    """Who wrote it first: an agency, or the outlet."""
    language: str
    url: str
    events: int


@dataclass(frozen=True, slots=True)
class Numbered:
    """An event of a report, with the numbers that the store gives it."""

    id: int
    occurrence: int
    event: Event


@dataclass(frozen=True, slots=True)
class Filed:
    """A report with all that was read of it."""

    heading: Heading
    reading: Reading
    version: str
    events: tuple[Numbered, ...]
    copy_of: int
    """The report whose text it has, or 0."""
    copy_reason: str
    copies: tuple[Heading, ...]
    """Reports that have its text."""


@dataclass(frozen=True, slots=True)
class Coded:
    """How a report's words were coded as an event of an occurrence."""

    id: int
    report: Heading
    event: Event


def holding(connection: Connection, words: str) -> ColumnElement[bool]:
    """The condition that a report holds all words; of very many that do, the last `MOST_HELD` added count. Accents and case do not.

    Raises:
        ConfigError: There are no words.
    """
    wanted = [w for w in "".join(c if c.isalnum() else " " for c in words).split() if w]
    if not wanted:
        raise ConfigError("no words to look for: give one or more")
    if connection.dialect.name == "postgresql":
        found = text("SELECT report_id FROM report_search WHERE words @@ plainto_tsquery('simple', :words) ORDER BY report_id DESC LIMIT :held")
        asked = {"words": fold(" ".join(wanted)), "held": MOST_HELD}
    else:
        found = text("SELECT rowid FROM report_search WHERE report_search MATCH :words ORDER BY rowid DESC LIMIT :held")
        asked = {"words": " ".join(f'"{w}"' for w in wanted), "held": MOST_HELD}
    return reports.c.id.in_(connection.execute(found, asked).scalars().all())


def list_reports(connection: Connection, words: str = "", since: str = "", until: str = "", cursor: str = "", most: int = 20) -> list[Heading]:
    """Reports, the latest first, those without a day last; `cursor` is that of the last one seen (`cursor_of`)."""
    r = reports.c
    held = [holding(connection, words)] if words else []
    day, number = read_cursor(cursor) if cursor else ("9999", 0)
    dated = select(r.id).where(r.published.is_not(None), *held).order_by(r.published.desc(), r.id.desc())
    if cursor:
        dated = dated.where(r.published <= day, or_(r.published < day, r.id < number))
    if since:
        dated = dated.where(r.published >= since)
    if until:
        dated = dated.where(r.published <= until)
    found = list(connection.execute(dated.limit(most)).scalars()) if day else []
    if len(found) < most and not since and not until:
        undated = select(r.id).where(r.published.is_(None), *held).order_by(r.id.desc()).limit(most - len(found))
        found += connection.execute(undated if day else undated.where(r.id < number)).scalars()
    return load_headings(connection, found)


def load_headings(connection: Connection, numbers: Sequence[int]) -> list[Heading]:
    """Headings by their numbers, in the same order."""
    its = select(events.c.report_id, func.count().label("events")).where(events.c.report_id.in_(numbers)).group_by(events.c.report_id)
    counted = {row.report_id: row.events for row in connection.execute(its)}
    columns = (reports.c.id, reports.c.key, reports.c.name, reports.c.title, reports.c.published, reports.c.outlet, reports.c.source, reports.c.language, reports.c.url)
    rows = {r.id: r for r in connection.execute(select(*columns).where(reports.c.id.in_(numbers)))}
    return [
        Heading(r.id, r.key, r.name, r.title, r.published or "", r.outlet, r.source, r.language, r.url, counted.get(r.id, 0))
        for number in numbers if (r := rows.get(number))
    ]  # fmt: skip


def load_report(connection: Connection, number: int) -> Filed | None:
    """A report, or nothing where there is none of this number."""
    headings = load_headings(connection, [number])
    if not headings:
        return None
    coding = connection.execute(select(codings.c.document, codings.c.version).where(codings.c.report_id == number, codings.c.is_current == 1)).one()
    reading = from_document(coding.document)
    row = connection.execute(select(reports.c.family_id, reports.c.family_reason).where(reports.c.id == number)).one()
    home = row.family_id or number
    family = connection.execute(select(reports.c.id).where(reports.c.family_id == home, reports.c.id != number).order_by(reports.c.id)).scalars().all()
    return Filed(
        headings[0], reading, coding.version, tuple(_numbered(connection, number, reading)), home if home != number else 0, row.family_reason,
        tuple(load_headings(connection, family)),
    )  # fmt: skip


def list_coded(connection: Connection, occurrence: int) -> list[Coded]:
    """How each report's words came to tell of an occurrence, in order of their days; of very many, the first."""
    query = select(events.c.id, events.c.report_id).join(reports, reports.c.id == events.c.report_id).where(events.c.occurrence_id == occurrence)
    rows = connection.execute(query.order_by(reports.c.published, reports.c.id, events.c.id)).all()
    opened = list(dict.fromkeys(row.report_id for row in rows))[:_MOST_CODED]
    headings = {h.id: h for h in load_headings(connection, opened)}
    by_number: dict[int, Event] = {}
    for report, document in connection.execute(select(codings.c.report_id, codings.c.document).where(codings.c.report_id.in_(opened), codings.c.is_current == 1)):
        by_number |= {n.id: n.event for n in _numbered(connection, report, from_document(document))}
    return [Coded(row.id, headings[row.report_id], by_number[row.id]) for row in rows if row.report_id in headings and row.id in by_number]


def reports_of(connection: Connection, numbers: Iterable[int]) -> dict[int, Heading]:
    """For events by their numbers, the reports in which they are told."""
    rows = connection.execute(select(events.c.id, events.c.report_id).where(events.c.id.in_(list(numbers)))).all()
    headings = {h.id: h for h in load_headings(connection, sorted({row.report_id for row in rows}))}
    return {row.id: headings[row.report_id] for row in rows}


def cursor_of(day: str, number: int) -> str:
    """Where a list goes on after a row."""
    return f"{day}~{number}"


def read_cursor(cursor: str) -> tuple[str, int]:
    """Day and number of a cursor.

    Raises:
        ConfigError: It is none.
    """
    day, _, number = cursor.partition("~")
    if not number.isascii() or not number.isdigit() or len(number) > 18 or len(day) > 10:
        raise ConfigError("the place to go on from is not known: begin with the first page")
    return day, int(number)


def _numbered(connection: Connection, report: int, reading: Reading) -> list[Numbered]:
    rows = connection.execute(select(events.c.id, events.c.occurrence_id, events.c.type, events.c.start_char, events.c.end_char).where(events.c.report_id == report))
    by_words = {(r.type, r.start_char, r.end_char): r for r in rows}
    return [
        Numbered(r.id, r.occurrence_id or 0, e) for e in reading.events if (r := by_words.get((e.type, e.evidence.span.start, e.evidence.span.end)))
    ]
