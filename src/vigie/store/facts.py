"""Relations as facts, one for all reports that tell it, brought up to date when these change."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Row, and_, delete, insert, select

from vigie.store.days import LAST, read_days
from vigie.store.schema import facts, relations

Key = tuple[str, str, str, str, str, str]
"""Kind, subject's code, sector and name, object's code and name."""
_NAMES = ("kind", "subject_code", "subject_sector", "subject", "object_code", "object")
_PART = 500


def keys_of(connection: Connection, report: int) -> set[Key]:
    """The facts that a report tells."""
    query = select(*(relations.c[name] for name in _NAMES)).where(relations.c.report_id == report)
    return {_key(row) for row in connection.execute(query)}


def refresh_facts(connection: Connection, keys: Iterable[Key]) -> None:
    """Make some facts anew from what is now told of them."""
    rows = []
    for key in sorted(set(keys)):
        connection.execute(delete(facts).where(and_(*(facts.c[name] == value for name, value in zip(_NAMES, key, strict=True)))))
        same = and_(*(relations.c[name] == value for name, value in zip(_NAMES, key, strict=True)))
        told = connection.execute(select(relations).where(same).order_by(relations.c.told, relations.c.id)).all()
        if told:
            rows.append(fact_row(key, told))
    if rows:
        connection.execute(insert(facts), rows)


def rebuild_facts(connection: Connection) -> None:
    """Make all facts anew."""
    connection.execute(delete(facts))
    told: dict[Key, list[Row[Any]]] = {}
    for row in connection.execute(select(relations).order_by(relations.c.told, relations.c.id)):
        told.setdefault(_key(row), []).append(row)
    rows = [fact_row(key, group) for key, group in sorted(told.items())]
    for start in range(0, len(rows), _PART):
        connection.execute(insert(facts), rows[start : start + _PART])


def fact_row(key: Key, told: Sequence[Any]) -> dict[str, object]:
    """The columns of a fact, from the relations that tell it in order of their days.

    It holds from the day when it was first told, or since the earlier day that a report gives, until the day that one gives for its end.
    """
    since = next((row.since for row in told if row.since), "")
    until = next((row.until for row in reversed(told) if row.until), "")
    days = [row.told for row in told if row.told]
    first, begun, ended = min(days, default=""), read_days(since), read_days(until)
    return {
        **dict(zip(_NAMES, key, strict=True)), "since": since, "until": until, "holds_from": min(first, begun.first) if begun else first,
        "holds_to": ended.last if ended else LAST, "first_told": first, "last_told": max(days, default=""), "reports": len(told), "words": told[0].trigger,
    }  # fmt: skip


def _key(row: Row[Any]) -> Key:
    return row.kind, row.subject_code, row.subject_sector, row.subject, row.object_code, row.object
