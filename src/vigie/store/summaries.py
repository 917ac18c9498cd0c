"""What an occurrence is, from all that is told of it.

Most reports decide on sides, place and modes; the later report on what is still to come; and what is settled (it took place,
it did not) on what was announced, feared or claimed. Nothing of what single reports say is lost: it stays in their events.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import Connection, Row, bindparam, delete, insert, select, update

from vigie.lexicon.ontology import load_event_types
from vigie.store.days import Days, read_days
from vigie.store.schema import counts, dyads, events, occurrences, participants, reports, sides
from vigie.store.words import fold

SETTLED = frozenset({"occurred", "negated"})
UNKNOWN = "---"
_ROLES = ("actor", "recipient")
_MOVING = ("AID", "RETREAT")
"""Acts that move troops where a report counts them; a MOBILIZE always does."""
T = TypeVar("T", bound=Hashable)
Told = Row[Any]
"""An event's row, with the source and day of its report."""
Values = dict[str, Any]
People = Mapping[tuple[int, str], list[tuple[str, str, str]]]
"""For an event's number and a role: code, sector and name of each participant."""


@dataclass(frozen=True, slots=True)
class Side:
    """One participant of an occurrence."""

    role: str
    code: str
    sector: str
    name: str


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
    ids = [t.id for group in told.values() for t in group]
    people, armed = _load_people(connection, ids), _with_troops(connection, ids)
    for table in (sides, dyads):
        connection.execute(delete(table).where(table.c.occurrence_id.in_(wanted)))
    connection.execute(delete(occurrences).where(occurrences.c.id.in_([n for n in wanted if n not in told])))
    found = [(number, _values(group, armed), group) for number, group in sorted(told.items())]
    if not found:
        return
    connection.execute(
        update(occurrences).where(occurrences.c.id == bindparam("number")).values({name: bindparam(name) for name in found[0][1]}),
        [{"number": number, **values} for number, values, _ in found],
    )
    rows = {number: _sides([t.id for t in group], people) for number, _, group in found}
    side_rows = [row for number, values, _ in found for row in side_rows_of(number, rows[number], values)]
    pairs = [row for number, values, _ in found for row in dyad_rows_of(number, rows[number], values)]
    for table, filed in ((sides, side_rows), (dyads, pairs)):
        if filed:
            connection.execute(insert(table), filed)


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


def _values(told: Sequence[Told], armed: frozenset[int]) -> Values:
    statuses = [_tellable(t) for t in told]
    status = status_of(statuses)
    dated = [t.value for t, its in zip(told, statuses, strict=True) if t.value and its == status] or [t.value for t in told if t.value]
    value = _date(dated, status)
    days = read_days(value)
    modes = _modes(told)
    place, code = commonest((t.place, t.place_code) for t in told if t.place or t.place_code) or ("", "")
    days_told = [t.published for t in told if t.published]
    kind, first, last = told[0].type, min(days_told, default=None), max(days_told, default=None)
    return {
        "type": kind, "modes": " ".join(modes), "status": status, "value": value, "day_from": days.first if days else None,
        "day_to": days.last if days else None, "place": place, "place_code": code, "words": told[0].sentence,
        "score": load_event_types()[kind].score_of(modes), "reports": len({t.report_id for t in told}),
        "sources": len({t.source for t in told}), "first_told": first, "last_told": last, **found_by(days, first, last), "place_key": fold(place),
        "is_announced": int(any(t.status == "scheduled" for t in told)),
        "is_deployment": int(kind == "MOBILIZE" or (kind in _MOVING and any(t.id in armed for t in told))),
    }  # fmt: skip


def found_by(days: Days | None, first_told: str | None, last_told: str | None) -> Values:
    """The days by which an occurrence is sorted and found: its own, else those when it was told."""
    first, last = (days.first, days.last) if days else (first_told or "", last_told or "")
    return {"day": first, "day_end": last, "is_long": int(bool(first) and Days(first, last).is_long)}


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


def _with_troops(connection: Connection, ids: Sequence[int]) -> frozenset[int]:
    query = select(counts.c.event_id).where(counts.c.event_id.in_(ids), counts.c.kind == "troops")
    return frozenset(connection.execute(query).scalars())


def _sides(ids: Sequence[int], people: People) -> list[Side]:
    """Who stands on which side, as most reports have it."""
    found_sides: list[Side] = []
    for role in _ROLES:
        told = [people[i, role] for i in ids if people.get((i, role))]
        known = [side for side in told if any(code != UNKNOWN for code, _, _ in side)] or told
        codes = commonest(frozenset(code for code, _, _ in side) for side in known) or frozenset()
        found = [person for side in known for person in side]
        for code in dict.fromkeys(c for c, _, _ in found if c in codes):
            sector = commonest(s for c, s, _ in found if c == code) or ""
            name = commonest(n for c, s, n in found if c == code and s == sector and n) or ""
            found_sides.append(Side(role, code, sector, name))
    return found_sides


def side_rows_of(number: int, found: Sequence[Side], values: Values) -> list[Values]:
    """The rows of an occurrence's sides; `values` are the columns of the occurrence."""
    told = {name: values[name] for name in ("day", "type", "status", "is_long", "is_announced")}
    count: Counter[str] = Counter()
    rows = []
    for side in found:
        rows.append({"occurrence_id": number, "role": side.role, "position": count[side.role], "code": side.code, "sector": side.sector, "name": side.name, **told})
        count[side.role] += 1
    return rows


def dyad_rows_of(number: int, found: Sequence[Side], values: Values) -> list[Values]:
    """The rows of an occurrence's pairs; `values` are the columns of the occurrence."""
    told = {name: values[name] for name in ("day", "type", "status", "score", "is_long", "is_announced")}
    actors, recipients = (list(dict.fromkeys(s.code for s in found if s.role == role and s.code != UNKNOWN)) for role in _ROLES)
    everybody = list(dict.fromkeys((*actors, *recipients)))
    pairs = [(one, other, _kind(one in actors and other in recipients, one in recipients and other in actors))
             for one in everybody for other in everybody if one != other]  # fmt: skip
    pairs += [(one, one, "on") for one in actors if one in recipients]
    pairs += [(one, "", "on") for one in actors if not recipients]
    return [{"one": one, "other": other, "occurrence_id": number, "kind": kind, **told} for one, other, kind in pairs]


def _kind(is_on: bool, is_by: bool) -> str:
    if is_on and is_by:
        return "both"
    return "on" if is_on else "by" if is_by else "with"
