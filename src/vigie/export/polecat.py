"""POLECAT: one row an event, members of a side joined by `; `, tab-separated with a header, `None` where there is nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from vigie.export.coded import CodedActor, CodedReport
from vigie.export.place_columns import TOWN
from vigie.export.rows import QUADS, Row, country_name, iter_rows, name_of
from vigie.export.tables import FILLED, FOLDED, LOST, Column, Dialect, Options, TableWriter, Value, Writer
from vigie.lexicon.crosswalks import load_countries

DIALECT = Dialect("\t", True, "None")
_NO_CODE = "Vigie knows no such code."


def _side(prefix: str, members: Callable[[Row], tuple[CodedActor, ...]], span: str) -> tuple[Column, ...]:
    def joined(value: Callable[[CodedActor], str | None]) -> Callable[[Row], Value]:
        return lambda row: "; ".join(dict.fromkeys(filter(None, map(value, members(row)))))

    def country(actor: CodedActor) -> str | None:
        return actor.code if actor.code in load_countries() else None

    def cow(actor: CodedActor) -> str | None:
        found = load_countries().get(actor.code)
        return found.cow if found else None

    def raw(row: Row) -> Value:
        found = row.event.span(span)
        return found.of(row.report.text) if found else None

    return (
        Column(f"{prefix} Name", FILLED, "Names, else the country's or organisation's.", joined(name_of)),
        Column(f"{prefix} Country", FILLED, "ISO 3166-1 alpha-3 codes; nothing for organisations.", joined(country)),
        Column(f"{prefix} COW", FILLED, "Numbers of the Correlates of War state list (Germany 255, Vietnam 816).", joined(cow)),
        Column(f"Primary {prefix} Sector", FILLED, "Sector of the first member.", lambda r: next((a.sector for a in members(r)), None)),
        Column(f"{prefix} Sectors", FILLED, "All sectors.", joined(lambda a: a.sector)),
        Column(f"{prefix} Title", LOST, "Offices are in the JSON output."),
        Column(f"{prefix} Name Raw", FILLED, "The words of the text that name it.", raw),
        Column(f"Wikipedia {prefix} ID", LOST, _NO_CODE),
    )


def _story(*kinds: str) -> Callable[[Row], Value]:
    return lambda row: "; ".join(dict.fromkeys(e.text for e in row.report.entities if e.kind in kinds))


COLUMNS: tuple[Column, ...] = (
    Column("Event ID", FILLED, "Ours.", lambda r: r.event.id),
    Column("Event Date", FOLDED, "One day: that of the text, else the nearest that it allows, else the report's; there is no room to say which.",
           lambda r: str(r.day.day) if r.day.day else None, "day"),
    Column("Event Type", FOLDED, "PLOVER type; scheduled CONSULT, SUPPORT, COOPERATE and AID are AGREE, scheduled RETREAT is CONCEDE.", lambda r: r.kind.name),
    Column("Event Mode", FILLED, "Modes, joined by `; `; none where the type was folded.", lambda r: "; ".join(r.modes)),
    Column("Intensity", FILLED, "PLOVER 2.0's score of type and mode.", lambda r: r.score, "number"),
    Column("Quad Code", FILLED, "In capital letters.", lambda r: QUADS[r.kind.quad].upper()),
    Column("Contexts", FILLED, "Contexts, joined by `; `.", lambda r: "; ".join(r.event.contexts)),
    *_side("Actor", lambda r: r.event.actors, "actor"),
    *_side("Recipient", lambda r: r.event.recipients, "recipient"),
    Column("Placename", FILLED, "Town and country, or the place as the text has it.",
           lambda r: f"{r.town.name}, {country_name(r.town.country)}" if r.town else r.event.place.name if r.event.place else None),
    *TOWN,
    Column("GeoNames ID", LOST, "Not kept in the gazetteer."),
    Column("Raw Placename", FILLED, "As the text has it.", lambda r: r.event.place.name if r.event.place else None),
    Column("Feature Type", FOLDED, "`PPL` for a town.", lambda r: "PPL" if r.town else None),
    Column("Source", FILLED, "The outlet.", lambda r: r.report.outlet),
    Column("Publication Date", FILLED, "Day of the report.", lambda r: (r.report.published or "")[:10], "day"),
    Column("Story People", FILLED, "Persons that the report names.", _story("person")),
    Column("Story Organizations", FILLED, "Organisations and groups that it names.", _story("organisation", "group")),
    Column("Story Locations", FOLDED, "Countries and capitals that it names as actors.", _story("country", "capital")),
    Column("Language", FILLED, "Of the report.", lambda r: r.report.lang),
    Column("Version", FILLED, "Of Vigie.", lambda r: r.report.version),
)  # fmt: skip


def rows_of(report: CodedReport, left_out: Counter[str]) -> Iterator[Row]:
    """One row an event."""
    return (row for row in iter_rows(report, left_out) if row.dyad.number == 1)


def open_writer(out: Path, options: Options) -> Writer:
    """Begin a POLECAT file."""
    return TableWriter(out, COLUMNS, DIALECT, rows_of, options)
