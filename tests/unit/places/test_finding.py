"""Names of places: what the model's wrong labels do not hide, and what stays a person."""

import pytest

from vigie.pipeline import Reader

READERS = {language: Reader(language) for language in ("fr", "en")}


@pytest.mark.parametrize(
    ("language", "text", "name", "code"),
    [
        ("fr", "Deux obus sont tombés sur Kharkiv.", "Kharkiv", "UKR"),
        ("en", "The conference will be held in Sharm el-Sheikh.", "Sharm el-Sheikh", "EGY"),
        ("fr", "Un séisme a frappé Lima (Pérou).", "Lima", "PER"),
        ("en", "Khartoum airport was closed.", "Khartoum", "SDN"),
    ],
)
def test_a_city_is_a_place_and_nobody(language: str, text: str, name: str, code: str) -> None:
    """It has a country and acts as nobody."""
    reading = READERS[language].read(text, published="2023-05-10", language=language)
    (mention,) = [m for m in reading.mentions if m.span.of(text) == name]
    assert (mention.place, mention.actors) == (code, ())


def test_a_name_that_a_person_bears_in_the_report_stays_a_person() -> None:
    """Mr Kingston is not the city."""
    text = "Le ministre Paul Kingston a parlé. M. Kingston a démissionné."
    reading = READERS["fr"].read(text, published="2023-05-10", language="fr")
    assert not [m for m in reading.mentions if m.kind == "place"]
