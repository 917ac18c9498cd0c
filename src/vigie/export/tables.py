"""Tables: columns with what they hold, and how rows become lines of a file.

A table is a tuple of columns; each says what it holds and how far that is what the format means, and makes its own value. The documentation
(docs/exports.md) is generated from the same columns.
"""

from __future__ import annotations

import csv
import io
import re
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from vigie.errors import ConfigError
from vigie.export.coded import CodedReport, read_report
from vigie.export.rows import Row

Value = str | int | float | None

FILLED, FOLDED, LOST = "filled", "folded", "lost"
"""How far a column holds what its format means: all of it; something near; nothing, since Vigie does not know it."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]+")
_UNQUOTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]+")
"""What readers of CSV refuse or cut at even between quotation marks."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Column:
    """One column."""

    name: str
    how: str
    """`filled`, `folded` or `lost`."""
    about: str
    """What it holds, for docs/exports.md."""
    value: Callable[[Row], Value] = lambda row: None
    kind: str = "text"
    """`text`, `integer`, `number` or `day`."""


@dataclass(frozen=True, slots=True)
class Options:
    """What a user may choose of any format."""

    is_spreadsheet_safe: bool = False
    """Whether cells that a spreadsheet would take for a formula get an apostrophe before them (CSV and TSV)."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """How lines are written."""

    delimiter: str
    has_header: bool
    missing: str
    """What stands in an empty cell."""


CSV = Dialect(",", True, "")


class LineFile:
    """A file that gets its name when it is whole: nothing is left when the work inside fails."""

    def __init__(self, out: Path) -> None:
        self.out = out
        self._part = out.with_name(out.name + ".part")
        try:
            self.stream = self._part.open("wb")
        except OSError as error:
            raise ConfigError(f"{out}: {error.strerror or error}: choose another file for -o") from error

    def write(self, data: bytes) -> None:
        """Write some bytes."""
        self.stream.write(data)

    def close(self, is_whole: bool) -> None:
        """Give it its name, or remove it."""
        self.stream.close()
        if is_whole:
            self._part.replace(self.out)
        else:
            self._part.unlink(missing_ok=True)


class Writer(ABC):
    """Writes coded reports in a format; a context whose files appear when it ends well."""

    def __init__(self, out: Path) -> None:
        self.files = [LineFile(out)]
        self.rows = 0
        """Rows or records written to the first file."""
        self.left_out: Counter[str] = Counter()
        """Events that the format cannot hold, by status."""

    def write(self, line: str | bytes) -> None:
        """Write one coded report, given as its line of JSON.

        Raises:
            InputError: It is no coded report.
        """
        self.write_report(read_report(line))

    @abstractmethod
    def write_report(self, report: CodedReport) -> None:
        """Write one coded report."""

    def close(self, is_whole: bool) -> None:
        """Give the files their names, or remove them."""
        for file in self.files:
            file.close(is_whole)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close(kind is None)


class TableWriter(Writer):
    """Writes a table, line by line."""

    def __init__(
        self, out: Path, columns: tuple[Column, ...], dialect: Dialect, rows: Callable[[CodedReport, Counter[str]], Iterator[Row]], options: Options
    ) -> None:
        super().__init__(out)
        self._columns, self._dialect, self._rows, self._options = columns, dialect, rows, options
        if dialect.has_header:
            self.files[0].write(to_line([c.name for c in columns], dialect).encode())

    def write_report(self, report: CodedReport) -> None:
        """Write the rows of one report."""
        for row in self._rows(report, self.left_out):
            self.rows += 1
            cells = [to_cell(c.value(row), self._dialect, self._options) for c in self._columns]
            self.files[0].write(to_line(cells, self._dialect).encode("utf-8", "replace"))


def to_cell(value: Value, dialect: Dialect, options: Options) -> str:
    """A value as the text of a cell: without control characters; in TSV on one line and without quotation marks."""
    if value is None or value == "":
        return dialect.missing
    if not isinstance(value, str):
        return f"{value:.10g}" if isinstance(value, float) else str(value)
    is_quoted = dialect.delimiter == ","
    text = _UNQUOTABLE.sub(" ", value) if is_quoted else _CONTROL.sub(" ", value.replace('"', "'"))
    return f"'{text}" if options.is_spreadsheet_safe and text.startswith(_FORMULA) else text


def to_line(cells: list[str], dialect: Dialect) -> str:
    """Cells as one line; in TSV nothing is quoted, since neither tabs nor quotation marks are left in them."""
    if dialect.delimiter != ",":
        return dialect.delimiter.join(cells) + "\n"
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(cells)
    return line.getvalue()
