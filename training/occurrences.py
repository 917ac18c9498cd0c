"""Learn the weights by which the store merges occurrences, from half of the storylines.

    python -m training.occurrences [GOLD]   # writes src/vigie/store/merging.json, prints what it found

Logistic regression on the pairs of events that may be one act (same type, a participant in common, near days), with a ridge
that keeps weights small where there are few pairs. Few storylines give few pairs that look alike and are not one; a busy store
is full of them. So every storyline of that half, and every report of the training gold, is also moved to one fortnight: pairs
of two of them are not one act, however near their days now are. `benchmarks/storylines` prints what the weights are worth,
also on the half that was kept apart.
"""

from __future__ import annotations

import json
import sys
import tempfile
from dataclasses import replace
from datetime import date
from itertools import combinations
from pathlib import Path

import numpy as np
from sqlalchemy import select

from benchmarks.storylines.measure import LEARNED, Report, load_reports, read_all
from vigie.inputs import iter_pages
from vigie.pipeline import Reader
from vigie.records import Page, Reading
from vigie.store import open_store
from vigie.store.days import LAST, Days, shift
from vigie.store.likeness import WEIGHTS, Features, Told, compare, may_be_one
from vigie.store.merging import load_told
from vigie.store.schema import events, reports

_RIDGE = 0.3
_ROUNDS = 100
_BALANCE = 3.0
"""How much the pairs that are not one act weigh together, beside those that are."""
_WEEK = "2031-01-06"
_SPREAD = 14
"""Stories that have nothing in common begin within so many days."""
GOLD = ("train-fr.jsonl", "train-en.jsonl")


Pair = tuple[Features, bool]


def load_told_of(readings: list[Reading]) -> list[tuple[str, int, int, Told]]:
    """The events of reports as they are compared, each with its report's id and where its trigger stands."""
    with tempfile.TemporaryDirectory() as folder, open_store(f"{folder}/pairs.db", create=True) as store:
        for reading in readings:
            store.add(reading)
        fields = (events.c.id, reports.c.name, events.c.start_char, events.c.end_char)
        query = select(*fields).join(reports, reports.c.id == events.c.report_id).order_by(events.c.id)
        rows = store.view(lambda c: c.execute(query).all())
        told = store.view(lambda c: load_told(c, [r.id for r in rows]))
    return [(r.name, r.start_char, r.end_char, t) for r, t in zip(rows, told, strict=True)]


def pairs_of_storylines(found: list[Report], told: list[tuple[str, int, int, Told]]) -> list[Pair]:
    """Within a storyline, where the marks say what is one act."""
    by_id = {r.page.id: r for r in found}
    acts = {t.id: by_id[name].act_at(start, end) for name, start, end, t in told}
    marked = [t for _, _, _, t in told if acts[t.id]]
    return [(compare(a, b), acts[a.id] == acts[b.id]) for a, b in combinations(marked, 2) if may_be_one(a, b)]


def pairs_in_one_fortnight(told: dict[str, list[Told]]) -> list[Pair]:
    """Between stories that have nothing in common, moved to one fortnight."""
    moved = {}
    for number, (story, group) in enumerate(sorted(told.items())):
        first = min(filter(None, (t.published for t in group)), default="")
        moved[story] = [_moved(t, first, shift(_WEEK, number * 3 % _SPREAD)) for t in group]
    return [
        (compare(replace(a, report=-1), b), False)
        for one, other in combinations(sorted(moved), 2) for a in moved[one] for b in moved[other] if may_be_one(replace(a, report=-1), b)
    ]  # fmt: skip


def _moved(told: Told, first: str, day: str) -> Told:
    if not first:
        return told
    by = date.fromisoformat(day).toordinal() - date.fromisoformat(first).toordinal()
    days = [Days(shift(d.first, by), d.last if d.last == LAST else shift(d.last, by)) if d else None for d in (told.days, told.near)]
    return replace(told, published=shift(told.published, by) if told.published else "", days=days[0], near=days[1] or told.near)


def load_pairs(gold: Path) -> list[Pair]:
    """All pairs to learn from."""
    found = [r for r in load_reports() if r.file in LEARNED]
    told = load_told_of(read_all(found))
    by_story: dict[str, list[Told]] = {}
    for name, _, _, t in told:
        by_story.setdefault(name.rpartition("-")[0], []).append(t)
    reader = Reader()
    others = [r for file in GOLD for page in iter_pages(str(gold / file)) if isinstance(page, Page) and isinstance(r := reader.read_page(page), Reading)]
    for name, _, _, t in load_told_of(others):
        by_story.setdefault(f"gold {name}", []).append(t)
    return pairs_of_storylines(found, told) + pairs_in_one_fortnight(by_story)


def learn(pairs: list[Pair]) -> tuple[float, dict[str, float]]:
    """The start and the weights, by Newton's method."""
    names = sorted({name for features, _ in pairs for name in features})
    x = np.array([[1.0, *(features.get(name, 0.0) for name in names)] for features, _ in pairs])
    y = np.array([float(is_one) for _, is_one in pairs])
    weight = np.where(y == 1, 1.0, min(1.0, _BALANCE * y.sum() / (1 - y).sum()))
    w = np.zeros(x.shape[1])
    ridge = np.full(x.shape[1], _RIDGE)
    ridge[0] = 1e-6
    for _ in range(_ROUNDS):
        p = 1 / (1 + np.exp(-x @ w))
        step = np.linalg.solve((x.T * (weight * p * (1 - p))) @ x + np.diag(ridge), x.T @ (weight * (y - p)) - ridge * w)
        w += step
        if np.abs(step).max() < 1e-9:
            break
    return round(float(w[0]), 2), {name: round(float(value), 2) for name, value in zip(names, w[1:], strict=True)}


def main() -> None:
    """Learn, write and print."""
    pairs = load_pairs(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/gold"))
    start, weights = learn(pairs)
    WEIGHTS.write_text(json.dumps({"start": start, "of": weights}, indent=1) + "\n", encoding="utf-8")
    print(f"{len(pairs)} pairs, {sum(is_one for _, is_one in pairs)} of them one act; start {start}")
    for name, value in sorted(weights.items(), key=lambda w: -abs(w[1])):
        print(f"  {value:+.2f}  {name}")


if __name__ == "__main__":
    main()
