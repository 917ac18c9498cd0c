"""ICEWS: one row a dyad, tab-separated with a header, `NA` where there is nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from vigie.export.coded import CodedActor, CodedReport
from vigie.export.place_columns import TOWN
from vigie.export.rows import Row, country_name, iter_rows, name_of
from vigie.export.tables import FILLED, FOLDED, Column, Dialect, Options, TableWriter, Writer
from vigie.lexicon.crosswalks import load_cameo, load_countries
from vigie.lexicon.ontology import load_sectors

DIALECT = Dialect("\t", True, "NA")


def _side(prefix: str, of: Callable[[Row], CodedActor | None]) -> tuple[Column, ...]:
    def sector(row: Row) -> str | None:
        actor = of(row)
        return load_sectors().get(actor.sector, {}).get("en") if actor else None

    def country(row: Row) -> str | None:
        actor = of(row)
        return country_name(actor.code) if actor and actor.code in load_countries() else None

    return (
        Column(f"{prefix} Name", FILLED, "Its name, else its country's or organisation's.", lambda r: name_of(of(r))),
        Column(f"{prefix} Sectors", FOLDED, "Our sector in English words; ICEWS has its own list.", sector),
        Column(f"{prefix} Country", FILLED, "English name; nothing for organisations.", country),
    )


COLUMNS: tuple[Column, ...] = (
    Column("Event ID", FOLDED, "Ours, with the number of the dyad where there are several; not a whole number.", lambda r: r.key),
    Column("Event Date", FOLDED, "One day: that of the text, else the nearest that it allows, else the report's; there is no room to say which.",
           lambda r: str(r.day.day) if r.day.day else None, "day"),
    *_side("Source", lambda r: r.dyad.actor),
    Column("Event Text", FOLDED, "Our type and modes, such as `sanction (discontinue)`; not CAMEO's text.",
           lambda r: r.kind.label("en") + (f" ({', '.join(r.modes)})" if r.modes else "")),
    Column("CAMEO Code", FOLDED, "By our crosswalk from type and mode (`ontology/crosswalks/cameo.yaml`).", lambda r: load_cameo().code(r.kind.name, r.modes)),
    Column("Intensity", FOLDED, "PLOVER 2.0's score of type and mode, -10 to 10; not Goldstein's.", lambda r: r.score, "number"),
    *_side("Target", lambda r: r.dyad.recipient),
    Column("Story ID", FOLDED, "Id of the report; not a whole number.", lambda r: r.report.id),
    Column("Sentence Number", FOLDED, "Number of the line (paragraph) with the trigger, furniture left out.", lambda r: r.line, "integer"),
    Column("Publisher", FILLED, "The outlet.", lambda r: r.report.outlet),
    *TOWN,
)  # fmt: skip


def rows_of(report: CodedReport, left_out: Counter[str]) -> Iterator[Row]:
    """One row a dyad."""
    return iter_rows(report, left_out)


def open_writer(out: Path, options: Options) -> Writer:
    """Begin an ICEWS file."""
    return TableWriter(out, COLUMNS, DIALECT, rows_of, options)
