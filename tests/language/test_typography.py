"""Texts that differ only in their marks and spelling are seen alike."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from truceline.language.typography import american, as_learnt, plain


@given(st.text())
def test_marks_are_put_in_place_one_by_one(text: str) -> None:
    assert len(plain(text)) == len(text)
    assert plain(plain(text)) == plain(text)


def test_straight_quotation_marks_open_and_close_like_curly_ones() -> None:
    straight = 'The envoy said: "We\'ll meet (in "open" session)." He left.'
    curly = "The envoy said: “We’ll meet (in “open” session).” He left."
    assert plain(straight) == plain(curly)


def test_dashes_of_any_make_are_one() -> None:
    assert plain("the talks - the third round - failed") == plain("the talks – the third round – failed")
    assert plain("a cease-fire") == "a cease-fire"


@pytest.mark.parametrize(
    ("british", "us"),
    [
        ("organisation", "organization"),
        ("demobilised", "demobilized"),
        ("armoured", "armored"),
        ("kilometres", "kilometers"),
        ("centred", "centered"),
        ("cancelled", "canceled"),
        ("defence", "defense"),
    ],
)
def test_british_spelling_is_seen_as_american(british: str, us: str) -> None:
    assert american(british) == us == american(us)


@pytest.mark.parametrize(
    "word", ["promised", "exercise", "surprised", "hour", "four", "pour", "compromised", "raised", "here", "acre"]
)
def test_words_that_only_look_british_stay(word: str) -> None:
    assert american(word) == word


def test_all_days_of_the_week_are_one_to_the_encoder() -> None:
    assert as_learnt("Friday") == as_learnt("Tuesday") != as_learnt("today")
