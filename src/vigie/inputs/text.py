"""A plain text as one page.

UTF-8 first, then what charset-normalizer takes it for. The text is kept as captured: line ends are not
changed, only the mark of byte order is dropped.
"""

from __future__ import annotations

import codecs
import hashlib
from collections.abc import Iterator
from typing import BinaryIO

from charset_normalizer import from_bytes

from vigie.inputs.formats import Limits
from vigie.records import Page, Rejection

_SAMPLE = 200_000
"""Bytes from which an encoding is guessed."""
_USUAL = "cp1252"
"""What browsers take an undeclared text for; cp1250 fits a short French text as well, and is wrong."""
_WIDE_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def content_id(text: str) -> str:
    """The id of a page that was given none: a hash of its text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def looks_like(head: bytes) -> bool:
    """Nothing is a plain text beyond doubt."""
    return False


def decode(data: bytes) -> str | None:
    """The text that bytes stand for, or nothing when no encoding fits."""
    for mark, encoding in _WIDE_MARKS:
        if data.startswith(mark):
            return _decode_as(data, encoding)
    text = _decode_as(data, "utf-8")
    if text is not None or b"\x00" in data[:_SAMPLE]:
        return text
    encoding = _guess(data[:_SAMPLE])
    return _decode_as(data, encoding) if encoding else None


def _guess(sample: bytes) -> str:
    """The encoding that charset-normalizer prefers; where several fit as well, the usual one of the web."""
    matches = from_bytes(sample)
    best = matches.best()
    if best is None:
        return ""
    rivals = [m for m in matches if m.encoding == _USUAL]
    fits = any((m.chaos, -m.coherence) <= (best.chaos, -best.coherence) for m in rivals)
    return _USUAL if fits else best.encoding


def _decode_as(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def iter_pages(stream: BinaryIO, origin: str, limits: Limits) -> Iterator[Page | Rejection]:
    """The one page of a text file."""
    data = stream.read(limits.file_bytes + 1)
    if len(data) > limits.file_bytes:
        detail = f"more than {limits.file_bytes:,} bytes in one text: split it into reports"
        yield Rejection("", origin, "inputs", "too_long", detail)
        return
    text = decode(data)
    if text is None:
        page_id = hashlib.sha256(data).hexdigest()[:16]
        yield Rejection(
            page_id,
            origin,
            "inputs",
            "encoding",
            "neither UTF-8 nor any other encoding that fits: not a text?",
        )
        return
    yield Page(text=text, id=content_id(text), origin=origin)
