"""Talks, truces and agreements as the press tells of them: begun, ended, denied, only mentioned."""

import datetime as dt

import pytest

from truceline import Claim, Record, Report
from truceline.reading.reader import Reader

PUBLISHED = dt.date(2023, 3, 14)  # a Tuesday


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def read(reader: Reader, text: str) -> Record:
    return reader.read(Report(id="test", published=PUBLISHED, text=text))


def told(claim: Claim) -> tuple[str, str | None, str]:
    return claim.event.value, claim.mode, claim.status.value


def all_told(reader: Reader, text: str) -> list[tuple[str, str | None, str]]:
    return [told(c) for c in read(reader, text).claims]


@pytest.mark.parametrize(
    ("text", "mode", "actor", "recipient"),
    [
        ("The Taliban declared the ceasefire with the government over on Monday.", "yield", "Taliban", "government"),
        ("The general declared the truce with the Mountain Front (MF) over.", "yield", "general", "Mountain Front"),
        ("The rebels put an end to the peace talks with the government.", "meet", "rebels", "government"),
        ("The rebels called off the peace talks with the government.", "meet", "rebels", "government"),
        ("The government ended the talks with the rebels on Monday.", "meet", "government", "rebels"),
        ("The rebels put the second stage of their disarmament on hold.", "yield", "rebels", None),
        ("The peace agreement with the army is 'a dead letter', the rebels declared.", None, "rebels", None),
    ],
)
def test_who_ends_a_process_rejects_it(
    reader: Reader, text: str, mode: str | None, actor: str, recipient: str | None
) -> None:
    (claim,) = read(reader, text).claims
    assert told(claim) == ("REJECT", mode, "actual")
    assert [e.name for e in claim.actor] == [actor]
    assert recipient is None or [e.name for e in claim.recipient] == [recipient]


def test_a_truce_that_is_over_is_no_truce(reader: Reader) -> None:
    assert all_told(reader, "The truce between the army and the rebels is over.") == [("REJECT", "yield", "actual")]


@pytest.mark.parametrize(
    "text",
    [
        "The army declared a truce over Easter.",
        "The government and the rebels ended talks in Oslo on Monday.",
        "The talks between the army and the rebels were over by Monday.",
    ],
)
def test_a_round_closed_or_a_truce_over_a_feast_is_no_ending(reader: Reader, text: str) -> None:
    assert "REJECT" not in {event for event, _, _ in all_told(reader, text)}
