"""Two sides of one country, and places that the report has set before."""

import pytest

from vigie.events.scenes import set_scenes
from vigie.pipeline import Reader
from vigie.records import Actor, Event, EventPlace, Evidence, Mention, Span

READER = Reader("fr")
SOLDIERS = Actor("MLI", "MIL")


def read(text: str) -> tuple[Event, ...]:
    return READER.read(text, published="2023-05-10", language="fr").events


@pytest.mark.parametrize(
    "text",
    [
        "Le Pérou est en crise. La justice péruvienne a condamné l'ancien ministre à dix ans de prison.",
        "Le Kenya est en crise. La police kényane a arrêté douze manifestants.",
    ],
)
def test_nobody_acts_on_himself(text: str) -> None:
    """Of two sides of one country each has its own sector."""
    events = [e for e in read(text) if e.actors and e.recipients]
    assert events
    for event in events:
        assert {(a.code, a.sector, a.name) for a in event.actors}.isdisjoint({(a.code, a.sector, a.name) for a in event.recipients})


def attack(place: EventPlace | None = None, kind: str = "ASSAULT") -> Event:
    return Event(kind, (), "occurred", (SOLDIERS,), (), Evidence(Span(50, 57), "attaque", "fr.assault.noun.attaque.1"), place=place)


def place(start: int, name: str, code: str) -> Mention:
    return Mention(0, Span(start, start + len(name)), 0, "place", place=code)


TEXT = "Gao dort. Oran dort aussi. Mopti dort encore, puis attaque. Kidal dort."
PLACES = [place(0, "Gao", "MLI"), place(10, "Oran", "DZA"), place(27, "Mopti", "MLI"), place(60, "Kidal", "MLI")]


def test_an_act_takes_the_place_last_named_before() -> None:
    """Of the country of one of its participants."""
    (event,) = set_scenes([attack()], PLACES, TEXT)
    assert event.place is not None
    assert (event.place.name, event.place.code) == ("Mopti", "MLI")


def test_an_act_without_a_place_before_takes_the_first_one_after() -> None:
    """A headline comes before the town."""
    (event,) = set_scenes([attack()], PLACES[1:2] + PLACES[3:], TEXT)
    assert event.place is not None and event.place.name == "Kidal"


@pytest.mark.parametrize("event", [attack(EventPlace("Oran", "DZA")), attack(kind="ACCUSE")], ids=["told", "speech"])
def test_a_told_place_and_an_act_of_speech_stay(event: Event) -> None:
    """What the sentence tells is not replaced, and words have no scene."""
    assert set_scenes([event], PLACES, TEXT) == [event]
