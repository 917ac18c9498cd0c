"""Words of reports and statements, filed for the search.

SQLite's indices follow their tables by triggers and fold letters themselves; PostgreSQL's get the folded words here.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, text

from vigie.store.words import fold

_MOST_SEARCHED = 200_000
"""Characters of a report that PostgreSQL's search sees; its word lists have an upper bound."""


def index_report(connection: Connection, report: int, words: str) -> None:
    """File the words of a report, in place of those it had."""
    if connection.dialect.name != "postgresql":
        return
    filed = text(
        "INSERT INTO report_search (report_id, words) VALUES (:report, to_tsvector('simple', :words)) "
        "ON CONFLICT (report_id) DO UPDATE SET words = excluded.words"
    )
    connection.execute(filed, {"report": report, "words": _plain(words)})


def index_statements(connection: Connection, said: Sequence[tuple[int, str, str]]) -> None:
    """File the speakers and words of statements by their numbers."""
    if connection.dialect.name != "postgresql" or not said:
        return
    filed = text(
        "INSERT INTO statement_search (statement_id, words) VALUES "
        "(:number, setweight(to_tsvector('simple', :speaker), 'A') || setweight(to_tsvector('simple', :words), 'B')) ON CONFLICT DO NOTHING"
    )
    connection.execute(filed, [{"number": number, "speaker": _plain(speaker), "words": _plain(words)} for number, speaker, words in said])


def _plain(words: str) -> str:
    return fold(words).replace("\x00", " ")[:_MOST_SEARCHED]
