"""Each event finds its occurrence: the one whose codings it is most like, or a new one.

The mean of its likeness to the codings of an occurrence decides, so that one chance likeness cannot chain two acts. A person
may take an event out of its occurrence (`separate`) or back (`rejoin`); that is remembered, also when a report is coded again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Row, Select, and_, delete, insert, or_, select, update

from vigie.errors import StoreError
from vigie.records import Actor
from vigie.store.days import Days, shift
from vigie.store.likeness import Likeness, Told, compare, load_weights, may_be_one
from vigie.store.schema import counts, events, moves, occurrences, participants, reports, separations
from vigie.store.words import stems

_MOST_CANDIDATES = 300
_MOST_MEMBERS = 12
"""Codings of an occurrence that are compared: the latest."""
_LONG_DAYS = 62
_SLACK_DAYS = 3
_FIELDS = (
    events.c.id, events.c.report_id, reports.c.family_id, reports.c.published, reports.c.language, events.c.type, events.c.modes,
    events.c.status, events.c.day_from, events.c.day_to, events.c.near_from, events.c.near_to, events.c.place, events.c.place_code,
    events.c.entry, events.c.sentence, reports.c.names, events.c.occurrence_id,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Move:
    """How an event came to its occurrence: as the `first`, or because it was `merged` (by likeness), `separated` or `joined` (by hand)."""

    event: int
    occurrence: int
    kind: str
    likeness: Likeness


def load_told(connection: Connection, ids: Iterable[int]) -> list[Told]:
    """The codings with these numbers, in their order."""
    wanted = list(ids)
    rows = connection.execute(_told().where(events.c.id.in_(wanted)).order_by(events.c.id)).all()
    return _with_details(connection, rows)


def place_events(connection: Connection, numbers: Sequence[int], now: str) -> list[Move]:
    """Give events of one report their occurrences, one after the other."""
    apart = _kept_apart(connection, numbers)
    made = [_place(connection, told, apart[told.id]) for told in load_told(connection, numbers)]
    _note(connection, made, now)
    return made


def _place(connection: Connection, told: Told, apart: set[int]) -> Move:
    rows = connection.execute(_candidates(told)).all()
    homes = {row.id: row.occurrence_id for row in rows}
    groups: dict[int, list[Told]] = defaultdict(list)
    for other in _with_details(connection, rows):
        groups[homes[other.id]].append(other)
    found = [(likeness, home) for home, members in groups.items() if home not in apart and (likeness := _judge(told, members))]
    best = max(found, key=lambda f: (f[0].score, -f[1]), default=None)
    if best is not None and best[0].score > 0:
        made = Move(told.id, best[1], "merged", best[0])
    else:
        made = Move(told.id, _new(connection, told.type), "first", Likeness(0.0, ""))
    connection.execute(update(events).where(events.c.id == made.event).values(occurrence_id=made.occurrence))
    return made


def _note(connection: Connection, made: Sequence[Move], now: str) -> None:
    """Keep how events came to their occurrences."""
    rows = [
        {"event_id": m.event, "occurrence_id": m.occurrence, "kind": m.kind, "score": round(m.likeness.score, 3), "reason": m.likeness.reason, "moved_at": now}
        for m in made
    ]
    if rows:
        connection.execute(insert(moves), rows)


def _move_by_hand(connection: Connection, event_id: int, occurrence: int, kind: str, now: str) -> None:
    connection.execute(update(events).where(events.c.id == event_id).values(occurrence_id=occurrence))
    _note(connection, [Move(event_id, occurrence, kind, Likeness(0.0, "by hand"))], now)


def separate(connection: Connection, event_id: int, now: str) -> tuple[int, int]:
    """Take an event out of its occurrence for good; numbers of the old and the new occurrence.

    Raises:
        StoreError: It is alone in its occurrence.
    """
    home, kind = connection.execute(select(events.c.occurrence_id, events.c.type).where(events.c.id == event_id)).one()
    others = connection.execute(select(events.c.id).where(events.c.occurrence_id == home, events.c.id != event_id)).scalars().all()
    if not others:
        raise StoreError(f"event {event_id} is alone in its occurrence: there is nothing to separate it from")
    rows = [{"event_id": a, "other_id": b} for other in others for a, b in ((event_id, other), (other, event_id))]
    connection.execute(delete(separations).where(or_(separations.c.event_id == event_id, separations.c.other_id == event_id)))
    connection.execute(insert(separations), rows)
    alone = _new(connection, kind)
    _move_by_hand(connection, event_id, alone, "separated", now)
    return home, alone


def rejoin(connection: Connection, event_id: int, occurrence: int, now: str) -> tuple[int, int]:
    """Put an event into an occurrence by hand; numbers of the old and the new occurrence.

    Raises:
        StoreError: There is no such occurrence, or it is of another type.
    """
    home, kind = connection.execute(select(events.c.occurrence_id, events.c.type).where(events.c.id == event_id)).one()
    there = connection.execute(select(occurrences.c.type).where(occurrences.c.id == occurrence)).scalar()
    if there != kind:
        raise StoreError(f"occurrence {occurrence} is {there or 'not there'}, event {event_id} is {kind}: choose one of its type")
    connection.execute(delete(separations).where(or_(separations.c.event_id == event_id, separations.c.other_id == event_id)))
    _move_by_hand(connection, event_id, occurrence, "joined", now)
    return home, occurrence


def _new(connection: Connection, kind: str) -> int:
    blank = {"modes": "", "status": "", "value": "", "place": "", "place_code": "", "words": "", "score": 0.0, "reports": 0, "sources": 0}
    return int(connection.execute(insert(occurrences).values(type=kind, **blank).returning(occurrences.c.id)).scalar_one())


def _judge(told: Told, members: list[Told]) -> Likeness | None:
    """How much an event is like the codings of an occurrence; nothing where one of them forbids it."""
    latest = members[-_MOST_MEMBERS:]
    if any(member.report == told.report for member in members):
        return None
    judged = [load_weights().judge(compare(told, member)) for member in latest if may_be_one(told, member)]
    if not judged:
        return None
    best = max(judged, key=lambda j: j.score)
    return Likeness(sum(j.score for j in judged) / len(judged), best.reason)


def _kept_apart(connection: Connection, numbers: Sequence[int]) -> Mapping[int, set[int]]:
    """For each event, the occurrences that hold one from which a person separated it."""
    found: dict[int, set[int]] = defaultdict(set)
    query = select(separations.c.event_id, events.c.occurrence_id).join(events, separations.c.other_id == events.c.id)
    for row in connection.execute(query.where(separations.c.event_id.in_(numbers))):
        found[row.event_id].add(row.occurrence_id)
    return found


def _told() -> Select[tuple[object, ...]]:
    return select(*_FIELDS).join(reports, reports.c.id == events.c.report_id)


def _candidates(told: Told) -> Select[tuple[object, ...]]:
    """Codings of its type, of near days and with a participant in common; of very many, the latest."""
    codes = sorted({a.code for a in (*told.actors, *told.recipients)} - {"---"})
    shared = select(participants.c.event_id).where(
        participants.c.event_id == events.c.id, participants.c.code.in_(codes), participants.c.role != "according_to"
    )
    first, last = shift(told.near.first, -_SLACK_DAYS), shift(told.near.last, _SLACK_DAYS)
    if told.near.is_long:
        when = and_(events.c.is_long == 1, events.c.near_from <= last, events.c.near_to >= first)
    else:
        when = and_(events.c.is_long == 0, events.c.near_from.between(shift(first, -_LONG_DAYS), last), events.c.near_to >= first)
    near = _told().where(events.c.type == told.type, when, events.c.report_id != told.report, events.c.occurrence_id.is_not(None), shared.exists())
    return near.order_by(events.c.id.desc()).limit(_MOST_CANDIDATES)


def _with_details(connection: Connection, rows: Iterable[Row[tuple[object, ...]]]) -> list[Told]:
    """Rows of events as they are compared, in order of their numbers."""
    found = sorted(rows, key=lambda r: r.id)
    ids = [row.id for row in found]
    if not ids:
        return []
    sides: dict[tuple[int, str], list[Actor]] = defaultdict(list)
    order = (participants.c.event_id, participants.c.role, participants.c.position)
    for p in connection.execute(select(participants).where(participants.c.event_id.in_(ids)).order_by(*order)):
        sides[p.event_id, p.role].append(Actor(p.code, p.sector, p.name))
    figures: dict[int, list[tuple[str, float, float]]] = defaultdict(list)
    for c in connection.execute(select(counts).where(counts.c.event_id.in_(ids)).order_by(counts.c.event_id, counts.c.kind)):
        figures[c.event_id].append((c.kind, c.low, c.high))
    return [
        Told(
            id=r.id, report=r.report_id, family=r.family_id or r.report_id, published=r.published or "", language=r.language, type=r.type,
            modes=frozenset(r.modes.split()), status=r.status, actors=tuple(sides[r.id, "actor"]), recipients=tuple(sides[r.id, "recipient"]),
            days=Days(r.day_from, r.day_to) if r.day_from else None, near=Days(r.near_from, r.near_to), place=r.place,
            place_code=r.place_code, counts=tuple(figures[r.id]), entry=r.entry, words=stems(r.sentence), names=frozenset(r.names.split()),
        )
        for r in found
    ]  # fmt: skip


