"""The tables of a store, once for SQLite and PostgreSQL.

    reports ── codings (every coding that a report ever had; one is current)
       ├── events ── participants, counts, evidence      rows of the current coding
       ├── statements, relations
       └── bands                                         what finds near-duplicates
    occurrences ── sides, dyads                          what one or several events tell of
    moves                                                how each event came to its occurrence
    separations                                          events that a person said are not one
    corrections                                          what readers say of an event, beside its coding
    measures, appointments, facts                        made from occurrences and relations when these change

Days are ISO text (`2022-01-08`), which sorts as time does; instants are ISO text in UTC. Every list of a view is in the order
of an index and is read from its end, so that a question costs what it gives and not what the store holds (ADR 0010).
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Float, ForeignKey, Index, Integer, LargeBinary, MetaData, String, Table, Text, UniqueConstraint, text

HEAD = "0003"
"""The migration that this version works on."""

metadata = MetaData()


def _owned(table: str) -> Column[int]:
    return Column(f"{table}_id", Integer, ForeignKey(f"{table}s.id", ondelete="CASCADE"), nullable=False)


def _where(name: str, condition: str, *columns: str) -> Index:
    """An index of the few rows that meet a condition."""
    return Index(name, *columns, sqlite_where=text(condition), postgresql_where=text(condition))


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
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("report_id", Integer, ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True),
    sqlite_with_rowid=False,
)  # fmt: skip
"""`key` is a hash of a band's number and values; the keys of a report follow from its signature."""

occurrences = Table(
    "occurrences", metadata,
    Column("id", Integer, primary_key=True),
    Column("type", String, nullable=False),
    Column("modes", Text, nullable=False),
    Column("status", String, nullable=False),
    Column("value", String, nullable=False),
    Column("day_from", String),
    Column("day_to", String),
    Column("day", String, nullable=False, server_default=""),
    Column("day_end", String, nullable=False, server_default=""),
    Column("is_long", Integer, nullable=False, server_default="0"),
    Column("is_announced", Integer, nullable=False, server_default="0"),
    Column("is_deployment", Integer, nullable=False, server_default="0"),
    Column("place", Text, nullable=False),
    Column("place_key", Text, nullable=False, server_default=""),
    Column("place_code", String, nullable=False),
    Column("words", Text, nullable=False),
    Column("score", Float, nullable=False),
    Column("reports", Integer, nullable=False),
    Column("sources", Integer, nullable=False),
    Column("first_told", String),
    Column("last_told", String),
    Index("occurrences_day", "day", "id"),
    Index("occurrences_type", "type", "day", "id"),
    Index("occurrences_status", "status", "day", "id"),
    Index("occurrences_place", "place_key", "day", "id"),
    Index("occurrences_country", "place_code", "day", "id"),
    Index("occurrences_told", "last_told", "id"),
    _where("occurrences_long", "is_long = 1", "day", "id"),
    _where("occurrences_announced", "is_announced = 1", "day", "id"),
    _where("occurrences_deployment", "is_deployment = 1", "day", "id"),
)  # fmt: skip
"""`day` … `day_end` are its days, or else those when it was told: what it is sorted and found by. An act of many days `is_long`; one that a
report announced `is_announced`; troops sent or withdrawn are an `is_deployment`. `place_key` is the place's name without case and accents."""

sides = Table(
    "sides", metadata,
    Column("occurrence_id", Integer, ForeignKey("occurrences.id", ondelete="CASCADE"), primary_key=True),
    Column("role", String, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("code", String, nullable=False),
    Column("sector", String, nullable=False),
    Column("name", Text, nullable=False),
    Column("day", String, nullable=False, server_default=""),
    Column("type", String, nullable=False, server_default=""),
    Column("status", String, nullable=False, server_default=""),
    Column("is_long", Integer, nullable=False, server_default="0"),
    Column("is_announced", Integer, nullable=False, server_default="0"),
    Index("sides_code", "code", "day", "occurrence_id", "type", "status"),
    Index("sides_type", "code", "type", "day", "occurrence_id", "status"),
    _where("sides_long", "is_long = 1", "code", "day", "occurrence_id"),
    _where("sides_announced", "is_announced = 1", "code", "day", "occurrence_id"),
)  # fmt: skip
"""`day`, `type`, `status` and the marks are the occurrence's, so that what an actor did last is found in one index."""

dyads = Table(
    "dyads", metadata,
    Column("one", String, primary_key=True),
    Column("other", String, primary_key=True),
    Column("occurrence_id", Integer, ForeignKey("occurrences.id", ondelete="CASCADE"), primary_key=True),
    Column("kind", String, nullable=False),
    Column("day", String, nullable=False),
    Column("type", String, nullable=False),
    Column("status", String, nullable=False),
    Column("score", Float, nullable=False),
    Column("is_long", Integer, nullable=False),
    Column("is_announced", Integer, nullable=False),
    Index("dyads_occurrence", "occurrence_id"),
    Index("dyads_day", "one", "other", "day", "occurrence_id", "type", "status", "score"),
    Index("dyads_recent", "day", "kind", "one", "other", "type", "status", "score"),
    _where("dyads_long", "is_long = 1", "one", "other", "day", "occurrence_id"),
    _where("dyads_announced", "is_announced = 1", "one", "other", "day", "occurrence_id"),
)  # fmt: skip
"""Every pair of participants of an occurrence, both ways round. `kind` is what `one` is to `other`: it acts `on` it, is acted on `by` it,
`both`, or stands `with` it on a side; an author without recipients stands here `on` an empty `other`."""

measures = Table(
    "measures", metadata,
    Column("author", String, primary_key=True),
    Column("recipient", String, primary_key=True),
    Column("occurrence_id", Integer, ForeignKey("occurrences.id", ondelete="CASCADE"), primary_key=True),
    Column("type", String, nullable=False),
    Column("since", String, nullable=False),
    Column("until", String, nullable=False),
    Column("ended_by", Integer, nullable=False),
    Column("renewed", Text, nullable=False),
    Column("stems", Text, nullable=False),
    Index("measures_occurrence", "occurrence_id"),
    Index("measures_ended", "ended_by"),
    Index("measures_since", "since", "occurrence_id", "until"),
    Index("measures_author", "author", "since", "occurrence_id", "until"),
    Index("measures_recipient", "recipient", "since", "occurrence_id", "until"),
)  # fmt: skip
"""Each measure, by author and recipient (empty where it is against nobody in particular); `until` is `9999-12-31` while no end is known."""

appointments = Table(
    "appointments", metadata,
    Column("occurrence_id", Integer, ForeignKey("occurrences.id", ondelete="CASCADE"), primary_key=True),
    Column("state", String, nullable=False),
    Column("told_by", Integer, nullable=False),
    Column("announced", Text, nullable=False),
    Index("appointments_told_by", "told_by"),
)  # fmt: skip
"""What became of each announced occurrence, as far as that does not depend on today."""

facts = Table(
    "facts", metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", String, nullable=False),
    Column("subject_code", String, nullable=False),
    Column("subject_sector", String, nullable=False),
    Column("subject", Text, nullable=False),
    Column("object_code", String, nullable=False),
    Column("object", Text, nullable=False),
    Column("since", String, nullable=False),
    Column("until", String, nullable=False),
    Column("holds_from", String, nullable=False),
    Column("holds_to", String, nullable=False),
    Column("first_told", String, nullable=False),
    Column("last_told", String, nullable=False),
    Column("reports", Integer, nullable=False),
    Column("words", Text, nullable=False),
    UniqueConstraint("kind", "subject_code", "subject_sector", "subject", "object_code", "object"),
    Index("facts_subject", "subject_code", "last_told", "id"),
    Index("facts_object", "object_code", "last_told", "id"),
    Index("facts_told", "last_told", "id"),
)  # fmt: skip
"""A relation from all reports that tell it; `holds_from` … `holds_to` are the days on which it holds, as far as they tell."""

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
    Column("type", String, nullable=False, server_default=""),
    Column("near_from", String, nullable=False, server_default=""),
    Column("near_to", String, nullable=False, server_default=""),
    Index("participants_near", "code", "type", "near_from", "near_to", "event_id"),
)  # fmt: skip
"""`type` and days are the event's: what may be one act with another is found in one index."""

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
    Index("statements_code", "code", "published", "id"),
    Index("statements_published", "published", "id"),
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
    Index("relations_subject", "subject_code", "subject", "kind"),
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
