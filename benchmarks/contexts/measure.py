"""How good the contexts of events are: python benchmarks/contexts/measure.py [fr|en …]

Of the sentences of `fr.yaml` and `en.yaml` that give an event: precision, recall and F1 of the contexts of their events together, then what is
wrong. Sentences without an event say nothing about contexts; they are counted apart.
"""

from __future__ import annotations

import sys
from pathlib import Path

from vigie.lexicon.contexts import load_contexts
from vigie.lexicon.load import load_yaml
from vigie.pipeline import Reader

HERE = Path(__file__).resolve().parent


def read_line(line: str) -> tuple[str, frozenset[str]]:
    """A sentence and the contexts of its events.

    Raises:
        SystemExit: The line names no context; says which.
    """
    text, _, wanted = line.rpartition("=>")
    names = frozenset(n.strip() for n in wanted.split(",")) - {"none"}
    if not names <= set(load_contexts()):
        raise SystemExit(f"{line!r}: no such context: {', '.join(sorted(names - set(load_contexts())))}")
    return text.strip(), names


def main(language: str) -> None:
    """Print the scores of a language."""
    reader = Reader(language)
    right = gold = coded = exact = without = 0
    lines = load_yaml(HERE / f"{language}.yaml")
    for line in lines:
        text, wanted = read_line(line)
        events = reader.read(text, published="2023-09-16", language=language).events
        if not events:
            without += 1
            continue
        found = frozenset(c.name for e in events for c in e.contexts)
        right, gold, coded = right + len(wanted & found), gold + len(wanted), coded + len(found)
        exact += wanted == found
        if wanted != found:
            print(f"{text}  missing {sorted(wanted - found)}, extra {sorted(found - wanted)}")
    precision, recall = right / (coded or 1), right / (gold or 1)
    print(
        f"{language}: P {precision:.3f} R {recall:.3f} F1 {2 * precision * recall / ((precision + recall) or 1):.3f}; "
        f"{exact} of {len(lines) - without} sentences exactly right, {without} without an event"
    )


if __name__ == "__main__":
    for name in sys.argv[1:] or ("fr", "en"):
        main(name)
