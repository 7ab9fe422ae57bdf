"""The stamp of a record and what is kept with it: the same while nothing changes, another one at once when something does."""

import pytest
from making import attack, record, talks
from sqlalchemy import delete

import truceline
from truceline.actors import shipped_registry
from truceline.processes.rebuilding import rebuild
from truceline.record import Store
from truceline.record.schema import makings
from truceline.record.sources import SourceRow, sources


def sourced(store: Store) -> list[SourceRow]:
    with store.database.reading() as connection:
        return sources(connection)


def counted(store: Store) -> list[SourceRow]:
    """The sources as they are counted where none are kept."""
    with store.database.writing() as connection:
        connection.execute(delete(makings).where(makings.c.part == "sources"))
    return sourced(store)


def test_the_stamp_stays_until_something_is_written_by_whomever(url: str) -> None:
    with truceline.open(url) as one, truceline.open(url) as other:
        one.add([record(claims=[attack()])])
        first = one.stamp()
        assert [one.stamp() for _ in range(3)] == [first] * 3
        other.accept(other.find(limit=1)[0].id)
        second = one.stamp()
        assert second != first
        assert other.stamp() == second
        one.undo(one.find(limit=1)[0].id)
        assert one.stamp() not in (first, second)


def test_an_sqlite_record_knows_at_once_that_nothing_has_changed(store: Store) -> None:
    if not store.database.is_sqlite:
        pytest.skip("PostgreSQL has no counter of commits")
    assert store.known_stamps() is None
    stamps = store.stamps()
    assert store.known_stamps() == stamps
    store.add([record(claims=[attack()])])
    assert store.known_stamps() is None
    store.close()
    assert store.known_stamps() is None


def test_kept_sources_are_those_that_are_counted(store: Store) -> None:
    store.add([record(claims=[attack(), talks()])])
    rebuild(store, shipped_registry())
    assert sourced(store) == counted(store) != []


def test_sources_are_counted_anew_when_claims_have_changed(store: Store) -> None:
    store.add([record(claims=[attack(), talks()])])
    rebuild(store, shipped_registry())
    before = sum(one.claims for one in sourced(store))
    store.reject(store.find(limit=1)[0].id)
    assert sum(one.claims for one in sourced(store)) < before


def test_after_each_kind_of_correction_sources_are_those_that_a_full_count_gives(store: Store) -> None:
    told = [attack(), talks()]
    store.add([record(claims=told), record("copy", claims=told, publisher="Bamako Post", url="https://b.example/1")])
    registry = shipped_registry()
    acts = (
        lambda claim: store.accept(claim),
        lambda claim: store.correct(claim, {"killed": 7}),
        lambda claim: store.correct(claim, {"when": "2001-02-03"}),
        lambda claim: store.reject(claim),
        lambda claim: store.accept(claim),
        lambda claim: store.correct(claim, {"sources": "Bamako Post > the mayor"}),
        lambda claim: store.undo(claim),
    )
    for claim in [one.id for one in store.find()]:
        for act in acts:
            rebuild(store, registry)
            act(claim)
            kept = sourced(store)
            assert kept == counted(store) != []
