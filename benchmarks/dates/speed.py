"""How fast the dates stage is by itself, on sentences that are already parsed: `python benchmarks/dates/speed.py benchmarks/reports/fr-5.jsonl fr`.

Prints sentences a second of one core (processor time), the best of five rounds.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from vigie.article import read_article
from vigie.dates import find_dates
from vigie.models import load_model
from vigie.records import Article, Page
from vigie.syntax import read_sentences

ROUNDS = 5


def main(path: Path, language: str) -> None:
    """Parse once, then find the dates of all reports again and again."""
    parsed = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        article = read_article(Page(text=row["text"], published=row["published"], language=language))
        assert isinstance(article, Article)
        parsed.append((article, read_sentences(article, load_model(language))))
    count = sum(len(sentences) for _, sentences in parsed)
    found = sum(len(find_dates(*pair)) for pair in parsed)
    best = 1e9
    for _ in range(ROUNDS):
        begin = time.process_time()
        for article, sentences in parsed:
            find_dates(article, sentences)
        best = min(best, time.process_time() - begin)
    print(f"{count} sentences, {found} dates: {count / best:,.0f} sentences/s of one core")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
