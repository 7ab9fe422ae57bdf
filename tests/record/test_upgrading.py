"""A record that the first version of the tables holds is brought up to date when opened, and nothing of it is lost.

revision_0001.json holds its rows as that version wrote them: four versions of three reports, a copy, corrections of each
kind, and a later reading. It stays as it is, whatever becomes of the program.
"""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from making import LONG, STORY, record
from sqlalchemy import text

import truceline
from truceline.actors import shipped_registry
from truceline.processes.rebuilding import rebuild
from truceline.record.database import Database
from truceline.record.location import locate
from truceline.record.upgrading import revision, revisions

ROWS: dict[str, list[dict[str, Any]]] = json.loads(Path(__file__).with_name("revision_0001.json").read_text())
BINARY = ("signature",)


def old_record(url: str) -> None:
    """Make the tables of the first revision alone, and write its rows as SQL."""
    database = Database(locate(url))
    with database.writing() as connection:
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", "truceline.record:migrations")
        config.set_main_option("path_separator", "os")
        command.upgrade(config, "0001")
        late = "PRAGMA defer_foreign_keys = ON" if database.is_sqlite else "SET CONSTRAINTS ALL DEFERRED"
        connection.execute(text(late))
        for table, rows in ROWS.items():
            for row in rows:
                columns = ", ".join(f'"{name}"' for name in row)
                values = ", ".join(f":{name}" for name in row)
                said = {k: bytes.fromhex(v) if k in BINARY else v for k, v in row.items()}
                connection.execute(text(f"INSERT INTO {table} ({columns}) VALUES ({values})"), said)
        assert revision(connection) == "0001"
    database.close()


def plain(value: Any) -> Any:
    if isinstance(value, bytes | memoryview):
        return bytes(value).hex()
    return value.isoformat() if isinstance(value, dt.date) else value


@pytest.fixture
def upgraded(url: str) -> Any:
    old_record(url)
    with truceline.open(url) as store:
        yield store


def test_every_row_of_the_first_revision_is_there_after_the_upgrade(upgraded: truceline.Store) -> None:
    with upgraded.database.reading() as connection:
        assert revision(connection) == revisions()[-1]
        for table, rows in ROWS.items():
            found = connection.execute(text(f"SELECT * FROM {table}")).mappings().all()
            kept = {json.dumps({k: plain(row[k]) for k in rows[0]}, sort_keys=True) for row in found}
            flags = {k for k, v in rows[0].items() if isinstance(v, bool)}
            expected = {
                json.dumps({k: int(v) if k in flags and upgraded.database.is_sqlite else v for k, v in row.items()}, sort_keys=True)
                for row in rows
            }  # fmt: skip
            assert kept == expected, table


def test_an_upgraded_record_is_whole_and_works_as_a_new_one(upgraded: truceline.Store) -> None:
    assert list(upgraded.check()) == []
    found = upgraded.find("convoy", event="ASSAULT", actor="gunmen")
    assert {c.claim.killed.low for c in found if c.claim.killed} == {10, 19}
    corrected = next(c for c in upgraded.find(event="ASSAULT") if c.report == "story")
    assert [e.what for e in upgraded.history(corrected.id)] == ["read", "set", "value"]
    assert upgraded.history(corrected.id)[1].why == "the hospital's list"
    assert upgraded.report("later", 1).record.report.text == LONG
    assert [c.key for c in upgraded.copies(upgraded.report("story").about)] == ["copy"]
    assert rebuild(upgraded, shipped_registry()).claims
    assert upgraded.add([record()])[0].outcome == "unchanged"  # type: ignore[union-attr]
    assert upgraded.add([record("new", STORY.replace("Gao", "Kidal"))])[0].outcome == "new"  # type: ignore[union-attr]
    assert list(upgraded.check()) == []
