"""Every line of data/analysis.yaml means what its loader takes it for."""

from truceline.analysis.settings import Treat, settings


def test_every_treatment_is_set_going_by_something_and_ends_some_day() -> None:
    rules = settings()
    assert set(rules.treatments) == set(Treat)
    for treatment in rules.treatments.values():
        assert treatment.starts and treatment.ends and treatment.words and treatment.hold > 0
        assert not treatment.starts & treatment.ends
    assert 0 < rules.share_of_week <= 1


def test_least_amounts_leave_weeks_to_compare() -> None:
    least = settings().minimum
    assert least.weeks_treated + least.weeks_untreated <= least.weeks
    assert least.events_treated + least.events_untreated <= least.events
    assert least.eventful <= least.weeks and 0 < least.varied <= least.weeks_treated
    assert least.inflation > 1


def test_errors_are_at_most_persistent_and_at_least_as_wide_as_computed() -> None:
    rules = settings().inference
    assert 0 < rules.strongest < 1 and rules.lags >= 1
    assert 0 < rules.persistent <= 1 and 0 < rules.cautious <= 0.5 and rules.widened >= 1
    assert rules.level == 0.95, "the words of the reports say 95 %"


def test_windows_and_stretches_hold_weeks() -> None:
    rules = settings()
    assert rules.event_study.block > 0 and rules.event_study.before > 1 and rules.event_study.after > 0
    assert rules.change_points.shortest > 1 and rules.change_points.penalty > 0
    assert rules.survival.broken_by and rules.survival.fewest > 1 and rules.actors > 0
    low, high = rules.model.overdispersion
    assert 0 < low < high and rules.model.season_from > 0
