"""Read CoNLL-U files (https://universaldependencies.org/format.html)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path


def read_conllu(path: Path) -> Iterator[tuple[list[str], list[list[str]]]]:
    """Comments and word rows of each sentence of a CoNLL-U file; ranges and empty nodes are left out."""
    comments: list[str] = []
    rows: list[list[str]] = []
    with path.open(encoding="utf-8") as lines:
        for raw in lines:
            line = raw.rstrip("\n")
            if line.startswith("#"):
                comments.append(line)
            elif line:
                row = line.split("\t")
                if row[0].isdigit():
                    rows.append(row)
            elif rows:
                yield comments, rows
                comments, rows = [], []
    if rows:
        yield comments, rows
