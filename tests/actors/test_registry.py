"""Every line of the shipped registry: known parents, sane years, and no name that means two actors in one report."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from importlib.resources import files
from pathlib import Path

import pytest

from truceline import gazetteer
from truceline.actors import Actor, Kind, shipped_registry
from truceline.actors.index import office
from truceline.actors.loading import FILES, actor_of, days, shipped
from truceline.actors.names import acronym_key, is_acronym, key, read_yaml
from truceline.errors import InputError, NotFoundError

FOLDER = files("truceline.actors") / "registry"


@pytest.fixture(scope="module")
def actors() -> dict[str, Actor]:
    return shipped()


@pytest.mark.parametrize("name", sorted(p.name for p in FOLDER.iterdir()))
def test_a_registry_file_says_what_it_is_and_how_it_was_checked(name: str) -> None:
    header = [line for line in (FOLDER / name).read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    assert "authors" in " ".join(header) and "tests/actors" in " ".join(header)


def test_a_file_gives_no_name_twice() -> None:
    for name in FILES:
        lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
        keys = [
            line.split(":")[0] for line in lines if line.startswith("  ") and not line.startswith(("   ", "  -", "  #"))
        ]
        # States and persons of one file may share a key, as the two halves of heads.yaml do not.
        assert len(keys) == len(set(keys)), [k for k in keys if keys.count(k) > 1]


def test_the_registry_holds_what_it_promises(actors: dict[str, Actor]) -> None:
    groups = [a for a in actors.values() if a.kind in (Kind.ARMED_GROUP, Kind.FACTION)]
    assert len(groups) >= 250
    for country in gazetteer.countries():
        for body in ("government", "military", "police", "parliament"):
            assert any(a.kind == body and a.countries[:1] == (country.iso2,) for a in actors.values())


def test_every_parent_and_every_office_belongs_to_a_known_actor(actors: dict[str, Actor]) -> None:
    for actor in actors.values():
        assert actor.parent is None or actor.parent in actors, actor.id
        assert actor.parent != actor.id
        assert all(role.of in actors for role in actor.roles), actor.id


def test_no_actor_is_a_part_of_itself() -> None:
    registry = shipped_registry()
    for actor in registry:
        assert actor.id not in [a.id for a in registry.ancestors(actor.id)]


def test_years_and_days_are_sane(actors: dict[str, Actor]) -> None:
    for actor in actors.values():
        if actor.since and actor.until:
            assert 1800 < actor.since <= actor.until <= 2025, actor.id
        for role in actor.roles:
            assert role.since and dt.date(1945, 1, 1) <= role.since <= dt.date(2025, 12, 31), (actor.id, role)
            # Died in office at the latest.
            assert not (actor.until and role.until) or role.until.year <= actor.until, (actor.id, role)


def test_countries_are_known(actors: dict[str, Actor]) -> None:
    codes = {country.iso2 for country in gazetteer.countries()}
    for actor in actors.values():
        assert set(actor.countries) <= codes, actor.id


def test_a_part_lives_no_longer_than_its_whole_began(actors: dict[str, Actor]) -> None:
    for actor in actors.values():
        whole = actors.get(actor.parent or "")
        if whole and whole.until and actor.since:
            assert actor.since <= whole.until, actor.id


def test_offices_have_a_class_by_which_they_are_found() -> None:
    found = [office(role.title) for actor in shipped_registry() for role in actor.roles]
    assert found.count(None) / len(found) < 0.05


def _together(first: Actor, second: Actor) -> bool:
    apart = (first.until and second.since and first.until < second.since) or (
        second.until and first.since and second.until < first.since
    )
    return not apart and (not first.countries or not second.countries or bool({*first.countries} & {*second.countries}))


def test_no_name_means_two_actors_of_one_country_and_time(actors: dict[str, Actor]) -> None:
    """Unless it is marked as shared. The state itself and its government have the same names."""
    meant: dict[tuple[bool, str], dict[str, Actor]] = defaultdict(dict)
    for actor in actors.values():
        if actor.kind is not Kind.STATE:
            for name in actor.names:
                acronym = is_acronym(name)
                meant[acronym, acronym_key(name) if acronym else key(name)][actor.id] = actor
    clashes = [
        (name, first.id, second.id)
        for (_, name), found in meant.items()
        for first in found.values()
        for second in found.values()
        if first.id < second.id and _together(first, second)
    ]
    assert clashes == []


def test_a_shared_name_is_shared_by_somebody(actors: dict[str, Actor]) -> None:
    """A name marked as shared is an acronym, or stands at two actors at least, or names many bodies besides."""
    for actor in actors.values():
        for name in actor.shared:
            assert name not in actor.names, (actor.id, name)


def test_the_states_of_the_parliaments_are_known() -> None:
    names = {country.name for country in gazetteer.countries()}
    assert set(read_yaml("parliaments.yaml")["parliaments"]) <= names


def test_factions_stand_under_their_group() -> None:
    registry = shipped_registry()
    assert "jamaat-ul-ahrar" in [a.id for a in registry.children("tehrik-i-taliban-pakistan")]
    assert "tehrik-i-taliban-pakistan" not in [a.id for a in registry.branch("taliban")]
    assert "macina-liberation-front" in [a.id for a in registry.branch("al-qaida")]


def test_an_unknown_id_names_those_that_come_near() -> None:
    with pytest.raises(NotFoundError, match="boko-haram"):
        shipped_registry()["boko haram"]


def test_search_puts_the_actor_of_that_name_first() -> None:
    registry = shipped_registry()
    assert registry.search("farc")[0].id == "revolutionary-armed-forces-of-colombia"
    assert registry.search("liberation front", country="IN", kind=Kind.ARMED_GROUP)
    assert registry.search("no such thing") == ()


@pytest.mark.parametrize("term", ["2018", "2018-13/", "2020/2019", "18 August 2018/", "0/1"])
def test_terms_that_are_no_dates_are_refused_with_their_place(term: str) -> None:
    with pytest.raises(InputError, match=r"heads\.yaml"):
        days(term, place="heads.yaml")


def test_terms_are_as_long_as_they_say() -> None:
    assert days("2018-08-18/2022-04", place="") == (dt.date(2018, 8, 18), dt.date(2022, 4, 30))
    assert days("1994/", place="") == (dt.date(1994, 1, 1), None)


@pytest.mark.parametrize(
    "entry", [{"kind": "army"}, {"kind": "faction", "years": "90s"}, {"kind": "faction", "aliases": []}]
)
def test_an_entry_that_cannot_be_read_says_where(entry: dict[str, object]) -> None:
    with pytest.raises(InputError, match=r"mine\.yaml, Some Front"):
        actor_of("Some Front", entry, place="mine.yaml")


def test_the_page_on_actors_states_how_many_there_are(actors: dict[str, Actor]) -> None:
    page = (Path(__file__).parents[2] / "docs" / "actors.md").read_text(encoding="utf-8")
    groups = sum(a.kind in (Kind.ARMED_GROUP, Kind.FACTION) for a in actors.values())
    persons = sum(a.kind is Kind.PERSON for a in actors.values())
    assert f"{groups} armed groups" in page and f"{persons:,} persons" in page


def test_actors_of_a_record_come_beside_the_shipped_ones() -> None:
    registry = shipped_registry().extended(
        [Actor(id="mountain-council", name="Mountain Council", kind=Kind.ARMED_GROUP)]
    )
    assert "mountain-council" in registry and "taliban" in registry
    assert registry.index.keys["mountain council"]
