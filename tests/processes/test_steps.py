"""What claims do to a process, by their type, mode, status and words."""

import pytest
from process_builder import PAKISTAN, TTP, attack, conflicts, told

BOTH = (PAKISTAN, TTP)


def steps(*claims):
    (one,) = conflicts([attack("2021-10-02"), *claims])
    return one.steps


@pytest.mark.parametrize(
    ("words", "event", "more", "kind"),
    [
        ("Pakistan and the TTP held peace talks", "CONSULT", {}, "talks"),
        ("Pakistan and the TTP have been in secret contact", "CONSULT", {}, "contact"),
        ("Pakistan's envoy met TTP commanders", "CONSULT", {}, "contact"),
        ("Talks between Pakistan and the TTP collapsed", "CONSULT", {}, "breakdown"),
        ("The TTP broke off talks with Pakistan", "REJECT", {"mode": "meet"}, "breakdown"),
        ("The TTP ruled out talks with Pakistan", "REJECT", {"mode": "meet"}, "refusal"),
        ("The TTP declared a ceasefire", "CONCEDE", {"status": "future"}, "ceasefire"),
        ("Both agreed on a one-month truce", "AGREE", {"status": "future"}, "ceasefire"),
        ("The TTP ordered its fighters to hold fire", "REQUEST", {}, "ceasefire"),
        ("The TTP offered a ceasefire if prisoners were freed", "CONCEDE", {"status": "hypothetical"}, "offer"),
        ("The two sides extended their truce by a month", "CONCEDE", {}, "extension"),
        ("The TTP refused to extend the ceasefire", "REJECT", {"mode": "yield"}, "end of ceasefire"),
        ("The TTP ended its month-long ceasefire", "REJECT", {"mode": "yield"}, "end of ceasefire"),
        ("The truce between Pakistan and the TTP expired", "RETREAT", {"mode": "ceasefire"}, "end of ceasefire"),
        ("The TTP accused Pakistan of violating the truce", "ACCUSE", {}, "violation"),
        ("Pakistan and the TTP signed a peace agreement", "SUPPORT", {}, "agreement"),
        ("They reached an agreement on the agenda of talks", "SUPPORT", {}, "talks"),
        ("The TTP tore up the peace accord", "REJECT", {}, "breakdown"),
        ("The TTP demanded that Pakistan withdraw troops", "REQUEST", {"mode": "yield"}, "demand"),
        ("Pakistan offered an amnesty", "CONCEDE", {"status": "future"}, "offer"),
        ("The TTP accepted an invitation", "AGREE", {}, "acceptance"),
    ],
)  # fmt: skip
def test_words_decide_what_a_claim_does(words, event, more, kind):
    found = steps(told(words, event, actor=BOTH, on="2021-11-09", **more))
    assert [(s.kind, s.planned, s.words) for s in found] == [(kind, False, words)]


def test_talks_over_hostages_are_none_of_a_peace_process():
    assert steps(told("Negotiations with the hostage-takers went on", "CONSULT", actor=BOTH, on="2021-12-19")) == ()


def test_what_is_only_planned_is_said_to_be():
    (step,) = steps(told("The two sides will meet for talks", "AGREE", actor=BOTH, status="future", on="2021-12-01"))
    assert (step.kind, step.planned) == ("talks", True)


def test_what_is_denied_or_praised_by_others_is_no_step():
    denied = told("No talks were held", "CONSULT", actor=BOTH, status="negated", on="2021-11-09")
    praised = told(
        "The UN welcomed the agreement of Pakistan and the TTP", "SUPPORT", actor=["United Nations"], recipient=BOTH
    )
    assert steps(denied, praised) == ()


def test_prisoners_freed_before_anything_is_agreed_are_an_offer_and_afterwards_carry_it_out():
    first = told(
        "Pakistan freed ten prisoners", "RETREAT", mode="release", actor=[PAKISTAN], recipient=[TTP], on="2021-10-20"
    )
    truce = told("Pakistan and the TTP declared a ceasefire", "CONCEDE", status="future", actor=BOTH, on="2021-11-09")
    later = told(
        "Pakistan freed forty more", "RETREAT", mode="release", actor=[PAKISTAN], recipient=[TTP], on="2021-12-20"
    )
    assert [s.kind for s in steps(first, truce, later)] == ["offer", "ceasefire", "implementation"]


@pytest.mark.parametrize(
    ("words", "end"),
    [
        ("The TTP declared a ten-day ceasefire", "2021-11-19"),
        ("The TTP declared a month-long ceasefire", "2021-12-09"),
        ("The TTP extended its ceasefire by two weeks", "2021-11-23"),
        ("The ceasefire of the TTP has held for three weeks", None),
        ("The TTP declared a ceasefire", None),
    ],
)
def test_the_last_day_of_a_ceasefire_is_reckoned_from_the_length_that_is_told(words, end):
    (step,) = steps(told(words, "RETREAT", mode="ceasefire", actor=[TTP], on="2021-11-09"))
    assert (step.end.isoformat() if step.end else None) == end


def test_a_ceasefire_begins_on_the_day_told_of_it_and_not_when_it_is_reported_to_hold():
    declared = told(
        "The TTP declared a ceasefire", "CONCEDE", status="future", actor=[TTP], on="2021-11-09", report="a"
    )
    holding = told(
        "The TTP's ceasefire holds", "RETREAT", mode="ceasefire", actor=[TTP], on="2021-11-30", when=False, report="b"
    )
    assert min(s.start for s in steps(declared, holding)).isoformat() == "2021-11-09"


@pytest.mark.parametrize(
    ("words", "where", "local"),
    [
        ("Pakistan and the TTP agreed on a ceasefire", [], False),
        ("Pakistan and the TTP agreed on a ceasefire around the Tarbela dam", [], True),
        ("A local ceasefire between Pakistan and the TTP began", [], True),
        ("The truce between Pakistan and the TTP that began in Bannu holds", [("Bannu", "PK")], True),
        ("The ceasefire between Pakistan and the TTP in Waziristan holds", [("Waziristan", "PK")], False),
        ("Pakistan and the TTP signed a ceasefire in Khost", [("Khost", "AF")], False),
        ("Pakistan and the TTP signed a ceasefire in the city of Khost", [("Khost", "AF")], False),
    ],
)
def test_a_ceasefire_is_of_one_place_where_its_words_say_so_and_not_where_it_was_signed(words, where, local):
    found = steps(told(words, "RETREAT", mode="ceasefire", actor=BOTH, on="2021-11-09", where=where))
    assert [(s.kind, s.local) for s in found] == [("ceasefire", local)]


def test_a_ceasefire_begins_when_it_comes_into_force_and_not_when_it_is_agreed():
    agreed = told("Pakistan and the TTP agreed on a ceasefire", "AGREE", actor=BOTH, status="future", on="2021-11-01")
    began = told(
        "The ceasefire of Pakistan and the TTP took effect", "RETREAT", mode="ceasefire", actor=BOTH, on="2021-11-20"
    )
    assert [(str(s.start), s.planned) for s in steps(agreed, began)] == [("2021-11-01", True), ("2021-11-20", False)]
