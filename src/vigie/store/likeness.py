"""Whether two reports' codings tell of one act: named features, and weights learned from storylines.

Both codings must have the same type; everything else speaks for or against it (sides, days, place, wording, counts, names in
the two reports) and adds up to a score, the logarithm of the odds. `training/occurrences.py` learns the weights, which are
data (`merging.json`). The reason of a merge is the list of its strongest features.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from vigie.lexicon.ontology import load_event_types
from vigie.records import Actor
from vigie.store.days import Days, gap, shift
from vigie.store.words import fold

WEIGHTS = Path(__file__).resolve().parent / "merging.json"
UNKNOWN = "---"
_SHOWN = 4
_NAME_STEM = 4
_SLACK_DAYS = 3
"""Two reports may date one act so many days apart (a weekday misread, a night between two days)."""

_NIGHT_DAYS = 1
"""Both dated by their reports and nothing that could be postponed, two acts farther apart are two."""

Features = dict[str, float]


@dataclass(frozen=True, slots=True)
class Told:
    """One report's coding of an act, with what comparing it needs.

    `days` are those of its date, where it has one; `words` the stems of its sentence; `names` those of its report.
    """

    id: int
    report: int
    family: int
    published: str
    language: str
    type: str
    modes: frozenset[str]
    status: str
    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...]
    days: Days | None
    near: Days
    place: str
    place_code: str
    counts: tuple[tuple[str, float, float], ...]
    entry: str
    words: frozenset[str]
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much two codings are one act: the score (0 is even odds) and the strongest features."""

    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Weights:
    """What each feature adds to the score, and where it starts."""

    start: float
    of: Mapping[str, float]

    def judge(self, features: Features) -> Likeness:
        """Score and reason of some features."""
        parts = [(name, self.of.get(name, 0.0) * value) for name, value in features.items()]
        strongest = sorted(parts, key=lambda p: (-abs(p[1]), p[0]))[:_SHOWN]
        reason = ", ".join(f"{name} {part:+.1f}" for name, part in strongest if abs(part) >= 0.1)
        return Likeness(self.start + sum(part for _, part in parts), reason)


@cache
def load_weights() -> Weights:
    """The learned weights."""
    data = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return Weights(data["start"], data["of"])


def may_be_one(one: Told, other: Told) -> bool:
    """What no wording can outweigh: two acts of one report, other types, no participant in common, days far apart."""
    if one.type != other.type or one.report == other.report:
        return False
    if not (_codes(one.actors) | _codes(one.recipients)) & (_codes(other.actors) | _codes(other.recipients)):
        return False
    if one.days and other.days and "scheduled" not in (one.status, other.status) and _days_apart(one.days, other.days) > _NIGHT_DAYS:
        return False
    return one.near.first <= shift(other.near.last, _SLACK_DAYS) and other.near.first <= shift(one.near.last, _SLACK_DAYS)


def compare(one: Told, other: Told) -> Features:
    """The features of a pair that may be one act; each between 0 and 1, and symmetric."""
    found: Features = {}
    for features in (_sides, _people, _when, _where, _wording, _figures):
        found.update(features(one, other))
    return {name: round(value, 4) for name, value in sorted(found.items()) if value}


def _codes(side: tuple[Actor, ...]) -> frozenset[str]:
    return frozenset(a.code for a in side if a.code != UNKNOWN)


def _jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one | other else 0.0


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """Share of the smaller set that is in the other."""
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0


def _sides(one: Told, other: Told) -> Iterator[tuple[str, float]]:
    actors, recipients = (_codes(one.actors), _codes(other.actors)), (_codes(one.recipients), _codes(other.recipients))
    if load_event_types()[one.type].is_mutual:
        yield "same participants", _jaccard(actors[0] | recipients[0], actors[1] | recipients[1])
        return
    yield from _side("actors", *actors)
    yield from _side("recipients", *recipients)
    if actors[0] and actors[1] and not actors[0] & actors[1]:
        yield "crossed sides", float(bool(actors[0] & recipients[1] and actors[1] & recipients[0]))


def _side(name: str, one: frozenset[str], other: frozenset[str]) -> Iterator[tuple[str, float]]:
    if one and other:
        yield f"same {name}", _jaccard(one, other)
        yield f"other {name}", float(not one & other)
    else:
        yield f"no {name}", float(bool(one) != bool(other))


def _people(one: Told, other: Told) -> Iterator[tuple[str, float]]:
    mine, theirs = _named(one), _named(other)
    if mine and theirs:
        shared = any(a.split()[-1] == b.split()[-1] for a in mine for b in theirs)
        yield "same name", float(shared)
        yield "other name", float(not shared)
    sectors = [frozenset(a.sector for a in told.actors) for told in (one, other)]
    yield "other sector", float(bool(sectors[0] and sectors[1]) and not sectors[0] & sectors[1])


def _named(told: Told) -> list[str]:
    return sorted({fold(a.name) for a in (*told.actors, *told.recipients) if a.name.strip()})


def _when(one: Told, other: Told) -> Iterator[tuple[str, float]]:
    if one.days and other.days:
        apart = _days_apart(one.days, other.days)
        exact = one.days.first == one.days.last and other.days.first == other.days.last
        yield "same day", float(apart == 0 and exact)
        yield "days agree", float(apart == 0 and not exact)
        yield "next day", float(apart == 1)
        yield "days apart", min(max(apart - 1, 0), 5) / 5
    else:
        yield "no day", 1.0
        yield "no day, told apart", _told_apart(one, other)
    yield "told apart", _told_apart(one, other)
    yield "other status", float(_settled(one) != _settled(other))


def _told_apart(one: Told, other: Told) -> float:
    return min(gap(one.published, other.published), 14) / 14 if one.published and other.published else 0.5


def _days_apart(one: Days, other: Days) -> int:
    if one.first <= other.last and other.first <= one.last:
        return 0
    return gap(one.last, other.first) if one.last < other.first else gap(other.last, one.first)


def _settled(told: Told) -> str:
    return {"alleged": "occurred", "possible": "scheduled"}.get(told.status, told.status)


def _where(one: Told, other: Told) -> Iterator[tuple[str, float]]:
    if not (one.place_code and other.place_code):
        return
    same = bool(one.place and other.place) and _alike(one.place, other.place)
    yield "same place", float(same)
    yield "other country", float(one.place_code != other.place_code and not same)
    yield "other place", float(one.place_code == other.place_code and bool(one.place and other.place) and not same)


def _alike(one: str, other: str) -> bool:
    """Two spellings of a name, such as Genève and Geneva."""
    return fold(one)[:_NAME_STEM] == fold(other)[:_NAME_STEM]


def _wording(one: Told, other: Told) -> Iterator[tuple[str, float]]:
    tongue = "" if one.language == other.language else " across languages"
    yield f"same words{tongue}", _overlap(one.words, other.words)
    yield f"same names{tongue}", _overlap(one.names, other.names)
    if tongue:
        yield "across languages", 1.0
    else:
        yield "same verb", float(_lemma(one) == _lemma(other))
    yield "same text", float(one.family == other.family)
    yield "same mode", float(bool(one.modes & other.modes))
    yield "other mode", float(bool(one.modes and other.modes) and not one.modes & other.modes)


def _lemma(told: Told) -> str:
    """The word of an entry: `fr.accuse.verb.condamner.1` → `condamner`."""
    parts = told.entry.split(".")
    return parts[-2] if len(parts) > 1 else ""


def _figures(one: Told, other: Told) -> Iterator[tuple[str, float]]:
    theirs = {kind: (low, high) for kind, low, high in other.counts}
    shared = [(low, high, *theirs[kind]) for kind, low, high in one.counts if kind in theirs]
    if shared:
        agree = any(low <= high_b and low_b <= high for low, high, low_b, high_b in shared)
        yield "same figures", float(agree)
        yield "other figures", float(not agree)
