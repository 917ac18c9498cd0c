"""Pieces of markup that hold a report's text and nothing else: the body of a NewsML item, a feed's entry.

Nothing is guessed here: every block of the fragment is text. A whole page of a site is another matter
(`html.py`).
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree, html

_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "body.content", "body.head", "body.end", "caption", "center", "dd", "div", "dl",
    "dt", "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hl1", "hl2", "hr", "html", "li", "main", "nav",
    "nitf", "ol", "p", "pre", "section", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "head", "list", "item", "quote", "row", "cell",
})  # fmt: skip
_SILENT = frozenset({"script", "style", "title", "template", "noscript", "media", "svg", "iframe", "object", "form", "button"})


def compose(title: str, blocks: list[str]) -> str:
    """The text of a report: its title, unless its body opens with it, and its blocks, a blank line between them."""
    title = " ".join(title.split())
    if title and not (blocks and blocks[0].split()[: len(title.split())] == title.split()):
        blocks = [title, *blocks]
    return "\n\n".join(blocks)


def blocks_of(markup: str) -> list[str]:
    """The paragraphs of a fragment of HTML, each on one line; without tags, the text's own lines."""
    if "<" not in markup and "&" not in markup:
        return [" ".join(line.split()) for line in markup.splitlines() if line.strip()]
    try:
        tree = html.fragment_fromstring(markup, create_parent="div", parser=html.HTMLParser(no_network=True))
    except (etree.ParserError, ValueError):
        return []
    return text_blocks(tree)


def text_blocks(tree: etree._Element) -> list[str]:
    """The text of a tree, cut where a block begins or ends or a line is broken."""
    pieces: list[str] = []
    found: list[str] = []
    for piece in _pieces(tree):
        if piece is not None:
            pieces.append(piece)
        elif pieces:
            found.append(" ".join("".join(pieces).split()))
            pieces = []
    found.append(" ".join("".join(pieces).split()))
    return [block for block in found if block]


def name_of(element: etree._Element) -> str:
    """An element's name without its namespace, in lower case; empty for comments and the like."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def _pieces(tree: etree._Element) -> Iterator[str | None]:
    """Runs of text, and `None` wherever a block ends. Without recursion: markup may be nested deeply."""
    todo: list[etree._Element | str | None] = [tree]
    while todo:
        here = todo.pop()
        if here is None or isinstance(here, str):
            yield here
            continue
        name = name_of(here)
        if here is not tree and here.tail:
            todo.append(here.tail)
        if not name or name in _SILENT:
            continue
        if name in ("br", "lb"):
            yield None
            continue
        edge = name in _BLOCKS
        if edge:
            todo.append(None)
        todo.extend(reversed(here))
        if here.text:
            todo.append(here.text)
        if edge:
            yield None
