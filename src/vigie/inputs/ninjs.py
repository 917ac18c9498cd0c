"""ninjs, the IPTC's news in JSON, versions 1 to 3.

An item's text is its `body_text`, else its `body_xhtml`, else the first of its `bodies` that holds text. Names
of version 1 and 2 have underscores, those of version 3 capitals inside.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from vigie.inputs.fragments import blocks_of, compose
from vigie.records import Page

_BODIES = ("body_text", "bodyText", "body_xhtml", "bodyXhtml", "body_html", "bodies")
_DAYS = ("versioncreated", "versionCreated", "firstcreated", "firstCreated", "contentcreated", "contentCreated")


def looks_like_item(record: Mapping[str, object]) -> bool:
    """Whether a JSON object is a ninjs item: it names itself by `uri` and has a body, a headline or a version."""
    named = record.keys() & {"uri", "urn"}
    return bool(named and record.keys() & {*_BODIES, *_DAYS, "headline", "headlines"})


def read_item(record: Mapping[str, object], origin: str) -> Page | None:
    """The page of an item, or nothing when it holds no text (a picture, a package)."""
    body = _body(record)
    if not body:
        return None
    title = _string(record, "headline") or next(_values(record, "headlines"), "")
    authors = [name for name in (_member(p, "name") for p in _list(record, "people")) if name]
    byline = _string(record, "byline") or ", ".join(authors)
    days = [d for name in _DAYS if (d := _string(record, name))]
    return Page(
        text=compose(title, body),
        id=_string(record, "uri"),
        origin=origin,
        published=days[0] if days else "",
        language=_string(record, "language"),
        title=title,
        url=_string(record, "url") or next((h for r in _list(record, "renditions") if (h := _member(r, "href"))), ""),
        outlet=_outlet(record),
        extra=(("author", byline),) if byline else (),
    )


def _body(record: Mapping[str, object]) -> list[str]:
    for name in ("body_text", "bodyText"):
        if text := _string(record, name).strip():
            return [text]
    for name in ("body_xhtml", "bodyXhtml", "body_html"):
        if markup := _string(record, name).strip():
            return blocks_of(markup)
    for body in _list(record, "bodies"):
        if value := _member(body, "value").strip():
            kind = _member(body, "contenttype") or _member(body, "contentType")
            return [value] if kind == "text/plain" else blocks_of(value)
    return []


def _outlet(record: Mapping[str, object]) -> str:
    for name in ("infosources", "infoSources", "organisations"):
        for source in _list(record, name):
            if found := _member(source, "name"):
                return found
    return _string(record, "copyrightholder") or _string(record, "source")


def _values(record: Mapping[str, object], name: str) -> Iterator[str]:
    return (value for item in _list(record, name) if (value := _member(item, "value")))


def _list(record: Mapping[str, object], name: str) -> list[object]:
    value = record.get(name)
    return list(value) if isinstance(value, list) else []


def _member(item: object, name: str) -> str:
    return _string(item, name) if isinstance(item, Mapping) else ""


def _string(record: Mapping[str, object], name: str) -> str:
    value = record.get(name)
    return value if isinstance(value, str) else ""
