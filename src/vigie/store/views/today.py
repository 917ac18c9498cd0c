"""What a day brought and what comes next: changes, dyads whose acts grow, measures taken lately, what is due; and acts on a map."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, case, func, select

from vigie.store.days import shift
from vigie.store.filters import Filter, first_day, last_day
from vigie.store.schema import dyads, occurrences
from vigie.store.views.calendar import Appointment, last_told, list_upcoming
from vigie.store.views.dossiers import Change, list_changes
from vigie.store.views.measures import Measure, list_measures
from vigie.store.views.tension import brings

_WEEKS_BEFORE = 3
_DAYS_OF_MEASURES = 7
_FEWEST = 3
"""A dyad of fewer acts has not risen: one report is no rise."""


@dataclass(frozen=True, slots=True)
class Rising:
    """Two actors between whom more passes than before."""

    one: str
    other: str
    acts: int
    """In the last days."""
    before: float
    """In as many days, on average, of the three times as long before."""
    brings: float
    """Sum of the scores of the last days, as in the tension index: negative for conflict."""


@dataclass(frozen=True, slots=True)
class PlaceActs:
    """What took place somewhere."""

    place: str
    code: str
    acts: int
    score: float
    """Sum of the conflict-cooperation scores."""
    latest: int
    """The number of one of the latest acts."""
    last: str


@dataclass(frozen=True, slots=True)
class Today:
    """The parts of a first page."""

    day: str
    changes: tuple[Change, ...]
    rising: tuple[Rising, ...]
    measures: tuple[Measure, ...]
    upcoming: tuple[Appointment, ...]


def page_of(connection: Connection, day: str = "", most: int = 20) -> Today:
    """A day's first page; empty for the last day that reports tell of."""
    chosen = last_day(day) if day else last_told(connection)
    if not chosen:
        return Today("", (), (), (), ())
    taken = list_measures(connection, chosen, Filter(since=shift(chosen, 1 - _DAYS_OF_MEASURES)), most=most)
    return Today(
        chosen, tuple(list_changes(connection, chosen, until=chosen, most=most)), tuple(list_rising(connection, chosen, most=most)), tuple(taken),
        tuple(list_upcoming(connection, chosen, most)),
    )  # fmt: skip


def list_rising(connection: Connection, day: str, days: int = 7, most: int = 20) -> list[Rising]:
    """Dyads with more acts in the `days` up to a day than in the time before, by how many more."""
    d, last = dyads.c, last_day(day)
    begun = shift(last, 1 - days)
    acts, before = func.sum(case((d.day >= begun, 1), else_=0)), func.sum(case((d.day < begun, 1), else_=0))
    weight = func.sum(case((d.day >= begun, brings(d.score, d.status)), else_=0.0))
    query = (
        select(d.one, d.other, acts.label("acts"), before.label("before"), weight.label("brings"))
        .where(d.day.between(shift(begun, -_WEEKS_BEFORE * days), last), d.one < d.other, d.status != "negated")
        .group_by(d.one, d.other).having(acts >= _FEWEST).order_by((_WEEKS_BEFORE * acts - before).desc(), d.one, d.other).limit(most)
    )  # fmt: skip
    found = [Rising(r.one, r.other, int(r.acts), round(int(r.before) / _WEEKS_BEFORE, 2), round(float(r.brings), 3)) for r in connection.execute(query)]
    return [r for r in found if r.acts > r.before]


def list_places(connection: Connection, since: str, until: str, most: int = 500) -> list[PlaceActs]:
    """Where acts of a period took place, those of most acts: for a map."""
    o = occurrences.c
    acts = func.count()
    query = (
        select(func.min(o.place).label("place"), o.place_code, acts.label("acts"), func.sum(o.score).label("score"), func.max(o.id).label("latest"),
               func.max(o.day).label("last"))
        .where(o.day.between(first_day(since), last_day(until)), o.status == "occurred", o.place_code != "")
        .group_by(o.place_key, o.place_code).order_by(acts.desc(), o.place_code, o.place_key).limit(most)
    )  # fmt: skip
    return [PlaceActs(r.place, r.place_code, r.acts, round(r.score, 3), r.latest, r.last) for r in connection.execute(query)]
