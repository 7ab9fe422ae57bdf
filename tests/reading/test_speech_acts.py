"""Who says what to whom: demands, refusals, blame, praise, threats and offers whose words leave a party unsaid."""

from __future__ import annotations

import pytest

from truceline import Claim, Report
from truceline.reading.reader import Reader

WAR = (
    "The government of Kenya and the Coastal Front fought near Beledo. The Coastal Front attacked Kenya's army twice. "
)


def claim(reader: Reader, text: str, word: str, publisher: str | None = None) -> Claim:
    """The last claim whose event a word names."""
    report = Report(id="test", text=text, publisher=publisher)
    return [c for c in reader.read(report).claims if text[slice(*c.trigger)] == word][-1]


def actors(found: Claim) -> list[str]:
    return [e.name for e in found.actor]


def recipients(found: Claim) -> list[str]:
    return [e.name for e in found.recipient]


@pytest.mark.parametrize(
    ("text", "word", "whom"),
    [
        # The deed is taken up again by its name, whatever was told in between.
        (
            "The Coastal Front bombed a bus in Beledo. Kenya's army attacked a camp. The bishop condemned the bombing.",
            "condemned",
            ["Coastal Front"],
        ),
        (WAR + "The Coastal Front complained that nobody had warned its men.", "complained", ["Government of Kenya"]),
        ("The bishop deplored that soldiers of Kenya had turned back the convoy.", "deplored", ["Military of Kenya"]),
        ("The minister praised the Coastal Front's patience.", "praised", ["Coastal Front"]),
        ("The envoy welcomed the announcement by the Coastal Front.", "welcomed", ["Coastal Front"]),
        ("We appreciate the efforts of Ambassador Nora Tellmann.", "appreciate", ["Nora Tellmann"]),
    ],
)
def test_blame_and_praise_reach_whoever_did_the_deed(reader: Reader, text: str, word: str, whom: list[str]) -> None:
    assert recipients(claim(reader, text, word)) == whom


def test_nobody_is_blamed_for_a_deed_that_nobody_owned_up_to(reader: Reader) -> None:
    text = WAR + "A shop burned down in Port Amsel. The Coastal Front condemned the murder of its owner."
    assert "Port Amsel" not in recipients(claim(reader, text, "condemned"))


@pytest.mark.parametrize(
    ("text", "word", "whom"),
    [
        # What is to be done to somebody is not asked of him.
        (WAR + "The Coastal Front demanded that its prisoners be released.", "demanded", ["Government of Kenya"]),
        ("The envoy asked all villagers to leave.", "asked", ["all villagers"]),
        ("The Coastal Front ordered its fighters to hold fire.", "ordered", ["Coastal Front"]),
        ("The governor warned that the killers would be hunted down.", "warned", ["killers"]),
    ],
)
def test_demands_and_threats_are_aimed_at_those_who_can_hear_them(
    reader: Reader, text: str, word: str, whom: list[str]
) -> None:
    assert recipients(claim(reader, text, word)) == whom


def test_whoever_asked_is_refused(reader: Reader) -> None:
    text = WAR + "Bishop Noah Ambasa invited the Coastal Front to a meeting. It refused."
    assert recipients(claim(reader, text, "refused")) == ["Noah Ambasa"]


def test_a_statement_speaks_where_the_passive_names_nobody(reader: Reader) -> None:
    text = "The Coastal Union met on Friday. We reject the charge. The governor is asked to leave the port."
    found = claim(reader, text, "asked", publisher="Press Office, Coastal Union")
    assert actors(found) == ["Coastal Union"]


def test_a_report_does_not_speak_for_those_it_leaves_unsaid(reader: Reader) -> None:
    text = "The Coastal Union met on Friday in Beledo. The governor is asked to leave the port."
    assert actors(claim(reader, text, "asked", publisher="Kenya Daily")) == []


def test_readiness_of_one_is_towards_the_other(reader: Reader) -> None:
    found = claim(reader, "The Coastal Front is ready to negotiate with the government of Kenya.", "ready")
    assert (actors(found), recipients(found)) == (["Coastal Front"], ["Government of Kenya"])


def test_a_third_party_serves_both_sides(reader: Reader) -> None:
    found = claim(reader, WAR + "Norway stands ready to host a new round of talks.", "ready")
    assert sorted(recipients(found)) == ["Coastal Front", "Government of Kenya"]


def test_a_signed_paper_receives_nothing(reader: Reader) -> None:
    text = "Kenya and the Coastal Front met in Oslo. The Geneva Protocol, signed in May, had brought no peace."
    assert recipients(claim(reader, text, "signed")) == []


@pytest.mark.parametrize(
    "text",
    [
        "The truce was agreed at talks between Kenya and the Coastal Front which Norway chaired.",
        "Kenya and the Coastal Front held talks in Oslo under the eyes of Norway.",
    ],
)
def test_those_who_chair_talks_take_part(reader: Reader, text: str) -> None:
    assert "Government of Norway" in actors(claim(reader, text, "talks"))


def test_the_two_are_those_whom_their_own_sentence_names(reader: Reader) -> None:
    text = (
        "Kenya and Norway welcomed the truce. Samuel Otieno, after a call from Lars Berg, "
        "said that the two had agreed to a prisoner exchange."
    )
    assert set(actors(claim(reader, text, "agreed"))) == {"Samuel Otieno", "Lars Berg"}
