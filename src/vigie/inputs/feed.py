"""RSS and Atom: a page for each entry, from its full content where the feed has it, else from its summary.

feedparser reads what is broken as well as it can; a feed that is not well-formed gives its entries and, after
them, a rejection that says where it breaks, so that one cut short is never silently short.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from io import BytesIO
from typing import BinaryIO

from vigie.inputs.fields import content_id
from vigie.inputs.formats import Limits, reject
from vigie.inputs.fragments import blocks_of, compose
from vigie.inputs.xml import read_markup, root_of
from vigie.records import Page, Rejection

Entry = Mapping[str, object]
"""An entry as feedparser gives it; it is taken apart here and goes no further."""


def looks_like(head: bytes) -> bool:
    """Whether its root is that of RSS, RDF or Atom."""
    return root_of(head) in ("rss", "rdf", "feed", "channel")


def iter_pages(stream: BinaryIO, origin: str, limits: Limits) -> Iterator[Page | Rejection]:
    """The pages of a feed, in its order."""
    data = read_markup(stream, origin, limits, "feed")
    if isinstance(data, Rejection):
        yield data
        return
    import feedparser

    try:
        feed = feedparser.parse(BytesIO(data))
    except Exception as error:  # it raises what it likes on a broken declaration
        yield reject(origin, "xml", f"not readable ({type(error).__name__}: {error})")
        return
    entries = list(feed.entries)
    for number, entry in enumerate(entries, 1):
        yield read_entry(entry, feed.feed, f"{origin} entry {number}")
    fault = feed.get("bozo_exception")
    if feed.bozo and hasattr(fault, "getLineNumber"):
        detail = f"not well-formed at line {fault.getLineNumber()} ({fault.getMessage()})"
        yield reject(origin, "xml", f"{detail}: {len(entries)} entries were read, more may be lost")
    elif not entries:
        yield reject(origin, "empty", "there are no entries in the feed")


def read_entry(entry: Entry, channel: Entry, origin: str) -> Page | Rejection:
    """The page of one entry, or why there is none."""
    title = " ".join(blocks_of(_string(entry, "title")))
    blocks = _body(entry)
    if not title and not blocks:
        return reject(origin, "no_text", "the entry has neither title nor text", _string(entry, "id"))
    text = compose(title, blocks)
    extra = [("author", _string(entry, "author")), ("guid", _string(entry, "id"))]
    source = entry.get("source")
    return Page(
        text=text,
        id=content_id(text),
        origin=origin,
        published=_instant(entry),
        declared=_language(entry) or _string(channel, "language"),
        title=title,
        url=_string(entry, "link"),
        outlet=(_string(source, "title") if isinstance(source, Mapping) else "") or _string(channel, "title"),
        extra=tuple((name, value) for name, value in extra if value),
    )


def _contents(entry: Entry) -> list[Entry]:
    contents = entry.get("content")
    return [c for c in contents if isinstance(c, Mapping)] if isinstance(contents, list) else []


def _body(entry: Entry) -> list[str]:
    """The longest of what the entry holds: feeds put a teaser in one place and the text in another."""
    found = [blocks_of(_string(c, "value")) for c in _contents(entry)]
    found.append(blocks_of(_string(entry, "summary")))
    return max(found, key=lambda blocks: sum(map(len, blocks)))


def _language(entry: Entry) -> str:
    return next((lang for c in _contents(entry) if (lang := _string(c, "language"))), "")


def _instant(entry: Entry) -> str:
    """When it was published, by the clock of its place where the feed tells it, else in UTC; else when it was changed."""
    for name in ("published", "updated", "created"):
        if moment := entry.get(f"{name}_parsed"):
            return _as_written(_string(entry, name)) or datetime.fromtimestamp(calendar.timegm(moment), UTC).isoformat()  # type: ignore[arg-type]
    return ""


def _as_written(moment: str) -> str:
    """`Mon, 06 Feb 2023 23:15:00 -0500` or an ISO instant, with its own offset; empty where it is neither."""
    for parse in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            return parse(moment).isoformat()
        except (ValueError, TypeError):
            continue
    return ""


def _string(entry: Entry, name: str) -> str:
    value = entry.get(name)
    return value.strip() if isinstance(value, str) else ""
