"""News of sport, business and weather says nothing in the record, whatever its words."""

from __future__ import annotations

import datetime as dt

import pytest

from truceline import Report
from truceline.reading.reader import Reader

WAR = """The army said on Monday that rebels had attacked a post near Kemra and killed four soldiers.

The rebels said that they would not talk with the government while its troops stayed in the valley."""
SPORT = """Rovers ambushed the league leaders on Saturday and shot down their hopes of the cup with two late goals. Their coach
said that the team had attacked from the first minute. The striker, bombarded with praise, warned the other clubs that the
season was long."""
MARKETS = """Shares in the retailer Orlan fell by six per cent after it rejected an offer from its largest shareholder. The company
said that it would fight the takeover, and analysts expect a truce before the end of the quarter."""


def told(reader: Reader, text: str) -> list[tuple[str, list[str], list[str]]]:
    record = reader.read(Report(id="test", published=dt.date(2023, 3, 14), text=text))
    return [(c.event.value, [e.name for e in c.actor], [e.name for e in c.recipient]) for c in record.claims]


@pytest.mark.parametrize("text", [SPORT, MARKETS])
def test_other_news_has_no_claims(desk, text: str) -> None:
    assert told(desk.reader, text) == []


@pytest.mark.parametrize("other", [SPORT, MARKETS])
def test_a_paragraph_of_other_news_changes_nothing(desk, other: str) -> None:
    first, second = WAR.split("\n\n")
    claims = told(desk.reader, WAR)
    assert claims
    assert told(desk.reader, f"{first}\n\n{other}\n\n{second}") == claims
    assert told(desk.reader, f"{WAR}\n\n{other}") == claims
