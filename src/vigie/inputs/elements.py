"""Elements of a page measured: what they are called, how much they say."""

from __future__ import annotations

import re
from functools import lru_cache

from lxml import html

NEVER = frozenset({"html", "body", "main"})
"""Elements that are never furniture."""
HEADINGS = ("h2", "h3", "h4", "h5", "h6")
BLOCKS = frozenset({"p", "div", "li", "h2", "h3", "h4", "h5", "h6", "section", "td", "article", "dd", "dt"})
_NAMED = ("class", "id", "role", "data-component", "data-testid", "data-gu-name", "itemprop")
_PART = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


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
