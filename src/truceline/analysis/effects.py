"""How far violence differs while a treatment is under way: all attacks, the dead, and the attacks of each party."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from truceline.analysis.design import TREATED, design
from truceline.analysis.inference import estimate
from truceline.analysis.model import Fit, Vector, fitted
from truceline.analysis.refusal import refusals
from truceline.analysis.settings import settings
from truceline.errors import NoEstimateError

EFFECT = (
    "outcome", "actor", "ratio", "low", "high", "change", "change_low", "change_high", "p", "log_ratio", "error", "critical",
    "overdispersion", "persistence", "lag", "weeks_treated", "weeks_untreated", "count_treated", "count_untreated", "refused",
)  # fmt: skip
"""Columns of the frame of effects; docs/analysis.md says what each holds."""


def effects_frame(weeks: pd.DataFrame, by_actor: pd.DataFrame, names: Mapping[str, str], *, under: str) -> pd.DataFrame:
    """One row an outcome with the columns `EFFECT`, that of all attacks first. Raises ExtraError."""
    rows = [
        _row(weeks[outcome], weeks["treated"], outcome=outcome, actor=None, under=under)
        for outcome in ("attacks", "deaths")
    ]
    for id in busiest(by_actor):
        own = by_actor[by_actor["actor"] == id]
        rows.append(_row(own["attacks"], own["treated"], outcome="attacks", actor=names.get(id, id), under=under))
    return pd.DataFrame(rows, columns=list(EFFECT))


def busiest(by_actor: pd.DataFrame) -> Iterable[str]:
    """The parties with most attacks, as many as data/analysis.yaml lets have an estimate of their own."""
    totals = by_actor.groupby("actor")["attacks"].sum()
    ranked = totals[totals > 0].sort_values(ascending=False, kind="stable")
    return [str(id) for id in ranked.index[: settings().actors]]


def _row(
    counts: pd.Series[Any], treated: pd.Series[Any], *, outcome: str, actor: str | None, under: str
) -> dict[str, Any]:
    number, on = counts.to_numpy(dtype=float), treated.to_numpy(dtype=bool)
    row: dict[str, Any] = {
        "outcome": outcome, "actor": actor, "weeks_treated": int(on.sum()), "weeks_untreated": int((~on).sum()),
        "count_treated": int(number[on].sum()), "count_untreated": int(number[~on].sum()),
    }  # fmt: skip
    reasons = refusals(number, on, what=outcome, under=under)
    if reasons:
        return row | {"refused": "; ".join(reasons)}
    try:
        return row | _estimated(fitted(number, design(on)))
    except NoEstimateError as error:
        return row | {"refused": "; ".join(error.reasons)}


def _estimated(fit: Fit) -> dict[str, Any]:
    found = estimate(fit, TREATED)
    ratio, low, high = (float(np.exp(v)) for v in (found.log_ratio, found.low, found.high))
    return {
        "ratio": ratio, "low": low, "high": high,
        "change": 100 * (ratio - 1), "change_low": 100 * (low - 1), "change_high": 100 * (high - 1),
        "p": found.p, "log_ratio": found.log_ratio, "error": found.error, "critical": found.critical,
        "overdispersion": fit.overdispersion, "persistence": found.persistence, "lag": fit.lag,
    }  # fmt: skip


def expected(counts: pd.Series[Any], treated: pd.Series[Any]) -> tuple[Vector, Vector]:
    """The weekly counts that the regression gives, and those that it would give without the treatment. Raises ExtraError."""
    on = treated.to_numpy(dtype=bool)
    fit = fitted(counts.to_numpy(dtype=float), design(on))
    return fit.means, np.where(on, fit.means / np.exp(fit.coefficients[TREATED]), fit.means)
