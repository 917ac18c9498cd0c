"""WARC, as crawlers and Common Crawl's CC-NEWS write it (and WET and ARC): a page for each record that holds a document.

Every response, resource or conversion gives pages or a rejection; records about the crawl itself (requests, warcinfo,
metadata) are no documents. warcio ends without a word where a file is cut short, so what each record announces is
compared with what it holds, and the end of the last whole record with the bytes that there are.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import BinaryIO, Protocol

from vigie.inputs.formats import FORMATS, TEXT, Limits, reject
from vigie.records import Page, Rejection

_DOCUMENTS = frozenset({"response", "resource", "conversion"})
_UNUSABLE = {
    "revisit": "the record repeats one of another archive, which holds the content",
    "continuation": "the record goes on from another one: segments are not joined",
}
_INSIDE = frozenset({"json", "jsonl", "feed", "newsml", "html"})
"""Formats that a record's content may be found to have."""


class _Headers(Protocol):
    def get_header(self, name: str, default: str | None = None) -> str | None: ...

    def get_statuscode(self) -> str: ...


class _Stream(Protocol):
    limit: int

    def read(self, length: int) -> bytes: ...


class _Record(Protocol):
    rec_type: str | None
    length: int | None
    rec_headers: _Headers
    http_headers: _Headers | None
    raw_stream: _Stream

    def content_stream(self) -> _Stream: ...


class _Counted:
    """A stream that knows how many bytes it has given."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.count = 0

    def tell(self) -> int:
        return self.count

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        self.count += len(data)
        return data

    def rest(self) -> int:
        """Read what is left; how many bytes there are in all."""
        while self.read(1 << 16):
            pass
        return self.count


def looks_like(head: bytes) -> bool:
    """Whether it opens with the version line of WARC or the file description of ARC."""
    return head.startswith((b"WARC/0.", b"WARC/1.", b"filedesc://"))


def iter_pages(stream: BinaryIO, origin: str, limits: Limits) -> Iterator[Page | Rejection]:
    """The pages of an archive, record by record."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    counted = _Counted(stream)
    archive = ArchiveIterator(counted)
    logging.getLogger("warcio").setLevel(logging.CRITICAL)
    archive.INC_RECORD = ""  # what it would print on standard error; `err_count` tells the same
    number, found = 0, False
    fault = ""
    try:
        for record in archive:
            number += 1
            here = f"{origin} record {number} (byte {archive.offset:,})"
            for result in _of_record(record, here, limits):
                found = True
                yield result
    except (ArchiveLoadFailed, ValueError, AttributeError, KeyError) as error:  # warcio's own parsing of broken headers
        fault = str(error).strip() or type(error).__name__
    whole, size = archive.offset, counted.rest()
    if fault:
        yield reject(origin, "warc", f"record {number + 1} at byte {whole:,} is broken ({fault[:200]}): the rest is not read")
    elif whole < size:
        detail = f"the last whole record ends at byte {whole:,} of {size:,}: the file is cut short, or broken there"
        yield reject(origin, "truncated", detail)
    elif archive.err_count:
        yield reject(origin, "warc", f"{archive.err_count} records are longer than they announce: what stands between them was not read")
    elif not found:
        yield reject(origin, "empty", "no record of the archive holds a document")


def _of_record(record: _Record, origin: str, limits: Limits) -> Iterator[Page | Rejection]:
    url = record.rec_headers.get_header("WARC-Target-URI") or record.rec_headers.get_header("uri") or ""
    here = f"{origin} {url.strip('<>')}".strip()
    if record.length is None or not record.rec_type:
        yield reject(here, "truncated", "the header of the record breaks off: the archive is cut short, or broken there")
        return
    if record.rec_type in _UNUSABLE:
        yield reject(here, record.rec_type, _UNUSABLE[record.rec_type])
    if record.rec_type not in _DOCUMENTS:
        return
    try:
        data = record.content_stream().read(limits.line_bytes + 1)
        status = record.http_headers.get_statuscode() if record.http_headers else "200"
    except (ValueError, OSError) as error:
        yield reject(here, "encoding", f"the content cannot be unpacked ({error})")
        return
    whole = len(data) <= limits.line_bytes
    while record.raw_stream.read(1 << 16):
        pass
    if record.raw_stream.limit > 0:
        detail = f"{record.raw_stream.limit:,} bytes of the record are missing: the archive is cut short"
        yield reject(here, "truncated", detail)
    elif not whole:
        yield reject(here, "too_long", f"more than {limits.line_bytes:,} bytes in one record: raise --max-size")
    elif not status.startswith("2"):
        yield reject(here, "http_status", f"the server answered {status}: no report")
    else:
        yield from _of_content(data, record, here, url.strip("<>"), limits)


def _of_content(data: bytes, record: _Record, here: str, url: str, limits: Limits) -> Iterator[Page | Rejection]:
    """The pages of a record's content, by what it is, else by what it is said to be."""
    headers = record.http_headers or record.rec_headers
    said = (headers.get_header("Content-Type") or "").lower()
    kind, _, rest = said.partition(";")
    captured = record.rec_headers.get_header("WARC-Date") or ""
    extra = (("captured", captured),) if captured else ()
    if not data.strip():
        yield reject(here, "empty", "there is nothing in it")
        return
    inside = next((f for f in FORMATS if f.name in _INSIDE and f.looks_like(data[:65536])), None)
    if inside is None and (kind.strip() == "text/plain" or not kind):
        inside = TEXT
    if (inside and inside.name == "html") or (inside is None and "html" in kind):
        from vigie.inputs.html import read_html

        page = read_html(data, here, limits, charset=rest.partition("charset=")[2].partition(";")[0], url=url)
        yield page if isinstance(page, Rejection) else replace(page, extra=(*page.extra, *extra))
        return
    if inside is None:
        yield reject(here, "format", f"content of the type '{kind.strip() or 'unknown'}' holds no report")
        return
    for result in inside.iter_pages(BytesIO(data), here, limits):
        is_page = isinstance(result, Page)
        yield replace(result, url=result.url or url, extra=(*result.extra, *extra)) if is_page and isinstance(result, Page) else result
