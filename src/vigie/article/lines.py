"""The capture as paragraphs: lines, and lines that belong together because the text was hard-wrapped.

A blank line always separates; so does a single line break, unless the capture is hard-wrapped: then a
line goes on in the next one when the next one's first word would not have fitted on it (the test by which
wrapping programs break lines, turned round). A word divided at the end of a line stays divided.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from vigie.records import Span

_BREAK = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_EDGE = " \t\u00a0\u2007\u2009\u202f\u3000\ufeff\u200b"
WIDEST_WRAP = 110
"""No program wraps mail or agency text wider; one-line paragraphs are mostly longer."""
SENTENCE_END = re.compile("[.!?\u2026:;][\"'\u2019\u201d\u00bb)\\]\\s]{0,4}$")


def split_lines(text: str) -> list[Span]:
    """Lines without their blanks at both ends; an empty line has an empty span."""
    spans = []
    start = 0
    for end, after in [(m.start(), m.end()) for m in _BREAK.finditer(text)] + [(len(text), len(text))]:
        line = text[start:end]
        left = start + len(line) - len(line.lstrip(_EDGE))
        spans.append(Span(left, max(left, start + len(line.rstrip(_EDGE)))))
        start = after
    return spans


def _did_not_fit(text: str, line: Span, following: Span, width: int) -> bool:
    words = text[following.start : min(following.end, following.start + width)].split(maxsplit=1)
    first_word = words[0] if words else ""
    return line.end - line.start + 1 + len(first_word) > width


def _wrap_width(text: str, lines: Sequence[Span]) -> int:
    """The width at which the capture was wrapped, or 0 when it was not."""
    lengths = [b.end - b.start for b in lines if b.end > b.start]
    fitting = [n for n in lengths if n <= WIDEST_WRAP]
    if len(lengths) < 4 or len(fitting) < 0.9 * len(lengths):
        return 0
    width = max(fitting)
    pairs = [(a, b) for a, b in pairwise(lines) if a.end > a.start and b.end > b.start]
    open_ended = [(a, b) for a, b in pairs if not SENTENCE_END.search(text[max(a.start, a.end - 6) : a.end])]
    wrapped = sum(_did_not_fit(text, a, b, width) for a, b in open_ended)
    return width if wrapped >= 3 and wrapped >= 0.6 * len(open_ended) else 0


def paragraphs(text: str, stands_alone: Callable[[str], bool]) -> list[Span]:
    """Spans of the paragraphs of a capture, in order.

    Args:
        text: The capture.
        stands_alone: Whether a line is furniture that must not be joined to its neighbours.
    """
    lines = split_lines(text)
    width = _wrap_width(text, lines)
    found: list[Span] = []
    goes_on = False
    for line, following in zip(lines, [*lines[1:], Span(0, 0)], strict=True):
        if line.end == line.start:
            goes_on = False
            continue
        alone = bool(width) and stands_alone(line.of(text))
        if goes_on and not alone:
            found[-1] = Span(found[-1].start, line.end)
        else:
            found.append(line)
        goes_on = (
            bool(width)
            and not alone
            and following.end > following.start
            and _did_not_fit(text, line, following, width)
        )
    return found
