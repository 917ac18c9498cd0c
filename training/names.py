"""Corpora of names as sentences cut by Vigie's own rules: (words, names).

WiNER (French Wikinews, entities by character offsets), and CoNLL-like columns (UNER, wikigold). Kinds are brought to
PER, LOC, ORG, MISC; times are left out. Every tenth article of WiNER is kept for the test, always the same ones.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from training.nets import NamedSentence
from vigie.records import Span
from vigie.syntax.rules import load_rules
from vigie.syntax.segments import split_words
from vigie.syntax.words import find_words
from vigie.text import plain_characters

WINER_KINDS = {"Person": "PER", "Location": "LOC", "Organization": "ORG", "Event": "MISC", "Product": "MISC"}
_TEST_EVERY = 10


def read_winer(path: Path, language: str, test: bool) -> Iterator[NamedSentence]:
    """Sentences of WiNER: the tenth that is kept for the test, or the rest."""
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if (number % _TEST_EVERY == _TEST_EVERY - 1) == test:
                record = json.loads(line)
                spans = [
                    (Span(start, end), WINER_KINDS[kind])
                    for start, end, kind in sorted(record["entities"])
                    if kind in WINER_KINDS
                ]
                yield from _sentences(record["text"], spans, language)


def _sentences(text: str, spans: Sequence[tuple[Span, str]], language: str) -> Iterator[NamedSentence]:
    rules = load_rules(language)
    plain = plain_characters(text)
    start = 0
    for paragraph in text.split("\n"):
        words = tuple(find_words(plain, start, start + len(paragraph), rules))
        start += len(paragraph) + 1
        if not words:
            continue
        inside = [(s, kind) for s, kind in spans if s.overlaps(Span(words[0].start, words[-1].end))]
        for sentence in split_words(text, plain, words, rules):
            yield named_sentence(text, sentence, inside)


def named_sentence(text: str, words: Sequence[Span], spans: Iterable[tuple[Span, str]]) -> NamedSentence:
    """A sentence with the names whose spans touch its words; of overlapping ones the first."""
    names: list[tuple[int, int, str]] = []
    free = 0
    for span, kind in spans:
        inside = [i for i, word in enumerate(words) if word.overlaps(span) and i >= free]
        if inside:
            names.append((inside[0], inside[-1] + 1, kind))
            free = inside[-1] + 1
    return NamedSentence(tuple(w.of(text) for w in words), tuple(names))


def read_columns(path: Path, word_column: int, tag_column: int, separator: str | None = None) -> Iterator[NamedSentence]:
    """Sentences from a file with a word and an IOB tag on each line, and blank lines between sentences."""
    words: list[str] = []
    tags: list[str] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        cells = line.split(separator)
        if not line.strip():
            if words:
                yield NamedSentence(tuple(words), tuple(_names(tags)))
            words, tags = [], []
        elif not line.startswith("#") and len(cells) > max(word_column, tag_column):
            words.append(cells[word_column])
            tags.append(cells[tag_column])


_GUM_KINDS = {"person": "PER", "place": "LOC", "organization": "ORG"}
_LINKS = frozenset(("of", "for", "and", "the", "de", "la", "del", "van", "von", "bin", "al", "-", "'s"))


def read_gum(path: Path, titles: frozenset[str]) -> Iterator[NamedSentence]:
    """Names from GUM, which marks every mention: those of persons, places and organisations that are proper nouns.

    Titles before a name (`titles`, lower case) are no part of it, as in the other corpora.
    """
    rows: list[list[str]] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        cells = line.split("\t")
        if len(cells) == 10 and cells[0].isdigit():
            rows.append(cells)
        elif not line and rows:
            yield NamedSentence(tuple(row[1] for row in rows), tuple(_gum_names(rows, titles)))
            rows = []


def _gum_names(rows: Sequence[Sequence[str]], titles: frozenset[str]) -> list[tuple[int, int, str]]:
    spans: list[tuple[int, int, str]] = []
    for start, end, kind in _gum_mentions(rows):
        head = next((i for i in range(start, end) if not start < int(rows[i][6]) <= end), start)
        if kind not in _GUM_KINDS or rows[head][3] != "PROPN":
            continue
        first, last = head, head + 1
        while first > start and _in_name(rows, first - 1):
            first -= 1
        while last < end and _in_name(rows, last):
            last += 1
        while first < head and not rows[first][1][0].isupper():
            first += 1
        while last - 1 > head and not rows[last - 1][1][0].isupper():
            last -= 1
        while kind == "person" and first < last and rows[first][1].lower().rstrip(".") in titles:
            first += 1
        is_people = kind == "person" and "Number=Plur" in rows[head][5]
        if first < last and not is_people and rows[first][1][0].isupper():
            spans.append((first, last, _GUM_KINDS[kind]))
    spans.sort(key=lambda s: (s[0], -s[1]))
    kept: list[tuple[int, int, str]] = []
    for span in spans:
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept


def _in_name(rows: Sequence[Sequence[str]], i: int) -> bool:
    word = rows[i][1]
    return (word[0].isupper() and rows[i][3] != "DET") or word in _LINKS


def _gum_mentions(rows: Sequence[Sequence[str]]) -> Iterator[tuple[int, int, str]]:
    """(start, end, kind) of every mention that begins and ends in the sentence."""
    open_mentions: dict[str, list[tuple[int, str]]] = {}
    for i, row in enumerate(rows):
        misc = next((p[7:] for p in row[9].split("|") if p.startswith("Entity=")), "")
        for opened, name, closed in _GUM_MARK.findall(misc):
            parts = name.split("-")
            if opened:
                open_mentions.setdefault(parts[0], []).append((i, parts[1] if len(parts) > 1 else ""))
            if closed and open_mentions.get(parts[0]):
                start, kind = open_mentions[parts[0]].pop()
                yield start, i + 1, kind


_GUM_MARK = re.compile(r"(\(?)([^()]+)(\)?)")


def _names(tags: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    start, kind = 0, ""
    for i, tag in enumerate([*tags, "O"]):
        mark, _, name = tag.partition("-")
        if kind and (mark != "I" or name != kind):
            yield start, i, kind
            kind = ""
        if mark in ("B", "I") and not kind:
            start, kind = i, name


def count_kinds(sentences: Iterable[NamedSentence]) -> Mapping[str, int]:
    """How many names of each kind."""
    counts: dict[str, int] = {}
    for sentence in sentences:
        for _, _, kind in sentence.names:
            counts[kind] = counts.get(kind, 0) + 1
    return dict(sorted(counts.items()))
