"""Words of a report in a form that rewrites and translations share.

Names, numbers and learned words look alike in neighbouring languages once case, accents and endings are gone
(`sanctions`, `Genève`/`Geneva`, `frontalier`/`frontier` share their first letters). No list of words is needed.
"""

from __future__ import annotations

import re
import unicodedata

from vigie.records import Article, Reading, Span

_WORD = re.compile(r"[^\W\d_]+|\d[\d.,\u202f\u00a0 ]*\d|\d")
_STEM = 5
_SHORTEST = 5
_SHORTEST_NAME = 3
_AROUND = 240
_MOST_NAMES = 200


def fold(text: str) -> str:
    """Lower case without accents."""
    if text.isascii():
        return text.lower()
    return "".join(c for c in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(c))


def stems(text: str) -> frozenset[str]:
    """The beginnings of the longer words, and the numbers."""
    return frozenset(_key(word) for word in _WORD.findall(fold(text)) if word[0].isdigit() or len(word) >= _SHORTEST)


def plain_stems(text: str) -> frozenset[str]:
    """The same of words without a capital alone: what an act is about, not who does it."""
    return frozenset(_key(fold(word)) for word in _WORD.findall(text) if word[0].islower() and len(word) >= _SHORTEST)


def names(article: Article) -> frozenset[str]:
    """The beginnings of words that are only written with a capital, and the numbers of two figures or more."""
    text = " ".join(b.span.of(article.text) for b in article.read_blocks())
    words = _WORD.findall(text)
    plain = {fold(word) for word in words if word[0].islower()}
    found = [
        _key(fold(word)) for word in words
        if (word[0].isdigit() and len(word) > 1) or (word[0].isupper() and len(word) >= _SHORTEST_NAME and fold(word) not in plain)
    ]  # fmt: skip
    return frozenset(sorted(set(found))[:_MOST_NAMES])


def sentence_at(reading: Reading, span: Span) -> str:
    """The sentence in which words stand, in one line; a window of its block where sentences are not at hand."""
    text = reading.article.text
    for sentence in reading.sentences:
        if sentence.span.covers(span):
            return " ".join(sentence.span.of(text).split())
    block = next((b.span for b in reading.article.blocks if b.span.covers(span)), Span(0, len(text)))
    window = Span(max(block.start, span.start - _AROUND), min(block.end, span.end + _AROUND))
    return " ".join(window.of(text).split())


def _key(word: str) -> str:
    return re.sub(r"\D", "", word) if word[0].isdigit() else word[:_STEM]
