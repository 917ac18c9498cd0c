"""PLOVER JSON: one event a line, with the auxiliary modes for what did not happen, is to come, or is background."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vigie.export.coded import CodedActor, CodedEvent, CodedReport
from vigie.export.days import days_of, place_day
from vigie.export.rows import QUADS, folded_type, is_historical
from vigie.export.tables import FILLED, FOLDED, LOST, Options, Writer
from vigie.lexicon.crosswalks import load_folding
from vigie.lexicon.ontology import load_event_types
from vigie.records import VERSION


@dataclass(frozen=True, slots=True)
class Field:
    """One field, for the documentation."""

    name: str
    how: str
    about: str


FIELDS: tuple[Field, ...] = (
    Field("id", FILLED, "Ours."),
    Field("date", FOLDED, "First day that the text allows, else the report's; `text_info.date_source` says how it is known."),
    Field("enddate", FILLED, "Last day that the text allows; null where it is the first, or open."),
    Field("actor", FILLED, "List of entities."),
    Field("recipient", FILLED, "List of entities; empty for mutual events."),
    Field("event", FOLDED, "List of one PLOVER type; scheduled CONSULT, SUPPORT, COOPERATE and AID are AGREE, scheduled RETREAT is CONCEDE."),
    Field("mode", FOLDED, "Modes (none where the type was folded), and the auxiliary modes `future` (scheduled and not folded), `hypothetical` (possible), "
          "`negation` (negated), `historical` (over more than 30 days before the report)."),
    Field("context", FILLED, "List of contexts."),
    Field("event_loc", FILLED, "Words of the text and the country's code, or null."),
    Field("event_text", FILLED, "List of the words that tell of it."),
    Field("quad_code", FILLED, "Verbal or material, cooperation or conflict."),
    Field("event_scale", FILLED, "PLOVER 2.0's score of type and mode."),
    Field("text", FILLED, "The line of the report with the trigger."),
    Field("text_info", FILLED, "`report`, `language`, `title`, `status` and `type` as coded, `date` as coded, `date_source`, `according_to`, `counts`, `spans`."),
    Field("cite_info", FILLED, "`outlet`, `url`, `published`."),
    Field("coder", FILLED, "`vigie` and its version."),
    Field("coded_date", LOST, "Null: what is written does not depend on the clock."),
    Field("entity.code", FILLED, "Country or organisation (CODING.md §4)."),
    Field("entity.sector", FILLED, "Sector."),
    Field("entity.entity_text", FILLED, "Name, where the report has one."),
    Field("entity.identifier_id", LOST, "Null: persons are resolved from the report itself."),
    Field("entity.identifier_text", LOST, "Null."),
    Field("entity.office", LOST, "Null: offices are among the relations of the JSON output."),
)  # fmt: skip


class _PloverWriter(Writer):
    """Writes one event a line."""

    def write_report(self, report: CodedReport) -> None:
        """Write the events of one report."""
        for event in report.events:
            self.rows += 1
            self.files[0].write((json.dumps(_record(event, report), ensure_ascii=False) + "\n").encode("utf-8", "replace"))


def open_writer(out: Path, options: Options) -> Writer:
    """Begin a file of PLOVER JSON."""
    return _PloverWriter(out)


def _record(event: CodedEvent, report: CodedReport) -> dict[str, Any]:
    folded = folded_type(event)
    kind, modes = load_event_types()[folded or event.type], () if folded else event.mode
    days, placed = days_of(event.date), place_day(event.date, report.published)
    first = days.first or placed.day
    trigger = event.span("trigger")
    line = report.line_of(trigger.start) if trigger else 0
    return {
        "id": event.id,
        "date": str(first) if first else None,
        "enddate": str(days.last) if days.last and days.last != first else None,
        "actor": [_entity(a) for a in event.actors],
        "recipient": [_entity(a) for a in event.recipients],
        "event": [kind.name],
        "mode": [*modes, *_auxiliary(event, report, folded is not None)],
        "context": list(event.contexts),
        "event_loc": {"text": event.place.name, "country": event.place.code} if event.place else None,
        "event_text": [m.of(report.text) for m in event.mentions()] or [event.trigger],
        "quad_code": QUADS[kind.quad],
        "event_scale": kind.score_of(modes),
        "text": report.lines[line - 1].of(report.text) if line else None,
        "text_info": {
            "report": report.id, "language": report.lang, "title": report.title, "status": event.status, "type": event.type, "date": event.date,
            "date_source": "event" if days.first else placed.source,
            "according_to": _entity(event.according_to) if event.according_to else None,
            "counts": {name: list(bounds) for name, bounds in event.counts.items()},
            "spans": [{"role": s.role, "span": list(s.span)} for s in event.spans],
        },
        "cite_info": {"outlet": report.outlet, "url": report.url, "published": report.published},
        "coder": f"vigie {report.version or VERSION}",
        "coded_date": None,
    }  # fmt: skip


def _auxiliary(event: CodedEvent, report: CodedReport, is_folded: bool) -> list[str]:
    mode = load_folding().auxiliary.get(event.status)
    found = [mode] if mode and not is_folded else []
    return found + ["historical"] if is_historical(event, report) else found


def _entity(actor: CodedActor) -> dict[str, str | None]:
    return {
        "code": actor.code, "sector": actor.sector or None, "entity_text": actor.name or None, "identifier_id": None, "identifier_text": None, "office": None,
    }  # fmt: skip
