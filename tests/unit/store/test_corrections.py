"""Corrections: kept beside the coding, withdrawn, and read as gold."""

import pytest
from readings import reading
from sqlalchemy import select

from vigie.errors import ConfigError
from vigie.store import Store, open_store
from vigie.store.corrected import corrected_readings
from vigie.store.corrections import list_corrections, of_occurrence
from vigie.store.schema import events

TEXT = "Alger a interdit le blé de Tunis et a salué Rome."
TOLD = (("SANCTION/discontinue", "occurred", "DZA", "TUN", "2031-03-03", "a interdit"), ("SUPPORT", "occurred", "DZA", "ITA:Rosa Neri", "", "a salué"))


@pytest.fixture
def store(where: str) -> Store:
    """One report with two events."""
    opened = open_store(where, create=True)
    opened.add(reading(TEXT, *TOLD))
    return opened


def numbers(store: Store) -> list[int]:
    """Numbers of the events, in the order of the text."""
    return store.view(lambda c: list(c.execute(select(events.c.id).order_by(events.c.start_char)).scalars()))


KEPT = [
    ("status", "alleged", "occurred", "alleged"), ("date", "2031-03-02", "2031-03-03", "2031-03-02"), ("date", "", "2031-03-03", ""),
    ("actors", "DZA MIL, ---  UNK ", "DZA GOV", "DZA MIL, --- UNK"), ("place", "Malte (MLT)", "", "Malte (MLT)"),
]  # fmt: skip
REFUSED = [
    ("colour", "red", "r", "a", "no field"), ("status", "maybe", "r", "a", "no status"), ("type", "WAR", "r", "a", "no event type"),
    ("modes", "visit", "r", "a", "no mode of SANCTION"), ("date", "soon", "r", "a", "no date"), ("actors", "the Turks", "r", "a", "no actor"),
    ("place", "somewhere", "r", "a", "no place"), ("wrong", "", " ", "a", "needs a reason"), ("wrong", "", "r", "", "needs a name"),
    ("status", "", "r", "a", "cannot be empty"), ("wrong", "", "x" * 2001, "a", "at most"),
]  # fmt: skip


def test_a_correction_stands_beside_the_coding(store: Store) -> None:
    """The event keeps its own value; the correction holds both."""
    ban = numbers(store)[0]
    for field, value, before, kept in KEPT:
        number = store.correct(ban, field, value, "the report says so", "Ada")
        found = store.view(list_corrections)[0]
        assert (found.id, found.event, found.field, found.before, found.value, found.author, found.stands) == (number, ban, field, before, kept, "Ada", True)
    assert store.view(lambda c: c.execute(select(events.c.status, events.c.value).where(events.c.id == ban)).one()) == ("occurred", "2031-03-03")
    assert len(store.view(lambda c: of_occurrence(c, found.occurrence))) == len(KEPT)


def test_what_cannot_be_kept_is_refused_with_the_remedy(store: Store) -> None:
    """Nothing is written then."""
    for field, value, reason, author, says in REFUSED:
        with pytest.raises(ConfigError, match=says):
            store.correct(numbers(store)[0], field, value, reason, author)
    assert store.view(list_corrections) == []


def test_a_withdrawn_correction_stays_on_record(store: Store) -> None:
    """With who withdrew it; it cannot be withdrawn twice, nor can one that was never made."""
    number = store.correct(numbers(store)[0], "wrong", "", "not in the text", "Ada")
    store.withdraw(number, "Ben")
    (found,) = store.view(list_corrections)
    assert not found.stands and found.withdrawn_by == "Ben"
    assert store.view(lambda c: list_corrections(c, standing=True)) == []
    for unknown in (number, number + 1):
        with pytest.raises(ConfigError):
            store.withdraw(unknown, "Ben")


def test_gold_is_the_coding_as_corrected(store: Store) -> None:
    """Wrong events are gone, fields are as readers say, the later of two corrections counts, withdrawn ones do not."""
    ban, praise = numbers(store)
    store.correct(ban, "wrong", "", "a plan only", "Ada")
    store.correct(praise, "recipients", "ITA CVL", "the town", "Ada")
    store.correct(praise, "recipients", "ITA LEG Rosa Neri", "she is a deputy", "Ben")
    store.withdraw(store.correct(praise, "type", "ACCUSE", "irony", "Cem"), "Cem")
    (gold,) = store.view(lambda c: list(corrected_readings(c)))
    (event,) = gold.events
    assert (event.type, [(a.code, a.sector, a.name) for a in event.recipients]) == ("SUPPORT", [("ITA", "LEG", "Rosa Neri")])
    assert gold.article.text == TEXT


def test_a_correction_outlives_the_event_it_speaks_of(store: Store) -> None:
    """A later coding that no longer finds the event leaves the correction with the words it meant."""
    store.correct(numbers(store)[0], "wrong", "", "not in the text", "Ada")
    store.add(reading(TEXT, TOLD[1]), version="99.0.0")
    (found,) = store.view(list_corrections)
    assert (found.event, found.occurrence, found.type, TEXT[found.start : found.end]) == (0, 0, "SANCTION", "a interdit")
