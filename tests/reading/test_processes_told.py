"""Talks, truces and agreements as the press tells of them: begun, ended, denied, only mentioned."""

import datetime as dt

import pytest
from readings import read

from truceline import Claim
from truceline.reading.reader import Reader


def told(claim: Claim) -> tuple[str, str | None, str]:
    return claim.event.value, claim.mode, claim.status.value


def all_told(reader: Reader, text: str) -> list[tuple[str, str | None, str]]:
    return [told(c) for c in read(reader, text).claims]


@pytest.mark.parametrize(
    ("text", "mode", "actor", "recipient"),
    [
        ("The Taliban declared the ceasefire with the government over on Monday.", "yield", "Taliban", "government"),
        ("The general declared the truce with the Mountain Front (MF) over.", "yield", "general", "Mountain Front"),
        ("The rebels put an end to the peace talks with the government.", "meet", "rebels", "government"),
        ("The rebels called off the peace talks with the government.", "meet", "rebels", "government"),
        ("The government ended the talks with the rebels on Monday.", "meet", "government", "rebels"),
        ("The rebels put the second stage of their disarmament on hold.", "yield", "rebels", None),
        ("The peace agreement with the army is 'a dead letter', the rebels declared.", None, "rebels", None),
    ],
)
def test_who_ends_a_process_rejects_it(
    reader: Reader, text: str, mode: str | None, actor: str, recipient: str | None
) -> None:
    (claim,) = read(reader, text).claims
    assert told(claim) == ("REJECT", mode, "actual")
    assert [e.name for e in claim.actor] == [actor]
    assert recipient is None or [e.name for e in claim.recipient] == [recipient]


def test_a_truce_to_come_has_its_first_and_last_day(reader: Reader) -> None:
    text = "The truce will last one month from Tuesday, March 21, to April 21, the government of Mali said."
    (claim,) = read(reader, text).claims
    assert told(claim) == ("CONCEDE", None, "future")
    assert claim.when is not None
    assert (claim.when.start, claim.when.end) == (dt.date(2023, 3, 21), dt.date(2023, 4, 21))


def test_whose_truce_it_is_stands_behind_of_and_not_before(reader: Reader) -> None:
    (claim,) = read(reader, "The Christmas truce of the Mountain Front ended on Monday.").claims
    assert told(claim) == ("RETREAT", "ceasefire", "actual")
    assert [e.name for e in claim.actor] == ["Mountain Front"]


@pytest.mark.parametrize("text", ["Talks between the army and the rebels begin on Friday."])
def test_what_is_on_the_calendar_is_to_come(reader: Reader, text: str) -> None:
    (claim,) = read(reader, text).claims
    assert told(claim) == ("AGREE", None, "future")
    assert claim.when is not None
    assert claim.when.start == dt.date(2023, 3, 17)


def test_the_end_of_a_truce_that_is_due_lies_ahead(reader: Reader) -> None:
    claims = read(reader, "The truce, which is due to expire on Friday, has held so far.").claims
    assert [c.when.start for c in claims if c.when] == [dt.date(2023, 3, 17)]


def test_a_truce_that_is_over_is_no_truce(reader: Reader) -> None:
    assert all_told(reader, "The truce between the army and the rebels is over.") == [("REJECT", "yield", "actual")]


@pytest.mark.parametrize(
    "text",
    [
        "The army declared a truce over Easter.",
        "The government and the rebels ended talks in Oslo on Monday.",
        "The talks between the army and the rebels were over by Monday.",
    ],
)
def test_a_round_closed_or_a_truce_over_a_feast_is_no_ending(reader: Reader, text: str) -> None:
    assert "REJECT" not in {event for event, _, _ in all_told(reader, text)}


@pytest.mark.parametrize(
    "text",
    [
        "Two weeks into the ceasefire the town of Gao is quiet.",
        "The mediator of the government has a paper on a ceasefire on the table.",
        "The group gained strength by its ceasefire with the government.",
        "The army must keep its promise, the rebels said.",
        "Nobody has ruled out a quarrel between the government and the rebels.",
        '"We have not broken off the talks," the rebels said.',
    ],
)
def test_what_is_only_mentioned_is_no_event(reader: Reader, text: str) -> None:
    assert all_told(reader, text) == []


@pytest.mark.parametrize(
    ("text", "event", "mode", "status", "actor"),
    [
        ("Monitors of the UN began to register the weapons of the rebels.", "RETREAT", "disarm", "actual", None),
        ("The Front towed 36 heavy guns away on Friday.", "RETREAT", "withdraw", "actual", "Front"),
        ("The two sides announced that they had settled their differences.", "AGREE", None, "future", "sides"),
        ("A committee of parliament approved negotiations with the Taliban.", "AGREE", None, "future", "committee"),
        ("The Front said it had agreed to no ceasefire.", "AGREE", None, "negated", "Front"),
        ("The Front said in a statement that it was prepared to talk.", "AGREE", None, "future", "Front"),
    ],
)
def test_steps_of_a_process(
    reader: Reader, text: str, event: str, mode: str | None, status: str, actor: str | None
) -> None:
    (claim,) = read(reader, text).claims
    assert told(claim) == (event, mode, status)
    assert actor is None or actor in claim.actor[0].name


def test_talks_that_go_on_need_no_date(reader: Reader) -> None:
    text = "The army and the rebels met. Negotiations on the status of Kosovo are to go on."
    assert all_told(reader, text)[-1] == ("AGREE", None, "future")


def test_one_takes_up_the_truce_told_before(reader: Reader) -> None:
    claims = read(reader, "A faction called a truce on Friday. The Front had declared one of 20 days.").claims
    assert [(c.event.value, [e.name for e in c.actor]) for c in claims][-1] == ("CONCEDE", ["Front"])


def test_a_denial_ends_where_another_act_begins(reader: Reader) -> None:
    text = "The Front denied that it had announced a ceasefire, and ordered its fighters to attack."
    assert [s for _, _, s in all_told(reader, text)] == ["negated", "actual"]


@pytest.mark.parametrize(
    "denial",
    [
        "The presidency called the report 'pure invention'.",
        "The presidency denied the report.",
        "The presidency denied that there had been any meeting.",
        "The army denied it. The presidency denied it too.",
    ],
)
def test_a_denial_takes_up_what_was_told(reader: Reader, denial: str) -> None:
    claim = read(reader, f"Officials said that the rebels had met the mayor of Gao. {denial}").claims[-1]
    assert (claim.event.value, claim.status.value) == ("CONSULT", "negated")
    assert [s.name for s in claim.sources] == ["presidency"]
    assert "rebels" in [e.name for e in claim.actor]


@pytest.mark.parametrize(
    ("text", "what", "actor"),
    [
        ("The army is no longer bound by the truce with the Front.", ("REJECT", "yield", "actual"), "army"),
        ("The Front said it would no longer observe the ceasefire.", ("REJECT", "yield", "actual"), "Front"),
        ("The Front recalled its delegation on Monday.", ("REJECT", "meet", "actual"), "Front"),
        ("The two presidents have exchanged letters.", ("CONSULT", None, "actual"), "presidents"),
    ],
)
def test_processes_end_and_begin_in_other_words(
    reader: Reader, text: str, what: tuple[str, str | None, str], actor: str
) -> None:
    claims = read(reader, text).claims
    assert what in [told(c) for c in claims]
    assert any(actor in e.name for c in claims if told(c) == what for e in c.actor)


def test_both_who_sent_them_meet(reader: Reader) -> None:
    (claim,) = read(reader, "Envoys of the government of Mali and the Northern Front met in Algiers on Monday.").claims
    assert [e.name for e in claim.actor] == ["Government of Mali", "Northern Front"]


@pytest.mark.parametrize(
    "text",
    [
        "The spokesman told a news conference on Monday.",
        "There is nobody to talk to.",
        "The prisoners were moved at the request of their families.",
    ],
)
def test_no_talks_and_no_demand(reader: Reader, text: str) -> None:
    kinds = {claim.event.value for claim in read(reader, text).claims if claim.status.value == "actual"}
    assert not kinds & {"CONSULT", "REQUEST"}


def test_a_truce_prolonged_until_a_day_is_prolonged_on_the_day_before_it(reader: Reader) -> None:
    (claim,) = read(reader, "The Front prolonged its truce on Monday, until May 4.").claims
    assert claim.when is not None
    assert claim.when.start == dt.date(2023, 3, 13)


def test_what_a_court_hears_of_today_was_on_the_day_that_its_own_clause_tells(reader: Reader) -> None:
    text = (
        "The court summoned the minister on Monday in the case of the attack on a school in Peshawar, in which militants of the "
        "TTP killed 130 children in December 2014."
    )
    attacks = [c for c in read(reader, text).claims if c.event.value == "ASSAULT"]
    assert [c.when.start for c in attacks if c.when] == [dt.date(2014, 12, 1)]
