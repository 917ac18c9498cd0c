"""How two actors stand with each other, day by day.

The index of a day is the sum of the scores of the dyad's acts up to it, each halved every `half_life_days`, so it falls
back to zero when nothing happens. Scores are PLOVER's, from -10 (conflict) to 10 (cooperation), by type and mode
(`ontology/events/`); an act that is only possible, alleged or scheduled counts with a share of it. Every index can be taken
apart into its acts: `parts_of` gives them with what each brings.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, case, func, select

from vigie.store.days import gap, shift
from vigie.store.filters import first_day, last_day
from vigie.store.schema import dyads, occurrences

HALF_LIFE_DAYS = 7.0
SHARES = {"occurred": 1.0, "alleged": 0.5, "scheduled": 0.5, "possible": 0.25, "negated": 0.0}
"""Declared, not learned: what is only claimed or to come weighs half, what is only possible a quarter."""


_REMEMBERED_DAYS = 280
"""After forty half-lives an act brings less than a thousandth of a billionth of its score: no question looks further back."""


@dataclass(frozen=True, slots=True)
class Tension:
    """The index of one day: negative for conflict."""

    day: str
    index: float
    acts: int
    """Acts of that day itself."""


@dataclass(frozen=True, slots=True)
class Part:
    """What one act brings to the index of a day."""

    occurrence: int
    day: str
    type: str
    status: str
    score: float
    share: float
    """For its status."""
    fading: float
    """For its age."""
    brings: float
    words: str


def index_of(connection: Connection, one: str, other: str, since: str = "", until: str = "") -> list[Tension]:
    """The index of each day from the first act to the last, or between two days."""
    d = dyads.c
    query = select(d.day, func.sum(brings(d.score, d.status)).label("brings"), func.count().label("acts")).where(*_between(one, other))
    if since:
        query = query.where(d.day >= shift(first_day(since), -_REMEMBERED_DAYS))
    by_day = {day: (weight, acts) for day, weight, acts in connection.execute(query.group_by(d.day).order_by(d.day)).all()}
    if not by_day:
        return []
    begun, last_act = min(by_day), max(by_day)
    first, last = first_day(since) or begun, last_day(until) or last_act
    index, found, fading = 0.0, [], 0.5 ** (1 / HALF_LIFE_DAYS)
    for number in range(date.fromisoformat(max(begun, shift(first, -_REMEMBERED_DAYS))).toordinal(), date.fromisoformat(last).toordinal() + 1):
        day = date.fromordinal(number).isoformat()
        weight, acts = by_day.get(day, (0.0, 0))
        index = index * fading + weight
        if day >= first:
            found.append(Tension(day, round(index, 3), acts))
    return found


def indices_on(connection: Connection, one: str, others: Sequence[str], day: str) -> dict[str, float]:
    """The index of one day with each of some actors; those with whom nothing passed are left out."""
    d = dyads.c
    when = d.day.between(shift(day, -_REMEMBERED_DAYS), day)
    query = select(d.other, d.day, func.sum(brings(d.score, d.status))).where(d.one == one, d.other.in_(others), when, d.status != "negated")
    found: dict[str, float] = {}
    for other, then, weight in connection.execute(query.group_by(d.other, d.day).order_by(d.other, d.day)).all():
        found[other] = found.get(other, 0.0) + weight * 0.5 ** (gap(then, day) / HALF_LIFE_DAYS)
    return {other: round(index, 3) for other, index in found.items()}


def parts_of(connection: Connection, one: str, other: str, day: str) -> list[Part]:
    """The acts of which the index of a day is the sum, the weightiest first."""
    d, o = dyads.c, occurrences.c
    query = (
        select(d.day, o.id, o.type, o.status, o.score, o.words).join(occurrences, o.id == d.occurrence_id)
        .where(*_between(one, other), d.day <= last_day(day), d.day >= shift(last_day(day), -_REMEMBERED_DAYS))
    )  # fmt: skip
    return sorted((_part(row, last_day(day)) for row in connection.execute(query)), key=lambda p: (-abs(p.brings), p.day, p.occurrence))


def brings(score: ColumnElement[float], status: ColumnElement[str]) -> ColumnElement[float]:
    """What an act brings on its own day: its score, or the share of it that its status leaves."""
    return score * case(*((status == name, share) for name, share in SHARES.items()), else_=0.0)


def _between(one: str, other: str) -> tuple[ColumnElement[bool], ...]:
    """Acts of a dyad that have a day and count."""
    return dyads.c.one == one, dyads.c.other == other, dyads.c.day != "", dyads.c.status != "negated"


def _part(row: Any, day: str) -> Part:
    fading = 0.5 ** (gap(row.day, day) / HALF_LIFE_DAYS)
    share = SHARES[row.status]
    return Part(row.id, row.day, row.type, row.status, row.score, share, round(fading, 4), row.score * share * fading, row.words)
