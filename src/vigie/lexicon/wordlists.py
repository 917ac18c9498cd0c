"""Lists of words and phrases that stand for a label, found among the tokens of a sentence.

A word of a list matches a token by its lemma or, but for verbs, its form ("il *juge*" is no judge), whatever the case; a phrase matches forms or
lemmas in a row. Of several phrases that begin at one token the longest counts, and nothing is looked for inside it. Phrases under the label `none` count for nothing: they
keep a word from being taken in a sense that is not meant ("arms race" in sport). The cost depends on the text, not on the lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from vigie.errors import LexiconError
from vigie.records import Token

NONE = "none"
_WORD = re.compile(r"[^\s'’]+['’]?")
_TO_PLAIN = str.maketrans("’", "'")
_VERBAL = frozenset({"VERB", "AUX"})


@dataclass(frozen=True, slots=True)
class Found:
    """Words of a list in a sentence: their labels, and the first and last token."""

    labels: tuple[str, ...]
    first: int
    last: int


@dataclass(slots=True)
class _Node:
    next: dict[str, _Node] = field(default_factory=dict)
    labels: list[str] = field(default_factory=list)


@lru_cache(maxsize=20_000)
def _plain(word: str) -> str:
    return word.lower().translate(_TO_PLAIN)


class WordLists:
    """Phrases by label, ready to be looked for."""

    def __init__(self, lists: Mapping[str, Sequence[str]]) -> None:
        self._root = _Node()
        self.labels = tuple(label for label in lists if label != NONE)
        for label, phrases in lists.items():
            for phrase in phrases:
                self._add(label, phrase)

    def _add(self, label: str, phrase: str) -> None:
        node = self._root
        for word in _WORD.findall(phrase):
            node = node.next.setdefault(_plain(word), _Node())
        if label not in node.labels:
            node.labels.append(label)

    def find(self, tokens: Sequence[Token]) -> Iterator[Found]:
        """The phrases in a row of tokens, in order; those of the label `none` are left out."""
        at = 0
        while at < len(tokens):
            found = self._longest(tokens, at)
            if found is None:
                at += 1
                continue
            at, labels = found[0] + 1, found[1]
            if NONE not in labels:
                yield Found(tuple(labels), tokens[found[0] - found[2] + 1].index, tokens[found[0]].index)

    def _longest(self, tokens: Sequence[Token], start: int) -> tuple[int, list[str], int] | None:
        nodes, best, at = [self._root], None, start
        while nodes and at < len(tokens):
            token = tokens[at]
            form, lemma = _plain(token.text), _plain(token.lemma)
            told = [n.next[lemma] for n in nodes if lemma in n.next]
            nodes = told + [n.next[form] for n in nodes if form != lemma and form in n.next]
            ends = told if at == start and token.upos in _VERBAL and lemma else nodes
            labels = list(dict.fromkeys(label for n in ends for label in n.labels))
            if labels:
                best = (at, labels, at - start + 1)
            at += 1
        return best


def read_lists(raw: Any, labels: frozenset[str], where: str) -> WordLists:
    """Check the lists of a file.

    Args:
        raw: The mapping as read from YAML, label to phrases.
        labels: The labels that there are.
        where: The file, for messages.

    Raises:
        LexiconError: Something is wrong; says what and how to mend it.
    """
    if not isinstance(raw, dict):
        raise LexiconError(f"{where}: give 'label: [words]', not {raw!r}")
    for label, phrases in raw.items():
        if label not in labels and label != NONE:
            raise LexiconError(f"{where}: '{label}' is none of {', '.join(sorted(labels))}")
        if not isinstance(phrases, list) or not all(isinstance(p, str) and p.strip() for p in phrases):
            raise LexiconError(f"{where}: '{label}' must be a list of words: quote what is no word")
    return WordLists(raw)
