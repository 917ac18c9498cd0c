"""How many attribution probes are right: who is said to have done it, with what status, according to whom.

    python benchmarks/attribution/measure.py [fr] [en] [--errors]

One probe a line in `fr.txt` and `en.txt`: text, type with actor and recipient, status, and the code of the source (`-` for
nobody). The lines are minimal pairs: the same act told, reported, denied, feared, announced. A probe is right when an event of
that type has that actor, recipient, status and source, and no event of that type makes the source its actor.
"""

from __future__ import annotations

import sys
from pathlib import Path

import vigie
from vigie.records import Event, Reading

HERE = Path(__file__).parent


def is_right(event: Event, actor: str, recipient: str, status: str, source: str) -> bool:
    """Whether an event is what a probe asks for."""
    told = event.according_to.code if event.according_to else "-"
    sides = actor in {a.code for a in event.actors} and recipient in {r.code for r in event.recipients}
    return sides and event.status == status and told == source


def passes(reading: Reading, kind: str, status: str, source: str) -> bool:
    """Whether a reading passes a probe; `kind` is type, actor and recipient."""
    type_, actor, recipient = kind.split()
    events = [e for e in reading.events if e.type == type_]
    stolen = any(source in {a.code for a in e.actors} for e in events)
    return not stolen and any(is_right(e, actor, recipient, status, source) for e in events)


def main() -> None:
    """Print the share of probes passed for each language."""
    for language in [a for a in sys.argv[1:] if not a.startswith("-")] or ["fr", "en"]:
        reader = vigie.Reader(language=language)
        lines = (HERE / f"{language}.txt").read_text(encoding="utf-8").splitlines()
        probes = [[cell.strip() for cell in line.split("|")] for line in lines if line and not line.startswith("#")]
        right = 0
        for text, kind, status, source in probes:
            reading = reader.read(text, published="2024-03-07")
            passed = passes(reading, kind, status, source)
            right += passed
            if not passed and "--errors" in sys.argv:
                print(f"{text} | {kind} | {status} | {source}")
                for e in reading.events:
                    told = e.according_to.code if e.according_to else "-"
                    print(f"    {e.type} {[a.code for a in e.actors]} {[r.code for r in e.recipients]} {e.status} {told}")
        print(f"{language} {len(probes)} probes  right {right / len(probes):.3f}")


if __name__ == "__main__":
    main()
