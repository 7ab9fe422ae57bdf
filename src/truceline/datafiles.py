"""The data files of the package: word lists and rules that people read and edit. Each is read once."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def load_yaml(name: str) -> Any:
    """A YAML file of the package's data folder. What it gives is shared: do not change it."""
    # The C loader, where PyYAML has it, is ten times as fast; it is as safe.
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load((files("truceline") / "data" / name).read_text(encoding="utf-8"), Loader=loader)


def word_lists(name: str) -> Callable[[str], frozenset[str]]:
    """The function that gives the words of one list of a data file."""

    @cache
    def words(kind: str) -> frozenset[str]:
        return frozenset(load_yaml(name)[kind])

    return words
