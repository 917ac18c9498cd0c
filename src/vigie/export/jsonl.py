"""A reading as one line of JSON: the gold schema of CODING.md, and beside it spans, entities, dates, quantities and furniture.

Keys always come in the same order and nothing depends on the clock, so the same reading gives the same bytes.
"""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from vigie.export.coded import CodedReport
from vigie.export.tables import Options, Writer
from vigie.lexicon.ontology import load_event_types
from vigie.records import VERSION, Actor, Context, Event, Mention, Quotation, Reading, Relation, Span

Record = dict[str, Any]
"""What JSON can hold; built here and written at once, it crosses into no other stage."""

Acts = Sequence[tuple[int, int, str]]
"""Start, end and event id of all words that tell of an event, in order of the text."""


def to_json_line(reading: Reading) -> str:
    """One line, without its end."""
    return json.dumps(to_record(reading), ensure_ascii=False, separators=(", ", ": "))


def to_record(reading: Reading) -> Record:
    """The reading in the gold schema, with evidence."""
    article = reading.article
    extra = dict(article.page.extra) if article.page else {}
    acts = sorted((told.span.start, told.span.end, e.id) for e in reading.events for told in (e.evidence, *e.mentions))
    return {
        "id": article.id,
        "lang": article.language,
        "url": article.url or None,
        "outlet": article.outlet or None,
        "published": article.published or None,
        "published_reason": article.published_reason or None,
        "title": article.title or None,
        "text": article.text,
        "events": [_event(e) for e in reading.events],
        "statements": [_statement(q, article.id, acts) for q in reading.statements if q.kind != "indirect"],
        "relations": [_relation(r) for r in reading.relations],
        "contexts": [_context(c) for c in reading.contexts],
        "entities": [_mention(m, reading) for m in reading.mentions if m.actors],
        "dates": [
            {"span": list(d.span), "text": d.span.of(article.text), "value": d.value or None, "kind": d.kind, "reason": d.reason}
            for d in reading.dates
        ],
        "quantities": [
            {"span": list(q.span), "text": q.span.of(article.text), "low": _number(q.low), "high": _number(q.high),
             "of": q.of.of(article.text) if q.of else None, "currency": q.currency or None}
            for q in reading.quantities
        ],
        "furniture": [
            {"span": list(b.span), "text": b.span.of(article.text), "reason": b.reason}
            for b in article.blocks
            if b.role == "furniture"
        ],
        "version": VERSION,
        **extra,
    }  # fmt: skip


class _JsonlWriter(Writer):
    """Writes lines as they are."""

    def write(self, line: str | bytes) -> None:
        """Write one coded report."""
        data = line.encode("utf-8") if isinstance(line, str) else line
        self.files[0].write(data if data.endswith(b"\n") else data + b"\n")
        self.rows += 1

    def write_report(self, report: CodedReport) -> None:
        """Never called: a line holds more than a coded report as tables see it."""
        raise TypeError("JSON Lines are written from lines")


def open_writer(out: Path, options: Options) -> Writer:
    """Begin a file of JSON Lines."""
    return _JsonlWriter(out)


def _number(value: float) -> int | float:
    return int(value) if value == int(value) else value


def _actor(actor: Actor) -> Record:
    found = {"code": actor.code, "sector": actor.sector}
    return {**found, "name": actor.name} if actor.name else found


def _spans(*spans: Span | None) -> list[list[int]]:
    return [list(s) for s in spans if s is not None]


def _event(event: Event) -> Record:
    spans = [("trigger", event.evidence.span), *event.spans]
    if event.date_span is not None:
        spans.append(("date", event.date_span))
    if event.place is not None and event.place.span is not None:
        spans.append(("place", event.place.span))
    spans.extend(("mention", m.span) for m in event.mentions)
    return {
        "id": event.id,
        "type": event.type,
        "mode": list(event.modes),
        "status": event.status,
        "actors": [_actor(a) for a in event.actors],
        "recipients": [_actor(a) for a in event.recipients],
        "date": event.date or None,
        "place": {"name": event.place.name, "code": event.place.code} if event.place else None,
        "according_to": _actor(event.according_to) if event.according_to else None,
        "attributions": [{**_actor(actor), "status": status} for actor, status in event.attributions],
        "counts": {name: [_number(low), _number(high)] for name, low, high in event.counts},
        "trigger": event.evidence.text,
        "contexts": [c.name for c in event.contexts],
        "score": load_event_types()[event.type].score_of(event.modes),
        "confidence": round(event.confidence, 3),
        "spans": [{"role": role, "span": list(span)} for role, span in spans],
        "why": {
            "entry": event.evidence.entry,
            "date": event.date_reason or None,
            "steps": list(event.reasons),
            "actors": [a.reason for a in event.actors],
            "recipients": [a.reason for a in event.recipients],
            "contexts": [_context(c) for c in event.contexts],
        },
    }


def _context(context: Context) -> Record:
    """A context with what it rests on: words of the text, or a code or sector of the event that its trigger stands for."""
    found = [{"span": list(e.span), "text": e.text, "reason": e.reason} for e in context.evidence]
    return {"name": context.name, "evidence": found}


def _acts_in(spans: Iterable[Span], acts: Acts) -> list[str]:
    """The events whose words lie in the spans, in order of the text, each once."""
    found: dict[str, None] = {}
    for span in spans:
        for _, end, event in acts[bisect_left(acts, (span.start, -1, "")) : bisect_left(acts, (span.end, -1, ""))]:
            if end <= span.end:
                found[event] = None
    return list(found)


def _acts_at(cue: Span | None, acts: Acts) -> list[str]:
    """The events that a word of speech performs: their words begin before its end and end with it or behind ("a condamné")."""
    if cue is None:
        return []
    near = acts[max(0, bisect_left(acts, (cue.end, -1, "")) - 4) : bisect_left(acts, (cue.end, -1, ""))]
    return list(dict.fromkeys(event for _, end, event in near if end > cue.start))


def _statement(quote: Quotation, article: str, acts: Acts) -> Record:
    speaker, performed = quote.speaker, _acts_at(quote.cue_span, acts)
    key = "\x1f".join((article, quote.kind, quote.text, *(str(p) for p in quote.parts)))
    return {
        "id": hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:16],
        "speaker": speaker.name if speaker and speaker.name else None,
        "code": speaker.code if speaker else "---",
        "sector": speaker.sector if speaker else "UNK",
        "kind": quote.kind,
        "text": quote.text,
        "spans": _spans(*quote.parts),
        "speaker_span": list(quote.speaker_span) if quote.speaker_span else None,
        "cue_span": list(quote.cue_span) if quote.cue_span else None,
        "addressee": _actor(quote.addressee) if quote.addressee else None,
        "topics": [event for event in _acts_in(quote.topics, acts) if event not in performed],
        "performs": performed,
        "reports": [event for event in _acts_in(quote.parts, acts) if event not in performed],
        "why": quote.reason,
    }


def _relation(relation: Relation) -> Record:
    found = {
        "id": relation.id,
        "kind": relation.kind,
        "subject": _actor(relation.subject),
        "object": {"name": relation.object.name, "code": relation.object.code}
        if relation.kind == "holds_office"
        else _actor(relation.object),
        "since": relation.since or None,
        "until": relation.until or None,
        "trigger": relation.evidence.text,
        "spans": _spans(relation.evidence.span),
    }
    return found


def _mention(mention: Mention, reading: Reading) -> Record:
    text = reading.article.text
    key = f"{reading.article.id}\x1f{mention.span.start}\x1f{mention.span.end}\x1f{mention.kind}"
    return {
        "id": hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:16],
        "spans": [list(mention.span)],
        "text": mention.span.of(text),
        "kind": mention.kind,
        "actors": [_actor(a) for a in mention.actors],
        "why": mention.actors[0].reason,
    }
