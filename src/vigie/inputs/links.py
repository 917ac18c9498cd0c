"""Links to other pages: blocks and lines that hold nothing else, the labels over them, headings under which nothing is left."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import html

from vigie.inputs.elements import BLOCKS, HEADINGS, NEVER, drop, is_longer, length

_LINKED = 0.8
"""Share of a block's characters that are links when it is a link and not a sentence with one."""
_SHORT, _LABELLED = 160, 0.55
"""In a block of at most so many characters, the share of links under a label (`Lire aussi : …`)."""
_LABEL = 80
"""Most characters of a label over links."""


def drop_links(body: html.HtmlElement) -> None:
    """Blocks and broken lines that are links and nothing else, innermost first, and the label over them."""
    cards = [a for a in body.iter("a") if any(e.tag in BLOCKS for e in a)]
    for block in [*cards, *reversed(list(body.iter(*BLOCKS)))]:
        if block.getparent() is not None and block.find(".//h1") is None and is_linked(block):
            label, box = block.getprevious(), block.getparent()
            drop(block)
            if label is not None and label.tag in ("p", "div", "span", "strong", "b") and _is_label(label.text_content()):
                drop(label)
            drop_empty(box)
    for parent in {br.getparent(): None for br in body.iter("br")}:
        _drop_linked_lines(parent)


def drop_empty(box: html.HtmlElement) -> None:
    """A box in which links left nothing but the label over them."""
    here: html.HtmlElement | None = box
    while here is not None and here.tag not in NEVER:
        parent = here.getparent()
        if is_longer(here, _LABEL) or (is_longer(here, 0) and not _is_label(here.text_content())):
            return
        if here.tag == "h1" or here.find(".//h1") is not None:
            return
        drop(here)
        here = parent


def is_linked(block: html.HtmlElement) -> bool:
    """Whether nearly all that a block says is links; in a short one the link may have a label (`Lire aussi : …`)."""
    links = [block] if block.tag == "a" else list(block.iter("a"))
    size = length(block) if links else 0
    if not size or next(block.iterancestors("a"), None) is not None:
        return False
    linked = sum(map(length, links))
    return linked >= _LINKED * size or (size <= _SHORT and linked >= _LABELLED * size and _ends_in_link(block))


def _ends_in_link(block: html.HtmlElement) -> bool:
    links = [" ".join(a.text_content().split()) for a in block.iter("a")]
    return bool(links and links[-1]) and " ".join(block.text_content().split()).endswith(links[-1])


def _is_label(text: str) -> bool:
    words = text.split()
    return 0 < len(words) <= 6 and not text.rstrip().endswith((".", "!", "?", "\u2026", "\u00bb", '"'))


def _drop_linked_lines(parent: html.HtmlElement) -> None:
    """Lines between `<br>` that are links, in pages that have no blocks, and a label over the first of them."""
    lines: list[list[html.HtmlElement]] = [[]]
    for child in parent:
        if child.tag == "br":
            lines.append([])
        lines[-1].append(child)
    before: list[html.HtmlElement] = []
    for line in lines:
        said = [c for c in line if c.tag != "br"]
        text = " ".join(" ".join(c.text_content() for c in said).split())
        linked = sum(length(c) for c in said if c.tag == "a" or c.find(".//a") is not None)
        tails = sum(len((c.tail or "").split()) for c in line)
        if linked and linked >= _LINKED * len(text) and tails <= 2 * len(said):
            for element in [*(before if _is_label(" ".join(c.text_content() for c in before)) else []), *line]:
                element.tail = None if element.tag != "br" else element.tail if not said else None
                if element.tag != "br":
                    drop(element)
            before = []
        elif text or tails:
            before = said if not tails else []


def drop_idle_headings(body: html.HtmlElement) -> None:
    """Headings under which nothing is left: their section was links, and ends at a heading or where the page does."""
    idle = True
    for element in reversed(list(_headings_and_text(body))):
        if element.tag in HEADINGS:
            if idle:
                drop(element)
            idle = True
        else:
            idle = False


def _headings_and_text(body: html.HtmlElement) -> Iterator[html.HtmlElement]:
    """Headings, and elements with text of their own outside them, in order."""
    for element in body.iter():
        if element.tag in HEADINGS:
            yield element
        elif next(element.iterancestors(*HEADINGS), None) is None:
            if (element.text or "").strip() or any((c.tail or "").strip() for c in element):
                yield element
