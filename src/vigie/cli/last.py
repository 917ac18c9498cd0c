"""The last readings, kept in the user's cache so that `vigie explain ID` finds what was just shown."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from vigie.export import to_json_line
from vigie.records import Reading


def last_file() -> Path | None:
    """Where they are kept; nowhere for a user who has no home."""
    cache, home = os.environ.get("XDG_CACHE_HOME"), os.path.expanduser("~")
    if not cache and not os.path.isabs(home):
        return None
    return (Path(cache) if cache else Path(home) / ".cache") / "vigie" / "last.jsonl"


def remember(readings: Sequence[Reading]) -> None:
    """Keep them; where nothing can be written, nothing is kept."""
    path = last_file()
    if not readings or path is None:
        return
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(to_json_line(r) + "\n" for r in readings), encoding="utf-8")
