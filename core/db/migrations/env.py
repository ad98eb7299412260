"""Runs migrations on the connection, and inside the transaction, that core.db.migrate opened."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], transactional_ddl=False)
context.run_migrations()
