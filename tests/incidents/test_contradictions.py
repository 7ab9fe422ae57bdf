"""Where sources disagree, with their words side by side."""

from importlib.resources import files

import pytest
import yaml
from claim_builder import ambush, told

from truceline.incidents import Dispute, contradictions_of, incident_of
from truceline.incidents.belonging import belongings


def disputes(*claims):
    return contradictions_of([incident_of(claims)], claims)


def test_numbers_that_cannot_both_be_true_stand_side_by_side():
    army = ambush("12 soldiers died", by="Military of Belmara", killed=12)
    doctors = ambush("we counted 35 bodies", by="doctors", killed=35)
    (found,) = disputes(army, doctors)
    assert found.dispute is Dispute.NUMBERS
    assert [(p.says, p.by, p.words) for p in found.positions] == [
        ("12 killed", ("Military of Belmara",), ("12 soldiers died",)),
        ("35 killed", ("doctors",), ("we counted 35 bodies",)),
    ]
    assert "Military of Belmara 12" in found.reason and "doctors 35" in found.reason


TOTALS = (
    told("190 people have been killed in attacks this year", killed=190, by="monitor"),
    told("Violence has left 190 people dead in the past three weeks", killed=190, by="monitor"),
    told("the toll from five days of fighting rose to 190", killed=190, by="UN envoy"),
    told("the group has killed 190 soldiers", killed=190, by="monitor", when="2023-01-01..2023-03-05"),
    told("four bombings killed 190", killed=190, by="monitor", count=4),
)


@pytest.mark.parametrize("total", TOTALS, ids=lambda c: c.quote)
def test_the_dead_of_a_period_are_not_set_against_those_of_one_attack(total):
    army = ambush("12 soldiers died in this attack", by="Military of Belmara", killed=12)
    incident = incident_of([army, total])
    assert not contradictions_of([incident], [army, total])
    assert (incident.killed.low, incident.killed.high) == (12, 12)
    assert {f.amount.high: f.state for f in incident.killed.figures} == {12: "stands", 190: "total"}


@pytest.mark.parametrize(
    "words",
    ["the deadliest attack this year killed 190", "190 died in the attack", "in all, 190 people died in the attack"],
)
def test_a_number_of_one_attack_is_compared_however_it_is_dwelt_on(words):
    (found,) = disputes(ambush(by="Military of Belmara", killed=12), ambush(words, by="doctors", killed=190))
    assert found.dispute is Dispute.NUMBERS


def test_sums_of_one_period_can_disagree_and_those_of_two_cannot():
    year, same, month = (
        told("killed this year", killed=n, by=by, when=when)
        for n, by, when in (
            (190, "monitor", "2023-01-01..2023-03-05"),
            (80, "Military of Belmara", "2023-01-01..2023-03-05"),
            (30, "UN envoy", "2023-02-05..2023-03-05"),
        )
    )
    assert [c.dispute for c in disputes(year, same)] == [Dispute.NUMBERS]
    assert not disputes(year, month)


def test_a_corrected_figure_is_no_contradiction():
    assert not disputes(
        ambush(by="Military of Belmara", killed=9, published="2023-03-06"),
        ambush(by="Military of Belmara", killed=11, published="2023-03-07"),
    )


def test_two_parties_named_as_the_doer_are_a_contradiction():
    (found,) = disputes(
        ambush(actor=["White Dagger"], by="White Dagger"), ambush(actor=["Brotherhood of Sel"], by="Police of Marovia")
    )
    assert found.dispute is Dispute.WHO
    assert [p.says for p in found.positions] == ["White Dagger did it", "Brotherhood of Sel did it"]


def test_gunmen_and_a_named_group_are_no_contradiction():
    assert not disputes(ambush(actor=["gunmen"], by="witness"), ambush(by="Military of Belmara"))


def test_a_denial_stands_against_what_is_told():
    (found,) = disputes(ambush(by="witness"), ambush("it attacked a convoy", by="Highland Front", status="negated"))
    assert (found.dispute, found.reason) == (Dispute.WHETHER, "Highland Front denies what is told by witness")


def test_talks_that_one_plans_and_another_denies_are_a_contradiction():
    parties = ["Government of Lurana", "Coastal Alliance"]
    (found,) = disputes(
        told("they will meet", event="CONSULT", status="future", actor=parties, by="Coastal Alliance"),
        told("no talks", event="CONSULT", status="negated", actor=parties, by="Government of Lurana"),
    )
    assert found.dispute is Dispute.TALKS
    assert [p.words for p in found.positions] == [("they will meet",), ("no talks",)]


def test_belonging_is_disputed_between_voices():
    says = told("the Red Column, a faction of the Highland Front, struck", event="ACCUSE", by="Military of Belmara")
    denies = told("The Red Column is not part of the Highland Front", event="ACCUSE", by="Highland Front")
    (found,) = contradictions_of([], [says, denies])
    assert (found.dispute, found.incident) == (Dispute.BELONGING, None)
    assert (
        found.reason == "Highland Front denies that Red Column belongs to Highland Front, as Military of Belmara says"
    )
    assert not contradictions_of([], [says, says])


def test_belonging_is_read_from_every_phrase_of_the_list():
    data = yaml.safe_load((files("truceline") / "data" / "belonging.yaml").read_text(encoding="utf-8"))
    for phrase in data["phrases"]:
        (found,) = belongings([told(f"Red Column, {phrase} the Highland Front, struck")])
        assert (found.member, found.group, found.denied) == ("Red Column", "Highland Front", False), phrase
    for link in data["links"]:
        for negation in data["negations"]:
            (found,) = belongings([told(f"Red Column {link} {negation} part of the Highland Front")])
            assert found.denied, (link, negation)
    for helper in data["helpers"]:
        (found,) = belongings([told(f"Red Column {helper} not belong to the Highland Front")])
        assert found.denied


def test_not_to_another_group_is_read_as_a_denial():
    found = list(belongings([told("Red Column belongs to the Highland Front, not to the White Dagger")]))
    assert [(b.group, b.denied) for b in found] == [("Highland Front", False), ("White Dagger", True)]


@pytest.mark.parametrize("quote", ["A " * 2000, "Aa, is not a " * 500, "Of The " * 1000])
def test_hostile_quotes_take_no_time(quote):
    assert list(belongings([told(quote)])) == []


def test_a_faction_and_its_whole_are_two_answers_to_who_did_it():
    both = {"actors": {"TTP": "ttp", "Jamaat-ul-Ahrar": "jamaat"}, "wholes": {"jamaat": ("ttp",)}}
    found = disputes(
        ambush(actor=["TTP"], by="Military of Belmara", **both),
        ambush(actor=["Jamaat-ul-Ahrar"], by="Police of Marovia", **both),
    )
    assert [(c.dispute, [p.says for p in c.positions]) for c in found] == [
        (Dispute.WHO, ["TTP did it", "Jamaat-ul-Ahrar did it"])
    ]
