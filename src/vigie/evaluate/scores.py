"""The scores of coded reports: sets of triples compared report by report, micro-averaged (CODING.md).

A triple is (type, actor, recipient); an event with lists gives one for each pair; mutual events give unordered pairs.
Levels other than `triple` look at less or more of it. The interval is a 95 % bootstrap over reports with a fixed seed.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from vigie.evaluate.coding import CodedEvent, CodedReport, Entity
from vigie.lexicon.ontology import load_event_types

LEVELS = ("triple", "sector", "quad", "dyad", "type-actor", "type")
ATTRIBUTES = ("status", "date", "mode", "place")
_ROUNDS = 1000
_SEED = 7
_SAME_WORDS = 0.7
"""Token F1 from which two quotations are the same."""

Unit = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and F1 with the counts that they come from."""

    right: int
    gold: int
    coded: int
    low: float | None = None
    high: float | None = None

    @property
    def precision(self) -> float:
        """Share of what was coded that is right."""
        return self.right / self.coded if self.coded else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold that was found."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of the two."""
        return _f1(self.right, self.gold, self.coded)


@dataclass(frozen=True, slots=True)
class Difference:
    """A triple that only one side has."""

    report: str
    is_missed: bool
    unit: Unit
    trigger: str


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All scores of one comparison."""

    reports: int
    missing: int
    """Reports of the gold that were not coded."""
    scores: tuple[tuple[str, Score], ...]
    attributes: tuple[tuple[str, int, int], ...]
    """Name, right, compared: over the triples found."""
    types: tuple[tuple[str, Score], ...]
    differences: tuple[Difference, ...]


def evaluate(gold: Mapping[str, CodedReport], coded: Mapping[str, CodedReport]) -> Evaluation:
    """Compare coded reports with gold ones; a report that was not coded counts as empty."""
    pairs = [(report, coded.get(name, CodedReport(name))) for name, report in gold.items()]
    scores: list[tuple[str, Score]] = [(level, _level(pairs, level)) for level in LEVELS]
    counts = [_statements(g, c) for g, c in pairs]
    wanted, given, text, speaker = (sum(column) for column in zip(*counts, strict=True)) if counts else (0, 0, 0, 0)
    scores += [("statement", Score(text, wanted, given)), ("statement+speaker", Score(speaker, wanted, given))]
    return Evaluation(
        len(gold), sum(name not in coded for name in gold), tuple(scores), _attributes(pairs), _types(pairs), _differences(pairs)
    )


# --------------------------------------------------------------------------- triples


def _key(entity: Entity, level: str) -> str:
    return f"{entity.code}:{entity.sector}" if level == "sector" else entity.code


def _pairs(event: CodedEvent, level: str) -> list[tuple[str, str]]:
    """(actor, recipient) pairs; `-` where a side is empty."""
    actors = sorted({_key(e, level) for e in event.actors})
    recipients = sorted({_key(e, level) for e in event.recipients})
    if load_event_types()[event.type].is_mutual:
        both = sorted({*actors, *recipients})
        return list(combinations(both, 2)) if len(both) > 1 else [(a, "-") for a in both]
    if event.type == "ASSAULT" and len(actors) > 1 and not recipients:
        return [(a, b) for a in actors for b in actors if a != b]
    return list(product(actors or ["-"], recipients or ["-"]))


def units(report: CodedReport, level: str) -> dict[Unit, list[CodedEvent]]:
    """What one report says at one level, with the events that say it."""
    found: dict[Unit, list[CodedEvent]] = defaultdict(list)
    for event in report.events:
        if event.type not in load_event_types():
            continue
        for actor, recipient in _pairs(event, level):
            found[_unit(event.type, actor, recipient, level)].append(event)
    return found


def _unit(kind: str, actor: str, recipient: str, level: str) -> Unit:
    if level == "quad":
        return (str(load_event_types()[kind].quad), actor, recipient)
    if level == "dyad":
        return (actor, recipient)
    if level == "type-actor":
        return (kind, actor)
    return (kind,) if level == "type" else (kind, actor, recipient)


def _f1(right: int, gold: int, coded: int) -> float:
    precision, recall = right / coded if coded else 0.0, right / gold if gold else 0.0
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _level(pairs: Sequence[tuple[CodedReport, CodedReport]], level: str) -> Score:
    rows = []
    for gold, coded in pairs:
        wanted, given = set(units(gold, level)), set(units(coded, level))
        rows.append((len(wanted & given), len(wanted), len(given)))
    low, high = _interval(rows) if level == "triple" and rows else (None, None)
    return Score(sum(r[0] for r in rows), sum(r[1] for r in rows), sum(r[2] for r in rows), low, high)


def _interval(rows: Sequence[tuple[int, int, int]]) -> tuple[float, float]:
    draw, scores = random.Random(_SEED), []
    for _ in range(_ROUNDS):
        pick = [rows[draw.randrange(len(rows))] for _ in rows]
        scores.append(_f1(*(sum(r[i] for r in pick) for i in range(3))))
    scores.sort()
    return scores[int(0.025 * _ROUNDS)], scores[int(0.975 * _ROUNDS) - 1]


def _types(pairs: Sequence[tuple[CodedReport, CodedReport]]) -> tuple[tuple[str, Score], ...]:
    tally: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for gold, coded in pairs:
        wanted, given = set(units(gold, "triple")), set(units(coded, "triple"))
        for unit in wanted | given:
            row = tally[unit[0]]
            row[0] += unit in wanted and unit in given
            row[1] += unit in wanted
            row[2] += unit in given
    return tuple((kind, Score(*row)) for kind, row in sorted(tally.items()))


def _differences(pairs: Sequence[tuple[CodedReport, CodedReport]]) -> tuple[Difference, ...]:
    found = []
    for gold, coded in pairs:
        wanted, given = units(gold, "triple"), units(coded, "triple")
        found += [Difference(gold.id, True, u, e[0].trigger) for u, e in wanted.items() if u not in given]
        found += [Difference(gold.id, False, u, e[0].trigger) for u, e in given.items() if u not in wanted]
    return tuple(found)


# --------------------------------------------------------------------------- statements and attributes


def _bag(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", unicodedata.normalize("NFKC", text).lower()))


def _overlap(one: Counter[str], two: Counter[str]) -> float:
    return 2 * sum((one & two).values()) / ((sum(one.values()) + sum(two.values())) or 1)


def _statements(gold: CodedReport, coded: CodedReport) -> tuple[int, int, int, int]:
    """Wanted, given, same words, same words and speaker; each statement is paired once, the most alike first."""
    wanted = [_bag(s.text) for s in gold.statements]
    given = [_bag(s.text) for s in coded.statements]
    ranked = sorted(
        ((_overlap(w, g), i, j) for i, w in enumerate(wanted) for j, g in enumerate(given)), reverse=True
    )
    used_wanted: set[int] = set()
    used_given: set[int] = set()
    text = speaker = 0
    for score, i, j in ranked:
        if score < _SAME_WORDS or i in used_wanted or j in used_given:
            continue
        used_wanted.add(i)
        used_given.add(j)
        text += 1
        speaker += gold.statements[i].code == coded.statements[j].code
    return len(wanted), len(given), text, speaker


def _values(event: CodedEvent) -> dict[str, str | frozenset[str]]:
    return {"status": event.status, "date": event.date, "mode": event.modes, "place": event.place}


def _attributes(pairs: Sequence[tuple[CodedReport, CodedReport]]) -> tuple[tuple[str, int, int], ...]:
    """Of the triples found, how often an attribute that the gold gives is right."""
    tally = {name: [0, 0] for name in ATTRIBUTES}
    for gold, coded in pairs:
        given = units(coded, "triple")
        for unit, events in units(gold, "triple").items():
            if unit not in given:
                continue
            mine = [_values(e) for e in given[unit]]
            for event in events:
                for name, value in _values(event).items():
                    if name == "status" or value:
                        tally[name][1] += 1
                        tally[name][0] += any(m[name] == value for m in mine)
    return tuple((name, right, of) for name, (right, of) in tally.items())
