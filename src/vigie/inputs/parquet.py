"""A Parquet table with a report a row, in a column `text` or `html`. Needs the extra `parquet`."""

from __future__ import annotations

import math
import tempfile
from collections.abc import Iterator
from datetime import date
from shutil import copyfileobj
from typing import IO, BinaryIO

from vigie.inputs.fields import page_of
from vigie.inputs.formats import Limits, reject
from vigie.records import Page, Rejection

_BATCH = 64
_MAGIC = b"PAR1"


def looks_like(head: bytes) -> bool:
    """Whether it begins with Parquet's mark."""
    return head.startswith(_MAGIC)


def iter_pages(stream: BinaryIO, origin: str, limits: Limits) -> Iterator[Page | Rejection]:
    """The pages of a table, row by row."""
    try:
        import pyarrow as arrow
        import pyarrow.parquet as parquet
    except ImportError:
        yield reject(origin, "format", "Parquet needs pyarrow: pip install 'vigie[parquet]'")
        return
    with tempfile.TemporaryFile() as whole:
        copyfileobj(stream, whole)  # the index stands at the end
        whole.seek(0)
        try:
            table = parquet.ParquetFile(whole)
        except (arrow.ArrowException, OSError) as error:
            yield reject(origin, *_fault(error, whole))
            return
        number = 0
        try:
            for row in _rows(table, limits, origin):
                number += 1
                here = f"{origin} row {number}"
                yield row if isinstance(row, Rejection) else page_of(row, here, limits)
        except (arrow.ArrowException, OSError) as error:
            reason, detail = _fault(error, whole)
            yield reject(f"{origin} after row {number}", reason, f"{detail}; the rest of the table is not read")
            return
        if not number:
            yield reject(origin, "empty", "there are no rows in it")


def _rows(table: object, limits: Limits, origin: str) -> Iterator[dict[str, object] | Rejection]:
    from pyarrow.parquet import ParquetFile

    assert isinstance(table, ParquetFile)
    names = set(table.schema_arrow.names)
    if not names & {"text", "html"}:
        yield reject(origin, "no_text", f"no column is named 'text' or 'html' ({', '.join(sorted(names))[:200]}): rename one")
        return
    for batch in table.iter_batches(batch_size=_BATCH):
        for row in batch.to_pylist():
            known = {name: _plain(value) for name, value in row.items() if value is not None}
            longest = max((len(v) for v in known.values() if isinstance(v, str)), default=0)
            if longest > limits.line_bytes:
                detail = f"{longest:,} characters in one cell; at most {limits.line_bytes:,} are read: raise --max-size"
                yield reject(origin, "too_long", detail)
            else:
                yield known


def _plain(value: object) -> object:
    """A value as JSON can hold it: days and instants as ISO, numbers that are none as nothing, what else there is as its words."""
    if isinstance(value, str | bool | int) or value is None:
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return [_plain(v) for v in value]
    if isinstance(value, dict):
        return {str(k): _plain(v) for k, v in value.items()}
    return str(value)


def _fault(error: Exception, whole: IO[bytes]) -> tuple[str, str]:
    whole.seek(0, 2)
    size = whole.tell()
    whole.seek(max(0, size - 4))
    if whole.read(4) != _MAGIC:
        return "truncated", f"the file ends without its index after {size:,} bytes: it is cut short"
    return "parquet", f"not readable ({str(error)[:200]})"
