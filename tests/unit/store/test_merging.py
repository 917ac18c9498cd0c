"""Occurrences: one for what several reports tell, none for what only looks like it; undone by hand; copies count once."""

import pytest
from readings import reading
from sqlalchemy import select

from vigie.errors import StoreError
from vigie.records import Reading
from vigie.store import Store, open_store
from vigie.store.schema import events, occurrences, reports
from vigie.store.views.occurrences import find_contradictions, list_tellings

FRENCH = "Ankara a expulsé mardi deux diplomates de Belgrade, a indiqué le ministre Kenan Ersoy."
ENGLISH = "Turkey expelled two diplomats of Belgrade on Tuesday, minister Kenan Ersoy said."


def expelled(text: str, trigger: str, day: str = "2031-05-06", published: str = "2031-05-06", outlet: str = "", more: tuple[str, ...] = (), language: str = "fr") -> Reading:
    told = ("SANCTION/expel", "occurred", "TUR", "SRB", day, trigger, *more)
    return reading(text, told, published=published, outlet=outlet, language=language)


def homes(store: Store) -> list[int]:
    """The occurrence of each event, in order."""
    return list(store.view(lambda c: c.execute(select(events.c.occurrence_id).order_by(events.c.id)).scalars().all()))


def test_a_translation_and_a_follow_up_tell_of_one_act_and_a_later_like_it_does_not(where: str) -> None:
    """Same sides, same day, same names: one; two weeks later: another."""
    with open_store(where, create=True) as store:
        store.add(expelled(FRENCH, "a expulsé", outlet="Le Quai"))
        assert store.add(expelled(ENGLISH, "expelled", outlet="Harbour Post", language="en")).merged == 1
        store.add(expelled("Ankara avait expulsé mardi deux diplomates de Belgrade, dont Kenan Ersoy se plaignait.", "avait expulsé", published="2031-05-08", outlet="C"))
        store.add(expelled("Ankara a expulsé un consul de Belgrade.", "a expulsé", "2031-05-20", "2031-05-20", "D"))
        one, two, three, other = homes(store)
        assert one == two == three != other
        row = store.view(lambda c: c.execute(select(occurrences).where(occurrences.c.id == one)).one())
        assert (row.reports, row.sources, row.first_told, row.last_told, row.value) == (3, 3, "2031-05-06", "2031-05-08", "2031-05-06")


def test_every_merge_has_its_reason_and_can_be_undone_for_good(where: str) -> None:
    """What a person separates stays apart, also when the report is coded again; and can be put back."""
    second = expelled(ENGLISH, "expelled", language="en")
    with open_store(where, create=True) as store:
        store.add(expelled(FRENCH, "a expulsé"), "0.1.0")
        store.add(second, "0.1.0")
        first, event = store.view(lambda c: c.execute(select(events.c.id).order_by(events.c.id)).scalars().all())
        assert [t.merged for t in store.view(lambda c: list_tellings(c, homes(store)[0]))][1].startswith("merged: same ")
        apart = store.separate(event)
        assert homes(store)[1] == apart != homes(store)[0]
        store.add(expelled(ENGLISH, "expelled", day="2031-05-05", language="en"), "0.2.0")
        assert homes(store)[1] == apart
        assert store.rejoin(event, homes(store)[0]) == homes(store)[0]
        assert len(set(homes(store))) == 1
        with pytest.raises(StoreError, match="there is no event 99"):
            store.separate(99)
        with pytest.raises(StoreError, match="occurrence 77 is not there"):
            store.rejoin(first, 77)


def test_contradictions_stand_side_by_side(where: str) -> None:
    """Two figures, each with who gives it."""
    with open_store(where, create=True) as store:
        store.add(expelled(FRENCH, "a expulsé", outlet="Le Quai", more=("arrested=12",)))
        store.add(expelled(ENGLISH, "expelled", outlet="Harbour Post", more=("arrested=30",), language="en"))
        told = store.view(lambda c: list_tellings(c, homes(store)[0]))
        assert [(c.what, c.value, c.sources) for c in find_contradictions(told)] == [
            ("arrested", "arrested 12", ("Le Quai",)), ("arrested", "arrested 30", ("Harbour Post",)),
        ]  # fmt: skip


def test_what_was_announced_and_then_took_place_has_that_history(where: str) -> None:
    """Scheduled, then occurred; a later look back at the plan changes nothing."""
    with open_store(where, create=True) as store:
        for status, day, words in (("scheduled", "2031-05-01", "se verront"), ("occurred", "2031-05-06", "se sont vus"), ("scheduled", "2031-05-07", "devaient se voir")):
            text = f"Les ministres Kenan Ersoy et Vuk Marin {words} à Doha le 6 mai 2031."
            store.add(reading(text, ("CONSULT", status, "TUR,SRB", "", "2031-05-06", words, "@Doha/QAT"), published=day, outlet=day))
        assert len(set(homes(store))) == 1
        assert [t.status for t in store.view(lambda c: list_tellings(c, homes(store)[0]))] == ["scheduled", "occurred", "scheduled"]
        assert store.view(lambda c: c.execute(select(occurrences.c.status)).scalar()) == "occurred"


def test_what_a_report_tells_of_a_day_after_its_own_is_a_plan(where: str) -> None:
    """However it was coded: the meeting is held once a report of that day or later tells it, and on the day that this one gives."""
    with open_store(where, create=True) as store:
        for day, date, words in (("2031-05-04", "2031-05-06", "rencontre"), ("2031-05-07", "2031-05-07", "se sont vus")):
            text = f"Les ministres Kenan Ersoy et Vuk Marin, {words}, Doha."
            store.add(reading(text, ("CONSULT", "occurred", "TUR,SRB", "", date, words, "@Doha/QAT"), published=day, outlet=day))
            row = store.view(lambda c: c.execute(select(occurrences.c.status, occurrences.c.value)).one())
            assert tuple(row) == ("scheduled" if day < date else "occurred", date)


LONG = (
    "Ankara a expulsé mardi deux diplomates de Belgrade après la publication de documents sur le port de Bar. Le ministre Kenan Ersoy a "
    "parlé d'une mesure de routine. Belgrade n'avait pas réagi mercredi matin, mais une réunion du gouvernement était attendue. Les deux "
    "pays se disputent depuis mars la gestion des quais, que loue une société turque dont le contrat court jusqu'en 2040."
)


def test_an_agencys_text_on_three_sites_is_one_source(where: str) -> None:
    """Whole, cut at the end, and under another title; a text of somebody else is another source."""
    cut = LONG[: LONG.index("Les deux")] + "(avec agences)"
    with open_store(where, create=True) as store:
        for outlet, text in (("Agence Bosphore", LONG), ("Le Quai", "Tension entre Ankara et Belgrade. " + LONG), ("La Gazette", cut), ("Harbour Post", FRENCH)):
            store.add(expelled(text, "a expulsé", outlet=outlet))
        assert len(set(homes(store))) == 1
        rows = store.view(lambda c: c.execute(select(reports.c.source, reports.c.family_reason).order_by(reports.c.id)).all())
        assert [r.source for r in rows] == ["Agence Bosphore"] * 3 + ["Harbour Post"]
        assert "three words" in rows[1].family_reason and rows[2].family_reason and not rows[3].family_reason
        occurrence = store.view(lambda c: c.execute(select(occurrences.c.reports, occurrences.c.sources)).one())
        assert tuple(occurrence) == (4, 2)
