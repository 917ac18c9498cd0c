"""The paragraphs of a capture, each with its role.

In the order of the house: first what stands around the report (phrases, lists of links, date lines,
bylines), then its title, then what is printed twice, then the datelines of the paragraphs that are left. A
doubtful line is read: a lost sentence loses events, a read link hardly ever makes one.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate, pairwise

from vigie.article.datelines import DateLine, Head, is_capital, read_date_line, read_head
from vigie.article.drafts import Draft, Layout, first_body
from vigie.article.folding import comparable
from vigie.article.furniture import bare, is_agency_line, is_byline, is_dated_byline, is_person_line, is_rubric, phrase_reason
from vigie.article.lines import SENTENCE_END, paragraphs
from vigie.article.moments import scan
from vigie.article.titles import mark_title
from vigie.article.words import ArticleWords
from vigie.records import Block, Span

_BODY = 2
"""Sentences after which a report has begun: what follows a heading of comments then is no text."""
LONGEST_BLOCK = 10_000
"""Characters: a longer paragraph becomes several; the longest of 356 coded reports has 1,241."""
_TAIL = 3
"""Bylines and signatures also stand among the last paragraphs."""


def lay_out(text: str, title: str, words: ArticleWords, outlet: str = "") -> Layout:
    """Give every paragraph of a capture its role.

    Args:
        text: The capture.
        title: What its container calls it, or empty.
        words: The words of its language.
        outlet: Who published it, or empty.
    """
    spans = paragraphs(text, lambda line: bool(_alone_reason(line, words)))
    layout = Layout([Draft(span, span.of(text)) for span in spans], title)
    drafts = layout.drafts
    for position, draft in enumerate(drafts):
        reason = phrase_reason(draft.line, words)
        if reason and (position or reason != "related"):  # `Vidéo : …` may be the report's own title
            draft.furnish(reason)
    _mark_sections(drafts, words)
    body = first_body(drafts, words)
    mark_title(text, layout, body, words)
    body = first_body(drafts, words)
    for position, draft in enumerate(drafts):
        if draft.is_open:
            beside = position > 0 and drafts[position - 1].reason in ("date_line", "byline")
            in_head, in_tail = position < body, position >= len(drafts) - _TAIL and not beside
            _mark_surroundings(draft, in_head, beside, in_tail, words, outlet)
    _mark_signature(drafts, body, words)
    _mark_captions(drafts)
    _mark_repetitions(drafts)
    _mark_heads(layout, words)
    _mark_prose(drafts, body)
    return layout


def _alone_reason(line: str, words: ArticleWords) -> str:
    reason = phrase_reason(line, words)
    return reason or ("date_line" if read_date_line(line, words, in_head=False) else "")


def _mark_sections(drafts: list[Draft], words: ArticleWords) -> None:
    """Lists of links under a heading, and everything after the heading of the sources."""
    lengths = [0, *accumulate(len(d.line) for d in drafts)]
    position, told = 0, 0
    while position < len(drafts):
        heading = bare(drafts[position].line)
        if heading in words.end_sections and _is_late(lengths, position):
            for draft in drafts[position:]:
                draft.furnish("sources")
            return
        if drafts[position].reason == "comments" and told >= _BODY:
            for draft in drafts[position:]:
                draft.furnish("comments")
            return
        position += 1
        if heading in words.link_sections:
            drafts[position - 1].furnish("related")
            while position < len(drafts) and not drafts[position].is_sentence:
                drafts[position].furnish("related")
                position += 1
        elif drafts[position - 1].is_open and drafts[position - 1].is_sentence:
            told += 1


def _is_late(lengths: list[int], position: int) -> bool:
    """Whether a heading stands behind half of the lines, or behind most of the text: what follows may be many short lines.

    `lengths` are the characters of all lines before each line, and at its end those of all.
    """
    before = lengths[position]
    return 2 * position >= len(lengths) - 1 or before >= 2 * (lengths[-1] - before)


def _mark_surroundings(draft: Draft, in_head: bool, beside: bool, in_tail: bool, words: ArticleWords, outlet: str) -> None:
    """Date lines anywhere, names and rubrics at the edges of the report only."""
    line = draft.line
    date_line = read_date_line(line, words, in_head)
    if date_line is not None and (in_head or date_line.is_labelled):
        draft.date_line = date_line
        draft.head = _place_of(line, date_line, words)
        draft.furnish("dateline" if draft.head else "date_line")
    elif is_dated_byline(line, words) or ((in_head or beside or in_tail) and (is_agency_line(line, words, outlet) or is_byline(line, words))):
        draft.furnish("byline" if in_head or beside else "signature")
    elif in_head and is_rubric(line, words):
        draft.furnish("rubric")


def _mark_signature(drafts: list[Draft], body: int, words: ArticleWords) -> None:
    """The name under a report: the last line that is left, when it is nothing else and a sentence stands over it."""
    left = [d for d in drafts[body:] if d.is_open]
    if len(left) > _BODY and left[-2].is_sentence and is_person_line(left[-1].line, words):
        left[-1].furnish("signature")


def _place_of(line: str, date_line: DateLine, words: ArticleWords) -> Head | None:
    """`ANKARA/HELSINKI, 31 March 2023` alone on its line: the place, when it is in capitals."""
    first = next(iter(scan(line[:40], words)), None)
    if first is None or first.kind != "word" or not is_capital(first) or bare(first.text) in words.rubrics:
        return None
    place, comma, _ = line.partition(",")
    return Head(len(line), place, date_line.published, "") if comma and len(place) <= 60 else None


def _mark_captions(drafts: list[Draft]) -> None:
    """The line under a bare photo credit is what the photo shows."""
    for draft, following in pairwise(drafts):
        is_credit = draft.reason == "caption" and draft.line == draft.line.upper() and len(draft.line) <= 80
        is_short = following.is_open and len(following.line) <= 160
        if is_credit and is_short and not SENTENCE_END.search(following.line[-8:]):
            following.furnish("caption")


def _mark_repetitions(drafts: list[Draft]) -> None:
    """A title or paragraph printed before, whole or cut short with an ellipsis."""
    seen: set[str] = set()
    openings: dict[str, str] = {}
    for draft in drafts:
        if draft.role == "furniture":
            continue
        words = comparable(draft.line)
        cut = words.removesuffix("...").removesuffix("\u2026").strip()
        was_cut = cut != words and len(cut) >= 40 and openings.get(cut[:40], "").startswith(cut)
        if len(words) >= 15 and (words in seen or was_cut):
            draft.furnish("repeated")
        seen.add(words)
        openings.setdefault(words[:40], words)


def _mark_heads(layout: Layout, words: ArticleWords) -> None:
    """Datelines of the first three paragraphs of prose."""
    prose = [d for d in layout.drafts if d.is_open]
    for draft in prose[:3]:
        draft.head = read_head(draft.line, words)
        if draft.head:
            if draft.head.end >= len(draft.line):
                draft.furnish("dateline")
            return


def _mark_prose(drafts: list[Draft], body: int) -> None:
    """Standfirst, subtitles and paragraphs among what is read."""
    repeated = {comparable(d.line) for d in drafts if d.reason == "repeated"}
    reading = [i for i, d in enumerate(drafts) if d.is_open]
    for order, position in enumerate(reading):
        draft = drafts[position]
        is_first = order == 0 and any(d.role == "title" for d in drafts[:position])
        apart = position + 1 < len(drafts) and drafts[position + 1].role == "furniture"
        heads = (
            len(draft.line) <= 90
            and len(draft.line.split()) <= 12
            and not SENTENCE_END.search(draft.line[-8:])
        )
        opens = is_first and not draft.head and len(reading) > 1
        if comparable(draft.line) in repeated or (
            opens and (apart or not SENTENCE_END.search(draft.line[-8:]))
        ):
            draft.role = "standfirst"
        elif (
            heads
            and position > body
            and order + 1 < len(reading)
            and not draft.line[0].islower()
            and draft.line[0].isalnum()
        ):
            draft.role = "subtitle"
        else:
            draft.role = "paragraph"


def blocks_of(drafts: list[Draft]) -> Iterator[Block]:
    """Blocks in order of the text, none without end; a paragraph's dateline is a block of its own."""
    for draft in drafts:
        if draft.role == "furniture":
            yield Block(draft.span, draft.role, draft.reason)
            continue
        start = draft.span.start
        if draft.head:
            yield Block(Span(start, start + len(draft.line[: draft.head.end].rstrip())), "furniture", "dateline")
            start += draft.head.end
        for span in _bounded(draft.line, draft.span.start, start, draft.span.end):
            yield Block(span, draft.role, draft.reason)


def _bounded(line: str, offset: int, start: int, end: int) -> Iterator[Span]:
    """A paragraph, or its pieces of bounded length: cut at the end of a sentence, else between words, else anywhere."""
    while end - start > LONGEST_BLOCK:
        first, last = start - offset + LONGEST_BLOCK // 2, start - offset + LONGEST_BLOCK
        cut = max(line.rfind(mark, first, last) for mark in (". ", "! ", "? ", "\n"))
        cut = cut if cut >= 0 else line.rfind(" ", first, last)
        cut = offset + (cut + 1 if cut >= 0 else last)
        yield Span(start, cut)
        start = cut
    yield Span(start, end)
