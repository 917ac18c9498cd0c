"""Numbers of the occurrences that a filter lets through, the latest first.

Each question goes along one index in the order of days: that of a pair of participants, of one participant, or of the occurrences
themselves. Acts of many days are few; where a question begins at a day they are looked up apart, so that the index need not be
read further back than about two months before it.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, Select, Table, and_, exists, literal_column, or_, select

from vigie.store.days import LONG_DAYS, shift
from vigie.store.filters import Filter, first_day, last_day
from vigie.store.schema import dyads, occurrences, sides
from vigie.store.words import fold

_ONE: ColumnElement[int] = literal_column("1")
"""Written out: SQLite takes an index of few rows only where the question says so in so many words."""


@dataclass(frozen=True, slots=True)
class _Way:
    """A table that is read in the order of days, with what it must be of."""

    table: Table
    number: ColumnElement[int]
    conditions: tuple[ColumnElement[bool], ...]


def find_latest(connection: Connection, limits: Filter, most: int, *, before: int = 0, mark: str = "", dated: bool = False) -> list[int]:
    """Numbers of the latest occurrences, in order of their days.

    Args:
        limits: What is asked.
        most: How many at most.
        before: Go on before this occurrence, the first of an earlier answer.
        mark: `is_announced` or `is_deployment`: only those that have it.
        dated: Only those with a day of their own.
    """
    edge = connection.execute(select(occurrences.c.day).where(occurrences.c.id == before)).scalar() if before else None
    if before and edge is None:
        return []
    way = _way(limits)
    found: set[tuple[str, int]] = set()
    for is_long in (False, True) if limits.since else (False,):
        query = _question(way, limits, mark, dated=dated, is_long=is_long)
        if edge is not None:
            query = query.where(way.table.c.day <= edge, or_(way.table.c.day < edge, way.number < before))
        rows = connection.execute(query.order_by(way.table.c.day.desc(), way.number.desc()).limit(2 * most))
        found.update((day, number) for day, number in rows)
    return [number for _, number in sorted(found)[-most:]]


def _way(limits: Filter) -> _Way:
    """The index that fits; an actor on both sides is met twice there."""
    if limits.dyad or len(limits.actors) > 1:
        one, other = limits.dyad or limits.actors[:2]
        way, rest = _Way(dyads, dyads.c.occurrence_id, (dyads.c.one == one, dyads.c.other == other)), limits.actors if limits.dyad else limits.actors[2:]
    elif limits.actors:
        way, rest = _Way(sides, sides.c.occurrence_id, (sides.c.code == limits.actors[0],)), ()
    else:
        return _Way(occurrences, occurrences.c.id, ())
    beside = sides.alias()
    also = (exists().where(beside.c.occurrence_id == way.number, beside.c.code == code) for code in rest)
    return _Way(way.table, way.number, (*way.conditions, *also))


def _question(way: _Way, limits: Filter, mark: str, *, dated: bool, is_long: bool) -> Select[str, int]:
    """What an index holds is asked of it, the rest of the occurrence."""
    table, there, rest = way.table, list(way.conditions), list[ColumnElement[bool]]()
    if limits.types:
        there.append(table.c.type.in_(limits.types) if len(limits.types) > 1 else table.c.type == limits.types[0])
    if limits.statuses:
        there.append(table.c.status.in_(limits.statuses) if len(limits.statuses) > 1 else table.c.status == limits.statuses[0])
    if limits.until:
        there.append(table.c.day <= last_day(limits.until))
    if limits.since:
        there.append(table.c.is_long == _ONE if is_long else table.c.day >= shift(first_day(limits.since), -LONG_DAYS))
        rest.append(occurrences.c.day_end >= first_day(limits.since))
    if mark:
        (there if mark in table.c else rest).append((table if mark in table.c else occurrences).c[mark] == _ONE)
    if dated:
        rest.append(occurrences.c.day_from.is_not(None))
    if limits.place:
        rest.append(occurrences.c.place_code == limits.place if _is_code(limits.place) else occurrences.c.place_key == fold(limits.place))
    query = select(table.c.day, way.number)
    if rest and table is not occurrences:
        query = query.join(occurrences, occurrences.c.id == way.number)
    return query.where(and_(True, *there, *rest))


def _is_code(place: str) -> bool:
    """A country's code is three capitals; anything else is a name."""
    return len(place) == 3 and place.isupper()
