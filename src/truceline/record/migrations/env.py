"""Run by Alembic: apply the steps on the connection that `truceline.record.upgrading` hands over."""

from __future__ import annotations

from alembic import context

from truceline.record.database import VERSION_TABLE
from truceline.record.schema import metadata

context.configure(
    connection=context.config.attributes["connection"], target_metadata=metadata, version_table=VERSION_TABLE
)
with context.begin_transaction():
    context.run_migrations()
