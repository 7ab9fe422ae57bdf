"""The tables of the record. `migrations/` makes them; docs/record.md says what they are for.

Numbers (`id`) are given out by the writer, who holds the only lock, so that both databases number alike.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

NAME_LENGTH = 500
"""Longest name that is indexed: an index entry of PostgreSQL holds 2,700 bytes. Claims keep longer names whole."""


def _id() -> Column[int]:
    return Column("id", Integer, primary_key=True, autoincrement=False)


texts = Table(
    "texts",
    metadata,
    _id(),
    Column("hash", String(64), nullable=False, unique=True),
    Column("text", Text, nullable=False),
    Column("shingles", Integer, nullable=False),
    Column("signature", LargeBinary, nullable=False),
    Column("copy_of", ForeignKey("texts.id", deferrable=True), index=True),
)
"""Each wording once. `copy_of`: the earliest of the near-copies that it belongs with; null for that one itself."""

text_bands = Table(
    "text_bands",
    metadata,
    Column("band", BigInteger, primary_key=True, autoincrement=False),
    Column("text", ForeignKey("texts.id"), primary_key=True),
    sqlite_with_rowid=False,
)
"""Texts that share a band of their MinHash signatures may be near-copies."""

reports = Table(
    "reports",
    metadata,
    _id(),
    Column("key", String(NAME_LENGTH + 12), nullable=False, unique=True),
    Column("name", String(NAME_LENGTH), nullable=False, index=True),
    Column("url_hash", String(64), index=True),
    Column("added", String(32), nullable=False),
)
"""Each published item once. `key` is its id as users type it: `name`, with ~2 where two items share that."""

versions = Table(
    "versions",
    metadata,
    _id(),
    Column("report", ForeignKey("reports.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("current", Boolean, nullable=False),
    Column("text", ForeignKey("texts.id"), nullable=False, index=True),
    Column("fingerprint", String(64), nullable=False),
    Column("title", Text),
    Column("publisher", Text),
    Column("published", Date),
    Column("url", Text),
    Column("licence", Text),
    Column("notes", Text, nullable=False),
    Column("reader", String(200), nullable=False, index=True),
    Column("added", String(32), nullable=False),
    UniqueConstraint("report", "number"),
    UniqueConstraint("report", "fingerprint"),
)
"""What a report said, and what was said of it, each time that it was found changed; and who read its claims."""
Index(
    "uq_versions_current",
    versions.c.report,
    unique=True,
    sqlite_where=text("current"),
    postgresql_where=text("current"),
)

claims = Table(
    "claims",
    metadata,
    _id(),
    Column("ref", String(12), nullable=False, unique=True),
    Column("version", ForeignKey("versions.id"), nullable=False, index=True),
    Column("shown", Boolean, nullable=False),
    Column("state", String(8), nullable=False),
    Column("verdict", String(8)),
    Column("event", String(16), nullable=False),
    Column("mode", String(100)),
    Column("status", String(16), nullable=False),
    Column("start", Date),
    Column("end", Date),
    Column("killed_low", BigInteger),
    Column("killed_high", BigInteger),
    Column("injured_low", BigInteger),
    Column("injured_high", BigInteger),
    Column("confidence", Float, nullable=False),
    Column("source_kind", String(16)),
    Column("span_start", Integer, nullable=False),
    Column("span_end", Integer, nullable=False),
    Column("condition_start", Integer),
    Column("condition_end", Integer),
    Column("said", BigInteger, nullable=False),
    Column("copy_of", ForeignKey("claims.id", deferrable=True), index=True),
)
"""What filters look at, of each claim as it stands after corrections.

`state`: read, kept (no longer read, but corrected by a person) or gone. `verdict`: accepted, rejected or null. `said`:
digest of event and words, by which a claim in a copy is known to repeat one (`copy_of`). `shown`: read or kept, not
rejected, no repetition, and in the current version of its report. `start`, `end`: when, else the day of publication.
"""
# The latest claims until a day are found within these, without a look at each claim itself.
Index("ix_claims_event_end", claims.c.event, claims.c.end, claims.c.id, claims.c.shown, claims.c.start)
Index("ix_claims_end", claims.c.end, claims.c.id, claims.c.shown, claims.c.start)
# The review queue. Of its claims alone: of all, it would lure SQLite away from better ones wherever claims must be shown.
Index(
    "ix_claims_open",
    claims.c.confidence,
    claims.c.id,
    sqlite_where=text("shown = 1 AND verdict IS NULL"),
    postgresql_where=text("shown AND verdict IS NULL"),
)
Index("ix_versions_published", versions.c.published)

claim_data = Table(
    "claim_data",
    metadata,
    Column("claim", ForeignKey("claims.id"), primary_key=True, autoincrement=False),
    Column("words", Text, nullable=False),
    Column("names", Text, nullable=False),
    Column("data", Text, nullable=False),
    Column("read", Text),
    Column("evidence", Text, nullable=False),
)
"""The whole of each claim as JSON: `data` as it stands, `read` as the reader gave it where corrections made the two
differ. `words` and `names` are what full-text search looks at.
"""

names = Table(
    "names",
    metadata,
    _id(),
    Column("name", String(NAME_LENGTH), nullable=False, unique=True),
    Column("folded", Text, nullable=False),
)
"""Each name of a party, source or place once; `folded` is it as filters compare it, with a space before and after."""

claim_names = Table(
    "claim_names",
    metadata,
    Column("claim", ForeignKey("claims.id"), primary_key=True),
    Column("role", String(9), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("name", ForeignKey("names.id"), nullable=False),
    sqlite_with_rowid=False,
)
"""Who is named in a claim as actor, recipient, source or where; a claim in a report's own voice has its publisher as source."""
Index("ix_claim_names_name_role_claim", claim_names.c.name, claim_names.c.role, claim_names.c.claim)

corrections = Table(
    "corrections",
    metadata,
    _id(),
    Column("act", String(8), nullable=False, index=True),
    Column("claim", ForeignKey("claims.id"), nullable=False, index=True),
    Column("kind", String(6), nullable=False),
    Column("field", String(9)),
    Column("old", Text),
    Column("new", Text),
    Column("undoes", String(8)),
    Column("who", String(200), nullable=False),
    Column("at", String(32), nullable=False),
    Column("why", Text),
    Column("carried", ForeignKey("corrections.id")),
)
"""What people said of claims; rows are only ever added. `act` groups what was done at once; `carried` names the row
that this one repeats for the same claim in a later version of its report.
"""

changes = Table(
    "changes",
    metadata,
    _id(),
    Column("claim", ForeignKey("claims.id"), nullable=False, index=True),
    Column("kind", String(8), nullable=False),
    Column("field", String(9)),
    Column("old", Text),
    Column("new", Text),
    Column("reader", String(200), nullable=False),
    Column("at", String(32), nullable=False),
)
"""What later readings changed: values, claims found, gone and back; rows are only ever added."""

incidents = Table(
    "incidents",
    metadata,
    Column("id", String(20), primary_key=True),
    Column("event", String(16), nullable=False),
    Column("mode", String(100)),
    Column("standing", String(10), nullable=False),
    Column("start", Date),
    Column("end", Date),
    Column("killed_low", BigInteger),
    Column("killed_high", BigInteger),
    Column("data", Text, nullable=False),
)
"""What `truceline.incidents` concluded from the claims when incidents were last made: whole as JSON in `data`, and what
filters look at.
"""
# The latest incidents that fit are found within this, without a look at each itself.
Index(
    "ix_incidents_start", incidents.c.start, incidents.c.id, incidents.c.end, incidents.c.killed_high,
    incidents.c.killed_low, incidents.c.event, incidents.c.standing,
)  # fmt: skip

incident_claims = Table(
    "incident_claims",
    metadata,
    Column("claim", ForeignKey("claims.id"), primary_key=True, autoincrement=False),
    Column("incident", ForeignKey("incidents.id"), nullable=False, index=True),
)
"""Which incident a claim tells of: each claim of one at most."""

conflicts = Table(
    "conflicts",
    metadata,
    Column("id", String(20), primary_key=True),
    Column("name", Text, nullable=False),
    Column("first", Date),
    Column("last", Date),
    Column("incidents", Integer, nullable=False),
    Column("attacks", Integer, nullable=False),
    Column("steps", Integer, nullable=False),
    Column("killed_low", BigInteger, nullable=False),
    Column("killed_high", BigInteger),
    Column("phase", String(20), nullable=False),
    Column("digest", String(32), nullable=False),
    Column("data", Text, nullable=False),
    Column("about", Text),
    Column("force", Text),
)
"""What `truceline.processes` concluded from the incidents when conflicts were last made: whole as JSON in `data`, with its
days of force; what lists show, with steps and attacks month by month and the ids of all parties as JSON in `about`, its incidents of
force as JSON in `force`; and a digest of `data` by which a reader knows that it has read it already.
"""

conflict_incidents = Table(
    "conflict_incidents",
    metadata,
    Column("conflict", ForeignKey("conflicts.id"), primary_key=True),
    Column("incident", ForeignKey("incidents.id"), primary_key=True, index=True),
    Column("kind", String(5), nullable=False),
)
"""The incidents of a conflict: force, step (of its process) or other."""

phase_sayings = Table(
    "phase_sayings",
    metadata,
    _id(),
    Column("act", String(8), nullable=False, unique=True),
    Column("conflict", String(20), nullable=False, index=True),
    Column("phase", String(20)),
    Column("start", Date),
    Column("end", Date),
    Column("undoes", String(8)),
    Column("who", String(200), nullable=False),
    Column("at", String(32), nullable=False),
    Column("why", Text),
)
"""What people said of the phases of conflicts; rows are only ever added, and one that undoes another names its act.

`conflict` points to no row: conflicts are made anew, and what a person said of one waits for it to come back.
"""

contradictions = Table(
    "contradictions",
    metadata,
    _id(),
    Column("dispute", String(24), nullable=False, index=True),
    Column("incident", ForeignKey("incidents.id"), index=True),
    Column("data", Text, nullable=False),
)
"""In what sources disagreed when incidents were last made: whole as JSON in `data`; numbered in the order of incidents.
`incident` is null for statements about who belongs to whom.
"""

makings = Table(
    "makings",
    metadata,
    Column("part", String(16), primary_key=True),
    Column("version", Integer, nullable=False),
    Column("correction", Integer, nullable=False),
    Column("change", Integer, nullable=False),
    Column("at", String(32), nullable=False),
    Column("data", Text),
)
"""When each part of the record that follows from others, as "incidents" or "conflicts", was last made anew, and of what: the
last row then of each table that claims change with. `data` is the part itself as JSON where it has no table of its own.
"""

users = Table(
    "users",
    metadata,
    _id(),
    Column("name", String(100), nullable=False, unique=True),
    Column("role", String(8), nullable=False),
    Column("password", String(200), nullable=False),
    Column("added", String(32), nullable=False),
)
"""People who may sign in; `password` is a hash by Argon2id."""

sessions = Table(
    "sessions",
    metadata,
    Column("hash", String(64), primary_key=True),
    Column("user", ForeignKey("users.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("expires", String(32), nullable=False),
)
"""Who is signed in, until when; `hash` is the SHA-256 of the secret that the browser holds."""

tokens = Table(
    "tokens",
    metadata,
    _id(),
    Column("name", String(100), nullable=False, unique=True),
    Column("role", String(8), nullable=False),
    Column("hash", String(64), nullable=False, unique=True),
    Column("added", String(32), nullable=False),
    Column("expires", String(32)),
)
"""Programs that may use REST; `hash` is the SHA-256 of the secret that the program holds."""
