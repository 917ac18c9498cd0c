"""The text of a report cut into runs, each with all that its words are evidence of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from vigie.records import Event, Reading, Span
from vigie.store.views.reports import Numbered

KINDS = ("trigger", "mention", "actor", "recipient", "according_to", "place", "date", "count", "quote", "furniture")
"""What words can be evidence of, the one that decides the looks first."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words in a row that are evidence of the same."""

    text: str
    kinds: tuple[str, ...] = ()
    """Of `KINDS`, in that order."""
    events: tuple[tuple[int, str], ...] = ()
    """Number and role for each event that rests on them."""
    begins: tuple[int, ...] = ()
    """Events whose trigger begins here."""
    why: str = ""
    """The reason for which furniture was set aside."""

    @property
    def numbers(self) -> str:
        """The events, for a page's own script: `12 15`."""
        return " ".join(dict.fromkeys(str(number) for number, _ in self.events))

    @property
    def roles(self) -> str:
        """The events with their roles: `12:actor 15:trigger`."""
        return " ".join(f"{number}:{role}" for number, role in self.events)


@dataclass(frozen=True, slots=True)
class _Mark:
    span: Span
    kind: str
    event: int = 0
    why: str = ""


def cut_text(reading: Reading, numbered: Sequence[Numbered]) -> list[Run]:
    """All of the text, in order."""
    text = reading.article.text
    marks = [m for m in _marks(reading, numbered) if 0 <= m.span.start < m.span.end <= len(text)]
    opening: dict[int, list[_Mark]] = defaultdict(list)
    for mark in marks:
        opening[mark.span.start].append(mark)
    cuts = sorted({0, len(text), *(m.span.start for m in marks), *(m.span.end for m in marks)})
    runs: list[Run] = []
    active: list[_Mark] = []
    for start, end in zip(cuts, cuts[1:], strict=False):
        active = [m for m in active if m.span.end > start] + opening[start]
        runs.append(_run(text[start:end], start, active))
    return runs


def spans_of(event: Event) -> list[tuple[str, Span]]:
    """All words that an event rests on, with their roles."""
    found = [("trigger", event.evidence.span), *event.spans, *(("mention", m.span) for m in event.mentions)]
    if event.date_span is not None:
        found.append(("date", event.date_span))
    if event.place is not None and event.place.span is not None:
        found.append(("place", event.place.span))
    return found


def _run(words: str, start: int, active: Sequence[_Mark]) -> Run:
    kinds = {m.kind for m in active}
    return Run(
        words, tuple(k for k in KINDS if k in kinds), tuple(dict.fromkeys((m.event, m.kind) for m in active if m.event)),
        tuple(dict.fromkeys(m.event for m in active if m.kind == "trigger" and m.span.start == start)), next((m.why for m in active if m.why), ""),
    )  # fmt: skip


def _marks(reading: Reading, numbered: Sequence[Numbered]) -> Iterable[_Mark]:
    for one in numbered:
        for role, span in spans_of(one.event):
            yield _Mark(span, role if role in KINDS else "count", one.id)
    for quote in reading.statements:
        if quote.kind != "indirect":
            yield from (_Mark(part, "quote") for part in quote.parts)
    yield from (_Mark(b.span, "furniture", why=b.reason) for b in reading.article.blocks if b.role == "furniture")
