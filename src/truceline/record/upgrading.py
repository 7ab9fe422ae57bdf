"""Bring the tables of a record up to what this program knows, or say why that cannot be."""

from __future__ import annotations

from importlib.resources import files

from sqlalchemy import Connection, inspect, text

from truceline.errors import SchemaError
from truceline.record.database import VERSION_TABLE, Database
from truceline.record.schema import metadata


def revisions() -> list[str]:
    """Every revision of the schema that this program knows, oldest first."""
    names = (f.name for f in (files("truceline.record.migrations") / "versions").iterdir())
    return sorted(n.split("_")[0] for n in names if n.endswith(".py") and not n.startswith("_"))


def prepare(database: Database) -> None:
    """Make the tables where there are none, and bring older ones up to date, all or nothing.

    Raises SchemaError for tables of a newer program or of another one, and StoreError.
    """
    newest = revisions()[-1]
    with database.reading() as connection:
        if _checked(connection, database.place) == newest:
            return
    with database.writing() as connection:
        # Another program may have done it since.
        if _checked(connection, database.place) != newest:
            _upgrade(connection)


def _checked(connection: Connection, place: str) -> str | None:
    found = revision(connection)
    if found is not None and found not in revisions():
        raise SchemaError(
            f"this record was written by a newer version of truceline (tables {found}, known are up to {revisions()[-1]})",
            place=place,
            remedy="update truceline: pip install --upgrade truceline",
        )
    if found is None and (strange := _strange(connection)):
        raise SchemaError(
            f"this database holds tables of another program ({', '.join(sorted(strange))})",
            place=place,
            remedy="name another file or database with --db",
        )
    return found


def _strange(connection: Connection) -> set[str]:
    """Tables that are in the way. Programs may share a PostgreSQL database; an SQLite file is of one alone."""
    held = set(inspect(connection).get_table_names())
    return held if connection.dialect.name == "sqlite" else held & set(metadata.tables)


def revision(connection: Connection) -> str | None:
    """The revision of the schema of a database; None where it holds no record."""
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    found = connection.scalar(text(f"SELECT version_num FROM {VERSION_TABLE}"))
    return str(found) if found is not None else None


def _upgrade(connection: Connection) -> None:
    # Alembic takes half a second to load: not on every start.
    from alembic import command
    from alembic.config import Config

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", "truceline.record:migrations")
    config.set_main_option("path_separator", "os")
    command.upgrade(config, "head")
