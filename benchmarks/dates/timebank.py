"""Score the dates stage on the French TimeBank (JSON Lines with `dct`, `text`, `timex3`).

Detection, relaxed: what overlaps counts, on either side; F1 over all TIMEX3. Value: among those found,
the share whose day, month, year, duration or recurrence is the gold's (hours and parts of days are cut off).
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from vigie.dates.finding import Placed, iter_placed
from vigie.models import load_model
from vigie.records import Article, Block, Sentence, Span
from vigie.syntax import read_sentences

Parse = Callable[[Article], Sequence[Sentence]]


def unparsed(article: Article) -> tuple[Sentence, ...]:
    """One unparsed sentence for each line."""
    found: list[Sentence] = []
    at = 0
    for line in article.text.splitlines(keepends=True):
        if line.strip():
            found.append(Sentence(len(found), Span(at, at + len(line)), (), is_parsed=False))
        at += len(line)
    return tuple(found)


def same_value(placed: Placed, gold: str) -> bool:
    """Whether our value says what TIMEX3 says, to the day; either end of a range counts for its part."""
    label = placed.found.period.label if placed.found.period else ""
    if not gold.startswith(("P", "T")) and "T" in gold and gold[:4].isdigit():
        gold = gold.partition("T")[0]
    return gold in {placed.found.timex, label, *label.split("/")} - {"", ".."}


def score_timebank(path: Path, language: str, parse: Parse, show: bool = False) -> dict[str, float]:
    """Detection precision, recall, F1 and value accuracy."""
    ours_count = ours_hit = gold_count = gold_hit = right = 0
    for line in path.open(encoding="utf-8"):
        row = json.loads(line)
        text = row["text"]
        article = Article(text=text, language=language, blocks=(), published=row["dct"])
        golds = [(Span(t["start"], t["end"]), t["value"]) for t in row["timex3"] if t["end"] > t["start"]]
        ours = list(iter_placed(article, parse(article)))
        ours_count += len(ours)
        gold_count += len(golds)
        for placed in ours:
            hit = any(placed.span.overlaps(span) for span, _ in golds)
            ours_hit += hit
            if show and not hit:
                print(f"EXTRA {placed.span.of(text)!r} ({placed.reason}) | {_around(text, placed.span)}")
        for span, value in golds:
            near = [p for p in ours if p.span.overlaps(span)]
            gold_hit += bool(near)
            good = any(same_value(p, value) for p in near)
            right += good
            if show and not good:
                said = [(p.span.of(text), p.found.period.label if p.found.period else p.found.timex, p.reason) for p in near]
                print(f"{'VALUE' if near else 'MISSED'} {span.of(text)!r} {value} {said} | {_around(text, span)}")
    precision, recall = ours_hit / max(ours_count, 1), gold_hit / max(gold_count, 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    return {"gold": gold_count, "precision": precision, "recall": recall, "f1": f1, "value": right / max(gold_hit, 1)}


def _around(text: str, span: Span) -> str:
    return text[max(0, span.start - 50) : span.end + 40].replace("\n", " ")


def parsed(language: str) -> Parse:
    """Sentences with their trees."""

    def read(article: Article) -> Sequence[Sentence]:
        whole = replace(article, blocks=(Block(Span(0, len(article.text)), "paragraph"),))
        return read_sentences(whole, load_model(language))

    return read


if __name__ == "__main__":  # python benchmarks/dates/timebank.py ../shared/training/time/fr/FR-TimeBank.jsonl fr [show]
    result = score_timebank(Path(sys.argv[1]), sys.argv[2], parsed(sys.argv[2]), show=len(sys.argv) > 3)
    print(", ".join(f"{name} {value:.3f}" for name, value in result.items()))
