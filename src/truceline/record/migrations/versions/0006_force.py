"""The incidents of force of each conflict as pages list them: else each would be looked up and read for every page."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add the column."""
    op.add_column("conflicts", sa.Column("force", sa.Text))
