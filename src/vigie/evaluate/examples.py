"""Run the examples of the lexicons: does each sentence give what its entry promises?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from vigie.lexicon.entries import EventEntry
from vigie.lexicon.examples import Example, parse_example
from vigie.lexicon.ontology import load_event_types
from vigie.records import Event, codes_of


@dataclass(frozen=True, slots=True)
class Outcome:
    """One example and what the coder said to it."""

    entry: EventEntry
    example: Example
    events: tuple[Event, ...]
    is_right: bool


def _satisfies(event: Event, example: Example) -> bool:
    if event.type != example.type or event.status != example.status:
        return False
    actors, recipients = codes_of(event.actors), codes_of(event.recipients)
    wanted = frozenset(example.actors), frozenset(example.recipients)
    if load_event_types()[example.type].is_mutual:
        return actors | recipients == wanted[0] | wanted[1]
    if (actors, recipients) != wanted:
        return False
    return not example.modes or set(example.modes) <= set(event.modes)


def is_satisfied(example: Example, events: Iterable[Event]) -> bool:
    """Whether the events of a sentence are what its example says."""
    events = tuple(events)
    if example.is_counter:
        return not events if not example.type else all(e.type != example.type for e in events)
    return any(_satisfies(event, example) for event in events)


def run_examples(
    entries: Iterable[EventEntry], code: Callable[[str], tuple[Event, ...]]
) -> Iterator[Outcome]:
    """Code each example of each entry.

    Args:
        entries: Entries with their examples.
        code: Codes one sentence.
    """
    for entry in entries:
        for line in entry.examples:
            example = parse_example(line, entry.id)
            events = code(example.text)
            yield Outcome(entry, example, events, is_satisfied(example, events))
