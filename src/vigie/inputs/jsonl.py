"""One report a line, as JSON objects, of our own fields or of ninjs.

A line that cannot be used is a rejection with its number, and the next line is read.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from typing import BinaryIO

from vigie.inputs.fields import Unusable, page_of
from vigie.inputs.formats import Limits, reject
from vigie.inputs.json_record import parse
from vigie.records import Page, Rejection

_OBJECT = re.compile(rb'\{\s*(?:"|\}\s*$)')


def looks_like(head: bytes) -> bool:
    """Whether the first line that is not blank opens an object with a quoted name."""
    return _OBJECT.match(head.removeprefix(b"\xef\xbb\xbf").lstrip()[:200]) is not None


def iter_pages(stream: BinaryIO, origin: str, limits: Limits) -> Iterator[Page | Rejection]:
    """The pages of a file of one JSON object a line; blank lines are passed over."""
    found = False
    number = 0
    while line := stream.readline(limits.line_bytes + 1):
        number += 1
        here = f"{origin} line {number}"
        if len(line) > limits.line_bytes and not line.endswith(b"\n"):
            size = len(line) + drain(stream)
            found = True
            yield reject(
                here, "too_long", f"{size:,} bytes in one line; at most {limits.line_bytes:,} are read: raise --max-size"
            )
            continue
        if line.strip():
            found = True
            yield read_line(line, here, limits)
    if not found:
        yield reject(origin, "empty", "there are no records in it")


def drain(stream: BinaryIO) -> int:
    """Pass over the rest of a line; its length."""
    size = 0
    while rest := stream.readline(1 << 20):
        size += len(rest)
        if rest.endswith(b"\n"):
            break
    return size


def read_line(line: bytes, origin: str, limits: Limits) -> Page | Rejection:
    """The page of one line, or why there is none."""
    try:
        record = parse(line, "line")
        if not isinstance(record, dict):
            raise Unusable("json", f"an object is wanted, found {type(record).__name__}")
    except Unusable as fault:
        return reject(origin, fault.reason, fault.detail, _hash(line))
    result = page_of(record, origin, limits)
    if isinstance(result, Rejection) and not result.id:
        return reject(origin, result.reason, result.detail, _hash(line))
    return result


def _hash(line: bytes) -> str:
    return hashlib.sha256(line.strip()).hexdigest()[:16]
