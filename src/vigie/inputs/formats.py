"""The table of formats, and how one is chosen.

Content decides where it speaks; a file's name only where its content is silent or where a broken file
should be judged as what it claims to be (a `.jsonl` whose first line is broken is a broken `.jsonl`, not a
report).
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import BinaryIO, cast

from vigie.records import Page, Rejection

HEAD_BYTES = 65536
"""How much of a source a format may look at to know its own."""
LARGEST_REPORT_BYTES = 20_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is read before a source is refused.

    All follow from one figure that the user can raise (`--max-size`); corpora of many reports may be of any
    size, since only one report of theirs is held at a time.
    """

    line_bytes: int = LARGEST_REPORT_BYTES
    """Longest line, row or record of a file of many reports."""
    file_bytes: int = LARGEST_REPORT_BYTES
    """Largest file that must be held whole: a report, a feed, a document."""
    packed_bytes: int = 10 * LARGEST_REPORT_BYTES
    """How much a packed file may unpack to whatever its own size."""
    packed_ratio: int = 200
    """How many times its own size a packed file may unpack to beyond that; texts stay under 30."""

    @classmethod
    def of(cls, report_bytes: int) -> Limits:
        """The limits for a largest report of so many bytes."""
        return cls(report_bytes, report_bytes, 10 * report_bytes)


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of source."""

    name: str
    extensions: tuple[str, ...]
    module: str
    """Dotted name of the module that reads it; imported on use."""

    def looks_like(self, head: bytes) -> bool:
        """Whether the first bytes of a source are of this format beyond doubt."""
        return cast(Callable[[bytes], bool], import_module(self.module).looks_like)(head)

    def iter_pages(self, stream: BinaryIO, origin: str, limits: Limits) -> Iterator[Page | Rejection]:
        """The pages of an open source; what is broken comes as rejections."""
        reader: Callable[[BinaryIO, str, Limits], Iterator[Page | Rejection]] = import_module(
            self.module
        ).iter_pages
        return reader(stream, origin, limits)


FORMATS: tuple[Format, ...] = (
    Format("parquet", (".parquet",), "vigie.inputs.parquet"),
    Format("warc", (".warc", ".wet", ".arc"), "vigie.inputs.warc"),
    Format("json", (), "vigie.inputs.json_document"),
    Format("jsonl", (".jsonl", ".ndjson", ".json"), "vigie.inputs.jsonl"),
    Format("feed", (".rss", ".atom"), "vigie.inputs.feed"),
    Format("newsml", (".newsml", ".nitf"), "vigie.inputs.newsml"),
    Format("html", (".html", ".htm", ".xhtml"), "vigie.inputs.html"),
    Format("xml", (".xml",), "vigie.inputs.xml"),
    Format("csv", (".csv", ".tsv"), "vigie.inputs.csv_table"),
    Format("text", (".txt", ".text"), "vigie.inputs.text"),
)
"""In the order in which they are asked whether a content is theirs."""

TEXT = FORMATS[-1]


def format_of(name: str, head: bytes) -> Format | None:
    """The format of a source by its content, else by its name; nothing when neither tells.

    Plain text is the last resort: a name that claims another format is believed before it.
    """
    for known in FORMATS[:-1]:
        if known.looks_like(head):
            return known
    return by_extension(name) or (TEXT if TEXT.looks_like(head) else None)


def by_extension(name: str) -> Format | None:
    """The format that a file's name claims."""
    return next((f for f in FORMATS if f.extensions and name.lower().endswith(f.extensions)), None)


def read_whole(stream: BinaryIO, origin: str, limits: Limits) -> bytes | Rejection:
    """All bytes of a source that must be held whole, or why it is refused."""
    data = stream.read(limits.file_bytes + 1)
    if len(data) > limits.file_bytes:
        detail = f"more than {limits.file_bytes:,} bytes in one document: split it, or raise --max-size"
        return reject(origin, "too_long", detail)
    return data


def reject(origin: str, reason: str, detail: str, page_id: str = "") -> Rejection:
    """A rejection of this stage."""
    return Rejection(id=page_id, origin=origin, stage="inputs", reason=reason, detail=" ".join(detail.split()))


def failure(origin: str, error: Exception) -> Rejection:
    """A fault of ours, or of a library on what is in no book: the run goes on, and says where in the code it happened."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{last.filename.replace(chr(92), '/').rpartition('/')[2]}:{last.lineno}"
    return reject(origin, "failure", f"{type(error).__name__} in {where} ({str(error)[:200]}): please report it with this source")
