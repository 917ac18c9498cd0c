"""A plain text as one page.

UTF-8 first, then what charset-normalizer takes it for. The text is kept as captured: line ends are not
changed, only the mark of byte order is dropped.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import BinaryIO

from vigie.inputs.charsets import decode
from vigie.inputs.fields import content_id
from vigie.inputs.formats import Limits, read_whole, reject
from vigie.records import Page, Rejection

_SAMPLE = 4096
_PROSE = frozenset(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ \n\r,.'") | frozenset(range(0x80, 0x100))
_CONTROL = frozenset({*range(9), *range(14, 27), *range(28, 32), 127})
_SHORTEST = 60
_SHARE = 0.9
"""Share of letters, blanks and common stops: reports have 0.93 and more, scripts, styles and tables under 0.87."""


def looks_like(head: bytes) -> bool:
    """Whether it is prose: long enough, no control characters, hardly anything but words."""
    sample = head[:_SAMPLE]
    if len(sample) < _SHORTEST or _CONTROL.intersection(sample):
        return False
    return sum(byte in _PROSE for byte in sample) >= _SHARE * len(sample)


def iter_pages(stream: BinaryIO, origin: str, limits: Limits) -> Iterator[Page | Rejection]:
    """The one page of a text file."""
    data = read_whole(stream, origin, limits)
    if isinstance(data, Rejection):
        yield data
        return
    text = decode(data)
    if text is None:
        page_id = hashlib.sha256(data).hexdigest()[:16]
        yield reject(origin, "encoding", "neither UTF-8 nor any other encoding that fits: not a text?", page_id)
        return
    yield Page(text=text, id=content_id(text), origin=origin)
