"""The figures of an analysis, by matplotlib: each as SVG to stand in a page, or as PNG."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from typing import Any

import pandas as pd

from truceline.analysis.analysis import Analysis
from truceline.analysis.extra import library

# Colours that the colour-blind tell apart (Okabe & Ito 2008); lines also differ in dash.
_COUNT, _TREATED, _FIT, _WITHOUT = "#9aa5b1", "#cfe3f5", "#0072b2", "#d55e00"
_STYLE = {
    "font.family": ["DejaVu Sans", "sans-serif"], "font.size": 8, "axes.spines.top": False, "axes.spines.right": False,
    "axes.titlesize": 9, "axes.titlelocation": "left", "axes.titleweight": "bold", "legend.frameon": False,
    "legend.fontsize": 7, "svg.fonttype": "none", "svg.hashsalt": "truceline",
    # Names are from reports: a dollar sign in one is no formula.
    "text.parse_math": False,
}  # fmt: skip
_LONGEST = 22
"""Characters of a name on an axis."""


@dataclass(frozen=True)
class Figure:
    """A figure: its name, what it shows in a sentence (for those who do not see it), and how it is drawn."""

    name: str
    title: str
    alt: str
    size: tuple[float, float]
    draw: Callable[[Any, Analysis], None]


def figures(analysis: Analysis) -> list[Figure]:
    """The figures for which an analysis has data."""
    return [
        Figure("weeks", "Attacks a week", _alt_weeks(analysis), (7.4, 2.5), _weeks),
        Figure("effects", "By outcome", _alt_effects(analysis), (3.6, 2.2), _effects),
        *(
            [
                Figure(
                    "event-study",
                    f"Around its beginning ({analysis.treat.value})",
                    _alt_events(analysis),
                    (3.6, 2.2),
                    _events,
                )
            ]
            if len(analysis.event_study)
            else []
        ),
        *(
            [Figure("survival", "Ceasefires not yet broken", _alt_survival(analysis), (3.6, 2.2), _survival)]
            if len(analysis.survival)
            else []
        ),
    ]


def svg(figure: Figure, analysis: Analysis) -> str:
    """A figure as an SVG element that can stand in a page beside others: named, described, its ids its own. Raises ExtraError."""
    text = _saved(figure, analysis, "svg").decode("utf-8")
    element = text[text.index("<svg") :]
    element = re.sub(r"<metadata>.*?</metadata>", "", element, flags=re.DOTALL)
    element = re.sub(r'(\bid="|href="#|url\(#)', rf"\g<1>{figure.name}-", element)
    # The page describes it; a file of its own is described by what is put in here.
    return element.replace("<svg ", f'<svg role="img" aria-label="{_attribute(figure.alt)}" ', 1)


def png(figure: Figure, analysis: Analysis) -> bytes:
    """A figure as PNG, sharp in print. Raises ExtraError."""
    return _saved(figure, analysis, "png")


def _saved(figure: Figure, analysis: Analysis, format: str) -> bytes:
    matplotlib = library("matplotlib")
    with matplotlib.rc_context(_STYLE):
        drawing = library("matplotlib.figure").Figure(figsize=figure.size, layout="constrained")
        axes = drawing.add_subplot()
        axes.set_title(figure.title)
        figure.draw(axes, analysis)
        out = io.BytesIO()
        metadata = {"Date": None} if format == "svg" else None
        drawing.savefig(out, format=format, dpi=220, metadata=metadata)
    return out.getvalue()


def _attribute(text: str) -> str:
    return escape(" ".join(text.split()), quote=True)


def _weeks(axes: Any, analysis: Analysis) -> None:
    weeks = analysis.weeks
    middle = weeks["week"] + pd.Timedelta(days=3.5)
    for number, spell in enumerate(analysis.spells):
        end = spell.end + pd.Timedelta(days=1)
        axes.axvspan(spell.start, end, color=_TREATED, lw=0, label=None if number else analysis.under)
    axes.bar(middle, weeks["attacks"], width=6, color=_COUNT, label="attacks")
    without = weeks["without"].where(weeks["treated"] | weeks["treated"].shift(-1, fill_value=False))
    axes.plot(middle, weeks["expected"], color=_FIT, lw=1.4, label="fitted")
    axes.plot(middle, without, color=_WITHOUT, lw=1.4, ls="--", label=f"fitted, were there no {analysis.treat.value}")
    for number, week in enumerate(analysis.change_points["week"]):
        axes.axvline(week, color="black", lw=0.8, ls=":", label=None if number else "lasting break")
    axes.set_xlim(weeks["week"].iloc[0], weeks["week"].iloc[-1] + pd.Timedelta(days=7))
    dates = library("matplotlib.dates")
    locator = dates.AutoDateLocator(maxticks=10)
    axes.xaxis.set_major_locator(locator)
    axes.xaxis.set_major_formatter(dates.ConciseDateFormatter(locator))
    axes.figure.legend(loc="outside lower center", ncols=5)


def _effects(axes: Any, analysis: Analysis) -> None:
    rows = analysis.effect[analysis.effect["refused"].isna()].iloc[::-1]
    labels = [_label(row) for _, row in rows.iterrows()]
    _ratios(axes, rows, list(range(len(rows))), upright=False)
    axes.set_yticks(range(len(rows)), labels)
    axes.set_xlabel("rate with / without (95 %)")


def _label(row: Any) -> str:
    if row["actor"] is None:
        return f"all {row['outcome']}"
    name = " ".join(str(row["actor"]).split())
    return f"by {name if len(name) <= _LONGEST else name[: _LONGEST - 1] + '…'}"


def _events(axes: Any, analysis: Analysis) -> None:
    frame = analysis.event_study
    middle = list((frame["from_week"] + frame["to_week"] + 1) / 2)
    axes.axvline(0, color="black", lw=0.8, ls=":")
    axes.set_xticks([*frame["from_week"], frame["to_week"].iloc[-1] + 1])
    _ratios(axes, frame, middle, upright=True)
    axes.set_xlabel("weeks since it began")
    axes.set_ylabel("rate / that just before")


def _ratios(axes: Any, frame: pd.DataFrame, at: list[Any], *, upright: bool) -> None:
    """Ratios with their intervals, on a log scale with the numbers as they are."""
    ratio = frame["ratio"].astype(float)
    errors = [(ratio - frame["low"].astype(float)).fillna(0), (frame["high"].astype(float) - ratio).fillna(0)]
    look = {"fmt": "o", "ms": 4, "lw": 1.3, "capsize": 2, "color": _FIT}
    scaled, none = (axes.yaxis, axes.axhline) if upright else (axes.xaxis, axes.axvline)
    if upright:
        axes.set_yscale("log")
        axes.errorbar(at, ratio, yerr=errors, **look)
    else:
        axes.set_xscale("log")
        axes.errorbar(ratio, at, xerr=errors, **look)
        axes.set_ylim(-0.6, len(at) - 0.4)
    none(1, color="black", lw=0.8)
    ticker = library("matplotlib.ticker")
    scaled.set_major_locator(ticker.LogLocator(base=10, subs=(1, 2, 5), numticks=8))
    scaled.set_major_formatter(ticker.FuncFormatter(lambda value, _: f"{value:g}"))
    scaled.set_minor_locator(ticker.NullLocator())


def _survival(axes: Any, analysis: Analysis) -> None:
    frame = analysis.survival
    axes.fill_between(frame["days"], frame["low"], frame["high"], step="post", color=_TREATED, lw=0)
    axes.step(frame["days"], frame["survival"], where="post", color=_FIT, lw=1.4)
    axes.set_ylim(0, 1.02)
    axes.set_xlim(0, None)
    axes.xaxis.set_major_locator(library("matplotlib.ticker").MaxNLocator(integer=True))
    axes.set_xlabel("days since it began")
    axes.set_ylabel("share")


def _alt_weeks(analysis: Analysis) -> str:
    row = analysis.effect.iloc[0]
    return (
        f"Bars of attacks a week, weeks with {analysis.under} shaded. Mean of the shaded weeks "
        f"{row['count_treated'] / row['weeks_treated']:.1f}, of the others {row['count_untreated'] / row['weeks_untreated']:.1f}."
    )


def _alt_effects(analysis: Analysis) -> str:
    rows = analysis.effect[analysis.effect["refused"].isna()]
    told = (f"{_label(r)} {r['ratio']:.2f} ({r['low']:.2f} to {r['high']:.2f})" for _, r in rows.iterrows())
    return "Rate ratios with 95 % intervals: " + "; ".join(told) + "."


def _alt_events(analysis: Analysis) -> str:
    rows = (r for _, r in analysis.event_study.iterrows())
    told = (f"weeks {r['from_week']:.0f} to {r['to_week']:.0f}: {r['ratio']:.2f}" for r in rows)
    return "Rate of attacks against the weeks just before the beginning: " + "; ".join(told) + "."


def _alt_survival(analysis: Analysis) -> str:
    last = analysis.survival.iloc[-1]
    return f"Share of ceasefires not yet broken, falling to {last['survival']:.2f} after {last['days']:.0f} days."
