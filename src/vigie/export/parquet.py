"""The table of `vigie.export.flat` as Parquet, with types. Needs pyarrow."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from vigie.errors import ConfigError
from vigie.export.coded import CodedReport
from vigie.export.flat import COLUMNS
from vigie.export.rows import Row, iter_rows
from vigie.export.tables import Column, Options, Writer

try:
    import pyarrow
    from pyarrow import parquet
except ImportError as error:
    raise ConfigError("format 'parquet' needs pyarrow: pip install 'vigie[parquet]'") from error

_TYPES = {"text": pyarrow.string(), "integer": pyarrow.int64(), "number": pyarrow.float64(), "day": pyarrow.date32()}
_SCHEMA = pyarrow.schema([pyarrow.field(c.name, _TYPES[c.kind], metadata={"about": c.about}) for c in COLUMNS])
_BATCH_ROWS = 50_000


class _ParquetWriter(Writer):
    """Writes rows in groups, so that a table larger than memory can be written."""

    def __init__(self, out: Path) -> None:
        super().__init__(out)
        self._table = parquet.ParquetWriter(self.files[0].stream, _SCHEMA, compression="zstd")
        self._rows: list[list[object]] = []

    def write_report(self, report: CodedReport) -> None:
        """Take the rows of one report."""
        for row in iter_rows(report):
            self._rows.append([_value(c, row) for c in COLUMNS])
            self.rows += 1
            if len(self._rows) == _BATCH_ROWS:
                self._flush()

    def _flush(self) -> None:
        columns = zip(*self._rows, strict=True) if self._rows else ([] for _ in COLUMNS)
        arrays = [pyarrow.array(list(values), field.type) for values, field in zip(columns, _SCHEMA, strict=True)]
        self._table.write_table(pyarrow.Table.from_arrays(arrays, schema=_SCHEMA))
        self._rows.clear()

    def close(self, is_whole: bool) -> None:
        """Write what is left, and the footer."""
        if is_whole:
            self._flush()
        self._table.close()
        super().close(is_whole)


def open_writer(out: Path, options: Options) -> Writer:
    """Begin a Parquet file."""
    return _ParquetWriter(out)


def _value(column: Column, row: Row) -> object:
    value = column.value(row)
    if value is None or value == "":
        return None
    return date.fromisoformat(str(value)) if column.kind == "day" else value
