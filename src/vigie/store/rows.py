"""The rows of a reading: what the tables hold of its events, statements and relations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Table, delete, insert

from vigie.lexicon.ontology import load_event_types
from vigie.records import Actor, Event, Reading
from vigie.store.days import near_days, read_days
from vigie.store.indexing import index_statements
from vigie.store.schema import counts, evidence, participants, relations, statements
from vigie.store.words import sentence_at

Row = dict[str, Any]
"""Column values for one insert; made here and used at once."""

_AHEAD = frozenset({"scheduled", "possible"})


def clean(text: str) -> str:
    """Text that every database takes: PostgreSQL refuses the character zero."""
    return text.replace("\x00", " ")


def event_row(report: int, event: Event, reading: Reading) -> Row:
    """The columns of an event."""
    days = read_days(event.date)
    near = near_days(days, reading.article.published, is_ahead=event.status in _AHEAD)
    return {
        "report_id": report,
        "name": event.id,
        "type": event.type,
        "modes": " ".join(event.modes),
        "status": event.status,
        "value": event.date,
        "day_from": days.first if days else None,
        "day_to": days.last if days else None,
        "near_from": near.first,
        "near_to": near.last,
        "is_long": int(near.is_long),
        "place": clean(event.place.name) if event.place else "",
        "place_code": event.place.code if event.place else "",
        "trigger": clean(event.evidence.text),
        "start_char": event.evidence.span.start,
        "end_char": event.evidence.span.end,
        "sentence": clean(sentence_at(reading, event.evidence.span)),
        "entry": event.evidence.entry,
        "confidence": round(event.confidence, 3),
        "score": load_event_types()[event.type].score_of(event.modes),
    }


def write_details(connection: Connection, coded: Sequence[tuple[int, Event, Row]], *, is_new: bool) -> None:
    """Participants, counts and evidence of events by their numbers, in place of those they had; each with the event's columns."""
    numbers = [number for number, _, _ in coded]
    found: tuple[tuple[Table, list[Row]], ...] = (
        (participants, [row for number, event, values in coded for row in participant_rows(number, event, values)]),
        (counts, [row for number, event, _ in coded for row in _count_rows(number, event)]),
        (evidence, [row for number, event, _ in coded for row in _evidence_rows(number, event)]),
    )
    for table, rows in found:
        if not is_new:
            connection.execute(delete(table).where(table.c.event_id.in_(numbers)))
        _insert(connection, table, rows)


def participant_rows(number: int, event: Event, values: Row) -> list[Row]:
    """The rows of an event's participants; `values` are the columns of the event."""
    people: list[tuple[str, Sequence[Actor]]] = [
        ("actor", event.actors), ("recipient", event.recipients), ("according_to", (event.according_to,) if event.according_to else ()),
    ]  # fmt: skip
    return [
        {"event_id": number, "role": role, "position": i, "code": a.code, "sector": a.sector, "name": clean(a.name), "type": values["type"],
         "near_from": values["near_from"], "near_to": values["near_to"]}
        for role, side in people for i, a in enumerate(side)
    ]  # fmt: skip


def _count_rows(number: int, event: Event) -> list[Row]:
    figures = {kind: (low, high) for kind, low, high in event.counts}
    return [{"event_id": number, "kind": kind, "low": low, "high": high} for kind, (low, high) in figures.items()]


def _evidence_rows(number: int, event: Event) -> list[Row]:
    spans = [("trigger", event.evidence.span), *event.spans, *(("mention", m.span) for m in event.mentions)]
    if event.date_span is not None:
        spans.append(("date", event.date_span))
    if event.place is not None and event.place.span is not None:
        spans.append(("place", event.place.span))
    return [{"event_id": number, "position": i, "role": role, "start_char": span.start, "end_char": span.end} for i, (role, span) in enumerate(spans)]


def write_facts(connection: Connection, report: int, reading: Reading, *, is_new: bool) -> None:
    """Statements and relations of a report, in place of those it had."""
    if not is_new:
        for table in (statements, relations):
            connection.execute(delete(table).where(table.c.report_id == report))
    published = reading.article.published or None
    nobody = Actor("---", "UNK")
    said = [
        {"report_id": report, "kind": q.kind, "text": clean(q.text), "code": s.code, "sector": s.sector, "speaker": clean(s.name),
         "published": published, "start_char": q.parts[0].start, "end_char": q.parts[-1].end}
        for q in reading.statements if q.parts for s in (q.speaker or nobody,)
    ]  # fmt: skip
    if said:
        numbers = connection.execute(insert(statements).returning(statements.c.id, sort_by_parameter_order=True), said).scalars().all()
        index_statements(connection, [(n, str(row["speaker"]), str(row["text"])) for n, row in zip(numbers, said, strict=True)])
    _insert(connection, relations, [
        {"report_id": report, "kind": r.kind, "subject_code": r.subject.code, "subject_sector": r.subject.sector, "subject": clean(r.subject.name),
         "object_code": r.object.code, "object": clean(r.object.name), "since": r.since, "until": r.until, "told": published,
         "trigger": clean(r.evidence.text)}
        for r in reading.relations
    ])  # fmt: skip


def same_act(row: Row, old: Row) -> bool:
    """Whether a new coding of an event leaves its occurrence as it is."""
    return all(row[name] == old[name] for name in ("type", "status", "value", "place", "modes"))


def _insert(connection: Connection, table: Table, rows: list[Row]) -> None:
    if rows:
        connection.execute(insert(table), rows)


