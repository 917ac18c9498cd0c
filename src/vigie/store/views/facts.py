"""Facts of the system: who is allied with whom, member of what, holds which office; deployments; statements."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, func, select

from vigie.store.filters import Filter, first_day, last_day
from vigie.store.finding import find_latest
from vigie.store.schema import counts, events, facts, reports, statements
from vigie.store.views.occurrences import MOST, actor_of, load_occurrences
from vigie.store.views.search import said_by


@dataclass(frozen=True, slots=True)
class Fact:
    """A relation, from all reports that tell it."""

    kind: str
    subject: str
    object: str
    since: str
    until: str
    first_told: str
    last_told: str
    reports: int
    words: str


@dataclass(frozen=True, slots=True)
class Deployment:
    """Troops sent, massed or withdrawn, with the least and the most that reports count."""

    occurrence: int
    date: str
    type: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    place: str
    low: float
    high: float
    sources: int
    words: str


@dataclass(frozen=True, slots=True)
class Said:
    """A statement of a speaker."""

    published: str
    code: str
    sector: str
    speaker: str
    kind: str
    text: str
    outlet: str
    report: str


def list_facts(connection: Connection, day: str, kinds: tuple[str, ...] = (), actor: str = "", most: int = MOST) -> list[Fact]:
    """Relations that hold on a day (empty: whatever was told), by kind and subject; of more than `most`, those told last.

    An alliance, a membership or an office holds from the day when it was told, or since the day it gives, until the day it
    gives for its end.
    """
    f = facts.c
    conditions: list[ColumnElement[bool]] = [f.kind.in_(kinds)] if kinds else []
    if day:
        conditions += [f.holds_from <= last_day(day), f.holds_to >= last_day(day)]
    ways = [(f.subject_code == actor,), (f.object_code == actor,)] if actor else [()]
    rows = {}
    for way in ways:
        for row in connection.execute(select(facts).where(*way, *conditions).order_by(f.last_told.desc(), f.id.desc()).limit(most)):
            rows[row.id] = row
    latest = sorted(rows.values(), key=lambda r: (r.last_told, r.id))[-most:]
    found = [
        Fact(r.kind, actor_of(r.subject_code, r.subject_sector, r.subject), actor_of(r.object_code, "", r.object), r.since, r.until, r.first_told, r.last_told,
             r.reports, r.words) for r in latest
    ]  # fmt: skip
    return sorted(found, key=lambda x: (x.kind, x.subject, x.object))


def list_deployments(connection: Connection, limits: Filter, most: int = MOST, *, before: int = 0) -> list[Deployment]:
    """Moves of troops, by day; of more than `most` the latest, or the latest before occurrence `before`."""
    found = load_occurrences(connection, find_latest(connection, limits, most, before=before, mark="is_deployment"))
    query = (
        select(events.c.occurrence_id, func.min(counts.c.low).label("low"), func.max(counts.c.high).label("high"))
        .join(counts, counts.c.event_id == events.c.id).where(events.c.occurrence_id.in_([o.id for o in found]), counts.c.kind == "troops")
        .group_by(events.c.occurrence_id)
    )  # fmt: skip
    bounds = {row.occurrence_id: (row.low, row.high) for row in connection.execute(query)}
    return [Deployment(o.id, o.date, o.type, o.actors, o.recipients, o.place, *bounds.get(o.id, (0.0, 0.0)), o.sources, o.words) for o in found]


def list_statements(connection: Connection, speaker: str = "", topic: str = "", since: str = "", until: str = "", most: int = MOST) -> list[Said]:
    """Statements of a speaker (a code, or words of a name) on a topic (words of the statement, or their beginnings), by day; the latest `most`."""
    s = statements.c
    query = select(s.id)
    if since:
        query = query.where(s.published >= first_day(since))
    if until:
        query = query.where(s.published <= last_day(until))
    if speaker.isupper():
        query = query.where(s.code == speaker)
    words = said_by(connection, "" if speaker.isupper() else speaker, topic)
    if words is not None:
        query = query.where(words)
    found = query.order_by(s.published.desc(), s.id.desc()).limit(most).subquery()
    told = select(statements, reports.c.outlet, reports.c.name.label("report"), reports.c.title).join(reports, reports.c.id == s.report_id)
    latest = connection.execute(told.where(s.id.in_(select(found.c.id))).order_by(s.published.desc(), s.id.desc())).all()
    return [Said(r.published or "", r.code, r.sector, r.speaker, r.kind, r.text, r.outlet, r.report or r.title) for r in latest][::-1]
