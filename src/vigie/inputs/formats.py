"""The table of formats, and how one is chosen.

Content decides where it speaks; a file's name only where its content is silent or where a broken file
should be judged as what it claims to be (a `.jsonl` whose first line is broken is a broken `.jsonl`, not a
report).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import BinaryIO, cast

from vigie.records import Page, Rejection

HEAD_BYTES = 4096
"""How much of a source a format may look at to know its own."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is read before a source is refused."""

    line_bytes: int = 20_000_000
    """Longest line of a file of one report a line."""
    file_bytes: int = 20_000_000
    """Largest file that holds a single report."""


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
    Format("jsonl", (".jsonl", ".ndjson", ".json"), "vigie.inputs.jsonl"),
    Format("text", (".txt", ".text"), "vigie.inputs.text"),
)
"""In the order in which they are asked whether a content is theirs."""


def format_of(name: str, head: bytes) -> Format | None:
    """The format of a source by its content, else by its name; nothing when neither tells."""
    for known in FORMATS:
        if known.looks_like(head):
            return known
    return by_extension(name)


def by_extension(name: str) -> Format | None:
    """The format that a file's name claims."""
    return next((f for f in FORMATS if name.lower().endswith(f.extensions)), None)
