"""A reading as one self-contained page of HTML: the text with its evidence highlighted, the coding beside it.

No script; every word of the report is escaped.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from vigie.cli.screen import summary, who
from vigie.records import Event, Reading, Span

_STYLE = """
:root{color-scheme:light dark;--soft:#8884}body{font:16px/1.6 system-ui,sans-serif;max-width:75rem;margin:2rem auto;padding:0 1rem}
.report{display:grid;grid-template-columns:minmax(0,3fr) minmax(0,2fr);gap:2rem}.text{white-space:pre-wrap}
@media(max-width:50rem){.report{grid-template-columns:1fr}}
.trigger{background:#e5393544;border-bottom:2px solid #e53935}.actor{background:#1e88e533}.recipient{background:#8e24aa33}
.date{background:#fdd83555}.place{background:#43a04733}.mention{border-bottom:1px dotted #e53935}.quote{background:#00acc122}
.furniture{opacity:.45}li{margin:.5rem 0}small{opacity:.75}a{color:inherit}li:target,span:target{outline:2px solid #1e88e5}
"""


def to_page(readings: Sequence[Reading]) -> str:
    """The page of one or more readings."""
    title = readings[0].article.title or "Vigie"
    body = "\n".join(_report(r, n) for n, r in enumerate(readings))
    return (
        f'<!doctype html>\n<html lang="{escape(readings[0].article.language)}">\n<head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{escape(title)}</title><style>{_STYLE}</style></head>\n'
        f"<body>\n{body}\n</body></html>\n"
    )


def _report(reading: Reading, number: int) -> str:
    article = reading.article
    events = "".join(_event_item(e, number) for e in reading.events)
    quotes = "".join(
        f"<li>“{escape(q.text)}” <small>{q.kind} — {escape(who((q.speaker,)) if q.speaker else '–')}</small></li>"
        for q in reading.statements
        if q.kind != "indirect"
    )
    relations = "".join(
        f"<li>{r.kind}: {escape(who((r.subject,)))} – {escape(who((r.object,)))}</li>" for r in reading.relations
    )
    return (
        f'<h1>{escape(article.title or article.id)}</h1><p><small>{escape(article.published)} {escape(article.outlet)}</small></p>'
        f'<div class="report"><div class="text">{_highlighted(reading, number)}</div><div>'
        f"<h2>Events</h2><ol>{events}</ol><h2>Statements</h2><ul>{quotes}</ul><h2>Relations</h2><ul>{relations}</ul></div></div>"
    )


def _event_item(event: Event, number: int) -> str:
    details = [event.status, event.date, f"{event.place.name} ({event.place.code})" if event.place else ""]
    details += [f"{name} {low:g}–{high:g}" if low != high else f"{name} {low:g}" for name, low, high in event.counts]
    if event.according_to:
        details.append(f"according to {who((event.according_to,))}")
    if event.contexts:
        details.append(f"about {', '.join(c.name for c in event.contexts)}")
    modes = f"/{'+'.join(event.modes)}" if event.modes else ""
    return (
        f'<li id="e{number}-{event.id}"><b>{event.type}{modes}</b> {escape(summary(event))}<br>'
        f'<a href="#t{number}-{event.id}">« {escape(event.evidence.text)} »</a> '
        f"<small>{escape(' · '.join(d for d in details if d))}</small></li>"
    )


def _marks(reading: Reading, number: int) -> list[tuple[Span, str, str, str]]:
    """Spans with their class, the id that stands at their beginning, and a title."""
    marks: list[tuple[Span, str, str, str]] = []
    for event in reading.events:
        label = f"{event.type} {summary(event)}"
        marks.append((event.evidence.span, "trigger", f"t{number}-{event.id}", label))
        marks += [(span, role, "", f"{role} of {event.type}") for role, span in event.spans]
        marks += [(m.span, "mention", "", label) for m in event.mentions]
        if event.date_span:
            marks.append((event.date_span, "date", "", event.date))
        if event.place and event.place.span:
            marks.append((event.place.span, "place", "", event.place.code))
    for quote in reading.statements:
        if quote.kind != "indirect":
            marks += [(span, "quote", "", f"said by {who((quote.speaker,)) if quote.speaker else '–'}") for span in quote.parts]
    marks += [(b.span, "furniture", "", b.reason) for b in reading.article.blocks if b.role == "furniture"]
    return marks


def _highlighted(reading: Reading, number: int) -> str:
    text = reading.article.text
    marks = _marks(reading, number)
    cuts = sorted({0, len(text), *(s.start for s, *_ in marks), *(s.end for s, *_ in marks)})
    opened: dict[int, list[tuple[Span, str, str, str]]] = {}
    for mark in marks:
        opened.setdefault(mark[0].start, []).append(mark)
    active: list[tuple[Span, str, str, str]] = []
    parts: list[str] = []
    for start, end in zip(cuts, cuts[1:], strict=False):
        active = [m for m in active if m[0].end > start] + opened.get(start, [])
        words = escape(text[start:end])
        if not active:
            parts.append(words)
            continue
        anchors = "".join(f'<span id="{m[2]}"></span>' for m in active if m[2] and m[0].start == start)
        classes = " ".join(dict.fromkeys(m[1] for m in active))
        title = escape("; ".join(dict.fromkeys(m[3] for m in active)), quote=True)
        parts.append(f'{anchors}<span class="{classes}" title="{title}">{words}</span>')
    return "".join(parts)
