"""`vigie export`: a store as files for others."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import typer

from vigie.cli.query import entry_of
from vigie.cli.stored import STORE, chosen_store
from vigie.errors import ConfigError
from vigie.export import to_json_line
from vigie.export.graphml import Tie, to_graphml
from vigie.export.ics import to_calendar
from vigie.store import Store
from vigie.store.filters import Filter
from vigie.store.views.calendar import list_appointments
from vigie.store.views.ties import list_ties


def _jsonl(store: Store, path: Path) -> int:
    number = 0
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        for number, reading in enumerate(store.readings(), 1):  # noqa: B007 (the last number is the answer)
            stream.write(to_json_line(reading) + "\n")
    return number


def _ics(store: Store, path: Path) -> int:
    entries = [e for a in store.view(lambda c: list_appointments(c, "", Filter())) if (e := entry_of(a))]
    path.write_bytes(to_calendar(entries))
    return len(entries)


def _graphml(store: Store, path: Path) -> int:
    ties = [Tie(t.actor, t.recipient, t.type, t.acts, t.score, t.first, t.last) for t in store.view(list_ties)]
    path.write_bytes(to_graphml(ties))
    return len(ties)


FORMATS: dict[str, tuple[Callable[[Store, Path], int], str]] = {
    "graphml": (_graphml, "ties between actors"), "ics": (_ics, "appointments"), "jsonl": (_jsonl, "reports"),
}  # fmt: skip


def export(
    out: Path = typer.Option(..., "-o", "--out", help="File to write."),
    kind: str = typer.Option("jsonl", "--format", help=f"One of {', '.join(FORMATS)}."),
    store: str = STORE,
) -> None:
    """Write what a store holds."""
    if kind not in FORMATS:
        raise ConfigError(f"format '{kind}' is not known: choose {', '.join(FORMATS)}")
    write, what = FORMATS[kind]
    partial = out.with_name(out.name + ".part")
    try:
        with chosen_store(store) as opened:
            number = write(opened, partial)
        partial.replace(out)
    except OSError as error:
        raise ConfigError(f"{out}: {error.strerror or error}: choose another file for -o") from error
    print(f"{number} {what}: {out}", file=sys.stderr)
