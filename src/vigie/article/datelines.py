"""Lines that tell when, and paragraph heads that tell where, when and for whom.

A *date line* (`Publié le 12/03/2023 - 14:25`, `MONDE | 04.03.08 | 19h02`) is a whole line and only
furniture. A *dateline* (`BAMAKO, 5 juin (Reuters) -`) opens a paragraph: it is cut off, the rest is read.
Both must be made of known pieces and capitalised names; a lower-case word that no list knows makes it a
sentence again.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile

from vigie.article.folding import plain
from vigie.article.moments import CalendarDay, Piece, clock_of, read_day, scan
from vigie.article.words import ArticleWords

_LONGEST_LINE = 160
_LONGEST_HEAD = 160
_LONGEST_PLACE = 8
"""Words of the places in a dateline: `ENTEBBE, Ouganda/MOGADISCIO`."""
_MOST_NAMES = 4
"""Unknown capitalised words beside a date: `Normandie`, `East African`, `Addis Abeba`."""
_TELLS_WHEN = {"DATE", "TIME", "label", "relative"}


@dataclass(frozen=True, slots=True)
class DateLine:
    """What a date line says; `published` is empty-handed when it only tells of an update or an hour."""

    published: CalendarDay | None
    updated: CalendarDay | None
    is_labelled: bool
    """Whether a label or an hour shows what it is; a bare day in the body may head a chronology."""


@dataclass(frozen=True, slots=True)
class Head:
    """A dateline: `end` is where the paragraph proper begins."""

    end: int
    place: str
    day: CalendarDay | None
    agency: str


def is_known(piece: Piece, words: ArticleWords) -> bool:
    """Whether a word belongs to the furniture of date lines and bylines."""
    if piece.kind != "word":
        return True
    word = plain(piece.text).strip(".")
    known = (words.desk_words, words.agency_words, words.particles, words.rubrics)
    return any(word in names for names in known) or word.isdigit()


def is_name(piece: Piece) -> bool:
    """Whether a word is written like a name."""
    return piece.text[0].isupper()


def is_capital(piece: Piece) -> bool:
    """Whether a word is written in capitals throughout."""
    return piece.text.isupper() and sum(c.isalpha() for c in piece.text) >= 3


def _segments(pieces: list[Piece]) -> list[list[Piece]]:
    segments: list[list[Piece]] = [[]]
    for piece in pieces:
        if piece.kind in ("bar", "dash"):
            segments.append([])
        else:
            segments[-1].append(piece)
    return [s for s in segments if s]


def _segment_fits(segment: list[Piece], words: ArticleWords, with_bars: bool) -> bool:
    unknown = [p for p in segment if not is_known(p, words)]
    if not any(p.kind in _TELLS_WHEN for p in segment):
        count = sum(p.kind == "word" for p in segment)
        return count <= 5 and (with_bars or all(is_name(p) for p in unknown))
    if any(p.kind == "mark" and p.text not in ",.:;" for p in segment):
        return False
    labels = [p.start for p in segment if p.kind == "label"]
    named_first = bool(labels and unknown and unknown[0].start < labels[0])
    return len(unknown) <= _MOST_NAMES and all(is_name(p) for p in unknown) and not named_first


def read_date_line(line: str, words: ArticleWords, in_head: bool) -> DateLine | None:
    """What a line says of its report's date, if it says nothing else.

    Args:
        line: A whole line of the capture.
        words: The language's words.
        in_head: Whether the line stands before the body; only there may it hold names.
    """
    if len(line) > _LONGEST_LINE:
        return None
    pieces = scan(line, words)
    if not pieces or pieces[0].kind == "dash":
        return None  # `— A. Name, 3 May 2019` credits the quotation above it
    kinds = {p.kind for p in pieces}
    unknown = [p for p in pieces if not is_known(p, words)]
    tells_day = "DATE" in kinds or ("label" in kinds and kinds & {"TIME", "relative"})
    if not tells_day and not (kinds & {"TIME", "relative"} and "word" not in kinds and "agency" not in kinds):
        return None
    if unknown and (not in_head or (line[-1] in ".!?" and pieces[-2].kind == "word")):
        return None
    if not all(_segment_fits(s, words, "bar" in kinds) for s in _segments(pieces)):
        return None
    return _days(pieces, words)


def _days(pieces: list[Piece], words: ArticleWords) -> DateLine | None:
    clock = clock_of(pieces, words)
    found: dict[str, CalendarDay] = {}
    about = "published"
    for piece in pieces:
        if piece.kind == "label":
            about = "published" if plain(piece.text).rstrip(" :") in words.published else "updated"
        elif piece.kind == "DATE":
            day = read_day(piece, words, clock)
            if day is None:
                return None
            found.setdefault(about, day)
    is_labelled = any(p.kind in ("label", "relative", "TIME") for p in pieces)
    return DateLine(found.get("published"), found.get("updated"), is_labelled)


def read_head(text: str, words: ArticleWords) -> Head | None:
    """The dateline that opens a paragraph, or nothing."""
    pieces = scan(text[:_LONGEST_HEAD], words)
    if not pieces:
        return None
    return _bracketed_head(text, pieces, words) or _dashed_head(text, pieces, words)


def _begins_sentence(rest: str) -> bool:
    first = rest.lstrip("\"'\u00ab\u201c\u2018\u201e( \u00a0\u202f[")[:1]
    return len(rest) >= 20 and (first.isupper() or first.isdigit())


def _bracketed_head(text: str, pieces: list[Piece], words: ArticleWords) -> Head | None:
    """`(Washington) La Maison Blanche …`, `(AFP) Le ministre …`."""
    close = next((i for i, p in enumerate(pieces[:7]) if p.kind == "close"), 0)
    if pieces[0].kind != "open" or close < 2:
        return None
    inside = pieces[1:close]
    end = _after_dash(pieces, close + 1)
    named = [p for p in inside if p.kind in ("word", "agency", "connector")]
    if (
        not named
        or not is_name(named[0])
        or any(p.kind == "word" and not is_name(p) and not is_known(p, words) for p in inside)
    ):
        return None
    if any(
        p.kind not in ("word", "agency", "connector", "slash", "mark", "DATE", "dash") for p in inside
    ) or not _begins_sentence(text[end:].lstrip()):
        return None
    words_inside = text[inside[0].start : inside[-1].end]
    is_agency = any(p.kind == "agency" for p in inside)
    return Head(_skip(text, end), "" if is_agency else words_inside, None, words_inside if is_agency else "")


def _after_dash(pieces: list[Piece], index: int) -> int:
    if index < len(pieces) and pieces[index].kind == "dash":
        return pieces[index].end
    return pieces[index - 1].end


def _skip(text: str, end: int) -> int:
    rest = text[end:]
    return end + len(rest) - len(rest.lstrip())


def _is_break(text: str, dash: Piece) -> bool:
    """Whether a dash parts a dateline from its text, rather than two halves of a name."""
    before, after = text[dash.start - 1 : dash.start], text[dash.end : dash.end + 1]
    return dash.text in ("\u2014", "--") or (
        (before.isspace() or before in (")", ".", ",")) and (after.isspace() or not after)
    )


@dataclass(slots=True)
class _Parts:
    place: list[Piece]
    brackets: list[list[Piece]]
    dates: list[Piece]
    agencies: list[Piece]


def _dashed_head(text: str, pieces: list[Piece], words: ArticleWords) -> Head | None:
    """`BAMAKO, 5 juin (Reuters) -`, `21 juin 2012. -`, `MOSCOW, June 5. /TASS/.`"""
    parts = _Parts([], [], [], [])
    inside: list[Piece] | None = None
    for index, piece in enumerate(pieces):
        if piece.kind == "dash" and inside is None:
            if not _is_break(text, piece):
                return None
            return _checked_head(text, _skip(text, piece.end), parts, words)
        if piece.kind == "open":
            inside = []
            parts.brackets.append(inside)
        elif piece.kind == "close":
            inside = None
        elif inside is not None:
            inside.append(piece)
            if piece.kind == "agency":
                parts.agencies.append(piece)
        elif not _takes(piece, pieces[index + 1 : index + 2], parts, words):
            return None
        elif piece.kind == "slash" and parts.agencies and parts.agencies[-1] is pieces[index - 1]:
            end = piece.end + (text[piece.end : piece.end + 1] == ".")
            return _checked_head(text, _skip(text, end), parts, words)
    return None


def _takes(piece: Piece, following: list[Piece], parts: _Parts, words: ArticleWords) -> bool:
    """Whether a piece outside brackets can belong to a dateline; files it."""
    if piece.kind == "DATE":
        parts.dates.append(piece)
        return True
    if piece.kind == "agency":
        parts.agencies.append(piece)
        return is_name(piece)
    if piece.kind in ("weekday", "TIME", "zone", "slash"):
        return True
    if piece.kind == "mark":
        return piece.text in ",."
    if piece.kind not in ("word", "connector"):
        return False
    if not is_name(piece) and any(p.kind in ("DATE", "weekday", "TIME") for p in following):
        return piece.kind == "connector"
    if parts.dates or not (is_name(piece) or (parts.place and plain(piece.text) in words.particles)):
        return False
    parts.place.append(piece)
    return len(parts.place) <= _LONGEST_PLACE


def _checked_head(text: str, end: int, parts: _Parts, words: ArticleWords) -> Head | None:
    days = [d for p in parts.dates if (d := read_day(p, words))]
    day = next((d for d in days if d.year), days[0] if days else None)
    capitals = takewhile(lambda p: p.text.isupper(), parts.place)
    in_capitals = sum(c.isalpha() for p in capitals for c in p.text) >= 3
    if not (parts.agencies or in_capitals or (day and (parts.place or day.year))):
        return None
    if not _begins_sentence(text[end:]) and not (day and day.year):
        return None
    place = text[parts.place[0].start : parts.place[-1].end] if parts.place else ""
    if plain(place) in words.rubrics:
        place = ""
    return Head(end, place.strip(" ,/"), day, _agency(text, parts, words))


def _agency(text: str, parts: _Parts, words: ArticleWords) -> str:
    """The brackets that name an agency; those right after the place may also be its country."""
    for inside in parts.brackets:
        if not inside:
            continue
        after_date = parts.dates and inside[0].start > parts.dates[0].end
        signs = any(p.kind == "agency" for p in inside) or all(is_known(p, words) for p in inside)
        if after_date or signs or (len(inside) == 1 and is_capital(inside[0])):
            return text[inside[0].start : inside[-1].end]
    return parts.agencies[0].text if parts.agencies else ""
