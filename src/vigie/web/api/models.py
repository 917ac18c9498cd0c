"""What the API answers. Numbers (`id`) stay as they are in one store; `key` is the same in every store."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, TypeVar, cast

from vigie.store.corrections import Correction
from vigie.store.views.calendar import Appointment
from vigie.store.views.dossiers import Change
from vigie.store.views.facts import Fact, Said
from vigie.store.views.measures import Measure
from vigie.store.views.occurrences import Contradiction, Occurrence, Telling
from vigie.store.views.reports import Heading
from vigie.store.views.tension import Part, Tension
from vigie.web.words import split_actor

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

T = TypeVar("T", bound="DataclassInstance")


@dataclass(frozen=True, slots=True)
class Participant:
    """Code, sector and name in the sense of the coding scheme."""

    code: str
    sector: str
    name: str


@dataclass(frozen=True, slots=True)
class Act:
    """One event, from all reports that tell of it. `score` is PLOVER's, from -10 (conflict) to 10 (cooperation)."""

    id: int
    date: str
    type: str
    modes: tuple[str, ...]
    status: str
    actors: tuple[Participant, ...]
    recipients: tuple[Participant, ...]
    place: str
    reports: int
    sources: int
    score: float
    words: str
    first_told: str
    last_told: str


@dataclass(frozen=True, slots=True)
class Mention:
    """What one report tells of an event; `report_id` and `event` are numbers in this store."""

    event: int
    report_id: int
    published: str
    report: str
    outlet: str
    source: str
    status: str
    date: str
    actors: tuple[Participant, ...]
    recipients: tuple[Participant, ...]
    according_to: str
    counts: tuple[str, ...]
    place: str
    words: str
    merged: str


@dataclass(frozen=True, slots=True)
class ActInFull:
    """An event with its mentions, contradictions and corrections."""

    event: Act
    mentions: tuple[Mention, ...]
    contradictions: tuple[Contradiction, ...]
    corrections: tuple[Correction, ...]


@dataclass(frozen=True, slots=True)
class Acts:
    """A page of events, the latest first."""

    rows: tuple[Act, ...]
    next: str | None


@dataclass(frozen=True, slots=True)
class Reports:
    """A page of reports, the latest first."""

    rows: tuple[Heading, ...]
    next: str | None


@dataclass(frozen=True, slots=True)
class Corrections:
    """A page of corrections, the latest first."""

    rows: tuple[Correction, ...]
    next: str | None


@dataclass(frozen=True, slots=True)
class Measures:
    """A page of measures, the oldest first, as they stand on a day."""

    day: str
    rows: tuple[Measure, ...]
    next: str | None


@dataclass(frozen=True, slots=True)
class Appointments:
    """A page of the calendar, by day."""

    rows: tuple[Appointment, ...]
    next: str | None


@dataclass(frozen=True, slots=True)
class Changes:
    """A page of what is new of events since a day."""

    rows: tuple[Change, ...]
    next: str | None


@dataclass(frozen=True, slots=True)
class Statements:
    """What speakers said, by day."""

    rows: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Alliances, memberships and offices."""

    rows: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Index:
    """The tension of a dyad day by day, and the acts of which the index of the last day is the sum."""

    days: tuple[Tension, ...]
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a question."""

    detail: str


def act_of(row: Occurrence) -> Act:
    """An occurrence with its participants taken apart."""
    return cast(Act, _apart(row, Act))


def mention_of(row: Telling, report: int) -> Mention:
    """A telling with its participants taken apart."""
    return cast(Mention, _apart(row, Mention, report_id=report))


def _apart(row: DataclassInstance, kind: type[Any], **more: object) -> Any:
    sides = ("actors", "recipients")
    same = {f.name: getattr(row, f.name) for f in fields(kind) if f.name not in sides and f.name not in more}
    people = {side: tuple(Participant(*split_actor(actor)) for actor in getattr(row, side)) for side in sides}
    return kind(**same, **people, **more)
