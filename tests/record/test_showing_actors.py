"""An actor is shown with what it does, what is done to it and what it says, by whatever name, and nobody else's claims."""

import csv
import datetime as dt
import io
import json

import pytest
from making import DAY, record
from typer.testing import CliRunner

from truceline import Claim, Entity, Event, Place, Source
from truceline.actors import shipped_registry
from truceline.cli import app
from truceline.errors import NotFoundError, UsageError
from truceline.record import Store

TEXT = (
    "The TTP attacked a convoy in Bannu. Soldiers struck the Pakistani Taliban. Its spokesman said so. Taliban talks."
)
WHERE = (Place(name="Bannu", country="PK"),)


def claim(words: str, event: str = "ASSAULT", **rest: object) -> Claim:
    start = TEXT.index(words)
    span = (start, start + len(words))
    return Claim.model_validate({"span": span, "trigger": span, "event": Event(event), "where": WHERE} | rest)


@pytest.fixture
def filled(store: Store) -> Store:
    ttp, other = Entity(name="TTP"), Entity(name="Pakistani Taliban")
    army = Entity(name="Military of Pakistan")
    said = (Source(name="Noor Wali Mehsud", kind="person"),)
    claims = [
        claim("The TTP attacked a convoy in Bannu", actor=(ttp,), recipient=(army,)),
        claim("Soldiers struck the Pakistani Taliban", actor=(army,), recipient=(other,), sources=said),
        claim("Taliban talks", "CONSULT", actor=(Entity(name="Taliban"),), where=(Place(name="Kabul", country="AF"),)),
    ]
    later = record("later", TEXT + " Again.", [claims[0]], published=DAY + dt.timedelta(days=9))
    store.add([record("first", TEXT, claims), later])
    return store


def test_an_actor_is_shown_by_any_of_its_names_with_the_claims_on_it_latest_first(filled: Store) -> None:
    shown = filled.actor("Tehreek-e-Taliban Pakistan", registry=shipped_registry())
    assert shown.known.actor.id == "tehrik-i-taliban-pakistan"
    assert [c.report for c in shown.does] == ["later", "first"]
    assert [c.words for c in shown.suffers] == ["Soldiers struck the Pakistani Taliban"]


def test_who_holds_an_office_of_it_speaks_for_it(filled: Store) -> None:
    shown = filled.actor("TTP", registry=shipped_registry())
    assert [c.claim.sources[0].name for c in shown.says] == ["Noor Wali Mehsud"]
    assert "noor-wali-mehsud" in {person.id for person, _ in shown.known.people}


def test_a_name_that_means_another_on_that_day_and_place_is_not_shown(filled: Store) -> None:
    taliban = filled.actor("taliban", registry=shipped_registry())
    assert [c.words for c in taliban.does] == ["Taliban talks"]
    assert not filled.actor("TTP", limit=0, registry=shipped_registry()).does


def test_claims_on_factions_are_shown_when_asked_for(filled: Store) -> None:
    text = "Jamaat-ul-Ahrar bombed a market in Mohmand, officials said on the day."
    said = Claim(
        span=(0, 40), trigger=(16, 22), event=Event.ASSAULT, actor=(Entity(name="Jamaat-ul-Ahrar"),), where=WHERE
    )
    filled.add([record("faction", text, [said], published=DAY + dt.timedelta(days=20))])
    assert [c.report for c in filled.actor("TTP").does] == ["later", "first"]
    assert [c.report for c in filled.actor("TTP", parts=True).does] == ["faction", "later", "first"]


def test_names_that_nobody_or_several_have_are_said_to_be_so(filled: Store) -> None:
    with pytest.raises(NotFoundError, match="there is no actor"):
        filled.actor("Qwxz")
    with pytest.raises(UsageError, match="give the id"):
        filled.actor("National Liberation Army")


def test_the_command_shows_an_actor_in_every_format(filled: Store, url: str) -> None:
    def run(*args: str) -> str:
        done = CliRunner().invoke(app, ["show", "actor", "TTP", "--db", url, *args], catch_exceptions=False)
        assert done.exit_code == 0, done.output
        return done.stdout

    table = run()
    assert "parts:" in table and "Jamaat-ul-Ahrar" in table and "in office:" in table and "What it does" in table
    found = json.loads(run("-f", "json"))
    assert (found["actor"]["id"], len(found["does"]), len(found["says"])) == ("tehrik-i-taliban-pakistan", 2, 1)
    assert "jamaat-ul-ahrar" in {part["id"] for part in found["actor"]["parts"]}
    rows = list(csv.DictReader(io.StringIO(run("-f", "csv", "--limit", "1"))))
    assert [row["sort"] for row in rows] == ["does", "suffers", "says"]
