"""What speaks for a candidate being an event of the report, once its participants are chosen."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from vigie.events.candidates import Candidate
from vigie.events.hints import Key, key_of
from vigie.events.options import Features, Option
from vigie.events.report import Report
from vigie.lexicon.entries import EventEntry
from vigie.records import Codes

_RARE = 1e-4
_SHOWN = ("frame", "nobody", "unnamed", "focus", "rival", "speaker", "before 1", "coordinated")
_SLOTS = frozenset({"subj", "obj", "adj", "comp", "pred"})
_FRAMES = tuple(tuple(f"in frame {rank} {depth}" for depth in range(3)) for rank in range(4))


@dataclass(frozen=True, slots=True)
class Choice:
    """A candidate with its participants, and how sure each of them is (0 to 1)."""

    candidate: Candidate
    actor: Option
    recipient: Option
    actor_score: float
    recipient_score: float

    @property
    def sides(self) -> tuple[Codes, Codes]:
        """Codes of actor and recipient."""
        return self.actor.codes, self.recipient.codes


Priors = Mapping[str, tuple[int, int]]
"""For an entry's word and type, how often it was coded in the training reports, and how often it stood there."""


def word_of(entry: EventEntry) -> str:
    """The key of an entry's word in the priors: part of speech, lemma, type."""
    return f"{entry.pos} {entry.lemma} {entry.type}"


def keep_features(choices: Sequence[Choice], report: Report, priors: Priors) -> list[Features]:
    """The features of each choice of one report, in the same order."""
    repeated = Counter((c.candidate.type, c.sides) for c in choices)
    of_type = Counter(c.candidate.type for c in choices if c.candidate.is_first)
    by_word = {key_of(c.candidate): c.candidate for c in choices if c.candidate.is_first}
    senses = Counter(key_of(c.candidate) for c in choices)
    told = _told(choices, report)
    found = []
    for choice in choices:
        features = _features(choice, report.headings, priors)
        features.update(report.about)
        features.update(_hints(choice, report))
        features.update(_twins(choice, told))
        candidate = choice.candidate
        features[f"told {min(repeated[candidate.type, choice.sides], 3)}"] = 1
        features["events of the type"] = min(of_type[candidate.type], 5)
        features["first sense"] = float(candidate.is_first)
        features["another sense first"] = float(not candidate.is_first and key_of(candidate) in by_word)
        features[f"senses {min(senses[key_of(candidate)], 4)}"] = 1
        above = _governing(candidate, by_word)
        features[f"under {above}"] = 1
        features["under its own type"] = float(above == candidate.type)
        found.append(features)
    return found


def _governing(candidate: Candidate, by_word: Mapping[tuple[int, int], Candidate]) -> str:
    """The type of the nearest trigger above in the tree, or the empty string."""
    sent = candidate.sentence
    for index in sent.ancestors(candidate.trigger.token.index):
        other = by_word.get((sent.index, index))
        if other is not None:
            return other.type
    return ""


def _hints(choice: Choice, report: Report) -> Features:
    """What the encoder thinks of a word and its participants."""
    types = report.hints.types_of(key_of(choice.candidate))
    if choice.candidate.type not in types:
        return {}
    own, best = types[choice.candidate.type], max(types.values())
    actor, recipient = (side.features.get("context share", -1.0) for side in (choice.actor, choice.recipient))
    return {
        "context own type": _odds(own),
        "context best type": _odds(best),
        "context any type": _odds(1.0 - math.prod(1.0 - p for p in types.values())),
        "context behind best": _odds(own) - _odds(best),
        "context actor": actor,
        "context recipient": recipient,
        "context sides": actor * recipient,
        "context whole": own * actor * recipient,
    }


@dataclass(frozen=True, slots=True)
class _Told:
    """How likely the encoder takes the words of a report to tell of types and triples: the best two of each, with their places."""

    here: Mapping[tuple[int, str], Sequence[tuple[float, Key]]]
    triples: Mapping[tuple[str, Codes, Codes], Sequence[tuple[float, Key]]]


def _told(choices: Sequence[Choice], report: Report) -> _Told:
    here: dict[tuple[int, str], set[tuple[float, Key]]] = defaultdict(set)
    triples: dict[tuple[str, Codes, Codes], set[tuple[float, Key]]] = defaultdict(set)
    for choice in choices:
        at, kind = key_of(choice.candidate), choice.candidate.type
        p = report.hints.types_of(at).get(kind, 0.0)
        here[at[0], kind].add((p, at))
        triples[(kind, *choice.sides)].add((p, at))
    return _Told({key: _best_two(rows) for key, rows in here.items()}, {key: _best_two(rows) for key, rows in triples.items()})


def _best_two(rows: Iterable[tuple[float, Key]]) -> list[tuple[float, Key]]:
    return sorted(rows, reverse=True)[:2]


def _twins(choice: Choice, told: _Told) -> Features:
    """How likely other words tell the same: of its type in its sentence, of its triple in the report."""
    at, kind = key_of(choice.candidate), choice.candidate.type
    rows = {"context here": told.here[at[0], kind], "context twin": told.triples[(kind, *choice.sides)]}
    return {name: _odds(max((p for p, other in best if other != at), default=0.0)) for name, best in rows.items()}


def _odds(p: float) -> float:
    """Log-odds, cut where nothing more is told."""
    p = min(max(p, _RARE), 1.0 - _RARE)
    return math.log(p / (1.0 - p))


def _miss(candidate: Candidate) -> Features:
    """How far a candidate is from what its entry asks for."""
    miss = candidate.miss
    if miss is None:
        return {}
    slot = miss.slot if miss.slot in _SLOTS else "preposition"
    return {"missed likeness": miss.likeness, "words asked for": min(miss.asked, 60) / 60, "missed filled": float(miss.is_filled), f"missed {slot}": 1}


def _features(choice: Choice, headings: frozenset[int], priors: Priors) -> Features:
    candidate = choice.candidate
    trigger, sent, (actor, recipient) = candidate.trigger, candidate.sentence, choice.sides
    token, entry, statement = trigger.token, trigger.entry, candidate.statement
    coded, seen = priors.get(word_of(entry), (0, 0))
    speaker = statement.speaker if statement else None
    features: Features = {
        "actor score": choice.actor_score,
        "recipient score": choice.recipient_score,
        "both scores": choice.actor_score * choice.recipient_score,
        "word coded": (coded + 1) / (seen + 3),
        "word seen": min(seen, 10) / 10,
        "conditions met": float(candidate.is_met),
        "enough": float(candidate.is_enough),
        "met and enough": float(candidate.is_met and candidate.is_enough),
        **_miss(candidate),
        "asks for denial": float(bool(entry.negated)),
        "specific": min(entry.weight, 12) / 4,
        "carried": float(trigger.carrier >= 0),
        "heading": float(sent.block in headings),
        "sentence": min(sent.index, 20) / 20,
        "actor speaks": float(bool(speaker) and speaker is not None and speaker.code in actor),
        "no actor": float(not actor),
        "no recipient": float(not recipient),
        "vague actor": float("---" in actor),
        "vague recipient": float("---" in recipient),
        "same sides": float(bool(actor) and actor == recipient),
    }
    names = [
        f"type {entry.type}", f"pos {entry.pos}", f"status {candidate.assertion.status}", f"missed {candidate.missed}",
        f"types {min(candidate.types, 4)}", f"statement {statement.kind if statement else 'none'}", f"deprel {token.relation}",
        f"upos {token.upos}", f"complement {entry.comp}", f"form {token.feat('VerbForm')}", f"tense {token.feat('Tense')}",
    ]  # fmt: skip
    for side, option in (("actor", choice.actor), ("recipient", choice.recipient)):
        names += [f"{side} {name}" for name in _SHOWN if option.features.get(name)]
        names.append(f"{side} named" if option.features.get("named") else f"{side} not named")
    ranks = [i for i, slots in enumerate(_FRAMES) if any(name in choice.actor.features for name in slots)]
    names.append(f"actor in frame {ranks[-1] if ranks else 'no'}")
    features.update(dict.fromkeys(names, 1.0))
    return features
