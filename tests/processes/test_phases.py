"""Which step leads into which phase, how silence ends one, and what a person says over them."""

import itertools

from process_builder import day, step

from truceline.processes import Phase
from truceline.processes.phases import Saying, overlaid, phase_on, phases_of
from truceline.processes.settings import rules

FIRST = day("2021-01-04")


def phases(*steps, last="2021-12-31"):
    found = phases_of(steps, FIRST, day(last))
    return [(s.start.isoformat(), s.phase.value) for s in found]


def test_a_process_goes_from_contact_to_what_was_agreed():
    assert phases(
        step("contact", "2021-02-01"), step("talks", "2021-03-01"), step("ceasefire", "2021-04-01"),
        step("agreement", "2021-05-01"), step("implementation", "2021-06-01"),
    ) == [
        ("2021-01-04", "no contact"), ("2021-02-01", "exploratory"), ("2021-03-01", "talks"), ("2021-04-01", "ceasefire"),
        ("2021-05-01", "agreement"), ("2021-06-01", "implementation"),
    ]  # fmt: skip


def test_spans_follow_each_other_without_gap_and_the_last_goes_on():
    found = phases_of(
        [step("talks", "2021-03-01"), step("breakdown", "2021-03-01"), step("talks", "2021-05-01")], FIRST
    )
    for one, following in itertools.pairwise(found):
        assert one.end and (following.start - one.end).days == 1
    assert found[-1].end is None


def test_planned_steps_and_talks_during_a_ceasefire_move_nothing():
    truce = step("ceasefire", "2021-02-01")
    assert phases(step("talks", "2021-01-20", planned=True), truce, step("talks", "2021-03-01")) == [
        ("2021-01-04", "no contact"), ("2021-02-01", "ceasefire"),
    ]  # fmt: skip


def test_a_phase_names_its_rule_and_what_supports_it():
    span = phases_of([step("talks", "2021-03-01", words="They met", incident="i7", claims=("c1", "c2"))], FIRST)[-1]
    assert span.rule in {rule.name for rule in rules().phases}
    assert "They met" in span.why
    assert (span.incidents, span.claims) == (("i7",), ("c1", "c2"))


def test_talks_of_which_nothing_more_is_told_lapse():
    assert phases(step("talks", "2021-02-01"))[-1] == ("2021-07-31", "no contact")
    assert phases(step("talks", "2021-02-01"), step("contact", "2021-06-01"), last="2021-08-30")[-1][1] == "talks"


def test_a_ceasefire_told_to_last_a_month_is_over_on_the_day_after_unless_extended():
    truce = step("ceasefire", "2021-02-01", end="2021-03-03")
    assert phases(truce, last="2021-04-30")[-1] == ("2021-03-04", "talks")
    assert phases(truce, step("extension", "2021-03-03", end="2021-06-03"), last="2021-05-30")[-1][1] == "ceasefire"


def test_a_ceasefire_of_one_side_counts_only_where_the_other_answers():
    side_of = {"pakistan": "pakistan", "ttp": "ttp"}
    alone = step("ceasefire", "2021-02-01", by=["ttp"], words="The TTP declared a ceasefire")
    answer = step("ceasefire", "2021-02-10", by=["pakistan"], words="Pakistan halted its attacks")
    assert [s.phase for s in phases_of([alone], FIRST, side_of=side_of)] == [Phase.NO_CONTACT]
    found = phases_of([alone, answer], FIRST, side_of=side_of)
    assert [(s.phase, s.start) for s in found][-1] == (Phase.CEASEFIRE, day("2021-02-01"))


def test_talks_broken_off_and_soon_resumed_were_not_broken_off():
    talks, broken = step("talks", "2021-02-01"), step("breakdown", "2021-03-01")
    assert phases(talks, broken, step("talks", "2021-03-20"), last="2021-04-01")[-1][1] == "talks"
    assert ("2021-03-01", "broken down") in phases(talks, broken, step("talks", "2021-05-20"))


def test_what_a_person_says_lies_over_the_rules_on_its_days_only():
    found = phases_of([step("talks", "2021-03-01")], FIRST)
    saying = Saying("a1", Phase.CEASEFIRE, day("2021-02-20"), day("2021-03-10"), "Ada", "now", "the envoy's diary")
    over = overlaid(found, [saying])
    assert [(s.start.isoformat(), s.phase.value, s.set_by) for s in over] == [
        ("2021-01-04", "no contact", None), ("2021-02-20", "ceasefire", "Ada"), ("2021-03-11", "talks", None),
    ]  # fmt: skip
    assert [phase_on(over, day(d)) for d in ("2021-02-19", "2021-03-10", "2021-03-11")] == [
        "no contact", "ceasefire", "talks",
    ]  # fmt: skip


def test_of_two_sayings_on_a_day_the_later_counts_and_an_open_one_goes_on():
    one = Saying("a1", Phase.TALKS, day("2021-02-01"), None, "Ada", "now")
    other = Saying("a2", Phase.BROKEN_DOWN, day("2021-03-01"), day("2021-03-31"), "Bo", "now")
    over = overlaid(phases_of([], FIRST), [one, other])
    assert [(s.phase.value, s.end and s.end.isoformat()) for s in over] == [
        ("no contact", "2021-01-31"), ("talks", "2021-02-28"), ("broken down", "2021-03-31"), ("talks", None),
    ]  # fmt: skip


def test_talks_broken_off_in_a_ceasefire_end_it_not_but_are_not_on_after_it():
    truce = step("ceasefire", "2021-02-01", end="2021-06-01")
    off = (step("talks", "2021-01-15"), truce, step("breakdown", "2021-03-01"))
    assert phases(*off, last="2021-05-01")[-1][1] == "ceasefire"
    assert phases(*off, last="2021-07-01")[-1] == ("2021-06-02", "broken down")


def test_a_ceasefire_of_one_place_moves_nothing():
    talks, dam = step("talks", "2021-02-01"), step("ceasefire", "2021-03-01", local=True)
    assert phases(talks, dam, step("end of ceasefire", "2021-05-01", local=True), last="2021-06-01")[-1] == (
        "2021-02-01",
        "talks",
    )


def test_who_prolongs_a_truce_that_the_other_never_joined_has_it_alone():
    sides = {"a": "A", "b": "B"}
    steps = [step("ceasefire", "2021-02-01", by=["a"]), step("extension", "2021-03-01", by=["a"])]
    assert [s.phase.value for s in phases_of(steps, FIRST, day("2021-04-01"), sides)] == ["no contact"]
