"""Quotation marks: which words of a report stand between them.

Marks are matched paragraph by paragraph, without a parse. A mark that can both open and close (`"`) is told by
what stands beside it; marks of the double family may close each other (`« … "`), as captures mix them. What is
nested belongs to the quotation around it. A quotation left open runs on into a next paragraph that begins with a
mark or holds the missing one, else to the end of its paragraph. Apostrophes and inch signs are no marks.

Limits: a single mark after a plural `s` may be taken for a possessive; marks inside marks of the same shape are
told by the spaces alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from vigie.records import Article, Block, Span

_SINGLE = frozenset("'‘’‹›")
_APOSTROPHES = frozenset("'’‘")
_FINAL = ".?!…"
_OPEN_BEFORE = frozenset("([{-–—/:=¿¡")
_REACH = 3
"""How many paragraphs without a mark an open quotation may run through."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words between marks: `outer` with the marks, `inner` without marks and outer spaces."""

    outer: Span
    inner: Span
    block: int
    """Position in `Article.blocks`."""
    is_closed: bool = True
    continues: bool = False
    """Whether it goes on from the quotation before, in the paragraph before."""


@dataclass(frozen=True, slots=True)
class _Run:
    """A quotation found in one paragraph; `start` and `end` include the marks."""

    start: int
    end: int
    is_closed: bool
    head: bool = False
    """Whether it has no opening mark: only its end stands in this paragraph."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """The marks of a language: which open, and what closes each."""

    closers: dict[str, str]

    @property
    def closing(self) -> frozenset[str]:
        """All marks that can close."""
        return frozenset("".join(self.closers.values()))

    def can_close(self, opener: str, mark: str) -> bool:
        """Whether `mark` ends what `opener` began, mixtures of double marks included."""
        if mark in self.closers[opener]:
            return True
        return opener not in _SINGLE and mark not in _SINGLE and mark != "„"


def find_quoted(article: Article, pairs: Pairs) -> tuple[Quoted, ...]:
    """Everything between marks in the blocks that are read, outermost only, in order of the text."""
    found: list[Quoted] = []
    open_for = 0  # paragraphs through which the last quotation may still run on
    for number, block in enumerate(article.blocks):
        if block.role == "furniture":
            continue
        runs, stray = _scan(article.text, block, pairs)
        goes_on = bool(open_for) and block.role == "paragraph"
        if goes_on and stray is not None and not (runs and runs[0].start < stray):
            runs.insert(0, _Run(block.span.start, stray + 1, True, head=True))
        elif goes_on and not (runs and runs[0].start == _first(article.text, block)):
            goes_on = False
            open_for -= 1
        for position, run in enumerate(runs):
            found.append(_quoted(article.text, run, number, goes_on and position == 0))
        if runs:
            open_for = 0 if runs[-1].is_closed else _REACH
    return tuple(q for q in found if q.inner.end > q.inner.start)


def _first(text: str, block: Block) -> int:
    start, end = block.span
    while start < end and text[start].isspace():
        start += 1
    return start


def _quoted(text: str, run: _Run, block: int, continues: bool) -> Quoted:
    start = run.start if run.head else run.start + 1
    end = run.end - 1 if run.is_closed else run.end
    while start < end and (text[start].isspace() or text[start] in "\u200b\ufeff"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",\u200b\ufeff"):
        end -= 1
    return Quoted(Span(run.start, run.end), Span(start, end), block, run.is_closed, continues)


def _scan(text: str, block: Block, pairs: Pairs) -> tuple[list[_Run], int | None]:
    """The outermost quotations of one paragraph, and the first closing mark that nothing opened."""
    start, end = block.span
    marks = frozenset(pairs.closers) | pairs.closing | {"»", "›"}
    stack: list[tuple[int, str]] = []
    runs: list[_Run] = []
    stray: int | None = None
    last_single = _last_single(text, start, end)
    for i in range(start, end):
        mark = text[i]
        if mark not in marks:
            continue
        left = text[i - 1] if i > start else ""
        right = text[i + 1] if i + 1 < end else ""
        role = _role(mark, left, right, [m for _, m in stack], pairs, i < last_single)
        if role == "open":
            stack.append((i, mark))
        elif role == "close":
            while stack and not pairs.can_close(stack[-1][1], mark):
                stack.pop()
            opened, _ = stack.pop()
            runs.append(_Run(opened, i + 1, True))
        elif role == "stray" and stray is None and not stack:
            stray = i
        elif role == "again" and i == _first(text, block):
            stack.append((i, "«"))
    runs.extend(_unclosed(text, stack, runs, end))
    return _outermost(runs), stray


def _last_single(text: str, start: int, end: int) -> int:
    """The last place where a straight or curly single mark could close."""
    for i in range(end - 1, start, -1):
        if text[i] in "'’" and not text[i - 1].isspace() and not (i + 1 < end and text[i + 1].isalnum()):
            return i
    return -1


def _role(mark: str, left: str, right: str, stack: list[str], pairs: Pairs, more_singles: bool) -> str:
    """What a mark does here: `open`, `close`, `stray` (closes nothing), `again` (reopens), or nothing."""
    space_before = left == "" or left.isspace() or left in _OPEN_BEFORE or left in _APOSTROPHES or left in pairs.closers
    space_after = right == "" or not (right.isalnum() or right in "[([" or right in pairs.closers)
    opens, closes = mark in pairs.closers, mark in pairs.closing
    if mark in _SINGLE and mark in _APOSTROPHES:
        return _single_role(mark, left, right, stack, opens, more_singles)
    closable = any(pairs.can_close(opener, mark) for opener in stack)
    if opens and closes:
        if closable and not (space_before and not space_after and left):
            return "close"
        if mark not in stack and not space_before and closable:
            return "close"
        if space_before and not (space_after and right == "") or (not space_before and right.isalnum()):
            return "open" if not left.isdigit() or not space_after else ""
        return "stray"
    if opens:
        return "open"
    if closable:
        return "close"
    return "again" if left == "" else "stray"


def _single_role(mark: str, left: str, right: str, stack: list[str], opens: bool, more: bool) -> str:
    """Single marks are apostrophes unless the spaces beside them say otherwise."""
    inside = any(opener in "'‘" for opener in stack)
    if inside and not right.isalnum() and not left.isspace() and mark != "‘":
        possessive = left in "sS" and right == " " and more
        return "" if possessive else "close"
    fresh = left == "" or left.isspace() or left in "([“\"«"
    if opens and fresh and more and not inside and (right.isalnum() or right in "[(") and not right.isdigit():
        return "open"
    return ""


def _unclosed(text: str, stack: list[tuple[int, str]], runs: list[_Run], end: int) -> Iterable[_Run]:
    """An opening mark without its partner: to the end of the paragraph, or of the sentence before a next quotation."""
    opened = next((i for i, mark in stack if mark not in _SINGLE), None)
    if opened is None:
        return
    for run in sorted(runs, key=lambda r: r.start):
        before = text[opened + 1 : run.start].rstrip()
        if run.start > opened and before.endswith(tuple(_FINAL)):
            yield _Run(opened, opened + 1 + len(before), False)
            return
    yield _Run(opened, end, False)


def _outermost(runs: list[_Run]) -> list[_Run]:
    """Drop what lies inside another quotation."""
    kept: list[_Run] = []
    for run in sorted(runs, key=lambda r: (r.start, -r.end)):
        if not kept or run.start >= kept[-1].end:
            kept.append(run)
    return kept
