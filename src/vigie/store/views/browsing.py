"""What a reader leafs through: occurrences page by page, also by words of their reports; acts by day; ties of a period.

Pages go on after a cursor (the day and number of the last row), so that the thousandth costs no more than the first.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, and_, exists, func, or_, select

from vigie.store.filters import Filter, first_day, last_day
from vigie.store.finding import find_latest
from vigie.store.schema import codings, dyads, events, moves, occurrences, reports, sides
from vigie.store.views.occurrences import Occurrence, load_occurrences
from vigie.store.views.reports import cursor_of, holding, read_cursor
from vigie.store.views.ties import list_ties
from vigie.store.words import fold

MOST_COUNTED = 500
_MOST_TIES = 5000


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page of occurrences, the latest first."""

    rows: tuple[Occurrence, ...]
    next: str
    """The cursor of the next page, or empty."""


@dataclass(frozen=True, slots=True)
class Tied:
    """Acts of one actor on another in a period."""

    actor: str
    recipient: str
    acts: int
    score: float
    """Mean of the conflict-cooperation scores."""


@dataclass(frozen=True, slots=True)
class ActsOnDay:
    """How many acts of a type a day has."""

    day: str
    type: str
    acts: int


def leaf_of(connection: Connection, limits: Filter, words: str = "", cursor: str = "", most: int = 50) -> Leaf:
    """A page of the occurrences that a filter lets through; with `words`, of those told in reports that hold them (`holding`)."""
    return _leaf(connection, _numbers(connection, limits, words, cursor, most + 1), most)


def first_leaf(connection: Connection, limits: Filter, words: str = "", most: int = 50) -> tuple[Leaf, int]:
    """The first page, and how many there are in all, counted up to `MOST_COUNTED` + 1."""
    numbers = _numbers(connection, limits, words, "", MOST_COUNTED + 1)
    return _leaf(connection, numbers, most), len(numbers)


def list_tied(connection: Connection, since: str, until: str, most: int = 60) -> list[Tied]:
    """Who acted on whom between two days, the busiest pairs first."""
    acts: dict[tuple[str, str], int] = defaultdict(int)
    scores: dict[tuple[str, str], float] = defaultdict(float)
    for tie in list_ties(connection, since, until, _MOST_TIES):
        if tie.actor != tie.recipient and "---" not in (tie.actor, tie.recipient):
            acts[tie.actor, tie.recipient] += tie.acts
            scores[tie.actor, tie.recipient] += tie.score
    found = [Tied(*pair, number, round(scores[pair] / number, 2)) for pair, number in acts.items()]
    return sorted(found, key=lambda t: (-t.acts, t.actor, t.recipient))[:most]


def list_days(connection: Connection, one: str, other: str = "") -> list[ActsOnDay]:
    """Acts of an actor or of a dyad by day and type, of those that have a day; what is denied does not count."""
    table = dyads if other else sides
    who = (dyads.c.one == one, dyads.c.other == other) if other else (sides.c.code == one,)
    number = table.c.occurrence_id if other else table.c.occurrence_id.distinct()
    query = select(table.c.day, table.c.type, func.count(number).label("acts")).where(*who, table.c.status != "negated", table.c.day != "")
    rows = connection.execute(query.group_by(table.c.day, table.c.type).order_by(table.c.day, table.c.type))
    return [ActsOnDay(r.day, r.type, r.acts) for r in rows]


def stamp_of(connection: Connection) -> str:
    """Another text after every addition to the store and every settling by hand."""
    newest = [connection.execute(select(func.max(table.c.id))).scalar() or 0 for table in (reports, codings, events, moves)]
    return ".".join(map(str, newest))


def _leaf(connection: Connection, numbers: list[int], most: int) -> Leaf:
    shown = tuple(load_occurrences(connection, numbers[:most]))
    if len(numbers) <= most:
        return Leaf(shown, "")
    day = connection.execute(select(occurrences.c.day).where(occurrences.c.id == numbers[most - 1])).scalar_one()
    return Leaf(shown, cursor_of(day, numbers[most - 1]))


def _numbers(connection: Connection, limits: Filter, words: str, cursor: str, most: int) -> list[int]:
    """Numbers of occurrences, the latest first."""
    day, number = read_cursor(cursor) if cursor else ("", 0)
    if not words:
        return find_latest(connection, limits, most, before=number)[::-1]
    o = occurrences.c
    telling = select(events.c.occurrence_id).join(reports, reports.c.id == events.c.report_id).where(holding(connection, words))
    query = select(o.id).where(o.id.in_(telling), *_conditions(limits))
    if cursor:
        query = query.where(or_(o.day < day, and_(o.day == day, o.id < number)))
    return list(connection.execute(query.order_by(o.day.desc(), o.id.desc()).limit(most)).scalars())


def _conditions(limits: Filter) -> list[ColumnElement[bool]]:
    """A filter as conditions on the few occurrences of reports that hold words."""
    o = occurrences.c
    found = [exists().where(sides.c.occurrence_id == o.id, sides.c.code == code) for code in (*limits.actors, *limits.dyad)]
    conditions: list[ColumnElement[bool]] = list(found)
    if limits.types:
        conditions.append(o.type.in_(limits.types))
    if limits.statuses:
        conditions.append(o.status.in_(limits.statuses))
    if limits.place:
        conditions.append(or_(o.place_code == limits.place, o.place_key == fold(limits.place)))
    if limits.since:
        conditions.append(o.day_end >= first_day(limits.since))
    if limits.until:
        conditions.append(o.day <= last_day(limits.until))
    return conditions
