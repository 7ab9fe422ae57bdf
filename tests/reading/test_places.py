"""Where: the places that the words of an event stand with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from truceline import Event
from truceline.reading.places import words

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
    ],
)
def test_where_an_event_took_place(desk: Desk, text: str, word: str, places: list[str]) -> None:
    assert desk.where(text, word) == places


def test_whom_one_speaks_to_is_not_where_it_is_said(desk: Desk) -> None:
    text = "The minister accused the rebels from Kidal of treason."
    assert desk.where(text, "accused", Event.ACCUSE) == []


def test_every_word_class_is_words() -> None:
    for kind in ("kinds", "sites", "static", "motion", "motion_verbs", "of_places", "parts", "holding", "named_after"):
        assert words(kind)
        assert all(isinstance(w, str) for w in words(kind))
