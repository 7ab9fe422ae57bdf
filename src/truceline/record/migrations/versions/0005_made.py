"""What pages would otherwise reckon from the whole record: sources, curves by month, parties; and indexes that answer alone."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the columns and the indexes."""
    op.add_column("makings", sa.Column("data", sa.Text))
    op.add_column("conflicts", sa.Column("about", sa.Text))
    op.create_index("ix_claims_shown", "claims", ["shown", "verdict", "confidence", "id"])
    for name, first in (("ix_claims_event_end", ["event"]), ("ix_claims_end", [])):
        op.drop_index(name, "claims")
        op.create_index(name, "claims", [*first, "end", "id", "shown", "start"])
