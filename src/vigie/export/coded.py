"""A coded report as exports read it: the fields of the gold schema (CODING.md §7) that a table can hold.

It is read from the line of JSON that coding wrote, so that any file of coded reports, ours or hand-made, can be exported.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from pydantic import TypeAdapter, ValidationError

from vigie.errors import InputError
from vigie.records import Span


@dataclass(frozen=True, slots=True)
class CodedActor:
    """Code, sector and name of a participant (CODING.md §4)."""

    code: str
    sector: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class CodedPlace:
    """Words of the text, and the country that they lie in."""

    name: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class RoleSpan:
    """Where the text says something of an event: `[start, end)`, in characters."""

    role: str
    span: tuple[int, int]


@dataclass(frozen=True, slots=True)
class CodedEntity:
    """A mention in the text that stands for somebody."""

    text: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class SetAside:
    """A piece of the text that was not read."""

    span: tuple[int, int]


@dataclass(frozen=True, slots=True)
class CodedEvent:
    """One event as coded (CODING.md §2)."""

    type: str
    id: str = ""
    mode: tuple[str, ...] = ()
    status: str = "occurred"
    actors: tuple[CodedActor, ...] = ()
    recipients: tuple[CodedActor, ...] = ()
    date: str | None = None
    place: CodedPlace | None = None
    according_to: CodedActor | None = None
    counts: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    trigger: str = ""
    contexts: tuple[str, ...] = ()
    confidence: float | None = None
    spans: tuple[RoleSpan, ...] = ()

    def span(self, role: str) -> Span | None:
        """The first place in the text that plays a role."""
        return next((Span(*s.span) for s in self.spans if s.role == role), None)

    def mentions(self) -> list[Span]:
        """The trigger, and further places that tell of the event, in that order."""
        return [Span(*s.span) for role in ("trigger", "mention") for s in self.spans if s.role == role]


@dataclass(frozen=True)
class CodedReport:
    """One report as coded."""

    id: str
    text: str = ""
    lang: str | None = None
    url: str | None = None
    outlet: str | None = None
    published: str | None = None
    title: str | None = None
    version: str | None = None
    events: tuple[CodedEvent, ...] = ()
    entities: tuple[CodedEntity, ...] = ()
    furniture: tuple[SetAside, ...] = ()

    @cached_property
    def lines(self) -> list[Span]:
        """The lines of the text that hold something, without what was set aside as furniture."""
        aside = [Span(*f.span) for f in self.furniture]
        found, start = [], 0
        for line in self.text.split("\n"):
            here = Span(start, start + len(line))
            start = here.end + 1
            if line.strip() and not any(here.overlaps(f) for f in aside):
                found.append(here)
        return found

    def line_of(self, position: int) -> int:
        """Number of the line of `lines`, from 1, in which a character stands; 0 when it stands in none."""
        return next((n for n, line in enumerate(self.lines, 1) if line.start <= position < line.end), 0)


_REPORT = TypeAdapter(CodedReport)


def read_report(line: str | bytes) -> CodedReport:
    """A coded report from its line of JSON.

    Raises:
        InputError: It is no coded report; says what is wrong.
    """
    try:
        return _REPORT.validate_json(line)
    except ValidationError as error:
        raise InputError(_first_fault(error)) from error


def to_report(record: Mapping[str, Any]) -> CodedReport:
    """A coded report from its record (`vigie.export.to_record`).

    Raises:
        InputError: It is no coded report; says what is wrong.
    """
    try:
        return _REPORT.validate_python(record)
    except ValidationError as error:
        raise InputError(_first_fault(error)) from error


def iter_reports(lines: Iterable[str | bytes], origin: str) -> Iterator[CodedReport]:
    """Coded reports from lines of JSON; blank lines are passed over.

    Raises:
        InputError: A line is no coded report; names it.
    """
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield read_report(line)
            except InputError as error:
                raise InputError(f"{origin} line {number}: {error}") from error


def _first_fault(error: ValidationError) -> str:
    fault = error.errors(include_url=False, include_input=False)[0]
    return f"no coded report: {'.'.join(map(str, fault['loc'])) or 'the line'}: {fault['msg']}"
