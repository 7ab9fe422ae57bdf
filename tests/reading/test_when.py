"""When: which of a report's times is an event's own."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Desk

D = dt.date


@pytest.mark.parametrize(
    ("text", "word", "start", "end"),
    [
        (
            "The army said on Monday that talks had failed, blaming the rebels for the delay.",
            "blaming",
            D(2023, 3, 13),
            D(2023, 3, 13),
        ),
        (
            "The truce lasted until June, when gunmen abducted four aid workers in Gao.",
            "abducted",
            D(2022, 6, 1),
            D(2022, 6, 30),
        ),
        (
            "The sides met in Oslo on Friday, a day after rebels attacked the port of Sirte.",
            "attacked",
            D(2023, 3, 9),
            D(2023, 3, 9),
        ),
        ("Rebels shelled Goma on 2 March. That evening they attacked Beni.", "attacked", D(2023, 3, 2), D(2023, 3, 2)),
        (
            "In 2015 they signed. Rebels shelled Goma on 2 March and within hours the army attacked Beni.",
            "attacked",
            D(2023, 3, 2),
            D(2023, 3, 2),
        ),
        (
            "In a resolution adopted on 9 March, the Council urged the rebels to lay down their arms.",
            "urged",
            D(2023, 3, 9),
            D(2023, 3, 9),
        ),
        (
            "Crowds marched on Friday in support of the president, three days after soldiers overthrew him.",
            "overthrew",
            D(2023, 3, 7),
            D(2023, 3, 7),
        ),
        ("In June last year a bomb wounded six people in Lagos.", "bomb", D(2022, 6, 1), D(2022, 6, 30)),
        (
            "Rebels left the talks on 2 March and have since overrun three posts.",
            "overrun",
            D(2023, 3, 2),
            D(2023, 3, 14),
        ),
        ("The two sides met in Oslo on Thursday and Friday.", "met", D(2023, 3, 9), D(2023, 3, 10)),
        ("The rebels turned down two offers, in 2018 and again in 2020.", "turned", D(2018, 1, 1), D(2020, 12, 31)),
        ("Rebels shelled Goma on 2 March. Next morning they attacked Beni.", "attacked", D(2023, 3, 3), D(2023, 3, 3)),
        ("The two sides will meet before the end of the month.", "meet", D(2023, 3, 14), D(2023, 3, 31)),
        ("The two sides will meet before the summer.", "meet", D(2023, 3, 14), D(2023, 5, 31)),
        ("Rebels have attacked three villages this month.", "attacked", D(2023, 3, 1), D(2023, 3, 14)),
        ("Rebels shelled Goma on 2 March. On the 9th they attacked Beni.", "attacked", D(2023, 3, 9), D(2023, 3, 9)),
        ("The rebels offer a truce in a message broadcast on Monday.", "offer", D(2023, 3, 13), D(2023, 3, 13)),
        ("The truce runs from Tuesday, November 9, to December 9.", "truce", D(2022, 11, 9), D(2022, 12, 9)),
        ("Monitors began to register the weapons on Monday.", "register", D(2023, 3, 13), D(2023, 3, 13)),
        ("The general, who leaves office in August, met the rebels.", "leaves", D(2023, 8, 1), D(2023, 8, 31)),
        ("The rebels met, and talks were promised for June.", "promised", D(2023, 6, 1), D(2023, 6, 30)),
        ("They joined the strike that parties have called from Thursday.", "called", D(2023, 3, 16), D(2023, 3, 16)),
        (
            "Rebels took Goma, in an attack like that of December 2014. Two days earlier the army attacked Beni.",
            "attacked",
            D(2023, 3, 12),
            D(2023, 3, 12),
        ),
        (
            "Rebels took hostages on 1 March. Since then they have attacked six farms.",
            "attacked",
            D(2023, 3, 1),
            D(2023, 3, 14),
        ),
    ],
)
def test_time_of_an_event(desk: Desk, text: str, word: str, start: dt.date, end: dt.date) -> None:
    when = desk.when(text, word)
    assert when is not None
    assert (when.start, when.end) == (start, end)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The minister condemned the attack of 2 March on the market in Gao.", "condemned"),
        ("The rebels broke off the talks after a bombing in Gao on 2 March.", "broke"),
    ],
)
def test_the_time_of_another_event_is_not_taken(desk: Desk, text: str, word: str) -> None:
    assert desk.when(text, word, spoken=word == "condemned") is None
