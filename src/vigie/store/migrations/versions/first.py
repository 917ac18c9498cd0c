"""The first schema.

Full-text search is the databases' own: FTS5 in SQLite, a tsvector with a GIN index in PostgreSQL.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_SQLITE = (
    "CREATE VIRTUAL TABLE report_search USING fts5("
    "title, text, content='reports', content_rowid='id', tokenize='unicode61 remove_diacritics 2')",
    "CREATE TRIGGER report_search_insert AFTER INSERT ON reports BEGIN "
    "INSERT INTO report_search(rowid, title, text) VALUES (new.id, new.title, new.text); END",
    "CREATE TRIGGER report_search_delete AFTER DELETE ON reports BEGIN "
    "INSERT INTO report_search(report_search, rowid, title, text) VALUES ('delete', old.id, old.title, old.text); END",
    "CREATE TRIGGER report_search_update AFTER UPDATE OF title, text ON reports BEGIN "
    "INSERT INTO report_search(report_search, rowid, title, text) VALUES ('delete', old.id, old.title, old.text); "
    "INSERT INTO report_search(rowid, title, text) VALUES (new.id, new.title, new.text); END",
)
_POSTGRESQL = (
    "CREATE TABLE report_search (report_id integer PRIMARY KEY REFERENCES reports(id) ON DELETE CASCADE, words tsvector NOT NULL)",
    "CREATE INDEX report_search_words ON report_search USING gin (words)",
)


def upgrade() -> None:
    """Make all tables."""
    op.create_table("occurrences",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("modes", sa.Text(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("day_from", sa.String(), nullable=True),
        sa.Column("day_to", sa.String(), nullable=True),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("place_code", sa.String(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.Column("sources", sa.Integer(), nullable=False),
        sa.Column("first_told", sa.String(), nullable=True),
        sa.Column("last_told", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id")
    )
    op.create_index("occurrences_day", "occurrences", ["day_from"])
    op.create_index("occurrences_status", "occurrences", ["status", "day_from"])
    op.create_index("occurrences_told", "occurrences", ["last_told"])
    op.create_index("occurrences_type", "occurrences", ["type", "day_from"])
    op.create_table("reports",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("outlet", sa.Text(), nullable=False),
        sa.Column("agency", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("published", sa.String(), nullable=True),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("names", sa.Text(), nullable=False),
        sa.Column("family_id", sa.Integer(), nullable=True),
        sa.Column("family_reason", sa.Text(), nullable=False),
        sa.Column("shingles", sa.Integer(), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.Column("added_at", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["family_id"], ["reports.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("key")
    )
    op.create_index("reports_added", "reports", ["added_at"])
    op.create_index("reports_family", "reports", ["family_id"])
    op.create_index("reports_name", "reports", ["name"])
    op.create_index("reports_published", "reports", ["published"])
    op.create_table("bands",
        sa.Column("band", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("band", "hash", "report_id")
    )
    op.create_index("bands_report", "bands", ["report_id"])
    op.create_table("codings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("document", sa.LargeBinary(), nullable=False),
        sa.Column("is_current", sa.Integer(), nullable=False),
        sa.Column("coded_at", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("report_id", "version", "hash")
    )
    op.create_table("events",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("modes", sa.Text(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("day_from", sa.String(), nullable=True),
        sa.Column("day_to", sa.String(), nullable=True),
        sa.Column("near_from", sa.String(), nullable=False),
        sa.Column("near_to", sa.String(), nullable=False),
        sa.Column("is_long", sa.Integer(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("place_code", sa.String(), nullable=False),
        sa.Column("trigger", sa.Text(), nullable=False),
        sa.Column("start_char", sa.Integer(), nullable=False),
        sa.Column("end_char", sa.Integer(), nullable=False),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.Column("entry", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("occurrence_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["occurrence_id"], ["occurrences.id"]),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id")
    )
    op.create_index("events_name", "events", ["name"])
    op.create_index("events_near", "events", ["type", "is_long", "near_from"])
    op.create_index("events_occurrence", "events", ["occurrence_id"])
    op.create_index("events_report", "events", ["report_id"])
    op.create_table("relations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject_code", sa.String(), nullable=False),
        sa.Column("subject_sector", sa.String(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("object_code", sa.String(), nullable=False),
        sa.Column("object", sa.Text(), nullable=False),
        sa.Column("since", sa.String(), nullable=False),
        sa.Column("until", sa.String(), nullable=False),
        sa.Column("told", sa.String(), nullable=True),
        sa.Column("trigger", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id")
    )
    op.create_index("relations_object", "relations", ["object_code"])
    op.create_index("relations_report", "relations", ["report_id"])
    op.create_index("relations_subject", "relations", ["subject_code"])
    op.create_table("sides",
        sa.Column("occurrence_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("sector", sa.String(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("day_from", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["occurrence_id"], ["occurrences.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("occurrence_id", "role", "position")
    )
    op.create_index("sides_code", "sides", ["code", "role", "day_from"])
    op.create_table("statements",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("sector", sa.String(), nullable=False),
        sa.Column("speaker", sa.Text(), nullable=False),
        sa.Column("published", sa.String(), nullable=True),
        sa.Column("start_char", sa.Integer(), nullable=False),
        sa.Column("end_char", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id")
    )
    op.create_index("statements_code", "statements", ["code", "published"])
    op.create_index("statements_report", "statements", ["report_id"])
    op.create_table("counts",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("low", sa.Float(), nullable=False),
        sa.Column("high", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("event_id", "kind")
    )
    op.create_table("evidence",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("start_char", sa.Integer(), nullable=False),
        sa.Column("end_char", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("event_id", "position")
    )
    op.create_table("moves",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("occurrence_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("moved_at", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id")
    )
    op.create_index("moves_event", "moves", ["event_id"])
    op.create_index("moves_occurrence", "moves", ["occurrence_id"])
    op.create_table("participants",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("sector", sa.String(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("event_id", "role", "position")
    )
    op.create_table("separations",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["other_id"], ["events.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("event_id", "other_id")
    )
    op.create_index("separations_other", "separations", ["other_id"])
    for statement in _SQLITE if op.get_bind().dialect.name == "sqlite" else _POSTGRESQL:
        op.execute(statement)
