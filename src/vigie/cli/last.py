"""The last readings, kept in the user's cache so that `vigie explain ID` finds what was just shown."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from vigie.export import to_json_line
from vigie.records import Reading


def last_file() -> Path:
    """Where they are kept."""
    cache = os.environ.get("XDG_CACHE_HOME")
    folder = Path(cache) if cache else Path(os.path.expanduser("~")) / ".cache"
    return folder / "vigie" / "last.jsonl"


def remember(readings: Sequence[Reading]) -> None:
    """Keep them; where nothing can be written, nothing is kept."""
    if not readings:
        return
    path = last_file()
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(to_json_line(r) + "\n" for r in readings), encoding="utf-8")
