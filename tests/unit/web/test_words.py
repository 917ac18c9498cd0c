"""The words of the pages."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigie.lexicon.load import load_yaml
from vigie.lexicon.ontology import load_event_types, load_modes
from vigie.store.corrections import FIELDS
from vigie.store.filters import STATUSES
from vigie.web.site import HERE
from vigie.web.words import LOCALES, choose_language, interface_languages, load_words, split_actor

FIXED = re.compile(r'say(?:\.count)?\("([a-z.]+)"')


def keys(language: str) -> set[str]:
    """The keys of a language's file."""
    return set(load_yaml(LOCALES / f"{language}.yaml"))


def test_languages_say_the_same() -> None:
    """All files have the same keys, with the same places to fill in, and whatever templates and vocabularies ask for."""
    first, *others = interface_languages()
    wanted = {key for path in (HERE / "templates").iterdir() for key in FIXED.findall(path.read_text(encoding="utf-8")) if not key.endswith(".")}
    needed = {f"type.{t}" for t in load_event_types()} | {f"mode.{m}" for modes in load_modes().values() for m in modes} | {f"status.{s}" for s in STATUSES}
    needed |= {f"field.{f}" for f in FIELDS if f != "wrong"} | {f"language.{code}" for code in interface_languages()}
    for language in (first, *others):
        assert keys(language) == keys(first), language
        assert needed <= keys(language)
        assert {k for k in wanted if k not in keys(language) and f"{k}.one" not in keys(language)} == set()
    for key in keys(first):
        filled = {language: sorted(re.findall(r"\{\w+\}", load_words(language).texts[key])) for language in (first, *others)}
        assert len({tuple(f) for f in filled.values()}) == 1, key


@pytest.mark.parametrize(
    ("value", "french", "english"),
    [
        ("2031-10-21", "21 octobre 2031", "21 October 2031"), ("2031-10", "octobre 2031", "October 2031"), ("2031", "2031", "2031"),
        ("2031-W02", "semaine 2 de 2031", "week 2 of 2031"), ("2014/..", "depuis 2014", "since 2014"), ("2031-01/2031-03", "du janvier 2031 au mars 2031", "January 2031 to March 2031"),
        ("", "sans date", "undated"), ("soon", "soon", "soon"), ("<b>", "<b>", "<b>"),
    ],
)  # fmt: skip
def test_dates_are_told_as_people_do(value: str, french: str, english: str) -> None:
    """Every form of the coding scheme; what is no date stays as it is."""
    assert (load_words("fr").day(value), load_words("en").day(value)) == (french, english)


def test_an_actor_is_named_in_the_language_of_the_page() -> None:
    """The country's name stands for its government; other sectors and own names are added."""
    who = load_words("fr").who("TUR MIL Hulusi Akar")
    assert (who.code, who.country, who.detail) == ("TUR", "Turquie", "Hulusi Akar, forces armées")
    assert load_words("en").who("TUR GOV").detail == "" and load_words("en").who("NATO IGO").country == "NATO"
    assert split_actor("TUR ministre de l'Air") == ("TUR", "", "ministre de l'Air")


@given(st.text(max_size=40), st.text(max_size=40), st.text(max_size=200))
def test_there_is_always_a_language(asked: str, kept: str, accepted: str) -> None:
    """Whatever a browser sends."""
    assert choose_language(asked, kept, accepted) in interface_languages()


def test_the_first_language_that_we_have_is_taken() -> None:
    """Asked for before kept before accepted; the order of the browser's list counts."""
    assert choose_language("", "", "de-DE,fr-CA;q=0.8,en;q=0.5") == "fr"
    assert choose_language("en", "fr", "fr") == "en" and choose_language("xx", "fr", "en") == "fr" and choose_language("", "", "de") == "en"
