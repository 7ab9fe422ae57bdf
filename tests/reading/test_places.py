"""Where: the places that the words of an event stand with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from truceline import Event
from truceline.reading.place_names import words

if TYPE_CHECKING:
    from conftest import Desk


@pytest.mark.parametrize(
    ("text", "word", "places"),
    [
        ("Gunmen ambushed a convoy north of Wadi Halfa on Sunday.", "ambushed", ["Wadi Halfa"]),
        ("Rebels attacked a mosque in the village of Tarmoul on Sunday.", "attacked", ["Tarmoul"]),
        ("Talks between the government of Mali and the rebels resumed in Algiers.", "Talks", ["Algiers"]),
        ("Rebels seized a post in Velmar province and burned it.", "seized", ["Velmar"]),
        ("Soldiers were abducted from a checkpoint on Monday.", "abducted", ["checkpoint"]),
        ("The rebels pulled out of Kalemie on Monday.", "pulled", ["Kalemie"]),
        ("Jets struck a camp near the border, killing five fighters.", "struck", ["border"]),
        ("The two sides signed an accord in Doha on Monday.", "signed", ["Doha"]),
        ("Three posts in Deh Rawud district were attacked on Sunday.", "attacked", ["Deh Rawud"]),
        ("Soldiers evicted forty families from the Mbanza estates.", "evicted", ["Mbanza"]),
        ("Rebels killed four men at Tessit, in Gao region.", "killed", ["Tessit", "Gao"]),
        ("Gunmen attacked at least five villages on Sunday.", "attacked", ["five villages"]),
        ("Crowds in the capital, Velin, stoned the embassy of Norland.", "stoned", ["Velin"]),
        ("Police searched a hospital on Monday.", "searched", ["hospital"]),
        ("The parties met in Oslo, where the rebels killed a guard.", "killed", ["Oslo"]),
        ("The army withdrew after an attack at Tessit.", "withdrew", []),
        (
            "Rebels burned a mission hospital in May. Troops shelled the hospital again.",
            "shelled",
            ["mission hospital"],
        ),
        ("Rebels took Kidal in May. Troops shelled the town again.", "shelled", ["Kidal"]),
        ("The troops entered the wards and killed three patients.", "killed", ["wards"]),
        ("The troops bombed the bridge and killed three men.", "killed", []),
        ("Two men were killed when jets bombed the village of Tessit.", "killed", ["Tessit"]),
        ("They reopened the coastal road, which the rebels had blocked in May.", "blocked", ["coastal road"]),
        ("Word came that the barracks at Tessit were under attack.", "attack", ["Tessit"]),
        ("Rebels overran Kolmundi on Friday and burned the market.", "overran", ["Kolmundi"]),
        ("Jets struck the fuel depot and the barracks in Anefis on Monday.", "struck", ["Anefis"]),
        ("The truce was signed at the Galkayo airport on Monday.", "signed", ["Galkayo airport"]),
        ("Soldiers shot three villagers of Tessit on Monday.", "shot", ["Tessit"]),
        ("A deal was struck in Geneva last month, at talks between the army and the rebels.", "talks", ["Geneva"]),
        ("The two sides signed an accord in the Chadian capital on Monday.", "signed", ["N'Djamena"]),
        ("Rebels attacked a patrol on Senegalese soil.", "attacked", ["Senegal"]),
        ("A U.S. drone strike killed two fighters.", "strike", []),
    ],
)
def test_where_an_event_took_place(desk: Desk, text: str, word: str, places: list[str]) -> None:
    assert desk.where(text, word) == places


def test_whom_one_speaks_to_is_not_where_it_is_said(desk: Desk) -> None:
    text = "The minister accused the rebels from Kidal of treason."
    assert desk.where(text, "accused", Event.ACCUSE) == []


def test_what_talks_are_about_is_not_where_they_are_held(desk: Desk) -> None:
    assert desk.where("The two governments held talks on Kashmir.", "talks", Event.CONSULT) == []


def test_what_is_threatened_has_its_place(desk: Desk) -> None:
    assert desk.where("The rebels threatened to attack the port of Berbera.", "threatened", Event.THREATEN) == [
        "Berbera"
    ]


def test_the_name_of_a_state_is_the_one_that_the_report_uses(desk: Desk) -> None:
    text = "The Democratic Republic of Congo protested. Rwandan troops attacked a post on Congolese soil."
    assert desk.where(text, "attacked") == ["Democratic Republic of Congo"]


def test_a_name_that_another_sentence_gives_a_place_is_one(desk: Desk) -> None:
    text = "Gunmen live in Sorvala. On Friday troops attacked Sorvala and left."
    assert desk.where(text, "attacked") == ["Sorvala"]


def test_every_word_class_is_words() -> None:
    for kind in (
        "kinds",
        "sites",
        "static",
        "motion",
        "motion_verbs",
        "of_places",
        "of_places_only",
        "dwellers",
        "lands",
        "parts",
        "arriving",
        "settled",
        "abroad",
        "holding",
        "named_after",
    ):
        assert words(kind)
        assert all(isinstance(w, str) for w in words(kind))
