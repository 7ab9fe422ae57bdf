"""Links say, for an event's word and a role, how likely each word of the report names the party, and that nobody is told."""

import numpy as np
import pytest

from truceline.language.links import PARTS, ROLES, STEPS, WIDTH, Links


def links(**changes):
    """Links of a text of three words, tokens 0, 2 and 3, in which nothing speaks for anything but what is changed."""
    parts = {name: np.zeros((3, width), np.float32) for name, width in PARTS.items()}
    apart = np.zeros((len(ROLES), len(STEPS) + 1), np.float32)
    return Links(**(parts | {"apart": apart} | changes), token_of_word=np.array([0, 2, 3]))


def test_where_nothing_is_known_every_word_and_nobody_are_as_likely():
    chances, nobody = links().likely([2], "actor")
    assert chances == pytest.approx({0: 0.25, 2: 0.25, 3: 0.25})
    assert nobody == pytest.approx(0.25)


def test_the_word_that_offers_what_is_asked_is_likeliest():
    asks, offers = (np.zeros((3, PARTS["asks"]), np.float32) for _ in range(2))
    asks[1, WIDTH:] = offers[2, WIDTH:] = 2.0  # the second role
    found = links(asks=asks, offers=offers)
    assert found.likely([2], "recipient")[0][3] > 0.9
    assert found.likely([2], "actor")[0][3] == pytest.approx(0.25)


def test_distance_speaks_for_a_word():
    apart = np.zeros((len(ROLES), len(STEPS) + 1), np.float32)
    apart[0, np.searchsorted(STEPS, 1, side="left")] = 5.0  # the word right after
    chances, _ = links(apart=apart).likely([2], "actor")
    assert chances[3] > 0.9


def test_a_token_that_is_no_word_has_no_links():
    with pytest.raises(ValueError, match="no word"):
        links().likely([1], "actor")
