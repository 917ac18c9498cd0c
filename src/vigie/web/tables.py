"""Rows of a view as CSV or JSON for other programs."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import asdict, fields
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def to_csv(rows: Sequence[DataclassInstance], kind: type[DataclassInstance]) -> bytes:
    """Rows with a header; a text that a spreadsheet would take for a formula gets an apostrophe before it."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([f.name for f in fields(kind)])
    writer.writerows([_cell(getattr(row, f.name)) for f in fields(kind)] for row in rows)
    return out.getvalue().encode("utf-8", "replace")


def to_json(rows: Sequence[DataclassInstance]) -> bytes:
    """Rows as one array."""
    return json.dumps([asdict(row) for row in rows], ensure_ascii=False, indent=1).encode("utf-8", "replace")


def _cell(value: object) -> str:
    if isinstance(value, float):
        return f"{value:g}"
    text = "; ".join(map(str, value)) if isinstance(value, tuple) else str(value)
    text = text.replace("\x00", " ")
    return f"'{text}" if not isinstance(value, int) and text.startswith(_FORMULA) else text
