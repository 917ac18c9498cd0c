"""One record for each distinct event of a report, however often the report tells it.

Two codings are one event when their type agrees, their participants do not contradict each other (an empty side, or the same
codes), and neither date nor status does, nor modes where both have some. The fuller one is kept and completed, and keeps the other's
words as a further mention. What one party tells and another denies is one event as well, with both attributions.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from vigie.records import Actor, Event, Span, codes_of

_STEM = 5
_OPEN_STATUS = frozenset({"occurred", "alleged"})


def _sides_agree(a: Sequence[Actor], b: Sequence[Actor]) -> bool:
    one, two = codes_of(a), codes_of(b)
    return not one or not two or one <= two or two <= one


def _dates_agree(a: str, b: str) -> bool:
    return not a or not b or a.startswith(b) or b.startswith(a)


def _lemma(event: Event) -> str:
    """The word of the entry that was matched: `fr.accuse.verb.condamner.1` → `condamner`."""
    parts = event.evidence.entry.split(".")
    return parts[-2] if len(parts) > 1 else ""


def _is_heading(event: Event, headings: Sequence[Span]) -> bool:
    return any(span.covers(event.evidence.span) for span in headings)


def _told_alike(a: Event, b: Event, headings: Sequence[Span]) -> bool:
    """Whether the words allow for one event: akin, or one of them in the title or standfirst, or on the same day."""
    stem = _STEM
    akin = _lemma(a)[:stem] == _lemma(b)[:stem] or bool(set(a.modes) & set(b.modes))
    return akin or bool(a.date) and a.date == b.date or _is_heading(a, headings) != _is_heading(b, headings)


def are_same(a: Event, b: Event, headings: Sequence[Span]) -> bool:
    """Whether two codings of one report tell of the same event."""
    if not _told_alike(a, b, headings):
        return False
    if a.type != b.type or not _dates_agree(a.date, b.date):
        return False
    if a.modes and b.modes and not set(a.modes) & set(b.modes):
        return False
    if a.status != b.status and not {a.status, b.status} <= _OPEN_STATUS and not are_contradicting(a, b):
        return False
    if not (_sides_agree(a.actors, b.actors) and _sides_agree(a.recipients, b.recipients)):
        return False
    shared = codes_of(a.actors) & codes_of(b.actors) or codes_of(a.recipients) & codes_of(b.recipients)
    return bool(shared)


def are_contradicting(a: Event, b: Event) -> bool:
    """Whether one party tells of an act and another denies it."""
    statuses = {a.status, b.status}
    if "negated" not in statuses or not statuses & _OPEN_STATUS or not a.attributions or not b.attributions:
        return False
    return {actor.code for actor, _ in a.attributions}.isdisjoint(actor.code for actor, _ in b.attributions)


def _weight(event: Event) -> tuple[int, int, int]:
    return (bool(event.actors) + bool(event.recipients), bool(event.date), len(event.modes))


def _named(best: Sequence[Actor], other: Sequence[Actor]) -> tuple[Actor, ...]:
    """The more complete side of two."""
    return tuple(best) if len(codes_of(best)) >= len(codes_of(other)) else tuple(other)


def merge(a: Event, b: Event) -> Event:
    """One event from two codings of it; the fuller gives trigger and participants, the other what it lacks."""
    best, other = (b, a) if (b.status != "negated", _weight(b)) > (a.status != "negated", _weight(a)) else (a, b)
    if are_contradicting(best, other):
        return replace(complete(best, other), status="alleged", according_to=best.according_to)
    return complete(best, other)


def complete(best: Event, other: Event) -> Event:
    """An event with what another coding of it adds."""
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
        according_to=best.according_to,
        attributions=(*best.attributions, *(t for t in other.attributions if t not in best.attributions)),
        status="occurred" if "occurred" in (best.status, other.status) else best.status,
        counts=tuple((name, low, high) for name, (low, high) in sorted(counts.items())),
        mentions=(*best.mentions, other.evidence, *other.mentions),
        spans=best.spans,
    )


def merge_events(events: Sequence[Event], headings: Sequence[Span], echoes: Sequence[Event] = ()) -> list[Event]:
    """Merge the codings of one report, in order of the text.

    Args:
        events: As they were coded.
        headings: Where title and standfirst stand: they tell of what the body tells again.
        echoes: Codings of words that count only as further mentions of an event.
    """
    kept: list[Event] = []
    for event in events:
        for place, known in enumerate(kept):
            if are_same(known, event, headings):
                kept[place] = merge(known, event)
                break
        else:
            kept.append(event)
    for echo in echoes:
        for place, known in enumerate(kept):
            if are_same(known, echo, headings):
                kept[place] = complete(known, echo)
                break
    return kept
