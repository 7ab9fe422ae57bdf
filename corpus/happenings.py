"""Reports that tell the same happenings (corpus/incidents): read from YAML into claims with their labels.

python -m corpus.happenings    check every file
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from truceline.claim import Amount, Claim, Entity, Place, Source, When
from truceline.incidents.stored import StoredClaim
from truceline.report import Report

FOLDER = Path(__file__).parent / "incidents"
KEYS = frozenset(
    [
        "incident",
        "event",
        "mode",
        "status",
        "quote",
        "trigger",
        "actor",
        "recipient",
        "sources",
        "when",
        "where",
        "killed",
        "injured",
    ]
)


@dataclass(frozen=True)
class Told:
    """A report and its coded claims with the label of the happening that each tells."""

    report: Report
    claims: tuple[tuple[str, StoredClaim], ...]


def told(part: str) -> list[Told]:
    """All reports of a part ("tune" or "test"). Raises ValueError with the place of what is wrong."""
    return [one for path in sorted((FOLDER / part).glob("*.yaml")) for one in _setting(path)]


def _setting(path: Path) -> Iterator[Told]:
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    for entry in data["reports"]:
        try:
            yield _told(data["setting"], entry)
        except (KeyError, TypeError, ValueError) as error:
            raise ValueError(f"{path.name}, {entry['id']}: {error}") from error


def _told(setting: str, entry: dict[str, Any]) -> Told:
    text = entry["text"].strip()
    report = Report(id=entry["id"], publisher=entry["publisher"], published=entry["published"], text=text)
    return Told(report, tuple((f"{setting} {row['incident']}", _stored(report, row)) for row in entry["claims"]))


def _stored(report: Report, row: dict[str, Any]) -> StoredClaim:
    if unknown := set(row) - KEYS:
        raise ValueError(f"unknown keys {sorted(unknown)}")
    start = report.text.index(row["quote"])
    trigger = start + row["quote"].index(row["trigger"])
    claim = Claim(
        span=(start, start + len(row["quote"])),
        trigger=(trigger, trigger + len(row["trigger"])),
        event=row["event"],
        mode=row.get("mode"),
        status=row.get("status", "actual"),
        actor=tuple(Entity(name=n) for n in row.get("actor", ())),
        recipient=tuple(Entity(name=n) for n in row.get("recipient", ())),
        sources=tuple(_source(s) for s in row.get("sources", ())),
        when=_when(row.get("when")),
        where=tuple(Place(name=n) for n in row.get("where", ())),
        killed=_amount(row.get("killed")),
        injured=_amount(row.get("injured")),
    )
    return StoredClaim(
        id=f"{report.id}:{start}:{trigger}:{claim.event}",
        report_id=report.id,
        text_id=report.id,
        publisher=report.publisher,
        published=report.published,
        claim=claim,
        quote=row["quote"],
    )


def _source(text: str) -> Source:
    kind, _, name = text.partition(": ")
    return Source.model_validate({"kind": kind, "name": name})


def _when(value: dt.date | str | None) -> When | None:
    if value is None:
        return None
    first, _, last = str(value).partition(" .. ")
    return When(start=dt.date.fromisoformat(first), end=dt.date.fromisoformat(last or first))


def _amount(value: int | str | None) -> Amount | None:
    if value is None:
        return None
    match = re.fullmatch(r"(\d*)(\.\.)?(\d*)", str(value))
    if match is None:
        raise ValueError(f"a number is written 12, 12.. or ..12, not {value!r}")
    low, dots, high = match.groups()
    return Amount(low=int(low) if low else None, high=int(high) if high else None if dots else int(low))


if __name__ == "__main__":
    for name in ("tune", "test"):
        found = told(name)
        print(name, len(found), "reports,", sum(len(one.claims) for one in found), "claims")
