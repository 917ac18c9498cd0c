"""What is scheduled, and what became of it: due, held, postponed, cancelled, or nothing told.

Postponed: a later report gives a later day. Held: a report tells that it took place, in the same occurrence or in one of the same
type, day and participants. Cancelled: a report denies it, or one of the participants rejects it before the day in words
that the announcement shares.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, select

from vigie.store.days import LAST, Days, read_days
from vigie.store.filters import Filter, first_day, last_day
from vigie.store.schema import events, occurrences, reports
from vigie.store.views.occurrences import Occurrence, load_occurrences, numbers_of
from vigie.store.words import stems

_SHARED = 2


@dataclass(frozen=True, slots=True)
class Appointment:
    """One thing that was announced."""

    occurrence: int
    date: str
    """The day that was announced last."""
    state: str
    """`due`, `held`, `postponed`, `cancelled`, or `not told` once the day has passed."""
    type: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    place: str
    announced: tuple[str, ...]
    """The days announced, in order of the reports."""
    by: int
    """The occurrence that tells what became of it, or 0."""
    words: str


def list_appointments(connection: Connection, today: str, limits: Filter) -> list[Appointment]:
    """The calendar, by day; `today` (empty: the last day told of) parts what is due from what has passed."""
    scheduled = select(events.c.occurrence_id).where(events.c.status == "scheduled", events.c.occurrence_id.is_not(None))
    plain = Filter(limits.actors, limits.dyad, limits.types, (), limits.place)
    acts = load_occurrences(connection, numbers_of(connection, occurrences.c.id.in_(scheduled), *plain.conditions()))
    day = last_day(today) if today else _last_told(connection)
    announced = _announced(connection, [a.id for a in acts])
    others = load_occurrences(connection, numbers_of(connection, occurrences.c.status == "occurred", *plain.conditions()))
    found = [_appointment(act, announced[act.id], others, day) for act in acts]
    chosen = [a for a in found if not limits.statuses or a.state in limits.statuses]
    return sorted((a for a in chosen if _within(a, limits)), key=lambda a: (a.date or LAST, a.occurrence))


def _last_told(connection: Connection) -> str:
    row = connection.execute(select(reports.c.published).where(reports.c.published.is_not(None)).order_by(reports.c.published.desc()).limit(1)).first()
    return row.published if row else ""


def _announced(connection: Connection, numbers: list[int]) -> dict[int, tuple[str, ...]]:
    query = (
        select(events.c.occurrence_id, events.c.value).join(reports, reports.c.id == events.c.report_id)
        .where(events.c.occurrence_id.in_(numbers), events.c.status == "scheduled").order_by(reports.c.published, reports.c.id)
    )  # fmt: skip
    found: dict[int, tuple[str, ...]] = dict.fromkeys(numbers, ())
    for row in connection.execute(query):
        if row.value and row.value not in found[row.occurrence_id]:
            found[row.occurrence_id] += (row.value,)
    return found


def _appointment(act: Occurrence, announced: tuple[str, ...], others: list[Occurrence], today: str) -> Appointment:
    date = act.date or (announced[-1] if announced else "")
    days = read_days(date)
    state, by = _became(act, days, others)
    if not state and days is not None and len(announced) > 1 and announced[-1] > announced[0]:
        state = "postponed"
    if not state:
        state = "not told" if days is not None and days.last < today else "due"
    return Appointment(act.id, date, state, act.type, act.actors, act.recipients, act.place, announced, by, act.words)


def _became(act: Occurrence, days: Days | None, others: list[Occurrence]) -> tuple[str, int]:
    if act.status == "occurred":
        return "held", act.id
    if act.status == "negated":
        return "cancelled", act.id
    mine = _codes(act)
    for other in others:
        other_days = read_days(other.date)
        if other.type == act.type and days and other_days and days.first <= other_days.first <= days.last and len(mine & _codes(other)) >= min(2, len(mine)):
            return "held", other.id
        is_no = other.type == "REJECT" and mine & _codes(other) and len(stems(act.words) & stems(other.words)) >= _SHARED
        if is_no and act.first_told <= other.first_told and (days is None or other.first_told <= days.last):
            return "cancelled", other.id
    return "", 0


def _codes(act: Occurrence) -> frozenset[str]:
    return frozenset(who.split()[0] for who in (*act.actors, *act.recipients))


def _within(found: Appointment, limits: Filter) -> bool:
    days = read_days(found.date)
    if days is None:
        return not (limits.since or limits.until)
    return (not limits.since or days.last >= first_day(limits.since)) and (not limits.until or days.first <= last_day(limits.until))


