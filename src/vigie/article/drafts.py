"""A paragraph while its role is being found, and all of them together."""

from __future__ import annotations

from dataclasses import dataclass

from vigie.article.datelines import DateLine, Head, read_date_line, read_head
from vigie.article.furniture import is_byline
from vigie.article.lines import SENTENCE_END
from vigie.article.words import ArticleWords
from vigie.records import Span

_NEAR = 20
"""Paragraphs looked through for further days."""
_LOWEST_DATE_LINE = 4
"""Below a title, a rubric, a standfirst and a byline, a bare day is no longer the report's."""


@dataclass(slots=True)
class Draft:
    """A paragraph while its role is being found; no role yet means that it is read."""

    span: Span
    line: str
    role: str = ""
    reason: str = ""
    date_line: DateLine | None = None
    head: Head | None = None

    def furnish(self, reason: str) -> None:
        """Take it out of what is read."""
        self.role, self.reason = "furniture", reason

    @property
    def is_open(self) -> bool:
        """Whether nothing has claimed it yet."""
        return not self.role

    @property
    def is_sentence(self) -> bool:
        """Whether it ends like a sentence and is longer than a heading."""
        return SENTENCE_END.search(self.line[-8:]) is not None and len(self.line.split()) >= 8


@dataclass(slots=True)
class Layout:
    """The drafts of a capture, the title found in it, and where its body begins."""

    drafts: list[Draft]
    title: str = ""


def first_body(drafts: list[Draft], words: ArticleWords) -> int:
    """Position of the first paragraph of prose; the number of drafts when there is none.

    A standfirst may stand before the date line and yet end like a sentence: then prose begins after that
    line, unless the standfirst has a dateline or more days follow, as in a chronology.
    """
    first = next((i for i, d in enumerate(drafts) if _is_prose(d, words)), len(drafts))
    if first < len(drafts) and read_head(drafts[first].line, words) is not None:
        return first
    days = [i for i in range(first, min(first + _NEAR, len(drafts))) if _is_day(drafts[i], words)]
    if len(days) == 1 and days[0] <= _LOWEST_DATE_LINE and days[0] - first <= 2:
        return days[0] + 1
    return first


def _is_prose(draft: Draft, words: ArticleWords) -> bool:
    is_prose = draft.is_open and (draft.is_sentence or read_head(draft.line, words) is not None)
    if not is_prose or is_byline(draft.line, words):
        return False
    return read_date_line(draft.line, words, in_head=True) is None


def _is_day(draft: Draft, words: ArticleWords) -> bool:
    date_line = read_date_line(draft.line, words, in_head=True) if draft.is_open else None
    return date_line is not None and date_line.published is not None
