"""Persons stand with the body whose role the words of claims give them."""

import pytest
from process_builder import PAKISTAN, TTP_ID, attack, conflicts, told

from truceline.processes.persons import Roles


@pytest.mark.parametrize(
    ("words", "person", "body"),
    [
        ("KWF leader Demir Aslan called on his fighters to stop", "demir aslan", "KWF"),
        ("Hadji Undaya, chairman of the Lumayan Front, signed", "undaya", "Lumayan Front"),
        ("the leader of the River Front (RF), Ana Sorel, agreed", "ana sorel", "River Front"),
        ("President Otar Dzhaneli of Gharzan declared", "otar dzhaneli", "Gharzan"),
        ("the Chairman of the Northern Front, Mr. Simon Tshala, signed", "simon tshala", "Northern Front"),
        (
            "the commander of the Hill Army, Juan Paz, alias Comandante Rufo, offers talks",
            "comandante rufo",
            "Hill Army",
        ),
    ],
)
def test_a_role_tells_for_whom_a_person_speaks(words, person, body):
    assert Roles([told(words, "CONSULT")]).bodies()[person] == body


def test_a_last_name_that_two_persons_share_tells_nothing():
    claims = [told("KWF leader Demir Aslan spoke", "CONSULT"), told("River Front leader Ana Aslan spoke", "CONSULT")]
    assert "aslan" not in Roles(claims).bodies()


def test_a_president_of_no_named_state_is_in_office():
    assert "ugarte" in Roles([told("President Marcela Ugarte spoke", "CONSULT")]).in_office()
    assert "roca" not in Roles([told("Bishop Anselmo Roca spoke", "CONSULT")]).in_office()


def test_a_rebel_leader_of_no_named_group_is_of_some_rebels():
    assert "dalmari" in Roles([told("rebel leader Idris Dalmari signed", "SUPPORT")]).of_rebels()


def test_of_two_who_sign_together_the_first_does_not_speak_for_the_body_of_the_second():
    words = "The Prime Minister, Ms Lindita Hoxhaj, and the President of the National Council, Mr Gani Sopaj, signed"
    bodies = Roles([told(words, "SUPPORT")]).bodies()
    assert "lindita hoxhaj" not in bodies
    assert bodies["gani sopaj"] == "National Council"


def test_who_speaks_for_a_group_makes_no_conflict_of_its_own():
    claims = [
        attack("2021-10-01"),
        told("TTP leader Asad Khel fought on", "ASSAULT", actor=["Asad Khel"], recipient=[PAKISTAN], on="2021-10-05"),
    ]
    [conflict] = conflicts(claims)
    assert {side.id for side in conflict.sides} == {"pakistan", TTP_ID}
    assert len(conflict.violence) == 2
