"""What happened: which words make a claim, of which type and mode, and which do not."""

import pytest
from readings import read

from truceline.reading.reader import Reader


def events(reader: Reader, text: str) -> list[tuple[str, str | None]]:
    return [(c.event.value, c.mode) for c in read(reader, text).claims]


@pytest.mark.parametrize(
    ("text", "event", "mode"),
    [
        ("The government is ready to talk to the rebels.", "AGREE", None),
        ("The rebels are willing to withdraw from the city.", "CONCEDE", None),
        ("The rebels are unwilling to negotiate with the government.", "REJECT", "meet"),
        ("The government will not release the prisoners of the rebels.", "REJECT", "yield"),
        ("There can be no talks with the rebels, the president said.", "REJECT", "meet"),
        ("The army suspended the ceasefire with the rebels on Monday.", "REJECT", "yield"),
        ("Norway suspended aid to the government of Mali.", "SANCTION", "discontinue"),
        ("India welcomed the agreement between the rebels and the government.", "SUPPORT", None),
        ("The rebels will free the hostages on Friday, their spokesman said.", "CONCEDE", None),
        ("The rebels handed in their rifles in 2010.", "RETREAT", "disarm"),
        ("The rebels set free 20 soldiers on Monday.", "RETREAT", "release"),
        ("The rebels observed a truce over Easter.", "RETREAT", "ceasefire"),
        ("The rebels warned the army that they would attack its convoys.", "THREATEN", "violence"),
        ("Two rebel leaders have been in prison since 2014.", "COERCE", "arrest"),
        ("The army was put on alert on Sunday.", "MOBILIZE", "troops"),
        ("Soldiers captured the town of Gao on Monday.", "ASSAULT", "seize"),
        ("Rebels captured four soldiers near Gao.", "ASSAULT", "abduct"),
        ("Army helicopters struck two camps of the rebels on Monday.", "ASSAULT", "aerial"),
        ("Three soldiers were killed by a mine near Kidal.", "ASSAULT", "explosives"),
        ("The president received the ambassador of Chad on Monday.", "CONSULT", "visit"),
        ("The army insists that the rebels leave the city.", "REQUEST", "yield"),
        ("Turkey announced a complete withdrawal from the region.", "CONCEDE", None),
        ("Uganda was sheltering the rebels.", "AID", None),
        ("Turkmenistan has sent two regiments to its frontier.", "MOBILIZE", "troops"),
        ("The truce of the army with the rebels held on Sunday.", "RETREAT", "ceasefire"),
        ("The Front seized Goma in March 2016.", "ASSAULT", "seize"),
        ("Rebels seized two priests near Mirgan on Monday.", "ASSAULT", "abduct"),
        ("A car bomb was rammed into a base of the army on Monday.", "ASSAULT", "suicide-attack"),
        ("The armies of Chad and Sudan exchanged artillery fire on Friday.", "ASSAULT", "heavy-weapons"),
        ("Dock workers have been on strike since Friday in protest at the law.", "PROTEST", "strike"),
        ("Soldiers toppled the government of Bissau on Sunday.", "ASSAULT", "seize"),
        ("The African Union has suspended its mission in Gabon.", "SANCTION", "discontinue"),
        ("The two presidents spoke on the phone.", "CONSULT", "phone"),
        ("The minister would not hear of talks with the rebels.", "REJECT", "meet"),
        ("Six hundred federal troops landed on the island overnight.", "MOBILIZE", "troops"),
        ("The opposition called the decision of the government a farce.", "ACCUSE", "disapprove"),
        ("The president sacked the governor of the province on Monday.", "SANCTION", "expel"),
        ("The union called off its strike on Monday.", "RETREAT", None),
    ],
)
def test_names_the_event_of_a_construction(reader: Reader, text: str, event: str, mode: str | None) -> None:
    assert events(reader, text) == [(event, mode)]


@pytest.mark.parametrize(
    "text",
    [
        "Two gunmen opened fire on a crowd of soldiers in Gao on Monday, killing three of them.",
        "Three soldiers died on Monday when their convoy came under fire near Gao.",
        "A roadside bomb tore through a bus in Kabul on Monday, killing nine policemen.",
        "In an attack on Monday near Gao, rebels killed three soldiers.",
        "Rebels attacked and overran a base of the army near Gao.",
        "Talks between the government and the rebels, mediated by Qatar, went on in Doha.",
        "Dozens died in the attack, reportedly conducted by the Taliban.",
        "Police fired tear gas at the crowd on Monday.",
    ],
)
def test_tells_one_happening_once(reader: Reader, text: str) -> None:
    assert len(events(reader, text)) == 1


def test_what_a_demand_asks_is_no_event_but_what_it_tells_of_is(reader: Reader) -> None:
    found = events(reader, "The union urged the government to lift the curfew that the army imposed on Gao in January.")
    assert ("COERCE", "curfew") in found
    assert "RETREAT" not in {event for event, _ in found}


def test_what_will_be_done_on_a_condition_is_a_threat(reader: Reader) -> None:
    claims = read(reader, "If the rebels attack the town, the army will bomb their camps, the general said.").claims
    assert [(c.event.value, c.status.value) for c in claims] == [("THREATEN", "hypothetical")]


@pytest.mark.parametrize(
    "text",
    [
        "Did the government and the rebels agree?",
        "Abuses were not committed by the army alone.",
        "An officer of the army, who asked not to be named, declined to comment.",
        "Nobody I met called this peace with the rebels.",
        # Things that move, and words that are given.
        "The police said that the bus had plunged into the ravine.",
        "The rebels offered no evidence to the army.",
    ],
)
def test_makes_no_event_of_questions_and_common_senses(reader: Reader, text: str) -> None:
    assert events(reader, text) == []


def test_an_attack_that_nobody_claimed_is_not_denied(reader: Reader) -> None:
    claims = read(reader, "No group has claimed responsibility for the attack on the soldiers in Gao.").claims
    assert all(c.status == "actual" and not c.actor for c in claims)


def test_who_is_in_prison_is_whom_it_happened_to(reader: Reader) -> None:
    (claim,) = read(reader, "Imran Khan has been in prison since 2014, the government said.").claims
    assert [e.name for e in claim.recipient] == ["Imran Khan"]
    assert claim.actor == ()


def test_who_was_behind_an_attack_made_it(reader: Reader) -> None:
    (claim,) = read(reader, "The Taliban were behind the attack on the convoy, the army said.").claims
    assert [e.name for e in claim.actor] == ["Taliban"]
    assert [s.name for s in claim.sources] != ["Taliban"]


@pytest.mark.parametrize(
    ("text", "event", "mode"),
    [
        ("A strike by the Maoists over the ambassadors shut the roads of Nepal on Monday.", "PROTEST", "strike"),
        ("An air strike by the army shut the airport of Gao on Monday.", "ASSAULT", "aerial"),
        ("The ministry summoned the ambassador of Chad to protest.", "ACCUSE", "disapprove"),
    ],
)
def test_a_strike_of_workers_and_a_summons_are_told_once(reader: Reader, text: str, event: str, mode: str) -> None:
    found = [e for e in events(reader, text) if e[0] in ("PROTEST", "ASSAULT", "ACCUSE")]
    assert found == [(event, mode)]


def test_a_participle_before_a_noun_is_no_claim_of_its_own(reader: Reader) -> None:
    text = "Detained rebels attacked their guards in Mali on Sunday."
    assert "COERCE" not in {event for event, _ in events(reader, text)}


def test_a_case_before_a_court_is_no_condition(reader: Reader) -> None:
    text = "The court summoned the prime minister of Chad in the case of the attack on a school, in which rebels took part."
    assert [c.condition for c in read(reader, text).claims if c.event.value == "ACCUSE"] == [None]


def test_a_charge_denied_is_not_the_deed_told_before_it(reader: Reader) -> None:
    text = "The president of Chad saluted the troops. Officials accuse Sudan of lies, a charge that Sudan denies."
    assert [c.status.value for c in read(reader, text).claims if c.event.value == "SUPPORT"] == ["actual"]
