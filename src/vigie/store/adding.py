"""A reading goes into the store: all of it in one transaction, and once.

A report is known by its address, else by its outlet and text. The same report with the same coding changes nothing; with
another coding (a newer version, another lexicon) it is coded again, and the earlier coding stays in the history. An event that
both codings find in the same words keeps its number, its occurrence and what a person decided on it.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, update
from sqlalchemy import text as statement

from vigie.records import Event, Reading
from vigie.store.copies import agency_of, find_family, name_source, sign
from vigie.store.documents import Document, to_document
from vigie.store.merging import place_events
from vigie.store.rows import clean, event_row, same_act, write_details, write_facts
from vigie.store.schema import codings, events, moves, reports
from vigie.store.summaries import summarise
from vigie.store.words import fold, names

_BY_HAND = ("separated", "joined")
_MOST_SEARCHED = 200_000
"""Characters of a report that PostgreSQL's search sees; its word lists have an upper bound."""


@dataclass(frozen=True, slots=True)
class Added:
    """What became of a reading: `added`, `recoded`, `unchanged`, or `older` where the store has a newer version's coding."""

    outcome: str
    report: str
    title: str
    events: int
    merged: int
    """How many of its events were told of before."""


def report_key(reading: Reading) -> str:
    """What makes a report the same report: its address, else its outlet and text."""
    article = reading.article
    parts = ("url", article.url) if article.url else ("text", article.outlet, article.text)
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def add_reading(connection: Connection, reading: Reading, version: str, now: str) -> Added:
    """File a reading within the transaction of `connection`."""
    document = to_document(reading)
    known = connection.execute(select(reports).where(reports.c.key == report_key(reading))).first()
    article = reading.article
    if known is not None:
        current = connection.execute(select(codings).where(codings.c.report_id == known.id, codings.c.is_current == 1)).one()
        outcome = _compared(current, document, version)
        if outcome != "recoded":
            return Added(outcome, article.id, article.title, 0, 0)
    report = _write_report(connection, reading, known, now)
    _write_coding(connection, report, document, version, now)
    touched = _write_events(connection, report, reading)
    write_facts(connection, report, reading)
    touched |= _file_copy(connection, report, reading, known)
    waiting = select(events.c.id).where(events.c.report_id == report, events.c.occurrence_id.is_(None)).order_by(events.c.id)
    made = place_events(connection, connection.execute(waiting).scalars().all(), now)
    summarise(connection, touched | {m.occurrence for m in made})
    merged = sum(m.kind == "merged" for m in made)
    return Added("recoded" if known is not None else "added", article.id, article.title, len(reading.events), merged)


def _compared(current: Row[Any], document: Document, version: str) -> str:
    if current.hash == document.hash and current.version == version:
        return "unchanged"
    return "older" if _order(version) < _order(current.version) else "recoded"


def _order(version: str) -> tuple[int, ...]:
    return tuple(int(n) for n in re.findall(r"\d+", version))


def _write_report(connection: Connection, reading: Reading, known: Row[Any] | None, now: str) -> int:
    article = reading.article
    values = {
        "name": clean(article.id), "url": clean(article.url), "outlet": clean(article.outlet), "agency": agency_of(article),
        "published": article.published or None, "language": article.language, "title": clean(article.title), "text": clean(article.text),
        "names": " ".join(sorted(names(article))),
    }  # fmt: skip
    if known is not None:
        connection.execute(update(reports).where(reports.c.id == known.id).values(values))
        report = int(known.id)
    else:
        blank = {"key": report_key(reading), "source": "", "family_reason": "", "shingles": 0, "signature": b"", "added_at": now}
        report = int(connection.execute(insert(reports).values(**values, **blank).returning(reports.c.id)).scalar_one())
    if connection.dialect.name == "postgresql":
        _index_words(connection, report, f"{article.title}\n{article.text}")
    return report


def _index_words(connection: Connection, report: int, text: str) -> None:
    """SQLite's index follows the table by triggers; PostgreSQL's gets the folded words here."""
    connection.execute(statement("DELETE FROM report_search WHERE report_id = :report"), {"report": report})
    filed = "INSERT INTO report_search (report_id, words) VALUES (:report, to_tsvector('simple', :words))"
    connection.execute(statement(filed), {"report": report, "words": clean(fold(text))[:_MOST_SEARCHED]})


def _write_coding(connection: Connection, report: int, document: Document, version: str, now: str) -> None:
    connection.execute(update(codings).where(codings.c.report_id == report).values(is_current=0))
    same = (codings.c.report_id == report, codings.c.version == version, codings.c.hash == document.hash)
    if not connection.execute(update(codings).where(*same).values(is_current=1)).rowcount:
        values = {"report_id": report, "version": version, "hash": document.hash, "document": document.data, "is_current": 1, "coded_at": now}
        connection.execute(insert(codings).values(values))


def _write_events(connection: Connection, report: int, reading: Reading) -> set[int]:
    """The rows of the events; the occurrences that lost one or whose event was coded again."""
    rows = connection.execute(select(events).where(events.c.report_id == report).order_by(events.c.id)).all()
    old = {(row.type, row.start_char, row.end_char): row for row in rows}
    numbers = [_write_event(connection, report, event, reading, old.pop(_words(event), None)) for event in reading.events]
    connection.execute(delete(events).where(events.c.id.in_([row.id for row in old.values()])))
    write_details(connection, list(zip(numbers, reading.events, strict=True)))
    return {row.occurrence_id for row in rows if row.occurrence_id}


def _words(event: Event) -> tuple[str, int, int]:
    return event.type, event.evidence.span.start, event.evidence.span.end


def _write_event(connection: Connection, report: int, event: Event, reading: Reading, old: Row[Any] | None) -> int:
    """The number of an event's row, new or kept."""
    values = event_row(report, event, reading)
    if old is None:
        return int(connection.execute(insert(events).values(values).returning(events.c.id)).scalar_one())
    last = connection.execute(select(moves.c.kind).where(moves.c.event_id == old.id).order_by(moves.c.id.desc()).limit(1)).scalar()
    if last not in _BY_HAND and not same_act(values, dict(old._mapping)):
        values["occurrence_id"] = None
    connection.execute(update(events).where(events.c.id == old.id).values(values))
    return int(old.id)


def _file_copy(connection: Connection, report: int, reading: Reading, known: Row[Any] | None) -> set[int]:
    """Find whose text a report has, and name the sources again; the occurrences that this concerns."""
    signature = sign(reading.article)
    family = find_family(connection, report, signature, reading.article.published)
    leads = connection.execute(select(func.count()).select_from(reports).where(reports.c.family_id == report, reports.c.id != report)).scalar()
    home = report if leads else family.report
    connection.execute(update(reports).where(reports.c.id == report).values(
        family_id=home, family_reason=family.reason if home != report else "", signature=signature.to_bytes(), shingles=signature.shingles
    ))  # fmt: skip
    families = [home] if known is None or not known.family_id else [home, known.family_id]
    name_source(connection, families)
    members = select(reports.c.id).where(reports.c.family_id.in_(families), reports.c.id != report)
    query = select(events.c.occurrence_id).where(events.c.report_id.in_(members), events.c.occurrence_id.is_not(None))
    return set(connection.execute(query).scalars().all())
