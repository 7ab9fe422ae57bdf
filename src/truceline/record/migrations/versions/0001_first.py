"""The first tables: texts, reports and their versions, claims, corrections."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

FULL_TEXT_SQLITE = (
    """CREATE VIRTUAL TABLE claim_search USING fts5(
        words, names, content='claim_data', content_rowid='claim', tokenize='porter unicode61', detail=full)""",
    """CREATE TRIGGER claim_search_insert AFTER INSERT ON claim_data BEGIN
        INSERT INTO claim_search (rowid, words, names) VALUES (new.claim, new.words, new.names); END""",
    """CREATE TRIGGER claim_search_delete AFTER DELETE ON claim_data BEGIN
        INSERT INTO claim_search (claim_search, rowid, words, names)
        VALUES ('delete', old.claim, old.words, old.names); END""",
    """CREATE TRIGGER claim_search_update AFTER UPDATE OF words, names ON claim_data BEGIN
        INSERT INTO claim_search (claim_search, rowid, words, names)
        VALUES ('delete', old.claim, old.words, old.names);
        INSERT INTO claim_search (rowid, words, names) VALUES (new.claim, new.words, new.names); END""",
)
FULL_TEXT_POSTGRES = (
    """ALTER TABLE claim_data ADD COLUMN search tsvector GENERATED ALWAYS AS (
        setweight(to_tsvector('english', words), 'A') || setweight(to_tsvector('english', names), 'B')) STORED""",
    "CREATE INDEX ix_claim_data_search ON claim_data USING gin (search)",
)
APPEND_ONLY = ("corrections", "changes")


def upgrade() -> None:
    """Make the tables."""
    _texts()
    _claims()
    _people()
    sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in FULL_TEXT_SQLITE if sqlite else FULL_TEXT_POSTGRES:
        op.execute(statement)
    for table in APPEND_ONLY:
        (_guard_sqlite if sqlite else _guard_postgres)(table)


def _texts() -> None:
    op.create_table(
        "texts",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("shingles", sa.Integer, nullable=False),
        sa.Column("signature", sa.LargeBinary, nullable=False),
        sa.Column("copy_of", sa.Integer, sa.ForeignKey("texts.id", name="fk_texts_copy_of", deferrable=True)),
        sa.UniqueConstraint("hash", name="uq_texts_hash"),
    )
    op.create_index("ix_texts_copy_of", "texts", ["copy_of"])
    op.create_table(
        "text_bands",
        sa.Column("band", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("text", sa.Integer, sa.ForeignKey("texts.id", name="fk_text_bands_text"), primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "reports",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("key", sa.String(512), nullable=False),
        sa.Column("name", sa.String(500), nullable=False),
        sa.Column("url_hash", sa.String(64)),
        sa.Column("added", sa.String(32), nullable=False),
        sa.UniqueConstraint("key", name="uq_reports_key"),
    )
    op.create_index("ix_reports_name", "reports", ["name"])
    op.create_index("ix_reports_url_hash", "reports", ["url_hash"])
    op.create_table(
        "versions",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("report", sa.Integer, sa.ForeignKey("reports.id", name="fk_versions_report"), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("current", sa.Boolean, nullable=False),
        sa.Column("text", sa.Integer, sa.ForeignKey("texts.id", name="fk_versions_text"), nullable=False),
        sa.Column("fingerprint", sa.String(64), nullable=False),
        sa.Column("title", sa.Text),
        sa.Column("publisher", sa.Text),
        sa.Column("published", sa.Date),
        sa.Column("url", sa.Text),
        sa.Column("licence", sa.Text),
        sa.Column("notes", sa.Text, nullable=False),
        sa.Column("reader", sa.String(200), nullable=False),
        sa.Column("added", sa.String(32), nullable=False),
        sa.UniqueConstraint("report", "number", name="uq_versions_report_number"),
        sa.UniqueConstraint("report", "fingerprint", name="uq_versions_report_fingerprint"),
    )
    op.create_index("ix_versions_text", "versions", ["text"])
    op.create_index("ix_versions_reader", "versions", ["reader"])
    op.create_index(
        "uq_versions_current",
        "versions",
        ["report"],
        unique=True,
        sqlite_where=sa.text("current"),
        postgresql_where=sa.text("current"),
    )


def _claims() -> None:
    op.create_table(
        "claims",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("ref", sa.String(12), nullable=False),
        sa.Column("version", sa.Integer, sa.ForeignKey("versions.id", name="fk_claims_version"), nullable=False),
        sa.Column("shown", sa.Boolean, nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("verdict", sa.String(8)),
        sa.Column("event", sa.String(16), nullable=False),
        sa.Column("mode", sa.String(100)),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("start", sa.Date),
        sa.Column("end", sa.Date),
        sa.Column("killed_low", sa.BigInteger),
        sa.Column("killed_high", sa.BigInteger),
        sa.Column("injured_low", sa.BigInteger),
        sa.Column("injured_high", sa.BigInteger),
        sa.Column("confidence", sa.Float, nullable=False),
        sa.Column("source_kind", sa.String(16)),
        sa.Column("span_start", sa.Integer, nullable=False),
        sa.Column("span_end", sa.Integer, nullable=False),
        sa.Column("condition_start", sa.Integer),
        sa.Column("condition_end", sa.Integer),
        sa.Column("said", sa.BigInteger, nullable=False),
        sa.Column("copy_of", sa.Integer, sa.ForeignKey("claims.id", name="fk_claims_copy_of", deferrable=True)),
        sa.UniqueConstraint("ref", name="uq_claims_ref"),
    )
    op.create_index("ix_claims_version", "claims", ["version"])
    op.create_index("ix_claims_copy_of", "claims", ["copy_of"])
    op.create_index("ix_claims_event_end", "claims", ["event", "end"])
    op.create_index("ix_claims_end", "claims", ["end"])
    op.create_table(
        "claim_data",
        sa.Column(
            "claim",
            sa.Integer,
            sa.ForeignKey("claims.id", name="fk_claim_data_claim"),
            primary_key=True,
            autoincrement=False,
        ),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("names", sa.Text, nullable=False),
        sa.Column("data", sa.Text, nullable=False),
        sa.Column("read", sa.Text),
        sa.Column("evidence", sa.Text, nullable=False),
    )
    op.create_table(
        "names",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("name", sa.String(500), nullable=False),
        sa.Column("folded", sa.Text, nullable=False),
        sa.UniqueConstraint("name", name="uq_names_name"),
    )
    op.create_table(
        "claim_names",
        sa.Column("claim", sa.Integer, sa.ForeignKey("claims.id", name="fk_claim_names_claim"), primary_key=True),
        sa.Column("role", sa.String(9), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("name", sa.Integer, sa.ForeignKey("names.id", name="fk_claim_names_name"), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_claim_names_name_role_claim", "claim_names", ["name", "role", "claim"])


def _people() -> None:
    op.create_table(
        "corrections",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("act", sa.String(8), nullable=False),
        sa.Column("claim", sa.Integer, sa.ForeignKey("claims.id", name="fk_corrections_claim"), nullable=False),
        sa.Column("kind", sa.String(6), nullable=False),
        sa.Column("field", sa.String(9)),
        sa.Column("old", sa.Text),
        sa.Column("new", sa.Text),
        sa.Column("undoes", sa.String(8)),
        sa.Column("who", sa.String(200), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("why", sa.Text),
        sa.Column("carried", sa.Integer, sa.ForeignKey("corrections.id", name="fk_corrections_carried")),
    )
    op.create_index("ix_corrections_act", "corrections", ["act"])
    op.create_index("ix_corrections_claim", "corrections", ["claim"])
    op.create_table(
        "changes",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("claim", sa.Integer, sa.ForeignKey("claims.id", name="fk_changes_claim"), nullable=False),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("field", sa.String(9)),
        sa.Column("old", sa.Text),
        sa.Column("new", sa.Text),
        sa.Column("reader", sa.String(200), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
    )
    op.create_index("ix_changes_claim", "changes", ["claim"])


def _guard_sqlite(table: str) -> None:
    for act in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} are only ever added'); END"
        )


def _guard_postgres(table: str) -> None:
    op.execute(
        f"CREATE FUNCTION {table}_only_added() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{table} are only ever added'; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {table}_only_added BEFORE UPDATE OR DELETE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION {table}_only_added()"
    )
