"""Measures in force on a day: sanctions, embargoes, bans, curfews; since when, by whom against whom, renewed, lifted.

`ontology/measures.yaml` says which acts open and end measures. An end must have the same author, must not be against somebody
else, and must share a word with the measure that is no name (`riz`, `exportations`): an apology does not lift an embargo. A measure that its
author takes again in the same words is renewed. Two acts of one author against one other on one day are one measure (a ban may be coded
as SANCTION by one report and as COERCE by another), and what is coded on the day of a measure's end tells of that measure. A date with an end (`2031-05-01/2031-06-01`) ends it by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from sqlalchemy import Connection

from vigie.lexicon.load import load_yaml
from vigie.lexicon.ontology import ONTOLOGY
from vigie.store.days import LAST, read_days
from vigie.store.filters import Filter, last_day
from vigie.store.schema import occurrences
from vigie.store.views.occurrences import Occurrence, load_occurrences, numbers_of
from vigie.store.words import plain_stems


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


@dataclass(frozen=True, slots=True)
class _Standing:
    """A measure with the words by which an end is known to be its own."""

    measure: Measure
    stems: frozenset[str]

    def is_akin(self, act: Occurrence) -> bool:
        return bool(self.stems & plain_stems(act.words))

    def with_words(self, act: Occurrence) -> _Standing:
        return replace(self, stems=self.stems | plain_stems(act.words))


@dataclass(frozen=True, slots=True)
class _Kind:
    type: str
    modes: frozenset[str]
    but: frozenset[str]

    def has(self, act: Occurrence) -> bool:
        modes = frozenset(act.modes)
        return act.type == self.type and not modes & self.but and (not self.modes or bool(modes & self.modes))


def list_measures(connection: Connection, day: str, limits: Filter, *, all_of_them: bool = False) -> list[Measure]:
    """Measures in force on a day, the oldest first.

    Args:
        day: ISO day; empty for the last that any report tells of.
        all_of_them: Also those that ended before.
    """
    opens, ends = _kinds("opens"), _kinds("ends")
    types = [k.type for k in (*opens, *ends)]
    chosen = (occurrences.c.status == "occurred", occurrences.c.type.in_(types), *limits.conditions())
    acts = [a for a in load_occurrences(connection, numbers_of(connection, *chosen)) if not day or _day(a) <= last_day(day)]
    found: list[_Standing] = []
    for act in acts:
        if any(kind.has(act) for kind in opens):
            _open(found, act)
        elif any(kind.has(act) for kind in ends):
            _end(found, act)
    today = last_day(day) if day else LAST
    return [s.measure for s in found if all_of_them or not s.measure.until or s.measure.until > today]


@cache
def _kinds(what: str) -> tuple[_Kind, ...]:
    return tuple(_Kind(r["type"], frozenset(r["modes"]), frozenset(r["but"])) for r in load_yaml(ONTOLOGY / "measures.yaml")[what])


def _day(act: Occurrence) -> str:
    days = read_days(act.date)
    return days.first if days else act.first_told


def _open(found: list[_Standing], act: Occurrence) -> None:
    """File an act that opens a measure, unless it tells again of one that stands or that ended that day."""
    day = _day(act)
    for number, known in enumerate(found):
        if not _same_sides(known.measure, act):
            continue
        if known.measure.until == day:
            return
        if known.measure.since == day:
            found[number] = known.with_words(act)
            return
        if not known.measure.until and known.measure.type == act.type and known.is_akin(act):
            found[number] = replace(known.with_words(act), measure=replace(known.measure, renewed=(*known.measure.renewed, day)))
            return
    days = read_days(act.date)
    until = days.last if days and "/" in act.date and days.last != LAST else ""
    measure = Measure(act.id, day, act.type, act.modes, act.actors, act.recipients, (), until, 0, act.sources, act.words)
    found.append(_Standing(measure, plain_stems(act.words)))


def _end(found: list[_Standing], act: Occurrence) -> None:
    for number, known in enumerate(found):
        measure, day = known.measure, _day(act)
        if (not measure.until or measure.until > day) and _same_sides(measure, act) and known.is_akin(act):
            found[number] = replace(known, measure=replace(measure, until=day, ended_by=act.id))


def _codes(side: Sequence[str]) -> frozenset[str]:
    return frozenset(who.split()[0] for who in side)


def _same_sides(known: Measure, act: Occurrence) -> bool:
    """The same author; against the same, or one of the two does not say against whom."""
    mine, theirs = _codes(known.recipients), _codes(act.recipients)
    return bool(_codes(known.actors) & _codes(act.actors)) and (not mine or not theirs or bool(mine & theirs))
