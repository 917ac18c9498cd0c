"""Which line is the title, and what stands over it.

The title that the container gives is looked for in the text; without one, the first line before the body
that reads like a headline is taken. Short lines over it are rubrics of the site.
"""

from __future__ import annotations

from vigie.article.datelines import read_date_line, read_head
from vigie.article.drafts import Draft, Layout
from vigie.article.folding import comparable
from vigie.article.furniture import is_agency_line, is_byline, is_rubric
from vigie.article.words import ArticleWords
from vigie.records import Span


def mark_title(text: str, layout: Layout, body: int, words: ArticleWords) -> None:
    """Find the title of a capture; `body` is the position of its first prose."""
    if layout.title:
        _mark_given_title(text, layout, body)
    else:
        _find_title(text, layout, body, words)


def _mark_given_title(text: str, layout: Layout, body: int) -> None:
    wanted = comparable(layout.title)
    for position, draft in enumerate(layout.drafts[: body + 1]):
        found = comparable(draft.line)
        if draft.role and found != wanted:
            continue
        if found == wanted or (len(found) >= 20 and wanted.startswith(found + " ")):
            draft.role, draft.reason = "title", ""
        elif (
            found.endswith(" " + wanted)
            and len(found) - len(wanted) <= 40
            and draft.line.endswith(layout.title)
        ):
            _split_title(text, layout, position, len(layout.title))
        else:
            continue
        for before in layout.drafts[:position]:
            if before.is_open and len(before.line.split()) <= 6 and not any(c.isdigit() for c in before.line):
                before.furnish("rubric")
        return


def _split_title(text: str, layout: Layout, position: int, length: int) -> None:
    """Part `Gulf | Ministers meet` into a rubric and the title, the line's last `length` characters."""
    span = layout.drafts[position].span
    title = Span(span.end - length, span.end)
    rubric = Span(span.start, span.start + len(text[span.start : title.start].rstrip()))
    layout.drafts[position : position + 1] = [
        Draft(rubric, rubric.of(text), "furniture", "rubric"),
        Draft(title, title.of(text), "title"),
    ]


def _find_title(text: str, layout: Layout, body: int, words: ArticleWords) -> None:
    """The first line before the body that is a headline: no date, byline or rubric, no sentence's end."""
    drafts = layout.drafts
    for position, draft in enumerate(drafts[: body + 1]):
        if not draft.is_open or _is_around(draft.line, words):
            continue
        if _is_kicker(drafts[position : position + 3], words):
            draft.furnish("rubric")
            continue
        if not _is_headline(draft, words) or len(drafts) == 1:
            return
        rubric, bar, headline = draft.line.partition(" | ")
        if bar and is_rubric(rubric, words):
            _split_title(text, layout, position, len(headline.lstrip()))
        else:
            draft.role, headline = "title", draft.line
        layout.title = " ".join(headline.split())
        return


def _is_around(line: str, words: ArticleWords) -> bool:
    around = is_rubric(line, words) or is_byline(line, words) or is_agency_line(line, words)
    return around or read_date_line(line, words, in_head=True) is not None


def _is_headline(draft: Draft, words: ArticleWords) -> bool:
    if len(draft.line) > 220 or draft.line.endswith(".") or len(draft.line.split()) < 2:
        return False
    return not (draft.is_sentence and read_head(draft.line, words))


def _is_kicker(drafts: list[Draft], words: ArticleWords) -> bool:
    """Two or three words over a headline that a date line, a byline or a caption follows."""
    if len(drafts) < 3 or any(c.isdigit() or c in ":?!" for c in drafts[0].line):
        return False
    kicker, headline, after = drafts
    longer = len(kicker.line.split()) <= 3 and len(headline.line.split()) >= 6 and headline.is_open
    return longer and _is_headline(headline, words) and (not after.is_open or _is_around(after.line, words))
