"""Measures in force on a day: sanctions, embargoes, bans, curfews; since when, by whom against whom, renewed, lifted.

`vigie.store.measures` says what a measure is, and keeps one row for each author and recipient.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, Row, or_, select

from vigie.store.days import LAST
from vigie.store.filters import Filter, first_day, last_day
from vigie.store.schema import measures
from vigie.store.views.occurrences import MOST, load_occurrences


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure, as it stands on the day that was asked for."""

    occurrence: int
    since: str
    type: str
    modes: tuple[str, ...]
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    renewed: tuple[str, ...]
    """Days."""
    until: str
    """The day it ended, or ends; empty when nothing is known of an end."""
    ended_by: int
    """The occurrence that ended it, or 0."""
    sources: int
    words: str


def list_measures(
    connection: Connection, day: str, limits: Filter, *, all_of_them: bool = False, most: int = MOST, before: int = 0
) -> list[Measure]:
    """Measures in force on a day, the oldest first; of more than `most` the latest, or the latest before that of occurrence `before`.

    Args:
        day: ISO day; empty for the last that any report tells of.
        limits: Of actors and dyad, authors and those against whom; of types; `since` and `until` are the days between which a measure began.
        all_of_them: Also those that ended before.
    """
    m = measures.c
    conditions: list[ColumnElement[bool]] = []
    if day:
        conditions.append(m.since <= last_day(day))
    if not all_of_them:
        conditions.append(m.until > last_day(day) if day else m.until == LAST)
    if limits.types:
        conditions.append(m.type.in_(limits.types))
    if limits.since:
        conditions.append(m.since >= first_day(limits.since))
    if limits.until:
        conditions.append(m.since <= last_day(limits.until))
    if before:
        edge = connection.execute(select(m.since).where(m.occurrence_id == before).limit(1)).scalar()
        conditions.append(m.since <= (edge or ""))
        conditions.append(or_(m.since < (edge or ""), m.occurrence_id < before))
    found: dict[tuple[str, int], set[str]] = {}
    for way in _ways(limits):
        query = select(m.since, m.occurrence_id, m.until).where(*way, *conditions).order_by(m.since.desc(), m.occurrence_id.desc())
        for row in connection.execute(query.limit(4 * most)):
            found.setdefault((row.since, row.occurrence_id), set()).add(row.until)
    return _load(connection, [number for _, number in sorted(found)[-most:]], conditions)


def _ways(limits: Filter) -> list[tuple[ColumnElement[bool], ...]]:
    """The indices along which measures are read: of author and recipient, either way round; a participant may be either."""
    m = measures.c
    codes = limits.dyad or limits.actors
    if len(codes) > 1:
        return [(m.author == one, m.recipient == other) for one, other in (codes[:2], codes[1::-1])]
    return [(m.author == codes[0],), (m.recipient == codes[0],)] if codes else [()]


def _load(connection: Connection, numbers: list[int], conditions: list[ColumnElement[bool]]) -> list[Measure]:
    """Measures by their occurrences; where several authors or recipients stand otherwise, what stands longest."""
    rows: dict[int, list[Row[tuple[object, ...]]]] = {}
    query = select(measures).where(measures.c.occurrence_id.in_(numbers), *conditions).order_by(measures.c.author, measures.c.recipient)
    for row in connection.execute(query):
        rows.setdefault(row.occurrence_id, []).append(row)
    found = []
    for act in load_occurrences(connection, numbers):
        standing = max(rows[act.id], key=lambda r: r.until)
        authors, recipients = ({getattr(r, side) for r in rows[act.id]} for side in ("author", "recipient"))
        found.append(Measure(
            act.id, standing.since, act.type, act.modes, tuple(a for a in act.actors if a.split()[0] in authors),
            tuple(r for r in act.recipients if r.split()[0] in recipients), tuple(standing.renewed.split()),
            "" if standing.until == LAST else standing.until, standing.ended_by, act.sources, act.words,
        ))  # fmt: skip
    return found
