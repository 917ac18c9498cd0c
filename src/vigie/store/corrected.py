"""A reading as its readers corrected it: gold for `vigie evaluate`, made from what people looked at.

Events that nobody corrected stay as they were coded, so scores against it say how many corrections a new coding answers, not how
good it is on events that the coder missed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sqlalchemy import Connection, select

from vigie.records import Event, EventPlace, Reading
from vigie.store.corrections import WRONG, Correction, list_corrections, read_actors, read_place
from vigie.store.documents import from_document
from vigie.store.schema import codings

_ALL = 1_000_000


def corrected_readings(connection: Connection) -> Iterator[Reading]:
    """Every report on which a correction stands, corrected, in order of their numbers."""
    by_report: dict[int, list[Correction]] = defaultdict(list)
    for correction in list_corrections(connection, standing=True, most=_ALL):
        by_report[correction.report].append(correction)
    for report in sorted(by_report):
        document = connection.execute(select(codings.c.document).where(codings.c.report_id == report, codings.c.is_current == 1)).scalar_one()
        yield correct_reading(from_document(document), by_report[report])


def correct_reading(reading: Reading, said: Sequence[Correction]) -> Reading:
    """The reading with corrections applied in the order in which they were made; withdrawn ones are passed over."""
    by_words: dict[tuple[str, int, int], list[Correction]] = defaultdict(list)
    for correction in sorted(said, key=lambda c: c.id):
        if correction.stands:
            by_words[correction.type, correction.start, correction.end].append(correction)
    kept = []
    for event in reading.events:
        its = by_words[event.type, event.evidence.span.start, event.evidence.span.end]
        if not any(c.field == WRONG for c in its):
            kept.append(_corrected(event, its))
    return replace(reading, events=tuple(kept))


def _corrected(event: Event, said: Sequence[Correction]) -> Event:
    for correction in said:
        event = _with_field(event, correction.field, correction.value)
    return event


def _with_field(event: Event, field: str, value: str) -> Event:
    if field == "type":
        return replace(event, type=value, modes=())
    if field == "modes":
        return replace(event, modes=tuple(value.split()))
    if field == "status":
        return replace(event, status=value)
    if field == "date":
        return replace(event, date=value)
    if field == "actors":
        return replace(event, actors=read_actors(value))
    if field == "recipients":
        return replace(event, recipients=read_actors(value))
    if not value:
        return replace(event, place=None)
    return replace(event, place=EventPlace(*read_place(value)))
