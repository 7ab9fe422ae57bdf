"""Every line of the shipped data files can be read and means what its loader takes it for."""

from importlib.resources import files

import pytest
import yaml

from truceline import Event, gazetteer
from truceline.datafiles import load_yaml
from truceline.reading.lexicon import lexicon

MODES = frozenset(
    [
        "abduct",
        "assassinate",
        "beat",
        "cleansing",
        "crowd-control",
        "execute",
        "explosives",
        "firearms",
        "heavy-weapons",
        "aerial",
        "massacre",
        "primitive",
        "seize",
        "sexual",
        "suicide-attack",
        "torture",
        "unconventional",
        "destroy",
        "arrest",
        "ban",
        "censor",
        "curfew",
        "deport",
        "martial-law",
        "misinform",
        "restrict",
        "withhold",
        "troops",
        "weapons",
        "police",
        "militia",
        "withdraw",
        "release",
        "return",
        "disarm",
        "ceasefire",
        "access",
        "resign",
        "ease",
        "assist",
        "change",
        "meet",
        "yield",
        "allege",
        "disapprove",
        "investigate",
        "violence",
        "relations",
        "expel",
        "territory",
        "political",
        "phone",
        "visit",
        "third-party",
        "multilateral",
        "demo",
        "riot",
        "strike",
        "hunger",
        "boycott",
        "obstruct",
        "convict",
        "discontinue",
    ]
)
DATA = files("truceline") / "data"
YAML = sorted(p.name for p in DATA.iterdir() if p.name.endswith(".yaml"))


@pytest.mark.parametrize("name", YAML)
def test_a_data_file_says_what_it_is_and_parses(name: str) -> None:
    text = (DATA / name).read_text(encoding="utf-8")
    assert text.startswith("#")
    assert isinstance(yaml.safe_load(text), dict)


def test_the_lexicon_knows_only_types_and_modes_of_plover() -> None:
    words = load_yaml("events.yaml")
    assert set(words) == {e.value for e in Event}
    for parts in words.values():
        assert set(parts) <= {"verbs", "nouns", "weak", "weak_verbs", "weak_nouns"}
        for kind in ("verbs", "nouns"):
            assert set(parts.get(kind) or {}) <= MODES | {None}


def test_constructions_name_types_and_modes_of_plover() -> None:
    for row in load_yaml("constructions.yaml")["phrases"]:
        assert set(row) <= {"verbs", "objects", "subjects", "event", "mode", "at"}
        assert row["event"] in {e.value for e in Event}
        assert row.get("mode") is None or row["mode"] in MODES
        assert row["verbs"] and ("objects" in row) != ("subjects" in row)


def test_states_and_means_name_types_and_modes_of_plover() -> None:
    words = load_yaml("constructions.yaml")
    for row in words["states"]:
        assert set(row) == {"nouns", "cases", "event", "mode", "verbs"}
        assert row["event"] in {e.value for e in Event} and row["mode"] in MODES
    assert set(words["means"]) <= MODES
    assert all(isinstance(w, str) for listed in words["classes"].values() for w in listed)


def test_role_words_are_lists_of_distinct_lemmas() -> None:
    for kind, listed in load_yaml("roles.yaml").items():
        assert listed and len(listed) == len(set(listed)), kind
        assert all(isinstance(word, str) and word == word.lower() for word in listed), kind


def test_every_listed_word_reaches_the_lexicon() -> None:
    book = lexicon()
    for parts in load_yaml("events.yaml").values():
        for kind, table in (("verbs", book.verbs), ("nouns", book.nouns)):
            for listed in (parts.get(kind) or {}).values():
                for word in str(listed).split():
                    pieces = word.split("_")
                    assert word == "~" or (pieces[-1] if kind == "nouns" else pieces[0]) in table


@pytest.mark.parametrize(
    ("name", "code"),
    [("Pakistan", "PK"), ("the United States", "US"), ("Myanmar", "MM"), ("DR Congo", "CD"), ("Velmaria", None)],
)
def test_states_are_known_by_their_names(name: str, code: str | None) -> None:
    country = gazetteer.country_named(name)
    assert (country.iso2 if country else None) == code


@pytest.mark.parametrize(("word", "name"), [("Turkish", "Turkey"), ("Malian", "Mali"), ("Burmese", "Myanmar")])
def test_states_are_known_by_their_adjectives(word: str, name: str) -> None:
    country = gazetteer.country_of_adjective(word)
    assert country is not None and country.name == name


def test_every_state_has_a_code_of_two_letters() -> None:
    codes = [entry["iso2"] for entry in load_yaml("countries.yaml")["states"].values()]
    assert len(codes) > 190
    assert all(len(c) == 2 and c.isupper() for c in codes)
