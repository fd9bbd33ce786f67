"""Run by Alembic: on the connection that `database.migrate` gives it, or writing DDL for a dialect."""

from alembic import context

from correspondence.storage.tables import METADATA

attributes = context.config.attributes
if context.is_offline_mode():
    context.configure(dialect_name=attributes["dialect"], target_metadata=METADATA)
else:
    context.configure(connection=attributes["connection"], target_metadata=METADATA)
with context.begin_transaction():
    context.run_migrations()
