"""A reading on a terminal."""

from __future__ import annotations

from rich.console import Console
from rich.markup import escape

from vigie.lexicon.ontology import load_event_types
from vigie.records import Actor, Event, Reading

_SHOWN_CONTEXTS = 5
_COLOURS = {1: "green", 2: "bright_green", 3: "yellow", 4: "red"}


def who(actors: tuple[Actor, ...]) -> str:
    """Actors in words: `TUR GOV Hulusi Akar, NATO IGO`."""
    return ", ".join(" ".join(part for part in (a.code, a.sector, a.name) if part) for a in actors) or "–"


def summary(event: Event) -> str:
    """Actor, arrow, recipient."""
    return f"{who(event.actors)} → {who(event.recipients)}" if event.recipients else who(event.actors)


def show(reading: Reading, console: Console) -> None:
    """Print a reading: headline, events, what is scheduled, quotations, relations."""
    article = reading.article
    told = ", ".join(part for part in (article.published, article.outlet, article.language) if part)
    console.print(f"[bold]{escape(article.title or article.id)}[/bold]  [dim]{escape(told)}[/dim]")
    if reading.contexts:
        console.print(f"  [dim]about {', '.join(c.name for c in reading.contexts[:_SHOWN_CONTEXTS])}[/dim]")
    for event in reading.events:
        _show_event(event, console)
    quotes = [q for q in reading.statements if q.kind != "indirect"]
    for quote in quotes:
        speaker = who((quote.speaker,)) if quote.speaker else "–"
        console.print(f'  [cyan]"{escape(" ".join(quote.text.split()))}"[/cyan] [dim]{quote.kind}[/dim] — {escape(speaker)}')
    for relation in reading.relations:
        console.print(f"  [dim]{relation.kind}: {escape(who((relation.subject,)))} – {escape(who((relation.object,)))}[/dim]")
    waiting = [e for e in reading.events if e.status == "scheduled"]
    if waiting:
        console.print("  [bold]Scheduled[/bold]")
        for event in sorted(waiting, key=lambda e: e.date or "9999"):
            place = f", {event.place.name}" if event.place else ""
            console.print(f"    {event.date or 'no date'}  {event.type}  {escape(summary(event))}{escape(place)}")
    furniture = sum(b.role == "furniture" for b in article.blocks)
    console.print(
        f"  [dim]{len(reading.events)} events, {len(quotes)} quotations, {len(reading.relations)} relations; "
        f"{furniture} pieces of furniture set aside[/dim]\n"
    )


def _show_event(event: Event, console: Console) -> None:
    colour = _COLOURS[load_event_types()[event.type].quad]
    kind = "/".join((event.type, "+".join(event.modes))) if event.modes else event.type
    status = "" if event.status == "occurred" else f" [magenta]{event.status}[/magenta]"
    line = f"  [{colour}]{kind}[/{colour}]{status}  {escape(summary(event))}"
    details = [event.date] if event.date else []
    if event.place:
        details.append(f"{event.place.name} ({event.place.code})")
    details += [f"{name} {low:g}" if low == high else f"{name} {low:g}–{high:g}" for name, low, high in event.counts]
    if event.according_to:
        details.append(f"according to {who((event.according_to,))}")
    words = " ".join(event.evidence.text.split())
    console.print(f"{line}  {escape('; '.join(details))}  [dim]« {escape(words)} » {event.id}[/dim]")
