"""The colours of figures on paper: by class, as SVG attributes. static/charts.css says the same for pages, light and dark."""

from __future__ import annotations

_INK, _QUIET, _RULE = "#1f2428", "#5b6268", "#c9c6bd"
_TEXT = {"fill": _INK, "font-size": "11"}


def _fill(colour: str) -> dict[str, str]:
    return {"fill": colour}


def _mark(colour: str) -> dict[str, str]:
    return {"fill": colour, "stroke": colour, "stroke-width": "1.4"}


PAPER: dict[str, dict[str, str]] = {
    "ground": _fill("#ffffff"),
    "label": _TEXT,
    "quiet": _TEXT | {"fill": _QUIET},
    "strong": _TEXT | {"font-weight": "600"},
    "small": {"font-size": "10"},
    "rule": {"stroke": _RULE, "stroke-width": "1"},
    "time": {"stroke": _INK, "stroke-width": "1.5"},
    "edge": {"stroke": "#8d9298", "stroke-width": "1", "stroke-dasharray": "2 3"},
    "hit": {"fill": "none"},
    "phase-no-contact": _fill("#f4f2ed"),
    "phase-exploratory": _fill("#eceef6"),
    "phase-talks": _fill("#dcebf1"),
    "phase-ceasefire": _fill("#dcefe3"),
    "phase-agreement": _fill("#c8e6d3"),
    "phase-implementation": _fill("#d3ead0"),
    "phase-broken-down": _fill("#f6e2da"),
    "mark-talks": _mark("#1b6a88"),
    "mark-terms": _mark("#6a4c93"),
    "mark-truce": _mark("#2e7d4f"),
    "mark-accord": _mark("#1d5c38"),
    "mark-setback": _mark("#9c3527"),
    "hollow": {"fill": "#ffffff"},
    "stroke-only": {"fill": "none", "stroke-width": "2"},
    "attacks": _fill("#a8503f"),
    "killed": _fill("#5e1f18"),
    "killed-more": {"fill": "#5e1f18", "fill-opacity": "0.28"},
    "does": _fill("#a8503f"),
    "says": _fill("#1b6a88"),
    "sea": _fill("#eef2f4"),
    "land": {"fill": "#f7f5ef", "stroke": "#bdb9ae", "stroke-width": "0.7"},
    "land-here": {"fill": "#ece7da", "stroke": "#8f8a7d", "stroke-width": "0.9"},
    "spot": {"fill": "#a8503f", "fill-opacity": "0.62", "stroke": "#ffffff", "stroke-width": "0.8"},
    "spot-country": {"fill": "none", "stroke": "#a8503f", "stroke-width": "1.6", "stroke-dasharray": "3 2"},
    "halo": {"stroke": "#ffffff", "stroke-width": "3", "stroke-linejoin": "round", "fill": "none", "font-size": "11"},
    "spark": {"fill": "#a8503f"},
    "spark-up": {"fill": "#1b6a88"},
}
