"""Numbers of things and money: bounds, ranks of magnitude, what is counted."""

import pytest

from vigie.models import load_model
from vigie.quantities import find_quantities
from vigie.records import Article, Block, Span
from vigie.syntax import read_sentences


def found(text: str, language: str) -> list[str]:
    """Bounds with currency or counted words, in order."""
    article = Article(text, language, (Block(Span(0, len(text)), "paragraph"),))
    quantities = find_quantities(article, read_sentences(article, load_model(language)))
    return [f"{q.low:.0f}-{q.high:.0f} {q.currency or (q.of.of(text) if q.of else '')}" for q in quantities]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Neuf gendarmes ont péri.", "9-9 gendarmes"),
        ("Au moins quarante-deux gendarmes ont péri.", "42-42 gendarmes"),
        ("Plus de 8\u202f500 gendarmes ont défilé.", "8500-8500 gendarmes"),
        ("Entre 30 et 40 gendarmes ont péri.", "30-40 gendarmes"),
        ("Des dizaines de milliers de fidèles ont défilé.", "10000-99999 fidèles"),
        ("Une trentaine de fidèles ont défilé.", "30-30 fidèles"),
        ("Un demi-million de fidèles ont défilé.", "500000-500000 fidèles"),
        ("La rançon est de 2,5 millions d'euros.", "2500000-2500000 EUR"),
        ("La rançon est de 12 M€.", "12000000-12000000 EUR"),
    ],
)
def test_french_quantities(text: str, wanted: str) -> None:
    """Spelled or in figures, with their bounds and what they count."""
    assert found(text, "fr") == [wanted]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Nine guards died.", "9-9 guards"),
        ("Dozens of guards died.", "24-99 guards"),
        ("Scores of guards died.", "40-99 guards"),
        ("Some 8 500 guards marched.", "8500-8500 guards"),
        ("Half a million people marched.", "500000-500000 people"),
        ("The blast hurt three passers-by.", "3-3 passers-by"),
        ("The ransom is $2.5 million.", "2500000-2500000 USD"),
    ],
)
def test_english_quantities(text: str, wanted: str) -> None:
    """Spelled or in figures, with their bounds and what they count."""
    assert found(text, "en") == [wanted]


@pytest.mark.parametrize("text", ["Il est mort en 2014.", "Le F-16 s'est écrasé.", "Il a 62 ans.", "Le taux atteint 12 %."])
def test_what_is_no_number_of_things(text: str) -> None:
    """Years, names, ages and shares count nothing."""
    assert found(text, "fr") == []
