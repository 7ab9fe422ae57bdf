"""The regression of weekly counts: negative binomial with a log link, by statsmodels."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from truceline.analysis.design import Matrix
from truceline.analysis.extra import library
from truceline.analysis.settings import settings
from truceline.errors import NoEstimateError

Vector = NDArray[np.float64]

_ROUNDS = 8
_CLOSE = 0.01
"""Rounds end when the overdispersion changes by less than this share."""

_RUNS_AWAY = "no rates fit these counts: a few weeks stand too far out"


@dataclass(frozen=True)
class Fit:
    """A fitted regression: log rate ratios, weekly means, and overdispersion (variance = mean + overdispersion × mean²).

    `pull` holds, column by column, how much each week's standardised residual moves a coefficient; `weighted` are the regression's
    columns times the root of each week's weight. `errors` are the robust ones of statsmodels.
    """

    coefficients: Vector
    errors: Vector
    means: Vector
    residuals: Vector
    weighted: Matrix
    pull: Matrix
    overdispersion: float
    lag: int


def newey_west_lag(weeks: int) -> int:
    """How many weeks' autocorrelation the robust errors allow for: 4 (n/100)^(2/9), after Newey & West (1994)."""
    return int(4 * (weeks / 100) ** (2 / 9))


def fitted(counts: Vector, matrix: Matrix) -> Fit:
    """Fit a negative binomial regression (NB2) by maximum likelihood, its errors robust to autocorrelation.

    The coefficients and the overdispersion are found in turn (as `glm.nb` in R does): each the best given the other. Errors
    are those of Newey & West (1987). Raises ExtraError, and NoEstimateError where the search for coefficients runs away.
    """
    family: Any = library("statsmodels.api").families.NegativeBinomial
    lag = newey_west_lag(len(counts))
    alpha, found = 0.1, _glm(counts, matrix, family(alpha=0.1))
    for _ in range(_ROUNDS):
        before, alpha = alpha, _overdispersion(counts, np.asarray(found.mu), family)
        if abs(np.log(alpha / before)) < _CLOSE:
            break
        found = _glm(counts, matrix, family(alpha=alpha), start=found.params)
    robust = {"cov_type": "HAC", "cov_kwds": {"maxlags": lag, "use_correction": False}}
    return _fit(counts, matrix, _glm(counts, matrix, family(alpha=alpha), start=found.params, **robust), alpha)


def _glm(counts: Vector, matrix: Matrix, family: Any, start: Vector | None = None, **errors: Any) -> Any:
    with warnings.catch_warnings():
        # Where a coefficient runs off, the interval says so; the refusals stand before this.
        warnings.simplefilter("ignore")
        model = library("statsmodels.api").GLM(counts, matrix, family=family)
        try:
            return model.fit(start_params=start, tol=1e-7, **errors)
        except (ValueError, np.linalg.LinAlgError):
            if start is not None:
                return _glm(counts, matrix, family, **errors)
            raise NoEstimateError((_RUNS_AWAY,)) from None


def _fit(counts: Vector, matrix: Matrix, found: Any, alpha: float) -> Fit:
    means = np.asarray(found.mu)
    weighted = matrix * np.sqrt(means / (1 + alpha * means))[:, None]
    return Fit(
        coefficients=np.asarray(found.params),
        errors=np.asarray(found.bse),
        means=means,
        residuals=(counts - means) / np.sqrt(means * (1 + alpha * means)),
        weighted=weighted,
        pull=weighted @ np.linalg.pinv(weighted.T @ weighted),
        overdispersion=alpha,
        lag=newey_west_lag(len(counts)),
    )


def _overdispersion(counts: Vector, means: Vector, family: Any) -> float:
    """The overdispersion that makes the counts likeliest, given their means."""
    low, high = np.log(settings().model.overdispersion)

    def unlikeliness(log_alpha: float) -> float:
        return -float(family(alpha=np.exp(log_alpha)).loglike(counts, means))

    best = library("scipy.optimize").minimize_scalar(
        unlikeliness, bounds=(low, high), method="bounded", options={"xatol": 1e-3}
    )
    return float(np.exp(best.x))
