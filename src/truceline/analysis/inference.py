"""How sure an estimate is: intervals whose critical values are computed for the very design.

With 60 to 150 weeks, robust errors and the normal's 1.96 miss the truth far more often than they say. So the distribution of
estimate over error is computed: for this number of weeks, these treated weeks, this lag, and normal errors as persistent as the
residuals show. The idea is that of fixed-b asymptotics (Kiefer & Vogelsang 2005) and of degrees of freedom for the design at
hand (Bell & McCaffrey 2002; Imbens & Kolesár 2016); persistence is corrected for its small-sample bias as by Andrews (1993).
Both are ratios of quadratic forms of normal numbers, whose distribution is known (Imhof 1961): nothing is drawn by chance.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from truceline.analysis.design import Matrix
from truceline.analysis.extra import library
from truceline.analysis.model import Fit
from truceline.analysis.quadratic import above_zero
from truceline.analysis.settings import settings

_LEAST = 1e-9
"""The smallest probability that the integral tells from none."""


@dataclass(frozen=True)
class Estimate:
    """A coefficient (log rate ratio), its error and interval, and the probability of one so far from none where there is none."""

    log_ratio: float
    error: float
    low: float
    high: float
    p: float
    critical: float
    persistence: float


def estimate(fit: Fit, column: int) -> Estimate:
    """The estimate of one coefficient with robust errors and the critical value of its design. Raises ExtraError."""
    strength = persistence(fit)
    pull, left = fit.pull[:, column], _left(fit, strength)
    scores = pull[:, None] * left
    squared = scores.T @ bartlett(len(pull), fit.lag) @ scores
    return _interval(fit, column, bare=float(fit.errors[column]), squared=squared, strength=strength)


def pointwise(fit: Fit, column: int) -> Estimate:
    """The estimate of one coefficient where robust errors have too few weeks to rest on, as those of an event study.

    The error is that of a working model, errors part noise and part autoregressive, scaled by the spread of the residuals.
    Critical values are computed as those of `estimate`. Raises ExtraError.
    """
    strength = persistence(fit)
    left, moved = _left(fit, strength), fit.pull[:, column] @ _root(len(fit.residuals), strength)
    share = float(moved @ moved) / (len(moved) - fit.weighted.shape[1])
    own = float(np.sqrt(share * (fit.residuals**2).sum()))
    return _interval(fit, column, bare=own, squared=share * left.T @ left, strength=strength)


def _interval(fit: Fit, column: int, *, bare: float, squared: Matrix, strength: float) -> Estimate:
    """The interval of an estimate with this error; `squared` is the error's square as a quadratic form of the shocks."""
    moved = fit.pull[:, column] @ _root(len(fit.residuals), strength)

    def beyond(errors: float) -> float:
        """How likely an estimate is more than so many errors from none where there is none."""
        return max(_LEAST, above_zero(np.outer(moved, moved) - errors**2 * squared))

    value, critical = float(fit.coefficients[column]), _critical(beyond)
    error = bare * settings().inference.widened * _curvature(bare * critical)
    return Estimate(
        log_ratio=value,
        error=error,
        low=value - critical * error,
        high=value + critical * error,
        p=beyond(abs(value) / error),
        critical=critical,
        persistence=strength,
    )


def _critical(beyond: Callable[[float], float]) -> float:
    """How many errors to each side hold the truth as often as the settings ask for."""
    normal = library("scipy.special").ndtri
    wanted = normal((1 + settings().inference.level) / 2)
    # Told in errors of a normal distribution, the probability is nearly a straight line, and few steps find its place.
    found = library("scipy.optimize").newton(lambda q: -normal(beyond(q) / 2) - wanted, x0=2.2, x1=2.7, tol=1e-3)
    return float(found)


def _curvature(reach: float) -> float:
    """How much more the logarithm of a ratio of two rates varies than its straight line says, for the reach of an interval.

    The logarithm of a gamma variable whose relative variance is s has the variance s + s²/2, nearly (Bartlett & Kendall 1946); s is shared
    equally by the two rates.
    """
    normal = library("scipy.special").ndtri((1 + settings().inference.level) / 2)
    return float(np.sqrt(1 + (reach / normal) ** 2 / 4))


def bartlett(weeks: int, lag: int) -> Matrix:
    """The weights of Newey & West (1987) for each two weeks: one for a week itself, falling to nothing beyond the lag."""
    weights: Matrix = np.clip(1 - _apart(weeks) / (lag + 1), 0, None)
    return weights


def persistence(fit: Fit) -> float:
    """The strength of the autoregression in the errors that makes residuals as autocorrelated as these, erring a little upwards.

    It is the strength at which residuals are less autocorrelated than these with the probability `cautious` of the settings.
    """
    rules, weeks = settings().inference, len(fit.residuals)
    near = ((_apart(weeks) > 0) & (_apart(weeks) <= rules.lags)) / 2
    seen = float(fit.residuals @ near @ fit.residuals / (fit.residuals @ fit.residuals))
    less = seen * np.eye(weeks) - near

    @cache
    def above_cautious(strength: float) -> float:
        left = _left(fit, strength)
        return above_zero(left.T @ less @ left) - rules.cautious

    if above_cautious(0) <= 0:
        return 0.0
    if above_cautious(rules.strongest) >= 0:
        return rules.strongest
    return float(library("scipy.optimize").brentq(above_cautious, 0, rules.strongest, xtol=0.01))


def _left(fit: Fit, strength: float) -> Matrix:
    """What the regression leaves of errors, as a matrix upon their shocks: it takes up a part of them as if they were effects."""
    root = _root(len(fit.residuals), strength)
    left: Matrix = root - fit.pull @ (fit.weighted.T @ root)
    return left


def _root(weeks: int, strength: float) -> Matrix:
    """From independent shocks to errors of variance one: part noise, part first-order autoregressive of that strength."""
    share = settings().inference.persistent
    root: Matrix = np.linalg.cholesky(
        (1 - share) * np.eye(weeks) + share * (strength ** np.arange(weeks))[_apart(weeks)]
    )
    return root


@cache
def _apart(weeks: int) -> NDArray[np.int64]:
    """How far each two weeks are apart."""
    at = np.arange(weeks)
    return np.abs(np.subtract.outer(at, at))
