"""Who is in conflict with whom: bodies of one state are one side, factions are their group's, mediators are no side."""

import random

import pytest
from process_builder import PAKISTAN, TTP, TTP_ID, attack, conflicts, told


def talks(on="2021-11-01", *, actor=("Imran Khan", TTP), **more):
    return told("They held talks", "CONSULT", actor=actor, on=on, **more)


def test_attacks_on_police_and_talks_of_the_prime_minister_are_one_conflict():
    (one,) = conflicts([attack("2021-10-02"), talks()])
    assert one.name == "Pakistan – Tehrik-i-Taliban Pakistan"
    assert [side.id for side in one.sides] == ["pakistan", TTP_ID]
    assert len(one.violence) == 1
    assert [(s.kind, s.by) for s in one.steps] == [("talks", ("government-of-pakistan", TTP_ID))]


def test_a_faction_fights_on_the_side_of_its_group_under_its_own_name():
    (one,) = conflicts([attack("2021-10-02"), attack("2021-10-09", actor=["Jamaat-ul-Ahrar"], place="Quetta")])
    assert {p.id: p.parent for p in one.sides[1].parties} == {TTP_ID: None, "jamaat-ul-ahrar": TTP_ID}


def test_violence_against_civilians_counts_against_the_state_where_it_was():
    (one,) = conflicts([attack("2021-10-02", recipient=["worshippers"], place="Kohat")])
    assert one.sides[0].id == "pakistan"
    assert one.countries == ("PK",)


def test_a_mediator_is_told_apart_from_the_sides():
    claims = [attack("2021-10-02"), talks(actor=[PAKISTAN, TTP, "Government of Afghanistan"], mode="third-party")]
    (one,) = conflicts(claims)
    assert one.steps[0].mediators == ("government-of-afghanistan",)


def test_a_mediator_who_meets_one_side_makes_contact_and_no_talks():
    claims = [attack("2021-10-02"), talks(actor=["Government of Qatar", TTP])]
    (one,) = conflicts(claims)
    assert [s.kind for s in one.steps] == ["contact"]


def test_a_group_that_no_registry_knows_is_a_side_under_its_own_name_in_every_spelling():
    claims = [
        attack("2021-10-02", actor=["River Front"], killed=3),
        attack("2021-10-20", actor=["fighters of the River Front"], place="Lahore"),
        told(
            "The army raided a camp",
            "ASSAULT",
            actor=["Military of Pakistan"],
            recipient=["the River Front"],
            on="2021-11-05",
        ),
    ]
    (one,) = conflicts(claims)
    assert one.name == "Pakistan – River Front"
    assert len(one.violence) == 3


def test_an_organization_that_makes_peace_with_a_state_is_a_side_though_nobody_tells_that_it_attacked():
    sides = ["Government of Karsova", "Northern Council"]
    claims = [
        told("talks between Karsova and the Northern Council", "CONSULT", actor=sides, on="2021-10-02"),
        told("Karsova and the Northern Council signed a ceasefire", "SUPPORT", actor=sides, on="2021-11-02"),
    ]
    (one,) = conflicts(claims)
    assert one.name == "Karsova – Northern Council"
    assert [s.kind for s in one.steps] == ["talks", "ceasefire"]


def test_who_helps_a_state_and_an_armed_group_to_talk_is_no_side():
    three = ["Government of Karsova", "River Front", "Northern League"]
    claims = [
        attack("2021-10-01", actor=["River Front"], recipient=["Government of Karsova"]),
        told("The Northern League brought the truce about", "CONSULT", actor=three, on="2021-10-09"),
        told("The Northern League met the president about the truce", "CONSULT", actor=three[::2], on="2021-10-20"),
    ]
    assert [c.name for c in conflicts(claims)] == ["Karsova – River Front"]


def test_a_government_that_no_report_names_is_the_other_side():
    claims = [
        told(
            "The River Front attacked police", "ASSAULT", actor=["River Front"], recipient=["police"], on="2021-10-01"
        ),
        told("the government and the River Front opened talks", "CONSULT", actor=["government", "River Front"]),
    ]
    (one,) = conflicts(claims)
    assert one.name == "Government – River Front"
    assert [s.kind for s in one.steps] == ["talks"]


@pytest.mark.parametrize("short", ["Freedom Front", "the River Freedom Front (RFF)", "RFF", "FRF"])
def test_a_group_is_one_under_its_whole_name_and_its_short_forms(short):
    claims = [
        attack("2021-10-02", actor=["River Freedom Front"]),
        attack("2021-10-20", actor=[short], place="Lahore"),
    ]
    assert [len(c.violence) for c in conflicts(claims)] == [2]


def test_a_town_that_is_shelled_is_no_armed_group():
    shelling = told("the shelling of the town of Bokala", "ASSAULT", actor=["Bokala"], recipient=["civilians"])
    assert not conflicts([shelling])


def test_what_a_government_orders_its_own_army_is_a_step_of_its_only_war():
    order = told(
        "ordering its troops to hold fire",
        "REQUEST",
        actor=[PAKISTAN],
        recipient=["Military of Pakistan"],
        mode="change",
        on="2021-11-01",
    )
    (one,) = conflicts([attack("2021-10-02"), order])
    assert [s.kind for s in one.steps] == ["ceasefire"]


def test_people_and_places_that_are_attacked_are_no_sides():
    claims = [attack("2021-10-02"), attack("2021-10-09", recipient=["Mufti Karim Wali"], place="Swat")]
    assert [c.sides[0].id for c in conflicts(claims)] == ["pakistan"]


def test_arrests_and_protests_are_no_force():
    claims = [
        attack("2021-10-02"),
        told("Police arrested two", "COERCE", mode="arrest", actor=["Police of Pakistan"], recipient=[TTP]),
        told("They marched", "PROTEST", actor=[TTP], recipient=[PAKISTAN]),
    ]
    (one,) = conflicts(claims)
    assert len(one.violence) == 1


def test_planned_and_denied_attacks_are_no_force():
    claims = [attack("2021-10-02"), attack("2021-12-02", status="future"), attack("2021-12-30", status="negated")]
    (one,) = conflicts(claims)
    assert len(one.violence) == 1


def test_a_sum_of_a_whole_year_is_no_attack():
    claims = [attack("2021-10-02"), attack("2021-01-01", until="2021-12-31", place="Swat", killed=300)]
    (one,) = conflicts(claims)
    assert len(one.violence) == 1


def test_talks_whose_other_side_the_reader_missed_go_to_the_side_that_their_words_name():
    claims = [
        attack("2021-10-02"),
        told("Negotiators for Pakistan and the TTP met for talks", "CONSULT", actor=[PAKISTAN], on="2021-11-01"),
    ]
    (one,) = conflicts(claims)
    assert [s.kind for s in one.steps] == ["talks"]


def test_a_state_that_meets_another_state_takes_no_step_of_the_process():
    claims = [
        attack("2021-10-02", report="r1"),
        told("Pakistan and China held talks", "CONSULT", actor=[PAKISTAN, "Government of China"], report="r1"),
    ]
    (one,) = conflicts(claims)
    assert one.steps == ()


def test_a_demand_is_of_the_side_that_makes_it_and_an_appeal_of_others_is_none():
    claims = [
        attack("2021-10-02"),
        told("The UN urged both to talk", "REQUEST", actor=["United Nations"], recipient=[PAKISTAN, TTP], mode="meet", on="2021-10-20"),
        told("The TTP demanded 100 prisoners", "REQUEST", actor=[TTP], recipient=[PAKISTAN], mode="yield", on="2021-11-10"),
    ]  # fmt: skip
    (one,) = conflicts(claims)
    assert [(s.kind, s.by) for s in one.steps] == [("demand", (TTP_ID,))]


def test_the_same_conflicts_come_of_claims_in_any_order():
    claims = [
        attack("2021-10-02"), attack("2021-10-09", recipient=[], place="Swat"), talks(),
        attack("2021-11-20", actor=["River Front"]), told("The TTP agreed on a ceasefire", "AGREE", actor=[TTP], status="future"),
        attack("2021-12-10", actor=["Balochistan Liberation Army"], place="Quetta"),
    ]  # fmt: skip
    before = conflicts(claims)
    for seed in range(5):
        random.Random(seed).shuffle(claims)
        assert conflicts(claims) == before


def test_the_id_of_a_conflict_stays_when_more_is_told():
    (before,) = conflicts([attack("2021-10-02")])
    (after,) = conflicts([attack("2021-10-02"), attack("2022-03-02", place="Swat"), talks()])
    assert before.id == after.id


def test_force_in_a_ceasefire_is_a_violation_of_it():
    claims = [
        attack("2021-10-02"),
        told(
            "Pakistan and the TTP agreed on a ceasefire",
            "AGREE",
            actor=[PAKISTAN, TTP],
            status="future",
            on="2021-11-09",
        ),
        attack("2021-11-20", place="Swat"),
    ]
    (one,) = conflicts(claims)
    assert [s.kind for s in one.steps] == ["ceasefire", "violation"]
    assert one.steps[1].words == "TTP attacked Police of Pakistan in Swat"
