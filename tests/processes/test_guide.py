"""The rules of phases keep to the coding guide in corpus/processes/README.md."""

import pytest
from process_builder import PAKISTAN, TTP, attack, conflicts, day, step, told

from truceline.processes import Phase, StepKind
from truceline.processes.phases import phases_of

BOTH = (PAKISTAN, TTP)


def steps(*claims):
    [conflict] = conflicts([attack("2021-01-02"), *claims])
    return [s for s in conflict.steps if s.kind is not StepKind.VIOLATION]


@pytest.mark.parametrize(
    ("words", "event", "kind"),
    [
        (
            "The TTP extended its truce with Pakistan on Friday, and warned that its patience could end",
            "CONCEDE",
            "extension",
        ),
        ("The TTP declared the ceasefire with Pakistan over on Friday", "REJECT", "end of ceasefire"),
        ("Pakistan and the TTP reached an agreement on a complete ceasefire", "SUPPORT", "ceasefire"),
        ("Pakistan and the TTP signed a peace agreement that ends the war", "SUPPORT", "agreement"),
        ("Pakistan and the TTP held talks in Kabul and agreed on a temporary ceasefire", "CONSULT", "ceasefire"),
        ("Pakistan and the TTP met to explore whether negotiations could be resumed", "CONSULT", "contact"),
        ("Pakistan put an end to the peace talks with the TTP", "REJECT", "breakdown"),
    ],
)
def test_words_make_a_step_in_their_clause(words, event, kind):
    [made] = steps(told(words, event, actor=BOTH))
    assert made.kind == kind


def test_a_ceasefire_begins_when_it_comes_into_force_and_ends_on_its_last_day():
    words = "Pakistan and the TTP agreed on a ceasefire that will take effect on Thursday, October 7, and last until November 6"
    [made] = steps(told(words, "AGREE", actor=BOTH, on="2021-10-02", status="future"))
    assert (made.kind, made.start, made.end) == (StepKind.CEASEFIRE, day("2021-10-07"), day("2021-11-06"))


def test_a_denied_meeting_counts_only_where_it_is_told_anew():
    met = told("Envoys of Pakistan and the TTP met in secret", "CONSULT", actor=BOTH, on="2021-10-02")
    no = told(
        "Pakistan denied that it had met the TTP in secret",
        "CONSULT",
        actor=BOTH,
        on="2021-10-02",
        status="negated",
        by=PAKISTAN,
    )
    later = told(
        "Envoys of Pakistan and the TTP had met in secret",
        "CONSULT",
        actor=BOTH,
        on="2021-10-02",
        published="2021-10-20",
    )
    assert not steps(met, no)
    assert steps(met, no, later)


def test_looking_back_on_a_year_long_past_is_no_step():
    words = "The last talks between Pakistan and the TTP broke down in 2014"
    assert not steps(told(words, "CONSULT", actor=BOTH, on="2014-01-01", until="2014-12-31", published="2021-11-08"))


def test_a_question_is_no_step():
    assert not steps(told("Is there a ceasefire between Pakistan and the TTP", "RETREAT", mode="ceasefire", actor=BOTH))


def test_a_ceasefire_that_runs_out_leaves_talks_and_one_called_off_none():
    truce = step("ceasefire", "2021-10-02", words="agreed by both sides")
    for words, phase, first in (
        ("the ceasefire expired", Phase.TALKS, "2021-11-02"),
        ("the ceasefire was called off", Phase.BROKEN_DOWN, "2021-11-01"),
    ):
        last = phases_of([truce, step("end of ceasefire", "2021-11-01", words=words)], day("2021-09-01"))[-1]
        assert (last.phase, last.start) == (phase, day(first))


def test_a_pause_of_less_than_a_week_is_no_ceasefire():
    pause = step("ceasefire", "2021-10-02", words="agreed by both sides", end="2021-10-05")
    assert phases_of([pause], day("2021-09-01"))[-1].phase is Phase.NO_CONTACT


def test_a_truce_matched_by_the_other_side_counts_from_the_first():
    side_of = {"a": "one", "b": "other"}
    first = step("ceasefire", "2021-10-02", by=["a"], words="A declared a truce")
    matched = step("ceasefire", "2021-10-09", by=["a"], words="B matched the truce of A")
    assert phases_of([first], day("2021-09-01"), side_of=side_of)[-1].phase is Phase.NO_CONTACT
    assert phases_of([first, matched], day("2021-09-01"), side_of=side_of)[-1].start == day("2021-10-02")


def test_a_state_of_no_gazetteer_takes_the_place_of_one_that_is_only_implied():
    hill = "Hill Army"
    claims = [
        told(
            "Hill Army rebels killed four soldiers of Altamesa",
            "ASSAULT",
            actor=[hill],
            recipient=["Military of Altamesa"],
            report="r1",
        ),
        told(
            "The government opened talks with the Hill Army",
            "CONSULT",
            actor=["Government of Brazil", hill],
            report="r2",
            on="2021-10-09",
        ),
        told(
            "The army shelled the Hill Army",
            "ASSAULT",
            actor=["Military of Brazil"],
            recipient=[hill],
            report="r2",
            on="2021-10-09",
        ),
    ]
    [conflict] = conflicts(claims)
    assert {s.name for s in conflict.sides} == {"Altamesa", hill}
