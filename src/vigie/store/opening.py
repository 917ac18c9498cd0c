"""A store by its path or URL: the engine, and its tables brought up to date.

SQLite is opened in WAL mode, so that readers never wait for a writer, and commits reach the disk before they are
acknowledged. A writer takes its lock when its transaction begins: `BEGIN IMMEDIATE` in SQLite, an advisory lock in
PostgreSQL. So each addition sees all that was added before it, and two writers wait for each other instead of failing.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError

from vigie.errors import StoreError
from vigie.store.schema import HEAD, reports
from vigie.store.upkeep import rebuild

DEFAULT = "vigie.db"
"""The store of the working folder."""

_WAIT_SECONDS = 60
_LOCK = 0x56494749
"""Number of the advisory lock in PostgreSQL: `VIGI` in ASCII."""
_MIGRATIONS = Path(__file__).resolve().parent / "migrations"


def open_engine(where: str, *, create: bool) -> Engine:
    """The engine of a store whose tables are up to date.

    Args:
        where: Path of an SQLite file, or a URL (`postgresql://user@host/name`).
        create: Make the store where there is none.

    Raises:
        StoreError: There is no such store, it cannot be opened, or a newer version made it.
    """
    url = _url(where)
    if not create and url.drivername == "sqlite" and url.database and not Path(url.database).is_file():
        raise StoreError(f"there is no store at {url.database}: add reports with `vigie add`, or name another by --store")
    try:
        engine = _engine(url)
        with reading(engine) as connection:
            found = _revision(connection)
        if found is None and not create:
            raise StoreError(f"{shown(url)} holds no store: add reports with `vigie add`, or name another by --store")
        if found != HEAD:
            _migrate(engine, where)
    except SQLAlchemyError as error:
        raise StoreError(f"{shown(url)}: {cause(error)}: check --store") from error
    return engine


def shown(url: URL) -> str:
    """A store's address for messages, without its password."""
    return url.database or "" if url.drivername == "sqlite" else url.render_as_string(hide_password=True)


def cause(error: SQLAlchemyError) -> str:
    """What the database said, in one line."""
    said = getattr(error, "orig", None) or error
    return (str(said).strip().splitlines() or [type(said).__name__])[0]


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection that sees one moment of the store, however long it reads."""
    with engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            connection = connection.execution_options(isolation_level="REPEATABLE READ")
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction of the one writer: all of it is kept when the block ends, or nothing."""
    with engine.connect() as plain:
        connection = plain.execution_options(is_writer=True)
        with connection.begin():
            if engine.dialect.name == "postgresql":
                connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
            yield connection


def _url(where: str) -> URL:
    if "://" not in where:
        return URL.create("sqlite", database=where)
    try:
        url = make_url(where)
    except ArgumentError as error:
        raise StoreError(f"'{where}' is no address of a store: give a path or postgresql://user@host/name") from error
    if url.drivername in ("postgresql", "postgres"):
        url = url.set(drivername="postgresql+psycopg")
    if url.drivername not in ("sqlite", "postgresql+psycopg"):
        raise StoreError(f"'{url.drivername}' is no kind of store: give a path or postgresql://user@host/name")
    return url


def _engine(url: URL) -> Engine:
    if url.drivername == "sqlite":
        engine = create_engine(url, connect_args={"timeout": _WAIT_SECONDS})
        event.listen(engine, "connect", _tune)
        event.listen(engine, "begin", _begin)
        return engine
    try:
        return create_engine(url)
    except (ImportError, NoSuchModuleError) as error:
        raise StoreError("a PostgreSQL store needs psycopg: pip install 'vigie[postgresql]'") from error


def _tune(connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = None
    for pragma in (f"busy_timeout={_WAIT_SECONDS * 1000}", "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}").close()


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("is_writer") else "BEGIN")


def _revision(connection: Connection) -> str | None:
    """The migration that the tables are at, or nothing where there are none."""
    tables = inspect(connection)
    if tables.has_table("alembic_version"):
        found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        return str(found) if found else None
    if tables.has_table(reports.name):
        raise StoreError("the database has tables of another program: name an empty one by --store")
    return None


def _migrate(engine: Engine, where: str) -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    with writing(engine) as connection:
        found = _revision(connection)
        if found == HEAD:
            return
        known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
        if found is not None and found not in known:
            raise StoreError(f"{where} was made by a newer version of vigie: install that version")
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        if found is not None:
            rebuild(connection)


