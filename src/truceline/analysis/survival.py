"""How long ceasefires last before they are broken."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import pandas as pd

from truceline.analysis.extra import library
from truceline.analysis.settings import settings
from truceline.analysis.treat import Treat
from truceline.analysis.treatment import Spell, happened, spells
from truceline.processes import Conflict, Step

CEASEFIRES = ("start", "end", "days", "broken", "how", "incident")
SURVIVAL = ("days", "survival", "low", "high", "at_risk", "broken")


def ceasefires_frame(conflict: Conflict, until: dt.date | None = None) -> pd.DataFrame:
    """One row a ceasefire with the columns `CEASEFIRES`: its days until it was first broken, or until it is seen no more.

    `broken` is False where it ran its term, or holds as far as the record goes (to `until`, else the conflict's last day): such a
    one lasted at least `days`. `how` and `incident` are the step that broke it.
    """
    steps = happened(conflict)
    last = until or conflict.last
    rows = [_row(spell, steps, last) for spell in spells(conflict, Treat.CEASEFIRE)]
    return pd.DataFrame([r for r in rows if r], columns=list(CEASEFIRES))


def _row(spell: Spell, steps: Sequence[Step], last: dt.date | None) -> dict[str, Any] | None:
    if last and spell.start > last:
        return None
    # The step that ends a spell is of the day after its last.
    over = spell.end + dt.timedelta(1)
    rules = settings().survival.broken_by
    broken = next((s for s in steps if s.kind in rules and spell.start < s.start <= over), None)
    end = broken.start if broken else min(over, last) if last else over
    return {
        "start": pd.Timestamp(spell.start),
        "end": pd.Timestamp(end),
        "days": max(1, (end - spell.start).days),
        "broken": broken is not None,
        "how": broken.kind.value if broken else None,
        "incident": broken.incident if broken else None,
    }


def survival_frame(ceasefires: pd.DataFrame) -> pd.DataFrame:
    """The share of ceasefires unbroken after so many days (Kaplan & Meier 1958), with the columns `SURVIVAL`.

    Bounds are of 95 % (Greenwood's, on the log-log scale). Empty where there are fewer than data/analysis.yaml wants. Raises ExtraError.
    """
    if len(ceasefires) < settings().survival.fewest:
        return pd.DataFrame(columns=list(SURVIVAL))
    curve: Any = library("lifelines").KaplanMeierFitter()
    curve.fit(ceasefires["days"], ceasefires["broken"], alpha=1 - settings().inference.level)
    bounds, events = curve.confidence_interval_, curve.event_table
    frame = pd.DataFrame(
        {
            "days": curve.survival_function_.index.astype(int),
            "survival": curve.survival_function_.iloc[:, 0].to_numpy(),
            "low": bounds.iloc[:, 0].to_numpy(),
            "high": bounds.iloc[:, 1].to_numpy(),
            "at_risk": events["at_risk"].to_numpy(),
            "broken": events["observed"].to_numpy(),
        }
    )
    return frame[list(SURVIVAL)]


def median_days(survival: pd.DataFrame) -> int | None:
    """After how many days half of the ceasefires are broken; None where so many never were."""
    passed = survival.loc[survival["survival"] <= 0.5, "days"]
    return int(passed.iloc[0]) if len(passed) else None
