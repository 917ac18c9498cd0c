"""Which readings are meant: participants for every candidate, then whether it is an event at all.

First the actor, then the recipient beside that actor, each the option with the highest learned probability; then the probability
that the whole is an event of the report, which becomes its `confidence`. The weights are the same for every language.
"""

from __future__ import annotations

from collections.abc import Sequence

from vigie.events.candidates import Candidate
from vigie.events.echoing import possible_actors, possible_recipients
from vigie.events.forest import Forest, RankerWeights
from vigie.events.hints import key_of
from vigie.events.keeping import Choice, keep_features, word_of
from vigie.events.options import Option, options_of
from vigie.events.report import Report
from vigie.events.triggers import Sense

_SHARE = 0.1
"""Of words that miss a condition of their entry 5 in 100 tell of an event; of those that coders never or hardly took, hardly any."""
_LIKE = 0.25
"""How near is near enough for a look: of those alike to 0.2 or more 14 in 100 do, of all others 4."""


def is_worth(sense: Sense, weights: RankerWeights) -> bool:
    """Whether a reading may be an event at all: not a word that misses what its sense needs, unless coders have taken it so."""
    coded, seen = weights.priors.get(word_of(sense.trigger.entry), (0, 0))
    return sense.missed != "words" or coded > _SHARE * seen or bool(sense.miss and sense.miss.likeness >= _LIKE)


def choose(candidates: Sequence[Candidate], report: Report, weights: RankerWeights) -> list[Choice]:
    """The likeliest participants of every candidate of a report."""
    actors = _best([possible_actors(options_of(c, "actor", report), c, report) for c in candidates], weights.actor)
    asked = [
        possible_recipients(options_of(c, "recipient", report, a.codes), c, report, a) for c, (a, _) in zip(candidates, actors, strict=True)
    ]
    recipients = _best(asked, weights.recipient)
    return [
        Choice(candidate, actor, recipient, p, q)
        for candidate, (actor, p), (recipient, q) in zip(candidates, actors, recipients, strict=True)
    ]


def _best(options: Sequence[Sequence[Option]], forest: Forest) -> list[tuple[Option, float]]:
    scores = iter(forest.scores([o.features for row in options for o in row]))
    found = []
    for row in options:
        scored = [(next(scores), -i, option) for i, option in enumerate(row)]
        score, _, option = max(scored, key=lambda s: s[:2])
        found.append((option, score))
    return found


def confidences(choices: Sequence[Choice], report: Report, weights: RankerWeights) -> list[float]:
    """For each choice, the probability that it is an event of the report."""
    return weights.keep.scores(keep_features(choices, report, weights.priors))


def select(choices: Sequence[Choice], scores: Sequence[float], threshold: float) -> list[tuple[Choice, float]]:
    """The choices that are events: the likeliest sense of each word, where it reaches the threshold and names somebody."""
    best: dict[tuple[int, int], tuple[Choice, float]] = {}
    for choice, score in zip(choices, scores, strict=True):
        word = key_of(choice.candidate)
        if score >= threshold and any(choice.sides) and (word not in best or score > best[word][1]):
            best[word] = (choice, score)
    return [best[word] for word in sorted(best)]


def echoes(choices: Sequence[Choice], scores: Sequence[float], kept: Sequence[tuple[Choice, float]]) -> list[tuple[Choice, float]]:
    """Words too weak to be events by themselves that may tell again of one that was kept: same type, same sides, conditions met."""
    told = {(c.candidate.type, c.sides) for c, _ in kept}
    taken = {key_of(c.candidate) for c, _ in kept}
    return [
        (choice, score)
        for choice, score in zip(choices, scores, strict=True)
        if choice.candidate.is_met and key_of(choice.candidate) not in taken and (choice.candidate.type, choice.sides) in told
    ]
