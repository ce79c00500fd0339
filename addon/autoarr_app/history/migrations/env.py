"""What Alembic asks for: the connection to work on, which `schema.upgrade` hands over."""

from alembic import context
from sqlalchemy import Connection

connection: Connection = context.config.attributes["connection"]
# One transaction around all steps, begun and ended by the caller: all of them, or none.
context.configure(connection=connection, transactional_ddl=False)
context.run_migrations()
