"""Words → sentences, inside one block of an article.

A sentence ends at `. ! ? …` when what follows looks like a beginning; marks that close a quotation or a
bracket stay with the sentence before. It also ends where a line begins with a bullet. A dateline is a draft of
its own that is never parsed. Whatever has more than `MOST_WORDS` words is cut, so that no report
can make the parser slow.

Limits: a sentence that begins in lower case is not seen; a capitalised name after `…` or after `!` inside a sentence
cuts it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vigie.records import Span
from vigie.syntax.rules import CuttingRules

MOST_WORDS = 200
"""Longest piece that is parsed as one sentence: the longest honest sentence of the treebanks has 180 words."""

_ENDS = ".!?…"
_BRACKETS = ")]}"
_OPENERS = "\"'([{-–—"
_BULLETS = frozenset("-–—•·*▪►")
_CLOSING_QUOTES = "»”"
_OPENING_QUOTES = "«“„"
_CUT_AT = frozenset(",;:")


@dataclass(frozen=True, slots=True)
class Draft:
    """A sentence before it is parsed: where its words stand."""

    index: int
    block: int
    span: Span
    words: tuple[Span, ...]
    text: str
    """The sentence as captured."""
    is_dateline: bool = False


def split_words(
    text: str, plain: str, words: Sequence[Span], rules: CuttingRules
) -> Iterator[tuple[Span, ...]]:
    """The words of a block, sentence by sentence.

    Args:
        text: The article as captured.
        plain: The same in plain characters.
        words: The block's words, in order.
        rules: Abbreviations and sentence openers of the language.
    """
    start, position = 0, 0
    quotes = _Quotes(text)
    while position < len(words):
        if position > start and _begins_item(text, words, position):
            yield from _bounded(plain, words[start:position])
            start = position
            quotes = _Quotes(text)
        quotes.meet(words[position])
        if _may_end(plain, words, start, position, rules):
            after = _past_closers(text, plain, words, position + 1, quotes)
            if after >= len(words) or _begins(text, plain, words, after, plain[slice(*words[position])], rules):
                yield from _bounded(plain, words[start:after])
                start = after
            position = after
        else:
            position += 1
    if start < len(words):
        yield from _bounded(plain, words[start:])


class _Quotes:
    """Whether a quotation is open, as far as the marks tell."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.is_open = False

    def meet(self, word: Span) -> None:
        mark = self._text[word.start]
        if mark in _OPENING_QUOTES:
            self.is_open = True
        elif mark in _CLOSING_QUOTES:
            self.is_open = False
        elif mark == '"':
            self.is_open = not self.is_open


def _may_end(plain: str, words: Sequence[Span], start: int, position: int, rules: CuttingRules) -> bool:
    word = plain[slice(*words[position])]
    if word[0] in _ENDS:
        if position <= start + 1 and (position == start or plain[words[start].start].isdigit()):
            return False  # `1. Le …`, `... et`
        return position > start + 3 or any(plain[w.start].isalnum() for w in words[start:position])  # `[...] Le`
    return word[-1] == "." and word.lower() not in rules.abbreviations


def _past_closers(text: str, plain: str, words: Sequence[Span], position: int, quotes: _Quotes) -> int:
    while position < len(words):
        word = words[position]
        mark = plain[word.start]
        attached = word.start == words[position - 1].end
        if mark in _ENDS:
            pass
        elif mark in "\"'":
            is_last = position == len(words) - 1
            straight = text[word.start] == '"' and (attached or quotes.is_open)
            if word.end - word.start > 1 or not (is_last or straight or text[word.start] in _CLOSING_QUOTES or (mark == "'" and attached)):
                return position
            quotes.meet(word)
        elif mark not in _BRACKETS:
            return position
        position += 1
    return position


def _begins(text: str, plain: str, words: Sequence[Span], position: int, mark: str, rules: CuttingRules) -> bool:
    """Whether a sentence can begin with the word at `position`, after the end mark `mark`."""
    between = text[words[position - 1].end : words[position].start]
    if "\n" in between and mark[0] in _ENDS:
        return True
    while position < len(words) - 1 and plain[words[position].start] in _OPENERS:
        position += 1
    first = plain[slice(*words[position])]
    if mark[0] not in _ENDS:  # an abbreviation
        return first[0].isupper() and first.lower() in rules.openers
    if not between and not first[0].isupper():
        return False
    if first[0].isdigit():
        return mark[0] != "…" and len(mark) == 1  # `à savoir… 30 francs`
    return first[0].isupper() or not (first[0].isalpha() or first[0] in ",;:-")


def _begins_item(text: str, words: Sequence[Span], position: int) -> bool:
    word = words[position]
    if text[word.start] not in _BULLETS or word.end - word.start != 1:
        return False
    return "\n" in text[words[position - 1].end : word.start]


def _bounded(plain: str, words: Sequence[Span]) -> Iterator[tuple[Span, ...]]:
    """The words as one piece, or as pieces of bounded length, cut after a comma where there is one."""
    start = 0
    while len(words) - start > MOST_WORDS:
        end = start + MOST_WORDS
        for back in range(end - 1, start + MOST_WORDS // 2, -1):
            if plain[words[back].start] in _CUT_AT:
                end = back + 1
                break
        yield tuple(words[start:end])
        start = end
    yield tuple(words[start:])
