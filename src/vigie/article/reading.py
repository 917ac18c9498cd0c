"""From a page to an article, or to the reason why there is none."""

from __future__ import annotations

from vigie.article.blocks import blocks_of, lay_out
from vigie.article.drafts import Draft
from vigie.article.language import detect_language
from vigie.article.moments import iso_day
from vigie.article.refusals import LONGEST_TEXT, refuse
from vigie.article.words import ArticleWords, load_article_words
from vigie.lexicon.languages import installed_languages
from vigie.records import Article, Dateline, Page, Rejection, Span

_TOO_SHORT = 120
"""Characters below which a declared language goes before a detected one."""
_SURROGATES = dict.fromkeys(range(55296, 57344), "�")


def read_article(page: Page, language: str = "", *, limit: int = LONGEST_TEXT) -> Article | Rejection:
    """Take a page apart: title, paragraphs, furniture, dateline, day of publication, language.

    Offsets are those of `page.text`; half a surrogate pair, which no file can hold, is replaced one for one.

    Args:
        page: The capture and what its container says.
        language: Overrides the page's own language and detection.
        limit: Most characters that are read.

    Returns:
        The article, or a rejection of stage `article` with reason `empty`, `binary`, `too_long`, `language`
        or `published`.
    """
    reason, detail = refuse(page.text, limit)
    if reason:
        return _reject(page, reason, detail)
    if page.published and not iso_day(page.published):
        return _reject(page, "published", f"'{page.published}' is no ISO day or instant such as 2022-01-08")
    text = page.text if page.text.isascii() else page.text.translate(_SURROGATES)
    code = _choose_language(text, language or page.language, page.declared)
    if not code:
        said = (
            f"'{language or page.language}' is not installed"
            if language or page.language
            else "no installed language fits the text"
        )
        return _reject(page, "language", f"{said}; installed: {', '.join(installed_languages())}")
    return _assemble(page, text, load_article_words(code))


def _reject(page: Page, reason: str, detail: str) -> Rejection:
    return Rejection(id=page.id, origin=page.origin, stage="article", reason=reason, detail=detail)


def _choose_language(text: str, said: str, declared: str) -> str | None:
    """The language that somebody says, else the one of the text, else, of a short text, the one its markup declares."""
    if said:
        return _installed(said)
    if len(text) < _TOO_SHORT and (markup := _installed(declared)):
        return markup
    return detect_language(text, installed_languages())


def _installed(tag: str) -> str | None:
    base = tag.strip().lower().replace("_", "-").partition("-")[0]
    return base if base in installed_languages() else None


def _assemble(page: Page, text: str, words: ArticleWords) -> Article:
    layout = lay_out(text, page.title.strip(), words, page.outlet.strip())
    published, reason = _published(page, layout.drafts, words)
    return Article(
        text=text,
        language=words.language,
        blocks=tuple(blocks_of(layout.drafts)),
        id=page.id,
        title=layout.title,
        published=published,
        published_reason=reason,
        outlet=page.outlet,
        url=page.url,
        dateline=_dateline(text, layout.drafts, published),
        page=page,
    )


def _published(page: Page, drafts: list[Draft], words: ArticleWords) -> tuple[str, str]:
    """The day of publication: as given, else from a date line, else from the dateline."""
    if page.published:
        return iso_day(page.published), "given"
    lines = [d.date_line for d in drafts if d.date_line]
    days = [line.published for line in lines if line.published] + [
        line.updated for line in lines if line.updated
    ]
    for day in days:
        if day.iso():
            return day.iso(), f"capture:{words.language}.{day.form}"
    for draft in drafts:
        if draft.head and draft.head.day and draft.head.day.iso():
            return draft.head.day.iso(), "dateline"
    return "", ""


def _dateline(text: str, drafts: list[Draft], published: str) -> Dateline | None:
    """The first dateline; its year, when it is not said, comes from the day of publication."""
    for draft in drafts:
        if draft.head:
            start = draft.span.start
            words = text[start : start + draft.head.end].rstrip()
            day = draft.head.day.nearest(published) if draft.head.day else ""
            return Dateline(Span(start, start + len(words)), draft.head.place, day, draft.head.agency)
    return None
