"""A store of any size, written row by row without coding: what `benchmarks/store.py` asks.

Reports come in the order of their days, over three years, with ten events each. Actors, persons and words are few that are often met and
many that are seldom met (Zipf), as in news; one event of three tells again of an act of the last days. All of it follows from
one seed. Texts are made of invented words. Codings hold a stand-in for their document, so exports of such a store mean nothing.
"""

from __future__ import annotations

import json
import random
import zlib
from bisect import bisect
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any

from sqlalchemy import Connection, Table, func, select, text

from vigie.lexicon.ontology import load_event_types
from vigie.store.calendar import rebuild_calendar
from vigie.store.days import near_days, read_days, shift
from vigie.store.facts import rebuild_facts
from vigie.store.indexing import index_report
from vigie.store.measures import rebuild_measures
from vigie.store.schema import (
    codings,
    counts,
    dyads,
    events,
    occurrences,
    participants,
    relations,
    reports,
    sides,
    statements,
)
from vigie.store.summaries import Side, dyad_rows_of, found_by, side_rows_of
from vigie.store.upkeep import index_all_statements
from vigie.store.words import fold

FIRST, DAYS, EVENTS = "2029-01-01", 1095, 10
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
CODES = ["USA", "RUS", "CHN", "FRA", "UKR", "TUR", "ISR", "IRN", "GBR", "DEU"] + [f"{a}{b}Q" for a in _LETTERS[:15] for b in _LETTERS[:10]]
TYPES = {"ACCUSE": 18, "CONSULT": 17, "SUPPORT": 8, "ASSAULT": 10, "COOPERATE": 7, "SANCTION": 6, "COERCE": 6, "AGREE": 5, "REQUEST": 5, "REJECT": 5,
         "MOBILIZE": 4, "CONCEDE": 3, "AID": 3, "THREATEN": 3, "PROTEST": 3, "RETREAT": 2}  # fmt: skip
STATUSES = {"occurred": 70, "scheduled": 12, "alleged": 8, "possible": 6, "negated": 4}
_TOLD_AGAIN = 0.35
_ALIVE = 400
"""So many of the latest acts may be told again."""
_PART = 20_000
_SYLLABLES = ["ba", "ro", "ti", "mel", "sen", "dou", "kar", "vi", "lon", "per", "gu", "nas", "tor", "che", "fal", "mi"]


class Zipf:
    """Chooses of some things the n-th with a chance of 1/n."""

    def __init__(self, things: Sequence[str]) -> None:
        self._things = things
        self._sums = list(accumulate(1 / n for n in range(1, len(things) + 1)))

    def choose(self, chance: random.Random) -> str:
        return self._things[bisect(self._sums, chance.random() * self._sums[-1])]

    def sample(self, chance: random.Random, many: int) -> list[str]:
        return list(dict.fromkeys(self.choose(chance) for _ in range(many)))


def words() -> list[str]:
    """Twenty thousand invented words, the most frequent first."""
    found = dict.fromkeys("".join(parts) for parts in _parts(random.Random(5)))
    return list(found)[:20_000]


def _parts(chance: random.Random) -> Iterator[list[str]]:
    for _ in range(80_000):
        yield [chance.choice(_SYLLABLES) for _ in range(chance.choice((2, 3, 3, 4)))]


ACTORS, WORDS = Zipf(CODES), Zipf(words())
TOWNS = Zipf([f"{word.capitalize()}" for word in words()[3000:5000]])
PERSONS = Zipf([f"{a.capitalize()} {b.capitalize()}" for a, b in zip(words()[6000:9000], words()[9000:12000], strict=True)])


@dataclass(slots=True)
class Act:
    """An act that reports tell of, while it is alive."""

    number: int
    type: str
    modes: str
    status: str
    value: str
    actors: list[str]
    recipients: list[str]
    place: str
    place_code: str
    words: str
    troops: int
    told: list[str] = field(default_factory=list)
    outlets: set[str] = field(default_factory=set)
    last: int = 0
    rows: list[tuple[Table, dict[str, Any]]] = field(default_factory=list)
    """What tells of it; it is written after the act."""

    def add(self, table: Table, **row: Any) -> None:
        self.rows.append((table, row))


class Rows:
    """Rows on their way into tables, in large parts."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._waiting: dict[Table, list[tuple[Any, ...]]] = {}
        self._columns: dict[Table, tuple[str, ...]] = {}

    def add(self, table: Table, **row: Any) -> None:
        names = self._columns.setdefault(table, tuple(row))
        waiting = self._waiting.setdefault(table, [])
        waiting.append(tuple(row[name] for name in names))

    def write(self) -> None:
        for table in (reports, occurrences, events, codings, participants, counts, statements, relations, sides, dyads):
            rows = self._waiting.pop(table, [])
            if rows:
                self._copy(table, self._columns[table], rows)

    def _copy(self, table: Table, names: tuple[str, ...], rows: list[tuple[Any, ...]]) -> None:
        columns = ", ".join(f'"{name}"' for name in names)
        if self._connection.dialect.name == "postgresql":
            with self._connection.connection.cursor() as cursor, cursor.copy(f"COPY {table.name} ({columns}) FROM STDIN") as copy:  # type: ignore[attr-defined]
                for row in rows:
                    copy.write_row(row)
        else:
            self._connection.exec_driver_sql(f"INSERT INTO {table.name} ({columns}) VALUES ({', '.join('?' * len(names))})", rows)

    @property
    def many(self) -> int:
        return sum(map(len, self._waiting.values()))


def fill(connection: Connection, size: int) -> None:
    """Write a store of `size` reports into empty tables, and what follows from them."""
    chance, rows = random.Random(7), Rows(connection)
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA cache_size=-600000")
    alive: deque[Act] = deque()
    acts = 0
    for number in range(1, size + 1):
        day, outlet = shift(FIRST, (number - 1) * DAYS // size), f"Outlet {chance.randrange(60)}"
        sentences = []
        for place in range(EVENTS):
            known = chance.choice(alive) if alive and chance.random() < _TOLD_AGAIN else None
            if known is None or known.last == number:
                acts += 1
                known = make_act(chance, acts, day)
                alive.append(known)
            tell(known, (number - 1) * EVENTS + place + 1, number, day, outlet, sum(map(len, sentences)) + len(sentences))
            sentences.append(known.words)
        while len(alive) > _ALIVE:
            close(rows, alive.popleft())
        write_report(rows, chance, number, day, outlet, "\n".join(sentences))
        if rows.many > _PART * EVENTS:
            rows.write()
    while alive:
        close(rows, alive.popleft())
    rows.write()
    finish(connection)


def make_act(chance: random.Random, number: int, day: str) -> Act:
    """A new act of a day or of the days about it."""
    kind, status = (chance.choices(list(table), list(table.values()))[0] for table in (TYPES, STATUSES))
    modes = [mode.name for mode in load_event_types()[kind].modes]
    when = shift(day, chance.randint(1, 30) if status == "scheduled" else -chance.randrange(3))
    value = chance.choices((when, when[:7], f"{int(day[:4]) - chance.randrange(1, 9)}/..", ""), (85, 8, 3, 4))[0]
    actors = ACTORS.sample(chance, chance.choices((1, 2, 3), (80, 15, 5))[0])
    recipients = [code for code in ACTORS.sample(chance, chance.choices((0, 1, 2), (20, 68, 12))[0]) if code not in actors]
    placed = chance.random() < 0.55
    return Act(
        number, kind, chance.choice(modes) if modes and chance.random() < 0.5 else "", status, value, actors, recipients, TOWNS.choose(chance) if placed else "",
        ACTORS.choose(chance) if placed else "", sentence(chance), chance.randrange(100, 9000) if kind in ("MOBILIZE", "AID", "RETREAT") and chance.random() < 0.5 else 0,
    )  # fmt: skip


def sentence(chance: random.Random) -> str:
    """Fourteen words, the first with a capital, and a number now and then."""
    return f"{' '.join(WORDS.choose(chance) for _ in range(14)).capitalize()} {chance.randrange(10**6)}."


def tell(act: Act, event: int, report: int, day: str, outlet: str, start: int) -> None:
    """One report's telling of an act."""
    act.told.append(day)
    act.outlets.add(outlet)
    act.last = report
    days = read_days(act.value)
    near = near_days(days, day, is_ahead=act.status in ("scheduled", "possible"))
    act.add(
        events, id=event, report_id=report, name=f"{event:016x}", type=act.type, modes=act.modes, status=act.status, value=act.value,
        day_from=days.first if days else None, day_to=days.last if days else None, near_from=near.first, near_to=near.last, is_long=int(near.is_long),
        place=act.place, place_code=act.place_code, trigger=act.words.split()[1], start_char=start, end_char=start + 6, sentence=act.words,
        entry="xx.verb.x.1", confidence=0.8, score=load_event_types()[act.type].score_of((act.modes,) if act.modes else ()), occurrence_id=act.number,
    )  # fmt: skip
    for role, codes in (("actor", act.actors), ("recipient", act.recipients)):
        for position, code in enumerate(codes):
            act.add(participants, event_id=event, role=role, position=position, code=code, sector="GOV", name="", type=act.type, near_from=near.first, near_to=near.last)
    if act.troops:
        act.add(counts, event_id=event, kind="troops", low=act.troops, high=act.troops)


def close(rows: Rows, act: Act) -> None:
    """The occurrence of an act that is told no more."""
    days, first, last = read_days(act.value), min(act.told), max(act.told)
    values = {
        "type": act.type, "modes": act.modes, "status": act.status, "value": act.value, "day_from": days.first if days else None,
        "day_to": days.last if days else None, "place": act.place, "place_code": act.place_code, "place_key": fold(act.place), "words": act.words,
        "score": load_event_types()[act.type].score_of((act.modes,) if act.modes else ()), "reports": len(act.told), "sources": len(act.outlets),
        "first_told": first, "last_told": last, **found_by(days, first, last), "is_announced": int(act.status == "scheduled"),
        "is_deployment": int(act.type == "MOBILIZE" or act.troops > 0),
    }  # fmt: skip
    people = [Side(role, code, "GOV", "") for role, codes in (("actor", act.actors), ("recipient", act.recipients)) for code in codes]
    rows.add(occurrences, id=act.number, **values)
    for table, told in act.rows:
        rows.add(table, **told)
    for row in side_rows_of(act.number, people, values):
        rows.add(sides, **row)
    for row in dyad_rows_of(act.number, people, values):
        rows.add(dyads, **row)


def write_report(rows: Rows, chance: random.Random, number: int, day: str, outlet: str, told: str) -> None:
    """A report with its coding, bands, statements and relations."""
    rows.add(
        reports, id=number, key=f"{number:064x}", name=f"r{number}", url="", outlet=outlet, agency="", source=outlet, published=day, language="fr",
        title=told[:60], text=told, names=" ".join(sorted(set(told.split()))[:60]), family_id=number, family_reason="", shingles=150,
        signature=chance.randbytes(504), added_at=f"{day}T08:00:00+00:00",
    )  # fmt: skip
    rows.add(codings, report_id=number, version="0.1.0", hash=f"{number:064x}", document=zlib.compress(json.dumps([told, told]).encode(), 1), is_current=1, coded_at=day)
    for _ in range(2):
        rows.add(statements, report_id=number, kind="indirect", text=sentence(chance), code=ACTORS.choose(chance), sector="GOV", speaker=PERSONS.choose(chance),
                 published=day, start_char=0, end_char=9)  # fmt: skip
    if chance.random() < 0.6:
        person = PERSONS.choose(chance)
        code = CODES[zlib.crc32(person.encode()) % len(CODES)]
        kind = chance.choices(("holds_office", "member_of", "ally_of"), (70, 20, 10))[0]
        thing = "minister" if kind == "holds_office" else ""
        rows.add(relations, report_id=number, kind=kind, subject_code=code, subject_sector="GOV", subject=person if kind == "holds_office" else "",
                 object_code=code if kind == "holds_office" else ACTORS.choose(chance), object=thing, since="", until="", told=day, trigger="x")  # fmt: skip


def multiply(connection: Connection) -> None:
    """Rows that are alike for all events and reports: three spans of evidence, a move, forty-two bands; the database makes them."""
    for position, role in enumerate(("trigger", "actor", "date")):
        spans = f"SELECT id, {position}, '{role}', start_char + {position}, start_char + {position + 4} FROM events"
        connection.execute(text(f"INSERT INTO evidence (event_id, position, role, start_char, end_char) {spans}"))
    why = "SELECT id, occurrence_id, 'merged', 1.0, 'same day', near_from FROM events"
    connection.execute(text(f"INSERT INTO moves (event_id, occurrence_id, kind, score, reason, moved_at) {why}"))
    for band in range(42):
        keys = f"SELECT (CAST(id AS BIGINT) * 42 + {band}) * 2654435761 % 4294967296, id FROM reports"
        connection.execute(text(f"INSERT INTO bands (key, report_id) {keys}"))


def finish(connection: Connection) -> None:
    """What follows from the rows, and what the databases know of them."""
    multiply(connection)
    if connection.dialect.name == "postgresql":
        for table in (reports, codings, occurrences, events, statements, relations):
            last = connection.execute(select(func.max(table.c.id))).scalar() or 1
            connection.execute(text(f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), {last})"))
        last = 0
        query = select(reports.c.id, reports.c.title, reports.c.text).order_by(reports.c.id).limit(500)
        while found := connection.execute(query.where(reports.c.id > last)).all():
            for row in found:
                index_report(connection, row.id, f"{row.title}\n{row.text}")
            last = found[-1].id
        index_all_statements(connection)
        connection.execute(text("ANALYZE"))  # as the server does by itself; SQLite has no such knowledge in a store that grew
    rebuild_measures(connection)
    rebuild_calendar(connection)
    rebuild_facts(connection)
