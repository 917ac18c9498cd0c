"""Score the dates stage on the Recognizers' specifications: `python benchmarks/dates/specs.py ../shared/training/time/specs/French fr [show]`.

Usable is a case that its makers support, with one result that is a day, a period of days or a duration, and that names a month, weekday, year or
unit in letters (not dashes and slashes alone): the rest is about chat ("en 15") or other calendars. A day or period is right when it is
what the case gives for the past or the future: where it counts back whole weeks, months or years to a day, our week, month or year must hold
that day (CODING.md keeps the precision of the words); the ends of a period may differ by the report's own day. A duration must be the same TIMEX3.
Many cases follow the habits of an assistant's calendar ("next Sunday" is not the coming one): they count as wrong.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from vigie.dates.finding import Placed, iter_placed
from vigie.models import load_model
from vigie.records import Article, Block, Span
from vigie.syntax import read_sentences

FILES = ("DateParser", "DatePeriodParser", "DurationParser")
_LETTERS = re.compile(r"[^\W\d_]{3,}|\d{4}")


@dataclass(frozen=True)
class Case:
    """One case: what is said on which day, and the answers that are right."""

    text: str
    published: str
    span: Span
    answers: frozenset[str]


def read_cases(folder: Path) -> Iterator[tuple[str, Case]]:
    """The usable cases of a folder, with the file that each is from."""
    for name in FILES:
        for row in json.loads((folder / f"{name}.json").read_text(encoding="utf-8-sig")):
            results = row.get("Results") or []
            if "dotnet" in str(row.get("NotSupported", "")) or len(results) != 1 or not results[0].get("Value"):
                continue
            result, day = results[0], str((row.get("Context") or {}).get("ReferenceDateTime", "2016-11-07"))[:10]
            answers = frozenset(_answers(result))
            if answers and _LETTERS.search(result["Text"]) and "Start" in result:
                yield name, Case(row["Input"], day, Span(result["Start"], result["Start"] + result["Length"]), answers)


def _answers(result: dict[str, Any]) -> Iterator[str]:
    """`first/last` for days and periods, TIMEX3 for durations."""
    value = result["Value"]
    if result["Type"] == "duration":
        yield value["Timex"]
        return
    for side in ("PastResolution", "FutureResolution"):
        told = value.get(side) or {}
        if "date" in told:
            yield f"{told['date']}/{told['date']}"
        elif "startDate" in told and "endDate" in told:
            yield f"{told['startDate']}/{date.fromisoformat(told['endDate']) - timedelta(1)}"
            yield f"{told['startDate']}/{told['endDate']}"


def said(placed: Placed) -> str:
    """Our value in the form of `_answers`."""
    period = placed.found.period
    if placed.found.kind == "duration" or period is None:
        return placed.found.timex
    return f"{period.first or ''}/{period.last or ''}"


def is_right(placed: Placed, answers: frozenset[str]) -> bool:
    """Whether our value is an answer."""
    period, value = placed.found.period, said(placed)
    if value in answers or period is None or period.first is None or period.last is None:
        return value in answers
    days = [tuple(map(date.fromisoformat, a.split("/"))) for a in answers if a[:4].isdigit()]
    counted = period.precision in ("week", "month", "year")
    near = [(abs((period.first - a).days), abs((period.last - b).days)) for a, b in days]
    return any(counted and a == b and period.first <= a <= period.last for a, b in days) or any(max(n) <= 1 for n in near)


def main(folder: Path, language: str, show: bool) -> None:
    """Print the share that is right, by file."""
    tally: dict[str, list[int]] = {}
    for name, case in read_cases(folder):
        article = Article(case.text, language, (Block(Span(0, len(case.text)), "paragraph"),), published=case.published)
        near = [p for p in iter_placed(article, read_sentences(article, load_model(language))) if p.span.overlaps(case.span)]
        good = any(is_right(p, case.answers) for p in near)
        for key in (name, "all"):
            row = tally.setdefault(key, [0, 0])
            row[0] += good
            row[1] += 1
        if show and not good:
            print(f"{name} {case.published} {case.text!r} {case.span.of(case.text)!r} {sorted(case.answers)}, got {[(p.span.of(case.text), said(p)) for p in near]}")
    for key, (right, of) in tally.items():
        print(f"{key}: {right} of {of} ({right / of:.3f})")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], len(sys.argv) > 3)
