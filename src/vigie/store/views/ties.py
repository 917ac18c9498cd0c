"""Who acts on whom: the acts between each pair of actors, by type."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from vigie.records import Tie
from vigie.store.filters import first_day, last_day
from vigie.store.schema import dyads


def list_ties(connection: Connection, since: str = "", until: str = "", most: int = 0) -> list[Tie]:
    """What took place, by actor, recipient and type: the network of actors, in a period; with `most`, the ties of most acts."""
    d = dyads.c
    acts = func.count()
    query = select(d.one, d.other, d.type, acts.label("acts"), func.sum(d.score).label("score"), func.min(d.day).label("first"), func.max(d.day).label("last")).where(
        d.kind.in_(("on", "both")), d.other != "", d.status == "occurred"
    )
    if since:
        query = query.where(d.day >= first_day(since))
    if until:
        query = query.where(d.day <= last_day(until))
    order = (d.one, d.other, d.type)
    query = query.group_by(*order)
    query = query.order_by(acts.desc(), *order).limit(most) if most else query.order_by(*order)
    found = [Tie(r.one, r.other, r.type, r.acts, round(r.score, 3), r.first, r.last) for r in connection.execute(query)]
    return sorted(found, key=lambda t: (t.actor, t.recipient, t.type))
