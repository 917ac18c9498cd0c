"""Dyads: the pairs of one actor and one recipient that an event's two sides make.

Formats of one row a pair need them. Where an event has no recipient but several actors (a meeting, a clash), every two of them make a pair,
in the order of the list; where a side is empty, the other's members stand alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from vigie.export.coded import CodedActor, CodedEvent


@dataclass(frozen=True, slots=True)
class Dyad:
    """One pair of an event."""

    number: int
    """Its number in the event, from 1."""
    actor: CodedActor | None
    recipient: CodedActor | None
    is_mutual: bool
    """Whether both are actors of an event without recipients, so that their order says nothing."""


def iter_dyads(event: CodedEvent) -> Iterator[Dyad]:
    """The pairs of an event, at least one."""
    if not event.recipients and len(event.actors) > 1:
        pairs = enumerate(combinations(event.actors, 2), 1)
        yield from (Dyad(number, one, other, True) for number, (one, other) in pairs)
        return
    both = [(a, r) for a in event.actors or (None,) for r in event.recipients or (None,)]
    yield from (Dyad(number, actor, recipient, False) for number, (actor, recipient) in enumerate(both, 1))
