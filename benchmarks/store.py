"""How fast a store answers and takes reports, by its size.

    python -m benchmarks.store 10000 100000                                            # sizes in reports, SQLite in a temporary folder
    python -m benchmarks.store 10000 100000 --server postgresql://user@127.0.0.1:5432  # PostgreSQL, a database for each size, dropped at the end
    python -m benchmarks.store 10000 --keep /tmp/bench                                 # SQLite files that stay, and are asked again as they are

A store is filled row by row (`benchmarks/store_fill.py`). Each question is asked 60 times, with other arguments, chosen as often as they
are met in the store; the median, the 95th percentile and the longest are printed in milliseconds, and the 95th percentile of this program's
processor time, which on a busy machine says more (SQLite works within it, PostgreSQL beside it); then how both grew from the first
size to the last. At the end new reports are added, alone and sixteen a transaction.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from benchmarks.store_fill import ACTORS, DAYS, EVENTS, FIRST, PERSONS, TOWNS, TYPES, WORDS, fill, make_act
from vigie.records import Actor, Article, Block, Event, EventPlace, Evidence, Reading, Span
from vigie.store import Store, open_store
from vigie.store.days import shift
from vigie.store.filters import Filter
from vigie.store.opening import open_engine, writing
from vigie.store.views.calendar import list_appointments
from vigie.store.views.country import dossier_of_country
from vigie.store.views.dossiers import dossier_of_actor, dossier_of_dyad, dossier_of_storyline, list_changes
from vigie.store.views.facts import list_deployments, list_facts, list_statements
from vigie.store.views.measures import list_measures
from vigie.store.views.occurrences import list_occurrences, list_tellings
from vigie.store.views.search import search
from vigie.store.views.tension import index_of, parts_of
from vigie.store.views.ties import list_ties
from vigie.store.views.today import list_places, list_rising, page_of

_ASKED = 60
_P95 = int(0.95 * _ASKED) - 1
_ADDED = 96
_BATCH = 16
_LIMIT_MS = 100
_END = shift(FIRST, DAYS - 1)
Ask = Callable[[Connection, random.Random], object]


def questions(acts: int) -> dict[str, Ask]:
    """What is asked, with arguments by chance; `acts` is how many occurrences there are."""
    def day(r: random.Random) -> str:
        return shift(FIRST, 60 + r.randrange(DAYS - 60))

    def actor(r: random.Random) -> str:
        return ACTORS.choose(r)

    def pair(r: random.Random) -> tuple[str, str]:
        one = actor(r)
        return one, next(other for other in iter(lambda: actor(r), "") if other != one)

    def kind(r: random.Random) -> str:
        return r.choice(list(TYPES))

    def word(r: random.Random) -> str:
        return WORDS.choose(r)

    def act(r: random.Random) -> int:
        return 1 + r.randrange(acts)

    return {
        "events, all": lambda c, r: list_occurrences(c, Filter()),
        "events, next page": lambda c, r: list_occurrences(c, Filter(), before=act(r)),
        "events of an actor": lambda c, r: list_occurrences(c, Filter(actors=(actor(r),))),
        "events of an actor, a type": lambda c, r: list_occurrences(c, Filter(actors=(actor(r),), types=(kind(r),))),
        "events of an actor, a month": lambda c, r: list_occurrences(c, Filter(actors=(actor(r),), since=day(r)[:7], until=day(r)[:7])),
        "events of a dyad": lambda c, r: list_occurrences(c, Filter(dyad=pair(r))),
        "events of a dyad, a status": lambda c, r: list_occurrences(c, Filter(dyad=pair(r), statuses=("scheduled",))),
        "events of a type": lambda c, r: list_occurrences(c, Filter(types=(kind(r),))),
        "events of a type and status": lambda c, r: list_occurrences(c, Filter(types=(kind(r),), statuses=("alleged",))),
        "events of a country": lambda c, r: list_occurrences(c, Filter(place=actor(r))),
        "events of a town": lambda c, r: list_occurrences(c, Filter(place=TOWNS.choose(r))),
        "events of a day": lambda c, r: list_occurrences(c, Filter(since=(d := day(r)), until=d)),
        "one event": lambda c, r: list_tellings(c, act(r)),
        "words": lambda c, r: search(c, word(r)),
        "two words": lambda c, r: search(c, f"{word(r)} {word(r)}"),
        "statements of a speaker": lambda c, r: list_statements(c, actor(r)),
        "statements of a person": lambda c, r: list_statements(c, PERSONS.choose(r)),
        "statements on a topic": lambda c, r: list_statements(c, actor(r), word(r)),
        "measures in force": lambda c, r: list_measures(c, day(r), Filter()),
        "measures of an actor": lambda c, r: list_measures(c, day(r), Filter(actors=(actor(r),))),
        "measures of a dyad": lambda c, r: list_measures(c, day(r), Filter(dyad=pair(r))),
        "calendar": lambda c, r: list_appointments(c, day(r), Filter()),
        "calendar of an actor": lambda c, r: list_appointments(c, day(r), Filter(actors=(actor(r),))),
        "calendar of a month": lambda c, r: list_appointments(c, day(r), Filter(since=(m := day(r)[:7]), until=m)),
        "facts on a day": lambda c, r: list_facts(c, day(r)),
        "facts of an actor": lambda c, r: list_facts(c, day(r), (), actor(r)),
        "deployments": lambda c, r: list_deployments(c, Filter()),
        "deployments of an actor": lambda c, r: list_deployments(c, Filter(actors=(actor(r),))),
        "tension of a dyad": lambda c, r: index_of(c, *pair(r)),
        "tension of a day, its parts": lambda c, r: parts_of(c, *pair(r), day(r)),
        "dossier of an actor": lambda c, r: dossier_of_actor(c, actor(r)),
        "dossier of a dyad": lambda c, r: dossier_of_dyad(c, *pair(r)),
        "dossier of a country": lambda c, r: dossier_of_country(c, actor(r)),
        "dossier of a storyline": lambda c, r: dossier_of_storyline(c, act(r)),
        "changes of the last day": lambda c, r: list_changes(c, _END),
        "changes of the last week": lambda c, r: list_changes(c, shift(_END, -6)),
        "page of a day": lambda c, r: page_of(c, day(r)),
        "rising dyads": lambda c, r: list_rising(c, day(r)),
        "network of a month": lambda c, r: list_ties(c, (m := day(r)[:7]), m, 200),
        "map of a month": lambda c, r: list_places(c, (m := day(r)[:7]), m),
    }  # fmt: skip


def generate(size: int) -> Iterator[Reading]:
    """Readings of the days after the store's, ten events each."""
    chance = random.Random(11)
    for number in range(size):
        day, lines, events = shift(FIRST, DAYS + number // 90), [], []
        for place in range(EVENTS):
            act = make_act(chance, place, day)
            start = sum(map(len, lines)) + len(lines)
            span = Span(start, start + 6)
            who, whom = (tuple(Actor(code, "GOV") for code in codes) for codes in (act.actors, act.recipients))
            where = EventPlace(act.place, act.place_code) if act.place else None
            lines.append(act.words)
            modes = (act.modes,) if act.modes else ()
            events.append(Event(act.type, modes, act.status, who, whom, Evidence(span, act.words[:6], "xx.x.verb.x.1"), act.value, place=where, id=f"{number}-{place}"))
        text = "\n".join(lines)
        article = Article(text, "fr", (Block(Span(0, len(text)), "paragraph"),), id=f"n{number}", title=lines[0], published=day, outlet=f"Outlet {number % 50}")
        yield Reading(article, (), (), (), (), (), tuple(events), ())


@dataclass(frozen=True, slots=True)
class Took:
    """95th percentiles in milliseconds, by the clock and by this program's processor time."""

    clock: float
    processor: float


def ask_all(store: Store, acts: int) -> dict[str, Took]:
    """Ask every question, print how long the answers took; their 95th percentiles."""
    found = {}
    for name, ask in questions(acts).items():
        chance, times, busy = random.Random(3), [], []
        for _ in range(_ASKED):
            begun, used = time.perf_counter(), time.process_time()
            store.view(lambda connection, ask=ask, chance=chance: ask(connection, chance))  # type: ignore[misc]
            times.append(1000 * (time.perf_counter() - begun))
            busy.append(1000 * (time.process_time() - used))
        times.sort()
        busy.sort()
        took = found[name] = Took(times[_P95], busy[_P95])
        mark = " !" if took.clock > _LIMIT_MS else "  "
        print(f"  {times[_ASKED // 2]:8.1f} {took.clock:8.1f} {times[-1]:8.1f} {took.processor:10.1f}{mark} {name}", flush=True)
    return found


def add_all(store: Store) -> None:
    """Add reports, alone and in batches, and print how many a second."""
    readings = list(generate(2 * _ADDED))
    for size, part in ((1, readings[:_ADDED]), (_BATCH, readings[_ADDED:])):
        begun, busy = time.perf_counter(), time.process_time()
        for start in range(0, len(part), size):
            store.add_all(part[start : start + size])
        spent, used = time.perf_counter() - begun, time.process_time() - busy
        print(f"  {len(part) / spent:8.0f} reports a second added, {size} a transaction ({1000 * used / len(part):.0f} ms of this program's time each)")


def measure(where: str, size: int, *, is_filled: bool = False) -> dict[str, Took]:
    """Fill, ask, add."""
    begun = time.perf_counter()
    if not is_filled:
        engine = open_engine(where, create=True)
        with writing(engine) as connection:
            fill(connection, size)
        engine.dispose()
    with open_store(where) as store:
        acts = store.view(lambda c: int(c.exec_driver_sql("SELECT max(id) FROM occurrences").scalar() or 1))
        filled = "as it was" if is_filled else f"filled in {time.perf_counter() - begun:.0f} s"
        print(f"{size:,} reports, {size * EVENTS:,} events, {acts:,} occurrences ({filled})\n    median      p95  longest  processor", flush=True)
        found = ask_all(store, acts)
        add_all(store)
    return found


@contextmanager
def databases(server: str, keep: str) -> Iterator[Callable[[int], tuple[str, bool]]]:
    """Gives the address of a store of a size, and whether it is filled."""
    if not server:
        with tempfile.TemporaryDirectory() as folder:
            if keep:
                Path(keep).mkdir(parents=True, exist_ok=True)
            yield lambda size: (path := f"{keep or folder}/{size}.db", Path(path).is_file())
        return
    import psycopg

    made: list[str] = []

    def make(size: int) -> tuple[str, bool]:
        made.append(f"vigie_bench_{size}")
        with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {made[-1]}")  # type: ignore[call-overload]
        return f"{server}/{made[-1]}", False

    try:
        yield make
    finally:
        with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
            for name in made:
                connection.execute(f"DROP DATABASE {name} WITH (FORCE)")  # type: ignore[call-overload]


def main() -> None:
    """Each size in a store of its own, then how the answers grew."""
    words = sys.argv[1:]
    server, keep = (words[words.index(name) + 1] if name in words else "" for name in ("--server", "--keep"))
    sizes = [int(word) for word in words if word.isdigit()] or [1000]
    found = []
    with databases(server, keep) as database:
        for size in sizes:
            where, is_filled = database(size)
            found.append(measure(where, size, is_filled=is_filled))
    if len(sizes) > 1:
        print(f"growth of p95 from {sizes[0]:,} to {sizes[-1]:,} reports, {sizes[-1] / sizes[0]:g} times as many")
        for name, first in found[0].items():
            print(f"  {found[-1][name].clock / first.clock:6.1f} times by the clock {found[-1][name].processor / first.processor:6.1f} by the processor  {name}")
    for what in ("clock", "processor"):
        slow = [name for name, took in found[-1].items() if getattr(took, what) > _LIMIT_MS]
        print(f"over {_LIMIT_MS} ms by the {what} at {sizes[-1]:,} reports: {', '.join(slow) or 'none'}")


if __name__ == "__main__":
    main()
