"""Tables of tab-separated cells that people edit."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from vigie.errors import LexiconError

GAZETTEER = Path(__file__).resolve().parent.parent / "gazetteer"


def rows_of(path: Path, width: int) -> Iterator[list[str]]:
    """The rows of a table of tab-separated cells; `#` opens a comment.

    Raises:
        LexiconError: The table is missing, or a row has not `width` cells.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise LexiconError(f"{path}: {error.strerror}: reinstall vigie") from error
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if len(cells) != width:
            raise LexiconError(f"{path} line {number}: {len(cells)} cells, {width} are needed, between tabs")
        yield cells


def split_cell(cell: str) -> list[str]:
    """The names of a cell, between commas."""
    return [part.strip() for part in cell.split(",") if part.strip()]
