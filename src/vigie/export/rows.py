"""What one row of a table is made from: an event of a report, one of its dyads, and the day on which it is placed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from vigie.errors import InputError
from vigie.export.coded import CodedActor, CodedEvent, CodedReport
from vigie.export.days import PlacedDay, days_of, place_day
from vigie.export.dyads import Dyad, iter_dyads
from vigie.export.towns import Town, town_of
from vigie.lexicon.crosswalks import load_countries, load_folding
from vigie.lexicon.ontology import EventType, load_event_types
from vigie.records import Span

QUADS = {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}


@dataclass(frozen=True, slots=True)
class Row:
    """One row to be."""

    report: CodedReport
    event: CodedEvent
    dyad: Dyad
    kind: EventType
    """The event's type; in formats that fold, the type that it is folded into."""
    modes: tuple[str, ...]
    """The event's modes; none where it was folded into another type."""
    day: PlacedDay

    @property
    def score(self) -> float:
        """PLOVER's conflict-cooperation score of type and modes."""
        return self.kind.score_of(self.modes)

    @property
    def key(self) -> str:
        """An id of the row: the event's, with the dyad's number where there are several."""
        return self.event.id if self.dyad.number == 1 else f"{self.event.id}-{self.dyad.number}"

    @property
    def town(self) -> Town | None:
        """The town that it took place in, when we know it."""
        return town_of(self.event.place)

    @property
    def trigger(self) -> Span | None:
        """Where the trigger stands."""
        return self.event.span("trigger")

    @property
    def line(self) -> int | None:
        """Number of the line of the report, furniture left out, in which the trigger stands."""
        return self.report.line_of(self.trigger.start) or None if self.trigger else None


def iter_rows(report: CodedReport, left_out: Counter[str] | None = None) -> Iterator[Row]:
    """A row for each dyad of each event.

    Args:
        report: What was coded.
        left_out: For formats that know no status but that something happened: only what they can hold is given, folded; what is left out is
            counted here by its status.
    """
    for event in report.events:
        folded = None if left_out is None else folded_type(event)
        if left_out is not None and folded is None and event.status not in load_folding().told_as_fact:
            left_out[event.status] += 1
            continue
        kind = _event_type(folded or event.type)
        day = place_day(event.date, report.published)
        for dyad in iter_dyads(event):
            yield Row(report, event, dyad, kind, () if folded else event.mode, day)


def folded_type(event: CodedEvent) -> str | None:
    """The type that a future act is folded into, if it is."""
    return load_folding().future.get(event.type) if event.status == "scheduled" else None


def is_historical(event: CodedEvent, report: CodedReport) -> bool:
    """Whether an event is background: over long before the report."""
    last, told = days_of(event.date).last, days_of((report.published or "")[:10]).first
    return last is not None and told is not None and (told - last).days > load_folding().historical_after_days


def country_name(code: str | None) -> str | None:
    """The English name of a country; the code itself for what is none, such as an organisation."""
    country = load_countries().get(code or "")
    return country.name if country else code if code and code != "---" else None


def name_of(actor: CodedActor | None) -> str | None:
    """What an actor is called: its own name, else its country's or organisation's."""
    return (actor.name or country_name(actor.code)) if actor else None


def _event_type(name: str) -> EventType:
    types = load_event_types()
    if name not in types:
        raise InputError(f"'{name}' is no event type: one of {', '.join(types)}")
    return types[name]
