"""What was read of many reports, kept: SQLite by default, PostgreSQL by URL."""

from vigie.store.adding import Added
from vigie.store.opening import DEFAULT
from vigie.store.store import Store, open_store

__all__ = ["DEFAULT", "Added", "Store", "open_store"]
