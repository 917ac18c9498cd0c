"""What an occurrence is, from all that is told of it.

Most reports decide on sides, place and modes; the later report on what is still to come; and what is settled (it took place,
it did not) on what was announced, feared or claimed. Nothing of what single reports say is lost: it stays in their events.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import Connection, Row, delete, insert, select, update

from vigie.lexicon.ontology import load_event_types
from vigie.store.days import read_days
from vigie.store.schema import events, occurrences, participants, reports, sides

SETTLED = frozenset({"occurred", "negated"})
_ROLES = ("actor", "recipient")
T = TypeVar("T", bound=Hashable)
Told = Row[Any]
"""An event's row, with the source and day of its report."""
Values = dict[str, Any]
People = Mapping[tuple[int, str], list[tuple[str, str, str]]]
"""For an event's number and a role: code, sector and name of each participant."""


def summarise(connection: Connection, numbers: Iterable[int]) -> None:
    """Bring occurrences up to date; those that nothing tells of any more go."""
    wanted = sorted(set(numbers))
    if not wanted:
        return
    query = (
        select(events, reports.c.source, reports.c.published).join(reports, reports.c.id == events.c.report_id)
        .where(events.c.occurrence_id.in_(wanted)).order_by(reports.c.published, reports.c.id, events.c.id)
    )  # fmt: skip
    told: dict[int, list[Told]] = defaultdict(list)
    for row in connection.execute(query):
        told[row.occurrence_id].append(row)
    people = _load_people(connection, [t.id for group in told.values() for t in group])
    connection.execute(delete(sides).where(sides.c.occurrence_id.in_(wanted)))
    connection.execute(delete(occurrences).where(occurrences.c.id.in_([n for n in wanted if n not in told])))
    rows: list[Values] = []
    for number, group in sorted(told.items()):
        values = _values(group)
        connection.execute(update(occurrences).where(occurrences.c.id == number).values(values))
        rows += _sides(number, [t.id for t in group], people, values["day_from"] or values["first_told"])
    if rows:
        connection.execute(insert(sides), rows)


def status_of(statuses: Sequence[str]) -> str:
    """The status that stands, of those told one after the other.

    >>> status_of(["scheduled", "occurred", "scheduled"])
    'occurred'
    """
    settled = [s for s in statuses if s in SETTLED]
    return (settled or list(statuses))[-1]


def commonest(values: Iterable[T]) -> T | None:
    """The value found most often; of several, the first told."""
    found = Counter(values)
    return max(found, key=lambda v: found[v], default=None)


def _values(told: Sequence[Told]) -> Values:
    statuses = [_tellable(t) for t in told]
    status = status_of(statuses)
    dated = [t.value for t, its in zip(told, statuses, strict=True) if t.value and its == status] or [t.value for t in told if t.value]
    value = _date(dated, status)
    days = read_days(value)
    modes = _modes(told)
    place, code = commonest((t.place, t.place_code) for t in told if t.place or t.place_code) or ("", "")
    days_told = [t.published for t in told if t.published]
    return {
        "type": told[0].type, "modes": " ".join(modes), "status": status, "value": value, "day_from": days.first if days else None,
        "day_to": days.last if days else None, "place": place, "place_code": code, "words": told[0].sentence,
        "score": load_event_types()[told[0].type].score_of(modes), "reports": len({t.report_id for t in told}),
        "sources": len({t.source for t in told}), "first_told": min(days_told, default=None), "last_told": max(days_told, default=None),
    }  # fmt: skip


def _tellable(told: Told) -> str:
    """Its status; no report can tell that something took place after its own day, so that is a plan."""
    is_ahead = told.status == "occurred" and told.day_from and told.published and told.day_from > told.published
    return "scheduled" if is_ahead else str(told.status)


def _modes(told: Sequence[Told]) -> tuple[str, ...]:
    """Modes that half of those who give any agree on."""
    with_modes = [t.modes.split() for t in told if t.modes]
    found = Counter(mode for modes in with_modes for mode in modes)
    return tuple(sorted(mode for mode, n in found.items() if 2 * n >= len(with_modes)))


def _date(values: Sequence[str], status: str) -> str:
    """The exact day told most often; of what is to come, the one told last."""
    exact = [v for v in values if len(v) == 10] or list(values)
    if not exact:
        return ""
    return exact[-1] if status not in SETTLED else commonest(exact) or ""


def _load_people(connection: Connection, ids: Sequence[int]) -> People:
    query = select(participants).where(participants.c.event_id.in_(ids), participants.c.role.in_(_ROLES))
    people: dict[tuple[int, str], list[tuple[str, str, str]]] = defaultdict(list)
    for p in connection.execute(query.order_by(participants.c.event_id, participants.c.role, participants.c.position)):
        people[p.event_id, p.role].append((p.code, p.sector, p.name))
    return people


def _sides(number: int, ids: Sequence[int], people: People, day: str | None) -> list[Values]:
    rows: list[Values] = []
    for role in _ROLES:
        told = [people[i, role] for i in ids if people.get((i, role))]
        known = [side for side in told if any(code != "---" for code, _, _ in side)] or told
        codes = commonest(frozenset(code for code, _, _ in side) for side in known) or frozenset()
        found = [person for side in known for person in side]
        for position, code in enumerate(dict.fromkeys(c for c, _, _ in found if c in codes)):
            sector = commonest(s for c, s, _ in found if c == code) or ""
            name = commonest(n for c, s, n in found if c == code and s == sector and n) or ""
            rows.append({"occurrence_id": number, "role": role, "position": position, "code": code, "sector": sector, "name": name, "day_from": day})
    return rows
