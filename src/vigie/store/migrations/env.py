"""What Alembic runs: the migrations over the connection that the store opened."""

from alembic import context

from vigie.store.schema import metadata

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=metadata, transaction_per_migration=False)
context.run_migrations()
