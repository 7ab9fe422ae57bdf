"""A database that cannot be used says why and what to do, and keeps all that was acknowledged."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from making import STORY, FixedReader, contents, record
from server import Server
from sqlalchemy import create_engine, event
from sqlalchemy import text as sql

import truceline
from truceline import Report, StoreError, UsageError
from truceline.actors import shipped_registry
from truceline.errors import CorruptError, FullError, LockedError, ReadOnlyError, UnreachableError
from truceline.processes.rebuilding import rebuild
from truceline.record import Store
from truceline.record.location import locate, shown


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A record with one report."""
    path = tmp_path / "record.db"
    with truceline.open(path) as store:
        store.add([record()])
    return path


def numbered(n: int) -> Report:
    return record(f"story-{n}", f"Number {n}. " + f"On day {n} " * 40 + STORY, []).report


def test_a_locked_file_is_told_after_the_wait(file: Path) -> None:
    with truceline.open(file, wait=0.2) as store, closing(sqlite3.connect(file)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LockedError, match="another program"):
            store.add([record("second")])
        assert len(store.reports()) == 1
        other.execute("ROLLBACK")
        store.add([record("second")])


def test_incidents_stay_as_they_were_where_there_is_no_room_to_make_them_anew(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with truceline.open(file) as store:
        rebuild(store, shipped_registry())
        before = contents(store)
        monkeypatch.setattr("tempfile.TemporaryFile", lambda: open("/dev/full", "r+b", 0))  # noqa: SIM115, PTH123
        with pytest.raises(FullError, match="TMPDIR"):
            rebuild(store, shipped_registry())
        assert contents(store) == before


def test_a_locked_table_is_told_after_the_wait(postgres_url: str) -> None:
    with truceline.open(postgres_url, wait=0.3) as store, truceline.open(postgres_url) as other:
        with other.database.writing(), pytest.raises(LockedError, match="another program"):
            store.add([record()])
        store.add([record()])


def test_a_file_that_may_not_be_written_is_told_by_name(file: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    # Root may write anywhere: load all that is needed as whoever runs the tests, then be nobody.
    program = (
        "import os, sys, truceline\n"
        "from making import record\n"
        "with truceline.open(sys.argv[2]) as store:\n"
        "    store.add([record()])\n"
        "os.geteuid() == 0 and (os.setgid(65534), os.setuid(65534))\n"
        "with truceline.open(sys.argv[1]) as store:\n"
        "    store.add([record('second')])\n"
    )
    other = tmp_path_factory.mktemp("other") / "record.db"
    file.chmod(0o444)
    for folder in (file.parent, *list(file.parents)[1:3]):
        folder.chmod(0o555)
    paths = os.pathsep.join([str(Path(__file__).parent), *sys.path])
    try:
        done = subprocess.run(
            [sys.executable, "-c", program, str(file), str(other)],
            capture_output=True,
            text=True,
            env=os.environ | {"PYTHONPATH": paths},
        )
    finally:
        for folder in (file.parent, *list(file.parents)[1:3]):
            folder.chmod(0o755)
        file.chmod(0o644)
    assert "ReadOnlyError" in done.stderr and "may not be written here (get the right" in done.stderr
    with truceline.open(file) as store:
        assert len(store.reports()) == 1


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ReadOnlyError, match="--db"):
        truceline.open(tmp_path / "file" / "record.db")


def test_a_full_disk_is_told_and_what_was_acknowledged_is_kept(file: Path) -> None:
    with truceline.open(file) as store:
        with store.database.reading() as connection:
            pages = connection.scalar(sql("PRAGMA page_count"))
        store.database.engine.dispose()
        event.listen(store.database.engine, "connect", lambda c, _: c.execute(f"PRAGMA max_page_count = {pages + 20}"))
        acknowledged = []
        with pytest.raises(FullError, match="free some space"):
            for outcome in store.add_each((numbered(n) for n in range(500)), FixedReader):
                acknowledged.append(outcome.key)
    with truceline.open(file) as store:
        assert set(store.reports()["id"]) == {"story", *acknowledged}
        assert list(store.check()) == []
        store.add([numbered(n) for n in range(50)], reader=FixedReader())
        assert len(store.reports()) >= 51


@pytest.mark.parametrize("start", [0, 4096 * 3])
def test_a_damaged_file_is_told_and_names_the_remedy(file: Path, start: int) -> None:
    whole = file.read_bytes()
    file.write_bytes(whole[:start] + b"\x5a" * (len(whole) - start))
    with pytest.raises(CorruptError, match="truceline restore"), truceline.open(file) as store:
        list(store.check())
        store.find("convoy")


def test_a_file_of_another_kind_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    path.write_text(STORY * 30)
    with pytest.raises(CorruptError, match="no record at all"):
        truceline.open(path)
    assert path.read_text() == STORY * 30


@pytest.mark.parametrize(
    "url", ["postgresql://me:secret@127.0.0.1:1/none", "postgresql://me:secret@no.such.host.invalid/none"]
)
def test_a_server_that_does_not_answer_is_told_without_the_password(url: str) -> None:
    pytest.importorskip("psycopg")
    with pytest.raises(UnreachableError, match="does not answer") as told:
        truceline.open(url)
    assert "secret" not in str(told.value)


def test_a_database_that_is_not_there_is_told(server: Server) -> None:
    with pytest.raises(UnreachableError, match="does not exist"):
        truceline.open(server.url("nowhere"))


def test_a_server_that_goes_away_during_a_write_loses_nothing(server: Server, postgres_url: str) -> None:
    acknowledged = []

    def reports() -> Iterator[Report]:
        for n in range(80):
            if n == 64:
                server.stop()
            yield numbered(n)

    try:
        with truceline.open(postgres_url) as store, pytest.raises(UnreachableError, match="run the command again"):
            for outcome in store.add_each(reports(), FixedReader):
                acknowledged.append(outcome.key)
    finally:
        server.start()
    assert len(acknowledged) == 64
    with truceline.open(postgres_url) as store:
        assert set(store.reports()["id"]) == set(acknowledged)
        outcomes = [o.outcome for o in store.add([numbered(n) for n in range(80)], reader=FixedReader())]
        assert (outcomes.count("unchanged"), outcomes.count("new")) == (64, 16)
        assert list(store.check()) == []


def test_a_server_cut_off_within_a_transaction_loses_nothing(postgres_url: str) -> None:
    with truceline.open(postgres_url) as store:
        store.add([record()])
        with pytest.raises(UnreachableError), store.database.writing() as connection:
            connection.execute(sql("UPDATE reports SET key = 'lost'"))
            _end_others(postgres_url)
            connection.execute(sql("UPDATE reports SET key = 'lost again'"))
        assert list(store.reports()["id"]) == ["story"]


def _end_others(url: str) -> None:
    engine = create_engine(locate(url))
    with engine.begin() as connection:
        mine = "pid <> pg_backend_pid() AND datname = current_database()"
        connection.execute(sql(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {mine}"))
    engine.dispose()


@pytest.mark.parametrize(
    "url", ["", "mysql://me@host/name", "sqlite://", "sqlite:///:memory:", "://", "postgresql://[::1"]
)
def test_an_address_that_is_none_says_what_one_looks_like(url: str) -> None:
    with pytest.raises((UsageError, StoreError), match="give a file"):
        locate(url)


def test_the_record_lies_where_the_environment_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRUCELINE_DB", str(tmp_path / "mine.db"))
    assert locate().database == str(tmp_path / "mine.db")
    monkeypatch.delenv("TRUCELINE_DB")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert Path(str(locate().database)).name == "record.db"
    assert shown(locate("postgresql://me:secret@host/name")) == "postgresql+psycopg://me:***@host/name"


def test_a_store_can_be_used_after_an_error(store: Store) -> None:
    with pytest.raises(StoreError), store.database.writing() as connection:
        connection.execute(sql("SELECT * FROM nothing"))
    store.add([record()])
