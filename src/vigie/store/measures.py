"""Measures as rows, brought up to date whenever an act changes that opens or ends one.

`ontology/measures.yaml` says which acts open and end measures. A measure is one author's against one recipient (or against nobody in
particular), and so are its renewals and its end; what an author does to another is read anew in the order of its days whenever
one of these acts changes, so that the order in which reports come in makes no difference. An end that names no recipient ends
measures of its author against anybody, and an end against somebody also those against nobody in particular; but it must share a
word with the measure that is no name (`riz`, `exportations`): an apology does not lift an embargo. A measure that its author takes
again in the same words is renewed. Two acts of one day are one measure (a ban may be coded as SANCTION by one report and as COERCE
by another), and what is coded on the day of a measure's end tells of that measure. A date with an end
(`2031-05-01/2031-06-01`) ends it by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from sqlalchemy import Connection, Select, bindparam, delete, insert, or_, select

from vigie.lexicon.load import load_yaml
from vigie.lexicon.ontology import ONTOLOGY
from vigie.store.acts import Act, Change, load_acts
from vigie.store.days import LAST, read_days
from vigie.store.schema import dyads, measures, sides
from vigie.store.words import plain_stems

NOBODY = ""
"""The recipient of a measure against nobody in particular."""
Pair = tuple[str, str]
"""Codes of author and recipient."""


@dataclass(slots=True)
class _Standing:
    """A measure while the acts of a pair are gone through."""

    act: Act
    stems: frozenset[str]
    until: str
    ended_by: int = 0
    renewed: tuple[str, ...] = ()

    def is_akin(self, act: Act) -> bool:
        return not self.stems.isdisjoint(_stems(act.words))

    def row(self, author: str, recipient: str) -> dict[str, object]:
        return {
            "author": author, "recipient": recipient, "occurrence_id": self.act.id, "type": self.act.type, "since": self.act.day, "until": self.until or LAST,
            "ended_by": self.ended_by, "renewed": " ".join(self.renewed), "stems": " ".join(sorted(self.stems)),
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Kind:
    type: str
    modes: frozenset[str]
    but: frozenset[str]

    def has(self, act: Act) -> bool:
        return act.type == self.type and not act.modes & self.but and (not self.modes or bool(act.modes & self.modes))


def refresh_measures(connection: Connection, changes: Sequence[Change]) -> None:
    """Read anew what passed between the authors and recipients of acts that changed."""
    acts = [act for change in changes for act in change.acts if act.status == "occurred" and (_is(act, "opens") or _is(act, "ends"))]
    if not acts:
        return
    numbers = sorted({act.id for act in acts})
    met = select(measures.c.author, measures.c.recipient).where(or_(measures.c.occurrence_id.in_(numbers), measures.c.ended_by.in_(numbers)))
    pairs = {(row.author, row.recipient) for row in connection.execute(met)}
    for act in acts:
        pairs |= _pairs_of(connection, act)
    for author, recipient in sorted(pairs):
        _read_anew(connection, author, recipient)


def rebuild_measures(connection: Connection) -> None:
    """Make all measures anew."""
    connection.execute(delete(measures))
    query = select(dyads.c.one, dyads.c.other).where(dyads.c.type.in_(_types("opens")), dyads.c.status == "occurred", dyads.c.kind.in_(("on", "both")))
    for row in connection.execute(query.distinct().order_by(dyads.c.one, dyads.c.other)).all():
        _read_anew(connection, row.one, row.other)


def _is(act: Act, what: str) -> bool:
    return any(kind.has(act) for kind in _kinds(what))


@cache
def _kinds(what: str) -> tuple[_Kind, ...]:
    return tuple(_Kind(r["type"], frozenset(r["modes"]), frozenset(r["but"])) for r in load_yaml(ONTOLOGY / "measures.yaml")[what])


def _types(what: str) -> list[str]:
    return sorted({kind.type for kind in _kinds(what)})


@lru_cache(maxsize=50_000)
def _stems(words: str) -> frozenset[str]:
    return plain_stems(words)


def _pairs_of(connection: Connection, act: Act) -> set[Pair]:
    """Which authors and recipients an act concerns."""
    own = {(author, recipient) for author in act.actors for recipient in act.recipients or {NOBODY}}
    return own | (_akin(connection, act) if _is(act, "ends") else _of_that_day(connection, act))


def _akin(connection: Connection, act: Act) -> set[Pair]:
    """Pairs in which a measure stands that an end may end: against nobody in particular, or against anybody if the end names nobody."""
    m = measures.c
    query = select(m.author, m.recipient, m.stems).where(m.author.in_(sorted(act.actors)), m.since <= act.day, m.until >= act.day)
    if act.recipients:
        query = query.where(m.recipient == NOBODY)
    mine = _stems(act.words)
    return {(row.author, row.recipient) for row in connection.execute(query) if not mine.isdisjoint(row.stems.split())}


def _of_that_day(connection: Connection, act: Act) -> set[Pair]:
    """Authors who open a measure against nobody in particular that day: it may be this one."""
    d = dyads.c
    query = select(d.one).where(d.one.in_(sorted(act.actors)), d.other == NOBODY, d.day == act.day, d.type.in_(_types("opens")))
    return {(author, NOBODY) for author in connection.execute(query).scalars()}


def _read_anew(connection: Connection, author: str, recipient: str) -> None:
    """Go through the acts of a pair, and keep what stands otherwise than before."""
    stored = connection.execute(select(measures).where(measures.c.author == author, measures.c.recipient == recipient))
    before = {row.occurrence_id: dict(row._mapping) for row in stored}
    now = {s.act.id: s.row(author, recipient) for s in _go_through(connection, author, recipient)}
    gone = [number for number, row in before.items() if now.get(number) != row]
    if gone:
        connection.execute(delete(measures).where(measures.c.author == author, measures.c.recipient == recipient, measures.c.occurrence_id.in_(gone)))
    fresh = [row for number, row in now.items() if before.get(number) != row]
    if fresh:
        connection.execute(insert(measures), fresh)


def _go_through(connection: Connection, author: str, recipient: str) -> list[_Standing]:
    """The measures of a pair, in order of their days."""
    own = _acts_on(connection, author, recipient, [*_types("opens"), *_types("ends")])
    opening = [act for act in own.values() if _is(act, "opens")]
    if not opening:
        return []
    if recipient == NOBODY:
        own |= _acts_of(connection, author, _types("ends"), ())
        elsewhere = [act for act in _acts_of(connection, author, _types("opens"), sorted({act.day for act in opening})).values() if act.recipients]
    else:
        own |= _acts_on(connection, author, NOBODY, _types("ends"))
        elsewhere = []
    told = {(act.day, stem) for act in elsewhere if _is(act, "opens") for stem in _stems(act.words)}
    found: list[_Standing] = []
    for act in sorted(own.values(), key=lambda a: (a.day, a.id)):
        if _is(act, "opens"):
            if not any((act.day, stem) in told for stem in _stems(act.words)):
                _open(found, act)
        elif _is(act, "ends"):
            _end(found, act)
    return found


def _open(found: list[_Standing], act: Act) -> None:
    """File an act that opens a measure, unless it tells again of one that stands or that ended that day."""
    for known in found:
        if known.until == act.day:
            return
        if known.act.day == act.day:
            known.stems |= _stems(act.words)
            return
        if not known.until and known.act.type == act.type and known.is_akin(act):
            known.stems |= _stems(act.words)
            known.renewed += (act.day,)
            return
    days = read_days(act.value)
    until = days.last if days and "/" in act.value and days.last != LAST else ""
    found.append(_Standing(act, _stems(act.words), until))


def _end(found: list[_Standing], act: Act) -> None:
    for known in found:
        if (not known.until or known.until > act.day) and known.is_akin(act):
            known.until, known.ended_by = act.day, act.id


def _acts_on(connection: Connection, author: str, recipient: str, types: Iterable[str]) -> dict[int, Act]:
    """What an author did to a recipient."""
    return load_acts(connection, connection.execute(_ON, {"author": author, "recipient": recipient, "types": list(types)}).scalars().all())


def _acts_of(connection: Connection, author: str, types: Iterable[str], days: Sequence[str]) -> dict[int, Act]:
    """What an author did to anybody, on some days or ever."""
    s = sides.c
    query = select(s.occurrence_id).where(s.code == author, s.type.in_(list(types)), s.status == "occurred", s.role == "actor")
    return load_acts(connection, connection.execute(query.where(s.day.in_(days)) if days else query).scalars().all())


def _on() -> Select[int]:
    d = dyads.c
    return select(d.occurrence_id).where(
        d.one == bindparam("author"), d.other == bindparam("recipient"), d.type.in_(bindparam("types", expanding=True)), d.status == "occurred",
        d.kind.in_(("on", "both")),
    )  # fmt: skip


_ON = _on()
