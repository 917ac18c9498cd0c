"""How two actors stand with each other, day by day.

The index of a day is the sum of the scores of the dyad's acts up to it, each halved every `half_life_days`, so it falls
back to zero when nothing happens. Scores are PLOVER's, from -10 (conflict) to 10 (cooperation), by type and mode
(`ontology/events/`); an act that is only possible, alleged or scheduled counts with a share of it. Every index can be taken
apart into its acts: `parts_of` gives them with what each brings.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from vigie.store.days import gap, shift
from vigie.store.filters import between
from vigie.store.schema import occurrences

HALF_LIFE_DAYS = 7.0
SHARES = {"occurred": 1.0, "alleged": 0.5, "scheduled": 0.5, "possible": 0.25, "negated": 0.0}
"""Declared, not learned: what is only claimed or to come weighs half, what is only possible a quarter."""


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
    acts = _acts(connection, one, other)
    if not acts:
        return []
    first, last = since or acts[0].day, until or acts[-1].day
    by_day: dict[str, list[Part]] = defaultdict(list)
    for act in acts:
        by_day[act.day].append(act)
    index, day, found = 0.0, acts[0].day, []
    while day <= last:
        index = index * 0.5 ** (1 / HALF_LIFE_DAYS) + sum(a.brings for a in by_day[day])
        if day >= first:
            found.append(Tension(day, round(index, 3), len(by_day[day])))
        day = shift(day, 1)
    return found


def parts_of(connection: Connection, one: str, other: str, day: str) -> list[Part]:
    """The acts of which the index of a day is the sum, the weightiest first."""
    acts = _acts(connection, one, other)
    parts = [_faded(a, day) for a in acts if a.day <= day]
    return sorted(parts, key=lambda p: (-abs(p.brings), p.day, p.occurrence))


def _acts(connection: Connection, one: str, other: str) -> list[Part]:
    day = func.coalesce(occurrences.c.day_from, occurrences.c.first_told)
    query = select(occurrences, day.label("day")).where(between(one, other), day.is_not(None)).order_by(day, occurrences.c.id)
    rows = connection.execute(query)
    return [
        Part(r.id, r.day, r.type, r.status, r.score, SHARES[r.status], 1.0, r.score * SHARES[r.status], r.words)
        for r in rows if SHARES[r.status]
    ]  # fmt: skip


def _faded(act: Part, day: str) -> Part:
    fading = 0.5 ** (gap(act.day, day) / HALF_LIFE_DAYS)
    return Part(act.occurrence, act.day, act.type, act.status, act.score, act.share, round(fading, 4), act.score * act.share * fading, act.words)
