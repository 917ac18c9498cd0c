"""Corrections: a reader says that an event is wrong, or what one of its fields should be, and why.

They are kept beside the coding, with author and time; a coding is never changed by them. One that is withdrawn stays on record.
`Corrected` says how a field is written: as the coding itself has it (`occurred`, `2031-10-21`, `TUR GOV Hulusi Akar, NATO IGO`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeVar

from sqlalchemy import ColumnElement, Connection, Row, insert, select, update

from vigie.errors import ConfigError
from vigie.lexicon.ontology import load_event_types, load_sectors
from vigie.records import Actor
from vigie.store.days import read_days
from vigie.store.filters import STATUSES
from vigie.store.rows import clean
from vigie.store.schema import corrections, events, participants, reports

T = TypeVar("T")

WRONG = "wrong"
"""The field of a correction that says that there is no such event."""
FIELDS = (WRONG, "type", "modes", "status", "date", "place", "actors", "recipients")
MAY_BE_EMPTY = frozenset({WRONG, "modes", "date", "place", "actors", "recipients"})
LONGEST = 2000
"""Characters of a reason or a value."""
_BATCH = 500
_CODE = re.compile(r"---|[A-Z][A-Za-z0-9]{1,9}")


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction, with the event that it speaks of."""

    id: int
    report: int
    report_title: str
    event: int
    """Number of the event, or 0 where the present coding no longer has it."""
    occurrence: int
    type: str
    start: int
    end: int
    field: str
    """`wrong`, or the field that should be another."""
    before: str
    value: str
    reason: str
    author: str
    made_at: str
    withdrawn_at: str
    withdrawn_by: str

    @property
    def stands(self) -> bool:
        """Whether it has not been withdrawn."""
        return not self.withdrawn_at


def check_correction(field: str, value: str, reason: str, author: str, kind: str) -> str:
    """The value in the form in which it is kept.

    Args:
        field: One of `FIELDS`.
        value: What the field should be.
        reason: Why.
        author: Who says so.
        kind: The event's type, whose modes are allowed.

    Raises:
        ConfigError: Something is missing or no such value; says what to give.
    """
    if field not in FIELDS:
        raise ConfigError(f"'{field}' is no field that can be corrected: there is {', '.join(FIELDS)}")
    for what, given in (("reason", reason), ("name", author)):
        if not given.strip():
            raise ConfigError(f"a correction needs a {what}")
    if max(map(len, (value, reason, author))) > LONGEST:
        raise ConfigError(f"at most {LONGEST} characters in a field")
    value = " ".join(clean(value).split())
    if field == WRONG:
        return ""
    if not value and field not in MAY_BE_EMPTY:
        raise ConfigError(f"a {field} cannot be empty")
    _check_value(field, value, kind)
    return value


def read_actors(value: str) -> tuple[Actor, ...]:
    """The actors of `TUR GOV Hulusi Akar, NATO IGO`.

    Raises:
        ConfigError: One has no code and sector.
    """
    found = []
    for part in filter(None, (p.strip() for p in value.split(","))):
        code, sector, name = (*part.split(" ", 2), "", "")[:3]
        if not _CODE.fullmatch(code) or sector not in load_sectors():
            raise ConfigError(f"'{part}' is no actor: give code, sector and name, such as TUR GOV Hulusi Akar; several with commas between")
        found.append(Actor(code, sector, name))
    return tuple(found)


def read_place(value: str) -> tuple[str, str]:
    """Name and code of `Genève (CHE)` or `CHE`.

    Raises:
        ConfigError: There is no code in it.
    """
    found = re.fullmatch(r"(?:([^()]{1,200}) )?\(?([A-Z]{3}|---)\)?", value)
    if not found:
        raise ConfigError(f"'{value}' is no place: give a name and a country's code, such as Genève (CHE)")
    return found[1] or "", found[2]


def _check_value(field: str, value: str, kind: str) -> None:
    types = load_event_types()
    if field == "type" and value not in types:
        raise ConfigError(f"'{value}' is no event type: there is {', '.join(types)}")
    if field == "status" and value not in STATUSES:
        raise ConfigError(f"'{value}' is no status: there is {', '.join(STATUSES)}")
    if field == "date" and value and read_days(value) is None:
        raise ConfigError(f"'{value}' is no date: give one such as 2022-01-08, 2022-01, 2022-W02 or 2021-04/2021-06")
    if field == "modes":
        known = [mode.name for mode in types[kind].modes]
        odd = [mode for mode in value.split() if mode not in known]
        if odd:
            raise ConfigError(f"'{odd[0]}' is no mode of {kind}: there is {', '.join(known) or 'none'}")
    if field in ("actors", "recipients"):
        read_actors(value)
    if field == "place" and value:
        read_place(value)


def correct(connection: Connection, event: int, field: str, value: str, reason: str, author: str) -> int:
    """Keep a correction of an event; its number.

    Raises:
        ConfigError: There is no such event, or what is given cannot be kept.
    """
    row = connection.execute(select(events).where(events.c.id == event)).first()
    if row is None:
        raise ConfigError(f"there is no event {event}")
    kept = check_correction(field, value, reason, author, row.type)
    values = {
        "report_id": row.report_id, "event_id": event, "event_type": row.type, "start_char": row.start_char, "end_char": row.end_char, "field": field,
        "before": _before(connection, row, field), "value": kept, "reason": clean(reason.strip()), "author": clean(author.strip()), "made_at": _now(),
    }  # fmt: skip
    return int(connection.execute(insert(corrections).values(values).returning(corrections.c.id)).scalar_one())


def withdraw(connection: Connection, number: int, author: str) -> None:
    """Withdraw a correction; it stays on record.

    Raises:
        ConfigError: There is no such correction, or it has been withdrawn, or nobody says so.
    """
    if not author.strip():
        raise ConfigError("a correction needs a name to be withdrawn")
    row = connection.execute(select(corrections.c.withdrawn_at).where(corrections.c.id == number)).first()
    if row is None:
        raise ConfigError(f"there is no correction {number}")
    if row.withdrawn_at:
        raise ConfigError(f"correction {number} has been withdrawn already")
    values = {"withdrawn_at": _now(), "withdrawn_by": clean(author.strip())[:LONGEST]}
    connection.execute(update(corrections).where(corrections.c.id == number).values(values))


def list_corrections(connection: Connection, *conditions: ColumnElement[bool], standing: bool = False, before: int = 0, most: int = 200) -> list[Correction]:
    """Corrections, the latest first.

    Args:
        standing: Only those that have not been withdrawn.
        before: Only those with smaller numbers, to go on where a page ended.
        most: How many at most.
    """
    query = select(corrections).where(*conditions).order_by(corrections.c.id.desc()).limit(most)
    if standing:
        query = query.where(corrections.c.withdrawn_at.is_(None))
    if before:
        query = query.where(corrections.c.id < before)
    rows = connection.execute(query).all()
    titles = _column(connection, reports.c.id, reports.c.title, {r.report_id for r in rows})
    homes = _column(connection, events.c.id, events.c.occurrence_id, {r.event_id for r in rows if r.event_id})
    return [
        Correction(
            r.id, r.report_id, titles.get(r.report_id, ""), r.event_id or 0, homes.get(r.event_id, 0) or 0, r.event_type, r.start_char, r.end_char,
            r.field, r.before, r.value, r.reason, r.author, r.made_at, r.withdrawn_at or "", r.withdrawn_by or "",
        )
        for r in rows
    ]  # fmt: skip


def of_occurrence(connection: Connection, number: int) -> list[Correction]:
    """Corrections of the events that an occurrence has now."""
    return list_corrections(connection, corrections.c.event_id.in_(select(events.c.id).where(events.c.occurrence_id == number)))


def of_report(connection: Connection, number: int) -> list[Correction]:
    """Corrections of the events of a report."""
    return list_corrections(connection, corrections.c.report_id == number)


def _column(connection: Connection, number: ColumnElement[int], column: ColumnElement[T], wanted: set[int]) -> dict[int, T]:
    """A column of rows by their numbers. Asked apart: a join begins at the larger table while there are few corrections."""
    found: dict[int, T] = {}
    keys = sorted(wanted)
    for some in (keys[n : n + _BATCH] for n in range(0, len(keys), _BATCH)):
        found.update((key, value) for key, value in connection.execute(select(number, column).where(number.in_(some))))
    return found


def _before(connection: Connection, row: Row[tuple[object, ...]], field: str) -> str:
    """What the field holds now, as it would be written."""
    if field == WRONG:
        return ""
    if field == "place":
        return f"{row.place} ({row.place_code})" if row.place and row.place_code else str(row.place or row.place_code)
    if field in ("actors", "recipients"):
        query = select(participants).where(participants.c.event_id == row.id, participants.c.role == field.removesuffix("s")).order_by(participants.c.position)
        return ", ".join(" ".join(filter(None, (p.code, p.sector, p.name))) for p in connection.execute(query))
    return str(row._mapping["value" if field == "date" else field])


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
