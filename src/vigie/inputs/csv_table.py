"""A table with a report a row, under a header that names `text` or `html`; comma, semicolon, tab or bar between.

Rows are read as a spreadsheet writes them: quoted, with line breaks inside. A row that cannot be used is a
rejection with the number of the line where it ends.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import suppress
from io import TextIOWrapper
from typing import BinaryIO, TextIO

from vigie.inputs.charsets import encoding_of
from vigie.inputs.fields import page_of
from vigie.inputs.formats import HEAD_BYTES, Limits, reject
from vigie.records import Page, Rejection

_DELIMITERS = ",;\t|"
_FIELDS = frozenset({"text", "html", "id", "published", "lang", "title", "url", "outlet"})


class _TooLong(Exception):
    """A line is longer than is read."""


def looks_like(head: bytes) -> bool:
    """Whether the first line is a header of several names, with `text` or `html` among them."""
    line = _decoded(head).lstrip("\r\n").partition("\n")[0]
    return any({"text", "html"} & set(names) for names in _headers(line) if len(names) > 1)


def _decoded(head: bytes) -> str:
    encoding = encoding_of(head.rpartition(b"\n")[0] or head) if head else ""
    return head.decode(encoding or "latin-1", errors="replace")


def _headers(line: str) -> Iterator[list[str]]:
    """The names of a header for each delimiter that it may have."""
    for delimiter in _DELIMITERS:
        with suppress(csv.Error):
            yield [_name(n) for n in next(csv.reader([line.strip()], delimiter=delimiter), [])]


def _name(header: str) -> str:
    name = header.strip().lstrip("\ufeff")
    return name.lower() if name.lower() in _FIELDS else name


def iter_pages(stream: BinaryIO, origin: str, limits: Limits) -> Iterator[Page | Rejection]:
    """The pages of a table, row by row."""
    peek = getattr(stream, "peek", None)
    head: bytes = peek(HEAD_BYTES) if peek else b""
    encoding = encoding_of(head.rpartition(b"\n")[0] or head)
    if not encoding:
        yield reject(origin, "encoding", "neither UTF-8 nor any other encoding that fits: save the table as UTF-8")
        return
    first = _decoded(head).lstrip("\ufeff\r\n").partition("\n")[0]
    delimiter = max(_DELIMITERS, key=first.count)
    text = TextIOWrapper(stream, encoding=encoding, errors="surrogateescape", newline="")
    csv.field_size_limit(limits.line_bytes)
    try:
        yield from _rows(text, delimiter, origin, limits)
    finally:
        text.detach()


def _lines(text: TextIO, limits: Limits) -> Iterator[str]:
    while line := text.readline(limits.line_bytes + 1):
        if len(line) > limits.line_bytes:
            raise _TooLong
        yield line


def _rows(text: TextIO, delimiter: str, origin: str, limits: Limits) -> Iterator[Page | Rejection]:
    reader = csv.reader(_lines(text, limits), delimiter=delimiter, strict=True)
    header: list[str] = []
    found = False
    while True:
        try:
            row = next(reader, None)
        except (csv.Error, _TooLong) as error:
            yield _broken(error, f"{origin} line {reader.line_num + 1}", limits)
            return
        if row is None:
            break
        here = f"{origin} line {reader.line_num}"
        if not any(cell.strip() for cell in row):
            continue
        if not header:
            header = [_name(cell) for cell in row]
            if not {"text", "html"} & set(header):
                yield reject(origin, "no_text", f"no column is named 'text' or 'html' ({', '.join(header)[:200]}): rename one")
                return
            continue
        found = True
        yield _page(header, row, here, limits)
    if not found:
        yield reject(origin, "empty", "there are no rows in it")


def _page(header: list[str], row: list[str], here: str, limits: Limits) -> Page | Rejection:
    if len(row) > len(header):
        return reject(here, "csv", f"{len(row)} cells under {len(header)} names: quote cells that hold the separator")
    if any("\udc80" <= letter <= "\udcff" for cell in row for letter in cell if not cell.isascii()):
        return reject(here, "encoding", "the row is not in the encoding of the rest: save the table as UTF-8")
    return page_of({name: cell for name, cell in zip(header, row, strict=False) if cell}, here, limits)


def _broken(error: Exception, here: str, limits: Limits) -> Rejection:
    if isinstance(error, _TooLong) or "field limit" in str(error):
        detail = f"more than {limits.line_bytes:,} characters in one line or cell (a quotation mark left open?): the rest of the table is not read"
        return reject(here, "too_long", f"{detail}; raise --max-size")
    if "unexpected end" in str(error):
        return reject(here, "truncated", "the table ends inside a quoted cell: the file is cut short, or a quotation mark is left open")
    return reject(here, "csv", f"{error}: the rest of the table is not read")
