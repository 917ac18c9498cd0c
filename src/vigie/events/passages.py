"""A report as the encoder reads it: passages of whole sentences.

What the rules know goes into it: readings of a word in the lexicon, who is named, how often, which dates, a word's part of speech and relation.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from vigie.events.candidates import Candidate
from vigie.events.circumstances import token_at
from vigie.events.hints import Key, key_of
from vigie.events.report import Report
from vigie.models.encoder import LONGEST
from vigie.models.pieces import Pieces
from vigie.records import Sentence

_SLACK = 60
"""Pieces by which a passage may be longer than its share of the report."""
_RANKS = 10
_VAGUE = "---"
_VAGUE_RANK = 11
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
    days: tuple[Place, ...]
    """Its time expressions; the code of each is its value."""
    values: tuple[str, ...]
    """Dates that an event may have: none, the report's own day, then all others, sorted."""

    def word(self, at: Key) -> int:
        """Number of a word."""
        return self.first[at[0]] + at[1]


def distance(word: Key, other: Key) -> int:
    """The number of the distance from a word to somebody named."""
    back = word[0] - other[0]
    if back == 0:
        steps = other[1] - word[1]
        size = 0 if steps == 0 else min(int(math.log2(abs(steps))) + 1, _STEPS)
        return size + (_SAME if steps <= 0 else _AFTER)
    return _EARLIER + min(back, _BACK) if back > 0 else _LATER + min(-back, _AHEAD)


def passages(
    candidates: Sequence[Candidate], report: Report, pieces: Pieces, features: Mapping[str, int], everywhere: Sequence[str] = ()
) -> Iterator[Passage]:
    """A report as passages of about the same length.

    Args:
        candidates: What the lexicon makes of its words.
        report: The report.
        pieces: How the encoder spells words.
        features: Numbers of what may be known of a word.
        everywhere: What is known of every word.
    """
    known, always = _known(candidates, report, features), tuple(features[name] for name in everywhere)
    rows = [(sent, _spelled(sent, pieces)) for sent in report.sentences]
    total = sum(len(piece) for _, words in rows for piece in words)
    count = -(-total // LONGEST) or 1
    limit = min(LONGEST, total / count + _SLACK)
    group: list[tuple[Sentence, list[tuple[int, ...]]]] = []
    size = 0
    for sent, words in rows:
        length = sum(map(len, words))
        if group and size + length > limit:
            yield _passage(group, known, always, report)
            group, size = [], 0
        group.append((sent, words))
        size += length
    if group:
        yield _passage(group, known, always, report)


def _spelled(sent: Sentence, pieces: Pieces) -> list[tuple[int, ...]]:
    """For each word of a sentence its pieces; those beyond the longest passage are left out."""
    words, end, left = [], -1, LONGEST
    for token in sent.tokens:
        row = pieces.of(token.text, token.span.start != end)[:left]
        end, left = token.span.end, left - len(row)
        words.append(row)
    return words


def _passage(
    group: Sequence[tuple[Sentence, list[tuple[int, ...]]]], known: Mapping[Key, tuple[int, ...]], always: tuple[int, ...], report: Report
) -> Passage:
    first: dict[int, int] = {}
    words: list[tuple[int, ...]] = []
    for sent, row in group:
        first[sent.index] = len(words)
        words.extend(row)
    named = tuple(Place(first[at[0]] + at[1], at, codes) for at, codes, _, _ in _named(report) if at[0] in first)
    usual = (report.focus.country or "", report.focus.rival or "", _VAGUE)
    codes = sorted({c for place in named for c in place.codes} | {c for c in usual if c})
    days = tuple(Place(first[at[0]] + at[1], at, (value,)) for at, value in _days(report) if at[0] in first)
    own = report.calendar.report
    values = ("", own, *sorted({v for day in days for v in day.codes} - {own}))
    known_of = tuple(known.get((sent.index, i), ()) + always for sent, row in group for i in range(len(row)))
    return Passage(tuple(words), known_of, first, named, tuple(codes), usual, days, values)


def _days(report: Report) -> Iterator[tuple[Key, str]]:
    """Head and value of every time expression."""
    for index, dates in report.calendar.by_sentence.items():
        for date in dates:
            head = token_at(report.sentence(index), date.span)
            if head >= 0:
                yield (index, head), date.value


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
