"""Score the dates stage on sentences with a report date: `python benchmarks/dates/expressions.py expressions-fr.tsv fr`.

A line of the file: day of publication, sentence with the expression in brackets, value (`..` open, ISO 8601 for durations and sets). Ours is
right when the expression that overlaps the brackets has that very value. Beside it, in the same run, dateparser (if installed:
`pip install -e ".[bench]"`), which is given the bracketed words alone and the day to count from, and is right when its day lies in the period.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from vigie.dates.finding import iter_placed
from vigie.models import load_model
from vigie.records import Article, Block, Span
from vigie.syntax import read_sentences


@dataclass(frozen=True)
class Line:
    """One sentence of the file, without its brackets."""

    published: str
    text: str
    span: Span
    value: str


def read_lines(path: Path) -> Iterator[Line]:
    """The lines of a file of expressions."""
    for row in path.read_text(encoding="utf-8").splitlines():
        if row and not row.startswith("#"):
            published, marked, value = row.split("\t")
            start, end = marked.index("["), marked.index("]") - 1
            yield Line(published, marked.replace("[", "").replace("]", ""), Span(start, end), value)


def ours(line: Line, language: str) -> str:
    """Our value of the bracketed words, or empty."""
    article = Article(line.text, language, (Block(Span(0, len(line.text)), "paragraph"),), published=line.published)
    near = [p for p in iter_placed(article, read_sentences(article, load_model(language))) if p.span.overlaps(line.span)]
    values = [p.found.period.label if p.found.period and p.found.kind in ("date", "time") else p.found.timex for p in near]
    return " + ".join(values)


def dateparsers(line: Line, language: str) -> str:
    """dateparser's day for the bracketed words, or empty."""
    import dateparser  # type: ignore[import-not-found, unused-ignore]

    settings = {"RELATIVE_BASE": datetime.fromisoformat(line.published)}
    found = dateparser.parse(line.span.of(line.text), languages=[language], settings=settings)
    return found.date().isoformat() if found else ""


def holds(value: str, day: str) -> bool:
    """Whether a day is the value, or lies in a week, month or year that is the value."""
    if not day or "/" in value:
        return False
    year, week, _ = datetime.fromisoformat(day).isocalendar()
    return day.startswith(value) if "W" not in value else value == f"{year}-W{week:02d}"


def main(path: Path, language: str) -> None:
    """Print what is not right, then both shares."""
    lines = list(read_lines(path))
    right = 0
    for line in lines:
        said = ours(line, language)
        right += said == line.value
        if said != line.value:
            print(f"{line.published} {line.text} | {line.span.of(line.text)}: {line.value}, got {said or 'nothing'}")
    print(f"vigie {right} of {len(lines)} ({right / len(lines):.3f})")
    try:
        theirs = sum(holds(line.value, dateparsers(line, language)) for line in lines)
    except ImportError:
        print("dateparser is not installed: pip install -e '.[bench]'")
        return
    print(f"dateparser {theirs} of {len(lines)} ({theirs / len(lines):.3f})")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
