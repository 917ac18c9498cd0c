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


class Hints:
    """What the encoder makes of the words of one report.

    Args:
        types: For each word that was read the probability of each event type.
        sides: For words and types that were asked for, the odds of actor and recipient.
    """

    def __init__(self, types: Mapping[Key, Mapping[str, float]], sides: Mapping[tuple[Key, str], tuple[Odds, Odds]]) -> None:
        self._types, self._sides = types, sides

    def types_of(self, at: Key) -> Mapping[str, float]:
        """For each event type the probability that a word tells of it; empty for words that were not read."""
        return self._types.get(at, {})

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
        odds = told[0 if side == "actor" else 1]
        left_out = chosen if chosen and load_event_types()[candidate.type].is_mutual else frozenset()
        rows = [_fit(odds, codes, left_out) for codes in options]
        best = max(row[0] for row in rows)
        total = sum(math.exp(row[0] - best) for row in rows)
        return [Fit(math.exp(whole - best) / total, whole, weakest, strongest) for whole, weakest, strongest in rows]


def key_of(candidate: Candidate) -> Key:
    """Where a candidate's word stands."""
    return candidate.sentence.index, candidate.trigger.token.index


def _fit(odds: Odds, codes: Codes, left_out: Codes) -> tuple[float, float, float]:
    inside = [odds.get(code, _NOT_SEEN) for code in sorted(codes)]
    outside = [value for code, value in odds.items() if code not in codes and code not in left_out]
    whole = sum(map(_log_sigmoid, inside)) + sum(_log_sigmoid(-value) for value in outside)
    return whole, min(inside, default=_MOST), max(outside, default=-_MOST)


def _log_sigmoid(x: float) -> float:
    return -math.log1p(math.exp(-x)) if x > -_SURE else x
