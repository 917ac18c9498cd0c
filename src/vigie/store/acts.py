"""Occurrences as measures and the calendar see them: what, when, by which codes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, select

from vigie.store.schema import occurrences, sides
from vigie.store.summaries import UNKNOWN

_PART = 500
"""Numbers a question: databases bound how many values one may hold."""


_o = occurrences.c
_ACTS = select(_o.id, _o.type, _o.modes, _o.status, _o.value, _o.day, _o.day_end, _o.day_from, _o.is_long, _o.is_announced, _o.first_told, _o.words).where(
    _o.id.in_(bindparam("numbers", expanding=True))
)
_SIDES = select(sides.c.occurrence_id, sides.c.role, sides.c.code).where(sides.c.occurrence_id.in_(bindparam("numbers", expanding=True)))


@dataclass(frozen=True, slots=True)
class Act:
    """An occurrence; sides are codes, without unknown ones, and `day` … `day_end` are its days, else those when it was told."""

    id: int
    type: str
    modes: frozenset[str]
    status: str
    value: str
    day: str
    day_end: str
    is_dated: bool
    is_long: bool
    is_announced: bool
    first_told: str
    words: str
    actors: frozenset[str]
    recipients: frozenset[str]

    @property
    def codes(self) -> frozenset[str]:
        """All participants."""
        return self.actors | self.recipients


@dataclass(frozen=True, slots=True)
class Change:
    """An occurrence before and after something was told of it; nothing where it was not there, or is not any more."""

    before: Act | None
    after: Act | None

    @property
    def acts(self) -> tuple[Act, ...]:
        """Both, as far as there are."""
        return tuple(act for act in (self.before, self.after) if act is not None)


def load_acts(connection: Connection, numbers: Iterable[int]) -> dict[int, Act]:
    """Acts by their numbers, those that are there, in order of their days."""
    wanted = sorted(set(numbers))
    found = [act for start in range(0, len(wanted), _PART) for act in _load(connection, wanted[start : start + _PART])]
    return {act.id: act for act in sorted(found, key=lambda a: (a.day, a.id))}


def _load(connection: Connection, numbers: Sequence[int]) -> list[Act]:
    people: dict[tuple[int, str], set[str]] = {}
    for row in connection.execute(_SIDES, {"numbers": numbers}):
        if row.code != UNKNOWN:
            people.setdefault((row.occurrence_id, row.role), set()).add(row.code)
    return [
        Act(
            r.id, r.type, frozenset(r.modes.split()), r.status, r.value, r.day, r.day_end, r.day_from is not None, bool(r.is_long), bool(r.is_announced), r.first_told or "",
            r.words, frozenset(people.get((r.id, "actor"), ())), frozenset(people.get((r.id, "recipient"), ())),
        )
        for r in connection.execute(_ACTS, {"numbers": numbers})
    ]  # fmt: skip


def changes_between(before: Mapping[int, Act], after: Mapping[int, Act]) -> list[Change]:
    """Those that are not the same."""
    numbers = sorted(set(before) | set(after))
    return [Change(before.get(n), after.get(n)) for n in numbers if before.get(n) != after.get(n)]
