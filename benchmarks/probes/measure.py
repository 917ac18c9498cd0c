"""Runs the minimal pairs of `fr.yaml` and tells by phenomenon how many are right: python benchmarks/probes/measure.py fr"""

from __future__ import annotations

import sys
from pathlib import Path

from vigie.evaluate.examples import is_satisfied
from vigie.lexicon.examples import parse_example
from vigie.lexicon.load import load_yaml
from vigie.pipeline import Reader

HERE = Path(__file__).resolve().parent
DAY = "2023-09-16"


def main(language: str) -> None:
    """Print each phenomenon's share, and what fails."""
    reader = Reader(language)
    total = right = 0
    failures = []
    for phenomenon, lines in load_yaml(HERE / f"{language}.yaml").items():
        good = 0
        for line in lines:
            example = parse_example(line, phenomenon)
            events = reader.read(example.text, published=DAY, language=language).events
            fits = is_satisfied(example, events)
            good += fits
            if not fits:
                said = [f"{e.type} {','.join(a.code for a in e.actors)} > {','.join(a.code for a in e.recipients)} {e.status}" for e in events]
                failures.append(f"{phenomenon}: {line} | got {said}")
        print(f"{good:4} of {len(lines):4}  {phenomenon}")
        right, total = right + good, total + len(lines)
    print("\n".join(failures))
    print(f"{right} of {total}")


if __name__ == "__main__":
    main(sys.argv[1])
