"""Runs the minimal pairs of `fr.yaml` and `en.yaml`: python benchmarks/probes/measure.py [fr|en …] [--failures]

Prints, by phenomenon, how many sentences have all their fields right and in how many of these nothing else was coded; then the causes of
the failures, each with its count; with `--failures`, every failure with what was coded instead.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from vigie.events.coding import gather
from vigie.lexicon.entries import STATUSES
from vigie.lexicon.load import load_yaml
from vigie.lexicon.ontology import load_event_types
from vigie.pipeline import Reader
from vigie.records import Event, Reading, codes_of

HERE = Path(__file__).resolve().parent
DAY = "2023-09-16"


@dataclass(frozen=True, slots=True)
class Wanted:
    """One event that a sentence tells of, or (`is_counter`) one that it does not; without a type, any event."""

    type: str
    modes: frozenset[str] | None = None
    actors: frozenset[str] = frozenset()
    recipients: frozenset[str] = frozenset()
    status: str = "occurred"
    source: str = ""
    is_counter: bool = False


def read_line(line: str) -> tuple[str, list[Wanted]]:
    """A sentence and what it must be coded as.

    Raises:
        SystemExit: The line is wrong; names it.
    """
    text, arrow, wanted = line.rpartition("=>")
    if not arrow:
        raise SystemExit(f"{line!r}: no '=>': write text => TYPE ACTORS > RECIPIENTS [status] [by CODE]")
    return text.strip(), [_wanted(part.strip(), line) for part in wanted.split(" & ")]


def _wanted(said: str, line: str) -> Wanted:
    if said == "none":
        return Wanted("", is_counter=True)
    if said.startswith("not "):
        return Wanted(said[4:], is_counter=True)
    said, _, source = said.partition(" by ")
    left, _, right = said.partition(">")
    code, _, actors = left.strip().partition(" ")
    kind, _, modes = code.partition("/")
    words = right.split()
    status = words.pop() if words and words[-1] in STATUSES else "occurred"
    kinds = load_event_types()
    told = frozenset(modes.split("+")) if modes else None
    if kind not in kinds or told and not told <= {m.name for m in kinds[kind].modes}:
        raise SystemExit(f"{line!r}: '{code}' is no event type with its modes")
    return Wanted(kind, told, _codes(actors), _codes("".join(words)), status, source.strip())


def _codes(text: str) -> frozenset[str]:
    return frozenset(c.strip() for c in text.split(",") if c.strip() not in ("", "-"))


def wrong_fields(wanted: Wanted, event: Event) -> list[str]:
    """The fields of an event of the wanted type that are not as wanted."""
    actors, recipients = codes_of(event.actors), codes_of(event.recipients)
    if load_event_types()[wanted.type].is_mutual:
        pairs = [("participants", actors | recipients == wanted.actors | wanted.recipients)]
    else:
        pairs = [("actor", actors == wanted.actors), ("recipient", recipients == wanted.recipients)]
    pairs.append(("status", event.status == wanted.status))
    pairs.append(("mode", wanted.modes is None or frozenset(event.modes) == wanted.modes))
    pairs.append(("according to", not wanted.source or event.according_to is not None and event.according_to.code == wanted.source))
    return [name for name, is_right in pairs if not is_right]


def fault_of(wanted: Wanted, reading: Reading) -> str:
    """Why a sentence is not coded as wanted; empty where it is."""
    alike = [e for e in reading.events if e.type == wanted.type or not wanted.type]
    if wanted.is_counter:
        return "event where there is none" if alike else ""
    if alike:
        return ", ".join(min((wrong_fields(wanted, e) for e in alike), key=len))
    candidates, _ = gather(reading.article, reading.sentences, reading.dates, reading.mentions, reading.statements)
    if not any(c.type == wanted.type for c in candidates):
        return "no candidate of the type" + (", another type coded" if reading.events else "")
    return "candidate of the type passed over" + (", another type coded" if reading.events else "")


def shown(events: Sequence[Event]) -> str:
    """Events in the notation of the pairs."""
    said = []
    for e in events:
        sides = " > ".join(",".join(a.code for a in side) or "-" for side in (e.actors, e.recipients))
        mode = "/" + "+".join(e.modes) if e.modes else ""
        source = f" by {e.according_to.code}" if e.according_to else ""
        said.append(f"{e.type}{mode} {sides} {e.status}{source}")
    return " & ".join(said) or "none"


def main(language: str, list_failures: bool) -> None:
    """Print a row for each phenomenon, the causes of failures and the total."""
    reader = Reader(language)
    causes: Counter[str] = Counter()
    failures = []
    right = total = clean = 0
    for phenomenon, lines in load_yaml(HERE / f"{language}.yaml").items():
        good = alone = 0
        for line in lines:
            text, expected = read_line(line)
            reading = reader.read(text, published=DAY, language=language)
            faults = [fault for wanted in expected if (fault := fault_of(wanted, reading))]
            good += not faults
            alone += not faults and len(reading.events) == sum(not w.is_counter for w in expected)
            causes.update(faults)
            if faults:
                failures.append(f"{phenomenon}: {line}\n    {'; '.join(faults)} | {shown(reading.events)}")
        print(f"{good:4} of {len(lines):4}, {alone:4} with nothing else  {phenomenon}")
        right, total, clean = right + good, total + len(lines), clean + alone
    for cause, count in causes.most_common():
        print(f"{count:4} {cause}")
    if list_failures:
        print("\n".join(failures))
    print(f"{language}: {right} of {total} ({right / total:.3f}), {clean} with nothing else")


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("language", nargs="*", default=["fr", "en"], help="fr, en")
    options.add_argument("--failures", action="store_true", help="every failure with what was coded instead")
    arguments = options.parse_args()
    for name in arguments.language:
        main(name, arguments.failures)
