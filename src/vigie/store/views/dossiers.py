"""A dossier: all that the store holds on an actor, a dyad or a storyline, in parts; and what changed since a day."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, or_, select

from vigie.store.days import LAST
from vigie.store.filters import Filter, first_day, last_day
from vigie.store.schema import events, occurrences, reports
from vigie.store.summaries import status_of
from vigie.store.views.calendar import Appointment, list_appointments
from vigie.store.views.facts import Fact, Said, list_facts, list_statements
from vigie.store.views.measures import Measure, list_measures
from vigie.store.views.occurrences import MOST, Occurrence, list_occurrences, load_occurrences, storyline_of
from vigie.store.views.tension import Tension, index_of


@dataclass(frozen=True, slots=True)
class Dossier:
    """Its parts; `tension` only for a dyad."""

    timeline: tuple[Occurrence, ...]
    measures: tuple[Measure, ...] = ()
    calendar: tuple[Appointment, ...] = ()
    statements: tuple[Said, ...] = ()
    facts: tuple[Fact, ...] = ()
    tension: tuple[Tension, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """What is new of an occurrence since a day."""

    occurrence: int
    what: str
    """`new`, `status A → B`, or `told again`."""
    date: str
    type: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    status: str
    words: str


def dossier_of_actor(connection: Connection, code: str, day: str = "", most: int = MOST) -> Dossier:
    """On an actor: what it does and undergoes, measures, calendar, statements, relations; of each part the latest `most`."""
    limits = Filter(actors=(code,))
    return Dossier(
        tuple(list_occurrences(connection, limits, most)), tuple(list_measures(connection, day, limits, most=most)),
        tuple(list_appointments(connection, day, limits, most)), tuple(list_statements(connection, code, most=most)),
        tuple(list_facts(connection, day, (), code, most)),
    )  # fmt: skip


def dossier_of_dyad(connection: Connection, one: str, other: str, day: str = "", most: int = MOST) -> Dossier:
    """On two actors: what passes between them, of each part the latest `most`, and their tension index."""
    limits = Filter(dyad=(one, other))
    ties = [f for f in list_facts(connection, day, (), one) if other in (f.subject.split()[0], f.object.split()[0])]
    return Dossier(
        tuple(list_occurrences(connection, limits, most)), tuple(list_measures(connection, day, limits, most=most)),
        tuple(list_appointments(connection, day, limits, most)), (), tuple(ties), tuple(index_of(connection, one, other)),
    )  # fmt: skip


def dossier_of_storyline(connection: Connection, occurrence: int) -> Dossier:
    """On the storyline of an occurrence."""
    return Dossier(tuple(load_occurrences(connection, storyline_of(connection, occurrence))))


def list_changes(connection: Connection, since: str, *, added: bool = False, until: str = "", most: int = MOST) -> list[Change]:
    """What reports published since a day brought, or until another; with `added`, reports filed since then, whenever published.

    Of more than `most`, what was told last.
    """
    first = first_day(since)
    if added or until:
        when = reports.c.added_at if added else reports.c.published
        numbers = _told_by_reports(connection, when, first, last_day(until) if until else LAST, most)
    else:
        numbers = _told_since(connection, first, most)
    before: dict[int, list[str]] = {}
    query = select(events.c.occurrence_id, events.c.status).join(reports, reports.c.id == events.c.report_id)
    old = reports.c.added_at < first if added else or_(reports.c.published < first, reports.c.published.is_(None))
    for row in connection.execute(query.where(events.c.occurrence_id.in_(numbers), old).order_by(reports.c.published, reports.c.id)):
        before.setdefault(row.occurrence_id, []).append(row.status)
    return [
        Change(o.id, _what(before.get(o.id, []), o.status), o.date, o.type, o.actors, o.recipients, o.status, o.words)
        for o in load_occurrences(connection, numbers)
    ]  # fmt: skip


def _told_since(connection: Connection, day: str, most: int) -> list[int]:
    o = occurrences.c
    rows = connection.execute(select(o.day, o.id).where(o.last_told >= day).order_by(o.last_told.desc(), o.id.desc()).limit(most)).all()
    return [number for _, number in sorted((row.day, row.id) for row in rows)]


def _told_by_reports(connection: Connection, when: ColumnElement[str | None], first: str, last: str, most: int) -> list[int]:
    """From the last report backwards, until there are enough."""
    o = occurrences.c
    query = select(reports.c.id).where(when.between(first, last)).order_by(when.desc(), reports.c.id.desc()).limit(most)
    found: dict[int, str] = {}
    for report in connection.execute(query).scalars().all():
        told = select(o.id, o.day).join(events, events.c.occurrence_id == o.id).where(events.c.report_id == report).order_by(o.id)
        found |= {row.id: row.day for row in connection.execute(told)}
        if len(found) >= most:
            break
    return sorted(list(found)[:most], key=lambda number: (found[number], number))


def _what(before: list[str], now: str) -> str:
    if not before:
        return "new"
    then = status_of(before)
    return f"{then} → {now}" if then != now else "told again"
