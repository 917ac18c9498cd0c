"""Our own table, as CSV or Parquet: one row for each dyad of each event, whatever its status."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from vigie.export.coded import CodedActor, CodedReport
from vigie.export.days import days_of
from vigie.export.rows import QUADS, Row, iter_rows
from vigie.export.tables import CSV, FILLED, FOLDED, Column, Options, TableWriter, Value, Writer

_COUNTS = ("killed", "wounded", "arrested", "troops", "participants", "displaced", "money")


def _actor_columns(prefix: str, whose: str, of: Callable[[Row], CodedActor | None]) -> tuple[Column, ...]:
    def field(name: str) -> Callable[[Row], Value]:
        return lambda row: getattr(of(row), name, None)

    return (
        Column(f"{prefix}_code", FILLED, f"Country (ISO 3166-1 alpha-3) or organisation of {whose}; `---` where none can be known.", field("code")),
        Column(f"{prefix}_sector", FILLED, f"Sector of {whose} (CODING.md §4).", field("sector")),
        Column(f"{prefix}_name", FILLED, f"Name of {whose}, where the report has one.", field("name")),
    )


def _count_columns(name: str) -> tuple[Column, ...]:
    def bound(index: int) -> Callable[[Row], Value]:
        return lambda row: row.event.counts[name][index] if name in row.event.counts else None

    return (
        Column(f"{name}_low", FILLED, f"Least number for `{name}`; for money, in the currency of the text.", bound(0), "number"),
        Column(f"{name}_high", FILLED, f"Greatest number for `{name}`.", bound(1), "number"),
    )


COLUMNS: tuple[Column, ...] = (
    Column("report_id", FILLED, "Id of the report.", lambda r: r.report.id),
    Column("event_id", FILLED, "Id of the event: depends on its content and on the version only.", lambda r: r.event.id),
    Column("dyad", FILLED, "Number of the pair in its event, from 1. Count events where it is 1.", lambda r: r.dyad.number, "integer"),
    Column("is_mutual", FILLED, "1 where both are actors of an event without recipients: their order says nothing.", lambda r: int(r.dyad.is_mutual), "integer"),
    Column("event_type", FILLED, "One of PLOVER's 16 types, not folded.", lambda r: r.event.type),
    Column("modes", FILLED, "Modes, joined by `|`.", lambda r: "|".join(r.event.mode)),
    Column("status", FILLED, "`occurred`, `scheduled`, `possible`, `alleged` or `negated`.", lambda r: r.event.status),
    Column("quad", FILLED, "Verbal or material, cooperation or conflict.", lambda r: QUADS[r.kind.quad]),
    Column("score", FILLED, "PLOVER 2.0's conflict-cooperation score of type and mode, -10 to 10, whatever the status.", lambda r: r.score, "number"),
    Column("contexts", FILLED, "What it is about: PLOVER contexts, joined by `|`.", lambda r: "|".join(r.event.contexts)),
    *_actor_columns("actor", "the actor", lambda r: r.dyad.actor),
    *_actor_columns("recipient", "the recipient", lambda r: r.dyad.recipient),
    Column("actors", FILLED, "How many actors the event has.", lambda r: len(r.event.actors), "integer"),
    Column("recipients", FILLED, "How many recipients it has.", lambda r: len(r.event.recipients), "integer"),
    Column("date", FILLED, "Date as coded: day, week, month, year, interval, or empty.", lambda r: r.event.date),
    Column("date_first", FILLED, "First day that the date allows.", lambda r: _iso(days_of(r.event.date).first), "day"),
    Column("date_last", FILLED, "Last day that it allows.", lambda r: _iso(days_of(r.event.date).last), "day"),
    Column("date_precision", FILLED, "`day`, `week`, `month`, `year`, `interval`, `open` or empty.", lambda r: days_of(r.event.date).precision),
    Column("day", FOLDED, "One day for programs that want one; `day_source` says how it is known.", lambda r: _iso(r.day.day), "day"),
    Column("day_source", FILLED, "`event`: the text gives the day. `nearest`: of the days that it allows, the one nearest to the report's. `report`: no date, "
           "the report's own day. `none`: neither.", lambda r: r.day.source),
    Column("place_name", FILLED, "Where, in the words of the text.", lambda r: r.event.place.name if r.event.place else None),
    Column("place_code", FILLED, "Country of the place.", lambda r: r.event.place.code if r.event.place else None),
    Column("latitude", FOLDED, "Of the town, where the place is one of 15,000 inhabitants or more.", lambda r: r.town.latitude if r.town else None, "number"),
    Column("longitude", FOLDED, "Likewise.", lambda r: r.town.longitude if r.town else None, "number"),
    *_actor_columns("according_to", "whom the report attributes it to", lambda r: r.event.according_to),
    *(column for name in _COUNTS for column in _count_columns(name)),
    Column("trigger", FILLED, "The words that express the event.", lambda r: r.event.trigger),
    Column("trigger_start", FILLED, "Where they begin, in characters of the text as captured.", lambda r: r.trigger.start if r.trigger else None, "integer"),
    Column("trigger_end", FILLED, "Where they end.", lambda r: r.trigger.end if r.trigger else None, "integer"),
    Column("mentions", FILLED, "How many places of the report tell of it.", lambda r: len(r.event.mentions()), "integer"),
    Column("confidence", FILLED, "How sure the choice of this reading is, 0 to 1.", lambda r: r.event.confidence, "number"),
    Column("language", FILLED, "Language of the report.", lambda r: r.report.lang),
    Column("outlet", FILLED, "Who published it.", lambda r: r.report.outlet),
    Column("published", FILLED, "Day on which it was published.", lambda r: (r.report.published or "")[:10] or None, "day"),
    Column("url", FILLED, "Where.", lambda r: r.report.url),
    Column("title", FILLED, "Its headline.", lambda r: r.report.title),
    Column("version", FILLED, "Version of Vigie that coded it.", lambda r: r.report.version),
)  # fmt: skip


def rows_of(report: CodedReport, left_out: Counter[str]) -> Iterator[Row]:
    """All dyads; nothing is left out."""
    return iter_rows(report)


def open_writer(out: Path, options: Options) -> Writer:
    """Begin a CSV file."""
    return TableWriter(out, COLUMNS, CSV, rows_of, options)


def _iso(day: object) -> str | None:
    return str(day) if day else None
