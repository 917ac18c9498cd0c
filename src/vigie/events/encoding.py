"""A report as the encoder reads it, and its answers as hints.

What the rules know goes into it: readings of a word in the lexicon, who is named, how often, its part of speech and relation. It is trained in
`training/encoder.py`, which builds its passages here.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from vigie.events.candidates import Candidate
from vigie.events.hints import LIKELY, Hints, Key, Odds, key_of
from vigie.events.report import Report
from vigie.models.encoder import LONGEST, Array, Encoder, gelu, load_encoder, one_core
from vigie.models.pieces import Pieces
from vigie.records import Sentence

_SLACK = 60
"""Pieces by which a passage may be longer than its share of the report."""
_RANKS = 10
_VAGUE = "---"
_VAGUE_RANK = 11
SHIFT = -2.0
FAR_SHIFT = -3.0
DISTANCES = 32
_SAME, _AFTER, _EARLIER, _LATER, _STEPS, _BACK, _AHEAD = 0, 7, 14, 22, 6, 6, 4
"""Numbers of distances: in the sentence before and after the word, in sentences before, in sentences after; and the farthest of each."""


@dataclass(frozen=True, slots=True)
class Place:
    """Somebody, or a place, named in a passage."""

    word: int
    """Number of its head in the passage."""
    at: Key
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of whole sentences that the encoder reads at once."""

    words: tuple[tuple[int, ...], ...]
    """For each word its pieces."""
    known: tuple[tuple[int, ...], ...]
    """For each word its features."""
    first: Mapping[int, int]
    """For each sentence the number of its first word."""
    named: tuple[Place, ...]
    codes: tuple[str, ...]
    """Whoever may be meant, sorted."""
    usual: tuple[str, str, str]
    """Codes that need not be named to be meant: the report's focus, its rival, the unknown one."""

    def word(self, at: Key) -> int:
        """Number of a word."""
        return self.first[at[0]] + at[1]


def read_hints(candidates: Sequence[Candidate], report: Report) -> Hints:
    """Let the encoder read a report."""
    encoder = load_encoder()
    types: dict[Key, Mapping[str, float]] = {}
    sides: dict[tuple[Key, str], tuple[Odds, Odds]] = {}
    for passage in passages(candidates, report, encoder.pieces, encoder.features):
        if not any(c.sentence.index in passage.first for c in candidates):
            continue
        rows = encoder.read(passage.words, passage.known)
        with one_core():
            told = _types(rows, encoder)
        for index in passage.first:
            for token in range(len(report.sentence(index).tokens)):
                at = (index, token)
                types[at] = dict(zip(encoder.types, told[passage.word(at)].tolist(), strict=True))
        listed = {(key_of(c), c.type) for c in candidates if c.sentence.index in passage.first}
        likely = {(at, kind) for at in types if at[0] in passage.first for kind, p in types[at].items() if p >= LIKELY}
        asked = sorted(listed | likely)
        with one_core():
            every = _sides(rows, passage, asked, encoder)
        for (at, kind), odds in zip(asked, every, strict=True):
            sides[at, kind] = (dict(zip(passage.codes, odds[0].tolist(), strict=True)), dict(zip(passage.codes, odds[1].tolist(), strict=True)))
    return Hints(types, sides)


def _types(rows: Array, encoder: Encoder) -> Array:
    parts = encoder.parts
    inner = gelu(rows @ parts["types.0.weight"].T + parts["types.0.bias"])
    odds = inner @ parts["types.1.weight"].T + parts["types.1.bias"]
    return 1.0 / (1.0 + np.exp(-odds))


def _sides(rows: Array, passage: Passage, asked: Sequence[tuple[Key, str]], encoder: Encoder) -> Array:
    """Log-odds that a code stands on a side: one block for each word and type, one row for each side, one column for each code."""
    parts = encoder.parts
    words = np.array([passage.word(at) for at, _ in asked], dtype=np.int64)
    kinds = np.array([encoder.types.index(kind) for _, kind in asked], dtype=np.int64)
    half = parts["mention.weight"].shape[0] // 2
    odds: Array = np.full((len(asked), 2, len(passage.codes)), -1e4, np.float32)
    if passage.named:
        asks = (rows[words] @ parts["trigger.weight"].T + parts["trigger.bias"] + parts["kind.weight"][kinds]).reshape(-1, 2, half)
        heads = np.array([p.word for p in passage.named], dtype=np.int64)
        answers = (rows[heads] @ parts["mention.weight"].T + parts["mention.bias"]).reshape(-1, 2, half)
        far = np.array([[distance(at, p.at) for p in passage.named] for at, _ in asked], dtype=np.int64)
        fit = np.einsum("erd,mrd->erm", asks, answers) / np.float32(math.sqrt(half)) + parts["distance.weight"][far].transpose(0, 2, 1)
        is_code = np.array([[code in p.codes for code in passage.codes] for p in passage.named], dtype=np.float32)
        most = fit.max(axis=2, keepdims=True)
        odds = np.log(np.maximum(np.exp(fit - most) @ is_code, 1e-30)) + most
    usual = rows[words] @ parts["usual.weight"].T + parts["usual.bias"] + parts["usual_kind.weight"][kinds][:, :6]
    for number, code in enumerate(passage.usual):
        if code in passage.codes:
            column = passage.codes.index(code)
            odds[:, :, column] = np.logaddexp(odds[:, :, column], usual[:, 2 * number : 2 * number + 2] + np.float32(FAR_SHIFT))
    return odds + np.float32(SHIFT)


def distance(word: Key, other: Key) -> int:
    """The number of the distance from a word to somebody named."""
    back = word[0] - other[0]
    if back == 0:
        steps = other[1] - word[1]
        size = 0 if steps == 0 else min(int(math.log2(abs(steps))) + 1, _STEPS)
        return size + (_SAME if steps <= 0 else _AFTER)
    return _EARLIER + min(back, _BACK) if back > 0 else _LATER + min(-back, _AHEAD)


def passages(candidates: Sequence[Candidate], report: Report, pieces: Pieces, features: Mapping[str, int]) -> Iterator[Passage]:
    """A report as passages of about the same length."""
    known = _known(candidates, report, features)
    rows = [(sent, _spelled(sent, pieces)) for sent in report.sentences]
    total = sum(len(piece) for _, words in rows for piece in words)
    count = -(-total // LONGEST) or 1
    limit = min(LONGEST, total / count + _SLACK)
    group: list[tuple[Sentence, list[tuple[int, ...]]]] = []
    size = 0
    for sent, words in rows:
        length = sum(map(len, words))
        if group and size + length > limit:
            yield _passage(group, known, report)
            group, size = [], 0
        group.append((sent, words))
        size += length
    if group:
        yield _passage(group, known, report)


def _spelled(sent: Sentence, pieces: Pieces) -> list[tuple[int, ...]]:
    """For each word of a sentence its pieces; those beyond the longest passage are left out."""
    words, end, left = [], -1, LONGEST
    for token in sent.tokens:
        row = pieces.of(token.text, token.span.start != end)[:left]
        end, left = token.span.end, left - len(row)
        words.append(row)
    return words


def _passage(group: Sequence[tuple[Sentence, list[tuple[int, ...]]]], known: Mapping[Key, tuple[int, ...]], report: Report) -> Passage:
    first: dict[int, int] = {}
    words: list[tuple[int, ...]] = []
    for sent, row in group:
        first[sent.index] = len(words)
        words.extend(row)
    named = tuple(Place(first[at[0]] + at[1], at, codes) for at, codes, _, _ in _named(report) if at[0] in first)
    usual = (report.focus.country or "", report.focus.rival or "", _VAGUE)
    codes = sorted({c for place in named for c in place.codes} | {c for c in usual if c})
    return Passage(
        tuple(words), tuple(known.get((sent.index, i), ()) for sent, row in group for i in range(len(row))), first, named, tuple(codes), usual
    )


def _named(report: Report) -> Iterator[tuple[Key, tuple[str, ...], str, str]]:
    """Head, codes, kind and sector of everybody and every place that is named."""
    for sent in report.sentences:
        for named in report.named(sent.index):
            mention = named.mention
            yield (sent.index, mention.head), tuple(sorted(named.codes)), mention.kind, mention.actors[0].sector
        for mention in report.places_in(sent.index):
            yield (sent.index, mention.head), (mention.place,), "PLACE", "PLACE"


def _known(candidates: Sequence[Candidate], report: Report, features: Mapping[str, int]) -> dict[Key, tuple[int, ...]]:
    """The features of every word of which anything is known.

    Tags and relations count only in sentences with a candidate: others are not always parsed.
    """
    found: dict[Key, list[str]] = {}
    for index in sorted({c.sentence.index for c in candidates if c.missed != "words"}):
        for token in report.sentence(index).tokens:
            relation = token.deprel if f"deprel {token.deprel}" in features else token.relation
            found[index, token.index] = [f"upos {token.upos}", f"deprel {relation}"]
    for candidate in candidates:
        if candidate.missed != "words":
            found[key_of(candidate)].append(f"{'met' if candidate.is_met else 'missed'} {candidate.type}")
    everybody = list(_named(report))
    counts = Counter(code for _, codes, _, _ in everybody for code in codes)
    order = {code: min(rank, _RANKS) for rank, (code, _) in enumerate(sorted(counts.items(), key=lambda item: (-item[1], item[0])))}
    for at, codes, kind, sector in everybody:
        row = found.setdefault(at, [])
        row += [f"kind {kind}", f"sector {sector}"]
        row += [f"rank {_VAGUE_RANK if code == _VAGUE else order[code]}" for code in codes]
    return {at: tuple(features[name] for name in row if name in features) for at, row in found.items()}
