"""The libraries of the optional extra `truceline[analysis]`: loaded where they are used, and named where they are not there."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from truceline.errors import ExtraError

REMEDY = 'pip install "truceline[analysis]"'


def library(name: str) -> Any:
    """A module of statsmodels, ruptures, lifelines, matplotlib or fpdf2. Raises ExtraError where it is not installed."""
    try:
        return import_module(name)
    except ImportError:
        raise ExtraError(
            f"the library {name.split('.')[0]} is not installed", place="analysis", remedy=REMEDY
        ) from None
