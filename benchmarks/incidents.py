"""Score the grouping of claims into incidents: python -m benchmarks.incidents [--part test|tune] [--coded] [--misses]

First on the coded claims of corpus/incidents; then, unless --coded, on the claims that the shipped reader reads in the
same reports, each taken for the coded claim whose trigger or words it overlaps most. JSON comes last.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from benchmarks.clusters import Labels, b_cubed, blanc, pairwise
from corpus.happenings import Told, told
from truceline.claim import Claim
from truceline.incidents import StoredClaim, groups_of

_MONDAY = dt.date(2020, 1, 6)


def coded(reports: Sequence[Told]) -> tuple[list[StoredClaim], Labels]:
    """The coded claims and the happening that each tells."""
    rows = [row for one in reports for row in one.claims]
    return [claim for _, claim in rows], {claim.id: label for label, claim in rows}


def read(reports: Sequence[Told]) -> tuple[list[StoredClaim], Labels]:
    """The claims that the reader reads, and the happening of those that can be taken for a coded claim."""
    from truceline.reading.reader import Reader

    claims: list[StoredClaim] = []
    labels: dict[str, str] = {}
    for one, record in zip(reports, Reader().read_many([one.report for one in reports]), strict=True):
        stored = [_stored(one, number, claim) for number, claim in enumerate(record.claims)]
        claims += stored
        labels |= _paired(stored, one)
    return claims, labels


def _stored(one: Told, number: int, claim: Claim) -> StoredClaim:
    report = one.report
    quote = report.text[slice(*claim.span)]
    return StoredClaim(f"{report.id}:{number}", report.id, report.id, report.publisher, report.published, claim, quote)


def _paired(stored: Sequence[StoredClaim], one: Told) -> dict[str, str]:
    """Read claim → label of the coded one it overlaps most; each used once, triggers before spans."""
    options = sorted(
        ((-_overlap(s.claim, c.claim), s.id, c.id, label) for s in stored for label, c in one.claims),
    )
    labels, taken = dict[str, str](), set[str]()
    for overlap, read_id, coded_id, label in options:
        if overlap < 0 and read_id not in labels and coded_id not in taken:
            labels[read_id] = label
            taken.add(coded_id)
    return labels


def _overlap(a: Claim, b: Claim) -> float:
    def shared(x: tuple[int, int], y: tuple[int, int]) -> int:
        return max(0, min(x[1], y[1]) - max(x[0], y[0]))

    return 1000 * bool(shared(a.trigger, b.trigger)) + shared(a.span, b.span)


def in_the_same_weeks(claims: Sequence[StoredClaim]) -> list[StoredClaim]:
    """Claims with all settings moved by whole weeks, so that their first reports come in one."""
    first: dict[str, dt.date] = {}
    for claim in claims:
        first[setting_of(claim)] = min(first.get(setting_of(claim), dt.date.max), claim.published or dt.date.max)
    return [_moved(c, dt.timedelta((_MONDAY - first[setting_of(c)]).days // 7 * 7)) for c in claims]


def _moved(claim: StoredClaim, by: dt.timedelta) -> StoredClaim:
    when = claim.claim.when
    moved = when and when.model_copy(update={"start": when.start + by, "end": when.end + by})
    return replace(
        claim,
        claim=claim.claim.model_copy(update={"when": moved}),
        published=claim.published and claim.published + by,
    )


def setting_of(claim: StoredClaim) -> str:
    """The setting whose report tells a claim."""
    return claim.report_id.rpartition("-")[0]


def figures(claims: Sequence[StoredClaim], labels: Labels) -> dict[str, Any]:
    """All claims are grouped; those with a label are scored."""
    found = {i: number for number, ids in enumerate(groups_of(claims)) for i in ids if i in labels}
    return {
        "claims": len(claims),
        "scored": len(labels),
        "happenings": len(set(labels.values())),
        "b_cubed": b_cubed(labels, found).rounded(),
        "pairwise": pairwise(labels, found).rounded(),
        "blanc": blanc(labels, found).rounded(),
    }


def print_misses(claims: Sequence[StoredClaim], labels: Labels) -> None:
    """Every incident with claims of several happenings, and every happening in several incidents."""
    by_id = {c.id: c for c in claims}
    spread: dict[Any, list[int]] = defaultdict(list)
    for number, ids in enumerate(groups_of(claims)):
        found = {labels[i] for i in ids if i in labels}
        for label in found:
            spread[label].append(number)
        if len(found) > 1:
            print(f"--- incident {number} is of {len(found)} happenings")
            for i in ids:
                print(f"    {labels.get(i, '-')}: {by_id[i].claim.status} {by_id[i].quote[:100]!r}")
    for label, numbers in spread.items():
        if len(numbers) > 1:
            print(f"--- {label} is in {len(numbers)} incidents: {numbers}")


def main() -> None:
    """Parse the command line, group, score, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", choices=("test", "tune"), default="test")
    parser.add_argument("--coded", action="store_true", help="leave out the figure on the reader's claims")
    parser.add_argument("--misses", action="store_true", help="print what was put together or apart wrongly")
    args = parser.parse_args()
    reports = told(args.part)
    result: dict[str, Any] = {"part": args.part, "reports": len(reports)}
    for name, take in (("coded", coded),) if args.coded else (("coded", coded), ("read", read)):
        claims, labels = take(reports)
        if args.misses:
            print(f"== {name}")
            print_misses(claims, labels)
        result[name] = figures(claims, labels)
    several = [len({c.report_id for _, c in _of(reports, label)}) for label in set(coded(reports)[1].values())]
    result["told_by_two_or_more_reports"] = sum(n > 1 for n in several)
    print(json.dumps(result, indent=1))


def _of(reports: Sequence[Told], label: Any) -> list[tuple[str, StoredClaim]]:
    return [row for one in reports for row in one.claims if row[0] == label]


if __name__ == "__main__":
    main()
