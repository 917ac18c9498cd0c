"""Long texts in stretches, so that no text takes more than its share of time.

Who is meant by a word is looked for among all that a report names, which in a text without end costs the square of its length.
So a text longer than any report is read stretch by stretch, each of whole blocks, as if it were a report of its own.
Limits: a person named in one stretch is not known in the next, and an act that two stretches tell is two events.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TypeVar

from vigie.records import Article, Block, DateExpression, Mention, Quantity, Sentence, Span

LONGEST_STRETCH = 40_000
"""Characters; the longest of 356 coded wire reports has 2,936, a long magazine piece about 40,000."""

_Found = TypeVar("_Found", DateExpression, Mention, Quantity)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of an article with what was found in it; blocks of other parts are furniture here, at their own positions."""

    article: Article
    sentences: tuple[Sentence, ...]
    dates: Sequence[DateExpression]
    quantities: Sequence[Quantity]
    places: Sequence[Mention]


def iter_stretches(
    article: Article, sentences: tuple[Sentence, ...], dates: Sequence[DateExpression], quantities: Sequence[Quantity], places: Sequence[Mention],
    longest: int = LONGEST_STRETCH,
) -> Iterator[Stretch]:
    """The stretches of an article, in order; the article itself where it is one.

    Args:
        article: The whole article.
        sentences: All its sentences, in order of the text; so are dates, quantities and places.
        longest: Characters after which a new stretch begins with the next block.
    """
    parts = list(_parts(sentences, longest))
    if len(parts) <= 1:
        yield Stretch(article, sentences, dates, quantities, places)
        return
    outside = [b if b.role == "furniture" else Block(b.span, "furniture", "other_stretch") for b in article.blocks]
    for part, following in zip(parts, [*parts[1:], ()], strict=True):
        first, last = part[0].block, part[-1].block + 1
        blocks = (*outside[:first], *article.blocks[first:last], *outside[last:])
        whole = Span(part[0].span.start, following[0].span.start if following else len(article.text))
        found = (_within(dates, whole), _within(quantities, whole), _within(places, whole))
        yield Stretch(replace(article, blocks=blocks), part, *found)


def _parts(sentences: Sequence[Sentence], longest: int) -> Iterator[tuple[Sentence, ...]]:
    """Sentences in runs of whole blocks."""
    part: list[Sentence] = []
    for _, group in groupby(sentences, key=lambda s: s.block):
        block = list(group)
        if part and block[-1].span.end - part[0].span.start > longest:
            yield tuple(part)
            part = []
        part += block
    if part:
        yield tuple(part)


def _within(items: Sequence[_Found], span: Span) -> Sequence[_Found]:
    first = bisect_left(items, span.start, key=lambda x: x.span.start)
    return items[first : bisect_left(items, span.end, key=lambda x: x.span.start)]
