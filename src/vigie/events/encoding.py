"""What the encoder makes of a report, as hints: from the rows of its words to types, sides and the rest.

It is trained in `training/encoder.py`, on the passages that `passages` builds.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

import numpy as np

from vigie.events.candidates import Candidate
from vigie.events.hints import HARDLY, LIKELY, Hints, Key, Odds, Way, key_of
from vigie.events.passages import Passage, Place, distance, passages
from vigie.events.report import Report
from vigie.models.encoder import Array, Encoder, Norm, gelu, load_encoder, one_core

SHIFT = -2.0
FAR_SHIFT = -3.0
SIDES = 3
"""Actor, recipient and, asked for in the same way, place."""

Asked = Sequence[tuple[Key, str]]
"""Words, each with the type that it may tell of."""


def read_hints(candidates: Sequence[Candidate], report: Report, everywhere: Sequence[str] = ()) -> Hints:
    """Let the encoder read a report, of whose every word it is told what is known everywhere."""
    encoder = load_encoder()
    types: dict[Key, Mapping[str, float]] = {}
    sides: dict[tuple[Key, str], tuple[Odds, Odds]] = {}
    ways: dict[tuple[Key, str], Way] = {}
    for passage in passages(candidates, report, encoder.pieces, encoder.features, everywhere):
        if not any(c.sentence.index in passage.first for c in candidates):
            continue
        rows = encoder.read(passage.words, passage.known)
        with one_core():
            told = _types(rows, encoder)
        for index in passage.first:
            for token in range(len(report.sentence(index).tokens)):
                at = (index, token)
                types[at] = dict(zip(encoder.types, told[passage.word(at)].tolist(), strict=True))
        listed = {(key_of(c), c.type) for c in candidates if c.sentence.index in passage.first and types[key_of(c)].get(c.type, 0.0) >= HARDLY}
        likely = {(at, kind) for at in types if at[0] in passage.first for kind, p in types[at].items() if p >= LIKELY}
        asked = sorted(listed | likely)
        if not asked:
            continue
        with one_core():
            odds = _sides(rows, passage, asked, encoder)
            rest = _ways(rows, passage, asked, encoder)
        for pair, (actor, recipient, place), way in zip(asked, odds.tolist(), rest, strict=True):
            sides[pair] = (dict(zip(passage.codes, actor, strict=True)), dict(zip(passage.codes, recipient, strict=True)))
            ways[pair] = way(dict(zip(passage.codes, place, strict=True)))
    return Hints(types, sides, ways)


def _sigmoid(odds: Array) -> Array:
    return 1.0 / (1.0 + np.exp(-odds))


def _softmax(odds: Array) -> Array:
    raised = np.exp(odds - odds.max(axis=-1, keepdims=True))
    return raised / raised.sum(axis=-1, keepdims=True)


def _types(rows: Array, encoder: Encoder) -> Array:
    parts = encoder.parts
    return _sigmoid(_linear(gelu(_linear(rows, parts, "types.0")), parts, "types.1"))


def _places_of(passage: Passage, asked: Asked, encoder: Encoder) -> tuple[Any, Any]:
    """Numbers of the words and of the types asked for."""
    words = np.array([passage.word(at) for at, _ in asked], dtype=np.int64)
    return words, np.array([encoder.types.index(kind) for _, kind in asked], dtype=np.int64)


def _sides(rows: Array, passage: Passage, asked: Asked, encoder: Encoder) -> Array:
    """Log-odds that a code stands on a side: one block for each word and type, one row for each side, one column for each code."""
    parts = encoder.parts
    words, kinds = _places_of(passage, asked, encoder)
    half = parts["mention.weight"].shape[0] // SIDES
    odds: Array = np.full((len(asked), SIDES, len(passage.codes)), -1e4, np.float32)
    if passage.named:
        asks = (_linear(rows[words], parts, "trigger") + parts["kind.weight"][kinds]).reshape(-1, SIDES, half)
        heads = np.array([p.word for p in passage.named], dtype=np.int64)
        answers = _linear(rows[heads], parts, "mention").reshape(-1, SIDES, half)
        far = _far(asked, passage.named)
        fit = np.einsum("erd,mrd->erm", asks, answers) / np.float32(math.sqrt(half)) + parts["distance.weight"][far].transpose(0, 2, 1)
        fit += _judge(parts, "judge", rows[words], kinds, rows[heads], far, passage.named).transpose(0, 2, 1)
        is_code = np.array([[code in p.codes for code in passage.codes] for p in passage.named], dtype=np.float32)
        odds = _log_sum(fit, is_code)
    usual = _linear(rows[words], parts, "usual") + parts["usual_kind.weight"][kinds]
    for number, code in enumerate(passage.usual):
        if code in passage.codes:
            column = passage.codes.index(code)
            odds[:, :, column] = np.logaddexp(odds[:, :, column], usual[:, SIDES * number : SIDES * (number + 1)] + np.float32(FAR_SHIFT))
    return odds + np.float32(SHIFT)


def _linear(rows: Array, parts: Mapping[str, Array], name: str) -> Array:
    return rows @ parts[f"{name}.weight"].T + parts[f"{name}.bias"]


def _far(asked: Asked, others: Sequence[Place]) -> Any:
    return np.array([[distance(at, other.at) for other in others] for at, _ in asked], dtype=np.int64)


def _judge(parts: Mapping[str, Array], name: str, asks: Array, kinds: Any, items: Array, far: Any, named: Sequence[Place]) -> Array:
    """For each word asked about, those named weighed against each other."""
    own = {part.removeprefix(f"{name}."): value for part, value in parts.items() if part.startswith(f"{name}.")}
    ask, item = _linear(asks, own, "ask") + own["kind.weight"][kinds], _linear(items, own, "item")
    x = _norm(ask[:, None] + item[None] + own["far.weight"][far] + _linear(ask, own, "turn")[:, None] * item[None], own, "opening")
    words, count, inside = x.shape
    looks = len(own["alike"])
    query, key, value = _linear(x, own, "look").reshape(words, count, 3, looks, inside // looks).transpose(2, 0, 3, 1, 4)
    alike = np.array([[a.codes == b.codes for b in named] for a in named], dtype=np.float32)
    fit = query @ key.transpose(0, 1, 3, 2) / np.float32(math.sqrt(inside // looks)) + own["alike"][:, None, None] * alike
    seen = (_softmax(fit) @ value).transpose(0, 2, 1, 3).reshape(words, count, inside)
    x = _norm(x + _linear(seen, own, "seen"), own, "look_norm")
    x = _norm(x + _linear(gelu(_linear(x, own, "wide")), own, "narrow"), own, "norm")
    return _linear(x, own, "answer")


def _norm(x: Array, parts: Mapping[str, Array], name: str) -> Array:
    return Norm(parts[f"{name}.weight"], parts[f"{name}.bias"])(x)


def _log_sum(fit: Array, is_of: Array) -> Array:
    """Logarithm of the summed odds of all places of each column."""
    most = fit.max(axis=-1, keepdims=True)
    summed: Array = np.log(np.maximum(np.exp(fit - most) @ is_of, 1e-30)) + most
    return summed


def _days(rows: Array, passage: Passage, asked: Asked, encoder: Encoder) -> Array:
    """Log-odds of the passage's dates: one row for each word and type."""
    parts = encoder.parts
    words, kinds = _places_of(passage, asked, encoder)
    odds: Array = np.full((len(asked), len(passage.values)), -1e4, np.float32)
    if passage.days:
        heads = rows[np.array([d.word for d in passage.days], dtype=np.int64)]
        answers, far = _linear(heads, parts, "day"), _far(asked, passage.days)
        fit = _linear(rows[words], parts, "day_trigger") @ answers.T / np.float32(math.sqrt(answers.shape[1])) + parts["day_distance.weight"][far][..., 0]
        fit += _judge(parts, "day_judge", rows[words], kinds, heads, far, passage.days)[..., 0]
        odds = _log_sum(fit, np.array([[value in d.codes for value in passage.values] for d in passage.days], dtype=np.float32))
    odds[:, :2] = np.logaddexp(odds[:, :2], _linear(rows[words], parts, "day_usual"))
    return odds


def _by_value(values: Sequence[str], shares: Sequence[float]) -> dict[str, float]:
    """The probability of each date; of a report without a day its own day is none."""
    found: dict[str, float] = {}
    for value, share in zip(values, shares, strict=True):
        found[value] = found.get(value, 0.0) + share
    return found


def _ways(rows: Array, passage: Passage, asked: Asked, encoder: Encoder) -> Iterator[partial[Way]]:
    """What is likely of the rest; the places are still to be given."""
    parts = encoder.parts
    words, kinds = _places_of(passage, asked, encoder)
    here = rows[words]
    statuses = _softmax(_linear(here, parts, "statuses") + parts["status_kind.weight"][kinds])
    modes = _sigmoid(_linear(gelu(_linear(here, parts, "modes.0")), parts, "modes.1"))
    sectors = _sigmoid(_linear(here, parts, "sectors") + parts["sector_kind.weight"][kinds])
    days = _softmax(_days(rows, passage, asked, encoder))
    count = len(encoder.sectors)
    for number, (_, kind) in enumerate(asked):
        told = sectors[number].tolist()
        yield partial(
            Way,
            dict(zip(encoder.statuses, statuses[number].tolist(), strict=True)),
            {mode: float(modes[number, i]) for i, (of, mode) in enumerate(encoder.modes) if of == kind},
            _by_value(passage.values, days[number].tolist()),
            (dict(zip(encoder.sectors, told[:count], strict=True)), dict(zip(encoder.sectors, told[count:], strict=True))),
        )
