"""How an act is done: by its own word, by words beside it, by what is asked, by who takes part."""

import pytest

from vigie.pipeline import Reader

READERS = {"fr": Reader("fr"), "en": Reader("en")}


@pytest.mark.parametrize(
    ("language", "text", "kind", "modes"),
    [
        ("fr", "Un soldat tchadien a été attaqué à la machette par des rebelles soudanais.", "ASSAULT", ("primitive",)),
        ("fr", "L'armée soudanaise a attaqué la ville tchadienne avec des drones.", "ASSAULT", ("drone",)),
        ("fr", "Le ministre brésilien s'est entretenu par visioconférence avec son homologue paraguayen.", "CONSULT", ("phone",)),
        ("fr", "Les ministres grec, turc et chypriote se sont réunis à Genève.", "CONSULT", ("multilateral",)),
        ("fr", "Ankara a menacé la Suède d'expulser son ambassadeur.", "THREATEN", ("expel",)),
        ("fr", "Le ministre grec a rencontré vendredi à Ankara le président turc.", "CONSULT", ("visit",)),
        ("fr", "L'Union africaine a suspendu le Mali.", "SANCTION", ("discontinue",)),
        ("en", "Rebels from Sudan attacked a Chadian soldier with machetes.", "ASSAULT", ("primitive",)),
        ("en", "The ministers of Greece, Turkey and Cyprus met in Geneva.", "CONSULT", ("multilateral",)),
        ("en", "Turkey threatened to annex the Greek island.", "THREATEN", ("territory",)),
        ("en", "Cuba was threatened with new sanctions by the United States.", "THREATEN", ("restrict",)),
    ],
)
def test_words_beside_a_trigger_tell_the_mode(language: str, text: str, kind: str, modes: tuple[str, ...]) -> None:
    """The event has the modes that its clause tells."""
    events = READERS[language].read(text, published="2023-09-16", language=language).events
    assert modes in [e.modes for e in events if e.type == kind]


def test_a_mode_that_words_tell_is_explained() -> None:
    """The reasons of the event quote the words."""
    (event,) = READERS["fr"].read("L'armée soudanaise a attaqué la ville tchadienne avec des drones.", language="fr").events
    assert "mode drone: « drones »" in event.reasons


def test_acts_done_in_different_ways_are_different_events() -> None:
    """A knife attack and a bombing on one day between the same sides are two records."""
    text = "Des rebelles soudanais ont poignardé lundi un soldat tchadien. Des rebelles soudanais ont fait exploser lundi une bombe dans un camp tchadien."
    events = READERS["fr"].read(text, published="2023-09-16", language="fr").events
    assert {m for e in events if e.type == "ASSAULT" for m in e.modes} >= {"primitive", "explosives"}
