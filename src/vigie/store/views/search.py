"""Reports and statements by their words; accents and case do not count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, select, text
from sqlalchemy import Integer as WholeNumber

from vigie.errors import ConfigError
from vigie.store.schema import reports, statements
from vigie.store.words import fold

_RANKED = 1000
"""Of more reports that hold the words, so many of the last added are ranked: to rank all costs more the more there are."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A report that holds words that were looked for."""

    report: str
    published: str
    outlet: str
    language: str
    title: str


def search(connection: Connection, words: str, most: int = 50) -> list[Hit]:
    """Reports that hold all words, the best first.

    Raises:
        ConfigError: There are no words.
    """
    wanted = _words(words)
    if not wanted:
        raise ConfigError("no words to look for: give one or more")
    numbers = (_in_postgresql if connection.dialect.name == "postgresql" else _in_sqlite)(connection, wanted, most)
    rows = {r.id: r for r in connection.execute(select(reports).where(reports.c.id.in_(numbers)))}
    return [Hit(r.name, r.published or "", r.outlet, r.language, r.title) for n in numbers if (r := rows.get(n))]


def _in_sqlite(connection: Connection, wanted: Sequence[str], most: int) -> Sequence[int]:
    asked = {"words": " ".join(f'"{w}"' for w in wanted), "ranked": _RANKED, "most": most}
    latest = text("SELECT rowid FROM report_search WHERE report_search MATCH :words ORDER BY rowid DESC LIMIT :ranked")
    numbers = connection.execute(latest, asked).scalars().all()
    ranked = text("SELECT rowid FROM report_search WHERE report_search MATCH :words AND rowid >= :first ORDER BY rank, rowid LIMIT :most")
    return connection.execute(ranked, {**asked, "first": numbers[-1]}).scalars().all() if numbers else []


def _in_postgresql(connection: Connection, wanted: Sequence[str], most: int) -> Sequence[int]:
    ranked = text(
        "WITH met AS MATERIALIZED (SELECT report_id FROM report_search WHERE words @@ plainto_tsquery('simple', :words)), "
        "latest AS MATERIALIZED (SELECT report_id FROM met ORDER BY report_id DESC LIMIT :ranked) "
        "SELECT report_id FROM latest JOIN report_search USING (report_id) "
        "ORDER BY ts_rank(words, plainto_tsquery('simple', :words)) DESC, report_id LIMIT :most"
    )
    return connection.execute(ranked, {"words": fold(" ".join(wanted)), "ranked": _RANKED, "most": most}).scalars().all()


def said_by(connection: Connection, speaker: str, topic: str) -> ColumnElement[bool] | None:
    """The condition that a statement's speaker and text hold words that begin so, or nothing where there are no words."""
    names, words = _words(fold(speaker)), _words(fold(topic))
    if not names and not words:
        return None
    if connection.dialect.name == "postgresql":
        asked = " & ".join([*(f"{w}:*A" for w in names), *(f"{w}:*B" for w in words)])
        found = text("SELECT statement_id FROM statement_search WHERE words @@ to_tsquery('simple', :said)")
    else:
        asked = " AND ".join([*(f'speaker:"{w}"*' for w in names), *(f'text:"{w}"*' for w in words)])
        found = text("SELECT rowid FROM statement_search WHERE statement_search MATCH :said")
    return statements.c.id.in_(found.bindparams(said=asked).columns(number=WholeNumber).scalar_subquery())


def _words(given: str) -> list[str]:
    return "".join(c if c.isalnum() else " " for c in given).split()
