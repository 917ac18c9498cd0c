"""Score the quantities stage: `python benchmarks/quantities/phrases.py benchmarks/quantities/phrases-fr.tsv fr`.

A line of the file: sentence with the quantity in brackets, its bounds, the head of what is counted or the currency. Right means all of them.
"""

from __future__ import annotations

import sys
from pathlib import Path

from vigie.models import load_model
from vigie.quantities import find_quantities
from vigie.records import Article, Block, Quantity, Span
from vigie.syntax import read_sentences


def find(text: str, span: Span, language: str) -> list[Quantity]:
    """The quantities that overlap a span."""
    article = Article(text, language, (Block(Span(0, len(text)), "paragraph"),))
    return [q for q in find_quantities(article, read_sentences(article, load_model(language))) if q.span.overlaps(span)]


def main(path: Path, language: str) -> None:
    """Print what is not right, then the share."""
    rows = [row.split("\t") for row in path.read_text(encoding="utf-8").splitlines() if row and not row.startswith("#")]
    right = 0
    for marked, low, high, of in rows:
        text = marked.replace("[", "").replace("]", "")
        said = [
            f"{q.low:.0f}-{q.high:.0f} {q.currency or (q.of.of(text) if q.of else '')}"
            for q in find(text, Span(marked.index("["), marked.index("]") - 1), language)
        ]
        right += said == [f"{low}-{high} {of}"]
        if said != [f"{low}-{high} {of}"]:
            print(f"{text} | {low}-{high} {of}, got {said or 'nothing'}")
    print(f"{right} of {len(rows)} ({right / len(rows):.3f})")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
