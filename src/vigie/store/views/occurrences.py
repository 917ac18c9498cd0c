"""What happened: occurrences one by one, with their sides, and all that reports tell of one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, select

from vigie.errors import StoreError
from vigie.store.days import shift
from vigie.store.filters import Filter
from vigie.store.finding import find_latest
from vigie.store.schema import counts, events, moves, occurrences, participants, reports, sides

MOST = 200
_BACKGROUND_DAYS = 31
_o = occurrences.c
_OCCURRENCES = select(
    _o.id, _o.value, _o.type, _o.modes, _o.status, _o.place, _o.place_code, _o.reports, _o.sources, _o.score, _o.words, _o.first_told, _o.last_told
).where(_o.id.in_(bindparam("numbers", expanding=True)))
_SIDES = (
    select(sides.c.occurrence_id, sides.c.role, sides.c.code, sides.c.sector, sides.c.name)
    .where(sides.c.occurrence_id.in_(bindparam("numbers", expanding=True))).order_by(sides.c.occurrence_id, sides.c.role, sides.c.position)
)  # fmt: skip
"""Made once: to make a question costs more than to ask it."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One act, from all reports that tell of it."""

    id: int
    date: str
    type: str
    modes: tuple[str, ...]
    status: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    place: str
    reports: int
    sources: int
    """Independent ones: copies of an agency's text count once."""
    score: float
    words: str
    first_told: str
    last_told: str


@dataclass(frozen=True, slots=True)
class Telling:
    """What one report tells of an occurrence, and why it is counted to it."""

    event: int
    published: str
    report: str
    outlet: str
    source: str
    status: str
    date: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    according_to: str
    counts: tuple[str, ...]
    place: str
    words: str
    merged: str
    """`first`, `merged`, `separated` or `joined`, with the reason."""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Something that reports tell in different ways, with who tells what."""

    what: str
    value: str
    sources: tuple[str, ...]


def list_occurrences(connection: Connection, limits: Filter, most: int = MOST, *, before: int = 0) -> list[Occurrence]:
    """Those that a filter lets through, by day; of more than `most`, the latest, or the latest before occurrence `before`."""
    return load_occurrences(connection, find_latest(connection, limits, most, before=before))


def load_occurrences(connection: Connection, numbers: Sequence[int]) -> list[Occurrence]:
    """Occurrences by their numbers, in the same order."""
    asked = {"numbers": list(numbers)}
    people = _sides_of(connection, numbers)
    rows = {row[0]: row for row in connection.execute(_OCCURRENCES, asked).all()}
    found = []
    for number in numbers:
        if row := rows.get(number):
            _, date, kind, modes, status, place, code, told_by, sources, score, words, first, last = row
            sides_of = people.get((number, "actor"), ()), people.get((number, "recipient"), ())
            found.append(Occurrence(number, date, kind, tuple(modes.split()), status, *sides_of, place_of(place, code), told_by, sources, score, words, first or "", last or ""))
    return found


def list_tellings(connection: Connection, number: int) -> list[Telling]:
    """All that reports tell of an occurrence, in order of their days.

    Raises:
        StoreError: There is no such occurrence.
    """
    order = (reports.c.published, reports.c.id, events.c.id)
    query = select(events, reports.c.published, reports.c.name.label("report"), reports.c.title, reports.c.outlet, reports.c.source)
    rows = connection.execute(query.join(reports, reports.c.id == events.c.report_id).where(events.c.occurrence_id == number).order_by(*order)).all()
    if not rows:
        raise StoreError(f"there is no occurrence {number}: `vigie query events` shows their numbers")
    ids = [row.id for row in rows]
    people, figures, why = _participants_of(connection, ids), _counts_of(connection, ids), _moves_of(connection, ids)
    return [
        Telling(
            r.id, r.published or "", r.report or r.title, r.outlet, r.source, r.status, r.value, people.get((r.id, "actor"), ()),
            people.get((r.id, "recipient"), ()), ", ".join(people.get((r.id, "according_to"), ())), figures.get(r.id, ()),
            place_of(r.place, r.place_code), r.sentence, why.get(r.id, ""),
        )
        for r in rows
    ]  # fmt: skip


def find_contradictions(told: Sequence[Telling]) -> list[Contradiction]:
    """What tellings of one occurrence say differently: status, day, sides, place, each figure."""
    found: list[Contradiction] = []
    questions: list[tuple[str, list[tuple[str, str]]]] = [
        ("status", [(t.status, _who_says(t)) for t in told]),
        ("date", [(t.date, _who_says(t)) for t in told if t.date]),
        ("actors", [(", ".join(t.actors), _who_says(t)) for t in told if t.actors]),
        ("recipients", [(", ".join(t.recipients), _who_says(t)) for t in told if t.recipients]),
        ("place", [(t.place, _who_says(t)) for t in told if t.place]),
    ]
    for kind in sorted({figure.split(" ")[0] for t in told for figure in t.counts}):
        questions.append((kind, [(figure, _who_says(t)) for t in told for figure in t.counts if figure.split(" ")[0] == kind]))
    for what, answers in questions:
        by_value: dict[str, list[str]] = defaultdict(list)
        for value, source in answers:
            if source not in by_value[value]:
                by_value[value].append(source)
        if len(by_value) > 1:
            found += [Contradiction(what, value, tuple(sources)) for value, sources in by_value.items()]
    return found


def place_of(name: str, code: str) -> str:
    """A place for people: `Genève (CHE)`."""
    return f"{name} ({code})" if name and code else name or code


def actor_of(code: str, sector: str, name: str) -> str:
    """An actor for people: `TUR GOV Hulusi Akar`."""
    return " ".join(part for part in (code, sector, name) if part)


def storyline_of(connection: Connection, number: int, most: int = MOST) -> list[int]:
    """Occurrences of the storyline of one: those of the reports that tell of it, and of the reports that tell of these.

    What goes back more than a month before a report is background and leads nowhere.
    """
    seen, todo = {number}, [number]
    while todo and len(seen) < most:
        telling = select(events.c.report_id).where(events.c.occurrence_id.in_(todo))
        query = select(occurrences.c.id, occurrences.c.day_from, occurrences.c.first_told).where(
            occurrences.c.id.in_(select(events.c.occurrence_id).where(events.c.report_id.in_(telling)))
        )
        found = connection.execute(query.order_by(occurrences.c.id).limit(most)).all()
        recent = [r.id for r in found if not r.day_from or not r.first_told or r.day_from >= shift(r.first_told, -_BACKGROUND_DAYS)]
        todo = [n for n in recent if n not in seen]
        seen |= set(todo)
    query = select(occurrences.c.id).where(occurrences.c.id.in_(sorted(seen))).order_by(occurrences.c.day, occurrences.c.id)
    return list(connection.execute(query).scalars())


def _who_says(told: Telling) -> str:
    return f"{told.source}, according to {told.according_to}" if told.according_to else told.source


def _sides_of(connection: Connection, numbers: Sequence[int]) -> Mapping[tuple[int, str], tuple[str, ...]]:
    people: dict[tuple[int, str], tuple[str, ...]] = defaultdict(tuple)
    for number, role, code, sector, name in connection.execute(_SIDES, {"numbers": list(numbers)}).all():
        people[number, role] += (actor_of(code, sector, name),)
    return people


def _participants_of(connection: Connection, ids: Sequence[int]) -> Mapping[tuple[int, str], tuple[str, ...]]:
    people: dict[tuple[int, str], tuple[str, ...]] = defaultdict(tuple)
    query = select(participants).where(participants.c.event_id.in_(ids))
    for row in connection.execute(query.order_by(participants.c.event_id, participants.c.role, participants.c.position)):
        people[row.event_id, row.role] += (actor_of(row.code, row.sector, row.name),)
    return people


def _counts_of(connection: Connection, ids: Sequence[int]) -> Mapping[int, tuple[str, ...]]:
    found: dict[int, tuple[str, ...]] = defaultdict(tuple)
    for row in connection.execute(select(counts).where(counts.c.event_id.in_(ids)).order_by(counts.c.event_id, counts.c.kind)):
        found[row.event_id] += (f"{row.kind} {row.low:g}" if row.low == row.high else f"{row.kind} {row.low:g}–{row.high:g}",)
    return found


def _moves_of(connection: Connection, ids: Sequence[int]) -> Mapping[int, str]:
    """The last move of each event."""
    query = select(moves).where(moves.c.event_id.in_(ids)).order_by(moves.c.id)
    return {row.event_id: f"{row.kind}: {row.reason}" if row.reason else row.kind for row in connection.execute(query)}
