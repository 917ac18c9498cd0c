"""GDELT 2.0: events (61 columns) and, beside them, mentions (16); tab-separated, no header, empty where there is nothing.

`coded.tsv` gets its mentions in `coded.mentions.tsv`. An event here is one dyad, and each report is told apart: the same act in
two reports is two events, since what several reports tell is joined by the store, not here.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

from vigie.export.coded import CodedActor, CodedReport
from vigie.export.days import days_of
from vigie.export.rows import Row, country_name, iter_rows
from vigie.export.tables import FILLED, FOLDED, LOST, Column, Dialect, LineFile, Options, TableWriter, Value, Writer, to_cell, to_line
from vigie.lexicon.crosswalks import load_cameo, load_countries
from vigie.records import Span

DIALECT = Dialect("\t", False, "")
_UNKNOWN = "Vigie does not know it."
_LEAD_LINES = 2
"""Headline and first paragraph: GDELT counts events of the lead as root events."""


def _number(row: Row) -> int:
    """A whole number below 2**63 that depends on the row's content alone."""
    return int(hashlib.sha256(row.key.encode()).hexdigest()[:15], 16)


def _code(row: Row) -> str:
    return load_cameo().code(row.kind.name, row.modes)


def _day(row: Row) -> date | None:
    return row.day.day


def _whole(row: Row, pattern: str) -> int | None:
    return int(row.day.day.strftime(pattern)) if row.day.day else None


def _fraction(row: Row) -> float | None:
    """The year with the share of it that is over, in the manner of GDELT: months of 30 days."""
    day = _day(row)
    return round(day.year + (day.month * 30 + day.day) / 365, 4) if day else None


def _stamp(value: str | None) -> int | None:
    """A day as GDELT's date and time, at midnight."""
    day = days_of((value or "")[:10]).first
    return int(day.strftime("%Y%m%d000000")) if day else None


def _actor_code(actor: CodedActor | None) -> str | None:
    if actor is None:
        return None
    known = actor.code in load_countries()
    base = actor.code if known else "" if actor.code == "---" else f"IGO{actor.code.upper()}"
    role = load_cameo().role(actor.sector)
    return base if role == "IGO" else base + role


def _actor(number: int, of: Callable[[Row], CodedActor | None]) -> tuple[Column, ...]:
    def value(make: Callable[[CodedActor], Value]) -> Callable[[Row], Value]:
        def make_or_none(row: Row) -> Value:
            actor = of(row)
            return make(actor) if actor else None

        return make_or_none

    name = f"Actor{number}"
    return (
        Column(f"{name}Code", FOLDED, "Country (ISO 3166-1 alpha-3) and role; `IGO` and our acronym for an organisation.", value(_actor_code)),
        Column(f"{name}Name", FOLDED, "Name, else country or organisation, in capital letters.", value(lambda a: (a.name or country_name(a.code) or "").upper())),
        Column(f"{name}CountryCode", FILLED, "ISO 3166-1 alpha-3.", value(lambda a: a.code if a.code in load_countries() else None)),
        Column(f"{name}KnownGroupCode", FOLDED, "Our acronym of an organisation.", value(lambda a: a.code if a.code not in load_countries() and a.code != "---" else None)),
        Column(f"{name}EthnicCode", LOST, _UNKNOWN),
        Column(f"{name}Religion1Code", LOST, _UNKNOWN),
        Column(f"{name}Religion2Code", LOST, _UNKNOWN),
        Column(f"{name}Type1Code", FOLDED, "Our sector as CAMEO role (`ontology/crosswalks/cameo.yaml`).", value(lambda a: load_cameo().role(a.sector))),
        Column(f"{name}Type2Code", LOST, "One sector an actor."),
        Column(f"{name}Type3Code", LOST, "One sector an actor."),
    )  # fmt: skip


def _actor_place(number: int) -> tuple[Column, ...]:
    name = f"Actor{number}Geo_"
    fields = ("FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
    about = "Where an actor is, is not coded."
    return (Column(f"{name}Type", LOST, "0: where an actor is, is not coded.", lambda r: 0, "integer"), *(Column(name + f, LOST, about) for f in fields))


def _place_type(row: Row) -> int:
    """GDELT's kinds of place: 0 none, 1 country, 3 town in the United States, 4 town elsewhere."""
    if row.event.place is None:
        return 0
    return (3 if row.town.country == "USA" else 4) if row.town else 1


def _place_name(row: Row) -> str | None:
    if row.event.place is None:
        return None
    country = country_name(row.event.place.code)
    return f"{row.town.name}, {country}" if row.town else country


def _fips(row: Row) -> str | None:
    country = load_countries().get(row.event.place.code) if row.event.place else None
    return country.fips if country else None


def _is_root(row: Row) -> int:
    numbers = [row.report.line_of(m.start) for m in row.event.mentions()]
    return int(any(0 < n <= _LEAD_LINES for n in numbers))


_PLACE = (
    Column("ActionGeo_Type", FOLDED, "0 none, 1 country, 3 town in the United States, 4 town elsewhere; regions count as their country.", _place_type, "integer"),
    Column("ActionGeo_FullName", FOLDED, "Town and country, or country, in English.", _place_name),
    Column("ActionGeo_CountryCode", FILLED, "FIPS 10-4 code.", _fips),
    Column("ActionGeo_ADM1Code", FOLDED, "FIPS country and GeoNames' first division, of a town.", lambda r: f"{_fips(r)}{r.town.admin1}" if r.town else _fips(r)),
    Column("ActionGeo_ADM2Code", LOST, _UNKNOWN),
    Column("ActionGeo_Lat", FOLDED, "Of the town.", lambda r: r.town.latitude if r.town else None, "number"),
    Column("ActionGeo_Long", FOLDED, "Of the town.", lambda r: r.town.longitude if r.town else None, "number"),
    Column("ActionGeo_FeatureID", LOST, "Not kept in the gazetteer."),
)

EVENTS: tuple[Column, ...] = (
    Column("GLOBALEVENTID", FOLDED, "A whole number made from our event id and the dyad's number.", _number, "integer"),
    Column("SQLDATE", FOLDED, "One day: that of the text, else the nearest that it allows, else the report's; which, is in the mentions' Extras.",
           lambda r: _whole(r, "%Y%m%d"), "integer"),
    Column("MonthYear", FOLDED, "From SQLDATE.", lambda r: _whole(r, "%Y%m"), "integer"),
    Column("Year", FOLDED, "From SQLDATE.", lambda r: _whole(r, "%Y"), "integer"),
    Column("FractionDate", FOLDED, "From SQLDATE.", _fraction, "number"),
    *_actor(1, lambda r: r.dyad.actor),
    *_actor(2, lambda r: r.dyad.recipient),
    Column("IsRootEvent", FOLDED, "1 where headline or first paragraph tells of it.", _is_root, "integer"),
    Column("EventCode", FOLDED, "CAMEO code by our crosswalk from type and mode (`ontology/crosswalks/cameo.yaml`).", _code),
    Column("EventBaseCode", FOLDED, "First three digits of it.", lambda r: _code(r)[:3]),
    Column("EventRootCode", FOLDED, "First two digits of it.", lambda r: _code(r)[:2]),
    Column("QuadClass", FOLDED, "By the root code, as in GDELT; PLOVER's own class differs for REQUEST, CONCEDE and SANCTION convict.",
           lambda r: load_cameo().quad(_code(r)), "integer"),
    Column("GoldsteinScale", FOLDED, "PLOVER 2.0's score of type and mode, -10 to 10; not Goldstein's.", lambda r: r.score, "number"),
    Column("NumMentions", FOLDED, "Places of this report that tell of it.", lambda r: max(1, len(r.event.mentions())), "integer"),
    Column("NumSources", FOLDED, "1: each report is told apart.", lambda r: 1, "integer"),
    Column("NumArticles", FOLDED, "1: each report is told apart.", lambda r: 1, "integer"),
    Column("AvgTone", LOST, "Tone is not measured.", kind="number"),
    *_actor_place(1),
    *_actor_place(2),
    *_PLACE,
    Column("DATEADDED", FOLDED, "Day of the report at midnight: nothing here depends on the clock.", lambda r: _stamp(r.report.published), "integer"),
    Column("SOURCEURL", FILLED, "Address of the report, else its id.", lambda r: r.report.url or r.report.id),
)  # fmt: skip


def _offset(role: str) -> Callable[[Row], Value]:
    def start(row: Row) -> Value:
        found = row.event.span(role)
        return found.start if found else -1

    return start


def _extras(row: Row) -> str:
    actor = row.event.according_to
    told = f";according_to={actor.code} {actor.sector}" if actor else ""
    return f"event={row.event.id};dyad={row.dyad.number};status={row.event.status};date={row.event.date or ''};day_source={row.day.source}{told}"


MENTIONS: tuple[Column, ...] = (
    Column("GLOBALEVENTID", FOLDED, "As in the events.", _number, "integer"),
    Column("EventTimeDate", FOLDED, "SQLDATE at midnight.", lambda r: _whole(r, "%Y%m%d000000"), "integer"),
    Column("MentionTimeDate", FOLDED, "Day of the report at midnight.", lambda r: _stamp(r.report.published), "integer"),
    Column("MentionType", FOLDED, "1 where the report has an address, else 2.", lambda r: 1 if r.report.url else 2, "integer"),
    Column("MentionSourceName", FILLED, "The outlet.", lambda r: r.report.outlet),
    Column("MentionIdentifier", FILLED, "Address of the report, else its id.", lambda r: r.report.url or r.report.id),
    Column("SentenceID", FOLDED, "Number of the line (paragraph), furniture left out.", lambda r: r.line, "integer"),
    Column("Actor1CharOffset", FILLED, "Where the actor begins, in characters of the text as captured; -1 where it is not named there.", _offset("actor"), "integer"),
    Column("Actor2CharOffset", FILLED, "Likewise the recipient.", _offset("recipient"), "integer"),
    Column("ActionCharOffset", FILLED, "Where the words that tell of the event begin: one row for each such place.", _offset("trigger"), "integer"),
    Column("InRawText", FILLED, "1: everything is read in the original.", lambda r: 1, "integer"),
    Column("Confidence", FILLED, "0 to 100.", lambda r: round(100 * r.event.confidence) if r.event.confidence is not None else None, "integer"),
    Column("MentionDocLen", FILLED, "Characters of the text as captured.", lambda r: len(r.report.text), "integer"),
    Column("MentionDocTone", LOST, "Tone is not measured.", kind="number"),
    Column("MentionDocTranslationInfo", LOST, "Nothing is translated."),
    Column("Extras", FOLDED, "`event`, `dyad`, `status`, `date` as coded, `day_source` (`event`, `nearest`, `report` or `none`), `according_to`.", _extras),
)


class _GdeltWriter(TableWriter):
    """Writes both tables."""

    def __init__(self, out: Path, options: Options) -> None:
        super().__init__(out, EVENTS, DIALECT, iter_rows, options)
        self.files.append(LineFile(mentions_of(out)))

    def write_report(self, report: CodedReport) -> None:
        """Write the events of a report and all their mentions."""
        super().write_report(report)
        for row in iter_rows(report, Counter()):
            places: list[Span | None] = [*row.event.mentions()]
            for mention in places or [None]:
                cells = [to_cell(_mentioned(c, row, mention), DIALECT, self._options) for c in MENTIONS]
                self.files[1].write(to_line(cells, DIALECT).encode("utf-8", "replace"))


def mentions_of(out: Path) -> Path:
    """The file of mentions beside one of events."""
    return out.with_name(f"{out.stem}.mentions{out.suffix}")


def open_writer(out: Path, options: Options) -> Writer:
    """Begin a file of events and one of mentions."""
    return _GdeltWriter(out, options)


def _mentioned(column: Column, row: Row, mention: Span | None) -> Value:
    """A cell of a mention: its own place and line, where it is another than the trigger's."""
    if mention is not None and column.name == "ActionCharOffset":
        return mention.start
    if mention is not None and column.name == "SentenceID":
        return row.report.line_of(mention.start) or None
    return column.value(row)
