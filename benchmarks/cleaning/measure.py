"""Cleaning of pages, ours beside plain trafilatura: `python -m benchmarks.cleaning.measure [--pages] [--left] [--json FILE]`.

For every page of `pages/` what is read of it (the blocks that are not furniture, without the title) is compared with its text, word by
word: precision, recall, F1, averaged over pages. Furniture left: of the strings that stand around the articles, the share that is still
there, as a line of its own or, from 20 characters on, anywhere; a string that the article says as well does not count.
`trafilatura` is `extract(html)` with its defaults, `precision` the same with `favor_precision`; both without comments.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from vigie.article import read_article
from vigie.inputs import Limits
from vigie.inputs.html import read_html
from vigie.records import Article, Page

PAGES = Path(__file__).resolve().parent / "pages"
_LONG = 20
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Score:
    """How near an extraction comes to a page's text."""

    precision: float
    recall: float
    f1: float
    left: tuple[str, ...]
    """Furniture that is still there."""
    furniture: int


def ours(html: str) -> str:
    """What Vigie reads of a page, besides its title."""
    page = read_html(html, "", Limits())
    article = read_article(page) if isinstance(page, Page) else None
    if not isinstance(article, Article):
        return ""
    read = [b for b in article.blocks if (b.role not in ("furniture", "title")) or b.reason == "dateline"]
    return "\n".join(b.span.of(article.text) for b in read)


def trafilatura(html: str) -> str:
    """Plain trafilatura."""
    from trafilatura import extract

    return extract(html, include_comments=False) or ""


def precise(html: str) -> str:
    """trafilatura that favours precision."""
    from trafilatura import extract

    return extract(html, include_comments=False, favor_precision=True) or ""


TOOLS: dict[str, Callable[[str], str]] = {"vigie": ours, "trafilatura": trafilatura, "precision": precise}


def score(found: str, wanted: str, furniture: Sequence[str]) -> Score:
    """Compare an extraction with a text, both as bags of words; find the furniture in it."""
    has, needs = Counter(_WORD.findall(found.lower())), Counter(_WORD.findall(wanted.lower()))
    shared = (has & needs).total()
    precision, recall = shared / max(1, has.total()), shared / max(1, needs.total())
    lines = {" ".join(line.split()) for line in found.splitlines()}
    whole, text = " ".join(found.split()), " ".join(wanted.split())
    around = [s for s in dict.fromkeys(furniture) if _WORD.search(s) and s not in text]
    left = tuple(s for s in around if s in lines or (len(s) >= _LONG and s in whole))
    return Score(precision, recall, 2 * precision * recall / max(1e-9, precision + recall), left, len(around))


def measure() -> dict[str, dict[str, Score]]:
    """For each tool, the score of each page."""
    found: dict[str, dict[str, Score]] = {tool: {} for tool in TOOLS}
    for path in sorted(PAGES.glob("*.html")):
        html = path.read_text(encoding="utf-8")
        wanted = path.with_suffix(".txt").read_text(encoding="utf-8")
        furniture = path.with_suffix(".furniture.txt").read_text(encoding="utf-8").splitlines()
        for tool, extract in TOOLS.items():
            found[tool][path.stem] = score(extract(html), wanted, furniture)
    return found


def mean(values: Sequence[float]) -> float:
    """Their mean, or 0."""
    return sum(values) / len(values) if values else 0.0


def summary(scores: dict[str, Score], pages: Sequence[str]) -> dict[str, float]:
    """The figures of some pages."""
    some = [scores[p] for p in pages]
    return {
        "precision": mean([s.precision for s in some]),
        "recall": mean([s.recall for s in some]),
        "f1": mean([s.f1 for s in some]),
        "left": sum(len(s.left) for s in some) / max(1, sum(s.furniture for s in some)),
    }


def main() -> int:
    """Print the table; exit code 1 when ours falls below what is promised."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--pages", action="store_true", help="a line for each page")
    options.add_argument("--left", action="store_true", help="the furniture that ours leaves")
    options.add_argument("--json", type=Path, help="file for the figures")
    chosen = options.parse_args()
    found = measure()
    names = sorted(found["vigie"])
    groups = {"all": names, "fr": [n for n in names if n.startswith("fr")], "en": [n for n in names if n.startswith("en")]}
    print(f"{'':24s} {'pages':>5s} {'precision':>9s} {'recall':>7s} {'F1':>7s} {'furniture left':>15s}")
    for tool, scores in found.items():
        for group, pages in groups.items():
            row = summary(scores, pages)
            print(f"{tool:18s} {group:5s} {len(pages):5d} {row['precision']:9.3f} {row['recall']:7.3f} {row['f1']:7.3f} {row['left']:14.1%}")
    if chosen.pages:
        for name in names:
            print(f"{name:24s}" + "  ".join(f"{tool} {s[name].precision:.3f} {s[name].recall:.3f} {s[name].f1:.3f} {len(s[name].left):3d}" for tool, s in found.items()))
    if chosen.left:
        for name in names:
            for string in found["vigie"][name].left:
                print(f"{name}: {string}")
    if chosen.json:
        chosen.json.write_text(json.dumps({t: {g: summary(s, p) for g, p in groups.items()} for t, s in found.items()}, indent=1) + "\n", encoding="utf-8")
    row = summary(found["vigie"], names)
    return int(row["f1"] < 0.97 or row["left"] > 0.02)


if __name__ == "__main__":
    sys.exit(main())
