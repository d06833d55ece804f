"""What Alembic runs: always on a connection that `store.migrate` opened and locked."""

from alembic import context

from store.tables import TABLES

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=TABLES, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
