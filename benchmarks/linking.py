"""Score the linking of names to actors: python -m benchmarks.linking [corpus/linking/test.yaml] [--wrong]

Precision: of the names that were linked, how many to the right actor. Recall: of the names that mean an actor of the registry, how many
were linked to it. --wrong lists the cases that went wrong (for the tune file only: the test file is read in figures). JSON comes last.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import statistics
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from truceline.actors import Link, Linker, Registry, shipped_registry

TEST = Path("corpus/linking/test.yaml")


@dataclass(frozen=True)
class Case:
    """A name in its context and the id of the actor that it means (None: unknown, or in doubt)."""

    name: str
    date: dt.date
    countries: tuple[str, ...]
    actor: str | None
    kind: str | None = None


def cases(path: Path, registry: Registry) -> list[Case]:
    """The cases of a file. Raises UsageError for an actor that the registry does not have."""
    found = [_case(row) for row in yaml.safe_load(path.read_text(encoding="utf-8"))["cases"]]
    for case in found:
        if case.actor:
            registry[case.actor]
    return found


def _case(row: list[Any]) -> Case:
    name, date, countries, actor, *kind = row
    return Case(str(name), date, tuple(countries), actor, *kind)


def score(found: list[Case], links: list[Link]) -> dict[str, float]:
    """Precision and recall, in shares of one."""
    ids = [link.actor.id if link.actor else None for link in links]
    linked = sum(id is not None for id in ids)
    known = sum(case.actor is not None for case in found)
    right = sum(id is not None and id == case.actor for case, id in zip(found, ids, strict=True))
    return {
        "cases": len(found), "known": known, "linked": linked, "right": right,
        "precision": round(right / linked, 4) if linked else 1.0, "recall": round(right / known, 4) if known else 1.0,
    }  # fmt: skip


def main() -> None:
    """Link every case of a file and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path, nargs="?", default=TEST)
    parser.add_argument("--wrong", action="store_true", help="list the cases that went wrong")
    options = parser.parse_args()
    linker = Linker(shipped_registry())
    found = cases(options.file, linker.registry)
    linker.link("Warming Up", date=found[0].date)
    links, times = [], []
    for case in found:
        start = time.perf_counter()
        links.append(linker.link(case.name, date=case.date, countries=case.countries, kind=case.kind))
        times.append(1000 * (time.perf_counter() - start))
    for case, link in zip(found, links, strict=True):
        if options.wrong and (link.actor.id if link.actor else None) != case.actor:
            near = ", ".join(f"{c.actor.id} {c.confidence:.2f}" for c in link.candidates[:3])
            print(
                f"{case.name} {case.date} {case.countries}: {case.actor}, not {link.actor and link.actor.id} ({near})"
            )
    figures = {
        "median_ms": round(statistics.median(times), 3),
        "p95_ms": round(sorted(times)[int(0.95 * len(times))], 3),
    }
    print(json.dumps(score(found, links) | figures))


if __name__ == "__main__":
    main()
