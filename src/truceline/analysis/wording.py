"""What an analysis says, and what it does not show, in plain words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from truceline.analysis.analysis import Analysis
from truceline.analysis.settings import settings
from truceline.analysis.survival import median_days
from truceline.analysis.treat import Treat
from truceline.tables import day


def finding(analysis: Analysis) -> str:
    """The main estimate in two sentences."""
    row = analysis.effect.iloc[0]
    found = (
        f"In weeks with {analysis.under}, attacks were {compared(row['change'])} the trend and season of the other weeks "
        f"lead to expect. With 95 % confidence, the difference lies between {span(row)}."
    )
    return f"{found} {_verdict(row)}"


def _verdict(row: pd.Series[Any]) -> str:
    if row["low"] > 1 or row["high"] < 1:
        return "A difference so large would be rare if there were none; that does not say what brought it about."
    return "That range holds “no difference”: neither a difference nor its absence is shown."


def compared(percent: float) -> str:
    """A change in words, with the word that leads on to what it is set against: "42 % fewer than", "as many as"."""
    words = change(percent)
    return f"{words} {'as' if words.endswith('as many') else 'than'}"


def change(percent: float) -> str:
    """A change in words: "42 % fewer", "15 % more", "as many"."""
    size = abs(percent)
    if size < 0.5:
        return "as many"
    if percent > 400:
        return f"{1 + percent / 100:.0f} times as many"
    if percent < -99.5:
        return "over 99 % fewer"
    return f"{size:.0f} % {'fewer' if percent < 0 else 'more'}"


def span(row: pd.Series[Any]) -> str:
    """An interval in words: "60 % fewer and 15 % more"."""
    return f"{change(row['change_low'])} and {change(row['change_high'])}"


def basis(analysis: Analysis) -> str:
    """On what the main estimate rests."""
    row, weeks = analysis.effect.iloc[0], analysis.weeks
    first, last = weeks["week"].iloc[0].date(), weeks["week"].iloc[-1].date()
    return (
        f"{len(weeks)} weeks from {day(first)} to {day(last)}: {row['weeks_treated']} with {analysis.under} "
        f"({row['count_treated']} attacks, {_number(len(analysis.spells), 'spell')}), "
        f"{row['weeks_untreated']} without ({row['count_untreated']} attacks)."
    )


def method(analysis: Analysis) -> str:
    """How the main estimate was made."""
    row = analysis.effect.iloc[0]
    season = " and season" if len(analysis.weeks) >= settings().model.season_from else ""
    return (
        f"Interrupted time series: negative binomial regression of weekly attacks with a trend{season} "
        f"(overdispersion {row['overdispersion']:.2f}); errors robust to autocorrelation over {row['lag']:.0f} weeks "
        f"(Newey–West); critical value {row['critical']:.2f} in place of 1.96, computed for these weeks and the "
        f"persistence that the residuals show ({row['persistence']:.2f})."
    )


def others(analysis: Analysis) -> list[str]:
    """What the event study, the change points and the ceasefires say, a sentence each."""
    return [_before(analysis), _changes(analysis), _lasting(analysis)]


def _before(analysis: Analysis) -> str:
    frame = analysis.event_study
    if frame.empty:
        return "Event study: no beginning has enough weeks with attacks around it."
    apart = frame[(frame["from_week"] < 0) & ((frame["low"] > 1) | (frame["high"] < 1))]
    if apart.empty:
        return "Event study: before the beginnings, no block of weeks is told from the one just before."
    return (
        "Event study: attacks already ran differently before the beginnings, so the change may have come "
        "before the treatment, not with it."
    )


def _changes(analysis: Analysis) -> str:
    frame = analysis.change_points
    if frame.empty:
        return "Change points: the weekly level of attacks shows no lasting break."
    near = frame["days_from_nearest"].dropna().abs().le(28).sum()
    return (
        f"Change points: {_number(len(frame), 'lasting break')} in the weekly level of attacks, {near} of them within four "
        f"weeks of a beginning or an end of {analysis.under}."
    )


def _lasting(analysis: Analysis) -> str:
    ceasefires = analysis.ceasefires
    if ceasefires.empty:
        return "Ceasefires: the record holds none."
    told = f"Ceasefires: {len(ceasefires)}, of which {int(ceasefires['broken'].sum())} were broken"
    if analysis.survival.empty:
        return f"{told}; too few for a curve."
    half = median_days(analysis.survival)
    return (
        f"{told}; half were broken after {half} days."
        if half
        else f"{told}; more than half outlasted what is seen of them."
    )


def caveats(analysis: Analysis) -> list[str]:
    """What the estimate does not show, those first that weigh in every analysis."""
    return [*_ALWAYS, *_own(analysis)]


_ALWAYS = (
    "Not cause: parties talk when they choose to, often when fighting ebbs or hurts most. What makes them talk may move the "
    "violence too.",
    "Reports, not events: when reporters look elsewhere, or are kept out, attacks go uncounted; if talks draw or lose "
    "attention, the count moves without the violence.",
    "One conflict: what else began or ended in the same weeks (an offensive, winter, an election) is in the estimate.",
    "Not a forecast, and no measure of whether talks were worth it: only of attacks in the weeks while they went on.",
)


def _own(analysis: Analysis) -> Iterable[str]:
    row = analysis.effect.iloc[0]
    if len(analysis.spells) < 3:
        yield (
            f"Few events: {_number(len(analysis.spells), 'spell')} of {analysis.under}. Anything that happened at those times "
            "would look the same."
        )
    for also, number in analysis.beside.items():
        yield (
            f"Not {analysis.under} alone: {number} of the {row['weeks_treated']} weeks also have {also}, and what goes with "
            "the one cannot be told from what goes with the other."
        )
    if row["high"] / row["low"] > 4:
        yield "Little is known: the range is wide, and a true difference of some size may hide in it."
    if len(analysis.weeks) < settings().model.season_from:
        yield "Less than a year is seen: a season cannot be told from the treatment."
    if analysis.treat is Treat.CEASEFIRE:
        yield "A ceasefire changes what is reported as a breach, and by whom."
    if analysis.weeks["deaths_high"].isna().any() or (analysis.weeks["deaths_high"] > analysis.weeks["deaths"]).any():
        yield "Deaths are the low end of what sources tell; they dispute some of them."


def _number(count: int, thing: str) -> str:
    return f"{count} {thing}" if count == 1 else f"{count} {thing}s"
