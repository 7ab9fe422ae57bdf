"""Claims are found by words, by who, what and when, and on whose word: alike on both databases."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from making import STORY, attack, claim, record, talks

import truceline
from truceline import Entity, Record, Status, UsageError, When
from truceline.record import Store

OTHER = (
    "Réunion in Bangui: the milita­ry junta threatened on 2 May to expel peacekeepers, officials speaking anonymously said. "
    "Clashes near Birao killed nobody."
)


def other() -> Record:
    threat = claim(
        OTHER, "the milita­ry junta threatened on 2 May to expel peacekeepers", "threatened", "THREATEN",
        actor=(Entity(name="Tehrik-e-Taliban Pakistan"),), recipient=(Entity(name="United Nations"),),
        sources=(truceline.Source(name="officials", kind="unnamed"),), status=Status.FUTURE, confidence=0.95,
        when=When(start=dt.date(2021, 5, 2), end=dt.date(2021, 5, 4)),
    )  # fmt: skip
    clash = claim(
        OTHER,
        "Clashes near Birao killed nobody",
        "Clashes",
        sources=(),
        killed=None,
        confidence=0.3,
        actor=(),
        recipient=(),
    )
    return record("other", OTHER, [threat, clash], publisher="Réseau Centrafrique", published=dt.date(2021, 5, 3))


@pytest.fixture
def filled(store: Store) -> Store:
    store.add([record(), other()])
    return store


ATTACK, TALKS, THREAT, CLASH = "killed", "talks", "threatened", "Clashes"


@pytest.mark.parametrize(
    ("asked", "triggers"),
    [
        ({"words": "convoys"}, {ATTACK}),
        ({"words": "convoy soldier"}, {ATTACK}),
        ({"words": "convoy algiers"}, set()),
        ({"words": '"held talks"'}, {TALKS}),
        ({"words": '"talks held"'}, set()),
        ({"words": "mali -convoy"}, {TALKS}),
        ({"words": "peacekeep*"}, {THREAT}),
        ({"words": "taliban"}, {THREAT}),
        ({"actor": "gunmen"}, {ATTACK}),
        ({"actor": "taliban"}, {THREAT}),
        ({"actor": "tali"}, set()),
        ({"actor": "TEHRIK e taliban"}, {THREAT}),
        ({"recipient": "mali"}, {ATTACK}),
        ({"event": "consult"}, {TALKS}),
        ({"status": "future"}, {THREAT}),
        ({"source": "unnamed"}, {TALKS, THREAT}),
        ({"source": "military"}, {ATTACK}),
        ({"source": "reseau"}, {CLASH}),
        ({"since": dt.date(2021, 5, 4)}, {ATTACK, TALKS, THREAT}),
        ({"until": dt.date(2021, 5, 2)}, {THREAT}),
        ({"since": "2021-05-03", "until": "2021-05-03"}, {THREAT, CLASH}),
        ({"min_confidence": 0.7}, {ATTACK, THREAT}),
        ({"report": "other", "event": "ASSAULT"}, {CLASH}),
        ({}, {ATTACK, TALKS, THREAT, CLASH}),
    ],
)  # fmt: skip
def test_each_filter_finds_what_fits_and_nothing_else(filled: Store, asked: dict[str, Any], triggers: set[str]) -> None:
    found = filled.find(**asked)
    texts = {"story": STORY, "other": OTHER}
    assert {texts[c.report][slice(*c.claim.trigger)] for c in found} == triggers


def test_without_words_the_latest_come_first(filled: Store) -> None:
    assert [c.report for c in filled.find(limit=3)] == ["story", "story", "other"]


def test_common_words_give_the_same_order_however_many_are_asked_for(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("truceline.record.search.WEIGHED", 3)
    store.add([record(f"r{n}", f"{STORY} More came after {n} days.", [attack(), talks()]) for n in range(8)])
    whole = [c.id for c in store.find("convoy", limit=None, copies=True)]
    assert len(whole) == len(set(whole)) == 8
    for limit in range(9):
        assert [c.id for c in store.find("convoy", limit=limit, copies=True)] == whole[:limit]
    assert {c.report for c in store.find("convoy", limit=3, copies=True)} == {
        "r5",
        "r6",
        "r7",
    } or not store.database.is_sqlite


def test_a_frame_has_a_row_a_claim_with_its_exact_words(filled: Store) -> None:
    frame = filled.claims("convoy")
    assert list(frame["quote"]) == [record().words(attack().span)]
    assert frame.loc[0, ["actor", "sources", "killed_low", "report"]].tolist() == [
        "gunmen",
        "Military of Mali",
        12,
        "story",
    ]


def test_rejected_claims_are_found_only_when_asked_for(filled: Store) -> None:
    filled.reject(filled.find("convoy")[0].id)
    assert filled.find("convoy") == []
    assert [c.verdict for c in filled.find("convoy", rejected=True)] == ["rejected"]


@pytest.mark.parametrize(
    "asked", [{"words": "-convoy"}, {"words": "!!"}, {"event": "WAR"}, {"status": "?"}, {"actor": "—"}]
)
def test_what_cannot_be_looked_for_says_so(filled: Store, asked: dict[str, str]) -> None:
    with pytest.raises(UsageError):
        filled.find(**asked)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\0"), max_size=40))
@example('"; DROP TABLE claims; --')
@example("NEAR(a b) OR words:x* ^y & | ! <-> ' \\")
def test_no_text_of_a_user_breaks_the_search(filled: Store, words: str) -> None:
    try:
        filled.find(words, actor=words or None, source="%_")
    except UsageError:
        return


def test_a_name_is_found_also_where_the_claim_says_he(store: Store) -> None:
    text = "Word " * 3_000 + STORY
    store.add([record("long", text, [talks(text)])])
    assert [len(store.find(words)) for words in ("diplomat", "word", "algiers")] == [1, 0, 1]
