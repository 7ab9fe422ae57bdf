"""On whose word: what a reader of news understands of who tells what."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from truceline.reading.drafts import drafts_of
from truceline.reading.sources import words

if TYPE_CHECKING:
    from conftest import Desk


@pytest.mark.parametrize(
    ("text", "trigger", "sources"),
    [
        (
            "Gunmen killed six traders near Gao, the mayor, Amadou Diallo, told the newspaper Le Sahel.",
            "killed",
            ["Le Sahel", "Amadou Diallo"],
        ),
        (
            "The rebels shelled the town, according to Amina Sow, the head of the clinic, and burned two villages.",
            "shelled",
            ["Amina Sow"],
        ),
        (
            "The Niger Front mined the road to Diffa, the governor, Amadou Diallo, told the Security Council today.",
            "mined",
            ["Amadou Diallo"],
        ),
        (
            "The shell, the ministry says, was fired by rebels near Gao, and the rebels killed two boys in Kidal.",
            "fired",
            ["ministry"],
        ),
        ("Under the accord, the rebels are to withdraw from the north by June.", "withdraw", ["accord"]),
        ("The rebels, by their own count, killed 40 soldiers in the raid on the base.", "killed", ["rebels"]),
        ("The group is thought to have killed three judges in Mosul.", "killed", ["unnamed"]),
        (
            "Gunmen killed four farmers near Jos on Sunday. The Boko Haram group claimed responsibility.",
            "killed",
            ["Boko Haram"],
        ),
        (
            "In an attack that the Islamic State claimed, gunmen killed nine pilgrims in Kabul.",
            "killed",
            ["Islamic State"],
        ),
        ("Nobody claimed the attack, in which rebels killed two guards in Beni.", "attack", []),
    ],
)
def test_who_tells(desk: Desk, text: str, trigger: str, sources: list[str]) -> None:
    assert desk.told_by(text, trigger) == sources


@pytest.mark.parametrize(
    ("text", "trigger", "sources"),
    [
        (
            "In a message read on Radio Tahoua, the Niger Front demanded the release of its prisoners.",
            "demanded",
            ["Radio Tahoua"],
        ),
        (
            "The envoy, Amadou Diallo, stated that his government would never negotiate with the Niger Front.",
            "negotiate",
            [],
        ),
    ],
)
def test_what_is_done_by_saying_is_told_by_who_heard_it(
    desk: Desk, text: str, trigger: str, sources: list[str]
) -> None:
    drafts = drafts_of(desk.prepare(text))
    assert [s.name for d in drafts if d.candidate.trigger.text == trigger for s in d.sources] == sources


def test_the_report_goes_on_with_the_same_speaker(desk: Desk) -> None:
    text = (
        "The commander, Idris Bello, said the ceasefire would begin on Friday. "
        "Only in May would his fighters withdraw from the city."
    )
    assert desk.told_by(text, "withdraw") == ["Idris Bello"]


def test_narrative_after_speech_is_the_reports_own(desk: Desk) -> None:
    text = "The army said it was ready. In January it had attacked two villages near Goma."
    assert desk.told_by(text, "attacked") == []


def test_a_judgement_of_the_report_is_not_told_by_the_speaker(desk: Desk) -> None:
    text = (
        "Witnesses said soldiers had killed nine students in Oyo, a charge that the army has refused to answer, "
        "and the bishop condemned."
    )
    assert desk.told_by(text, "killed") == ["Witnesses"]
    assert desk.told_by(text, "refused") == []


def test_a_threat_made_to_an_outlet_keeps_the_outlet_only(desk: Desk) -> None:
    text = "The rebel chief, Musa Bah, told Radio Kaya that his men had not fired and threatened to attack the capital."
    reading = desk.prepare(text)
    threatened = desk.token(reading, "threatened")
    assert reading.telling.chain(threatened.i)[0] == []
    assert [s.name for s in reading.telling.heard[threatened.i]] == ["Radio Kaya"]


def test_a_publisher_is_no_source_of_its_own_statement(desk: Desk) -> None:
    text = (
        "Our observers recorded twelve attacks on villages in March.\n\n"
        "The Mission said that soldiers had killed two farmers in Lira."
    )
    assert desk.told_by(text, "killed", "Observer Mission in Uganda") == []


INTERVIEW = (
    "Lena Hartmann led the monitors for two years. She spoke to us in Geneva.\n\n"
    "Q: What did you see?\n\n"
    "A: I saw the army attack the village twice. My driver told me that the rebels had killed six men there.\n\n"
    "Q: And after that?\n\n"
    "A: We left. I could not stay."
)


def test_answers_of_an_interview_are_on_the_word_of_who_is_asked(desk: Desk) -> None:
    chain = desk.told_by(INTERVIEW, "killed")
    assert chain[0] == "Lena Hartmann"
    assert len(chain) == 2


def test_names_before_a_colon_may_mark_who_asks_and_who_answers(desk: Desk) -> None:
    text = INTERVIEW.replace("Q:", "Mesto:").replace("A:", "LH:")
    assert desk.told_by(text, "killed")[0] == "Lena Hartmann"
    assert "Lena Hartmann" not in desk.told_by(
        INTERVIEW.replace("Q:", "QUESTION:").replace("A:", "SPOKESMAN:"), "killed"
    )


def test_every_word_class_is_words() -> None:
    for kind in ("verbs", "acts", "nouns", "documents", "impersonal", "judging", "binding", "reckoning", "nobody"):
        assert words(kind)
        assert all(isinstance(w, str) for w in words(kind))
