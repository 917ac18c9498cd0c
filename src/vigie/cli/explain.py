"""`vigie explain`: why an event was coded."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

from vigie.cli.last import last_file
from vigie.errors import InputError


def explain(
    event_id: str = typer.Argument(..., help="Id of an event (or its beginning), as read and code give it."),
    coded: list[Path] = typer.Argument(None, help="Coded files to look in; the last `vigie read` when none is given."),
) -> None:
    """Tell the entry, the words, each argument's path and the date's reasoning of an event."""
    last = last_file()
    files = coded or ([last] if last else [])
    if not files:
        raise InputError("no reading is kept, since you have no home folder: name the coded file that holds the event")
    for record in _records(files):
        for event in record.get("events", []):
            if str(event.get("id", "")).startswith(event_id):
                typer.echo(_explanation(event, record.get("text", "")))
                return
    looked = ", ".join(str(f) for f in files)
    raise InputError(f"no event '{event_id}' in {looked}: name the coded file that holds it")


def _records(files: list[Path]) -> Iterator[dict[str, Any]]:
    for path in files:
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
            yield from (json.loads(line) for line in lines if line.strip())
        except OSError as error:
            raise InputError(f"{path}: {error.strerror}: read a report first, or name a coded file") from error
        except ValueError as error:
            raise InputError(f"{path}: not a coded file ({error})") from error


def _explanation(event: dict[str, Any], text: str) -> str:
    why = event.get("why", {})
    mode = "/" + "+".join(event["mode"]) if event.get("mode") else ""
    lines = [
        f"{event['type']}{mode} {event['status']}  {event['id']}",
        f"  words      « {event['trigger']} »",
        f"  entry      {why.get('entry')}",
    ]
    for side in ("actors", "recipients"):
        for entity, reason in zip(event.get(side, []), why.get(side, []), strict=False):
            lines.append(f"  {side[:-1]:10s} {entity['code']} {entity['sector']} {entity.get('name', '')}: {reason}")
    lines += [f"  step       {step}" for step in why.get("steps", [])]
    if event.get("date"):
        lines.append(f"  date       {event['date']}: {why.get('date')}")
    if event.get("according_to"):
        lines.append(f"  according to {event['according_to']['code']} {event['according_to'].get('name', '')}")
    lines += [f"  context    {row['name']}: {', '.join(_basis(e) for e in row['evidence'])}" for row in why.get("contexts", [])]
    if "score" in event:
        lines.append(f"  score      {event['score']:+g} (conflict -10 to cooperation 10)")
    for row in event.get("spans", []):
        start, end = row["span"]
        lines.append(f"  {row['role']:10s} [{start}, {end}) « {' '.join(text[start:end].split())} »")
    return "\n".join(lines)


def _basis(evidence: dict[str, Any]) -> str:
    """What a context rests on: words, or a code of the event."""
    return f"« {' '.join(evidence['text'].split())} »" if evidence["reason"] == "words" else str(evidence["reason"])
