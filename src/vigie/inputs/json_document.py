"""A JSON document written over several lines: one report, or a list of them; of our own fields or of ninjs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from vigie.inputs.fields import Unusable, page_of
from vigie.inputs.formats import Limits, read_whole, reject
from vigie.inputs.json_record import parse
from vigie.records import Page, Rejection

_LIST = re.compile(rb"\[\s*[{\]]")
_SPREAD = re.compile(rb'\{[ \t]*\r?\n\s*["}]|\{[^\n]*[,{\[][ \t]*\r?\n\s*["}\]]')
"""An object whose first line ends before it does, and goes on with a name: no file of one object a line."""
_COLLECTIONS = ("items", "associations", "articles", "docs", "results")
"""Names under which a document holds its list of reports."""


def looks_like(head: bytes) -> bool:
    """Whether it opens a list of objects, or an object that goes on in the next line."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    return _LIST.match(start) is not None or _SPREAD.match(start) is not None


def iter_pages(stream: BinaryIO, origin: str, limits: Limits) -> Iterator[Page | Rejection]:
    """The pages of a document, in its order."""
    data = read_whole(stream, origin, limits)
    if isinstance(data, Rejection):
        yield data
        return
    try:
        document = parse(data, "file")
    except Unusable as fault:
        yield reject(origin, fault.reason, fault.detail)
        return
    records = _records(document)
    if not records:
        yield reject(origin, "empty", "there are no records in it")
    for number, record in enumerate(records, 1):
        here = origin if len(records) == 1 else f"{origin} record {number}"
        if isinstance(record, dict):
            yield page_of(record, here, limits)
        else:
            yield reject(here, "json", f"an object is wanted, found {type(record).__name__}")


def _records(document: object) -> list[object]:
    if isinstance(document, list):
        return document
    if isinstance(document, dict) and not document.keys() & {"text", "html", "uri"}:
        lists = [value for name in _COLLECTIONS if isinstance(value := document.get(name), list)]
        if lists:
            return lists[0]
    return [document]
