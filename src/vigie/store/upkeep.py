"""What follows from events and relations, brought up to date after a change: summaries, measures, calendar."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, insert, select

from vigie.store.acts import changes_between, load_acts
from vigie.store.calendar import rebuild_calendar, refresh_calendar
from vigie.store.copies import Signature
from vigie.store.facts import rebuild_facts
from vigie.store.indexing import index_statements
from vigie.store.measures import rebuild_measures, refresh_measures
from vigie.store.schema import bands, occurrences, reports, statements
from vigie.store.summaries import summarise

_PART = 500


def bring_up_to_date(connection: Connection, numbers: Iterable[int]) -> None:
    """Make anew what follows from the events of some occurrences; those that nothing tells of any more go."""
    wanted = sorted(set(numbers))
    if not wanted:
        return
    before = load_acts(connection, wanted)
    summarise(connection, wanted)
    changes = changes_between(before, load_acts(connection, wanted))
    refresh_measures(connection, changes)
    refresh_calendar(connection, wanted, changes)


def rebuild(connection: Connection) -> None:
    """Make anew all that follows from what the store holds, as after a migration."""
    last = 0
    while numbers := connection.execute(select(occurrences.c.id).where(occurrences.c.id > last).order_by(occurrences.c.id).limit(_PART)).scalars().all():
        summarise(connection, numbers)
        last = numbers[-1]
    rebuild_measures(connection)
    rebuild_calendar(connection)
    rebuild_facts(connection)
    _file_bands(connection)
    index_all_statements(connection)


def index_all_statements(connection: Connection) -> None:
    """File the words of all statements."""
    last = 0
    query = select(statements.c.id, statements.c.speaker, statements.c.text).order_by(statements.c.id).limit(_PART)
    while rows := connection.execute(query.where(statements.c.id > last)).all():
        index_statements(connection, [(row.id, row.speaker, row.text) for row in rows])
        last = rows[-1].id


def _file_bands(connection: Connection) -> None:
    connection.execute(bands.delete())
    last = 0
    query = select(reports.c.id, reports.c.signature, reports.c.shingles).order_by(reports.c.id).limit(_PART)
    while rows := connection.execute(query.where(reports.c.id > last)).all():
        filed = [{"key": key, "report_id": row.id} for row in rows for key in Signature.of(row.signature, row.shingles).band_keys()]
        connection.execute(insert(bands), filed)
        last = rows[-1].id
