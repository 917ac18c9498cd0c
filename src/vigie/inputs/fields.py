"""A page from named fields, for every format whose records have names: JSON, CSV, Parquet.

Known fields become the page's; a coding that is already there is ignored; every other field is passed on in
`Page.extra`. A record is ours (`text`, or `html`) or ninjs (`body_xhtml`, `bodies` …).
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from vigie.inputs import ninjs
from vigie.inputs.formats import Limits, reject
from vigie.records import Page, Rejection

CODING = frozenset({"events", "statements", "relations", "entities", "dates", "quantities", "furniture"})
"""Fields of an earlier coding: never read, never passed on."""
_KNOWN = {"lang": "language", "title": "title", "url": "url", "outlet": "outlet"}
_OWN = CODING | _KNOWN.keys() | {"id", "text", "html", "published"}

Fields = Mapping[str, object]
"""One record as its container holds it; it is taken apart here and goes no further."""


class Unusable(Exception):
    """Why a record gives no page: reason and detail."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail


def content_id(text: str) -> str:
    """The id of a page that was given none: a hash of its text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def iso_or_nothing(value: str) -> str:
    """A day or instant that markup tells, or nothing where it is none: a report is not refused for it."""
    try:
        datetime.fromisoformat(value.strip())
    except ValueError:
        return ""
    return value.strip()


def page_of(record: Fields, origin: str, limits: Limits) -> Page | Rejection:
    """The page of a record, or why there is none."""
    try:
        return _page(record, origin, limits)
    except Unusable as fault:
        return reject(origin, fault.reason, fault.detail, given_id(record))


def given_id(record: Fields) -> str:
    """The id that a record gives itself, or an empty string."""
    given = record.get("id")
    return str(given) if isinstance(given, str | int) and not isinstance(given, bool) else ""


def _page(record: Fields, origin: str, limits: Limits) -> Page:
    text, html = record.get("text"), record.get("html")
    if text is None and html is None:
        if ninjs.looks_like_item(record):
            return _of_ninjs(record, origin)
        raise Unusable("no_text", "there is no field 'text'" + _nearest(record))
    for name, value in (("text", text), ("html", html)):
        if value is not None and not isinstance(value, str):
            raise Unusable("field", f"'{name}' must be a string, found {type(value).__name__}")
    fields = {own: _string(record, name) for name, own in _KNOWN.items()}
    extra = tuple((name, value) for name, value in record.items() if name not in _OWN)
    published, page_id = _published(record), _id(record)
    if isinstance(text, str):
        return Page(text=text, id=page_id or content_id(text), origin=origin, published=published, extra=extra, **fields)
    return _of_html(str(html), Page("", page_id, origin, published, extra=extra, **fields), limits)


def _of_html(html: str, said: Page, limits: Limits) -> Page:
    """The page of a record's HTML; what the record says goes before what the markup says."""
    from vigie.inputs.html import read_html

    found = read_html(html, said.origin, limits, url=said.url)
    if isinstance(found, Rejection):
        raise Unusable(found.reason, found.detail)
    names = {name for name, _ in said.extra}
    return replace(
        found,
        id=said.id or found.id,
        published=said.published or found.published,
        language=said.language,
        title=said.title or found.title,
        outlet=said.outlet or found.outlet,
        extra=(*said.extra, *((n, v) for n, v in found.extra if n not in names)),
    )


def _of_ninjs(record: Fields, origin: str) -> Page:
    page = ninjs.read_item(record, origin)
    if page is None:
        raise Unusable("no_text", "a ninjs item without body_text, body_xhtml or a body of text")
    return replace(page, id=page.id or content_id(page.text), published=iso_or_nothing(page.published))


def _nearest(record: Fields) -> str:
    """The names that there are, to show what should be renamed."""
    names = ", ".join(str(n) for n in list(record)[:12])
    return f" (fields: {names}): name it 'text' or 'html'" if names else ""


def _string(record: Fields, name: str) -> str:
    value = record.get(name)
    if value is not None and not isinstance(value, str):
        raise Unusable("field", f"'{name}' must be a string, found {type(value).__name__}")
    return value or ""


def _id(record: Fields) -> str:
    value = record.get("id")
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise Unusable("field", f"'id' must be a string or a whole number, found {type(value).__name__}")
    return str(value)


def _published(record: Fields) -> str:
    value = _string(record, "published").strip()
    if value:
        try:
            datetime.fromisoformat(value)
        except ValueError:
            raise Unusable(
                "published",
                f"'published' is '{value[:40]}': an ISO day or instant is wanted, such as 2022-01-08",
            ) from None
    return value
