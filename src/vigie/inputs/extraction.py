"""The article of a page: what is no text is pruned, trafilatura finds the article, what is left over is dropped."""

from __future__ import annotations

import logging
from copy import deepcopy

from lxml import html

from vigie.inputs.fragments import compose, text_blocks
from vigie.inputs.metadata import About


def extract(tree: html.HtmlElement, about: About) -> str:
    """The text of a page's article: headline, standfirst, paragraphs; empty when there is none."""
    blocks = article_blocks(tree)
    return compose(about.title, blocks) if blocks else ""


def article_blocks(tree: html.HtmlElement) -> list[str]:
    """The blocks that trafilatura takes for the article."""
    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    found = bare_extraction(deepcopy(tree), favor_precision=True, include_comments=False, output_format="python")
    body = getattr(found, "body", None)
    return text_blocks(body) if body is not None else []
