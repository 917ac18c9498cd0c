"""Which installed language a text is in, or none of them."""

import pytest

from vigie.article.language import detect_language

INSTALLED = ("en", "fr")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Le gouvernement a annoncé mardi la reprise des pourparlers.", "fr"),
        ("The government said on Tuesday that talks would resume.", "en"),
        ("Paris dément", "fr"),
        ("Die Regierung hat am Dienstag neue Gespräche mit den Nachbarn angekündigt.", None),
        ("El gobierno anunció el martes que reanudará las conversaciones.", None),
        ("Il governo ha annunciato martedì che riprenderà i colloqui.", None),
        ("Правительство объявило во вторник о возобновлении переговоров.", None),
        ("1234 -- 56", None),
        ("", None),
    ],
)
def test_only_installed_languages_are_found(text: str, language: str | None) -> None:
    """A text in another language is none of ours; a short one gets the best of the installed."""
    assert detect_language(text, INSTALLED) == language


def test_the_answer_is_restricted_to_what_is_installed() -> None:
    """With one language installed, a text in another is refused."""
    assert detect_language("The government said on Tuesday that talks would resume.", ("fr",)) is None
