"""What is scheduled, and what became of it: due, held, postponed, cancelled, or nothing told (`vigie.store.calendar`)."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, literal_column, select

from vigie.store.days import read_days
from vigie.store.filters import Filter, last_day
from vigie.store.finding import find_latest
from vigie.store.schema import appointments, occurrences, reports
from vigie.store.views.occurrences import MOST, load_occurrences


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


def list_appointments(connection: Connection, today: str, limits: Filter, most: int = MOST, *, before: int = 0) -> list[Appointment]:
    """The calendar, by day; of more than `most` the latest, or the latest before occurrence `before`.

    `today` (empty: the last day told of) parts what is due from what has passed. What was announced for no day stands at the day of its
    announcement, and is left out where the question is limited in time.
    """
    numbers = find_latest(connection, limits, most, before=before, mark="is_announced", dated=bool(limits.since or limits.until))
    return _load(connection, numbers, last_day(today) if today else last_told(connection))


def list_upcoming(connection: Connection, today: str, most: int = MOST) -> list[Appointment]:
    """What is due on a day or after it, the next first."""
    o = occurrences.c
    query = (
        select(o.id).join(appointments, appointments.c.occurrence_id == o.id)
        .where(o.is_announced == literal_column("1"), o.day >= last_day(today), o.day_from.is_not(None), appointments.c.state.in_(("", "postponed")))
        .order_by(o.day, o.id).limit(most)
    )  # fmt: skip
    return _load(connection, list(connection.execute(query).scalars().all()), last_day(today))


def _load(connection: Connection, numbers: list[int], day: str) -> list[Appointment]:
    """Appointments by the numbers of their occurrences, in this order."""
    rows = {row.occurrence_id: row for row in connection.execute(select(appointments).where(appointments.c.occurrence_id.in_(numbers)))}
    found = []
    for act in load_occurrences(connection, numbers):
        row, days = rows[act.id], read_days(act.date)
        state = row.state or ("not told" if days is not None and days.last < day else "due")
        found.append(Appointment(act.id, act.date, state, act.type, act.actors, act.recipients, act.place, tuple(row.announced.split()), row.told_by, act.words))
    return found


def last_told(connection: Connection) -> str:
    """The last day that a report tells of, or empty."""
    query = select(reports.c.published).where(reports.c.published.is_not(None)).order_by(reports.c.published.desc()).limit(1)
    return connection.execute(query).scalar() or ""
