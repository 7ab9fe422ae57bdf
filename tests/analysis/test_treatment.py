"""On which days talks, ceasefires and offers are under way."""

import datetime as dt
from dataclasses import replace

import pytest
from conflicts import FIRST, WEEK, conflict, span, step, week

from truceline.analysis.treat import Treat
from truceline.analysis.treatment import Spell, spells, treated
from truceline.incidents import Standing
from truceline.processes import Phase, StepKind, Term, TermKind

DAY = dt.timedelta(1)


def days(number: int) -> dt.date:
    return FIRST + number * DAY


def test_talks_go_on_from_step_to_step_and_lapse_after_four_quiet_weeks() -> None:
    found = spells(conflict(steps=[step(StepKind.TALKS, days(0)), step(StepKind.TALKS, days(20))]), Treat.TALKS)
    assert found == (Spell(days(0), days(47)),)


def test_a_breakdown_ends_talks_the_day_before() -> None:
    steps = [step(StepKind.TALKS, days(0)), step(StepKind.BREAKDOWN, days(10))]
    assert spells(conflict(steps=steps), Treat.TALKS) == (Spell(days(0), days(9)),)


def test_a_ceasefire_lasts_as_long_as_it_is_told_to() -> None:
    found = spells(conflict(steps=[step(StepKind.CEASEFIRE, days(0), days(29))]), Treat.CEASEFIRE)
    assert found == (Spell(days(0), days(29)),)


def test_an_extension_makes_one_spell_of_two() -> None:
    steps = [step(StepKind.CEASEFIRE, days(0), days(9)), step(StepKind.EXTENSION, days(10), days(19))]
    assert spells(conflict(steps=steps), Treat.CEASEFIRE) == (Spell(days(0), days(19)),)


@pytest.mark.parametrize("said", [{"planned": True}, {"standing": Standing.DENIED}, {"standing": Standing.POSSIBLE}])
def test_what_did_not_happen_treats_no_week(said: dict[str, object]) -> None:
    assert spells(conflict(steps=[step(StepKind.TALKS, days(0), **said)]), Treat.TALKS) == ()


def test_a_phase_that_a_person_set_reaches_to_the_conflicts_last_day() -> None:
    found = spells(conflict(phases=[span(Phase.TALKS, days(3), None)], last=days(50)), Treat.TALKS)
    assert found == (Spell(days(3), days(50)),)


def test_a_phase_that_rules_concluded_treats_no_week() -> None:
    concluded = replace(span(Phase.TALKS, days(3), None), set_by=None)
    assert spells(conflict(phases=[concluded], last=days(50)), Treat.TALKS) == ()


def test_an_offer_stands_until_it_is_refused() -> None:
    steps = [step(StepKind.OFFER, days(0)), step(StepKind.REFUSAL, days(12))]
    assert spells(conflict(steps=steps), Treat.OFFER) == (Spell(days(0), days(11)),)


def test_an_offer_of_the_terms_ledger_stands_until_it_was_withdrawn() -> None:
    term = Term("state", TermKind.OFFER, "an amnesty", None, ("rebels",), days(5), days(30), "State", "i1", ())
    assert spells(conflict(terms=[term]), Treat.OFFER) == (Spell(days(5), days(30)),)


def test_a_week_is_treated_when_most_of_it_is() -> None:
    weeks = [week(n, 0) for n in range(3)]
    assert treated(weeks, [Spell(days(4), days(17))]) == [False, True, True]
    assert treated(weeks, [Spell(FIRST + WEEK, FIRST + WEEK + 2 * DAY)]) == [False, False, False]
