"""Parties that no actor is known for are provisional until a person names, merges or splits them; incidents follow."""

import datetime as dt
import json
from pathlib import Path

import pytest
from making import DAY, record
from typer.testing import CliRunner

from truceline import Claim, Entity, Event, Place, When
from truceline.actors import load
from truceline.cli import app
from truceline.errors import NotFoundError
from truceline.incidents.of_record import incidents_in
from truceline.processes.rebuilding import rebuild
from truceline.record import Store


def attack(group: str, country: str = "GE", place: str = "Zugdidi", number: int = 0) -> Claim:
    return Claim(
        span=(0, 30), trigger=(4, 10), event=Event.ASSAULT, actor=(Entity(name=group),),
        recipient=(Entity(name="gunmen"),), where=(Place(name=place, country=country),),
        when=When(start=DAY + dt.timedelta(days=number), end=DAY + dt.timedelta(days=number)),
    )  # fmt: skip


def report(number: int, group: str, **rest: str) -> object:
    told = (
        "stormed a post",
        "burned a bridge",
        "robbed a bank",
        "shelled the harbour",
        "took the mill",
        "shot a guard",
    )
    text = f"{group} {told[number - 1]}, somebody told {number} reporters of paper {number * 7} on day {number}."
    return record(f"r{number}", text, [attack(group, **rest)], published=DAY + dt.timedelta(days=1))


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "actors.yaml"
    monkeypatch.setenv("TRUCELINE_ACTORS", str(path))
    return path


@pytest.fixture
def filled(store: Store) -> Store:
    store.add(
        [
            report(1, "Zorvan Council"),
            report(2, "the Zorvan Council"),
            report(3, "Kelmar Brigade"),
            report(4, "Military of Georgia"),
            report(5, "hooded riders"),
        ]
    )
    return store


def run(*args: str, db: str) -> str:
    done = CliRunner().invoke(app, [*args, "--db", db], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.stdout


def test_names_that_are_not_known_are_listed_with_their_spellings_and_countries(filled: Store, file: Path) -> None:
    found = filled.provisional()
    assert [(p.id, p.claims) for p in found] == [("unknown-zorvan-council", 2), ("unknown-kelmar-brigade", 1)]
    assert found[0].names == ("Zorvan Council", "the Zorvan Council")
    assert (found[0].countries, found[0].first) == (("GE",), DAY)
    assert [p.id for p in filled.provisional("kelmar")] == ["unknown-kelmar-brigade"]
    assert filled.provisional(country="ML") == []


def test_a_provisional_actor_is_shown_with_its_claims(filled: Store, file: Path) -> None:
    shown = filled.actor("unknown-zorvan-council")
    assert {c.report for c in shown.does} == {"r1", "r2"}
    assert filled.actor("zorvan council").known.actor.id == "unknown-zorvan-council"
    with pytest.raises(NotFoundError):
        filled.actor("unknown-nobody")


def test_a_named_one_is_provisional_no_more_and_incidents_know_it(filled: Store, file: Path, url: str) -> None:
    assert "zorvan-council" in run("actors", "name", "unknown-zorvan-council", "Zorvan Council of Elders", db=url)
    assert [p.id for p in filled.provisional()] == ["unknown-kelmar-brigade"]
    rebuild(filled, load())
    named = {n.name: n.id for i in incidents_in(filled) for n in i.actors}
    assert named["Zorvan Council"] == "zorvan-council-of-elders"
    assert filled.actor("zorvan-council-of-elders").does


def test_two_merged_ones_are_one_party_of_an_incident(filled: Store, file: Path, url: str) -> None:
    def parties() -> set[tuple[str, ...]]:
        rebuild(filled, load())
        found = [(n.name, *n.names) for i in incidents_in(filled) for n in i.actors]
        return {names for names in found if {"Zorvan Council", "Kelmar Brigade"} & set(names)}

    assert len(parties()) == 2
    run("actors", "merge", "unknown-kelmar-brigade", "unknown-zorvan-council", db=url)
    assert filled.provisional() == []
    assert filled.actor("Kelmar Brigade").known.actor.id == "zorvan-council"
    assert len(parties()) == 1


def test_a_merge_into_a_known_actor_makes_its_name_mean_that_one(filled: Store, file: Path, url: str) -> None:
    run("actors", "merge", "unknown-kelmar-brigade", "abkhaz-separatists", db=url)
    assert filled.actor("Kelmar Brigade").known.actor.id == "abkhaz-separatists"


def test_one_name_of_two_groups_is_split_by_country(filled: Store, file: Path, url: str) -> None:
    filled.add([report(6, "Zorvan Council", country="ML", place="Kidal")])
    run("actors", "split", "unknown-zorvan-council", "Zorvan Council (Georgia)", "--country", "GE", db=url)
    run("actors", "split", "unknown-zorvan-council", "Zorvan Council (Mali)", "--country", "ML", db=url)
    assert {c.report for c in filled.actor("zorvan-council-georgia").does} == {"r1", "r2"}
    assert {c.report for c in filled.actor("zorvan-council-mali").does} == {"r6"}


def test_the_list_prints_in_every_format(filled: Store, file: Path, url: str) -> None:
    assert "unknown-zorvan-council" in run("actors", "list", "--provisional", db=url)
    found = json.loads(run("actors", "list", "--provisional", "-f", "json", db=url))
    assert (found[0]["name"], found[0]["last"]) == ("Zorvan Council", DAY.isoformat())
    assert run("actors", "list", "--provisional", "-f", "csv", db=url).startswith("id,name,names,claims,")
    done = CliRunner().invoke(app, ["actors", "name", "unknown-nobody", "--db", url])
    assert (done.exit_code, "actors list --provisional" in done.stderr) == (1, True)
