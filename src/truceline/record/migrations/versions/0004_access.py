"""People who may sign in, their sessions, and tokens for programs; contradictions, and what the web looks things up by."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the tables."""
    _people()
    _conclusions()


def _people() -> None:
    op.create_table(
        "users",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("role", sa.String(8), nullable=False),
        sa.Column("password", sa.String(200), nullable=False),
        sa.Column("added", sa.String(32), nullable=False),
        sa.UniqueConstraint("name", name="uq_users_name"),
    )
    op.create_table(
        "sessions",
        sa.Column("hash", sa.String(64), primary_key=True),
        sa.Column(
            "user", sa.Integer, sa.ForeignKey("users.id", name="fk_sessions_user", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("expires", sa.String(32), nullable=False),
    )
    op.create_index("ix_sessions_user", "sessions", ["user"])
    op.create_table(
        "tokens",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("role", sa.String(8), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("added", sa.String(32), nullable=False),
        sa.Column("expires", sa.String(32)),
        sa.UniqueConstraint("name", name="uq_tokens_name"),
        sa.UniqueConstraint("hash", name="uq_tokens_hash"),
    )


def _conclusions() -> None:
    op.create_table(
        "contradictions",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("dispute", sa.String(24), nullable=False),
        sa.Column("incident", sa.String(20), sa.ForeignKey("incidents.id", name="fk_contradictions_incident")),
        sa.Column("data", sa.Text, nullable=False),
    )
    op.create_index("ix_contradictions_dispute", "contradictions", ["dispute"])
    op.create_index("ix_contradictions_incident", "contradictions", ["incident"])
    op.create_table(
        "makings",
        sa.Column("part", sa.String(16), primary_key=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("correction", sa.Integer, nullable=False),
        sa.Column("change", sa.Integer, nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
    )
    op.create_index("ix_versions_published", "versions", ["published"])
