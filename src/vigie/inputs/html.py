"""A page of a news site as one report: its article's text, and what its markup says of it.

What is captured is the extracted text: headline, standfirst and paragraphs, a blank line between them; every span
is in characters of it. Extraction is `extraction.py`, markup `metadata.py`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from typing import BinaryIO

from lxml import etree, html

from vigie.inputs.charsets import decode
from vigie.inputs.fields import content_id
from vigie.inputs.formats import Limits, failure, read_whole, reject
from vigie.inputs.xml import root_of
from vigie.records import Page, Rejection

_MOST_ELEMENTS = 100_000
"""Pages of news sites have up to ten thousand; a page made to keep us busy has more."""
_ROOTS = frozenset({
    "html", "head", "body", "div", "p", "article", "section", "main", "header", "meta", "title", "script", "link", "table", "center",
    "h1", "h2", "span", "a", "style", "base", "noscript", "frameset", "font", "amp",
})  # fmt: skip
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s{0,5}=\s{0,5}[\"']?([\w.:-]{2,40})|^\s{0,40}<\?xml[^>]{0,100}encoding=[\"']([\w.:-]{2,40})", re.IGNORECASE)
_DOCTYPE = re.compile(rb"(?:\xef\xbb\xbf)?\s{0,200}<!DOCTYPE\s{1,9}html", re.IGNORECASE)
_NO_CHARACTERS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""What no tree can hold: controls, halves of pairs, and code points that are no characters."""
_DECLARATIONS = re.compile(r"^\s*<\?xml[^>]*\?>")


def looks_like(head: bytes) -> bool:
    """Whether it opens with a tag of HTML, after any comments and its document type."""
    return root_of(head) in _ROOTS or _DOCTYPE.match(head) is not None


def iter_pages(stream: BinaryIO, origin: str, limits: Limits) -> Iterator[Page | Rejection]:
    """The one page of a file."""
    data = read_whole(stream, origin, limits)
    yield data if isinstance(data, Rejection) else read_html(data, origin, limits)


def read_html(markup: bytes | str, origin: str, limits: Limits, *, charset: str = "", url: str = "") -> Page | Rejection:
    """The report of a page, or why there is none.

    Args:
        markup: The page as captured; text when its container has decoded it.
        origin: Where it came from, for messages.
        limits: How much is read.
        charset: What the server said of its encoding.
        url: Where the page stood.
    """
    from vigie.inputs.extraction import extract
    from vigie.inputs.metadata import read_metadata

    if len(markup) > limits.file_bytes:
        return reject(origin, "too_long", f"more than {limits.file_bytes:,} bytes in one page: raise --max-size")
    text = markup if isinstance(markup, str) else decode(markup, charset or _declared(markup))
    if text is None:
        return reject(origin, "encoding", "neither UTF-8, nor what the page declares, nor any other encoding that fits: not a page?")
    tree = parse(text)
    if tree is None:
        return _without_text(origin, text)
    if sum(1 for _ in tree.iter()) > _MOST_ELEMENTS:
        return reject(origin, "too_long", f"more than {_MOST_ELEMENTS:,} elements: not the page of a report")
    try:
        about = read_metadata(tree, url)
        title, found = extract(tree, about)
    except Exception as error:  # libraries on hostile markup: the other records of the archive are read
        return failure(origin, error)
    if not found:
        return _without_text(origin, text)
    return Page(
        text=found,
        id=content_id(found),
        origin=origin,
        published=about.published,
        title=title,
        url=about.url,
        outlet=about.outlet,
        extra=(("author", about.author),) if about.author else (),
        declared=about.language,
    )


def parse(text: str) -> html.HtmlElement | None:
    """The tree of a page, however broken its markup; nothing is fetched and no entity of its own expanded."""
    clean = _NO_CHARACTERS.sub(" ", _DECLARATIONS.sub("", text))
    parser = html.HTMLParser(no_network=True, encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = html.document_fromstring(clean.encode("utf-8"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    for element in tree.iter():
        if element.text and _NO_CHARACTERS.search(element.text):  # written as `&#1;`
            element.text = _NO_CHARACTERS.sub(" ", element.text)
        if element.tail and _NO_CHARACTERS.search(element.tail):
            element.tail = _NO_CHARACTERS.sub(" ", element.tail)
    return tree


def _declared(markup: bytes) -> str:
    found = _CHARSET.search(markup[:8192])
    return (found[1] or found[2]).decode("ascii", "replace") if found else ""


def _without_text(origin: str, text: str) -> Rejection:
    page_id = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16]
    return reject(origin, "no_text", "no article was found in the page: a list of links, or a page that a script fills?", page_id)
