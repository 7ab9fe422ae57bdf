"""The record can be checked, backed up, restored and brought up to date; what is not whole is told, never mended in silence."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from making import LONG, STORY, attack, contents, record, talks
from sqlalchemy import text

import truceline
from truceline import NotFoundError, UsageError
from truceline.errors import CorruptError, InputError, SchemaError
from truceline.record import Store
from truceline.record.database import VERSION_TABLE
from truceline.record.schema import metadata
from truceline.record.upgrading import revisions


@pytest.fixture
def filled(store: Store) -> Store:
    """A record with versions, copies and corrections."""
    store.add([record(), record("copy", LONG, publisher="Radio"), record(text=STORY + " An inquiry began.")])
    id = store.find("convoy")[0].id
    store.correct(id, {"killed": "10..15"}, why="the hospital’s list", who="Ada")
    store.reject(store.find("algiers")[0].id)
    return store


def tamper(store: Store, statement: str) -> None:
    with store.database.writing() as connection:
        if store.database.is_sqlite:
            connection.connection.driver_connection.execute("PRAGMA ignore_check_constraints = ON")  # type: ignore[union-attr]
        connection.execute(text(statement))


def test_a_record_in_use_is_whole(filled: Store) -> None:
    assert list(filled.check()) == []


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("UPDATE texts SET text = 'Other words.' WHERE id = 1", "not the text that was stored"),
        ("UPDATE claims SET killed_low = 99 WHERE killed_low = 10", "filed under another killed_low"),
        ("UPDATE claims SET verdict = NULL WHERE verdict = 'rejected'", "does not stand as its corrections say"),
        ("DELETE FROM claim_names WHERE role = 'actor'", "filed under other names"),
        ("UPDATE versions SET current = FALSE WHERE number = 2", "has 0 current versions"),
        ("UPDATE claim_data SET data = '{' WHERE claim = 1", "cannot be read"),
        ("UPDATE claim_data SET data = replace(data, '\"span\":[', '\"span\":[9') WHERE claim = 1", "claim"),
        ("DELETE FROM claim_data WHERE claim = 2", "has no words"),
    ],
)
def test_what_is_damaged_is_found(filled: Store, statement: str, told: str) -> None:
    tamper(filled, statement)
    assert any(told in f"{fault.place} {fault.problem}" for fault in filled.check())


def test_a_backup_brings_back_every_row(filled: Store, tmp_path: Path) -> None:
    before = contents(filled)
    filled.backup(tmp_path / "backup.db")
    assert [p.name for p in tmp_path.iterdir() if "backup" in p.name] == ["backup.db"]
    filled.correct(filled.find("convoy")[0].id, {"killed": 1})
    filled.add([record("later", "Later, another convoy reached the salt road without an attack at all.", [])])
    filled.restore(tmp_path / "backup.db", replace=True)
    assert contents(filled) == before
    assert list(filled.check()) == []
    filled.add([record("later", "Later, another convoy reached the salt road without an attack at all.", [])])


def test_a_backup_is_itself_a_record(filled: Store, tmp_path: Path) -> None:
    filled.backup(tmp_path / "backup.db")
    with truceline.open(tmp_path / "backup.db", create=False) as copy:
        assert contents(copy) == contents(filled)
        assert [c.id for c in copy.find("convoy")] == [c.id for c in filled.find("convoy")]


def test_a_record_moves_from_one_kind_of_database_to_the_other(postgres_url: str, tmp_path: Path) -> None:
    with truceline.open(tmp_path / "file.db") as file, truceline.open(postgres_url) as server:
        file.add([record(), record("copy", LONG, publisher="Radio")])
        file.backup(tmp_path / "one.db")
        server.restore(tmp_path / "one.db")
        assert contents(server) == contents(file)
        server.backup(tmp_path / "two.db")
        file.restore(tmp_path / "two.db", replace=True)
        assert contents(server) == contents(file)
        assert list(server.check()) == list(file.check()) == []


def test_nothing_is_lost_by_a_backup_or_restore_that_cannot_be(filled: Store, tmp_path: Path) -> None:
    before = contents(filled)
    filled.backup(tmp_path / "backup.db")
    with pytest.raises(UsageError, match="there already"):
        filled.backup(tmp_path / "backup.db")
    with pytest.raises(UsageError, match="holds reports already"):
        filled.restore(tmp_path / "backup.db")
    with pytest.raises(InputError, match="no such backup"):
        filled.restore(tmp_path / "missing.db", replace=True)
    damaged = tmp_path / "damaged.db"
    damaged.write_bytes((tmp_path / "backup.db").read_bytes()[:20_000])
    (tmp_path / "text.db").write_text("no database " * 1000)
    for path in (damaged, tmp_path / "text.db"):
        with pytest.raises(CorruptError):
            filled.restore(path, replace=True)
    assert contents(filled) == before


def test_the_migrations_make_the_tables_that_the_program_uses(store: Store) -> None:
    with store.database.reading() as connection:
        # What only full-text search needs is not in the tables that both databases share.
        context = MigrationContext.configure(
            connection,
            opts={
                "version_table": VERSION_TABLE,
                "include_object": lambda item, name, kind, *_: "search" not in str(name),
            },
        )
        assert compare_metadata(context, metadata) == []


def test_a_record_of_a_newer_program_is_left_alone(url: str) -> None:
    with truceline.open(url) as store:
        store.add([record()])
        tamper(store, f"UPDATE {VERSION_TABLE} SET version_num = '9999'")
    with pytest.raises(SchemaError, match=r"newer version.*update truceline"):
        truceline.open(url)


def test_a_file_of_another_program_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "other.db"
    with closing(sqlite3.connect(file)) as other:
        other.execute("CREATE TABLE bookmarks (url TEXT)")
        other.commit()
    before = file.read_bytes()
    with pytest.raises(SchemaError, match=r"another program \(bookmarks\)"):
        truceline.open(file)
    assert file.read_bytes() == before


def test_tables_of_another_program_are_left_alone(url: str) -> None:
    with truceline.open(url) as store, store.database.writing() as connection:
        connection.execute(text(f"DROP TABLE {VERSION_TABLE}"))
    with pytest.raises(SchemaError, match="another program"):
        truceline.open(url)


def test_revisions_are_numbered_without_a_gap() -> None:
    assert revisions() == [f"{n:04}" for n in range(1, len(revisions()) + 1)]


def test_where_no_record_is_to_be_made_its_absence_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="truceline add"):
        truceline.open(tmp_path / "none.db", create=False)
    assert list(tmp_path.iterdir()) == []


def test_reports_of_a_thousand_claims_are_kept_and_backed_up(store: Store, tmp_path: Path) -> None:
    text = (STORY + " ") * 500
    shift = len(STORY) + 1
    claims = [c for n in range(500) for c in (attack(text), talks(text)) for c in [_moved(c, n * shift)]]
    store.add([record("long", text, claims)])
    store.backup(tmp_path / "backup.db")
    assert len(store.claims()) == 1000
    assert list(store.check()) == []


def _moved(claim: truceline.Claim, by: int) -> truceline.Claim:
    span, trigger = (tuple(end + by for end in pair) for pair in (claim.span, claim.trigger))
    return claim.model_copy(update={"span": span, "trigger": trigger})
