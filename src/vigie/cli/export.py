"""`vigie export`: a store as files for others."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import typer

from vigie.cli.query import entry_of
from vigie.cli.results import tell_left_out
from vigie.cli.stored import STORE, chosen_store
from vigie.errors import ConfigError
from vigie.export import FORMATS, Options, check_format, format_named, to_json_line, write_all
from vigie.export.graphml import to_graphml
from vigie.export.ics import Entry, to_calendar
from vigie.store import Store
from vigie.store.corrected import corrected_readings
from vigie.store.filters import Filter
from vigie.store.views.calendar import list_appointments
from vigie.store.views.ties import list_ties

_PAGE = 1000


def _ics(store: Store) -> tuple[bytes, int]:
    entries: list[Entry] = []
    before = 0
    while page := store.view(lambda c, before=before: list_appointments(c, "", Filter(), _PAGE, before=before)):  # type: ignore[misc]
        entries[:0] = [e for a in page if (e := entry_of(a))]
        before = page[0].occurrence
    return to_calendar(entries), len(entries)


def _graphml(store: Store) -> tuple[bytes, int]:
    ties = store.view(list_ties)
    return to_graphml(ties), len(ties)


def _corrections(store: Store) -> tuple[bytes, int]:
    lines = store.view(lambda c: [to_json_line(reading) for reading in corrected_readings(c)])
    return "".join(line + "\n" for line in lines).encode("utf-8", "replace"), len(lines)


_VIEWS: dict[str, tuple[Callable[[Store], tuple[bytes, int]], str]] = {
    "corrections": (_corrections, "corrected reports"), "graphml": (_graphml, "ties between actors"), "ics": (_ics, "appointments"),
}  # fmt: skip
"""Formats of what several reports tell together; all others are written report by report."""
_NAMES = sorted([*_VIEWS, *(known.name for known in FORMATS)])


def export(
    out: Path = typer.Option(..., "-o", "--out", help="File to write."),
    kind: str = typer.Option("jsonl", "--format", help=f"One of {', '.join(_NAMES)}."),
    spreadsheet_safe: bool = typer.Option(False, "--spreadsheet-safe", help="Put ' before cells that a spreadsheet would run as a formula (CSV, TSV)."),
    store: str = STORE,
) -> None:
    """Write what a store holds: all reports in a format of `vigie code`, its ties, its appointments, or its reports as readers corrected them (gold for `vigie evaluate`)."""
    if kind not in _NAMES:
        raise ConfigError(f"format '{kind}' is not known: choose {', '.join(_NAMES)}")
    if kind not in _VIEWS:
        check_format(kind, out)
    elif out.is_dir():
        raise ConfigError(f"{out}: is a folder: give -o the name of a file")
    try:
        with chosen_store(store) as opened:
            number, what = _write_view(kind, opened, out) if kind in _VIEWS else _write_reports(kind, opened, out, Options(spreadsheet_safe))
    except OSError as error:
        raise ConfigError(f"{out}: {error.strerror or error}: choose another file for -o") from error
    print(f"{number} {what}: {out}", file=sys.stderr)


def _write_reports(kind: str, store: Store, out: Path, options: Options) -> tuple[int, str]:
    writer = write_all(kind, out, map(to_json_line, store.readings()), options)
    tell_left_out(kind, writer.left_out)
    return writer.rows, format_named(kind).rows


def _write_view(kind: str, store: Store, out: Path) -> tuple[int, str]:
    make, what = _VIEWS[kind]
    data, number = make(store)
    partial = out.with_name(out.name + ".part")
    partial.write_bytes(data)
    partial.replace(out)
    return number, what
