"""How certain: as the innermost source tells it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from truceline.reading.conditions import condition_of
from truceline.reading.status import certainty
from truceline.reading.syntax import phrase

if TYPE_CHECKING:
    from conftest import Desk


@pytest.mark.parametrize(
    ("text", "word", "status"),
    [
        ("Under the deal, all foreign troops are to leave the country within six months.", "leave", "future"),
        ("The army has yet to withdraw from the border towns.", "withdraw", "negated"),
        ("The minister called for an end to the curfew imposed on Jos in January.", "curfew", "actual"),
        ("Observers could verify seven deaths in Gao.", "deaths", "actual"),
        ("It resumed what it called an operation against the rebels.", "operation", "actual"),
        ("The general, who leaves office in August, met the rebels.", "leaves", "future"),
        ("The Front said that it had agreed to no truce.", "agreed", "negated"),
        ("Talks with the rebels will resume on Friday.", "Talks", "future"),
        ("The army did not deny that it had shelled the town.", "shelled", "actual"),
    ],
)
def test_status(desk: Desk, text: str, word: str, status: str) -> None:
    token = desk.token(desk.prepare(text), word)
    assert certainty(token, token).status == status


@pytest.mark.parametrize(
    ("text", "word", "condition"),
    [
        ("The rebels offered to free the hostages if the army left.", "offered", "if the army left"),
        ("Should the blockade go on, the rebels will attack the port.", "attack", "Should the blockade go on"),
        ("We are prepared to meet provided that the shelling stops.", "meet", "provided that the shelling stops"),
    ],
)
def test_condition(desk: Desk, text: str, word: str, condition: str) -> None:
    reading = desk.prepare(text)
    head = condition_of(desk.token(reading, word))
    assert head is not None
    low, high = phrase(head)
    assert reading.doc[low:high].text.strip(" ,.") == condition
