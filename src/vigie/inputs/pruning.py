"""What stands around an article in a page's markup, taken out before anybody looks for the article.

Four things tell: the element itself (`nav`, `aside`, `figure`), the words that its maker gave it (`furniture.yaml`), a picture with
little text beside it (its caption), and text that is nothing but links. What a heading announced goes with it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from lxml import html

from vigie.inputs.fragments import text_blocks
from vigie.lexicon.load import load_yaml

_NEVER = frozenset({"html", "body", "main"})
_ALWAYS = frozenset({
    "aside", "nav", "footer", "figure", "figcaption", "form", "button", "dialog", "script", "style", "noscript", "svg", "iframe", "select",
    "textarea", "template", "amp-ad", "amp-sidebar", "amp-consent", "amp-social-share", "amp-analytics", "label", "input", "video", "audio", "object",
})  # fmt: skip
_ROLES = frozenset({"dialog", "navigation", "complementary", "banner", "contentinfo", "search", "toolbar", "menu"})
_PICTURES = frozenset({"img", "picture", "amp-img", "video", "amp-video"})
_BLOCKS = frozenset({"p", "div", "li", "h2", "h3", "h4", "h5", "h6", "section", "td", "article", "dd", "dt"})
HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_NAMED = ("class", "id", "role", "data-component", "data-testid", "data-gu-name", "itemprop")
_PART = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_HALF = 0.5
"""Share of the page's text that makes a box the report's, whatever it is called."""
_CAPTION = 350
"""Characters of text beside a picture; a longer text has the picture in it."""
_LINKED = 0.8
"""Share of a block's characters that are links when it is a link and not a sentence with one."""
_SHORT, _LABELLED = 160, 0.55
"""In a block of at most so many characters, the share of links under a label (`Lire aussi : …`)."""
_LABEL = 80
"""Most characters of a label over links."""
_LINE = 60
"""Characters that a line of furniture has as well; only what goes beyond weighs as prose."""
_MOST = 0.6
"""Share of the weight that the box of the article holds."""
_LONG_PARAGRAPH = 200
"""A paragraph that is never dropped for coming after that box: the second part of an article cut by an advertisement."""
_TEXTS = ("p", "font", "span", "blockquote")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of `furniture.yaml`."""

    dropped: frozenset[str]
    standfirst: frozenset[str]


@cache
def load_words() -> Words:
    """The words that makers of sites give to what is no text."""
    raw = load_yaml(Path(__file__).with_name("furniture.yaml"))
    return Words(frozenset(w for group in raw["dropped"] for w in group), frozenset(raw["standfirst"]))


def words_of(element: html.HtmlElement) -> frozenset[str]:
    """The words of an element's names, and those names themselves, in lower case."""
    return _words_in(" ".join(filter(None, map(element.get, _NAMED))))


@lru_cache(maxsize=8192)
def _words_in(names: str) -> frozenset[str]:
    parts = (part.lower() for name in names.split() for part in _PART.findall(name))
    return frozenset([*names.lower().split(), *parts])


def length(element: html.HtmlElement) -> int:
    """Characters of its text, runs of blanks counted once."""
    return len(" ".join(element.text_content().split()))


def is_longer(element: html.HtmlElement, most: int) -> bool:
    """Whether its text is longer than that; looks no further than needed, for boxes that hold a whole page."""
    size = 0
    for piece in element.itertext():
        size += len(" ".join(str(piece).split())) + 1
        if size > most + 1:
            return True
    return False


def drop(element: html.HtmlElement) -> None:
    """Take an element out; the text after it stays."""
    if element.getparent() is not None:
        element.drop_tree()


def prune(tree: html.HtmlElement) -> None:
    """Take out of a page's tree what is no text of its report."""
    body = tree.find("body")
    if body is None:
        return
    for element in list(body.iter(*_SILENT)):
        drop(element)
    whole = max(1, length(body))
    for element in _candidates(body, whole):
        drop(element)
    _unwrap_posts(body)
    _drop_captions(body, whole)
    _drop_links(body)
    _drop_idle_headings(body)
    _drop_what_follows(body)


_SILENT = ("script", "style", "noscript", "template", "svg", "iframe")


def _candidates(body: html.HtmlElement, whole: int) -> list[html.HtmlElement]:
    """Elements that are furniture by what they are or are called, outermost only."""
    dropped = load_words().dropped
    found: list[html.HtmlElement] = []
    todo = [body]
    while todo:
        here = todo.pop()
        for child in here:
            name = child.tag
            says = name in _ALWAYS or child.get("role") in _ROLES or child.get("aria-hidden") == "true" or bool(words_of(child) & dropped)
            if says and name not in _NEVER and not _holds_report(child, whole):
                found.append(child)
            else:
                todo.append(child)
    return found


def _holds_report(element: html.HtmlElement, whole: int) -> bool:
    return element.tag == "h1" or element.find(".//h1") is not None or length(element) >= _HALF * whole


def _unwrap_posts(body: html.HtmlElement) -> None:
    """The entries of a live report, each an `article` of its own, become parts of one."""
    articles = [a for a in body.iter("article") if a.getparent() is not None]
    beside = Counter(a.getparent() for a in articles)
    for article in articles:
        if beside[article.getparent()] > 1:
            article.tag = "div"


def _drop_captions(body: html.HtmlElement, whole: int) -> None:
    """The smallest box that holds a picture and some text, when the text is short."""
    for picture in list(body.iter(*_PICTURES)):
        box = picture.getparent()
        while box is not None and box.tag not in _NEVER and not is_longer(box, 0):
            box = box.getparent()
        if box is not None and box.tag not in _NEVER and not is_longer(box, _CAPTION) and not _holds_report(box, whole):
            parent = box.getparent()
            drop(box)
            _drop_empty(parent)
        elif (alone := _block_of(picture)) is not None and not is_longer(alone, 0):
            following = alone.getnext()
            if following is not None and not is_longer(following, _CAPTION) and _is_small(following):
                drop(following)


def _block_of(picture: html.HtmlElement) -> html.HtmlElement | None:
    return next((a for a in picture.iterancestors() if a.tag in _BLOCKS), None)


def _is_small(block: html.HtmlElement) -> bool:
    """Whether all that a block says is in small or slanted letters."""
    said = sum(length(e) for e in block if e.tag in ("small", "i", "em", "figcaption"))
    return 0 < said >= length(block) - 2


def _drop_links(body: html.HtmlElement) -> None:
    """Blocks and broken lines that are links and nothing else, innermost first, and the label over them."""
    cards = [a for a in body.iter("a") if any(e.tag in _BLOCKS for e in a)]
    for block in [*cards, *reversed(list(body.iter(*_BLOCKS)))]:
        if block.getparent() is not None and block.find(".//h1") is None and is_linked(block):
            label, box = block.getprevious(), block.getparent()
            drop(block)
            if label is not None and label.tag in ("p", "div", "span", "strong", "b") and _is_label(label.text_content()):
                drop(label)
            _drop_empty(box)
    for parent in {br.getparent(): None for br in body.iter("br")}:
        _drop_linked_lines(parent)


def _drop_empty(box: html.HtmlElement) -> None:
    """A box in which links left nothing but the label over them."""
    here: html.HtmlElement | None = box
    while here is not None and here.tag not in _NEVER:
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


def _drop_idle_headings(body: html.HtmlElement) -> None:
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


def _drop_what_follows(body: html.HtmlElement) -> None:
    """What comes after the smallest element that holds the paragraphs, unless a long paragraph is in it."""
    here, whole = body, _weight(body)
    while (inner := next((c for c in here if _weight(c) >= _MOST * whole > 0), None)) is not None:
        if inner.tag in _TEXTS:
            break
        here = inner
    while here is not body and here.getparent() is not None:
        parent = here.getparent()
        for follower in list(here.itersiblings()):
            if _longest(follower) < _LONG_PARAGRAPH:
                drop(follower)
        here = parent


def _weight(element: html.HtmlElement) -> int:
    """Characters of the long paragraphs of an element, those of each beyond what a line of furniture has."""
    return sum(max(0, len(block) - _LINE) for block in text_blocks(element))


def _longest(element: html.HtmlElement) -> int:
    return max((len(block) for block in text_blocks(element)), default=0)
