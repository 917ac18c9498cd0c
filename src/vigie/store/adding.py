"""A reading goes into the store: all of it in one transaction, alone or with others, and once.

A report is known by its address, else by its outlet and text. The same report with the same coding changes nothing; with
another coding (a newer version, another lexicon) it is coded again, and the earlier coding stays in the history. An event that
both codings find in the same words keeps its number, its occurrence and what a person decided on it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from vigie.records import Event, Reading
from vigie.store.copies import Family, Signature, agency_of, file_signature, find_family, name_source, sign
from vigie.store.documents import Document, to_document
from vigie.store.facts import Key, keys_of, refresh_facts
from vigie.store.indexing import index_report
from vigie.store.merging import Pool, place_events
from vigie.store.rows import clean, event_row, same_act, write_details, write_facts
from vigie.store.schema import codings, events, moves, reports
from vigie.store.upkeep import bring_up_to_date
from vigie.store.words import names

_BY_HAND = ("separated", "joined")


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


def add_readings(connection: Connection, found: Sequence[Reading], version: str, now: str) -> list[Added]:
    """File readings within the transaction of `connection`, one after the other."""
    touched: set[int] = set()
    keys: set[Key] = set()
    pool = Pool()
    added = [_add(connection, reading, version, now, touched, keys, pool) for reading in found]
    bring_up_to_date(connection, touched)
    refresh_facts(connection, keys)
    return added


def _add(connection: Connection, reading: Reading, version: str, now: str, touched: set[int], keys: set[Key], pool: Pool) -> Added:
    """File a reading; tell which occurrences and facts are to be brought up to date."""
    document = to_document(reading)
    known = connection.execute(select(reports).where(reports.c.key == report_key(reading))).first()
    article = reading.article
    if known is not None:
        current = connection.execute(select(codings).where(codings.c.report_id == known.id, codings.c.is_current == 1)).one()
        outcome = _compared(current, document, version)
        if outcome != "recoded":
            return Added(outcome, article.id, article.title, 0, 0)
        keys |= keys_of(connection, int(known.id))
        pool.forget()
    report = _write_report(connection, reading, known, now, touched)
    _write_coding(connection, report, document, version, now, is_new=known is None)
    touched |= _write_events(connection, report, reading, is_new=known is None)
    write_facts(connection, report, reading, is_new=known is None)
    if reading.relations:
        keys |= keys_of(connection, report)
    waiting = select(events.c.id).where(events.c.report_id == report, events.c.occurrence_id.is_(None)).order_by(events.c.id)
    made = place_events(connection, connection.execute(waiting).scalars().all(), now, pool)
    touched |= {m.occurrence for m in made}
    merged = sum(m.kind == "merged" for m in made)
    return Added("recoded" if known is not None else "added", article.id, article.title, len(reading.events), merged)


def _compared(current: Row[Any], document: Document, version: str) -> str:
    if current.hash == document.hash and current.version == version:
        return "unchanged"
    return "older" if _order(version) < _order(current.version) else "recoded"


def _order(version: str) -> tuple[int, ...]:
    return tuple(int(n) for n in re.findall(r"\d+", version))


def _write_report(connection: Connection, reading: Reading, known: Row[Any] | None, now: str, touched: set[int]) -> int:
    """The row of a report, with whose text it has; the occurrences of others of its family are touched when its source is another."""
    article = reading.article
    signature = sign(article)
    number = int(known.id) if known is not None else 0
    family = find_family(connection, number, signature, article.published)
    agency = agency_of(article)
    values = {
        "name": clean(article.id), "url": clean(article.url), "outlet": clean(article.outlet), "agency": agency,
        "published": article.published or None, "language": article.language, "title": clean(article.title), "text": clean(article.text),
        "names": " ".join(sorted(names(article))), "signature": signature.to_bytes(), "shingles": signature.shingles,
    }  # fmt: skip
    if known is None:
        blank = {"key": report_key(reading), "source": agency or clean(article.outlet), "family_reason": "", "added_at": now}
        number = int(connection.execute(insert(reports).values(**values, **blank).returning(reports.c.id)).scalar_one())
    else:
        connection.execute(update(reports).where(reports.c.id == number).values(values))
    file_signature(connection, number, signature, None if known is None else Signature.of(known.signature, known.shingles))
    touched |= _join_family(connection, number, family, known, is_named=bool(agency or article.outlet))
    index_report(connection, number, f"{article.title}\n{article.text}")
    return number


def _join_family(connection: Connection, report: int, family: Family, known: Row[Any] | None, *, is_named: bool) -> set[int]:
    """Give a report its family and the families that it concerns their source; the occurrences of their other reports."""
    home, reason = family.report or report, family.reason
    if known is not None:
        others = select(func.count()).select_from(reports).where(reports.c.family_id == report, reports.c.id != report)
        if connection.execute(others).scalar():
            home, reason = report, ""
    connection.execute(update(reports).where(reports.c.id == report).values(family_id=home, family_reason=reason))
    families = [home] if known is None or not known.family_id else [home, known.family_id]
    if home == report and known is None and is_named:
        return set()
    name_source(connection, families)
    members = select(reports.c.id).where(reports.c.family_id.in_(families), reports.c.id != report)
    query = select(events.c.occurrence_id).where(events.c.report_id.in_(members), events.c.occurrence_id.is_not(None))
    return set(connection.execute(query).scalars().all())


def _write_coding(connection: Connection, report: int, document: Document, version: str, now: str, *, is_new: bool) -> None:
    values = {"report_id": report, "version": version, "hash": document.hash, "document": document.data, "is_current": 1, "coded_at": now}
    if not is_new:
        connection.execute(update(codings).where(codings.c.report_id == report).values(is_current=0))
        same = (codings.c.report_id == report, codings.c.version == version, codings.c.hash == document.hash)
        if connection.execute(update(codings).where(*same).values(is_current=1)).rowcount:
            return
    connection.execute(insert(codings).values(values))


def _write_events(connection: Connection, report: int, reading: Reading, *, is_new: bool) -> set[int]:
    """The rows of the events; the occurrences that lost one or whose event was coded again."""
    rows = [] if is_new else connection.execute(select(events).where(events.c.report_id == report).order_by(events.c.id)).all()
    old = {(row.type, row.start_char, row.end_char): row for row in rows}
    coded = [(event, event_row(report, event, reading), old.pop(_words(event), None)) for event in reading.events]
    fresh = [values for _, values, known in coded if known is None]
    numbers = iter(connection.execute(insert(events).returning(events.c.id, sort_by_parameter_order=True), fresh).scalars().all() if fresh else ())
    for _, values, known in coded:
        if known is not None:
            _code_again(connection, values, known)
    if old:
        connection.execute(delete(events).where(events.c.id.in_([row.id for row in old.values()])))
    write_details(connection, [(known.id if known is not None else next(numbers), event, values) for event, values, known in coded], is_new=is_new)
    return {row.occurrence_id for row in rows if row.occurrence_id}


def _words(event: Event) -> tuple[str, int, int]:
    return event.type, event.evidence.span.start, event.evidence.span.end


def _code_again(connection: Connection, values: dict[str, Any], old: Row[Any]) -> None:
    """Give an event's row its new coding; it looks for an occurrence again when it says something else and nobody decided by hand."""
    last = connection.execute(select(moves.c.kind).where(moves.c.event_id == old.id).order_by(moves.c.id.desc()).limit(1)).scalar()
    free = {"occurrence_id": None} if last not in _BY_HAND and not same_act(values, dict(old._mapping)) else {}
    connection.execute(update(events).where(events.c.id == old.id).values({**values, **free}))
