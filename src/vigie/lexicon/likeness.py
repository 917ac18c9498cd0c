"""How like a word is to those that a condition asks for, by the company it keeps in the lexicon.

A condition lists words: `obj: [obusier, char, missile]`. No list is ever complete, so a word that is not in it may still be of its kind.
The other lists of the language tell: the more a list that holds the word shares with the one asked for, the more alike they are
(cosine of the two as sets; ADR 0004 has what it brought). Limits: a word in no list is like nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from math import sqrt

from vigie.lexicon.entries import EventEntry

_SMALLEST, _LARGEST = 3, 500
"""Lists outside these sizes are idioms, or everything."""


class Likeness:
    """The lists of one language's entries, asked by word."""

    def __init__(self, entries: Iterable[EventEntry]) -> None:
        lists = dict.fromkeys(c.lemmas for e in entries for c in (*e.when, *e.must, *e.unless) if _SMALLEST <= len(c.lemmas) <= _LARGEST)
        self._holding: dict[str, list[frozenset[str]]] = defaultdict(list)
        for words in lists:
            for word in words:
                self._holding[word].append(words)
        self._known: dict[tuple[str, frozenset[str]], float] = {}

    def of(self, word: str, asked: frozenset[str]) -> float:
        """From 0 (keeps no such company) to 1 (stands in a list with the same words)."""
        found = self._known.get((word, asked))
        if found is None:
            others = (words for words in self._holding.get(word, ()) if words is not asked)
            found = max((len(words & asked) / sqrt(len(words) * len(asked)) for words in others), default=0.0)
            self._known[word, asked] = found
        return found
