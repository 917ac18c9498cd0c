"""Learn which date is an event's: `python -m training.dates GOLD.jsonl … [--check GOLD.jsonl …]`.

From coded reports: for every coded event whose words stand in a parsed sentence, which of its possible dates the coder gave. Prints how
often the right one is chosen in reports that each of five folds has not seen (and in those of `--check`, which are not learned from), then
fits on all and writes `src/vigie/weights/dates.json`. Needs `pip install lightgbm` (`make ranker`). The same input gives the same file.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from training.ranker import FOLDS, ROLE, Coded, grow, read_reports
from vigie.events.forest import Forest, read_forest
from vigie.events.timing import WEIGHTS, Moment, Told, choose
from vigie.records import Sentence, Token

PARAMETERS = {**ROLE, "num_leaves": 12, "max_depth": 5, "learning_rate": 0.05, "min_data_in_leaf": 12, "feature_fraction": 0.4}
ROUNDS = 160
RESERVES = (0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
_GIVEN_UP = 0.02
"""How much of all choices may go wrong so that more events get the date that they have."""
_HEADS = ("VERB", "NOUN", "PROPN", "ADJ", "AUX")


@dataclass(frozen=True)
class Question:
    """An event's possible dates and the coder's answer (empty: none)."""

    moments: list[Moment]
    answer: str


def read_questions(path: Path) -> list[list[Question]]:
    """The questions of a gold file, by report."""
    return [list(_questions(coded)) for coded in read_reports(path)]


def _questions(coded: Coded) -> Iterator[Question]:
    sentences, calendar = coded.report.sentences, coded.report.calendar
    for event in coded.events:
        whole = event.whole
        found = _word_of(event.places, sentences)
        if found is not None and whole is not None:
            way = coded.report.hints.way((found[0].index, found[1].index), event.type)
            status = "occurred" if whole.status == "alleged" else whole.status
            yield Question(calendar.moments(Told(*found, event.type, status, days=way.days if way else {})), whole.date)


def _word_of(places: Sequence[tuple[int, int]], sentences: Sequence[Sentence]) -> tuple[Sentence, Token] | None:
    """Where a coder's trigger stands, and the word that carries it."""
    for start, end in places:
        for sent in sentences:
            if sent.is_parsed and sent.span.start <= start < sent.span.end:
                inside = [t for t in sent.tokens if t.start < end and start < t.end]
                outer = [t for t in inside if t.head == t.index or all(t.head != o.index for o in inside)]
                heads = [t for t in outer if t.upos in _HEADS] or outer
                if heads:
                    return sent, heads[0]
    return None


def fit(reports: Sequence[Sequence[Question]]) -> dict[str, Any]:
    """A forest for the options of many events."""
    rows = [(m.features, float(m.value == q.answer)) for report in reports for q in report for m in q.moments]
    return grow([r for r, _ in rows], [y for _, y in rows], [1.0] * len(rows), PARAMETERS, ROUNDS)


def score(items: Sequence[tuple[Question, list[float]]], reserve: float) -> tuple[float, float, float]:
    """Of the dated events, of the undated and of all: the share whose answer is chosen."""
    right = {True: 0, False: 0}
    of = {True: 0, False: 0}
    for question, scores in items:
        is_dated = bool(question.answer)
        of[is_dated] += 1
        right[is_dated] += choose(question.moments, scores, reserve).value == question.answer
    return right[True] / max(of[True], 1), right[False] / max(of[False], 1), sum(right.values()) / max(sum(of.values()), 1)


def scored(reports: Sequence[Sequence[Question]], forest: Forest) -> list[tuple[Question, list[float]]]:
    """Every question with the probability of each option."""
    questions = [q for report in reports for q in report]
    scores = iter(forest.scores([m.features for q in questions for m in q.moments]))
    return [(q, [next(scores) for _ in q.moments]) for q in questions]


def main() -> None:
    """Cross-validate, fit, write."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("gold", nargs="+", type=Path, help="coded reports to learn from")
    options.add_argument("--check", nargs="*", type=Path, default=[], help="coded reports to score, which are not learned from")
    options.add_argument("--out", type=Path, default=WEIGHTS)
    arguments = options.parse_args()
    reports = [r for path in arguments.gold for r in read_questions(path)]
    random.Random(3).shuffle(reports)
    unseen: list[tuple[Question, list[float]]] = []
    for k in range(FOLDS):
        forest = read_forest(fit([r for i, r in enumerate(reports) if i % FOLDS != k]))
        unseen += scored(reports[k::FOLDS], forest)
    table = {reserve: score(unseen, reserve) for reserve in RESERVES}
    for reserve, figures in table.items():
        print(f"unseen, reserve {reserve:.1f}: dated {{:.3f}}, undated {{:.3f}}, all {{:.3f}}".format(*figures), flush=True)
    best = max(all_ for _, _, all_ in table.values())
    reserve = min(r for r, (_, _, all_) in table.items() if all_ > best - _GIVEN_UP)
    data = {"moment": fit(reports), "reserve": reserve}
    arguments.out.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    for path in arguments.check:
        items = scored(read_questions(path), read_forest(data["moment"]))
        print(f"{path.stem}: {len(items)} events, dated {{:.3f}}, undated {{:.3f}}, all {{:.3f}}".format(*score(items, reserve)))


if __name__ == "__main__":
    main()
