"""The country that a report is about, for those who need none named: "la police", "des manifestants".

Every mention of a country counts, more in the title and the first paragraph; the dateline counts too.
Limits: one country a report; where two are even, the one named first is taken.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from vigie.actors.knowledge import Known
from vigie.actors.names import Scanned
from vigie.records import Article, Mention

_WEIGHTS = {"title": 3.0, "standfirst": 2.0, "subtitle": 1.0}
_FIRST_PARAGRAPH = 2.0
_DATELINE = 2.0
_CITY = 0.8


def focus_country(
    article: Article, scanned: Sequence[Scanned], places: Sequence[Mention], extra: Iterable[str], dateline: str
) -> str:
    """Alpha-3 code of the country that a report is about, or the empty string.

    Args:
        article: The report.
        scanned: Its sentences with the names found.
        places: Mentions of places.
        extra: Countries of the office holders named.
        dateline: Country of the dateline's place, or empty.
    """
    weight_of = _block_weights(article)
    counts: dict[str, float] = defaultdict(float)
    for row in scanned:
        weight = weight_of.get(row.sent.block, 1.0)
        for hit in row.names.values():
            for code in _codes(hit.values):
                counts[code] += weight
    blocks = {row.sent.index: row.sent.block for row in scanned}
    named = {(row.sent.index, i) for row in scanned for h in row.names.values() for i in range(h.start, h.end)}
    for place in places:
        if place.place and (place.sentence, place.head) not in named:
            counts[place.place] += _CITY * weight_of.get(blocks.get(place.sentence, -1), 1.0)
    for code in extra:
        counts[code] += 1.0
    if dateline:
        counts[dateline] += _DATELINE
    if not counts:
        return ""
    return max(counts.items(), key=lambda item: item[1])[0]


class Nearby:
    """Which country the paragraph speaks of where a person is named of whom nothing else is told."""

    def __init__(self, scanned: Sequence[Scanned], places: Sequence[Mention], focus: str) -> None:
        self._focus = focus
        self._block = {row.sent.index: row.sent.block for row in scanned}
        self._bodies: set[str] = set()
        self._named: dict[int, list[tuple[tuple[int, int], str]]] = defaultdict(list)
        for row in scanned:
            for hit in row.names.values():
                self._named[row.sent.block] += [((row.sent.index, hit.start), code) for code in _codes(hit.values)]
                self._bodies |= {v.code for v in hit.values if v.kind == "organisation"}
        for place in places:
            if place.place and place.sentence in self._block:
                self._named[self._block[place.sentence]].append(((place.sentence, place.head), place.place))

    def spoken(self) -> frozenset[str]:
        """All countries and organisations that the report names."""
        return frozenset(code for named in self._named.values() for _, code in named) | self._bodies

    def country(self, sentence: int, token: int) -> str:
        """The country last named before a token in its paragraph; the report's focus where the paragraph has named it, or nobody."""
        before = sorted(n for n in self._named[self._block.get(sentence, -1)] if n[0] < (sentence, token))
        codes = [code for _, code in before]
        return codes[-1] if codes and self._focus not in codes else self._focus


def _codes(values: Sequence[Known]) -> list[str]:
    chosen = values if values[0].kind == "pair" else values[:1]
    return [v.code for v in chosen if v.kind in ("country", "demonym", "capital", "seat", "pair") and len(v.code) == 3 and v.code.isalpha()]


def _block_weights(article: Article) -> dict[int, float]:
    weights = {i: _WEIGHTS.get(b.role, 1.0) for i, b in enumerate(article.blocks)}
    for index, block in enumerate(article.blocks):
        if block.role == "paragraph":
            weights[index] = _FIRST_PARAGRAPH
            break
    return weights
