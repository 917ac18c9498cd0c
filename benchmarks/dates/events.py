"""Why dates of events are wrong: `python benchmarks/dates/events.py GOLD.jsonl CODED.jsonl`, the second by `vigie code`.

Of the triples found whose gold event has a date (those that `vigie evaluate` asks), how many have it: where one of our events of the triple was coded
from the coder's own words, and where all were coded from other words of the report, which may tell of another day.
"""

from __future__ import annotations

import sys
from pathlib import Path

from vigie.evaluate.coding import CodedEvent, read_coding
from vigie.evaluate.scores import units


def stands(trigger: str, text: str, event: CodedEvent) -> bool:
    """Whether an event was coded (or told again) at one of the places where the coder's words stand."""
    at = text.find(trigger) if trigger else -1
    while at >= 0:
        if any(start < at + len(trigger) and at < end for start, end in event.spans):
            return True
        at = text.find(trigger, at + 1)
    return False


def main(gold_path: Path, coded_path: Path) -> None:
    """Print both shares and the whole."""
    golds, codeds = read_coding(gold_path), read_coding(coded_path)
    tally = {"the coder's words": [0, 0], "other words": [0, 0], "all": [0, 0]}
    for name, gold in golds.items():
        ours = units(codeds[name], "triple") if name in codeds else {}
        for unit, events in units(gold, "triple").items():
            mine = ours.get(unit, [])
            for event in events if mine else ():
                if not event.date:
                    continue
                kind = "the coder's words" if any(stands(event.trigger, gold.text, m) for m in mine) else "other words"
                for key in (kind, "all"):
                    tally[key][0] += any(m.date == event.date for m in mine)
                    tally[key][1] += 1
    for key, (right, of) in tally.items():
        print(f"{key}: {right} of {of} ({right / max(of, 1):.3f})")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
