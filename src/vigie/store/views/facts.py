"""Facts of the system: who is allied with whom, member of what, holds which office; deployments; statements; words."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, or_, select, text

from vigie.errors import ConfigError
from vigie.store.filters import Filter, first_day, last_day
from vigie.store.schema import counts, events, occurrences, relations, reports, statements
from vigie.store.views.occurrences import actor_of, load_occurrences, numbers_of
from vigie.store.words import fold

_MOVING = ("MOBILIZE", "AID", "RETREAT")


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


@dataclass(frozen=True, slots=True)
class Hit:
    """A report that holds words that were looked for."""

    report: str
    published: str
    outlet: str
    language: str
    title: str


def list_facts(connection: Connection, day: str, kinds: tuple[str, ...] = (), actor: str = "") -> list[Fact]:
    """Relations that hold on a day (empty: whatever was told), by kind and subject.

    An alliance, a membership or an office holds from the day when it was told, or since the day it gives, until the day it
    gives for its end; of one office, the holder told of last before the day.
    """
    query = select(relations).order_by(relations.c.told, relations.c.id)
    if kinds:
        query = query.where(relations.c.kind.in_(kinds))
    if actor:
        query = query.where(or_(relations.c.subject_code == actor, relations.c.object_code == actor))
    last = last_day(day) if day else ""
    found: dict[tuple[str, str, str], Fact] = {}
    for r in connection.execute(query):
        if last and (r.told or "") > last and not (r.since and first_day(r.since) <= last):
            continue
        fact = Fact(r.kind, actor_of(r.subject_code, r.subject_sector, r.subject), actor_of(r.object_code, "", r.object), r.since, r.until, r.told or "",
                    r.told or "", 1, r.trigger)  # fmt: skip
        key = (fact.kind, fact.subject, fact.object)
        if key in found:
            old = found[key]
            fact = Fact(*key, old.since or r.since, r.until or old.until, old.first_told, r.told or old.last_told, old.reports + 1, old.words)
        found[key] = fact
    now = [f for f in found.values() if not last or not f.until or last_day(f.until) >= last]
    return sorted(now, key=lambda f: (f.kind, f.subject, f.object))


def list_deployments(connection: Connection, limits: Filter) -> list[Deployment]:
    """Moves of troops, by day."""
    query = (
        select(events.c.occurrence_id, counts.c.low, counts.c.high).join(counts, counts.c.event_id == events.c.id).where(counts.c.kind == "troops")
    )
    bounds: dict[int, tuple[float, float]] = {}
    for row in connection.execute(query):
        low, high = bounds.get(row.occurrence_id, (row.low, row.high))
        bounds[row.occurrence_id] = (min(low, row.low), max(high, row.high))
    chosen = or_(occurrences.c.type == "MOBILIZE", occurrences.c.id.in_(sorted(bounds)))
    found = load_occurrences(connection, numbers_of(connection, chosen, occurrences.c.type.in_(_MOVING), *limits.conditions()))
    return [Deployment(o.id, o.date, o.type, o.actors, o.recipients, o.place, *bounds.get(o.id, (0.0, 0.0)), o.sources, o.words) for o in found]


def list_statements(connection: Connection, speaker: str = "", topic: str = "", since: str = "", until: str = "", most: int = 200) -> list[Said]:
    """Statements of a speaker (a code, or words of a name) on a topic (words of the statement), by day; the latest `most`."""
    query = select(statements, reports.c.outlet, reports.c.name.label("report"), reports.c.title).join(reports, reports.c.id == statements.c.report_id)
    if since:
        query = query.where(statements.c.published >= first_day(since))
    if until:
        query = query.where(statements.c.published <= last_day(until))
    if speaker.isupper():
        query = query.where(statements.c.code == speaker)
    found = []
    for r in connection.execute(query.order_by(statements.c.published.desc(), statements.c.id.desc())):
        named = speaker.isupper() or fold(speaker) in fold(r.speaker)
        if named and all(word in fold(r.text) for word in fold(topic).split()):
            found.append(Said(r.published or "", r.code, r.sector, r.speaker, r.kind, r.text, r.outlet, r.report or r.title))
        if len(found) == most:
            break
    return found[::-1]


def search(connection: Connection, words: str, most: int = 50) -> list[Hit]:
    """Reports that hold all words, the best first; accents and case do not count."""
    wanted = [w for w in "".join(c if c.isalnum() else " " for c in words).split() if w]
    if not wanted:
        raise ConfigError("no words to look for: give one or more")
    if connection.dialect.name == "postgresql":
        found = text("SELECT report_id FROM report_search WHERE words @@ plainto_tsquery('simple', :words) "
                     "ORDER BY ts_rank(words, plainto_tsquery('simple', :words)) DESC, report_id LIMIT :most")  # fmt: skip
        numbers = connection.execute(found, {"words": fold(" ".join(wanted)), "most": most}).scalars().all()
    else:
        found = text("SELECT rowid FROM report_search WHERE report_search MATCH :words ORDER BY rank, rowid LIMIT :most")
        numbers = connection.execute(found, {"words": " ".join(f'"{w}"' for w in wanted), "most": most}).scalars().all()
    rows = {r.id: r for r in connection.execute(select(reports).where(reports.c.id.in_(numbers)))}
    return [Hit(r.name, r.published or "", r.outlet, r.language, r.title) for n in numbers if (r := rows.get(n))]
