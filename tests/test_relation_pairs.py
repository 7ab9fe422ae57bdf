"""The relation classifier learns acts and not names: a pair can be shown with its parties renamed, the rest as it was."""

from __future__ import annotations

import pytest

from training.pairs import Pair, renamed, unmark


@pytest.mark.parametrize(
    ("marked", "shown"),
    [
        ("<s>Lima</s> sued <t>the port's owners</t>.", "<s>France</s> sued <t>Spain</t>."),
        ("<t>Two men</t> were held by <s>police</s> in Lima.", "<t>Spain</t> were held by <s>France</s> in Lima."),
        ("<s>Nurses</s> struck again.", "<s>France</s> struck again."),
    ],
)
def test_the_two_parties_are_renamed_where_they_stand(marked: str, shown: str) -> None:
    assert renamed(unmark(marked, "ACCUSE")) == unmark(shown, "ACCUSE")


def test_a_pair_whose_parties_overlap_stays_as_it_is() -> None:
    pair = Pair("The army's chief spoke.", (0, 16), (0, 10), "CONSULT")
    assert renamed(pair) == pair
