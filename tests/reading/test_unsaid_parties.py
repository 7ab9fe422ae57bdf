"""Who did it, to whom, where only another sentence of the report tells."""

import pytest
from readings import claims_of, read, roles

from truceline import Claim, Record
from truceline.reading.reader import Reader


def last(record: Record, event: str) -> Claim:
    return claims_of(record, event)[-1]


def test_those_who_held_them_let_them_go(reader: Reader) -> None:
    text = "Some gunmen abducted four nurses near Beledo in May. On Monday the nurses were freed."
    assert roles(last(read(reader, text), "RETREAT")) == (["gunmen"], ["nurses"])


def test_those_who_held_him_ill_treated_him(reader: Reader) -> None:
    text = "Some gunmen abducted a teacher near Beledo in May. The teacher was tortured for five days."
    assert roles(last(read(reader, text), "ASSAULT")) == (["gunmen"], ["teacher"])


@pytest.mark.parametrize(
    "again",
    [
        "The Lowland Front said it was behind the attack.",
        "The Lowland Front denied any involvement in the attack.",
        "The Lowland Front claimed responsibility for the attack.",
    ],
)
def test_the_attack_has_the_victims_told_before(reader: Reader, again: str) -> None:
    text = f"A bomb killed nine pilgrims at a bus station in Beledo on Monday. {again}"
    assert roles(last(read(reader, text), "ASSAULT")) == (["Lowland Front"], ["pilgrims"])


def test_anyone_is_one_of_those_of_whom_it_was_told(reader: Reader) -> None:
    text = "Three herdsmen were beaten by soldiers in Beledo, the union said. The governor denied that anyone had been beaten."
    assert roles(last(read(reader, text), "ASSAULT"))[1] == ["herdsmen"]


@pytest.mark.parametrize(
    ("text", "event", "recipient"),
    [
        ("Nine civilians were tortured and executed in Beledo.", "ASSAULT", "civilians"),
        ("The nine teachers were set free on Monday in Beledo.", "RETREAT", "teachers"),
        ("The army captured a colonel and nine rebels. Fourteen were killed in Beledo.", "ASSAULT", "rebels"),
        ("Two car bombs tore through a market in Beledo on Monday and killed nine pupils.", "ASSAULT", "pupils"),
        ("He said that 300 others had been wounded in Beledo.", "ASSAULT", "people"),
        ("The nineteen fishermen whom the coast guard took off their boats are in Beledo.", "COERCE", "fishermen"),
    ],
)
def test_whom_a_verb_befalls(reader: Reader, text: str, event: str, recipient: str) -> None:
    actor, recipients = roles(last(read(reader, text), event))
    assert recipients == [recipient]
    assert recipient not in actor


@pytest.mark.parametrize(
    ("text", "event", "actor"),
    [
        ("It was our army that destroyed two camps of the rebels.", "ASSAULT", "army"),
        ("The envoy was assured that the rebels have withdrawn from Beledo.", "RETREAT", "rebels"),
    ],
)
def test_who_does_it_in_a_clause_that_hangs_on_a_noun(reader: Reader, text: str, event: str, actor: str) -> None:
    (found, *more), _ = roles(last(read(reader, text), event))
    assert not more
    assert actor in found.lower()


TWO_SIDES = "Kenya's army attacked the Lowland Front in May. The Lowland Front killed nine Kenyan soldiers in June. "


def test_arms_are_given_up_to_the_other_side(reader: Reader) -> None:
    text = TWO_SIDES + "In 2013 the Lowland Front laid down its arms."
    assert roles(last(read(reader, text), "RETREAT")) == (["Lowland Front"], ["Government of Kenya"])


def test_a_state_recalls_its_envoy_from_another(reader: Reader) -> None:
    text = (
        "Kenya accused Uganda of arming rebels. Uganda rejected the charge of Kenya. Kenya has recalled its ambassador."
    )
    assert roles(last(read(reader, text), "SANCTION")) == (["Government of Kenya"], ["Government of Uganda"])


@pytest.mark.parametrize(
    ("text", "roles_told"),
    [
        ("A teacher was dragged from his house by gunmen and beaten in Beledo.", (["gunmen"], ["teacher"])),
    ],
)
def test_who_did_it_is_told_once_for_two_participles(
    reader: Reader, text: str, roles_told: tuple[list[str], list[str]]
) -> None:
    assert roles(last(read(reader, text), "ASSAULT")) == roles_told
