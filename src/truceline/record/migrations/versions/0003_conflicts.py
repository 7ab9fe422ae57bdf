"""Conflicts, their incidents, and the phases that people set."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "conflicts",
        sa.Column("id", sa.String(20), primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("first", sa.Date),
        sa.Column("last", sa.Date),
        sa.Column("incidents", sa.Integer, nullable=False),
        sa.Column("attacks", sa.Integer, nullable=False),
        sa.Column("steps", sa.Integer, nullable=False),
        sa.Column("killed_low", sa.BigInteger, nullable=False),
        sa.Column("killed_high", sa.BigInteger),
        sa.Column("phase", sa.String(20), nullable=False),
        sa.Column("digest", sa.String(32), nullable=False),
        sa.Column("data", sa.Text, nullable=False),
    )
    op.create_table(
        "conflict_incidents",
        sa.Column(
            "conflict",
            sa.String(20),
            sa.ForeignKey("conflicts.id", name="fk_conflict_incidents_conflict"),
            primary_key=True,
        ),
        sa.Column(
            "incident",
            sa.String(20),
            sa.ForeignKey("incidents.id", name="fk_conflict_incidents_incident"),
            primary_key=True,
        ),
        sa.Column("kind", sa.String(5), nullable=False),
    )
    op.create_index("ix_conflict_incidents_incident", "conflict_incidents", ["incident"])
    op.create_table(
        "phase_sayings",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("act", sa.String(8), nullable=False),
        sa.Column("conflict", sa.String(20), nullable=False),
        sa.Column("phase", sa.String(20)),
        sa.Column("start", sa.Date),
        sa.Column("end", sa.Date),
        sa.Column("undoes", sa.String(8)),
        sa.Column("who", sa.String(200), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("why", sa.Text),
        sa.UniqueConstraint("act", name="uq_phase_sayings_act"),
    )
    op.create_index("ix_phase_sayings_conflict", "phase_sayings", ["conflict"])
