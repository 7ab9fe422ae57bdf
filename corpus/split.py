"""Which part of the coded reports is for learning, which for choosing and which for the last measure (corpus/split.yaml)."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TypeVar

import yaml

HERE = Path(__file__).parent
PARTS = ("train", "dev", "test")
SETTING = re.compile(r"^setting: *(\S+)$", re.M)
INVENTED = re.compile(r"^invented: *true$", re.M)
T = TypeVar("T")


@cache
def _sheets() -> dict[str, str]:
    """The text of every sheet, by the id of its report."""
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted((HERE / "sheets").glob("*.yaml"))}


@cache
def settings() -> dict[str, str]:
    """The setting (the conflict) of every sheet, by the id of its report. Raises ValueError for a sheet without one."""
    found = {}
    for report, sheet in _sheets().items():
        head = SETTING.search(sheet)
        if head is None:
            raise ValueError(f"sheet {report}: no setting")
        found[report] = head[1]
    return found


@cache
def invented() -> dict[str, bool]:
    """Whether the setting of a report is made up, by the id of the report."""
    return {report: INVENTED.search(sheet) is not None for report, sheet in _sheets().items()}


@cache
def parts() -> dict[str, str]:
    """The part of every coded report by its id: train, dev, test, or aside (used for nothing)."""
    said = yaml.safe_load((HERE / "split.yaml").read_text(encoding="utf-8"))
    by_setting = {setting: part for part in ("dev", "test") for setting in said[part]["settings"]}
    return {
        report: "aside" if report in said["aside"] else by_setting.get(setting, "train")
        for report, setting in settings().items()
    }


def only(part: str, records: dict[str, T]) -> dict[str, T]:
    """Those of some records (by report id) that are in a part. Raises ValueError for a part that is none."""
    if part not in PARTS:
        raise ValueError(f"{part!r} is no part of the coded reports; these are: {', '.join(PARTS)}")
    return {report: record for report, record in records.items() if parts().get(report) == part}
