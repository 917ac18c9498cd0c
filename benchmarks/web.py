"""How fast the pages of a store answer under a bounded load.

    python -m benchmarks.web world.db                            # each page at 20 requests a second for 6 seconds
    python -m benchmarks.web world.db --rate 20 --seconds 10 --charts
    python -m benchmarks.web /tmp/bench/100000.db --mend         # a store of benchmarks.store (--keep)

`vigie serve` runs in a process of its own on loopback; this process asks, at a fixed rate whatever the answers take, so that a slow answer is
not hidden by asking less. Arguments are drawn by a fixed seed from what the store holds. For each page the median, the 95th percentile and the
longest time in milliseconds are printed, from the moment when a request is due to the last byte of its answer, and how many
of the questions differed (what was asked within a minute is remembered).
"""

from __future__ import annotations

import argparse
import http.client
import random
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Connection, func, select, update

from vigie.lexicon.ontology import load_event_types
from vigie.records import Actor, Article, Block, Event, Evidence, Reading, Span
from vigie.store import open_store
from vigie.store.days import shift
from vigie.store.documents import to_document
from vigie.store.opening import open_engine, writing
from vigie.store.schema import codings, events, occurrences, reports, sides
from vigie.store.views.calendar import last_told

_TARGET_MS = 300
_WAITING = 64
_SEED = 5
Draw = Callable[[random.Random], str]


@dataclass(frozen=True, slots=True)
class Held:
    """What there is to ask for."""

    reports: int
    acts: int
    told: list[int]
    """Some occurrences."""
    read: list[int]
    """Some reports."""
    codes: list[str]
    """Drawn as often as they take part."""
    words: list[str]
    last: str


def look(connection: Connection) -> Held:
    """What a store holds."""
    acts, read = (int(connection.execute(select(func.max(table.c.id))).scalar() or 1) for table in (occurrences, reports))
    chance = random.Random(_SEED)
    numbers = [chance.randrange(acts) + 1 for _ in range(400)]
    filed = [chance.randrange(read) + 1 for _ in range(200)]
    codes = [row.code for row in connection.execute(select(sides.c.code).where(sides.c.occurrence_id.in_(numbers))) if row.code.isalpha()]
    titles = connection.execute(select(reports.c.title).where(reports.c.id.in_([chance.randrange(read) + 1 for _ in range(100)]))).scalars()
    words = [word for title in titles for word in title.split() if word.isalnum() and len(word) > 3]
    return Held(read, acts, numbers[:200], filed, codes, words or ["report"], last_told(connection))


def mend(connection: Connection, held: Held) -> int:
    """Give the reports that will be asked for a coding that can be read: `benchmarks.store_fill` writes rows, and no whole codings."""
    telling = select(events.c.report_id).where(events.c.occurrence_id.in_(held.told))
    numbers = sorted({*held.read, *connection.execute(telling).scalars()})
    for number in numbers:
        report = connection.execute(select(reports).where(reports.c.id == number)).one()
        rows = connection.execute(select(events).where(events.c.report_id == number).order_by(events.c.start_char)).all()
        told = tuple(
            Event(r.type, tuple(r.modes.split()), r.status, (Actor("TUR", "GOV"),), (Actor("RUS", "GOV"),), Evidence(Span(r.start_char, r.end_char), r.trigger, r.entry), r.value, id=r.name)
            for r in rows
        )  # fmt: skip
        article = Article(report.text, report.language, (Block(Span(0, len(report.text)), "paragraph"),), title=report.title, published=report.published or "", outlet=report.outlet)
        document = to_document(Reading(article, (), (), (), (), (), told, ()))
        connection.execute(update(codings).where(codings.c.report_id == number).values(document=document.data))
    return len(numbers)


def pages(held: Held, *, charts: bool) -> dict[str, Draw]:
    """The pages with arguments by chance."""
    def code(r: random.Random) -> str:
        return r.choice(held.codes)

    def pair(r: random.Random) -> str:
        one = code(r)
        return f"{one}/{next(c for c in iter(lambda: code(r), '') if c != one)}"

    def day(r: random.Random) -> str:
        return shift(held.last, -r.randrange(300))

    found: dict[str, Draw] = {
        "today": lambda r: f"/?on={day(r)}",
        "event": lambda r: f"/events/{r.choice(held.told)}",
        "report": lambda r: f"/reports/{r.choice(held.read)}",
        "actor": lambda r: f"/actors/{code(r)}?on={day(r)}",
        "dyad": lambda r: f"/dyads/{pair(r)}?on={day(r)}",
        "search, latest": lambda r: f"/search?since={day(r)}",
        "search, actor and type": lambda r: f"/search?actor={code(r)}&type={r.choice(list(load_event_types()))}",
        "search, words": lambda r: f"/search?q={quote(r.choice(held.words))}",
        "reports": lambda r: f"/reports?until={day(r)}",
        "calendar": lambda r: f"/calendar?actor={code(r)}&on={day(r)}",
        "measures": lambda r: f"/measures?on={day(r)}",
        "network": lambda r: f"/network?until={day(r)}",
        "map": lambda r: f"/map?until={day(r)}",
        "corrections": lambda r: "/corrections",
        "API: events": lambda r: f"/api/v1/events?actor={code(r)}&until={day(r)}",
    }  # fmt: skip
    if charts:
        found |= {"chart: actor": lambda r: f"/charts/actors/{code(r)}.svg", "chart: dyad": lambda r: f"/charts/dyads/{pair(r)}.svg"}
    return found


def ask(port: int, address: str, due: float) -> tuple[int, float]:
    """Status, and milliseconds from when it was due to the last byte."""
    time.sleep(max(0.0, due - time.perf_counter()))
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("GET", address, headers={"Accept-Language": "en"})
        answer = connection.getresponse()
        answer.read()
        return answer.status, 1000 * (time.perf_counter() - due)
    finally:
        connection.close()


@contextmanager
def served(store: str) -> Iterator[int]:
    """`vigie serve` on a free port."""
    command = [str(Path(sys.executable).with_name("vigie")), "serve", "--store", store, "--port", "0"]
    server = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    try:
        assert server.stderr is not None
        first = server.stderr.readline()
        threading.Thread(target=server.stderr.read, daemon=True).start()
        yield int(first.split()[0].rstrip("/").rsplit(":", 1)[1])
    finally:
        server.terminate()
        server.wait(timeout=30)


def main() -> None:
    """Ask and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("store")
    parser.add_argument("--rate", type=float, default=20.0)
    parser.add_argument("--seconds", type=float, default=6.0)
    parser.add_argument("--charts", action="store_true")
    parser.add_argument("--mend", action="store_true", help="The store is one of benchmarks.store: write the codings that it lacks.")
    options = parser.parse_args()
    with open_store(options.store) as store:
        held = store.view(look)
    if options.mend:
        with writing(open_engine(options.store, create=False)) as connection:
            print(f"{mend(connection, held)} codings written")
    print(f"{held.reports} reports, {held.acts} events; {options.rate:g} requests a second for {options.seconds:g} s a page; milliseconds")
    print(f"{'median':>8s} {'95 %':>8s} {'longest':>8s}  answers")
    with served(options.store) as port, ThreadPoolExecutor(_WAITING) as pool:
        for name, draw in pages(held, charts=options.charts).items():
            chance, begun = random.Random(_SEED), time.perf_counter() + 0.2
            addresses = [draw(chance) for _ in range(int(options.rate * options.seconds))]
            asked = [pool.submit(ask, port, address, begun + n / options.rate) for n, address in enumerate(addresses)]
            answers = [one.result() for one in asked]
            times, odd = sorted(ms for _, ms in answers), sum(status >= 500 for status, _ in answers)
            p95 = times[int(0.95 * len(times)) - 1]
            told = f"{len(set(addresses))} different of {len(addresses)}{f', {odd} failed' if odd else ''}{'' if p95 < _TARGET_MS else f'  over {_TARGET_MS}'}"
            print(f"{times[len(times) // 2]:8.1f} {p95:8.1f} {times[-1]:8.1f}  {name}: {told}", flush=True)


if __name__ == "__main__":
    main()
