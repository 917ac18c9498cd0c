"""The migrations make the tables that the code works on."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect

from vigie.store.opening import open_engine, reading
from vigie.store.schema import HEAD, metadata


def test_migrations_and_tables_agree(where: str) -> None:
    """Nothing is left to migrate but the search's own tables, and the version is the newest migration's."""
    with reading(open_engine(where, create=True)) as connection:
        context = MigrationContext.configure(connection, opts={"include_name": lambda name, kind, _: kind != "table" or "_search" not in str(name)})
        assert compare_metadata(context, metadata) == []
        assert context.get_current_revision() == HEAD
        assert inspect(connection).has_table("report_search") and inspect(connection).has_table("statement_search")
