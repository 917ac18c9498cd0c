"""Patterns of words, written in YAML and matched in linear time.

A language's file gives classes of words (`month: {janvier: 1}`) and levels of rules; a pattern is a row of
words, classes and groups: `[le] <day> <month> [de] (<year> | <yy>)`. `[…]` may be absent, `( | )` is a choice,
`<x:day>` captures under another name, `{` and `}` are brackets of the text. All patterns of a level make one trie, walked from each word, so the
cost depends on the words of the text, not on the number of rules; the longest match wins, then the earlier
rule. What a level finds is a class for the levels after it (`<date>` in `depuis <date>`).

Classes that need no words are made from figures: `n`, `day`, `mm`, `yy`, `year`, `hour`, `min`; `n` and `day_word` also
from spelled numbers; `figure` is what the caller gives. Nesting of groups is unrolled when the file is loaded, so a pattern must stay small.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from vigie.errors import LexiconError
from vigie.lexicon.numerals import Numerals

_WORD = re.compile(r"[0-9]+|[^\W\d_]+|[^\s]")
_PATTERN = re.compile(r"<[^<>\s]+>|[\[\]()|]|[0-9]+|[^\W\d_]+|[^\s]")
_TO_PLAIN = str.maketrans({"’": "'", "‑": "-", "–": "-", "‐": "-", "ʼ": "'"})
_TO_PATTERN = _TO_PLAIN | str.maketrans("{}", "()")
_MOST_ROWS = 4000

Value = object
Row = tuple[tuple[str, str], ...]
"""One unrolled pattern: pairs of symbol and capture name (empty for a word)."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of a file: where it comes from, what it makes, and what the reader of the match needs."""

    id: str
    level: str
    order: int
    settings: Mapping[str, Any]
    after: frozenset[str] | None = None
    """Words one of which must stand before."""
    capital: bool = False
    """Whether the first word must begin with a capital letter."""


@dataclass(frozen=True, slots=True)
class Match:
    """A rule that matched: a range of words, and what its classes captured."""

    rule: Rule
    start: int
    end: int
    captures: Mapping[str, Any]


@dataclass(slots=True)
class _Node:
    """A state of the trie."""

    next: dict[str, _Node] = field(default_factory=dict)
    ends: list[tuple[Rule, tuple[str, ...]]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Words:
    """A text cut into figures, words and single signs, with places."""

    plain: list[str]
    """Lower case, with plain apostrophes and hyphens."""
    verbatim: list[str]
    starts: list[int]
    ends: list[int]


def cut_words(text: str, start: int, end: int) -> Words:
    """Cut a range of a text into words; places are those of `text`."""
    found = list(_WORD.finditer(text, start, end))
    verbatim = [m[0] for m in found]
    plain = [w.lower() if len(w) > 1 or w.isascii() else w.lower().translate(_TO_PLAIN) for w in verbatim]
    return Words(plain, verbatim, [m.start() for m in found], [m.end() for m in found])


def _words_of(entry: str) -> tuple[str, ...]:
    return tuple(w.lower().translate(_TO_PLAIN) for w in _WORD.findall(entry))


def _without_accents(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


# --------------------------------------------------------------------------- the pattern language


def unroll(pattern: str, source: str = "") -> list[Row]:
    """All rows of symbols that a pattern stands for.

    >>> [" ".join(s for s, _ in row) for row in unroll("[le] <day> (mai | juin)")]
    ['<day> mai', '<day> juin', 'le <day> mai', 'le <day> juin']
    """
    symbols = _PATTERN.findall(pattern)
    rows, rest = _choice(symbols, 0, source or pattern)
    if rest != len(symbols):
        raise LexiconError(f"{source}: '{symbols[rest]}' closes nothing in the pattern '{pattern}': remove it")
    return rows


def _choice(symbols: list[str], at: int, source: str) -> tuple[list[Row], int]:
    rows: list[Row] = []
    while True:
        part, at = _series(symbols, at, source)
        rows += part
        if at == len(symbols) or symbols[at] != "|":
            return rows, at
        at += 1


def _series(symbols: list[str], at: int, source: str) -> tuple[list[Row], int]:
    rows: list[Row] = [()]
    while at < len(symbols) and symbols[at] not in "])|":
        symbol = symbols[at]
        if symbol in "[(":
            inner, at = _choice(symbols, at + 1, source)
            if at == len(symbols) or symbols[at] != ("]" if symbol == "[" else ")"):
                raise LexiconError(f"{source}: a '{symbol}' of a pattern is never closed: close it")
            options = [(), *inner] if symbol == "[" else inner
        elif symbol.startswith("<") and len(symbol) > 2:
            name, _, kind = symbol[1:-1].rpartition(":")
            options = [((f"<{kind}>", name or kind),)]
        else:
            options = [((symbol.lower().translate(_TO_PATTERN), ""),)]
        rows = [row + option for row in rows for option in options]
        if len(rows) > _MOST_ROWS:
            raise LexiconError(f"{source}: a pattern has more than {_MOST_ROWS} forms: split it")
        at += 1
    return rows, at


# --------------------------------------------------------------------------- the compiled file


class Phrasebook:
    """The classes and rules of one file, compiled.

    Args:
        data: `classes`, `numbers`, `levels` (each with `name` and `rules`) and `common`: words that alone
            do not make a text worth a look.
        source: The file, for messages.
    """

    def __init__(self, data: Mapping[str, Any], source: str) -> None:
        self._source = source
        self._numerals = Numerals(data.get("numbers") or {}, data.get("number_joiners") or [])
        self._lexemes: dict[str, list[tuple[tuple[str, ...], str, Value]]] = {}
        for name, words in (data.get("classes") or {}).items():
            self._add_class(str(name), words)
        self._levels: list[tuple[str, _Node]] = []
        known = {f"<{name}>" for name in (data.get("classes") or {})} | {f"<{name}>" for name in _FIGURES}
        pivots: set[str] = set()
        for level in data["levels"]:
            root = _Node()
            for order, settings in enumerate(level["rules"]):
                after = frozenset(settings["after"]) if "after" in settings else None
                rule = Rule(settings["id"], level["name"], order, settings, after, settings.get("capital", False))
                pivots |= self._add_rule(root, rule, known)
            self._levels.append((level["name"], root))
            known.add(f"<{level['name']}>")
        pivots |= self._numerals.first_words
        for first, entries in self._lexemes.items():
            pivots.add(first)
            for rest, _, _ in entries:
                pivots.update(rest)
        self._opening = frozenset(self._lexemes) | self._numerals.first_words
        self._pivots = frozenset(pivots - {w for entry in data.get("common", []) for w in _words_of(entry)})

    def _add_class(self, name: str, words: Mapping[str, Value] | Sequence[str]) -> None:
        pairs = words.items() if isinstance(words, Mapping) else ((w, w) for w in words)
        for entry, value in pairs:
            row = _words_of(str(entry))
            for form in sorted({row, tuple(_without_accents(w) if len(w) > 3 else w for w in row)}):
                self._lexemes.setdefault(form[0], []).append((form[1:], f"<{name}>", value))

    def _add_rule(self, root: _Node, rule: Rule, known: set[str]) -> set[str]:
        words: set[str] = set()
        patterns = rule.settings["pattern"]
        for pattern in [patterns] if isinstance(patterns, str) else patterns:
            for row in unroll(pattern, f"{self._source} rule {rule.id}"):
                node = root
                for symbol, name in row:
                    if name and symbol not in known:
                        raise LexiconError(f"{self._source} rule {rule.id}: no class {symbol}: define or rename it")
                    if not name:
                        words.add(symbol)
                    node = node.next.setdefault(symbol, _Node())
                if row:
                    node.ends.append((rule, tuple(name for _, name in row)))
        return words

    # ----------------------------------------------------------------------- matching

    def find(self, words: Words, given: Mapping[int, tuple[str, int, Value]] | None = None) -> list[Match]:
        """The matches in a row of words, in order; none lies inside another.

        Args:
            words: The text, cut into words.
            given: What the caller has found himself: first word to class (`<figure>`), end and value.
        """
        plain = words.plain
        if not given and self._pivots.isdisjoint(plain) and not any(len(w) == 4 and w.isdigit() for w in plain):
            return []
        edges = self._edges(words)
        for start, edge in (given or {}).items():
            edges[start].insert(0, edge)
        found: list[Match] = []
        for name, root in self._levels:
            found = _outermost(found, list(self._level(name, root, words, edges)))
        return found

    def _edges(self, words: Words) -> list[list[tuple[str, int, Value]]]:
        plain = words.plain
        edges: list[list[tuple[str, int, Value]]] = [[] for _ in plain]
        for i, word in enumerate(plain):
            if word not in self._opening and not word[0].isdigit():
                continue
            here = edges[i]
            for tail, symbol, value in self._lexemes.get(word, ()):
                end = i + 1 + len(tail)
                if not tail or tuple(plain[i + 1 : end]) == tail:
                    here.append((symbol, end, value))
            if word[0].isdigit():
                here += _figure_edges(word, i)
            elif word in self._numerals.first_words:
                for number, end in self._numerals.read(plain, i):
                    here.append(("<n>", end, number))
                    if 1 <= number <= 31:
                        here.append(("<day_word>", end, number))
        return edges

    def _level(
        self, name: str, root: _Node, words: Words, edges: list[list[tuple[str, int, Value]]]
    ) -> Iterator[Match]:
        symbol, first, end = f"<{name}>", root.next, 0
        plain = [*words.plain, ""]
        around = [*edges, []]
        for at in [i for i, word in enumerate(words.plain) if word in first or edges[i]]:
            node = None if edges[at] else first[plain[at]]
            if node is not None and not node.ends and plain[at + 1] not in node.next and not around[at + 1]:
                continue  # a common first word, and nothing that goes on
            match = _longest(root, words, edges, at) if at >= end else None
            if match is not None:
                yield match
                edges[at].insert(0, (symbol, match.end, match))
                end = match.end


_FIGURES = ("n", "day", "mm", "yy", "year", "hour", "min", "digits", "day_word", "figure")


def _figure_edges(word: str, at: int) -> list[tuple[str, int, Value]]:
    """The classes that a row of digits belongs to."""
    if not word.isascii() or len(word) > 9:
        return []
    number, end = int(word), at + 1
    here: list[tuple[str, int, Value]] = [("<n>", end, number), ("<digits>", end, word)]
    if len(word) <= 2:
        for name, low, high in (("day", 1, 31), ("mm", 1, 12), ("hour", 0, 24), ("min", 0, 59)):
            if low <= number <= high:
                here.append((f"<{name}>", end, number))
        if len(word) == 2:
            here.append(("<yy>", end, number))
    elif len(word) == 4 and 1000 <= number <= 2199:
        here.append(("<year>", end, number))
    return here


def _longest(
    root: _Node, words: Words, edges: list[list[tuple[str, int, Value]]], start: int
) -> Match | None:
    """The longest match from one word on; of two equally long, the rule given first."""
    plain, size = words.plain, len(words.plain)
    best: Match | None = None
    todo: list[tuple[_Node, int, tuple[Value, ...]]] = [(root, start, ())]
    while todo:
        node, at, values = todo.pop()
        for rule, names in node.ends:
            if rule.after is not None and (start == 0 or plain[start - 1] not in rule.after):
                continue
            if rule.capital and not words.verbatim[start][0].isupper():
                continue
            if best is None or (at, -rule.order) > (best.end, -best.rule.order):
                captures = {n: v for n, v in zip(names, values, strict=True) if n}
                best = Match(rule, start, at, captures)
        if at == size or not node.next:
            continue
        child = node.next.get(plain[at])
        if child is not None:
            todo.append((child, at + 1, (*values, None)))
        for symbol, end, value in edges[at]:
            child = node.next.get(symbol)
            if child is not None:
                todo.append((child, end, (*values, value)))
    return best


def _outermost(inner: list[Match], outer: list[Match]) -> list[Match]:
    """The matches of two levels; an outer one replaces all that it touches."""
    if not outer:
        return inner
    kept = list(outer)
    spans = [(m.start, m.end) for m in outer]
    at = 0
    for match in inner:
        while at < len(spans) and spans[at][1] <= match.start:
            at += 1
        if at == len(spans) or match.end <= spans[at][0]:
            kept.append(match)
    return sorted(kept, key=lambda m: m.start)
