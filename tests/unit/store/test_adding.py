"""Adding: once, whole, with history; killed at any moment; two at a time."""

import random
import time
from contextlib import suppress
from dataclasses import replace
from multiprocessing import get_context
from multiprocessing.connection import Connection as Told
from multiprocessing.context import ForkProcess
from pathlib import Path
from pickle import UnpicklingError

import pytest
from readings import actors, reading
from sqlalchemy import Connection, func, select

from vigie.errors import StoreError
from vigie.records import Relation
from vigie.store import open_store
from vigie.store.schema import codings, events, evidence, moves, occurrences, participants, relations, reports, statements

TEXT = "Ankara a condamné mardi le raid. Moscou a expulsé deux diplomates turcs."
TOLD = (
    ("ACCUSE/disapprove", "occurred", "TUR", "RUS", "2031-05-06", "a condamné"),
    ("SANCTION/expel", "occurred", "RUS", "TUR", "2031-05-06", "a expulsé", "@Moscou/RUS"),
)


def sizes(connection: Connection) -> dict[str, int]:
    tables = (reports, codings, events, participants, evidence, statements, relations, occurrences)
    return {t.name: int(connection.execute(select(func.count()).select_from(t)).scalar_one()) for t in tables}


def test_the_same_report_twice_is_one(where: str) -> None:
    """The second time nothing changes."""
    with open_store(where, create=True) as store:
        first = store.add(reading(TEXT, *TOLD, outlet="Le Quai"))
        before = store.view(sizes)
        second = store.add(reading(TEXT, *TOLD, outlet="Le Quai"))
        assert (first.outcome, first.events, second.outcome) == ("added", 2, "unchanged")
        assert store.view(sizes) == before
        assert before["reports"] == 1 and before["events"] == before["occurrences"] == 2


def test_a_newer_coding_takes_the_place_of_the_older_which_stays_as_history(where: str) -> None:
    """One report, two codings, the rows of the newer; an older version's coding is not taken back."""
    newer = reading(TEXT, TOLD[0], ("SANCTION/expel", "alleged", "RUS", "TUR", "2031-05-05", "a expulsé"))
    with open_store(where, create=True) as store:
        store.add(reading(TEXT, *TOLD), "0.1.0")
        kept = store.view(lambda c: c.execute(select(events.c.id).order_by(events.c.id)).scalars().all())
        assert store.add(newer, "0.2.0").outcome == "recoded"
        assert store.add(reading(TEXT, *TOLD), "0.1.0").outcome == "older"
        assert store.view(lambda c: c.execute(select(events.c.id).order_by(events.c.id)).scalars().all()) == kept
        rows = store.view(lambda c: c.execute(select(codings.c.version, codings.c.is_current).order_by(codings.c.id)).all())
        assert [tuple(r) for r in rows] == [("0.1.0", 0), ("0.2.0", 1)]
        assert [e.status for r in store.readings() for e in r.events] == ["occurred", "alleged"]
        statuses = store.view(lambda c: c.execute(select(occurrences.c.status).order_by(occurrences.c.type)).scalars().all())
        assert statuses == ["occurred", "alleged"]


def test_an_event_that_is_no_longer_coded_leaves_no_rows(where: str) -> None:
    """Participants, evidence, moves and the occurrence go with it."""
    with open_store(where, create=True) as store:
        store.add(reading(TEXT, *TOLD), "0.1.0")
        store.add(reading(TEXT), "0.2.0")
        left = store.view(sizes)
        assert (left["events"], left["participants"], left["evidence"], left["occurrences"]) == (0, 0, 0, 0)
        assert store.view(lambda c: c.execute(select(func.count()).select_from(moves)).scalar()) == 0


def test_a_reading_comes_back_as_it_went_in(where: str) -> None:
    """But for its parses, which are not kept."""
    relation = Relation("holds_office", *actors("TUR:Ada Kaya,TUR:ministre"), evidence=reading(TEXT, TOLD[0]).events[0].evidence, id="r1")
    given = reading(TEXT, *TOLD, relations=(relation,), name="r-7")
    with open_store(where, create=True) as store:
        store.add(given)
        assert list(store.readings()) == [replace(given, article=replace(given.article, page=replace(given.article.page, origin="")))]  # type: ignore[type-var]


def test_a_report_with_an_address_is_known_by_it(where: str) -> None:
    """A corrected page is the same report with a new text, and its search finds the new words only."""
    address = "https://journal.example/a"
    with open_store(where, create=True) as store:
        store.add(reading(TEXT, *TOLD, url=address))
        corrected = TEXT.replace("deux", "trois")
        assert store.add(reading(corrected, *TOLD, url=address)).outcome == "recoded"
        assert store.view(lambda c: c.execute(select(reports.c.text)).scalars().all()) == [corrected]


def test_what_databases_refuse_is_cleaned(where: str) -> None:
    """A zero character in a text is no reason to lose the report."""
    with open_store(where, create=True) as store:
        assert store.add(reading("Ankara a condamné\x00 le raid.", TOLD[0])).outcome == "added"


def test_a_store_that_is_not_there_is_told(tmp_path: Path) -> None:
    """Reading makes no store."""
    with pytest.raises(StoreError, match="there is no store at .*vigie add"):
        open_store(str(tmp_path / "none.db"))
    (tmp_path / "text.db").write_text("no database, but a text that is long enough to be looked at" * 20)
    with pytest.raises(StoreError, match="not a database"):
        open_store(str(tmp_path / "text.db"), create=True)
    with pytest.raises(StoreError, match="no kind of store"):
        open_store("mysql://host/name")


def write_many(where: str, who: str, many: int, told: Told) -> None:
    """What a writer does: add, then tell the name of what was added."""
    with open_store(where, create=True) as store:
        for i in range(many):
            text = f"Ankara a condamné le raid {who} {i}. Moscou a expulsé {i} diplomates turcs."
            store.add(reading(text, *TOLD, name=f"{who}-{i}"))
            told.send(f"{who}-{i}")


def writer(where: str, who: str, many: int) -> tuple[ForkProcess, Told]:
    """A process of its own that adds reports; it shares our imports, so it starts at once."""
    fork = get_context("fork")
    told, telling = fork.Pipe(duplex=False)
    process = fork.Process(target=write_many, args=(where, who, many, telling))
    process.start()
    telling.close()
    return process, told


def all_told(told: Told) -> list[str]:
    """What was acknowledged before the end, or before the kill cut a message in two."""
    found = []
    with suppress(EOFError, OSError, UnpicklingError):
        while True:
            found.append(told.recv())
    return found


def halves(connection: Connection) -> list[str]:
    """Names of reports that are there in part: without a coding, an event, a participant or an occurrence."""
    whole = (
        select(reports.c.id).join(codings, codings.c.report_id == reports.c.id).join(events, events.c.report_id == reports.c.id)
        .join(occurrences, occurrences.c.id == events.c.occurrence_id).join(participants, participants.c.event_id == events.c.id)
        .where(codings.c.is_current == 1).group_by(reports.c.id).having(func.count(participants.c.code) == 4)
    )  # fmt: skip
    return list(connection.execute(select(reports.c.name).where(reports.c.id.not_in(whole))).scalars())


def test_killed_twenty_times_it_loses_nothing_that_was_acknowledged(where: str) -> None:
    """`kill -9` at random moments: what was told as added is there, and no report is there in part."""
    chance = random.Random(8)
    acknowledged: set[str] = set()
    open_store(where, create=True).close()
    for turn in range(20):
        process, told = writer(where, f"k{turn}", 10_000)
        acknowledged.add(told.recv())
        time.sleep(chance.uniform(0, 0.15))
        process.kill()
        process.join()
        acknowledged |= set(all_told(told))
    with open_store(where) as store:
        kept = set(store.view(lambda c: c.execute(select(reports.c.name)).scalars().all()))
        assert len(acknowledged) >= 20 and acknowledged <= kept
        assert len(kept) <= len(acknowledged) + 20
        assert store.view(halves) == []
        assert len(list(store.readings())) == len(kept)


def test_two_writers_at_once_and_a_reader_between(where: str) -> None:
    """Both finish, nothing is lost or doubled, and a reader never waits long enough to fail."""
    running = [writer(where, who, 25)[0] for who in ("a", "b")]
    seen: list[int] = []
    while any(r.is_alive() for r in running):
        try:
            with open_store(where) as store:
                seen.append(store.view(sizes)["reports"])
        except StoreError as error:
            assert "no store" in str(error)
        time.sleep(0.02)
    assert [r.exitcode for r in running] == [0, 0]
    with open_store(where) as store:
        assert store.view(sizes)["reports"] == 50 and store.view(halves) == []
    assert seen == sorted(seen)


