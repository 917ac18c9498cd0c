"""One report a line, as JSON objects.

Known fields become the page's; a coding that is already there is ignored; every other field is passed on in
`Page.extra`. A line that cannot be used is a rejection with its number, and the next line is read.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any, BinaryIO, NoReturn

from vigie.inputs.formats import Limits
from vigie.inputs.text import content_id
from vigie.records import Page, Rejection

CODING = frozenset({"events", "statements", "relations", "entities", "dates", "quantities", "furniture"})
"""Fields of an earlier coding: never read, never passed on."""
_KNOWN = {"lang": "language", "title": "title", "url": "url", "outlet": "outlet"}
_OWN = CODING | _KNOWN.keys() | {"id", "text", "html", "published"}
_OBJECT = re.compile(rb'\{\s*(?:"|\}\s*$)')
_HALF_PAIR = re.compile("[\ud800-\udfff]")


class _Unusable(Exception):
    """Why a line gives no page: reason and detail."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail


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
            size = len(line) + _drain(stream)
            found = True
            yield Rejection(
                "",
                here,
                "inputs",
                "too_long",
                f"{size:,} bytes in one line; at most {limits.line_bytes:,} are read",
            )
            continue
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if line.strip():
            found = True
            yield read_line(line, here)
    if not found:
        yield Rejection("", origin, "inputs", "empty", "there are no records in it")


def _drain(stream: BinaryIO) -> int:
    """Pass over the rest of a line; its length."""
    size = 0
    while rest := stream.readline(1 << 20):
        size += len(rest)
        if rest.endswith(b"\n"):
            break
    return size


def read_line(line: bytes, origin: str) -> Page | Rejection:
    """The page of one line, or why there is none."""
    record: dict[str, Any] = {}
    try:
        record = _parse(line)
        return _page(record, origin)
    except _Unusable as fault:
        given = record.get("id")
        page_id = (
            str(given)
            if isinstance(given, str | int) and given != ""
            else hashlib.sha256(line.strip()).hexdigest()[:16]
        )
        return Rejection(page_id, origin, "inputs", fault.reason, fault.detail)


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


def _parse(line: bytes) -> dict[str, Any]:
    try:
        record = json.loads(line.decode("utf-8"), parse_constant=_refuse_constant)
    except UnicodeDecodeError as error:
        raise _Unusable(
            "encoding", f"byte {error.start + 1} of the line is not UTF-8: save the file as UTF-8"
        ) from None
    except json.JSONDecodeError as error:
        raise _Unusable("json", f"not JSON: {error.msg} at character {error.pos + 1}") from None
    except ValueError as error:
        raise _Unusable("json", f"not JSON: {error}") from None
    except RecursionError:
        raise _Unusable("json", "nested too deeply") from None
    if not isinstance(record, dict):
        raise _Unusable("json", f"an object is wanted, found {type(record).__name__}")
    return _whole(record) if b"\\ud" in line or b"\\uD" in line else record


def _whole(value: Any) -> Any:
    """The value with half surrogate pairs replaced, one for one: no file can hold them."""
    if isinstance(value, str):
        return _HALF_PAIR.sub("\ufffd", value)
    if isinstance(value, list):
        return [_whole(v) for v in value]
    if isinstance(value, dict):
        return {_whole(k): _whole(v) for k, v in value.items()}
    return value


def _page(record: dict[str, Any], origin: str) -> Page:
    text = record.get("text")
    if text is None and record.get("html") is not None:
        raise _Unusable("format", "'html' is not read yet: give 'text'")
    if text is None:
        raise _Unusable("no_text", "there is no field 'text'")
    if not isinstance(text, str):
        raise _Unusable("field", f"'text' must be a string, found {type(text).__name__}")
    fields = {own: _string(record, name) for name, own in _KNOWN.items()}
    return Page(
        text=text,
        id=_id(record) or content_id(text),
        origin=origin,
        published=_published(record),
        extra=tuple((name, value) for name, value in record.items() if name not in _OWN),
        **fields,
    )


def _string(record: dict[str, Any], name: str) -> str:
    value = record.get(name)
    if value is not None and not isinstance(value, str):
        raise _Unusable("field", f"'{name}' must be a string, found {type(value).__name__}")
    return value or ""


def _id(record: dict[str, Any]) -> str:
    value = record.get("id")
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise _Unusable("field", f"'id' must be a string or a whole number, found {type(value).__name__}")
    return str(value)


def _published(record: dict[str, Any]) -> str:
    value = _string(record, "published").strip()
    if value:
        try:
            datetime.fromisoformat(value)
        except ValueError:
            raise _Unusable(
                "published",
                f"'published' is '{value[:40]}': an ISO day or instant is wanted, such as 2022-01-08",
            ) from None
    return value
