"""What lists and pages are answered from: the incidents of force of each conflict in one piece, and indexes for one question each."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add the column, and put indexes in place of those that led to looking through the whole record."""
    op.add_column("conflicts", sa.Column("force", sa.Text))
    op.drop_index("ix_claims_shown", "claims")
    op.create_index(
        "ix_claims_open",
        "claims",
        ["confidence", "id"],
        sqlite_where=sa.text("shown = 1 AND verdict IS NULL"),
        postgresql_where=sa.text("shown AND verdict IS NULL"),
    )
    op.drop_index("ix_incidents_start", "incidents")
    wide = ["start", "id", "end", "killed_high", "killed_low", "event", "standing"]
    op.create_index("ix_incidents_start", "incidents", wide)
