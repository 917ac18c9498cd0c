"""The article of a page: what is no text is pruned, trafilatura finds the article, what it lost around it is put back.

trafilatura decides which blocks are the article; they are taken from the page in the order of the page, with the headings
between them, which it loses in live reports. The standfirst stands outside the body on most sites and is put before it. Where the
markup tells no day, the short lines under the headline are kept, for the day that may be written there.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from copy import deepcopy

from lxml import html

from vigie.inputs.elements import HEADINGS, is_longer, words_of
from vigie.inputs.fragments import compose, text_blocks
from vigie.inputs.metadata import About
from vigie.inputs.pruning import load_words, prune

_NOT_WORDS = re.compile(r"\W+")
_FOUR_DIGITS = re.compile(r"\d{1,2}\D{1,12}\d{2,4}")
_STANDFIRST = (25, 900)
"""Fewest and most characters of one."""
_NEAR_HEADLINE = 80
"""Elements after the headline among which a standfirst is looked for."""
_LONGEST_LINE = 120
_UNDER_HEADLINE = 8
_PROSE = 110
_SENTENCE_END = re.compile("[.!?\u2026][\"'\u2019\u201d\u00bb)\\s]{0,3}$")
_MOST_LOST = 0.1
"""Share of trafilatura's words that may be missing among the page's own blocks."""


def extract(tree: html.HtmlElement, about: About) -> tuple[str, str]:
    """The headline and the text of a page's article (headline, standfirst, paragraphs); both empty when there is none."""
    pruned = deepcopy(tree)
    prune(pruned)
    blocks = _in_order(pruned, article_blocks(pruned))
    if not blocks and any(map(_is_prose, whole := article_blocks(tree))):
        blocks = whole
    if not blocks:
        return "", ""
    title = _printed_title(blocks, about.title)
    blocks = [b for b in blocks if not _is_signature(b, about)]
    opening = _standfirst(tree, pruned, about)
    if opening and not _says(blocks, opening):
        at = _after_title(blocks, title)
        blocks[at:at] = [opening]
    if not about.published:
        lines = [line for line in _lines_under_headline(tree, title) if not _says(blocks, line)]
        at = _after_title(blocks, title)
        blocks[at:at] = lines
    return title, compose(title, blocks)


def article_blocks(tree: html.HtmlElement) -> list[str]:
    """The blocks that trafilatura takes for the article."""
    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    found = bare_extraction(deepcopy(tree), favor_precision=True, include_comments=False, output_format="python")
    body = getattr(found, "body", None)
    return text_blocks(body) if body is not None else []


def _in_order(tree: html.HtmlElement, taken: Sequence[str]) -> list[str]:
    """Blocks of the page that trafilatura took, with headings and prose among them; its own where they do not agree.

    What stands over the headline is not the report's. Prose is what is long and ends like a sentence: pages that set some paragraphs in `p` and others in `div` lose the latter.
    """
    body = tree.find("body")
    accepted = {_words(block) for block in taken}
    headings = {_words(h.text_content()) for h in tree.iter(*HEADINGS)}
    blocks = text_blocks(body) if body is not None else []
    headlines = {_words(h.text_content()) for h in tree.iter("h1")}
    at = next((i for i, b in enumerate(blocks) if _words(b) in headlines), 0)
    if any(_is_prose(b) for b in blocks[at:]):
        blocks = blocks[at:]
    last = max((i for i, b in enumerate(blocks) if _words(b) in accepted), default=-1)
    found: list[str] = []
    waiting: list[str] = []
    for position, block in enumerate(blocks):
        words = _words(block)
        if words in accepted or (found and _is_prose(block)):
            found += [*waiting, block] if found or words in headings else [*waiting[-1:], block]
            waiting = []
        elif position > last:
            break
        else:
            waiting = [*waiting, block] if words in headings else []
    inside = accepted.intersection(map(_words, blocks)) if at else accepted
    own, its = sum(len(_words(b)) for b in found), sum(map(len, inside))
    return found if own >= (1 - _MOST_LOST) * its else list(taken)


def _is_prose(block: str) -> bool:
    return len(block) >= _PROSE and _SENTENCE_END.search(block[-4:]) is not None


def _printed_title(blocks: Sequence[str], told: str) -> str:
    """The headline as the article prints it, where the page's title holds it beside the site's name."""
    first = _words(blocks[0])
    inside = len(first.split()) >= 3 and first != _words(told) and f" {first} " in f" {_words(told)} "
    return blocks[0] if inside else told


def _after_title(blocks: Sequence[str], title: str) -> int:
    return 1 if blocks and _words(blocks[0]) == _words(title) else 0


def _is_signature(block: str, about: About) -> bool:
    """Whether a block is only the author's name, or the site's."""
    words = _words(block)
    return bool(words) and words in (_words(about.author), _words(about.outlet))


def _standfirst(tree: html.HtmlElement, pruned: html.HtmlElement, about: About) -> str:
    """What is printed after the headline and is the page's description, or what its maker calls a standfirst."""
    told = _words(about.standfirst)
    for _, text in _after_headline(tree):
        if told and _agrees(_words(text), told) and _words(text) != _words(about.title):
            return text
    named = load_words().standfirst
    for element, text in _after_headline(pruned):
        if words_of(element) & named and len(text_blocks(element)) == 1 and _words(text) != _words(about.title):
            return text
    return ""


def _after_headline(tree: html.HtmlElement) -> list[tuple[html.HtmlElement, str]]:
    """Elements soon after the headline whose text is as long as a standfirst."""
    headline = next(tree.iter("h1"), None)
    found: list[tuple[html.HtmlElement, str]] = []
    after = False
    looked = 0
    for element in tree.iter("h1", "p", "div", "h2", "h3", "h4", "li", "span", "header", "section") if headline is not None else ():
        if not after:
            after = element is headline
            continue
        looked += 1
        if looked > _NEAR_HEADLINE:
            break
        if not is_longer(element, _STANDFIRST[1]):
            text = " ".join(element.text_content().split())
            if len(text) >= _STANDFIRST[0]:
                found.append((element, text))
    return found


def _lines_under_headline(tree: html.HtmlElement, title: str) -> list[str]:
    """Short lines with figures between the headline and the first paragraph."""
    body = tree.find("body")
    blocks = text_blocks(body) if body is not None else []
    at = next((i for i, b in enumerate(blocks) if _words(b) == _words(title)), len(blocks))
    lines = blocks[at + 1 : at + 1 + _UNDER_HEADLINE]
    end = next((i for i, b in enumerate(lines) if len(b) > _LONGEST_LINE), len(lines))
    return [line for line in lines[:end] if _FOUR_DIGITS.search(line)]


def _agrees(printed: str, told: str) -> bool:
    """Whether a description is what is printed, or its beginning, cut."""
    return printed == told or (len(told) >= 80 and printed.startswith(told.rpartition(" ")[0]) and len(printed) < 2 * len(told))


def _says(blocks: Sequence[str], opening: str) -> bool:
    wanted = _words(opening)
    return any(wanted in _words(block) for block in blocks[:6])


def _words(text: str) -> str:
    return " ".join(_NOT_WORDS.split(text.lower())).strip()
