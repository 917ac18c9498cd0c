"""Who, and where: how often the participants and the place of an event are right where the event itself was found.

Gold and coded events are paired when they have one type and their triggers stand in one sentence; among several, those whose
triggers share characters first, then in order of the text. What the participants are plays no part in the pairing.
Limits: gold gives its trigger as words; where they stand twice in a report, any of their places counts.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from vigie.evaluate.coding import CodedEvent, CodedReport, Entity
from vigie.lexicon.ontology import load_event_types

_SENTENCE_END = re.compile(r"\n+|[.!?…][»”\")]{0,2} +(?=[«“\"(]? ?[A-ZÀ-Þ0-9])")
ARGUMENTS = ("actor", "recipient", "actor sector", "recipient sector", "place country")


@dataclass(frozen=True, slots=True)
class Argument:
    """One field of one pair of events that is not as the gold has it."""

    report: str
    name: str
    gold: str
    coded: str
    trigger: str


@dataclass(frozen=True, slots=True)
class ArgumentScores:
    """How often each field is right over the paired events."""

    gold: int
    """Events of the gold."""
    paired: int
    """Those with a coded event of the type in the sentence of their trigger."""
    shares: tuple[tuple[str, int, int], ...]
    """Name, right, compared."""
    wrong: tuple[Argument, ...]


def score_arguments(gold: Mapping[str, CodedReport], coded: Mapping[str, CodedReport]) -> ArgumentScores:
    """Compare participants and places of the events that both sides have.

    A side is compared where the gold or the coded event fills it, and is right when both give the same set of codes; of mutual
    events, both sides together count as actor. A sector is compared for each participant whose code is right, a place where the
    gold has one.
    """
    tally = {name: [0, 0] for name in ARGUMENTS}
    wrong: list[Argument] = []
    pairs = [(r.id, pair) for r in gold.values() for pair in _pairs(r, coded.get(r.id, CodedReport(r.id)))]
    for report, (wanted, given) in pairs:
        for name, one, two in _fields(wanted, given):
            tally[name][1] += 1
            tally[name][0] += one == two
            if one != two:
                wrong.append(Argument(report, name, one, two, wanted.trigger))
    total = sum(len(r.events) for r in gold.values())
    return ArgumentScores(total, len(pairs), tuple((n, right, of) for n, (right, of) in tally.items()), tuple(wrong))


def _fields(wanted: CodedEvent, given: CodedEvent) -> Iterable[tuple[str, str, str]]:
    """Each compared field: its name, the gold's value and ours."""
    if load_event_types()[wanted.type].is_mutual:
        sides = [("actor", (*wanted.actors, *wanted.recipients), (*given.actors, *given.recipients))]
    else:
        sides = [("actor", wanted.actors, given.actors), ("recipient", wanted.recipients, given.recipients)]
    for name, one, two in sides:
        if one or two:
            yield name, _codes(one), _codes(two)
        for code in sorted({e.code for e in one} & {e.code for e in two}):
            yield f"{name} sector", _sectors(one, code), _sectors(two, code)
    if wanted.place:
        yield "place country", wanted.place, given.place or "-"


def _codes(entities: Iterable[Entity]) -> str:
    return "+".join(sorted({e.code for e in entities})) or "-"


def _sectors(entities: Iterable[Entity], code: str) -> str:
    return code + " " + "+".join(sorted({e.sector for e in entities if e.code == code}))


# --------------------------------------------------------------------------- pairing


def _pairs(gold: CodedReport, coded: CodedReport) -> list[tuple[CodedEvent, CodedEvent]]:
    ends = [m.end() for m in _SENTENCE_END.finditer(gold.text)]
    ranked: list[tuple[bool, int, int]] = []
    for i, wanted in enumerate(gold.events):
        for j, given in enumerate(coded.events):
            if wanted.type == given.type and (near := _nearness(_places(gold.text, wanted.trigger), given.spans, ends)):
                ranked.append((near == _NEAREST, i, j))
    used_gold: set[int] = set()
    used_coded: set[int] = set()
    found = []
    for _, i, j in sorted(ranked, key=lambda r: (not r[0], r[1], r[2])):
        if i not in used_gold and j not in used_coded:
            used_gold.add(i)
            used_coded.add(j)
            found.append((gold.events[i], coded.events[j]))
    return found


_NEAREST = 2


def _nearness(wanted: Iterable[tuple[int, int]], given: Iterable[tuple[int, int]], ends: list[int]) -> int:
    """2 where triggers share characters, 1 where they stand in one sentence, else 0."""
    best = 0
    for start, end in wanted:
        for left, right in given:
            if left < end and start < right:
                return _NEAREST
            if bisect_right(ends, start) == bisect_right(ends, left):
                best = 1
    return best


def _places(text: str, words: str) -> list[tuple[int, int]]:
    """Where words stand in a text."""
    found = []
    start = text.find(words) if words else -1
    while start >= 0:
        found.append((start, start + len(words)))
        start = text.find(words, start + 1)
    return found
