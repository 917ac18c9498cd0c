"""Many names looked up at once: one trie over folded words, walked from every word of a sentence.

The cost depends on the words of the sentence, not on the number of names. Accents and case are folded, but a name that is
written with a capital is only found with one (`Chili`, never `chili`), and a short acronym only in capitals (`UN`, never
`Un`). The longest name wins.

Limits: names are matched as they are listed; nothing is inflected here, but a caller may offer a lemma beside each word.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Generic, TypeVar

from vigie.records import Sentence

_PIECE = re.compile(r"[^\W_]+")
_GAP = re.compile(r"[\s\-‐‑'’ʼ.&/]{0,3}")
_LONG_ACRONYM = 4
T = TypeVar("T")
_LIGATURES = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ı": "i", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l"})


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """A word without accents and case."""
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKD", word.translate(_LIGATURES))
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of letters and figures of a sentence, with the token that it lies in."""

    raw: str
    folded: str
    lemma: str
    """Folded lemma of its token where the token is one piece, else the empty string."""
    token: int
    is_joined: bool
    """Whether only a space, hyphen or apostrophe stands between it and the piece before."""


def pieces_of(sent: Sentence) -> tuple[Piece, ...]:
    """Cut the tokens of a sentence into pieces."""
    found: list[Piece] = []
    last_text, last_end = "", -1
    for token in sent.tokens:
        spans = [(m.start(), m[0]) for m in _PIECE.finditer(token.text)]
        lemma = fold(token.lemma) if len(spans) == 1 and token.lemma else ""
        for offset, raw in spans:
            start = token.start + offset
            between = _between(sent, last_end, start, token.index, found)
            joined = bool(found) and start - last_end <= 3 and _GAP.fullmatch(between) is not None
            if joined and "." in between and len(last_text) > 1:
                joined = False
            found.append(Piece(raw, fold(raw), lemma, token.index, joined))
            last_text, last_end = raw, start + len(raw)
    return tuple(found)


def _between(sent: Sentence, start: int, end: int, token: int, found: Sequence[Piece]) -> str:
    if not found:
        return ""
    text = ""
    for t in sent.tokens[found[-1].token : token + 1]:
        low, high = max(start, t.start), min(end, t.end)
        if low < high:
            text += t.text[low - t.start : high - t.start]
    return text


@dataclass(slots=True)
class _Node(Generic[T]):
    next: dict[str, _Node[T]] = field(default_factory=dict)
    values: list[tuple[str, T]] = field(default_factory=list)
    """Style of the name (`upper`, `title`, `any`) and what it stands for."""


@dataclass(frozen=True, slots=True)
class Hit(Generic[T]):
    """A name that was found: tokens `[start, end)` and all that it can stand for, in the order given."""

    start: int
    end: int
    values: tuple[T, ...]


def _style(pieces: Sequence[str]) -> str:
    joined = "".join(pieces)
    if joined.isupper() and not joined.isdigit() and len(joined) < _LONG_ACRONYM:
        return "upper"
    return "title" if any(p[0].isupper() for p in pieces) else "any"


def _fits(style: str, pieces: Sequence[Piece]) -> bool:
    if style == "any":
        return True
    if style == "upper":
        return all(not p.raw.islower() and p.raw == p.raw.upper() for p in pieces)
    return any(p.raw[0].isupper() for p in pieces)


class NameTrie(Generic[T]):
    """Names and what they stand for."""

    def __init__(self, *, is_cased: bool = True) -> None:
        self._root: _Node[T] = _Node()
        self._is_cased = is_cased

    def add(self, name: str, value: T, *, is_cased: bool | None = None) -> None:
        """List a name; one that was listed before may stand for several things.

        Args:
            name: The name.
            value: What it stands for.
            is_cased: Whether its capitals count; by default as for all names of the trie.
        """
        pieces = _PIECE.findall(name)
        if not pieces:
            return
        node = self._root
        for piece in pieces:
            node = node.next.setdefault(fold(piece), _Node())
        style = _style(pieces) if (self._is_cased if is_cased is None else is_cased) else "any"
        if (style, value) not in node.values:
            node.values.append((style, value))

    def beginnings(self) -> frozenset[str]:
        """The folded first piece of every name."""
        return frozenset(self._root.next)

    def exact(self, name: str) -> tuple[T, ...]:
        """What one piece of text stands for, whatever its case."""
        node: _Node[T] | None = self._root
        for piece in _PIECE.findall(name):
            node = node.next.get(fold(piece)) if node else None
        return tuple(v for _, v in node.values) if node else ()

    def extend(self, rows: Iterable[tuple[str, T]]) -> None:
        """List many names."""
        for name, value in rows:
            self.add(name, value)

    def find(
        self, pieces: Sequence[Piece], *, by_lemma: bool = False, prefixes: frozenset[str] = frozenset()
    ) -> list[Hit[T]]:
        """All names in a sentence, longest first at each place, without overlap, made of whole tokens.

        Args:
            pieces: The sentence, from `pieces_of`.
            by_lemma: Whether a word may match by its lemma too.
            prefixes: Folded first halves of words that a name may follow: `ex` in `ex-ministre`.
        """
        hits: list[Hit[T]] = []
        here = 0
        while here < len(pieces):
            first = pieces[here]
            if first.folded not in self._root.next and not (by_lemma and first.lemma in self._root.next):
                here += 1
                continue
            inside = here > 0 and pieces[here - 1].token == pieces[here].token and pieces[here - 1].folded not in prefixes
            length, values = (0, ()) if inside else self._longest(pieces, here, by_lemma)
            if length:
                last = pieces[here + length - 1].token
                hits.append(Hit(pieces[here].token, last + 1, values))
                here += length
            else:
                here += 1
        return hits

    def _longest(self, pieces: Sequence[Piece], here: int, by_lemma: bool) -> tuple[int, tuple[T, ...]]:
        nodes, best = [self._root], 0
        values: tuple[T, ...] = ()
        for index in range(here, len(pieces)):
            piece = pieces[index]
            if index > here and not piece.is_joined:
                break
            forms = (piece.folded, piece.lemma) if by_lemma and piece.lemma and piece.lemma != piece.folded else (piece.folded,)
            nodes = [below for form in forms for node in nodes if (below := node.next.get(form)) is not None]
            if not nodes:
                break
            if index + 1 == len(pieces) or pieces[index + 1].token != piece.token:
                fitting = tuple(v for n in nodes for style, v in n.values if _fits(style, pieces[here : index + 1]))
                if fitting:
                    best, values = index - here + 1, fitting
        return best, values
