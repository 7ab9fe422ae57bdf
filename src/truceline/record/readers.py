"""Which reader read a report: the program's version and a digest of all that decides what it reads."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

import truceline

PROGRAM = "truceline"
GIVEN = "given"
"""Reader of claims that came with their report: by hand, or from another program. They are not read again."""

_PARTS = ("reading", "language", "data")
_IGNORED = ("__pycache__",)


@cache
def reader_version(model: str | None = None) -> str:
    """The version of the reader in this program, as "truceline 0.1.0 3f9a0c52"; with the name of another model.

    It changes with every rule, word list and weight, so that `reread` knows what an older reader has read.
    """
    digest = hashlib.sha256()
    for part in _PARTS:
        for file in _files(files("truceline") / part):
            digest.update(file.name.encode())
            digest.update(file.read_bytes())
    with_model = f" with {model}" if model else ""
    return f"{PROGRAM} {truceline.__version__} {digest.hexdigest()[:8]}{with_model}"[:200]


def _files(folder: Traversable) -> Iterator[Traversable]:
    for item in sorted(folder.iterdir(), key=lambda i: i.name):
        if item.is_dir() and item.name not in _IGNORED:
            yield from _files(item)
        elif item.is_file():
            yield item


def from_dataset(name: str) -> str:
    """The reader of claims that were imported from a dataset."""
    return f"dataset {name}"


def is_dataset(reader: str) -> bool:
    """Whether claims were imported from a dataset: concluded by others, not read from reports."""
    return reader.startswith(from_dataset(""))
