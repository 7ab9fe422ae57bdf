"""Data that cannot carry an estimate are refused, and the reason is said."""

import pytest
from conflicts import conflict, fought, talks, week

from truceline import UsageError
from truceline.analysis import NoEstimateError, analyse, summary
from truceline.processes import Bin

pytestmark = pytest.mark.filterwarnings("error")
THRICE = [(20, 34), (60, 70), (90, 100)]


def refused(series: list[Bin], *pieces: tuple[int, int]) -> str:
    with pytest.raises(NoEstimateError) as caught:
        analyse(series, conflict(phases=talks(*pieces)))
    assert caught.value.exit_code == 5
    return str(caught.value)


def test_no_weeks_at_all() -> None:
    assert "there are no weeks" in refused([])


def test_no_week_or_every_week_treated() -> None:
    series = fought(80, [])
    assert "no week has talks under way" in refused(series)
    assert "all 80 weeks have" in refused(series, (0, 79))


def test_too_few_weeks_before_or_with_talks() -> None:
    said = refused(fought(30, []), (20, 24))
    assert "only 30 weeks in all" in said and "only 5 weeks with talks under way" in said


def test_too_few_attacks() -> None:
    assert "attacks in all, and 30 are needed" in refused(fought(120, [], mean=0.1), *THRICE)


def test_no_attack_during_talks() -> None:
    phases = talks(*THRICE)
    assert "no attacks in weeks with talks under way" in refused(fought(120, phases, factor=0), *THRICE)


def test_a_count_that_never_varies() -> None:
    assert "does not vary" in refused([week(n, 3) for n in range(120)], *THRICE)


def test_counts_that_vary_between_weeks_with_and_without_talks_but_not_within_them() -> None:
    on = [any(a <= n <= b for a, b in THRICE) for n in range(120)]
    said = refused([week(n, 2 if on[n] else 6) for n in range(120)], *THRICE)
    assert "all of the 37 weeks with talks under way have 2 attacks, and 3 that differ are needed" in said
    one = [week(n, (9 if n == 22 else 0) if on[n] else 5 + n % 3) for n in range(120)]
    assert "all but 1 of the 37 weeks with talks under way have 0 attacks" in refused(one, *THRICE)


def test_attacks_that_end_for_good_when_talks_begin() -> None:
    series = [*fought(60, []), *(week(n, 0) for n in range(60, 120))]
    assert "no attacks in weeks with talks under way, and 5 are needed" in refused(series, (60, 119))


def test_talks_in_the_last_weeks_alone_or_outside_the_weeks() -> None:
    assert "only 3 weeks with talks under way, and 8 are needed" in refused(fought(120, []), (117, 130))
    assert "no week has talks under way" in refused(fought(120, []), (200, 220))


def test_one_of_a_thing_is_said_in_the_singular() -> None:
    assert "only 1 week with talks under way, and 8 are needed" in refused(fought(120, []), (119, 130))


def test_talks_that_cannot_be_told_from_trend_and_season() -> None:
    assert "cannot be told from a trend or a season" in refused(fought(80, []), (40, 79))


def test_an_outcome_that_cannot_be_estimated_says_so_beside_those_that_can() -> None:
    series = [week(b_number, b.attacks) for b_number, b in enumerate(fought(120, talks(*THRICE)))]
    effect = analyse(series, conflict(phases=talks(*THRICE))).effect
    deaths = effect[effect["outcome"] == "deaths"].iloc[0]
    assert "every week has 0 deaths" in deaths["refused"]
    assert effect.iloc[0]["ratio"] > 0


def test_a_summary_says_why_there_is_no_estimate() -> None:
    said = summary(fought(80, []), conflict()).plain()
    assert said["ratio"] is None and said["finding"].startswith("No estimate: no week has talks")
    assert said["refused"]


def test_wrong_usage_is_named() -> None:
    with pytest.raises(UsageError, match="nothing to set violence against"):
        analyse(fought(80, []), conflict(), treat="weather")
    with pytest.raises(UsageError, match="does not know the process"):
        analyse(fought(80, []), "c1")
