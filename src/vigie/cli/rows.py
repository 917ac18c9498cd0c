"""Rows of a view on a terminal, as JSON (one object a line) or as CSV."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, fields
from typing import TYPE_CHECKING, Any

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

AS_JSON: bool = typer.Option(False, "--json", help="One JSON object a line.")
AS_CSV: bool = typer.Option(False, "--csv", help="Comma-separated, with a header.")
_LONGEST = 120


def print_rows(rows: Sequence[DataclassInstance], *, as_json: bool, as_csv: bool, title: str = "", without: tuple[str, ...] = ()) -> None:
    """Print rows of one kind; `without` are fields that the table leaves out."""
    if as_json:
        for row in rows:
            typer.echo(json.dumps(asdict(row), ensure_ascii=False))
    elif as_csv:
        _print_csv(rows)
    else:
        _print_table(rows, title, without)


def _print_csv(rows: Sequence[DataclassInstance]) -> None:
    if rows:
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow([f.name for f in fields(rows[0])])
        writer.writerows([_told(getattr(row, f.name)) for f in fields(row)] for row in rows)


def _print_table(rows: Sequence[DataclassInstance], title: str, without: tuple[str, ...]) -> None:
    console = Console(highlight=False, width=None if sys.stdout.isatty() else 200)
    if not rows:
        console.print(f"{title}: nothing" if title else "nothing found", style="dim")
        return
    names = [f.name for f in fields(rows[0]) if f.name not in without]
    table = Table(*(name.replace("_", " ") for name in names), title=title or None, title_justify="left", box=None, pad_edge=False)
    for row in rows:
        table.add_row(*(escape(_short(_told(getattr(row, name)))) for name in names))
    console.print(table)


def _told(value: Any) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(_told, value))
    return f"{value:g}" if isinstance(value, float) else str(value)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"
