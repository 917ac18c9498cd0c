"""Coordinates of the towns that events name, for formats that have columns for them.

Found by the name as the report has it and the country that it was resolved to, in `gazetteer/cities.tsv` (GeoNames, 15,000 inhabitants and more);
of two towns of one name, the larger.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from vigie.export.coded import CodedPlace

_CITIES = Path(__file__).resolve().parent.parent / "gazetteer" / "cities.tsv"


@dataclass(frozen=True, slots=True)
class Town:
    """A town of the gazetteer."""

    name: str
    country: str
    admin1: str
    latitude: float
    longitude: float


def town_of(place: CodedPlace | None) -> Town | None:
    """The town that a place is, when it is one that we know."""
    return _towns().get((place.name.casefold(), place.code)) if place else None


@cache
def _towns() -> Mapping[tuple[str, str], Town]:
    found: dict[tuple[str, str], Town] = {}
    largest: dict[tuple[str, str], int] = {}
    for line in _CITIES.read_text(encoding="utf-8").splitlines():
        name, country, admin1, population, latitude, longitude, others = line.split("\t")
        town = Town(name, country, admin1, float(latitude), float(longitude))
        for known in (name, *filter(None, others.split(","))):
            key = (known.casefold(), country)
            if int(population) > largest.get(key, -1):
                found[key], largest[key] = town, int(population)
    return found
