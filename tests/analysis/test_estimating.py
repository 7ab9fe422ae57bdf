"""Known effects are found again, with intervals that hold them; the other frames say what the weeks hold."""

import datetime as dt

import numpy as np
import pytest
from conflicts import FIRST, WEEK, conflict, fought, step, talks, week

from truceline.analysis import analyse, summary_of
from truceline.analysis.change_points import changes
from truceline.analysis.design import design
from truceline.analysis.effects import EFFECT
from truceline.analysis.event_study import ELSE, block_of_weeks
from truceline.analysis.inference import bartlett
from truceline.analysis.model import fitted, newey_west_lag
from truceline.analysis.survival import ceasefires_frame, median_days, survival_frame
from truceline.analysis.treatment import Spell
from truceline.processes import StepKind

PIECES = ((20, 34), (60, 70), (90, 100))
DAY = dt.timedelta(1)


@pytest.mark.parametrize("factor", [1.0, 0.4])
def test_an_interval_holds_the_effect_that_was_put_in(factor: float) -> None:
    phases = talks(*PIECES)
    row = analyse(fought(120, phases, factor=factor, seed=5), conflict(phases=phases)).effect.iloc[0]
    assert row["low"] < factor < row["high"]
    assert (row["p"] < 0.05) == (factor != 1.0) == (row["high"] < 1)


def test_intervals_hold_what_they_promise_and_alarms_are_rare() -> None:
    """A small look at what benchmarks/estimator.py measures; bounds of four standard errors of 120 runs."""
    from benchmarks.estimator import KINDS, PLANS, measured

    cell = measured(PLANS[1], KINDS[0], 0.0, 120)
    assert float(str(cell["covers"])) >= 0.87 and float(str(cell["alarms"])) <= 0.13


def test_the_same_weeks_give_the_same_numbers_whatever_their_order() -> None:
    phases = talks(*PIECES)
    series = fought(120, phases, factor=0.5)
    once, again = (analyse(s, conflict(phases=phases)).effect for s in (series, series[::-1]))
    assert once.equals(again)


def test_each_party_has_a_row_under_its_name() -> None:
    phases = talks(*PIECES)
    effect = analyse(fought(120, phases, factor=0.5), conflict(phases=phases)).effect
    assert list(effect.columns) == list(EFFECT)
    assert list(effect["outcome"]) == ["attacks", "deaths", "attacks", "attacks"]
    assert list(effect["actor"].dropna()) == ["Northern Front", "State"]
    assert effect["count_treated"].iloc[0] == effect["count_treated"].iloc[2:].sum()


def test_weeks_hold_what_was_expected_with_and_without_talks() -> None:
    phases = talks(*PIECES)
    weeks = analyse(fought(120, phases, factor=0.4), conflict(phases=phases)).weeks
    off = ~weeks["treated"]
    assert np.allclose(weeks.loc[off, "expected"], weeks.loc[off, "without"])
    assert (weeks.loc[weeks["treated"], "expected"] < weeks.loc[weeks["treated"], "without"]).all()


def test_the_dates_asked_for_bound_the_weeks() -> None:
    phases = talks(*PIECES)
    since, until = FIRST + 10 * WEEK, FIRST + 110 * WEEK
    found = analyse(fought(120, phases), conflict(phases=phases), since=since, until=until)
    assert found.weeks["week"].iloc[0].date() == since and len(found.weeks) == 100


def test_errors_are_those_of_newey_and_west() -> None:
    counts = np.array([b.attacks for b in fought(120, [])], dtype=float)
    on = np.arange(120) % 40 < 12
    fit = fitted(counts, design(on))
    scores = fit.residuals * fit.pull[:, 1]
    own = np.sqrt(scores @ bartlett(120, fit.lag) @ scores)
    assert newey_west_lag(120) == 4 and fit.errors[1] == pytest.approx(own, rel=0.15)


def test_the_event_study_finds_a_fall_at_the_beginning_and_none_before() -> None:
    phases = talks(*PIECES)
    frame = analyse(fought(120, phases, factor=0.2, mean=15), conflict(phases=phases)).event_study
    assert list(frame["from_week"]) == [-12, -8, -4, 0, 4, 8]
    assert (frame[frame["from_week"] >= 0]["high"] < 1).all()
    assert frame[frame["from_week"] == -4]["ratio"].item() == 1


def test_weeks_lie_in_blocks_about_the_beginning() -> None:
    days = [FIRST + n * WEEK for n in range(40)]
    blocks = block_of_weeks(days, [Spell(days[20] + 2 * DAY, days[30])])
    assert list(blocks[[7, 8, 16, 19, 20, 23, 24, 31, 32]]) == [ELSE, -3, -1, -1, 0, 0, 1, 2, ELSE]


def test_a_change_of_level_is_found_and_none_where_there_is_none() -> None:
    level = [b.attacks for b in fought(60, [], mean=12)] + [b.attacks for b in fought(60, [], mean=2, seed=2)]
    assert [abs(at - 60) <= 3 for at in changes(np.array(level, dtype=float))] == [True]
    assert changes(np.array([b.attacks for b in fought(120, [], seed=3)], dtype=float)) == []
    assert changes(np.full(50, 3.0)) == [] and changes(np.array([1.0, 2.0])) == []


def test_a_change_point_names_the_turn_of_talks_nearest_to_it() -> None:
    phases = talks((50, 119))
    series = [week(n, 2 + (n % 3) + (20 if n < 52 else 0), by={"rebels": 2}) for n in range(150)]
    frame = analyse(series, conflict(phases=phases)).change_points
    assert frame["days_from_nearest"].iloc[0] == 14 and frame["before"].iloc[0] > frame["after"].iloc[0]


def test_ceasefires_last_until_broken_or_as_long_as_they_are_seen() -> None:
    steps = [
        step(StepKind.CEASEFIRE, FIRST, FIRST + 29 * DAY),
        step(StepKind.CEASEFIRE, FIRST + 100 * DAY, FIRST + 129 * DAY),
        step(StepKind.VIOLATION, FIRST + 110 * DAY),
        step(StepKind.CEASEFIRE, FIRST + 200 * DAY),
        step(StepKind.CEASEFIRE_END, FIRST + 240 * DAY),
        step(StepKind.CEASEFIRE, FIRST + 300 * DAY),
    ]
    frame = ceasefires_frame(conflict(steps=steps, last=FIRST + 350 * DAY))
    assert list(frame["days"]) == [30, 10, 40, 50]
    assert list(frame["broken"]) == [False, True, True, False]
    assert list(frame["how"].dropna()) == ["violation", "end of ceasefire"]


def test_the_share_of_unbroken_ceasefires_is_that_of_kaplan_and_meier() -> None:
    steps = [step(StepKind.CEASEFIRE, FIRST + 100 * n * DAY, FIRST + (100 * n + 59) * DAY) for n in range(4)]
    steps += [step(StepKind.VIOLATION, FIRST + (100 * n + 10 * n + 10) * DAY) for n in range(3)]
    frame = survival_frame(ceasefires_frame(conflict(steps=steps, last=FIRST + 500 * DAY)))
    assert list(frame["days"]) == [0, 10, 20, 30, 60]
    assert list(frame["survival"]) == pytest.approx([1, 0.75, 0.5, 0.25, 0.25])
    assert median_days(frame) == 20


def test_two_ceasefires_give_no_curve() -> None:
    steps = [step(StepKind.CEASEFIRE, FIRST + 100 * n * DAY, FIRST + (100 * n + 9) * DAY) for n in range(2)]
    assert survival_frame(ceasefires_frame(conflict(steps=steps))).empty


def test_the_summary_is_plain_and_bears_its_caveats() -> None:
    phases = talks(*PIECES)
    said = summary_of(analyse(fought(120, phases, factor=0.4), conflict(phases=phases))).plain()
    assert 0 < said["low"] < said["ratio"] < said["high"] < 1 and said["refused"] == []
    assert "fewer" in said["finding"] and any(c.startswith("Not cause") for c in said["caveats"])
