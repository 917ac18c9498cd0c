"""The dossier of a country: what happens in it, with whom it has to do, who holds its offices, what it does and undergoes."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from vigie.store.days import shift
from vigie.store.filters import Filter, last_day
from vigie.store.schema import dyads
from vigie.store.views.calendar import last_told
from vigie.store.views.dossiers import Dossier, dossier_of_actor
from vigie.store.views.facts import Deployment, list_deployments
from vigie.store.views.occurrences import Occurrence, list_occurrences
from vigie.store.views.tension import indices_on

_PARTNERS = 12
_YEAR = 365
_MOST = 100
"""Of each part: there are many parts."""


@dataclass(frozen=True, slots=True)
class Partner:
    """Another actor with which a country has to do."""

    code: str
    acts: int
    score: float
    """Mean of the conflict-cooperation scores of their acts."""
    tension: float
    """The index of the day, negative for conflict."""
    last: str


@dataclass(frozen=True, slots=True)
class Country:
    """The dossier of the country as an actor, and what only a country has."""

    actor: Dossier
    inside: tuple[Occurrence, ...]
    """What took place on its soil, whoever did it."""
    partners: tuple[Partner, ...]
    """Those it had most to do with in the year before."""
    deployments: tuple[Deployment, ...]
    """Troops on its soil, or its own."""


def dossier_of_country(connection: Connection, code: str, day: str = "", most: int = _MOST) -> Country:
    """On a country by its code, as of a day (empty: the last that reports tell of)."""
    chosen = last_day(day) if day else last_told(connection)
    there = list_deployments(connection, Filter(place=code, until=chosen), most)
    own = list_deployments(connection, Filter(actors=(code,), until=chosen), most)
    troops = {d.occurrence: d for d in (*there, *own)}
    return Country(
        dossier_of_actor(connection, code, day, most), tuple(list_occurrences(connection, Filter(place=code, until=chosen), most)),
        tuple(_partners(connection, code, chosen)), tuple(sorted(troops.values(), key=lambda d: (d.date, d.occurrence))),
    )  # fmt: skip


def _partners(connection: Connection, code: str, day: str) -> list[Partner]:
    """Those of most acts in the year up to a day."""
    d, acts = dyads.c, func.count()
    query = (
        select(d.other, acts.label("acts"), func.avg(d.score).label("score"), func.max(d.day).label("last"))
        .where(d.one == code, d.other.not_in(("", code)), d.status == "occurred", d.day <= day, d.day >= shift(day, -_YEAR))
        .group_by(d.other).order_by(acts.desc(), d.other).limit(_PARTNERS)
    )  # fmt: skip
    found = connection.execute(query).all()
    index = indices_on(connection, code, [r.other for r in found], day) if found else {}
    return [Partner(r.other, r.acts, round(float(r.score), 2), index.get(r.other, 0.0), r.last) for r in found]
