"""What the coded reports hold, as the tables of corpus/README.md: python -m corpus.card

A test compares the README with what this prints.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml

from corpus.sheets import compile_sheet
from corpus.split import PARTS, parts, settings

SHEETS = Path(__file__).parent / "sheets"
Counted = tuple[dict[str, Any], list[dict[str, Any]]]


def read() -> dict[str, Counted]:
    """Head and compiled claims of every sheet, by the id of its report."""
    sheets = {}
    for path in sorted(SHEETS.glob("*.yaml")):
        record, _ = compile_sheet(path)
        sheets[path.stem] = (yaml.safe_load(path.read_text(encoding="utf-8")), record["claims"])
    return sheets


def by_part(sheets: dict[str, Counted]) -> list[str]:
    """The table of sizes: one column a part."""
    columns = [(part, [r for r in sheets if parts()[r] == part]) for part in (*PARTS, "aside")] + [("all", [*sheets])]
    rows = {
        "reports": [len(ids) for _, ids in columns],
        "of invented happenings": [sum(sheets[r][0]["invented"] for r in ids) for _, ids in columns],
        "with nothing to code": [sum(not sheets[r][1] for r in ids) for _, ids in columns],
        "settings": [len({settings()[r] for r in ids}) for _, ids in columns],
        "words": [sum(len(sheets[r][0]["text"].split()) for r in ids) for _, ids in columns],
        "claims": [sum(len(sheets[r][1]) for r in ids) for _, ids in columns],
        "of these optional": [sum(bool(c.get("optional")) for r in ids for c in sheets[r][1]) for _, ids in columns],
    }
    head = "| | " + " | ".join(name for name, _ in columns) + " |"
    return [head, "| --- " * (len(columns) + 1) + "|", *(f"| {k} | {_cells(v)} |" for k, v in rows.items())]


def kinds(sheets: dict[str, Counted]) -> list[str]:
    """The table of what the claims are, and of the manners in which the reports are written."""
    claims = [c for _, found in sheets.values() for c in found]
    modes = Counter(f"{c['event']} {c['mode']}" for c in claims if c["mode"])
    rows = {
        "styles": _counted(head["style"] for head, _ in sheets.values()),
        "event types": _counted(c["event"] for c in claims),
        "modes": f"{len(modes)}, on {sum(modes.values()):,} claims; the commonest "
        + ", ".join(f"{m} {n}" for m, n in modes.most_common(8)),
        "status": _counted(c["status"] for c in claims),
        "sources in a chain": _counted(len(c["sources"]) for c in claims),
        "kinds of source": _counted(s["kind"] for c in claims for s in c["sources"]),
        "with a condition": sum(bool(c["condition"]) for c in claims),
        "with a time, a place, a number killed": _cells(
            [sum(bool(c[k]) for c in claims) for k in ("when", "where", "killed")], ", "
        ),
    }
    return ["| | |", "| --- | --- |", *(f"| {k} | {v} |" for k, v in rows.items())]


def card() -> str:
    """Both tables as Markdown."""
    sheets = read()
    return "\n".join([*by_part(sheets), "", *kinds(sheets)])


def _cells(numbers: list[int], between: str = " | ") -> str:
    return between.join(f"{n:,}" for n in numbers)


def _counted(values: Iterable[Any]) -> str:
    return ", ".join(f"{value} {n:,}" for value, n in Counter(values).most_common())


if __name__ == "__main__":
    print(card())
