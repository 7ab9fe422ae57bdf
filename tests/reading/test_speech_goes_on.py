"""On whose word beyond the sentence of a cue: speech that runs on, interviews by turns, texts that one person delivers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Desk

BRIEFING = (
    "The envoy, Marta Keller, told the Council that both armies had left the valley. "
    "The rebels had shelled the market all the same. The ministry regretted it.\n\n"
)


def test_reported_speech_runs_on_in_the_past_perfect(desk: Desk) -> None:
    assert desk.told_by(BRIEFING, "shelled") == ["Marta Keller"]


def test_it_runs_on_into_a_paragraph_that_opens_with_the_speaker(desk: Desk) -> None:
    assert desk.told_by(BRIEFING + "She had since met the commander of the rebels.", "met") == ["Marta Keller"]


@pytest.mark.parametrize(
    "after",
    [
        "In January they had bombed the bridge at Orla.",
        "They bombed the bridge at Orla.",
        "General Pavel Orlic, their rival, had bombed the bridge at Orla.",
    ],
)
def test_it_ends_where_the_report_tells_its_own_story(desk: Desk, after: str) -> None:
    assert desk.told_by(BRIEFING.strip() + "\n\n" + after, "bombed") == []


def test_what_follows_a_semicolon_in_the_tense_of_the_speech_is_told_too(desk: Desk) -> None:
    text = "The chief, Musa Bah, said the rebels had agreed to stop the attacks; in return there would be no air raids."
    assert desk.told_by(text, "raids") == ["Musa Bah"]


def test_he_is_who_spoke_last_and_not_one_named_in_passing(desk: Desk) -> None:
    text = (
        "Musa Bah, the head of the rebels, denied that his men were to blame. "
        "After meeting the ambassador, Pavel Orlic, he said that soldiers had burned the village."
    )
    assert desk.told_by(text, "burned") == ["Musa Bah"]


def test_a_later_confirmation_tells_the_sentence_before(desk: Desk) -> None:
    text = "On Monday the rebels released two pilots. A diplomat confirmed it."
    assert desk.told_by(text, "released") == ["diplomat"]


ASKED = "Lena Hartmann led the monitors for two years. We met her in Geneva.\n\n"


@pytest.mark.parametrize(
    "turns",
    [
        # a question without a question mark; bold type; dashes; labels that are names, one of them with a single "?"
        "What did you see?\n\n{answer}\n\nThe army denies it.\n\n{more}\n\nWould you go back?\n\nI would.",
        "**What happened?**\n\n{answer}\n\n**The army denies it?**\n\n{more}",
        "– What happened?\n\n– {answer}\n\n– The army denies it.\n\n– {more}\n\n– Would you go back?\n\n– I would.",
        "Echo: Who did it?\n\nHartmann: {answer}\n\nEcho: The army denies it.\n\nHartmann: {more}",
        "Q. You were there.\n\nA. {answer}\n\nQ. The army denies it.\n\nA. {more}",
    ],
)
def test_an_interview_is_read_by_its_turns(desk: Desk, turns: str) -> None:
    answer = "I saw soldiers burn the village."
    more = "They lie. I know that officers tortured my driver."
    text = ASKED + turns.format(answer=answer, more=more)
    assert desk.told_by(text, "burn") == ["Lena Hartmann"]
    assert desk.told_by(text, "tortured") == ["Lena Hartmann"]
    assert desk.told_by(text, "denies") == []


def test_a_note_after_an_interview_is_the_papers_own(desk: Desk) -> None:
    note = (
        "The ministry did not answer a request for comment. Last week a court in the capital closed the case against "
        "the colonel of the brigade, whom villagers blame, and soldiers arrested three of the witnesses on the same day."
    )
    text = ASKED + "What did you see?\n\nI saw the fire.\n\nWho lit it?\n\nI cannot tell you.\n\n" + note
    assert desk.told_by(text, "arrested") == []


@pytest.mark.parametrize("opening", ["My name is Musa Bah. ", "Spokesperson: Musa Bah\n\n"])
def test_a_text_that_one_person_delivers_is_on_his_word(desk: Desk, opening: str) -> None:
    text = opening + "In May soldiers burned eleven villages. We call on the army to leave the valley."
    assert desk.told_by(text, "burned", "Radio Kaya") == ["Musa Bah"]
