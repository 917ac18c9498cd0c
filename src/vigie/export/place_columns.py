"""The columns of a place that ICEWS and POLECAT share."""

from __future__ import annotations

from vigie.export.rows import country_name
from vigie.export.tables import FILLED, FOLDED, LOST, Column

TOWN: tuple[Column, ...] = (
    Column("City", FOLDED, "Where the place is a town of 15,000 inhabitants or more.", lambda r: r.town.name if r.town else None),
    Column("District", LOST, "Not resolved."),
    Column("Province", LOST, "Not resolved."),
    Column("Country", FILLED, "English name of the place's country.", lambda r: country_name(r.event.place.code) if r.event.place else None),
    Column("Latitude", FOLDED, "Of the town.", lambda r: r.town.latitude if r.town else None, "number"),
    Column("Longitude", FOLDED, "Of the town.", lambda r: r.town.longitude if r.town else None, "number"),
)  # fmt: skip
