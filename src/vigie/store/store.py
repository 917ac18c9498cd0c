"""A store: what is added to it, decided on it, and read from it whole. The views are in `vigie.store.views`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from typing import TypeVar

from sqlalchemy import Connection, Engine, select
from sqlalchemy.exc import SQLAlchemyError

from vigie.errors import StoreError
from vigie.records import VERSION, Reading
from vigie.store import corrections, merging
from vigie.store.adding import Added, add_readings
from vigie.store.documents import from_document
from vigie.store.opening import cause, open_engine, reading, shown, writing
from vigie.store.schema import codings, events, reports
from vigie.store.upkeep import bring_up_to_date

T = TypeVar("T")
_BATCH = 200


class Store:
    """An open store; close it with `close`, or use it in a `with` block."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Give back its connections."""
        self._engine.dispose()

    def add(self, read: Reading, version: str = VERSION) -> Added:
        """File a reading; when this returns, it is on the disk.

        Args:
            read: What was read of a report.
            version: The version that coded it.

        Raises:
            StoreError: The database refused.
        """
        return self.add_all([read], version)[0]

    def add_all(self, found: Sequence[Reading], version: str = VERSION) -> list[Added]:
        """File readings together: when this returns, all are on the disk, and if it fails, none is.

        Raises:
            StoreError: The database refused.
        """
        return self._write(lambda connection: add_readings(connection, found, version, _now()))

    def separate(self, event: int) -> int:
        """Take an event out of its occurrence for good; the number of its new occurrence."""
        return self._move(lambda connection: merging.separate(connection, self._known(connection, event), _now()))

    def rejoin(self, event: int, occurrence: int) -> int:
        """Put an event into an occurrence by hand; the number of the occurrence."""
        return self._move(lambda connection: merging.rejoin(connection, self._known(connection, event), occurrence, _now()))

    def correct(self, event: int, field: str, value: str, reason: str, author: str) -> int:
        """Keep what a reader says of an event beside its coding; the number of the correction.

        Raises:
            ConfigError: What is given cannot be kept; says why.
        """
        return self._write(lambda connection: corrections.correct(connection, event, field, value, reason, author))

    def withdraw(self, correction: int, author: str) -> None:
        """Withdraw a correction; it stays on record.

        Raises:
            ConfigError: There is none of that number, or it has been withdrawn.
        """
        self._write(lambda connection: corrections.withdraw(connection, correction, author))

    def view(self, query: Callable[[Connection], T]) -> T:
        """Run a view on one moment of the store.

        Raises:
            StoreError: The database refused.
        """
        try:
            with reading(self._engine) as connection:
                return query(connection)
        except SQLAlchemyError as error:
            raise StoreError(f"{shown(self._engine.url)}: {cause(error)}") from error

    def readings(self) -> Iterator[Reading]:
        """The current coding of every report, in the order in which they were added."""
        last = 0
        while rows := self.view(lambda connection, after=last: _documents(connection, after)):  # type: ignore[misc]
            for number, document in rows:
                yield from_document(document)
                last = number

    def _move(self, change: Callable[[Connection], tuple[int, int]]) -> int:
        def run(connection: Connection) -> int:
            touched = change(connection)
            bring_up_to_date(connection, touched)
            return touched[1]

        return self._write(run)

    def _write(self, change: Callable[[Connection], T]) -> T:
        try:
            with writing(self._engine) as connection:
                return change(connection)
        except SQLAlchemyError as error:
            raise StoreError(f"{shown(self._engine.url)}: {cause(error)}: nothing of this was kept") from error

    @staticmethod
    def _known(connection: Connection, event: int) -> int:
        if connection.execute(select(events.c.id).where(events.c.id == event)).scalar() is None:
            raise StoreError(f"there is no event {event}: `vigie query events` shows their numbers")
        return event


def open_store(where: str, *, create: bool = False) -> Store:
    """Open a store by its path or URL; with `create`, make it where there is none.

    Raises:
        StoreError: It is not there, or cannot be opened; says what to do.
    """
    return Store(open_engine(where, create=create))


def _documents(connection: Connection, after: int) -> list[tuple[int, bytes]]:
    query = (
        select(reports.c.id, codings.c.document).join(codings, codings.c.report_id == reports.c.id)
        .where(codings.c.is_current == 1, reports.c.id > after).order_by(reports.c.id).limit(_BATCH)
    )  # fmt: skip
    return [(row.id, row.document) for row in connection.execute(query)]


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")
