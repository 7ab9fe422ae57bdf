"""How sure an estimate is: intervals whose critical values are simulated for the very design.

With 60 to 150 weeks, robust errors and the normal's 1.96 miss the truth far more often than they say. So the distribution of
estimate over error is simulated: for this number of weeks, these treated weeks, this lag, and errors as persistent as the
residuals show. The idea is that of fixed-b asymptotics (Kiefer & Vogelsang 2005) and of degrees of freedom for the design at
hand (Bell & McCaffrey 2002; Imbens & Kolesár 2016); persistence is corrected for its small-sample bias as by Andrews (1993).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from truceline.analysis.design import Matrix
from truceline.analysis.extra import library
from truceline.analysis.model import Fit, Vector
from truceline.analysis.settings import settings


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
    """The estimate of one coefficient with robust errors and a simulated critical value. Raises ExtraError."""
    strength = persistence(fit)
    errors = _errors(len(fit.residuals), settings().inference.draws, strength)
    pull = fit.pull[:, column]
    simulated = np.sort(np.abs(errors @ pull) / robust(_residuals(errors, fit) * pull, fit.lag))
    return _interval(float(fit.coefficients[column]), float(fit.errors[column]), simulated, strength)


def _interval(value: float, bare: float, simulated: Vector, strength: float) -> Estimate:
    """The interval of an estimate, from the sorted sizes of estimates over errors where there is no effect."""
    error = bare * settings().inference.widened
    critical = float(np.quantile(simulated, settings().inference.level))
    beyond = len(simulated) - int(np.searchsorted(simulated, abs(value) / error))
    return Estimate(
        log_ratio=value,
        error=error,
        low=value - critical * error,
        high=value + critical * error,
        p=(1 + beyond) / (1 + len(simulated)),
        critical=critical,
        persistence=strength,
    )


def robust(scores: Matrix, lag: int) -> Vector:
    """The error of a coefficient by Newey & West (1987), from each week's contribution to it; a row a simulated series."""
    total = (scores**2).sum(axis=-1)
    for apart in range(1, lag + 1):
        products = (scores[..., apart:] * scores[..., :-apart]).sum(axis=-1)
        total = total + 2 * (1 - apart / (lag + 1)) * products
    root: Vector = np.sqrt(total)
    return root


def persistence(fit: Fit) -> float:
    """The strength of the autoregression in the errors that makes residuals as autocorrelated as these, erring a little upwards."""
    rules = settings().inference
    weeks = len(fit.residuals)

    def usual(strength: float) -> float:
        drawn = _residuals(_trial(weeks, strength), fit)
        return float(np.quantile(autocorrelation(drawn, rules.lags), rules.cautious))

    seen = float(autocorrelation(fit.residuals[None, :], rules.lags)[0])
    return float(np.interp(seen, np.maximum.accumulate([usual(s) for s in rules.grid]), rules.grid))


def autocorrelation(residuals: Matrix, lags: int) -> Vector:
    """The sum of the first autocorrelations of each row."""
    products = [(residuals[:, k:] * residuals[:, :-k]).sum(axis=1) for k in range(1, lags + 1)]
    total: Vector = np.sum(products, axis=0) / (residuals**2).sum(axis=1)
    return total


def _residuals(errors: Matrix, fit: Fit) -> Matrix:
    """What the regression leaves of errors: it takes up a part of them as if they were effects."""
    left: Matrix = errors - (errors @ fit.weighted) @ fit.pull.T
    return left


def _errors(weeks: int, draws: int, strength: float) -> Matrix:
    """Series of errors of variance one: part noise, part first-order autoregressive of that strength."""
    noise, shocks = _normals(weeks)
    share = settings().inference.persistent
    start = shocks[:draws, :1]
    scale = np.sqrt(1 - strength**2)
    signal = library("scipy.signal")
    kept, _ = signal.lfilter([scale], [1, -strength], shocks[:draws], axis=1, zi=start * (1 - scale))
    mixed: Matrix = np.sqrt(1 - share) * noise[:draws] + np.sqrt(share) * kept
    return mixed


@cache
def _trial(weeks: int, strength: float) -> Matrix:
    return _errors(weeks, settings().inference.trial, strength)


@cache
def _normals(weeks: int) -> tuple[Matrix, Matrix]:
    """The same random numbers each time: the same series, the same answer."""
    rules = settings().inference
    chance = np.random.default_rng(rules.seed)
    return chance.standard_normal((rules.draws, weeks)), chance.standard_normal((rules.draws, weeks))


def pointwise(fit: Fit, column: int) -> Estimate:
    """The estimate of one coefficient where robust errors have too few weeks to rest on, as those of an event study.

    The error is that of a working model, errors part noise and part autoregressive, scaled by the spread of the residuals.
    Critical values are simulated as those of `estimate`. Raises ExtraError.
    """
    strength = persistence(fit)
    errors = _errors(len(fit.residuals), settings().inference.draws, strength)
    pulled, spread = errors @ fit.pull[:, column], _spread(_residuals(errors, fit), fit)
    unit = float(np.sqrt(np.mean(pulled**2)))
    own = unit * float(_spread(fit.residuals[None, :], fit)[0])
    simulated = np.sort(np.abs(pulled) / (unit * spread))
    return _interval(float(fit.coefficients[column]), own, simulated, strength)


def _spread(residuals: Matrix, fit: Fit) -> Vector:
    spread: Vector = np.sqrt((residuals**2).sum(axis=1) / (residuals.shape[1] - fit.weighted.shape[1]))
    return spread
