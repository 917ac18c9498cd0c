"""What follows from events is the same whether it was brought up to date step by step or made anew; old stores are brought up to date."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from readings import reading
from sqlalchemy import Connection, Engine, Table, inspect, select, text

import vigie.store
from vigie.records import Reading
from vigie.store import Store, open_store
from vigie.store.filters import Filter
from vigie.store.opening import open_engine, writing
from vigie.store.schema import appointments, bands, dyads, facts, measures, occurrences, sides
from vigie.store.upkeep import rebuild
from vigie.store.views.calendar import list_appointments
from vigie.store.views.facts import list_statements
from vigie.store.views.measures import list_measures
from vigie.store.views.occurrences import Occurrence, list_occurrences

FOLLOWS: tuple[Table, ...] = (occurrences, sides, dyads, measures, appointments, facts, bands)
WORDS = ["blé", "acier", "pétrole", "ports", "visas", "banques", "drones", "câbles"]
CODES = ["TUR", "RUS", "SRB", "GEO"]


def random_reading(chance: random.Random, number: int) -> Reading:
    """A report of up to three acts, some of which open measures, end them, announce, hold or reject meetings."""
    day = f"2031-05-{chance.randint(1, 28):02d}"
    lines, told = [], []
    for i in range(chance.randint(1, 3)):
        kind = chance.choice(["SANCTION/discontinue", "COERCE/restrict", "CONCEDE", "CONSULT", "CONSULT", "REJECT/meet", "RETREAT/access", "MOBILIZE/troops", "ACCUSE"])
        status = chance.choice(["occurred", "occurred", "scheduled", "negated"])
        one, other = chance.sample(CODES, 2)
        words = f"Mesure {number}-{i} sur les {chance.choice(WORDS)} et les {chance.choice(WORDS)}"
        lines.append(words)
        when = chance.choice([day, day, "", f"2031-05-{chance.randint(1, 28):02d}", "2031-05", "2030/..", "2031-05-01/2031-06-15"])
        told.append((kind, status, one, chance.choice([other, other, ""]), when, words, *chance.choice([(), ("troops=30-50",), ("@Doha/QAT",)])))
    return reading(". ".join(lines) + ".", *told, published=day, outlet=chance.choice("ABC"), name=f"r{number}", url=f"https://a.example/{number}")


def rows(connection: Connection) -> dict[str, list[tuple[object, ...]]]:
    """All that follows, but for numbers that mean nothing."""
    return {
        table.name: sorted(tuple(row) for row in connection.execute(select(*(c for c in table.c if (table.name, c.name) != ("facts", "id")))))
        for table in FOLLOWS
    }  # fmt: skip


@pytest.mark.parametrize("seed", range(3))
def test_what_was_kept_up_is_what_is_made_anew(where: str, seed: int) -> None:
    """After additions in any order, alone and together, reports coded again and acts settled by hand."""
    chance = random.Random(seed)
    with open_store(where, create=True) as store:
        found = [random_reading(chance, n) for n in range(24)]
        for start in range(0, 24, 4):
            store.add_all(found[start : start + 4]) if chance.random() < 0.5 else [store.add(read) for read in found[start : start + 4]]
        for n in chance.sample(range(24), 6):
            store.add(random_reading(chance, n), "0.2.0")
        many = store.view(lambda c: c.execute(text("SELECT occurrence_id, min(id) FROM events GROUP BY occurrence_id HAVING count(*) > 1")).all())
        for _, event in many[:2]:
            store.separate(event)
        kept = store.view(rows)
    engine = open_engine(where, create=False)
    with writing(engine) as connection:
        rebuild(connection)
        assert rows(connection) == kept
    assert kept["measures"] and kept["appointments"] and kept["dyads"]
    engine.dispose()


@pytest.fixture
def filled(where: str) -> Iterator[Store]:
    """Sixty random reports."""
    chance = random.Random(5)
    with open_store(where, create=True) as store:
        store.add_all([random_reading(chance, n) for n in range(60)])
        yield store


def lets_through(limits: Filter, act: Occurrence, days: tuple[str, str]) -> bool:
    """What a filter means, said once more without an index."""
    codes = {who.split()[0] for who in (*act.actors, *act.recipients)}
    return (
        set(limits.actors) <= codes and set(limits.dyad) <= codes and (not limits.types or act.type in limits.types)
        and (not limits.statuses or act.status in limits.statuses) and (not limits.place or limits.place in act.place)
        and (not limits.since or days[1] >= limits.since) and (not limits.until or days[0] <= limits.until)
    )  # fmt: skip


def test_every_limit_alone_and_together_finds_what_it_means(filled: Store) -> None:
    """As a search through all of them does; acts of years among them."""
    whole = filled.view(lambda c: list_occurrences(c, Filter(), 10_000))
    days = {r.id: (r.day, r.day_end) for r in filled.view(lambda c: c.execute(select(occurrences.c.id, occurrences.c.day, occurrences.c.day_end)).all())}
    assert any(first < "2031-01-01" for first, _ in days.values())
    for limits in (
        Filter(), Filter(actors=("TUR",)), Filter(actors=("TUR", "GEO")), Filter(dyad=("RUS", "SRB"), types=("CONSULT",)), Filter(actors=("TUR",), types=("CONSULT", "CONCEDE")),
        Filter(statuses=("scheduled", "negated")), Filter(types=("SANCTION",), statuses=("occurred",)), Filter(place="QAT"), Filter(place="Doha"),
        Filter(since="2031-05-10"), Filter(since="2031-05-10", until="2031-05-12"), Filter(until="2031-05-03"), Filter(actors=("RUS",), since="2031-05-20", place="QAT"),
        Filter(dyad=("TUR", "RUS"), actors=("GEO",)), Filter(dyad=("TUR", "RUS"), since="2031-05-20", statuses=("occurred",)),
    ):  # fmt: skip
        wanted = [act.id for act in whole if lets_through(limits, act, days[act.id])]
        assert [act.id for act in filled.view(lambda c, limits=limits: list_occurrences(c, limits, 10_000))] == wanted, limits  # type: ignore[misc]


def test_pages_follow_each_other_without_gap_or_overlap(filled: Store) -> None:
    """Events, measures and the calendar, five at a time, are together what is given at once."""
    for view in (
        lambda c, most, before: list_occurrences(c, Filter(), most, before=before),
        lambda c, most, before: list_occurrences(c, Filter(actors=("TUR",), since="2031-05-05"), most, before=before),
        lambda c, most, before: list_measures(c, "", Filter(), all_of_them=True, most=most, before=before),
        lambda c, most, before: list_appointments(c, "2031-05-20", Filter(), most, before=before),
    ):
        def page(most: int, before: int, view=view) -> list:  # type: ignore[no-untyped-def, type-arg]
            return filled.view(lambda c: view(c, most, before))

        pages: list[object] = []
        before = 0
        while found := page(5, before):
            pages[:0] = found
            before = getattr(found[0], "id", 0) or found[0].occurrence
        assert pages == page(10_000, 0) and len(pages) > 5


def first_store(engine: Engine) -> None:
    """The tables of the first version, with one report of two statements and two acts."""
    config = Config()
    config.set_main_option("script_location", str(Path(vigie.store.__file__).parent / "migrations"))
    with writing(engine) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        for line in (
            "INSERT INTO reports (id, key, name, url, outlet, agency, source, published, language, title, text, names, family_id, family_reason, shingles, signature, added_at) "
            "VALUES (1, 'k', 'r1', '', 'A', '', 'A', '2031-05-06', 'fr', 't', 'Ankara a interdit le blé serbe.', '', 1, '', 20, :signature, '2031-05-06')",
            "INSERT INTO occurrences (id, type, modes, status, value, place, place_code, words, score, reports, sources) VALUES (1, 'SANCTION', '', '', '', '', '', '', 0, 0, 0), (2, 'CONSULT', '', '', '', '', '', '', 0, 0, 0)",
            "INSERT INTO events (id, report_id, name, type, modes, status, value, day_from, day_to, near_from, near_to, is_long, place, place_code, trigger, start_char, end_char, sentence, entry, confidence, score, occurrence_id) "
            "VALUES (1, 1, 'e', 'SANCTION', 'discontinue', 'occurred', '2031-05-06', '2031-05-06', '2031-05-06', '2031-05-06', '2031-05-06', 0, '', '', 'a', 0, 1, 'Ankara a interdit le blé serbe.', 'x', 0.5, -6, 1), "
            "(2, 1, 'f', 'CONSULT', '', 'scheduled', '2031-05-09', '2031-05-09', '2031-05-09', '2031-05-09', '2031-05-09', 0, 'Doha', 'QAT', 'b', 2, 3, 'Ils se verront à Doha.', 'x', 0.5, 3, 2)",
            "INSERT INTO participants (event_id, role, position, code, sector, name) VALUES (1, 'actor', 0, 'TUR', 'GOV', ''), (1, 'recipient', 0, 'SRB', 'GOV', ''), (2, 'actor', 0, 'TUR', 'GOV', '')",
            "INSERT INTO statements (id, report_id, kind, text, code, sector, speaker, published, start_char, end_char) VALUES (1, 1, 'direct', 'Le blé attendra', 'TUR', 'GOV', 'Ada Kaya', '2031-05-06', 0, 1)",
        ):
            connection.execute(text(line), {"signature": bytes(504)} if ":signature" in line else {})
        if engine.dialect.name == "postgresql":  # the rows have numbers of their own
            for table in ("reports", "occurrences", "events", "statements"):
                connection.execute(text(f"SELECT setval('{table}_id_seq', 9)"))


def test_a_store_of_the_first_version_is_brought_up_to_date(where: str) -> None:
    """Nothing is lost, and what the new tables hold is made from what was there."""
    from vigie.store.opening import _engine, _url

    engine = _engine(_url(where))
    first_store(engine)
    with open_store(where) as store:
        assert [(a.type, a.actors) for a in store.view(lambda c: list_occurrences(c, Filter(actors=("TUR",))))] == [("SANCTION", ("TUR GOV",)), ("CONSULT", ("TUR GOV",))]
        assert [m.recipients for m in store.view(lambda c: list_measures(c, "", Filter(dyad=("SRB", "TUR"))))] == [("SRB GOV",)]
        assert [(a.date, a.state) for a in store.view(lambda c: list_appointments(c, "", Filter(place="doha")))] == [("2031-05-09", "due")]
        assert [s.speaker for s in store.view(lambda c: list_statements(c, "ada", "ble"))] == ["Ada Kaya"]
        assert inspect(engine).has_table("appointments")
        assert store.add(reading("Ankara a interdit le blé serbe.", ("SANCTION", "occurred", "TUR", "SRB", "2031-05-06", "a interdit"))).merged == 1
    engine.dispose()
