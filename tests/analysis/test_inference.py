"""Critical values and probabilities are those of the design, and known ones where there are such."""

import numpy as np
import pytest
from scipy.stats import f

from truceline.analysis.design import TREATED, design
from truceline.analysis.inference import estimate, persistence
from truceline.analysis.model import Fit, fitted
from truceline.analysis.quadratic import above_zero

ONCE = np.arange(100) % 50 < 15


def counted(on: np.ndarray, *, seed: int, persistent: float = 0.0) -> Fit:
    """A fit to counts of six a week whose rate is autoregressive, that strongly."""
    chance = np.random.default_rng(seed)
    level = np.zeros(len(on))
    for week in range(1, len(on)):
        level[week] = persistent * level[week - 1] + 0.4 * chance.standard_normal()
    return fitted(chance.poisson(6 * np.exp(level)).astype(float), design(on))


@pytest.mark.parametrize(("freedom", "ratio"), [(3, 3.0), (5, 2.6), (10, 2.2), (60, 2.0), (60, 4.5), (150, 1.96)])
def test_the_integral_gives_the_tail_of_f(freedom: int, ratio: float) -> None:
    weights = np.append(np.full(freedom, -(ratio**2) / freedom), 1.0)
    assert above_zero(np.diag(weights)) == pytest.approx(f.sf(ratio**2, 1, freedom), abs=1e-5)


def test_a_sum_that_cannot_be_above_zero_is_not_and_one_that_must_be_is() -> None:
    assert above_zero(-np.eye(40)) == pytest.approx(0, abs=1e-6)
    assert above_zero(np.eye(40)) == pytest.approx(1, abs=1e-6)


def test_an_interval_excludes_no_effect_just_where_p_is_below_five_per_cent() -> None:
    for seed in range(12):
        found = estimate(counted(ONCE, seed=seed), TREATED)
        assert (found.p < 0.05) == (not found.low <= 0 <= found.high)
        assert 1.96 < found.critical < 4


def test_weeks_that_hang_together_are_seen_to_and_make_intervals_wider() -> None:
    loose = [estimate(counted(ONCE, seed=n), TREATED) for n in range(8)]
    bound = [estimate(counted(ONCE, seed=n, persistent=0.8), TREATED) for n in range(8)]
    assert np.mean([e.persistence for e in bound]) > np.mean([e.persistence for e in loose]) + 0.2
    assert np.mean([e.critical for e in bound]) > np.mean([e.critical for e in loose])


def test_persistence_is_none_where_busy_weeks_stand_alone() -> None:
    counts = np.tile([12.0, 5.0, 5.0, 5.0, 5.0], 20)
    assert persistence(fitted(counts, design(ONCE))) == 0
