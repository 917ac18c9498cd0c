"""Lines that surround a report, recognised by a language's phrases.

A line is furniture when it is, or begins with, a listed phrase, or when it holds nothing but agencies,
desks and names after a byline word. Whoever edits the lists should remember that a lost sentence loses
events.
"""

from __future__ import annotations

import re

from vigie.article.datelines import is_known, is_name, read_date_line
from vigie.article.folding import plain
from vigie.article.moments import scan
from vigie.article.words import ArticleWords, Phrases

_LONGEST = 300
_LONGEST_BYLINE = 90
_BULLETS = " \u25ba\u25b6\u25cf\u25aa\u25a0\u2022\u00b7\u2192\u203a\u00bb>*=+~|\u2013\u2014-"
_PARTS = re.compile(r"\s*[|\u2022\u00b7\u00bb]\s*|\s{2,}|\t")
_MARK = re.compile(r"[^\w\s]")
_NAME = re.compile(r"[^\W\d_](?:[^\W\d_]|['\u2019.-])*")
_INITIALS = re.compile(r"(?:[A-Z]\.?[- ]?){1,4}$")


def _stripped(line: str) -> str:
    return plain(line).replace(" :", ":").replace("\u00a0", " ").lstrip(_BULLETS)


def bare(line: str) -> str:
    """A line as whole phrases are compared with it: without bullets, brackets and final marks."""
    return _stripped(line).strip(" .:()[]>\u2026")


def phrase_reason(line: str, words: ArticleWords) -> str:
    """Why a line is furniture by its words, or an empty string."""
    if len(line) > _LONGEST:
        return ""
    alone = bare(line)
    parts = [p for part in _PARTS.split(line) if (p := bare(part))]
    start = _stripped(line)
    for phrases in words.furniture:
        if alone in phrases.whole or _begins(line, start, phrases) or (phrases.ends and alone.endswith(phrases.ends)):
            return phrases.reason
    for phrases in words.furniture:
        if len(parts) > 1 and parts[0] in phrases.whole and all(_is_phrase(p, words) for p in parts[1:]):
            return phrases.reason
    return "caption" if _is_credited(line, words) else ""


def _is_phrase(part: str, words: ArticleWords) -> bool:
    return any(part in phrases.whole for phrases in words.furniture)


def _begins(line: str, start: str, phrases: Phrases) -> bool:
    if phrases.upper and line != line.upper():
        return False
    for phrase in phrases.starts:
        seam = start[len(phrase) - 1 : len(phrase) + 1]
        if not start.startswith(phrase) or (len(seam) == 2 and seam.isalnum()):
            continue
        is_marked = _MARK.search(start[len(phrase) - 1 : len(phrase) + 2]) is not None
        if phrases.headline and line.endswith(".") and not is_marked:
            continue
        if not phrases.wanted or any(word in start for word in phrases.wanted):
            return True
    return False


def _is_credited(line: str, words: ArticleWords) -> bool:
    """Whether a short line ends in a credit: `… (image d'illustration). © Agence`."""
    if len(line) > 200:
        return False
    text = plain(line).replace(" :", ":")
    return any((at := text.rfind(sign)) >= 0 and len(text) - at <= 50 for sign in words.credit_signs)


def is_agency_line(line: str, words: ArticleWords, outlet: str = "") -> bool:
    """Whether a line only names agencies, and the outlet with them: `(Keystone-ATS)`, `R.P. avec agences`, `Le Fanal avec AFP`."""
    if len(line) > _LONGEST_BYLINE:
        return False
    pieces = scan(_without_outlet(line, outlet), words)
    if not any(p.kind == "agency" for p in pieces) or any(p.kind in ("DATE", "TIME") for p in pieces):
        return False
    return all(
        p.kind in ("agency", "open", "close", "slash", "dash", "bar", "connector")
        or (p.kind == "mark" and p.text in ",.&:")
        or (p.kind == "word" and (plain(p.text) in words.agency_words or _INITIALS.match(p.text) is not None))
        for p in pieces
    )


def _without_outlet(line: str, outlet: str) -> str:
    rest = line[len(outlet) :]
    return rest if outlet and plain(line).startswith(plain(outlet)) and not rest[:1].isalnum() and rest.strip() else line


def is_person_line(line: str, words: ArticleWords) -> bool:
    """Whether a line is only a person's name, as under a report: two to four words with capitals, particles between."""
    names = line.strip(" ()*").split()
    if not 2 <= len(names) <= 4:
        return False
    return all(_NAME.fullmatch(n) and (n[0].isupper() or (i and plain(n) in words.particles)) for i, n in enumerate(names))


def is_byline(line: str, words: ArticleWords) -> bool:
    """Whether a line names who wrote the report: `Par la rédaction`, `By Ann Lee in Paris`, `By Ann Lee, published on 3 May 2019`."""
    line = _undated(line, words)
    start = _stripped(line).lstrip("(")
    opening = next(
        (b for b in words.bylines if start.startswith(b) and not start[len(b) : len(b) + 1].isalnum()), ""
    )
    if not opening or len(line) > _LONGEST_BYLINE or line.rstrip(" )")[-1] in "!?\u2026":
        return False
    pieces = [p for p in scan(line, words) if p.kind not in ("mark", "open", "close")][len(opening.split()) :]
    if len(pieces) == 0 or any(p.kind in ("DATE", "weekday", "relative") for p in pieces):
        return False
    return all(p.kind != "word" or is_name(p) or is_known(p, words) for p in pieces)


def _undated(line: str, words: ArticleWords) -> str:
    """A line without the date line that ends it: `By Ann Lee, published on 3 May 2019`."""
    label = next((p for p in scan(line[:_LONGEST], words) if p.kind == "label"), None)
    if label is None or not label.start or read_date_line(line[label.start :], words, in_head=True) is None:
        return line
    return line[: label.start].rstrip(" ,;|\u2022\u00b7\u2013\u2014-")


def is_dated_byline(line: str, words: ArticleWords) -> bool:
    """Whether a line names who wrote the report and says when, which no sentence of the report does."""
    return _undated(line, words) != line and is_byline(line, words)


def is_rubric(line: str, words: ArticleWords) -> bool:
    """Whether a line is a heading of the site: `MONDE`, `Afrique / Bénin / Niger`."""
    if len(line) > 80:
        return False
    parts = [bare(p) for p in re.split(r"\s*[/|>\u203a\u2022\u00b7]\s*|\s+-\s+", line) if p.strip()]
    if not parts or any(len(p.split()) > 3 for p in parts):
        return False
    return all(p in words.rubrics for p in parts) or (
        len(parts) > 1 and parts[0] in words.rubrics and line[0].isupper()
    )
