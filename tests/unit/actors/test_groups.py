"""Several at once: owners in a list, groups taken up by a number, bodies of the place that opens a sentence."""

import pytest

from vigie.pipeline import Reader

READERS = {language: Reader(language) for language in ("fr", "en")}

CASES = [
    ("fr", "Les présidents chilien, bolivien et péruvien se sont vus lundi.", "Les présidents chilien, bolivien et péruvien", "CHL BOL PER"),
    ("en", "Ministers from Chile, Bolivia and Peru arrived on Monday.", "Ministers from Chile, Bolivia and Peru", "CHL BOL PER"),
    ("en", "The Chilean and Bolivian ministers agreed.", "The Chilean and Bolivian ministers", "CHL BOL"),
    ("fr", "Le Chili, la Bolivie et le Pérou ont signé. Les trois pays ont averti Quito.", "Les trois pays", "CHL BOL PER"),
    ("en", "Chile, Bolivia and Peru have signed a pact. The three warned Ecuador.", "The three", "CHL BOL PER"),
    ("fr", "Lima et La Paz ont refusé. Ils ont averti Quito.", "Ils", "PER BOL"),
    ("fr", "Lima a bombardé Arica. A Santiago, le ministère de la Défense a réagi.", "le ministère de la Défense", "CHL"),
    ("fr", "Un porte-parole de la ministre chilienne Ana Rojas a réagi.", "Un porte-parole de la ministre chilienne Ana Rojas", "CHL"),
]


@pytest.mark.parametrize(("language", "text", "words", "codes"), CASES, ids=[c[2] for c in CASES])
def test_who_is_meant(language: str, text: str, words: str, codes: str) -> None:
    """All of them, in order of the text."""
    reading = READERS[language].read(text, published="2023-09-16", language=language)
    found = {m.span.of(text): [a.code for a in m.actors] for m in reading.mentions if m.actors}
    assert found.get(words) == codes.split()


def test_a_number_takes_up_no_group_of_another_size() -> None:
    """"Les quatre pays" are not the three that were named."""
    text = "Le Chili, la Bolivie et le Pérou ont signé. Les quatre pays ont averti Quito."
    reading = READERS["fr"].read(text, published="2023-09-16", language="fr")
    assert "Les quatre pays" not in {m.span.of(text) for m in reading.mentions if m.actors}
