"""Events told again without a word of their own: what is denied, what is counted."""

import pytest
from readings import read

from truceline.reading.reader import Reader


@pytest.mark.parametrize(
    "text",
    [
        "The rebels said that they had captured Mirgan, which the army denied.",
        "Rebels shelled Mirgan on Monday, the army said. The Northern Front denied this.",
    ],
)
def test_what_is_denied_is_told_again_as_not_so(reader: Reader, text: str) -> None:
    told, denied = read(reader, text).claims
    assert (told.status, denied.status) == ("actual", "negated")
    assert (denied.event, denied.actor) == (told.event, told.actor)
    assert denied.sources and denied.sources[-1].name != told.sources[-1].name


def test_who_counts_the_dead_tells_of_the_attack_again(reader: Reader) -> None:
    text = (
        "The Northern Front bombed the barracks at Mirgan on Monday. The governor, Adam Kellou, spoke of fifteen dead."
    )
    told, counted = read(reader, text).claims
    assert (counted.event, counted.mode, counted.actor) == (told.event, told.mode, told.actor)
    assert [s.name for s in counted.sources] == ["Adam Kellou"]
    assert counted.killed is not None
    assert counted.killed.low == 15


def test_the_dead_whom_nobody_counts_are_no_event(reader: Reader) -> None:
    assert not read(reader, "The government and the rebels honoured three dead poets on Monday.").claims[1:]
