"""According to whom: the act is never lost, and never laid at the door of the one who tells of it."""

from __future__ import annotations

import pytest

from vigie import Reader
from vigie.records import Event


def attack(language: str, text: str) -> Event:
    """The one assault of a text."""
    events = Reader(language=language).read(text, published="2024-03-07").events
    (event,) = [e for e in events if e.type == "ASSAULT"]
    return event


@pytest.mark.parametrize(
    ("language", "text", "status", "source"),
    [
        ("fr", "La France a attaqué le Mali mardi.", "occurred", ""),
        ("fr", "L'Algérie a affirmé mardi que la France avait attaqué le Mali.", "alleged", "DZA"),
        ("fr", "La France, d'après l'Algérie, a attaqué le Mali mardi.", "alleged", "DZA"),
        ("fr", "L'Algérie accuse la France d'avoir attaqué le Mali.", "alleged", "DZA"),
        ("fr", "Le Canada rapporte que, selon l'Algérie, la France a attaqué le Mali.", "alleged", "DZA"),
        ("fr", "L'Algérie a démenti que la France ait attaqué le Mali.", "negated", "DZA"),
        ("fr", "La France aurait attaqué le Mali mardi.", "alleged", ""),
        ("fr", "L'ONU confirme que la France a attaqué le Mali mardi.", "occurred", "UN"),
        ("en", "Algeria accuses France of attacking Mali.", "alleged", "DZA"),
        ("en", "France denies attacking Mali.", "negated", ""),
        ("en", "Algeria says France could attack Mali.", "possible", "DZA"),
    ],
)
def test_an_attack_keeps_its_attacker_whoever_tells_of_it(language: str, text: str, status: str, source: str) -> None:
    """France attacks Mali, with the status and the source that the words around give it."""
    event = attack(language, text)
    assert [a.code for a in event.actors] == ["FRA"]
    assert [r.code for r in event.recipients] == ["MLI"]
    assert event.status == status
    assert (event.according_to.code if event.according_to else "") == source


@pytest.mark.parametrize(
    ("language", "text", "source"),
    [
        ("fr", "L'armée malienne affirme avoir attaqué les rebelles touaregs mardi.", "MLI"),
        ("fr", "La France a attaqué le Mali mardi, a indiqué le ministère français de la Défense.", "FRA"),
        ("fr", "Le ministre français de la Défense a promis d'attaquer le Mali.", ""),
        ("en", "France attacked Mali on Tuesday, the French army said.", "FRA"),
    ],
)
def test_a_side_is_the_source_of_what_it_reports_of_itself(language: str, text: str, source: str) -> None:
    """An army that tells of its own attack is who says so; whoever promises one says it of himself."""
    events = Reader(language=language).read(text, published="2024-03-07").events
    told = {e.according_to.code for e in events if e.type == "ASSAULT" and e.according_to}
    assert told == ({source} if source else set())
