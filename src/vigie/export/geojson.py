"""GeoJSON (RFC 7946): a point for each event that takes place in a town whose coordinates are known."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from vigie.export.coded import CodedActor, CodedEvent, CodedReport
from vigie.export.days import place_day
from vigie.export.plover import Field
from vigie.export.tables import FILLED, FOLDED, Options, Writer
from vigie.export.towns import Town, town_of
from vigie.lexicon.ontology import load_event_types

UNPLACED = "without coordinates"

FIELDS: tuple[Field, ...] = (
    Field("id", FILLED, "Id of the event, a member of the feature."),
    Field("geometry", FOLDED, "A `Point`, longitude before latitude, of the town; events elsewhere are left out and counted."),
    Field("type", FILLED, "One of PLOVER's 16 types, not folded."),
    Field("modes", FILLED, "Modes, joined by `; `."),
    Field("status", FILLED, "`occurred`, `scheduled`, `possible`, `alleged` or `negated`."),
    Field("score", FILLED, "PLOVER 2.0's score of type and mode."),
    Field("actors", FILLED, "Code, sector and name of each, joined by `; `."),
    Field("recipients", FILLED, "Likewise."),
    Field("according_to", FILLED, "To whom the report attributes it, likewise, or null."),
    Field("date", FILLED, "Date as coded, or null."),
    Field("day", FOLDED, "One day, or null; `day_source` says how it is known."),
    Field("day_source", FILLED, "As in `csv`."),
    Field("place", FILLED, "Where, in the words of the text."),
    Field("town", FILLED, "The gazetteer's name of it."),
    Field("country", FILLED, "Its country (ISO 3166-1 alpha-3)."),
    Field("contexts", FILLED, "PLOVER contexts, joined by `; `."),
    Field("trigger", FILLED, "The words that express the event."),
    Field("confidence", FILLED, "How sure the choice of this reading is, 0 to 1."),
    Field("report", FILLED, "Id of the report."),
    Field("title", FILLED, "Its headline."),
    Field("outlet", FILLED, "Who published it."),
    Field("url", FILLED, "Where."),
    Field("published", FILLED, "When."),
)  # fmt: skip


class _GeoJsonWriter(Writer):
    """Writes one feature a line between the brackets of a collection."""

    def __init__(self, out: Path) -> None:
        super().__init__(out)
        self.files[0].write(b'{"type": "FeatureCollection", "features": [')

    def write_report(self, report: CodedReport) -> None:
        """Write the events of one report that have coordinates."""
        for event in report.events:
            town = town_of(event.place)
            if town is None:
                self.left_out[UNPLACED] += 1
                continue
            line = json.dumps(_feature(event, report, town), ensure_ascii=False)
            self.files[0].write((",\n" if self.rows else "\n").encode() + line.encode("utf-8", "replace"))
            self.rows += 1

    def close(self, is_whole: bool) -> None:
        """Close the collection and give the file its name, or remove it."""
        if is_whole:
            self.files[0].write(b"\n]}\n")
        super().close(is_whole)


def open_writer(out: Path, options: Options) -> Writer:
    """Begin a file of GeoJSON."""
    return _GeoJsonWriter(out)


def _feature(event: CodedEvent, report: CodedReport, town: Town) -> dict[str, Any]:
    placed = place_day(event.date, report.published)
    return {
        "type": "Feature",
        "id": event.id,
        "geometry": {"type": "Point", "coordinates": [town.longitude, town.latitude]},
        "properties": {
            "type": event.type, "modes": "; ".join(event.mode), "status": event.status, "score": load_event_types()[event.type].score_of(event.mode),
            "actors": _names(*event.actors), "recipients": _names(*event.recipients),
            "according_to": _names(event.according_to) if event.according_to else None,
            "date": event.date, "day": str(placed.day) if placed.day else None, "day_source": placed.source,
            "place": event.place.name if event.place else None, "town": town.name, "country": town.country,
            "contexts": "; ".join(event.contexts), "trigger": event.trigger, "confidence": event.confidence,
            "report": report.id, "title": report.title, "outlet": report.outlet, "url": report.url, "published": report.published,
        },
    }  # fmt: skip


def _names(*actors: CodedActor) -> str:
    return "; ".join(" ".join(filter(None, (a.code, a.sector, a.name))) for a in actors)
