"""How fast a store takes reports and answers, by its size.

    python -m benchmarks.store 1000 3000                       # sizes in reports, SQLite
    python -m benchmarks.store 1000 --store postgresql://…     # an empty database; only one size

Reports are generated: ten events each among 40 actors over three years, by a fixed seed. Each query is asked 40 times with
other arguments; the 95th percentile is printed in milliseconds.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator

from sqlalchemy import Connection

from vigie.lexicon.ontology import load_event_types
from vigie.records import Actor, Article, Block, Event, Evidence, Reading, Span
from vigie.store import Store, open_store
from vigie.store.days import shift
from vigie.store.filters import Filter
from vigie.store.views.calendar import list_appointments
from vigie.store.views.dossiers import dossier_of_dyad, list_changes
from vigie.store.views.search import search
from vigie.store.views.measures import list_measures
from vigie.store.views.occurrences import list_occurrences
from vigie.store.views.tension import index_of

ACTORS = ["TUR", "RUS", "UKR", "USA", "CHN", "FRA", "DEU", "GBR", "ITA", "POL", "MLI", "NER", "TCD", "SDN", "ETH", "KEN", "NGA", "SEN", "MAR", "DZA", "EGY", "ISR", "LBN", "SYR", "IRQ", "IRN", "SAU", "QAT", "IND", "PAK", "AFG", "JPN", "KOR", "PRK", "VNM", "PHL", "BRA", "ARG", "CHL", "MEX"]
_EVENTS = 10
_FIRST, _DAYS = "2029-01-01", 1095
_ASKED = 40
_STATUSES = ("occurred",) * 7 + ("scheduled", "alleged", "possible")


def generate(size: int) -> Iterator[Reading]:
    """Readings in order of their days; the words are numbers, so that texts differ."""
    chance = random.Random(7)
    types = list(load_event_types())
    for number in range(size):
        day = shift(_FIRST, number * _DAYS // size)
        lines, events = [], []
        for n in range(_EVENTS):
            actor, other = chance.sample(ACTORS, 2)
            kind, when = chance.choice(types), shift(day, -chance.randrange(3))
            start = sum(len(line) + 1 for line in lines)
            lines.append(f"{actor} a fait {kind.lower()} {chance.randrange(10**6)} contre {other} {chance.randrange(10**6)} {chance.randrange(10**6)}.")
            span = Span(start + len(actor) + 1, start + len(actor) + 7)
            sides = ((Actor(actor, "GOV"),), (Actor(other, "GOV"),))
            events.append(Event(kind, (), chance.choice(_STATUSES), *sides, Evidence(span, "a fait", "fr.x.verb.faire.1"), when, id=f"{number}-{n}"))
        text = "\n".join(lines)
        article = Article(text, "fr", (Block(Span(0, len(text)), "paragraph"),), id=str(number), title=lines[0], published=day, outlet=f"o{number % 50}")
        yield Reading(article, (), (), (), (), (), tuple(events), ())


def queries() -> dict[str, Callable[[Connection, random.Random], object]]:
    """What is asked, with arguments by chance."""
    def day(chance: random.Random) -> str:
        return shift(_FIRST, chance.randrange(_DAYS))

    return {
        "events of a dyad": lambda c, r: list_occurrences(c, Filter(dyad=tuple(r.sample(ACTORS, 2)))),
        "events of an actor, a month": lambda c, r: list_occurrences(c, Filter(actors=(r.choice(ACTORS),), since=day(r)[:7], until=day(r)[:7])),
        "measures of a dyad": lambda c, r: list_measures(c, day(r), Filter(dyad=tuple(r.sample(ACTORS, 2)))),
        "calendar of an actor": lambda c, r: list_appointments(c, day(r), Filter(actors=(r.choice(ACTORS),))),
        "tension of a dyad": lambda c, r: index_of(c, *r.sample(ACTORS, 2)),
        "dossier of a dyad": lambda c, r: dossier_of_dyad(c, *r.sample(ACTORS, 2)),
        "changes of the last day": lambda c, r: list_changes(c, shift(_FIRST, _DAYS - 1)),
        "words": lambda c, r: search(c, str(r.randrange(10**6))),
    }


def measure(store: Store, size: int) -> None:
    """Fill, ask, print."""
    begun = time.perf_counter()
    for reading in generate(size):
        store.add(reading)
    spent = time.perf_counter() - begun
    print(f"{size} reports, {size * _EVENTS} events: {size / spent:.0f} reports a second added")
    for name, ask in queries().items():
        chance, times = random.Random(3), []
        for _ in range(_ASKED):
            begun = time.perf_counter()
            store.view(lambda connection, ask=ask, chance=chance: ask(connection, chance))  # type: ignore[misc]
            times.append(1000 * (time.perf_counter() - begun))
        print(f"  {sorted(times)[int(0.95 * _ASKED) - 1]:8.1f} ms  {name}")


def main() -> None:
    """Each size in a store of its own."""
    words = sys.argv[1:]
    where = words[words.index("--store") + 1] if "--store" in words else ""
    for size in [int(word) for word in words if word.isdigit()] or [1000]:
        with tempfile.TemporaryDirectory() as folder, open_store(where or f"{folder}/bench.db", create=True) as store:
            measure(store, size)


if __name__ == "__main__":
    main()
