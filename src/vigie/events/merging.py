"""One record for each distinct event of a report, however often the report tells it.

Two codings are one event when their type agrees, their participants do not contradict each other (an empty side, or the same
codes), and neither date nor status does. The fuller one is kept and completed, and keeps the other's words as a further mention.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from vigie.records import Actor, Event

_OPEN_STATUS = frozenset({"occurred", "alleged"})


def _codes(actors: Sequence[Actor]) -> frozenset[str]:
    return frozenset(a.code for a in actors)


def _sides_agree(a: Sequence[Actor], b: Sequence[Actor]) -> bool:
    one, two = _codes(a), _codes(b)
    return not one or not two or one <= two or two <= one


def _dates_agree(a: str, b: str) -> bool:
    return not a or not b or a.startswith(b) or b.startswith(a)


def are_same(a: Event, b: Event) -> bool:
    """Whether two codings of one report tell of the same event."""
    if a.type != b.type or not _dates_agree(a.date, b.date):
        return False
    if a.status != b.status and not {a.status, b.status} <= _OPEN_STATUS:
        return False
    if not (_sides_agree(a.actors, b.actors) and _sides_agree(a.recipients, b.recipients)):
        return False
    shared = _codes(a.actors) & _codes(b.actors) or _codes(a.recipients) & _codes(b.recipients)
    return bool(shared)


def _weight(event: Event) -> tuple[int, int, int]:
    return (bool(event.actors) + bool(event.recipients), bool(event.date), len(event.modes))


def _named(best: Sequence[Actor], other: Sequence[Actor]) -> tuple[Actor, ...]:
    """The more complete side of two."""
    return tuple(best) if len(_codes(best)) >= len(_codes(other)) else tuple(other)


def merge(a: Event, b: Event) -> Event:
    """One event from two codings of it; the fuller gives trigger and participants, the other what it lacks."""
    best, other = (b, a) if _weight(b) > _weight(a) else (a, b)
    counts = {name: (low, high) for name, low, high in (*other.counts, *best.counts)}
    return replace(
        best,
        actors=_named(best.actors, other.actors),
        recipients=_named(best.recipients, other.recipients),
        modes=best.modes or other.modes,
        date=max(best.date, other.date, key=len) if best.date or other.date else "",
        date_span=best.date_span or other.date_span,
        date_reason=best.date_reason or other.date_reason,
        place=best.place or other.place,
        according_to=best.according_to or other.according_to,
        status="occurred" if "occurred" in (a.status, b.status) else best.status,
        counts=tuple((name, low, high) for name, (low, high) in sorted(counts.items())),
        mentions=(*best.mentions, other.evidence, *other.mentions),
        spans=best.spans,
    )


def merge_events(events: Sequence[Event]) -> list[Event]:
    """Merge the codings of one report, in order of the text."""
    kept: list[Event] = []
    for event in events:
        for place, known in enumerate(kept):
            if are_same(known, event):
                kept[place] = merge(known, event)
                break
        else:
            kept.append(event)
    return kept
