"""Run the examples of a language's event entries: python benchmarks/examples.py fr [TYPE]."""

from __future__ import annotations

import sys

from vigie.evaluate.examples import run_examples
from vigie.lexicon.compile import load_entries
from vigie.pipeline import Reader
from vigie.records import Event

DAY = "2023-09-16"


def main(language: str, kind: str = "") -> None:
    """Print what fails and the share that is right."""
    reader = Reader(language)

    def code(text: str) -> tuple[Event, ...]:
        return reader.read(text, published=DAY, language=language).events

    total = right = 0
    for outcome in run_examples((e for e in load_entries(language) if kind in ("", e.type)), code):
        total += 1
        right += outcome.is_right
        if not outcome.is_right:
            said = [
                f"{e.type} {','.join(a.code for a in e.actors)} > {','.join(a.code for a in e.recipients)} {e.status}"
                for e in outcome.events
            ]
            print(f"{outcome.entry.id}: {outcome.example.text} | wanted {outcome.example} | got {said}")
    print(f"{right} of {total} examples right")


if __name__ == "__main__":
    main(*sys.argv[1:])
