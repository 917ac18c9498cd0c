"""Each event finds its occurrence: the one whose codings it is most like, or a new one.

The mean of its likeness to the codings of an occurrence decides, so that one chance likeness cannot chain two acts. A person
may take an event out of its occurrence (`separate`) or back (`rejoin`); that is remembered, also when a report is coded again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import ColumnElement, Connection, Row, Select, bindparam, delete, insert, or_, select, update

from vigie.errors import StoreError
from vigie.records import Actor
from vigie.store.days import LONG_DAYS, Days, shift
from vigie.store.likeness import UNKNOWN, Likeness, Told, compare, load_weights, may_be_one
from vigie.store.schema import counts, events, moves, occurrences, participants, reports, separations
from vigie.store.words import stems

_MOST_CANDIDATES = 300
_MOST_MEMBERS = 12
"""Codings of an occurrence that are compared: the latest."""
_SLACK_DAYS = 3
_PART = 500
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


class Pool:
    """Codings that events of one transaction were compared with, and their occurrences: neighbouring reports meet the same."""

    def __init__(self) -> None:
        self._told: dict[int, Told] = {}
        self.homes: dict[int, int] = {}

    def load(self, connection: Connection, ids: Iterable[int]) -> None:
        """Have these codings at hand."""
        missing = sorted(set(ids) - set(self._told))
        for start in range(0, len(missing), _PART):
            rows = connection.execute(_told().where(events.c.id.in_(missing[start : start + _PART]))).all()
            self.homes |= {row.id: row.occurrence_id for row in rows if row.occurrence_id is not None}
            for told in _with_details(connection, rows):
                self._told[told.id] = told

    def of(self, ids: Iterable[int]) -> list[Told]:
        """Those of these codings that have an occurrence, in their order."""
        return [self._told[i] for i in ids if i in self.homes]

    def forget(self) -> None:
        """Load anew: a report was coded again."""
        self._told.clear()
        self.homes.clear()


def place_events(connection: Connection, numbers: Sequence[int], now: str, pool: Pool) -> list[Move]:
    """Give events of one report their occurrences, one after the other."""
    if not numbers:
        return []
    apart = _kept_apart(connection, numbers)
    told = load_told(connection, numbers)
    near = {t.id: _candidates(connection, t) for t in told}
    pool.load(connection, {number for found in near.values() for number in found})
    homes = {t.id: _choose(t, pool.of(near[t.id]), pool.homes, apart[t.id]) for t in told}
    fresh = [t for t in told if homes[t.id] is None]
    created = dict(zip((t.id for t in fresh), _new(connection, [t.type for t in fresh]), strict=True))
    made = []
    for t in told:
        home = homes[t.id]
        made.append(Move(t.id, created[t.id], "first", Likeness(0.0, "")) if home is None else Move(t.id, home[1], "merged", home[0]))
    connection.execute(_PUT, [{"number": m.event, "home": m.occurrence} for m in made])
    _note(connection, made, now)
    return made


def _choose(told: Told, others: list[Told], homes: Mapping[int, int], apart: set[int]) -> tuple[Likeness, int] | None:
    """The occurrence that an event is most like, if it is like one."""
    groups: dict[int, list[Told]] = defaultdict(list)
    for other in others:
        groups[homes[other.id]].append(other)
    found = [(likeness, home) for home, members in groups.items() if home not in apart and (likeness := _judge(told, members))]
    best = max(found, key=lambda f: (f[0].score, -f[1]), default=None)
    return best if best is not None and best[0].score > 0 else None


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
    (alone,) = _new(connection, [kind])
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


def _new(connection: Connection, kinds: Sequence[str]) -> Sequence[int]:
    """Numbers of new occurrences, one for each type."""
    blank = {"modes": "", "status": "", "value": "", "place": "", "place_code": "", "words": "", "score": 0.0, "reports": 0, "sources": 0}
    rows = [{"type": kind, **blank} for kind in kinds]
    return connection.execute(insert(occurrences).returning(occurrences.c.id, sort_by_parameter_order=True), rows).scalars().all() if rows else []


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


@lru_cache(maxsize=20_000)
def _stems(sentence: str) -> frozenset[str]:
    return stems(sentence)


@lru_cache(maxsize=5_000)
def _names(names: str) -> frozenset[str]:
    return frozenset(names.split())


def _told() -> Select[tuple[object, ...]]:
    return select(*_FIELDS).join(reports, reports.c.id == events.c.report_id)


def _candidates(connection: Connection, told: Told) -> list[int]:
    """Codings of its type, of near days and with a participant in common; of very many, the latest."""
    first, last = shift(told.near.first, -_SLACK_DAYS), shift(told.near.last, _SLACK_DAYS)
    found: set[int] = set()
    for code in sorted({a.code for a in (*told.actors, *told.recipients)} - {UNKNOWN}):
        query = _LONG if told.near.is_long else _NEAR
        asked = {"code": code, "type": told.type, "first": first, "last": last, "report": told.report, "earliest": shift(first, -LONG_DAYS)}
        found.update(connection.execute(query, asked).scalars().all())
    return sorted(found)[-_MOST_CANDIDATES:]


def _near(when: ColumnElement[bool], *, is_long: bool) -> Select[int]:
    """The question for codings near in time; made once, since making it costs more than asking it."""
    p = participants.c
    query = select(p.event_id).join(events, events.c.id == p.event_id).where(p.code == bindparam("code"), p.type == bindparam("type"), when)
    limits = (p.near_to >= bindparam("first"), p.role != "according_to", events.c.report_id != bindparam("report"), events.c.is_long == int(is_long))
    return query.where(*limits).order_by(p.event_id.desc()).limit(_MOST_CANDIDATES)


_NEAR = _near(participants.c.near_from.between(bindparam("earliest"), bindparam("last")), is_long=False)
_LONG = _near(participants.c.near_from <= bindparam("last"), is_long=True)
_PUT = update(events).where(events.c.id == bindparam("number")).values(occurrence_id=bindparam("home"))


def _with_details(connection: Connection, rows: Iterable[Row[tuple[object, ...]]]) -> list[Told]:
    """Rows of events as they are compared, in order of their numbers."""
    found = sorted(rows, key=lambda r: r.id)
    ids = [row.id for row in found]
    if not ids:
        return []
    sides: dict[tuple[int, str], list[Actor]] = defaultdict(list)
    fields = (participants.c.event_id, participants.c.role, participants.c.code, participants.c.sector, participants.c.name)
    order = (participants.c.event_id, participants.c.role, participants.c.position)
    for p in connection.execute(select(*fields).where(participants.c.event_id.in_(ids)).order_by(*order)):
        sides[p.event_id, p.role].append(Actor(p.code, p.sector, p.name))
    figures: dict[int, list[tuple[str, float, float]]] = defaultdict(list)
    for c in connection.execute(select(counts).where(counts.c.event_id.in_(ids)).order_by(counts.c.event_id, counts.c.kind)):
        figures[c.event_id].append((c.kind, c.low, c.high))
    return [
        Told(
            id=r.id, report=r.report_id, family=r.family_id or r.report_id, published=r.published or "", language=r.language, type=r.type,
            modes=frozenset(r.modes.split()), status=r.status, actors=tuple(sides[r.id, "actor"]), recipients=tuple(sides[r.id, "recipient"]),
            days=Days(r.day_from, r.day_to) if r.day_from else None, near=Days(r.near_from, r.near_to), place=r.place,
            place_code=r.place_code, counts=tuple(figures[r.id]), entry=r.entry, words=_stems(r.sentence), names=_names(r.names),
        )
        for r in found
    ]  # fmt: skip


