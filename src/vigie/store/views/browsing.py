"""What a reader leafs through: occurrences page by page, dyads on which much is going on, ties of a period, places of events.

Pages go on after a cursor (the day and number of the last row), so that the thousandth costs no more than the first.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, and_, exists, func, or_, select

from vigie.store.days import shift
from vigie.store.filters import Filter, first_day, last_day
from vigie.store.schema import codings, events, moves, occurrences, reports, sides
from vigie.store.views.occurrences import Occurrence, load_occurrences
from vigie.store.views.reports import cursor_of, holding, read_cursor
from vigie.store.words import fold

_act_day: ColumnElement[str] = func.coalesce(occurrences.c.day_from, occurrences.c.first_told, "")
MOST_COUNTED = 10_000


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page of occurrences, the latest first."""

    rows: tuple[Occurrence, ...]
    next: str
    """The cursor of the next page, or empty."""


@dataclass(frozen=True, slots=True)
class Rising:
    """Two actors with more acts between them than before."""

    one: str
    other: str
    acts: int
    before: int
    score: float
    """Sum of the conflict-cooperation scores of the acts."""


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


@dataclass(frozen=True, slots=True)
class Placed:
    """How many acts took place somewhere."""

    place: str
    code: str
    acts: int
    score: float
    """Mean of the conflict-cooperation scores."""


def leaf_of(connection: Connection, limits: Filter, words: str = "", cursor: str = "", most: int = 50) -> Leaf:
    """A page of the occurrences that a filter lets through; with `words`, of those told in reports that hold them."""
    conditions = _conditions(connection, limits, words)
    if cursor:
        day, number = read_cursor(cursor)
        conditions.append(or_(_act_day < day, and_(_act_day == day, occurrences.c.id < number)))
    query = select(occurrences.c.id, _act_day.label("day")).where(*conditions).order_by(_act_day.desc(), occurrences.c.id.desc()).limit(most + 1)
    rows = connection.execute(query).all()
    shown = load_occurrences(connection, [row.id for row in rows[:most]])
    return Leaf(tuple(shown), cursor_of(rows[most - 1].day, rows[most - 1].id) if len(rows) > most else "")


def count_occurrences(connection: Connection, limits: Filter, words: str = "") -> int:
    """How many a filter lets through, counted up to `MOST_COUNTED` + 1."""
    found = select(occurrences.c.id).where(*_conditions(connection, limits, words)).limit(MOST_COUNTED + 1).subquery()
    return int(connection.execute(select(func.count()).select_from(found)).scalar_one())


def list_rising(connection: Connection, day: str, days: int = 7, most: int = 8) -> list[Rising]:
    """Dyads with more acts in the days up to one than in as many before, the greatest rise first."""
    first, before = shift(day, -days + 1), shift(day, -2 * days + 1)
    now: dict[tuple[str, str], list[float]] = defaultdict(list)
    then: dict[tuple[str, str], int] = defaultdict(int)
    a, b = sides.alias(), sides.alias()
    query = (
        select(a.c.code, b.c.code.label("other"), occurrences.c.id, occurrences.c.day_from, occurrences.c.score)
        .join(a, a.c.occurrence_id == occurrences.c.id).join(b, b.c.occurrence_id == occurrences.c.id)
        .where(occurrences.c.day_from >= before, occurrences.c.day_from <= day, occurrences.c.status != "negated", a.c.code < b.c.code, a.c.code != "---")
        .distinct()
    )  # fmt: skip
    for row in connection.execute(query):
        if row.day_from >= first:
            now[row.code, row.other].append(row.score)
        else:
            then[row.code, row.other] += 1
    found = [Rising(*pair, len(scores), then[pair], round(sum(scores), 2)) for pair, scores in now.items() if len(scores) > then[pair]]
    return sorted(found, key=lambda r: (r.before - r.acts, -r.acts, r.one, r.other))[:most]


def list_tied(connection: Connection, since: str, until: str, most: int = 60) -> list[Tied]:
    """Who acted on whom between two days, the busiest pairs first."""
    a, b = sides.alias(), sides.alias()
    query = (
        select(a.c.code, b.c.code.label("other"), func.count(occurrences.c.id.distinct()).label("acts"), func.avg(occurrences.c.score).label("score"))
        .join(a, a.c.occurrence_id == occurrences.c.id).join(b, b.c.occurrence_id == occurrences.c.id)
        .where(a.c.role == "actor", b.c.role == "recipient", a.c.code != b.c.code, a.c.code != "---", b.c.code != "---", *_within(since, until))
        .group_by(a.c.code, b.c.code)
    )  # fmt: skip
    rows = [Tied(r.code, r.other, r.acts, round(r.score, 2)) for r in connection.execute(query)]
    return sorted(rows, key=lambda t: (-t.acts, t.actor, t.recipient))[:most]


def list_placed(connection: Connection, since: str, until: str, types: tuple[str, ...] = (), most: int = 500) -> list[Placed]:
    """Where acts took place between two days, the busiest places first."""
    query = select(occurrences.c.place, occurrences.c.place_code, func.count().label("acts"), func.avg(occurrences.c.score).label("score")).where(
        occurrences.c.place_code != "", *_within(since, until)
    )
    if types:
        query = query.where(occurrences.c.type.in_(types))
    rows = connection.execute(query.group_by(occurrences.c.place, occurrences.c.place_code))
    found = [Placed(r.place, r.place_code, r.acts, round(r.score, 2)) for r in rows]
    return sorted(found, key=lambda p: (-p.acts, p.code, p.place))[:most]


def list_days(connection: Connection, limits: Filter) -> list[ActsOnDay]:
    """Acts by day and type, of those that a filter lets through and that have a day; what is denied does not count."""
    query = select(_act_day.label("day"), occurrences.c.type, func.count().label("acts")).where(
        *_limits(limits), occurrences.c.status != "negated", _act_day != ""
    )
    rows = connection.execute(query.group_by(_act_day, occurrences.c.type).order_by(_act_day, occurrences.c.type))
    return [ActsOnDay(r.day, r.type, r.acts) for r in rows]


def last_day_told(connection: Connection) -> str:
    """The last day on which a report was published, or empty."""
    return connection.execute(select(func.max(reports.c.published))).scalar() or ""


def stamp_of(connection: Connection) -> str:
    """Another text after every addition to the store and every settling by hand."""
    newest = [connection.execute(select(func.max(table.c.id))).scalar() or 0 for table in (reports, codings, events, moves)]
    return ".".join(map(str, newest))


def _within(since: str, until: str) -> list[ColumnElement[bool]]:
    return [occurrences.c.status == "occurred", occurrences.c.day_from >= first_day(since), occurrences.c.day_from <= last_day(until)]


def _conditions(connection: Connection, limits: Filter, words: str) -> list[ColumnElement[bool]]:
    conditions = _limits(limits)
    if words:
        telling = select(events.c.occurrence_id).join(reports, reports.c.id == events.c.report_id).where(holding(connection.dialect.name, words))
        conditions.append(occurrences.c.id.in_(telling))
    return conditions


def _limits(limits: Filter) -> list[ColumnElement[bool]]:
    """A filter as conditions on `occurrences`."""
    found: list[ColumnElement[bool]] = []
    for code in (*limits.actors, *limits.dyad):
        side = sides.alias()
        found.append(exists().where(side.c.occurrence_id == occurrences.c.id, side.c.code == code))
    if limits.types:
        found.append(occurrences.c.type.in_(limits.types))
    if limits.statuses:
        found.append(occurrences.c.status.in_(limits.statuses))
    if limits.place:
        found.append(or_(occurrences.c.place_code == limits.place, occurrences.c.place_key == fold(limits.place)))
    if limits.since:
        found.append(occurrences.c.day_end >= first_day(limits.since))
    if limits.until:
        found.append(occurrences.c.day <= last_day(limits.until))
    return found
