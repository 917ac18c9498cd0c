"""Who acts on whom: the acts between each pair of actors, by type."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from vigie.store.schema import occurrences, sides


@dataclass(frozen=True, slots=True)
class ActsOn:
    """Acts of one type of an actor on a recipient."""

    actor: str
    recipient: str
    type: str
    acts: int
    score: float
    """Sum of the conflict-cooperation scores."""
    first: str
    last: str


def list_ties(connection: Connection) -> list[ActsOn]:
    """All that took place, by actor, recipient and type."""
    a, b = sides.alias(), sides.alias()
    day = func.coalesce(occurrences.c.day_from, occurrences.c.first_told, "")
    query = (
        select(a.c.code, b.c.code.label("other"), occurrences.c.type, func.count().label("acts"), func.sum(occurrences.c.score).label("score"),
               func.min(day).label("first"), func.max(day).label("last"))
        .join(b, a.c.occurrence_id == b.c.occurrence_id).join(occurrences, occurrences.c.id == a.c.occurrence_id)
        .where(a.c.role == "actor", b.c.role == "recipient", occurrences.c.status == "occurred")
        .group_by(a.c.code, b.c.code, occurrences.c.type).order_by(a.c.code, b.c.code, occurrences.c.type)
    )  # fmt: skip
    return [ActsOn(r.code, r.other, r.type, r.acts, round(r.score, 3), r.first, r.last) for r in connection.execute(query)]
