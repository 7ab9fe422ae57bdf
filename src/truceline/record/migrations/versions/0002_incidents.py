"""Incidents and which claims are theirs: concluded from the claims, so that they can be made anew at any time."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "incidents",
        sa.Column("id", sa.String(20), primary_key=True),
        sa.Column("event", sa.String(16), nullable=False),
        sa.Column("mode", sa.String(100)),
        sa.Column("standing", sa.String(10), nullable=False),
        sa.Column("start", sa.Date),
        sa.Column("end", sa.Date),
        sa.Column("killed_low", sa.BigInteger),
        sa.Column("killed_high", sa.BigInteger),
        sa.Column("data", sa.Text, nullable=False),
    )
    op.create_index("ix_incidents_start", "incidents", ["start"])
    op.create_table(
        "incident_claims",
        sa.Column(
            "claim",
            sa.Integer,
            sa.ForeignKey("claims.id", name="fk_incident_claims_claim"),
            primary_key=True,
            autoincrement=False,
        ),
        sa.Column(
            "incident", sa.String(20), sa.ForeignKey("incidents.id", name="fk_incident_claims_incident"), nullable=False
        ),
    )
    op.create_index("ix_incident_claims_incident", "incident_claims", ["incident"])
