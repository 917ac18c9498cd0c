"""Speed and weight: `python benchmarks/speed.py [REPORTS.jsonl] [--json FILE]`.

Prints a table: words per second of parsing alone and of the whole reading (one process, and two), what coding costs on top of
parsing the same sentences, the share of sentences that are not worth a parse, load time, peak memory, size of the weights and of
the wheel. Parsing and reading are timed by turns in the same run, and the median of the rounds counts, since machines are noisy.
Without reports it reads those in `examples/`, which are too few for steady figures.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from vigie.article import read_article
from vigie.inputs import iter_pages
from vigie.models import load_model
from vigie.pipeline import Reader
from vigie.records import Article, Page
from vigie.syntax import draft_sentences, parse_sentences
from vigie.worth import is_worth

ROOT = Path(__file__).resolve().parent.parent
_ROUNDS = 5


def seconds(work: Callable[[], object]) -> float:
    """Wall-clock time of one call."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def parse_only(articles: Sequence[Article]) -> None:
    """What every reading pays before anything is understood: the same sentences cut and parsed."""
    for article in articles:
        parse_sentences(tuple(draft_sentences(article)), load_model(article.language), is_worth(article.language), article.text)


def read_all(pages: Sequence[Page]) -> None:
    """The whole reading, page by page."""
    reader = Reader()
    for page in pages:
        reader.read_page(page)


def in_two(pages: Sequence[Page]) -> float:
    """Seconds that two processes, already warm, take for the pages."""
    with ProcessPoolExecutor(2) as pool:
        list(pool.map(read_all, [pages[:2], pages[:2]]))
        return seconds(lambda: list(pool.map(read_all, [pages[::2], pages[1::2]])))


def wheel_size() -> int:
    """Bytes of the wheel, built from this checkout."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "-w", folder, str(ROOT)]
        if subprocess.run(command, capture_output=True, check=False).returncode:
            subprocess.run([c for c in command if c != "--no-build-isolation"], check=True)
        return sum(p.stat().st_size for p in Path(folder).glob("*.whl"))


def measure(sources: Sequence[str]) -> dict[str, float]:
    """Every figure, by name."""
    pages = [p for source in sources for p in iter_pages(source) if isinstance(p, Page)]
    articles = [a for a in map(read_article, pages) if isinstance(a, Article)]
    languages = sorted({a.language for a in articles})
    figures: dict[str, float] = {}
    for language in languages:
        figures[f"load {language} (s)"] = seconds(lambda: Reader(language).read("Ok.", language=language))  # noqa: B023 – called at once
    drafts = [(d, is_worth(a.language)(d)) for a in articles for d in draft_sentences(a) if not d.is_dateline]
    words = sum(len(d.words) for d, _ in drafts)
    read_all(pages)
    parsing, reading = [], []
    for _ in range(_ROUNDS):
        parsing.append(seconds(lambda: parse_only(articles)))
        reading.append(seconds(lambda: read_all(pages)))
    parse, whole = statistics.median(parsing), statistics.median(reading)
    figures |= {
        "reports": len(articles),
        "words": words,
        "sentences not parsed (%)": 100 * sum(not w for _, w in drafts) / max(1, len(drafts)),
        "parsing alone (words/s)": words / parse,
        "whole reading, one process (words/s)": words / whole,
        "whole reading, two processes (words/s)": words / in_two(pages),
        "coding on top of parsing (%)": 100 * (statistics.median(r / p for r, p in zip(reading, parsing, strict=True)) - 1),
        "peak memory (MB)": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "wheel (MB)": wheel_size() / 1e6,
    }
    return figures


def main() -> None:
    """Measure, print the table, write the JSON where one is asked for."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("reports", nargs="*", default=[str(ROOT / "examples")], help="files or folders of reports")
    options.add_argument("--json", type=Path, help="file for the figures")
    chosen = options.parse_args()
    figures = measure(chosen.reports)
    for name, value in figures.items():
        print(f"{name:42s} {value:12.1f}")
    if chosen.json:
        chosen.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
