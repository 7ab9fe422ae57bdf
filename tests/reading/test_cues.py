"""On whose word by cues that are no plain "said": terms of agreements, nouns, views, counts, denials, sayings set into a clause."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Desk


@pytest.mark.parametrize(
    ("text", "trigger", "sources"),
    [
        ("By the terms of the accord the rebels are to withdraw from Orla.", "withdraw", ["accord"]),
        (
            "The sides signed a truce on Monday. Under its terms the army undertakes to stop all air raids; "
            "the rebels are to withdraw from Orla.",
            "withdraw",
            ["truce"],
        ),
        ("The deal provides for monitors, and for foreign troops to be withdrawn by May.", "withdrawn", ["deal"]),
    ],
)
def test_terms_of_an_agreement(desk: Desk, text: str, trigger: str, sources: list[str]) -> None:
    assert desk.told_by(text, trigger) == sources


@pytest.mark.parametrize(
    ("text", "trigger", "sources"),
    [
        ("The prosecutor's theory that soldiers shot the judge was never tested.", "shot", ["prosecutor"]),
        ("The governor's version is that soldiers shot the judge.", "shot", ["governor"]),
        ("The mission is concerned by reports that militias have abducted children.", "abducted", ["unnamed"]),
        ("In the view of the envoy, Amadou Diallo, the Niger Front bombed both schools.", "bombed", ["Amadou Diallo"]),
        ("Some 300 people were killed in the raids, by United Nations estimates.", "killed", ["United Nations"]),
    ],
)
def test_nouns_of_saying(desk: Desk, text: str, trigger: str, sources: list[str]) -> None:
    assert desk.told_by(text, trigger) == sources


def test_in_view_of_is_nobodys_view(desk: Desk) -> None:
    assert desk.told_by("In view of the danger, soldiers arrested the bishop.", "arrested") == []


def test_what_somebody_rejects_as_a_suggestion_is_denied_on_his_word(desk: Desk) -> None:
    reading = desk.prepare("The Niger Front rejects any suggestion by the army that it shelled the hospital in Diffa.")
    (told,) = reading.telling.of(desk.token(reading, "shelled").i)
    assert [s.name for s in told.sources] == ["Niger Front"]
    assert told.verb == "deny"


@pytest.mark.parametrize(
    ("text", "trigger", "sources"),
    [
        (
            "The governor, Amadou Diallo, let it be known that gunmen had abducted two nurses.",
            "abducted",
            ["Amadou Diallo"],
        ),
        ("The governor, Amadou Diallo, made clear that soldiers had shot the judge.", "shot", ["Amadou Diallo"]),
        ("The judge was shot by soldiers, or so said the governor, Amadou Diallo.", "shot", ["Amadou Diallo"]),
        ("Some alleged that they had been tortured.", "tortured", ["some"]),
        (
            "The city could be attacked within days, the envoy, Marta Keller, warned the Council.",
            "attacked",
            ["Marta Keller"],
        ),
        ("People in the mayor's office said soldiers had shot the judge.", "shot", ["People in the mayor's office"]),
        (
            "Soldiers shot the judge, according to the nurse, Sister Ana Reku, who hid in the loft and saw it.",
            "shot",
            ["Ana Reku"],
        ),
    ],
)
def test_ways_of_saying(desk: Desk, text: str, trigger: str, sources: list[str]) -> None:
    assert desk.told_by(text, trigger) == sources


def test_a_saying_inside_a_relative_clause_tells_that_clause_only(desk: Desk) -> None:
    text = "The rebels arrested two shepherds, who, they say, had shot a guard."
    assert desk.told_by(text, "arrested") == []
    assert len(desk.told_by(text, "shot")) == 1


def test_what_the_report_adds_behind_a_name_is_its_own(desk: Desk) -> None:
    text = (
        "The governor, Amadou Diallo, said that his men had helped the Lions of Orla, "
        "a gang which beheaded two envoys in March."
    )
    assert desk.told_by(text, "beheaded") == []
    assert desk.told_by(text, "helped") == ["Amadou Diallo"]


def test_a_clause_in_the_plain_past_is_the_reports_where_speech_is_put_back(desk: Desk) -> None:
    text = "The governor, Amadou Diallo, said he would return to the accord which the rebels signed in May."
    assert desk.told_by(text, "signed") == []


def test_a_saying_set_into_a_phrase_tells_that_phrase_only(desk: Desk) -> None:
    text = "Musa Bah stepped down for the sake, he said, of peace in the valley, and soldiers arrested his brother."
    assert desk.told_by(text, "arrested") == []


@pytest.mark.parametrize(
    ("text", "trigger", "sources"),
    [
        ("Soldiers burned two villages. Their commander told me.", "burned", ["commander"]),
        ("The ministry accused armed groups of having shelled the corridor.", "shelled", ["ministry"]),
        ("Both sides say that the rebels shot the judge.", "shot", ["both sides"]),
    ],
)
def test_sayings_that_point_back_or_charge(desk: Desk, text: str, trigger: str, sources: list[str]) -> None:
    assert desk.told_by(text, trigger) == sources
