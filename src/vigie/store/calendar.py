"""What became of what was announced, brought up to date whenever an act changes that may settle it.

Held: a report tells that it took place, in the same occurrence or in one of the same type, day and participants. Cancelled: a
report denies it, or one of the participants rejects it before the day in words that the announcement shares. Postponed: a later
report gives a later day. What is announced for years, or from a day on, is only settled by reports of itself. Whether something is due or has passed without word depends on today, and is left to the view.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from sqlalchemy import BindParameter, Connection, Select, and_, bindparam, delete, func, insert, literal_column, or_, select

from vigie.store.acts import Act, Change, load_acts
from vigie.store.days import AHEAD_DAYS, LONG_DAYS, shift
from vigie.store.schema import appointments, events, occurrences, reports, sides
from vigie.store.words import stems

_SHARED = 2
_REJECTED = "REJECT"
_PART = 500


def refresh_calendar(connection: Connection, touched: Iterable[int], changes: Sequence[Change]) -> None:
    """Look again at what was announced: occurrences that were touched, and those that acts which changed may settle."""
    numbers = set(touched)
    query = select(appointments.c.occurrence_id).where(appointments.c.told_by.in_(sorted(numbers)))
    numbers |= set(connection.execute(query).scalars().all())
    for act in {act for change in changes for act in change.acts if act.status == "occurred" and act.codes}:
        for number, kind, words in connection.execute(_MAY_SETTLE, _asked(act)).all():
            if kind == act.type or len(_stems(words) & _stems(act.words)) >= _SHARED:
                numbers.add(number)
    _look(connection, sorted(numbers))


def rebuild_calendar(connection: Connection) -> None:
    """Make all appointments anew."""
    connection.execute(delete(appointments))
    numbers = connection.execute(select(occurrences.c.id).where(occurrences.c.is_announced == 1).order_by(occurrences.c.id)).scalars().all()
    for start in range(0, len(numbers), _PART):
        _look(connection, numbers[start : start + _PART])


@lru_cache(maxsize=50_000)
def _stems(words: str) -> frozenset[str]:
    return stems(words)


def _may_settle() -> Select[int, str, str]:
    """The question for announced acts that one which took place may settle; made once, since making it costs more than asking it."""
    s, o = sides.c, occurrences.c
    day: BindParameter[str] = bindparam("day")
    held = and_(s.type == bindparam("type"), s.day <= day)
    rejected = and_(bindparam("type") == _REJECTED, func.coalesce(o.first_told, o.day) <= day)
    return (
        select(s.occurrence_id, s.type, o.words).join(occurrences, o.id == s.occurrence_id)
        .where(s.code.in_(bindparam("codes", expanding=True)), s.is_announced == literal_column("1"),
               s.day >= bindparam("earliest"), o.is_long == 0, or_(o.day_end >= day, o.day_from.is_(None)), or_(held, rejected))
        .distinct()
    )  # fmt: skip


def _met() -> Select[str, int, int]:
    """The question for other acts of a kind that took place between two days with some participants: day, number, how many they share."""
    s = sides.c
    query = select(s.day, s.occurrence_id, func.count(s.code.distinct()).label("shared")).where(
        s.code.in_(bindparam("codes", expanding=True)), s.type == bindparam("type"), s.status == "occurred",
        s.day.between(bindparam("first"), bindparam("last")), s.occurrence_id != bindparam("number"),
    )  # fmt: skip
    return query.group_by(s.day, s.occurrence_id).order_by(s.day, s.occurrence_id)


_MAY_SETTLE = _may_settle()
_MET = _met()


def _look(connection: Connection, numbers: Sequence[int]) -> None:
    """Find what became of some announced acts, and keep it."""
    if not numbers:
        return
    acts = [act for act in load_acts(connection, numbers).values() if act.is_announced]
    connection.execute(delete(appointments).where(appointments.c.occurrence_id.in_(numbers)))
    told = _announced(connection, [act.id for act in acts])
    rows = []
    for act in acts:
        days = told.get(act.id, ())
        state, by = _became(connection, act)
        if not state and act.is_dated and len(days) > 1 and days[-1] > days[0]:
            state = "postponed"
        rows.append({"occurrence_id": act.id, "state": state, "told_by": by, "announced": " ".join(days)})
    if rows:
        connection.execute(insert(appointments), rows)


def _announced(connection: Connection, numbers: Sequence[int]) -> Mapping[int, tuple[str, ...]]:
    """The days that reports announced, in order of the reports."""
    query = (
        select(events.c.occurrence_id, events.c.value).join(reports, reports.c.id == events.c.report_id)
        .where(events.c.occurrence_id.in_(numbers), events.c.status == "scheduled").order_by(reports.c.published, reports.c.id)
    )  # fmt: skip
    found: dict[int, tuple[str, ...]] = {}
    for row in connection.execute(query):
        known = found.get(row.occurrence_id, ())
        if row.value and row.value not in known:
            found[row.occurrence_id] = (*known, row.value)
    return found


def _became(connection: Connection, act: Act) -> tuple[str, int]:
    """`held` or `cancelled` and the occurrence that tells it, or nothing."""
    if act.status in ("occurred", "negated"):
        return ("held" if act.status == "occurred" else "cancelled"), act.id
    if not act.codes or not act.day or act.is_long:
        return "", 0
    found = [*_held(connection, act), *_rejected(connection, act)]
    return min(found)[2:] if found else ("", 0)


def _held(connection: Connection, act: Act) -> list[tuple[str, int, str, int]]:
    if not act.is_dated:
        return []
    rows = connection.execute(_MET, {**_asked(act), "first": act.day, "last": act.day_end}).all()
    return [(r.day, r.occurrence_id, "held", r.occurrence_id) for r in rows if r.shared >= min(2, len(act.codes))]


def _rejected(connection: Connection, act: Act) -> list[tuple[str, int, str, int]]:
    first = act.first_told or act.day
    last = act.day_end if act.is_dated else shift(first, AHEAD_DAYS)
    rows = connection.execute(_MET, {**_asked(act), "type": _REJECTED, "first": first, "last": last}).all()
    if not rows:
        return []
    query = select(occurrences.c.id, occurrences.c.words).where(occurrences.c.id.in_([r.occurrence_id for r in rows]))
    akin = {number for number, words in connection.execute(query).all() if len(_stems(act.words) & _stems(words)) >= _SHARED}
    return [(r.day, r.occurrence_id, "cancelled", r.occurrence_id) for r in rows if r.occurrence_id in akin]


def _asked(act: Act) -> dict[str, object]:
    """What the questions about an act need."""
    return {"number": act.id, "codes": sorted(act.codes), "type": act.type, "day": act.day, "earliest": shift(act.day, -LONG_DAYS) if act.day else ""}
