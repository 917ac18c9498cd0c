"""Views: measures, calendar, tension, facts, statements, search, changes, ties, dossiers."""

from collections.abc import Iterator

import pytest
from readings import actors, reading

from vigie.errors import ConfigError
from vigie.records import Evidence, Quotation, Reading, Relation, Span
from vigie.store import Store, open_store
from vigie.store.filters import Filter
from vigie.store.views.calendar import list_appointments, list_upcoming
from vigie.store.views.country import dossier_of_country
from vigie.store.views.dossiers import dossier_of_actor, dossier_of_dyad, dossier_of_storyline, list_changes
from vigie.store.views.facts import list_deployments, list_facts, list_statements
from vigie.store.views.measures import list_measures
from vigie.store.views.occurrences import list_occurrences
from vigie.store.views.search import search
from vigie.store.views.tension import index_of, parts_of
from vigie.store.views.ties import list_ties
from vigie.store.views.today import list_places, list_rising, page_of

BAN = "Alger a interdit le blé de Tunis."
SAID = "« Le blé attendra », a dit Omar Zeid, ministre de Tunis."


def all_readings() -> Iterator[Reading]:
    """A small crisis, a report a day."""
    yield reading(BAN, ("SANCTION/discontinue", "occurred", "DZA", "TUN", "2031-03-03", "a interdit"), published="2031-03-03", outlet="A")
    speech = Quotation("direct", "Le blé attendra", (Span(2, 17),), actors("TUN:Omar Zeid")[0])
    office = Relation("holds_office", *actors("TUN:Omar Zeid,TUN/:ministre"), evidence=Evidence(Span(26, 35), "Omar Zeid", "x"), until="2031-06")
    yield reading(SAID, published="2031-03-05", outlet="B", statements=(speech,), relations=(office,))
    yield reading("Alger et Tunis se verront le 20 mars à Malte.", ("CONSULT", "scheduled", "DZA,TUN", "", "2031-03-20", "se verront", "@Malte/MLT"),
                  ("CONSULT", "scheduled", "DZA,ITA", "", "2031-03-25", "Alger"), published="2031-03-06", outlet="A")  # fmt: skip
    yield reading("Alger a annulé sa rencontre du 25 mars avec Rome, prévue à Malte.", ("REJECT/meet", "occurred", "DZA", "ITA", "", "a annulé"), published="2031-03-08", outlet="C")
    yield reading("Alger a massé 3000 soldats près de Tunis.", ("MOBILIZE/troops", "occurred", "DZA/MIL", "TUN", "2031-03-10", "a massé", "troops=3000"), published="2031-03-10", outlet="A")
    yield reading("Alger et Tunis se sont vus à Malte.", ("CONSULT", "occurred", "DZA,TUN", "", "2031-03-20", "se sont vus", "@Malte/MLT"), published="2031-03-20", outlet="B")
    yield reading("Alger a présenté des excuses à Tunis.", ("CONCEDE", "occurred", "DZA", "TUN", "2031-03-21", "a présenté"), published="2031-03-21", outlet="D")
    yield reading("Alger a levé l'interdiction du blé de Tunis.", ("CONCEDE", "occurred", "DZA", "TUN", "2031-03-24", "a levé"), published="2031-03-24", outlet="D")


@pytest.fixture
def store(where: str) -> Iterator[Store]:
    with open_store(where, create=True) as opened:
        for read in all_readings():
            opened.add(read)
        yield opened


def test_a_measure_stands_until_its_own_end(store: Store) -> None:
    """An apology in between lifts nothing; the lifting of the ban does."""
    on = {day: store.view(lambda c, day=day: list_measures(c, day, Filter())) for day in ("2031-03-02", "2031-03-22", "2031-03-24")}  # type: ignore[misc]
    assert [len(found) for found in on.values()] == [0, 1, 0]
    (measure,) = store.view(lambda c: list_measures(c, "", Filter(), all_of_them=True))
    assert (measure.since, measure.until, measure.actors, measure.recipients) == ("2031-03-03", "2031-03-24", ("DZA GOV",), ("TUN GOV",))


def test_the_calendar_tells_what_became_of_it(store: Store) -> None:
    """Held, cancelled, and what was still due on an earlier day."""
    found = store.view(lambda c: list_appointments(c, "", Filter()))
    assert [(a.date, a.state) for a in found] == [("2031-03-20", "held"), ("2031-03-25", "cancelled")]
    assert [a.date for a in store.view(lambda c: list_appointments(c, "", Filter(since="2031-03-21")))] == ["2031-03-25"]


def test_the_index_is_the_sum_of_its_parts(store: Store) -> None:
    """On every day, and it halves in a week without acts."""
    index = {t.day: t.index for t in store.view(lambda c: index_of(c, "TUN", "DZA", until="2031-04-30"))}
    assert index["2031-03-03"] == -6.0 and index["2031-03-09"] == pytest.approx(-6 * 0.5 ** (6 / 7), abs=2e-3)
    for day in ("2031-03-10", "2031-03-24", "2031-04-10"):
        parts = store.view(lambda c, day=day: parts_of(c, "DZA", "TUN", day))  # type: ignore[misc]
        assert sum(p.brings for p in parts) == pytest.approx(index[day], abs=2e-3)
    assert index["2031-04-30"] == pytest.approx(index["2031-04-23"] / 2, abs=2e-3)


def test_facts_statements_deployments_and_ties(store: Store) -> None:
    """Offices on a day, words by speaker and topic, numbers of troops, who acts on whom."""
    assert [f.subject for f in store.view(lambda c: list_facts(c, "2031-04-01"))] == ["TUN GOV Omar Zeid"]
    assert store.view(lambda c: list_facts(c, "2031-03-04")) == store.view(lambda c: list_facts(c, "2031-07-01")) == []
    assert [s.text for s in store.view(lambda c: list_statements(c, "zeid", "ble"))] == ["Le blé attendra"]
    assert store.view(lambda c: list_statements(c, "DZA")) == []
    assert [(d.low, d.high) for d in store.view(lambda c: list_deployments(c, Filter(actors=("DZA",))))] == [(3000, 3000)]
    assert {(t.actor, t.recipient, t.type): t.acts for t in store.view(list_ties)}["DZA", "TUN", "CONCEDE"] == 2


def test_words_are_found_without_accents_and_quotation_marks_harm_nothing(store: Store) -> None:
    """The search of each database gives the same reports."""
    assert len(store.view(lambda c: search(c, "BLE tunis"))) == 3
    assert len(store.view(lambda c: search(c, "l'interdiction \"blé\" OR"))) == 0
    with pytest.raises(ConfigError, match="no words"):
        store.view(lambda c: search(c, "«»"))


def test_events_are_found_by_side_type_status_place_and_day(store: Store) -> None:
    """Each limit alone; a wrong one is told."""
    def many(**limits: object) -> int:
        return len(store.view(lambda c: list_occurrences(c, Filter(**limits))))  # type: ignore[arg-type]

    assert (many(), many(actors=("ITA",)), many(dyad=("TUN", "DZA")), many(types=("CONCEDE",)), many(statuses=("scheduled",))) == (7, 2, 5, 2, 1)
    assert (many(place="malte"), many(place="MLT"), many(since="2031-03-21"), many(until="2031-03-03"), many(since="2031-03", until="2031-03")) == (1, 1, 3, 1, 7)
    for wrong in ({"types": ("WAR",)}, {"statuses": ("past",)}, {"dyad": ("TUR",)}, {"since": "hier"}):
        with pytest.raises(ConfigError):
            Filter(**wrong)  # type: ignore[arg-type]


def test_changes_and_dossiers(store: Store) -> None:
    """What a day changed: new acts, and an announcement that became true."""
    found = {c.what for c in store.view(lambda c: list_changes(c, "2031-03-20"))}
    assert found == {"new", "scheduled → occurred"}
    actor = store.view(lambda c: dossier_of_actor(c, "TUN", "2031-03-10"))
    assert len(actor.measures) == 1 and len(actor.facts) == 1 and len(actor.statements) == 1
    dyad = store.view(lambda c: dossier_of_dyad(c, "DZA", "TUN"))
    assert len(dyad.timeline) == 5 and dyad.tension
    held = next(o for o in dyad.timeline if o.type == "CONSULT")
    assert {o.type for o in store.view(lambda c: dossier_of_storyline(c, held.id)).timeline} == {"CONSULT"}


def test_a_country_is_what_happens_in_it_and_with_whom(store: Store) -> None:
    """Its soil, its partners by their acts with the tension of the day, and the actor's dossier."""
    malta = store.view(lambda c: dossier_of_country(c, "MLT"))
    assert [o.type for o in malta.inside] == ["CONSULT"] and not malta.partners
    algeria = store.view(lambda c: dossier_of_country(c, "DZA", "2031-03-10"))
    assert [(p.code, p.acts) for p in algeria.partners] == [("TUN", 2), ("ITA", 1)]
    assert algeria.partners[0].tension == store.view(lambda c: index_of(c, "DZA", "TUN", "2031-03-10", "2031-03-10"))[0].index
    assert [d.low for d in algeria.deployments] == [3000] and len(algeria.actor.measures) == 1


def test_a_day_has_what_is_told_what_rises_what_was_taken_and_what_comes(store: Store) -> None:
    """As of that day; without one, of the last; an empty store has an empty page."""
    day = store.view(lambda c: page_of(c, "2031-03-06"))
    assert [c.type for c in day.changes] == ["CONSULT", "CONSULT"]
    assert [m.since for m in day.measures] == ["2031-03-03"] and not day.rising
    assert [a.date for a in store.view(lambda c: list_upcoming(c, "2031-03-06"))] == []
    assert store.view(page_of).day == "2031-03-24"


def test_dyads_rise_when_more_passes_than_before(store: Store) -> None:
    """Three acts in a week between two of them; a dyad is told once."""
    (rising,) = store.view(lambda c: list_rising(c, "2031-03-24"))
    assert (rising.one, rising.other, rising.acts, rising.before) == ("DZA", "TUN", 3, pytest.approx(2 / 3, abs=0.01))
    assert store.view(lambda c: list_rising(c, "2031-03-16")) == []


def test_the_network_and_the_map_of_a_period(store: Store) -> None:
    """Only what took place in it."""
    assert [(t.actor, t.recipient, t.type) for t in store.view(lambda c: list_ties(c, "2031-03-10", "2031-03-15"))] == [("DZA", "TUN", "MOBILIZE")]
    assert [(t.type, t.acts) for t in store.view(lambda c: list_ties(c, most=1))] == [("CONCEDE", 2)]
    (place,) = store.view(lambda c: list_places(c, "2031-03", "2031-03"))
    assert (place.place, place.code, place.acts, place.last) == ("Malte", "MLT", 1, "2031-03-20")
    assert store.view(lambda c: list_places(c, "2031-04", "2031-05")) == []


def test_what_is_due_comes_next_first(where: str) -> None:
    """What was held or has passed is not due."""
    with open_store(where, create=True) as empty:
        assert empty.view(page_of).changes == ()
        for day, kind in (("15", "CONSULT"), ("09", "AGREE"), ("12", "COOPERATE")):
            empty.add(reading(f"Oslo les verra le {day} mai.", (kind, "scheduled", "NOR", "ITA", f"2031-05-{day}", "les verra"), published="2031-05-08", outlet=day))
        assert [(a.date, a.state) for a in empty.view(lambda c: list_upcoming(c, "2031-05-10"))] == [("2031-05-12", "due"), ("2031-05-15", "due")]
