"""NewsML-G2 (an item, or a message of many) and the NITF documents that agencies put in it: a page for each item of text.

The newest version of an item says when it was made; its first creation is the report's day. Items of pictures,
packages and concepts are rejections: they hold no text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from lxml import etree

from vigie.inputs.fields import content_id, iso_or_nothing
from vigie.inputs.formats import Limits, reject
from vigie.inputs.fragments import compose, name_of, text_blocks
from vigie.inputs.xml import parse, read_markup, root_of
from vigie.records import Page, Rejection

_ITEMS = frozenset({"newsitem", "packageitem", "knowledgeitem", "conceptitem", "planningitem", "catalogitem"})
_DAYS = ("firstcreated", "contentcreated", "versioncreated")
_ROOTS = _ITEMS | {"newsmessage", "nitf"}


def looks_like(head: bytes) -> bool:
    """Whether its root is one of NewsML-G2 or NITF."""
    return root_of(head) in _ROOTS


def iter_pages(stream: BinaryIO, origin: str, limits: Limits) -> Iterator[Page | Rejection]:
    """The pages of a document, in its order."""
    data = read_markup(stream, origin, limits, "document")
    if isinstance(data, Rejection):
        yield data
        return
    try:
        root = parse(data)
    except etree.XMLSyntaxError as error:
        yield reject(origin, "xml", f"not well-formed: {error.msg}")
        return
    if name_of(root) == "nitf":
        yield _read(_nitf(root), origin, "")
        return
    items = [e for e in root.iter() if name_of(e) in _ITEMS]
    if not items:
        yield reject(origin, "empty", "there are no items in the message")
    for number, item in enumerate(items, 1):
        here = origin if len(items) == 1 else f"{origin} item {number}"
        yield _item(item, here)


def _item(item: etree._Element, origin: str) -> Page | Rejection:
    guid = item.get("guid", "")
    if name_of(item) != "newsitem":
        return reject(origin, "no_text", f"a {item.tag.rpartition('}')[2]} holds no report", guid)
    bodies = [e for e in item.iter() if name_of(e) in ("inlinexml", "inlinedata")]
    found = max((_content(b) for b in bodies), key=len, default=[])
    page = Page(
        text="\n\n".join(found),
        id=guid,
        published=next((d for n in _DAYS if (d := iso_or_nothing(_first(item, n)))), ""),
        language=_language(item, bodies),
        title=_first(item, "headline"),
        outlet=_named(item, "provider") or _named(item, "infosource"),
        url=_link(item),
        extra=(("author", author),) if (author := _first(item, "by") or _named(item, "creator")) else (),
    )
    return _read(page, origin, guid)


def _read(page: Page, origin: str, guid: str) -> Page | Rejection:
    if not page.text:
        return reject(origin, "no_text", "the item holds no text (a picture, a graphic, or text in another file)", guid)
    text = compose(page.title, page.text.split("\n\n"))
    return replace(page, text=text, id=page.id or content_id(text), origin=origin)


def _content(body: etree._Element) -> list[str]:
    """The blocks of an inline content: of NITF only its body content, of XHTML its body, else all."""
    for name in ("body.content", "body"):
        part = next((e for e in body.iter() if name_of(e) == name), None)
        if part is not None:
            return text_blocks(part)
    if len(body):
        return text_blocks(body)
    return [" ".join(line.split()) for line in (body.text or "").splitlines() if line.strip()]


def _nitf(root: etree._Element) -> Page:
    day = next((e.get("norm", "") for e in root.iter() if name_of(e) in ("date.issue", "story.date")), "")
    author = _first(root, "byline")
    return Page(
        text="\n\n".join(_content(root)),
        id=next((e.get("id-string", "") for e in root.iter() if name_of(e) == "doc-id"), ""),
        published=iso_or_nothing(_iso(day)),
        title=_first(root, "hl1") or _first(root, "title"),
        outlet=_first(root, "distributor"),
        extra=(("author", author),) if author else (),
    )


def _iso(day: str) -> str:
    """`20230312T101500Z` as NITF writes it, with the signs that others put in it."""
    if len(day) < 8 or not day[:8].isdigit():
        return day
    clock = f"T{day[9:11]}:{day[11:13]}:{day[13:15] or '00'}{day[15:]}" if day[8:9] == "T" and day[9:13].isdigit() else ""
    return f"{day[:4]}-{day[4:6]}-{day[6:8]}{clock}"


def _first(item: etree._Element, name: str) -> str:
    """The text of the first element of a name that has one."""
    for element in item.iter():
        if name_of(element) == name and (text := " ".join("".join(map(str, element.itertext())).split())):
            return text
    return ""


def _named(item: etree._Element, name: str) -> str:
    """What a party calls itself: its `name`, else its `literal`, else its code without the scheme."""
    for party in (e for e in item.iter() if name_of(e) == name):
        found = _first(party, "name") or party.get("literal", "") or party.get("qcode", "").rpartition(":")[2]
        if found:
            return found
    return ""


def _language(item: etree._Element, bodies: list[etree._Element]) -> str:
    content = next((e for e in item.iter() if name_of(e) == "contentmeta"), None)
    told = next((e.get("tag", "") for e in content.iter() if name_of(e) == "language"), "") if content is not None else ""
    xml_lang = "{http://www.w3.org/XML/1998/namespace}lang"
    return told or next((b.get(xml_lang, "") for b in bodies if b.get(xml_lang)), "") or item.get(xml_lang, "")


def _link(item: etree._Element) -> str:
    links = (e.get("href", "") for e in item.iter() if name_of(e) == "link")
    return next((href for href in links if href.startswith("http")), "")
