"""Lists in the order of an index: days and keys beside each row, and tables for dyads, measures, appointments, facts and said words.

What these hold follows from events and relations; `vigie.store.opening` makes it anew after any migration of a store that holds something.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_SQLITE = (
    "CREATE VIRTUAL TABLE statement_search USING fts5("
    "speaker, text, content='statements', content_rowid='id', tokenize='unicode61 remove_diacritics 2')",
    "CREATE TRIGGER statement_search_insert AFTER INSERT ON statements BEGIN "
    "INSERT INTO statement_search(rowid, speaker, text) VALUES (new.id, new.speaker, new.text); END",
    "CREATE TRIGGER statement_search_delete AFTER DELETE ON statements BEGIN "
    "INSERT INTO statement_search(statement_search, rowid, speaker, text) VALUES ('delete', old.id, old.speaker, old.text); END",
    "INSERT INTO statement_search(statement_search) VALUES ('rebuild')",
)
_POSTGRESQL = (
    "CREATE TABLE statement_search (statement_id integer PRIMARY KEY REFERENCES statements(id) ON DELETE CASCADE, words tsvector NOT NULL)",
    "CREATE INDEX statement_search_words ON statement_search USING gin (words)",
)


def upgrade() -> None:
    """Add columns, make the tables anew that hold nothing of their own, and index."""
    for name in ("occurrences_day", "occurrences_type", "occurrences_status", "occurrences_told"):
        op.drop_index(name, "occurrences")
    op.drop_index("events_near", "events")
    op.drop_index("relations_subject", "relations")
    op.drop_index("relations_object", "relations")
    op.drop_index("statements_code", "statements")
    op.drop_table("sides")
    op.drop_table("bands")
    _widen()
    _make_tables()
    _index()
    for statement in _SQLITE if op.get_bind().dialect.name == "sqlite" else _POSTGRESQL:
        op.execute(statement)


def _widen() -> None:
    for name in ("day", "day_end", "place_key"):
        op.add_column("occurrences", sa.Column(name, sa.Text() if name == "place_key" else sa.String(), nullable=False, server_default=""))
    for name in ("is_long", "is_announced", "is_deployment"):
        op.add_column("occurrences", sa.Column(name, sa.Integer(), nullable=False, server_default="0"))
    for name in ("type", "near_from", "near_to"):
        op.add_column("participants", sa.Column(name, sa.String(), nullable=False, server_default=""))
        op.execute(f"UPDATE participants SET {name} = (SELECT events.{name} FROM events WHERE events.id = participants.event_id)")


def _make_tables() -> None:
    op.create_table("bands",
        sa.Column("key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("key", "report_id"),
        sqlite_with_rowid=False,
    )
    op.create_table("sides",
        sa.Column("occurrence_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("sector", sa.String(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("day", sa.String(), nullable=False, server_default=""),
        sa.Column("type", sa.String(), nullable=False, server_default=""),
        sa.Column("status", sa.String(), nullable=False, server_default=""),
        sa.Column("is_long", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("is_announced", sa.Integer(), nullable=False, server_default="0"),
        sa.ForeignKeyConstraint(["occurrence_id"], ["occurrences.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("occurrence_id", "role", "position")
    )
    op.create_table("dyads",
        sa.Column("one", sa.String(), nullable=False),
        sa.Column("other", sa.String(), nullable=False),
        sa.Column("occurrence_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("day", sa.String(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("is_long", sa.Integer(), nullable=False),
        sa.Column("is_announced", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["occurrence_id"], ["occurrences.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("one", "other", "occurrence_id")
    )
    op.create_table("measures",
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("occurrence_id", sa.Integer(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("since", sa.String(), nullable=False),
        sa.Column("until", sa.String(), nullable=False),
        sa.Column("ended_by", sa.Integer(), nullable=False),
        sa.Column("renewed", sa.Text(), nullable=False),
        sa.Column("stems", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["occurrence_id"], ["occurrences.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("author", "recipient", "occurrence_id")
    )
    op.create_table("appointments",
        sa.Column("occurrence_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("told_by", sa.Integer(), nullable=False),
        sa.Column("announced", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["occurrence_id"], ["occurrences.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("occurrence_id")
    )
    op.create_table("facts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject_code", sa.String(), nullable=False),
        sa.Column("subject_sector", sa.String(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("object_code", sa.String(), nullable=False),
        sa.Column("object", sa.Text(), nullable=False),
        sa.Column("since", sa.String(), nullable=False),
        sa.Column("until", sa.String(), nullable=False),
        sa.Column("holds_from", sa.String(), nullable=False),
        sa.Column("holds_to", sa.String(), nullable=False),
        sa.Column("first_told", sa.String(), nullable=False),
        sa.Column("last_told", sa.String(), nullable=False),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("kind", "subject_code", "subject_sector", "subject", "object_code", "object")
    )


def _index() -> None:
    for name, table, columns, condition in (
        ("occurrences_day", "occurrences", "day id", ""),
        ("occurrences_type", "occurrences", "type day id", ""),
        ("occurrences_status", "occurrences", "status day id", ""),
        ("occurrences_place", "occurrences", "place_key day id", ""),
        ("occurrences_country", "occurrences", "place_code day id", ""),
        ("occurrences_told", "occurrences", "last_told id", ""),
        ("occurrences_long", "occurrences", "day id", "is_long = 1"),
        ("occurrences_announced", "occurrences", "day id", "is_announced = 1"),
        ("occurrences_deployment", "occurrences", "day id", "is_deployment = 1"),
        ("participants_near", "participants", "code type near_from near_to event_id", ""),
        ("sides_code", "sides", "code day occurrence_id type status", ""),
        ("sides_type", "sides", "code type day occurrence_id status", ""),
        ("sides_long", "sides", "code day occurrence_id", "is_long = 1"),
        ("sides_announced", "sides", "code day occurrence_id", "is_announced = 1"),
        ("dyads_occurrence", "dyads", "occurrence_id", ""),
        ("dyads_day", "dyads", "one other day occurrence_id type status score", ""),
        ("dyads_recent", "dyads", "day kind one other type status score", ""),
        ("dyads_long", "dyads", "one other day occurrence_id", "is_long = 1"),
        ("dyads_announced", "dyads", "one other day occurrence_id", "is_announced = 1"),
        ("measures_occurrence", "measures", "occurrence_id", ""),
        ("measures_ended", "measures", "ended_by", ""),
        ("measures_since", "measures", "since occurrence_id until", ""),
        ("measures_author", "measures", "author since occurrence_id until", ""),
        ("measures_recipient", "measures", "recipient since occurrence_id until", ""),
        ("appointments_told_by", "appointments", "told_by", ""),
        ("facts_subject", "facts", "subject_code last_told id", ""),
        ("facts_object", "facts", "object_code last_told id", ""),
        ("facts_told", "facts", "last_told id", ""),
        ("relations_subject", "relations", "subject_code subject kind", ""),
        ("statements_code", "statements", "code published id", ""),
        ("statements_published", "statements", "published id", ""),
    ):
        where = sa.text(condition) if condition else None
        op.create_index(name, table, columns.split(), sqlite_where=where, postgresql_where=where)
