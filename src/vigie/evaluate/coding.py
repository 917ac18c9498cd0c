"""Coded reports as files hold them (CODING.md §7), reduced to what is compared."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vigie.errors import InputError


@dataclass(frozen=True, slots=True)
class Entity:
    """Code and sector of an actor."""

    code: str
    sector: str


@dataclass(frozen=True, slots=True)
class CodedEvent:
    """The fields of an event that are compared."""

    type: str
    actors: tuple[Entity, ...]
    recipients: tuple[Entity, ...]
    status: str
    date: str
    modes: frozenset[str]
    place: str
    trigger: str
    spans: tuple[tuple[int, int], ...] = ()
    """Where its trigger and what else tells of it stand, in characters of the text; none in gold files."""


@dataclass(frozen=True, slots=True)
class CodedStatement:
    """A quotation: its words and the code of who said them."""

    text: str
    code: str


@dataclass(frozen=True, slots=True)
class CodedReport:
    """One report as coded."""

    id: str
    events: tuple[CodedEvent, ...] = ()
    statements: tuple[CodedStatement, ...] = ()
    """Direct and partial ones."""
    text: str = ""


def read_coding(path: Path) -> dict[str, CodedReport]:
    """The reports of a file, by id; of one id given twice, the last.

    Raises:
        InputError: The file cannot be read, or a line is no coded report; names the line.
    """
    found: dict[str, CodedReport] = {}
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: {getattr(error, 'strerror', None) or error}: give a file of coded reports") from error
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            report = _report(json.loads(line))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise InputError(f"{path} line {number}: not a coded report ({error}): one JSON object with 'id' a line") from error
        found[report.id] = report
    return found


def _report(row: dict[str, Any]) -> CodedReport:
    return CodedReport(
        id=str(row["id"]),
        events=tuple(read_event(e) for e in row.get("events") or []),
        statements=tuple(
            CodedStatement(s.get("text") or "", s.get("code") or "---")
            for s in row.get("statements") or []
            if s.get("kind") in ("direct", "partial")
        ),
        text=row.get("text") or "",
    )


def read_event(row: dict[str, Any]) -> CodedEvent:
    """One event of a coded report, as files hold it."""
    return CodedEvent(
        type=row["type"],
        actors=_entities(row.get("actors")),
        recipients=_entities(row.get("recipients")),
        status=row.get("status") or "occurred",
        date=(row.get("date") or "").strip(),
        modes=frozenset(row.get("mode") or ()),
        place=(row.get("place") or {}).get("code") or "",
        trigger=row.get("trigger") or "",
        spans=tuple((s["span"][0], s["span"][1]) for s in row.get("spans") or () if s["role"] in ("trigger", "mention")),
    )


def _entities(rows: list[dict[str, Any]] | None) -> tuple[Entity, ...]:
    return tuple(
        Entity((r.get("code") or "---").upper(), (r.get("sector") or "---").upper()[:3]) for r in rows or []
    )
