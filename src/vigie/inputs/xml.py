"""XML told apart by its root, and parsed without trust: no entities of its own, no files, no network.

As a format of the table it is what is left: XML whose root no other format knows, which is refused by name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from lxml import etree

from vigie.inputs.charsets import WIDE_MARKS
from vigie.inputs.formats import Limits, read_whole, reject
from vigie.records import Page, Rejection

_BEFORE_ROOT = re.compile(r"\s+|<\?[^>]{0,500}\?>|<!--.*?-->|<!DOCTYPE[^>\[]{0,500}(?:\[[^\]]{0,5000}\]\s*)?>", re.DOTALL | re.IGNORECASE)
_ROOT = re.compile(r"<([A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)")
_ENTITY = re.compile("<!ENTITY", re.IGNORECASE)


def root_of(head: bytes) -> str:
    """The name of the root element, in lower case and without prefix; empty where the content is no markup."""
    text = _decoded(head)
    place = 0
    while found := _BEFORE_ROOT.match(text, place):
        place = found.end()
    root = _ROOT.match(text, place)
    return root[2].lower() if root else ""


def _decoded(head: bytes) -> str:
    for mark, encoding in WIDE_MARKS:
        if head.startswith(mark):
            return head.decode(encoding, errors="replace").lstrip("\ufeff")
    if head[:2] in (b"<\x00", b"\x00<"):
        return head.decode("utf-16-le" if head[:1] == b"<" else "utf-16-be", errors="replace")
    return head.decode("latin-1")


def has_entities(data: bytes) -> bool:
    """Whether a document declares entities of its own: no news format does, bombs do."""
    return b"<!" in data.replace(b"\x00", b"")[:HEAD] and _ENTITY.search(_decoded(data[:HEAD])) is not None


def read_markup(stream: BinaryIO, origin: str, limits: Limits, what: str) -> bytes | Rejection:
    """A whole document that declares no entities of its own, or why it is not read; `what` names its kind."""
    data = read_whole(stream, origin, limits)
    if isinstance(data, Rejection) or not has_entities(data):
        return data
    return reject(origin, "entities", f"the {what} declares entities of its own: they are not expanded, and it is not read")


HEAD = 100_000
"""Bytes among which a document type must stand; entities declared later are not expanded either."""


def parse(data: bytes) -> etree._Element:
    """The root of a document.

    Raises:
        etree.XMLSyntaxError: It is not well-formed; the message tells line and column.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True)
    return etree.fromstring(data, parser)


def looks_like(head: bytes) -> bool:
    """Whether it says that it is XML."""
    return _decoded(head).lstrip().startswith("<?xml")


def iter_pages(stream: BinaryIO, origin: str, limits: Limits) -> Iterator[Page | Rejection]:
    """A refusal that names the root."""
    root = root_of(stream.read(HEAD))
    what = f"XML of an unknown kind (root '{root}')" if root else "not XML"
    yield reject(origin, "format", f"{what}; known: RSS, Atom, NewsML-G2, NITF, XHTML")
