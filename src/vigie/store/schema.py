"""The tables of a store, once for SQLite and PostgreSQL.

    reports ── codings (every coding that a report ever had; one is current)
       ├── events ── participants, counts, evidence      rows of the current coding
       ├── statements, relations
       └── bands                                         what finds near-duplicates
    occurrences ── sides                                 what one or several events tell of
    moves                                                how each event came to its occurrence
    separations                                          events that a person said are not one
    corrections                                          what readers say of an event, beside its coding

Days are ISO text (`2022-01-08`), which sorts as time does; instants are ISO text in UTC.
"""

from __future__ import annotations

from sqlalchemy import Column, Float, ForeignKey, Index, Integer, LargeBinary, MetaData, String, Table, Text, UniqueConstraint

HEAD = "0002corrections"
"""The migration that this version works on."""

metadata = MetaData()


def _owned(table: str) -> Column[int]:
    return Column(f"{table}_id", Integer, ForeignKey(f"{table}s.id", ondelete="CASCADE"), nullable=False)


reports = Table(
    "reports", metadata,
    Column("id", Integer, primary_key=True),
    Column("key", String, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("outlet", Text, nullable=False),
    Column("agency", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("published", String),
    Column("language", String, nullable=False),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("names", Text, nullable=False),
    Column("family_id", Integer, ForeignKey("reports.id")),
    Column("family_reason", Text, nullable=False),
    Column("shingles", Integer, nullable=False),
    Column("signature", LargeBinary, nullable=False),
    Column("added_at", String, nullable=False),
    Index("reports_published", "published"),
    Index("reports_name", "name"),
    Index("reports_family", "family_id"),
    Index("reports_added", "added_at"),
)  # fmt: skip
"""`name` is the report's own id; `family_id` the first report that has its text, or itself; `source` who wrote it first:
the agency, else the outlet, of the family."""

codings = Table(
    "codings", metadata,
    Column("id", Integer, primary_key=True),
    _owned("report"),
    Column("version", String, nullable=False),
    Column("hash", String, nullable=False),
    Column("document", LargeBinary, nullable=False),
    Column("is_current", Integer, nullable=False),
    Column("coded_at", String, nullable=False),
    UniqueConstraint("report_id", "version", "hash"),
)  # fmt: skip

bands = Table(
    "bands", metadata,
    Column("band", Integer, primary_key=True),
    Column("hash", String, primary_key=True),
    Column("report_id", Integer, ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True),
    Index("bands_report", "report_id"),
)  # fmt: skip

occurrences = Table(
    "occurrences", metadata,
    Column("id", Integer, primary_key=True),
    Column("type", String, nullable=False),
    Column("modes", Text, nullable=False),
    Column("status", String, nullable=False),
    Column("value", String, nullable=False),
    Column("day_from", String),
    Column("day_to", String),
    Column("place", Text, nullable=False),
    Column("place_code", String, nullable=False),
    Column("words", Text, nullable=False),
    Column("score", Float, nullable=False),
    Column("reports", Integer, nullable=False),
    Column("sources", Integer, nullable=False),
    Column("first_told", String),
    Column("last_told", String),
    Index("occurrences_day", "day_from"),
    Index("occurrences_type", "type", "day_from"),
    Index("occurrences_status", "status", "day_from"),
    Index("occurrences_told", "last_told"),
)  # fmt: skip

sides = Table(
    "sides", metadata,
    Column("occurrence_id", Integer, ForeignKey("occurrences.id", ondelete="CASCADE"), primary_key=True),
    Column("role", String, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("code", String, nullable=False),
    Column("sector", String, nullable=False),
    Column("name", Text, nullable=False),
    Column("day_from", String),
    Index("sides_code", "code", "role", "day_from"),
)  # fmt: skip
"""`day_from` is the occurrence's, so that what an actor did last is found in one index."""

events = Table(
    "events", metadata,
    Column("id", Integer, primary_key=True),
    _owned("report"),
    Column("name", String, nullable=False),
    Column("type", String, nullable=False),
    Column("modes", Text, nullable=False),
    Column("status", String, nullable=False),
    Column("value", String, nullable=False),
    Column("day_from", String),
    Column("day_to", String),
    Column("near_from", String, nullable=False),
    Column("near_to", String, nullable=False),
    Column("is_long", Integer, nullable=False),
    Column("place", Text, nullable=False),
    Column("place_code", String, nullable=False),
    Column("trigger", Text, nullable=False),
    Column("start_char", Integer, nullable=False),
    Column("end_char", Integer, nullable=False),
    Column("sentence", Text, nullable=False),
    Column("entry", Text, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("score", Float, nullable=False),
    Column("occurrence_id", Integer, ForeignKey("occurrences.id")),
    Index("events_report", "report_id"),
    Index("events_name", "name"),
    Index("events_near", "type", "is_long", "near_from"),
    Index("events_occurrence", "occurrence_id"),
)  # fmt: skip
"""`near_from … near_to` are the days in which the act may lie, also where the text gives none."""

participants = Table(
    "participants", metadata,
    Column("event_id", Integer, ForeignKey("events.id", ondelete="CASCADE"), primary_key=True),
    Column("role", String, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("code", String, nullable=False),
    Column("sector", String, nullable=False),
    Column("name", Text, nullable=False),
)  # fmt: skip

counts = Table(
    "counts", metadata,
    Column("event_id", Integer, ForeignKey("events.id", ondelete="CASCADE"), primary_key=True),
    Column("kind", String, primary_key=True),
    Column("low", Float, nullable=False),
    Column("high", Float, nullable=False),
)  # fmt: skip

evidence = Table(
    "evidence", metadata,
    Column("event_id", Integer, ForeignKey("events.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("role", String, nullable=False),
    Column("start_char", Integer, nullable=False),
    Column("end_char", Integer, nullable=False),
)  # fmt: skip

statements = Table(
    "statements", metadata,
    Column("id", Integer, primary_key=True),
    _owned("report"),
    Column("kind", String, nullable=False),
    Column("text", Text, nullable=False),
    Column("code", String, nullable=False),
    Column("sector", String, nullable=False),
    Column("speaker", Text, nullable=False),
    Column("published", String),
    Column("start_char", Integer, nullable=False),
    Column("end_char", Integer, nullable=False),
    Index("statements_report", "report_id"),
    Index("statements_code", "code", "published"),
)  # fmt: skip

relations = Table(
    "relations", metadata,
    Column("id", Integer, primary_key=True),
    _owned("report"),
    Column("kind", String, nullable=False),
    Column("subject_code", String, nullable=False),
    Column("subject_sector", String, nullable=False),
    Column("subject", Text, nullable=False),
    Column("object_code", String, nullable=False),
    Column("object", Text, nullable=False),
    Column("since", String, nullable=False),
    Column("until", String, nullable=False),
    Column("told", String),
    Column("trigger", Text, nullable=False),
    Index("relations_report", "report_id"),
    Index("relations_subject", "subject_code"),
    Index("relations_object", "object_code"),
)  # fmt: skip

moves = Table(
    "moves", metadata,
    Column("id", Integer, primary_key=True),
    Column("event_id", Integer, ForeignKey("events.id", ondelete="CASCADE"), nullable=False),
    Column("occurrence_id", Integer, nullable=False),
    Column("kind", String, nullable=False),
    Column("score", Float, nullable=False),
    Column("reason", Text, nullable=False),
    Column("moved_at", String, nullable=False),
    Index("moves_event", "event_id"),
    Index("moves_occurrence", "occurrence_id"),
)  # fmt: skip
"""`kind` is `first`, `merged`, `separated` or `joined`."""

separations = Table(
    "separations", metadata,
    Column("event_id", Integer, ForeignKey("events.id", ondelete="CASCADE"), primary_key=True),
    Column("other_id", Integer, ForeignKey("events.id", ondelete="CASCADE"), primary_key=True),
    Index("separations_other", "other_id"),
)  # fmt: skip

corrections = Table(
    "corrections", metadata,
    Column("id", Integer, primary_key=True),
    _owned("report"),
    Column("event_id", Integer, ForeignKey("events.id", ondelete="SET NULL")),
    Column("event_type", String, nullable=False),
    Column("start_char", Integer, nullable=False),
    Column("end_char", Integer, nullable=False),
    Column("field", String, nullable=False),
    Column("before", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("made_at", String, nullable=False),
    Column("withdrawn_at", String),
    Column("withdrawn_by", Text),
    Index("corrections_event", "event_id"),
    Index("corrections_report", "report_id"),
)  # fmt: skip
"""`event_type` and the characters say which event is meant also after a later coding no longer finds it (`event_id` is null then)."""
