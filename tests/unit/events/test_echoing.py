"""One phrase names one side: nobody is taken for the other side for want of anybody else."""

import pytest

from vigie.pipeline import Reader

READERS = {language: Reader(language) for language in ("fr", "en")}


def sides(language: str, text: str, kind: str) -> tuple[list[str], list[str]]:
    """Codes of both sides of the first event of a type."""
    events = READERS[language].read(text, published="2023-09-16", language=language).events
    event = next(e for e in events if e.type == kind)
    return [a.code for a in event.actors], [a.code for a in event.recipients]


@pytest.mark.parametrize(
    ("language", "text", "kind", "actors", "recipients"),
    [
        ("fr", "Le projet a été rejeté par la Norvège.", "REJECT", ["NOR"], []),
        ("fr", "Un officier norvégien a été tué.", "ASSAULT", [], ["NOR"]),
        ("en", "Norway imposed a curfew.", "COERCE", ["NOR"], []),
        ("fr", "L'aviation grecque a frappé un immeuble d'Izmir.", "ASSAULT", ["GRC"], ["TUR"]),
    ],
)
def test_a_phrase_is_not_both_sides(language: str, text: str, kind: str, actors: list[str], recipients: list[str]) -> None:
    """The other side stays empty, or is whom the place names."""
    assert sides(language, text, kind) == (actors, recipients)


def test_a_country_named_elsewhere_can_be_both_sides() -> None:
    """Where the report names the country apart from the actor's words, it stays an answer."""
    text = "La crise dure en Bolivie depuis avril. La police bolivienne a arrêté trois opposants."
    assert sides("fr", text, "COERCE") == (["BOL"], ["BOL"])


def test_a_witness_is_no_recipient() -> None:
    """An organisation that only tells of a withdrawal is not withdrawn from."""
    assert "UN" not in sides("fr", "Selon l'ONU, le Kenya a retiré ses soldats de l'Ituri.", "RETREAT")[1]
