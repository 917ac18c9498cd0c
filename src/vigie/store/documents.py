"""A reading as one compressed document, from which the whole reading comes back, but for its parses.

Rows answer questions; the document answers exports and keeps the history. It is JSON of the frozen records.
"""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import dataclass, replace
from functools import cache

from pydantic import TypeAdapter

from vigie.records import Reading


@dataclass(frozen=True, slots=True)
class Document:
    """The bytes of a reading, and the hash of what they say."""

    data: bytes
    hash: str


@cache
def _adapter() -> TypeAdapter[Reading]:
    return TypeAdapter(Reading)


def to_document(reading: Reading) -> Document:
    """Pack a reading; the same reading gives the same hash."""
    article = reading.article
    page = replace(article.page, text="", origin="") if article.page else None
    plain = _adapter().dump_json(replace(reading, article=replace(article, page=page), sentences=()))
    return Document(zlib.compress(plain, 6), hashlib.sha256(plain).hexdigest())


def from_document(data: bytes) -> Reading:
    """The reading of a document, without its sentences."""
    reading = _adapter().validate_json(zlib.decompress(data))
    article = reading.article
    if article.page is None:
        return reading
    return replace(reading, article=replace(article, page=replace(article.page, text=article.text)))
