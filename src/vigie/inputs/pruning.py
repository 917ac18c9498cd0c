"""What stands around an article in a page's markup, taken out before anybody looks for the article.

Four things tell: the element itself (`nav`, `aside`, `figure`), the words that its maker gave it (`furniture.yaml`), a picture with
little text beside it (its caption), and text that is nothing but links. What a heading announced goes with it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from lxml import html

from vigie.inputs.elements import BLOCKS, NEVER, drop, is_longer, length, words_of
from vigie.inputs.fragments import text_blocks
from vigie.inputs.links import drop_empty, drop_idle_headings, drop_links
from vigie.lexicon.load import load_yaml

_ALWAYS = frozenset({
    "aside", "nav", "footer", "figure", "figcaption", "form", "button", "dialog", "script", "style", "noscript", "svg", "iframe", "select",
    "textarea", "template", "amp-ad", "amp-sidebar", "amp-consent", "amp-social-share", "amp-analytics", "label", "input", "video", "audio", "object",
})  # fmt: skip
_SILENT = ("script", "style", "noscript", "template", "svg", "iframe")
_ROLES = frozenset({"dialog", "navigation", "complementary", "banner", "contentinfo", "search", "toolbar", "menu"})
_PICTURES = frozenset({"img", "picture", "amp-img", "video", "amp-video"})
_HALF = 0.5
"""Share of the page's text that makes a box the report's, whatever it is called."""
_CAPTION = 350
"""Characters of text beside a picture; a longer text has the picture in it."""
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
    drop_links(body)
    drop_idle_headings(body)
    _drop_what_follows(body)


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
            if says and name not in NEVER and not _holds_report(child, whole):
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
        while box is not None and box.tag not in NEVER and not is_longer(box, 0):
            box = box.getparent()
        if box is not None and box.tag not in NEVER and not is_longer(box, _CAPTION) and not _holds_report(box, whole):
            parent = box.getparent()
            drop(box)
            drop_empty(parent)
        elif (alone := _block_of(picture)) is not None and not is_longer(alone, 0):
            following = alone.getnext()
            if following is not None and not is_longer(following, _CAPTION) and _is_small(following):
                drop(following)


def _block_of(picture: html.HtmlElement) -> html.HtmlElement | None:
    return next((a for a in picture.iterancestors() if a.tag in BLOCKS), None)


def _is_small(block: html.HtmlElement) -> bool:
    """Whether all that a block says is in small or slanted letters."""
    said = sum(length(e) for e in block if e.tag in ("small", "i", "em", "figcaption"))
    return 0 < said >= length(block) - 2


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
