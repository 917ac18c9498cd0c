"""The reporter's sentences, with each quotation as one item.

A sentence splitter stops inside quotations ("« Non. Jamais. », dit-il"). A frame is the sentence that the *reporter*
wrote: the words outside the marks, and in their place the quotations. Attribution is read from frames: what stands
right before and right after a quotation is what attributes it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from vigie.quotations.marks import Quoted
from vigie.records import Article, Sentence, Span, Token

_FINAL = ".?!…"
_STOPS = frozenset({".", "?", "!", "…", "..."})


@dataclass(frozen=True, slots=True)
class Word:
    """A word outside quotations, with the sentence that holds its tree."""

    sentence: Sentence
    token: Token


Item = Word | Quoted


@dataclass(frozen=True)
class Frame:
    """One sentence of the reporter's."""

    block: int
    items: tuple[Item, ...]

    @cached_property
    def place_of(self) -> dict[tuple[int, int], int]:
        """For (sentence, token) of each word outside quotations, its place in `items`."""
        return {
            (item.sentence.index, item.token.index): i for i, item in enumerate(self.items) if isinstance(item, Word)
        }

    def quotes(self) -> list[tuple[int, Quoted]]:
        """The quotations and their places in `items`."""
        return [(i, item) for i, item in enumerate(self.items) if isinstance(item, Quoted)]

    def words(self, start: int, end: int) -> list[Word]:
        """The words among the items from `start` up to `end`."""
        return [item for item in self.items[start:end] if isinstance(item, Word)]

    @property
    def span(self) -> Span:
        """From the first to the last character."""
        first, last = self.items[0], self.items[-1]
        start = first.outer.start if isinstance(first, Quoted) else first.token.start
        end = last.outer.end if isinstance(last, Quoted) else last.token.end
        return Span(start, end)


def find_frames(article: Article, sentences: Sequence[Sentence], quoted: Sequence[Quoted]) -> list[Frame]:
    """Cut every block that is read into the reporter's sentences."""
    by_block: dict[int, list[Sentence]] = {}
    for sentence in sentences:
        by_block.setdefault(sentence.block, []).append(sentence)
    quotes: dict[int, list[Quoted]] = {}
    for quote in quoted:
        quotes.setdefault(quote.block, []).append(quote)
    frames: list[Frame] = []
    for block in sorted(by_block):
        items = list(_items(by_block[block], quotes.get(block, [])))
        frames.extend(_cut(article.text, block, items))
    return frames


def _items(sentences: Iterable[Sentence], quotes: Sequence[Quoted]) -> Iterable[Item]:
    following = 0
    for sentence in sentences:
        for token in sentence.tokens:
            while following < len(quotes) and quotes[following].outer.start <= token.start:
                yield quotes[following]
                following += 1
            inside = following and token.start < quotes[following - 1].outer.end
            if not inside and not token.text.isspace():
                yield Word(sentence, token)
    yield from quotes[following:]


def _cut(text: str, block: int, items: Sequence[Item]) -> Iterable[Frame]:
    run: list[Item] = []
    for item in items:
        if run and _is_boundary(text, run[-1], item):
            yield Frame(block, tuple(run))
            run = []
        run.append(item)
    if run:
        yield Frame(block, tuple(run))


def _is_boundary(text: str, before: Item, after: Item) -> bool:
    """Whether the reporter's sentence ends between two neighbours."""
    if isinstance(before, Quoted):
        ended = before.inner.of(text)[-1:] in _FINAL or text[before.outer.start : before.outer.end].rstrip("»”\"’'› \u00a0\u202f")[-1:] in _FINAL
        if isinstance(after, Quoted):
            return ended
        return ended and after.token.text[:1].isupper()
    if isinstance(after, Quoted):
        return before.token.text in _STOPS
    if before.sentence.index == after.sentence.index:
        return False
    return before.token.text not in {",", ":"}
