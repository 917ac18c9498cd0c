"""Text → words, by rules that a language gives as data.

White space comes first; then marks are peeled off both ends of a chunk; then its inside is cut at
elisions, clitics, contractions and separators. Works on plain characters of the same length, so
that positions are those of the text as captured. Chunks are bounded, so the time is linear.

Limits: an apostrophe that closes a quotation stays apart only when it ends a chunk.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from vigie.records import Span
from vigie.syntax.rules import CuttingRules

_CHUNK = re.compile(r"\S{1,256}")
_GROUPED = re.compile(r"(?<![\w.,])\d{1,3}(?: \d{3}){1,5}(?![\w])")
_OPENING = "\"'([{<¿¡*•·–—-«"
_CLOSING = "\"')]}>,;:!?…%*–—-»°€$£"
_LETTER = r"[\w\u0300-\u036f]"
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,4}|[@#]\w+")
_INITIALS = re.compile(r"(?:[^\W\d_]\.-?){1,8}")
_PIECE = re.compile(
    rf"\d++(?:[.,:/]\d++)*+{_LETTER}*(?:-{_LETTER}+)*"
    rf"|(?:[^\W\d_]\.){{2,}}(?!{_LETTER})"
    rf"|{_LETTER}+(?:[-'&]{_LETTER}+|\.(?=[a-z]{{2,4}}\b){_LETTER}+)*'?"
    r"|n°|°[CF]\b|\.{2,}|[!?]{2,}|-{2,}|."
)
_HOUR = re.compile(r"(\d{1,2})(h)(\d\d)?", re.IGNORECASE)


def find_words(plain: str, start: int, end: int, rules: CuttingRules) -> Iterator[Span]:
    """The words of a stretch of plain text, in order."""
    grouped = _grouped_numbers(plain, start, end, rules)
    group = next(grouped, None)
    position = start
    while match := _CHUNK.search(plain, position, end):
        first, last = match.span()
        while group is not None and group.start < first:
            group = next(grouped, None)
        if group is not None and group.start < last:
            yield from _chunk(plain, first, group.start, rules)
            yield group
            position = group.end
            group = next(grouped, None)
            continue
        yield from _chunk(plain, first, last, rules)
        position = last


def _grouped_numbers(plain: str, start: int, end: int, rules: CuttingRules) -> Iterator[Span]:
    if rules.groups_numbers:
        for match in _GROUPED.finditer(plain, start, end):
            yield Span(*match.span())


def _chunk(plain: str, start: int, end: int, rules: CuttingRules) -> Iterator[Span]:
    """Peel the marks off both ends, cut what is between."""
    while start < end and plain[start] in _OPENING and not _is_word(plain, start, end, rules):
        last = start + 1
        while plain[start] == "-" and last < end and plain[last] == "-":
            last += 1
        yield Span(start, last)
        start = last
    tail: list[Span] = []
    while start < end and not _is_word(plain, start, end, rules):
        mark = plain[end - 1]
        if mark == ".":
            first = end - 1
            while first > start and plain[first - 1] == ".":
                first -= 1
        elif mark in "!?":
            first = end - 1
            while first > start and plain[first - 1] in "!?":
                first -= 1
        elif mark in _CLOSING:
            first = end - 1
        else:
            break
        tail.append(Span(first, end))
        end = first
    if start < end:
        yield from _inside(plain, start, end, rules)
    yield from reversed(tail)


def _is_word(plain: str, start: int, end: int, rules: CuttingRules) -> bool:
    """Whether a chunk is one word as it stands, its last or first mark included."""
    chunk = plain[start:end]
    low = chunk.lower()
    if chunk[-1] == ".":
        if low in rules.abbreviations or low in rules.ending_abbreviations:
            return True
        return _INITIALS.fullmatch(chunk) is not None and (len(chunk) > 2 or chunk.isupper())
    if chunk[-1] == "'" and low[:-1] in rules.elisions:
        return True
    return low in rules.suffixes or (chunk[0] == "-" and low in rules.enclitics)


def _inside(plain: str, start: int, end: int, rules: CuttingRules) -> Iterator[Span]:
    if _is_word(plain, start, end, rules) or plain[start:end].lower() in rules.whole or _ADDRESS.fullmatch(plain, start, end):
        yield Span(start, end)
        return
    position = start
    while match := _PIECE.match(plain, position, end):
        first, last = match.span()
        if plain[last - 1] == "'" and last - first > 1 and plain[first : last - 1].lower() not in rules.elisions:
            last -= 1
        if rules.splits_hours and (hour := _HOUR.fullmatch(plain, first, last)):
            yield from (Span(*hour.span(part)) for part in (1, 2, 3) if hour[part])
        elif plain[first].isalnum():
            yield from _word(plain, first, last, rules)
        else:
            yield Span(first, last)
        position = last


def _word(plain: str, start: int, end: int, rules: CuttingRules) -> Iterator[Span]:
    """Cut elided words off the front, clitics and contractions off the end, hyphens where the language does."""
    low = plain[start:end].lower()
    if len(low) != end - start:  # a few capitals grow in lower case
        yield Span(start, end)
        return
    while low not in rules.whole:
        mark = low.find("'")
        if mark <= 0 or low[:mark] not in rules.elisions:
            break
        yield Span(start, start + mark + 1)
        start, low = start + mark + 1, low[mark + 1 :]
        if not low:
            return
    tail: list[Span] = []
    while low not in rules.whole:
        ending = _ending(plain, start, low, rules)
        if not ending:
            break
        tail.append(Span(end - len(ending), end))
        end, low = end - len(ending), low[: -len(ending)]
    if low in rules.splits:
        for part in rules.splits[low]:
            yield Span(start, start + len(part))
            start += len(part)
    elif rules.splits_hyphens and "-" in low and low not in rules.whole and not _is_bound(low, rules):
        yield from _hyphenated(plain, start, end)
    else:
        yield Span(start, end)
    yield from reversed(tail)


def _ending(plain: str, start: int, low: str, rules: CuttingRules) -> str:
    for suffix in rules.suffixes:
        if low.endswith(suffix) and len(low) > len(suffix):
            return suffix
    if "-" in low or "'" in low:
        for clitic in rules.enclitics:
            if low.endswith(clitic) and len(low) > len(clitic):
                lower = plain[start : start + len(low) - len(clitic)].islower()
                return clitic if lower or clitic not in rules.careful_enclitics else ""
    return ""


def _is_bound(low: str, rules: CuttingRules) -> bool:
    return low.count("-") == 1 and low.partition("-")[0] in rules.bound_prefixes


def _hyphenated(plain: str, start: int, end: int) -> Iterator[Span]:
    while (mark := plain.find("-", start, end)) >= 0:
        if mark > start:
            yield Span(start, mark)
        yield Span(mark, mark + 1)
        start = mark + 1
    if start < end:
        yield Span(start, end)
