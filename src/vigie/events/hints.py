"""What the encoder makes of a report: which words tell of which types, and who stands where.

The rules see a sentence's tree, the encoder sees the words of the whole passage ("Il n'y voit qu'une comédie"). It decides nothing: what it
makes of a word and of who is meant are features among the others of `options` and `keeping`. `encoding` makes the hints of a report.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from vigie.events.candidates import Candidate
from vigie.lexicon.ontology import load_event_types
from vigie.records import Codes

Key = tuple[int, int]
"""Sentence and token of a word."""
Odds = Mapping[str, float]
"""For each code of a passage the log-odds that it stands on a side."""
LIKELY = 0.15
"""Probability of a type from which on a word is looked at in it though no entry codes it."""
HARDLY = 0.004
"""Probability below which a candidate is not looked at any further: about half of all, of the words that coders took two in a hundred."""
_NOT_SEEN = -6.0
"""Log-odds of a code that the passage does not hold."""
_MOST = 9.0
_SURE = 30.0


@dataclass(frozen=True, slots=True)
class Fit:
    """How well codes fit as a side."""

    share: float
    """Probability among the options."""
    whole: float
    """Log-probability that these codes and no others are meant."""
    weakest: float
    """Log-odds of the least likely of them."""
    strongest: float
    """Log-odds of the likeliest of all others."""
    other: float
    """Log-odds that one of them stands on the other side."""
    place: float
    """Log-odds that one of them is the place."""


@dataclass(frozen=True, slots=True)
class Way:
    """What is likely of an event beside its type and sides."""

    statuses: Mapping[str, float]
    """Probability of each status."""
    modes: Mapping[str, float]
    """For each mode of its type the probability that it is one of the event's."""
    days: Mapping[str, float]
    """Probability of each date that the passage names, of the report's own day and of none (empty)."""
    sectors: tuple[Mapping[str, float], Mapping[str, float]]
    """For actor and recipient the probability that somebody of a sector is among them."""
    places: Odds
    """For each code the log-odds that it is the country where it takes place."""


class Hints:
    """What the encoder makes of the words of one report.

    Args:
        types: For each word that was read the probability of each event type.
        sides: For words and types that were asked for, the odds of actor and recipient.
        ways: For the same, what is likely of the rest.
    """

    def __init__(
        self, types: Mapping[Key, Mapping[str, float]], sides: Mapping[tuple[Key, str], tuple[Odds, Odds]], ways: Mapping[tuple[Key, str], Way]
    ) -> None:
        self._types, self._sides, self._ways = types, sides, ways

    def way(self, at: Key, kind: str) -> Way | None:
        """What is likely of an event of a type that a word tells; none where it was not asked for."""
        return self._ways.get((at, kind))

    def types_of(self, at: Key) -> Mapping[str, float]:
        """For each event type the probability that a word tells of it; empty for words that were not read."""
        return self._types.get(at, {})

    def is_hardly(self, candidate: Candidate) -> bool:
        """Whether a word hardly tells of a candidate's type; never where it was not read or the type was added after the encoder was trained."""
        return self.types_of(key_of(candidate)).get(candidate.type, HARDLY) < HARDLY

    def fit(self, candidate: Candidate, side: str, options: Sequence[Codes], chosen: Codes | None) -> list[Fit]:
        """How well each option fits as a side of a candidate; empty where nothing is known.

        Args:
            candidate: The candidate.
            side: `actor` or `recipient`.
            options: The codes of each option.
            chosen: The actor's codes, when the recipient is asked for.
        """
        told = self._sides.get((key_of(candidate), candidate.type))
        if told is None:
            return []
        odds, other = told if side == "actor" else (told[1], told[0])
        way = self.way(key_of(candidate), candidate.type)
        places: Odds = way.places if way else {}
        left_out = chosen if chosen and load_event_types()[candidate.type].is_mutual else frozenset()
        rows = [_fit(odds, codes, left_out) for codes in options]
        best = max(row[0] for row in rows)
        total = sum(math.exp(row[0] - best) for row in rows)
        return [
            Fit(math.exp(whole - best) / total, whole, weakest, strongest, _strongest(other, codes), _strongest(places, codes))
            for codes, (whole, weakest, strongest) in zip(options, rows, strict=True)
        ]


def key_of(candidate: Candidate) -> Key:
    """Where a candidate's word stands."""
    return candidate.sentence.index, candidate.trigger.token.index


def _fit(odds: Odds, codes: Codes, left_out: Codes) -> tuple[float, float, float]:
    inside = [odds.get(code, _NOT_SEEN) for code in sorted(codes)]
    outside = [value for code, value in odds.items() if code not in codes and code not in left_out]
    whole = sum(map(_log_sigmoid, inside)) + sum(_log_sigmoid(-value) for value in outside)
    return whole, min(inside, default=_MOST), max(outside, default=-_MOST)


def _strongest(odds: Odds, codes: Codes) -> float:
    return max((odds.get(code, _NOT_SEEN) for code in codes), default=-_MOST)


def _log_sigmoid(x: float) -> float:
    return -math.log1p(math.exp(-x)) if x > -_SURE else x
