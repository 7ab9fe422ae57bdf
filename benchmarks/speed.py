"""Speed and memory of reading: python -m benchmarks.speed DIR [--reports N] [--threads N]

DIR holds reports in any form that `truceline read` takes (claim records too). They are repeated up to N reports of
about 400 words and read with `Reader.read_many`. Run it under `taskset -c 0,1` for the two-core figure. JSON comes last.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import time
from importlib.metadata import distributions
from itertools import cycle, islice
from pathlib import Path

from truceline.intake import Failure, read_inputs
from truceline.report import Report

WORDS = 400


def reports_of(folder: Path, number: int) -> list[Report]:
    """`number` reports of about 400 words each: those of the folder, joined or cut to that length at paragraph ends."""
    taken = [r for r in read_inputs([folder]) if not isinstance(r, Failure)]
    if not taken:
        sys.exit(f"no reports in {folder}")
    paragraphs = cycle([p for r in taken for p in r.text.split("\n\n") if p.strip()])
    return list(islice((_report(i, paragraphs) for i in range(number)), number))


def _report(number: int, paragraphs: cycle[str]) -> Report:
    parts: list[str] = []
    while sum(len(p.split()) for p in parts) < WORDS:
        parts.append(next(paragraphs))
    text = " ".join("\n\n".join(parts).split(" ")[: WORDS + 40])
    return Report(id=f"report-{number}", published=None, text=text)


def installed_megabytes() -> float:
    """Size of all distributions that a user's install brings (those of requirements.lock), in MB."""
    lock = Path("requirements.lock")
    if not lock.exists():
        return 0.0
    wanted = {line.split("==")[0].lower().replace("_", "-") for line in lock.read_text().splitlines() if "==" in line}
    total = 0
    for d in distributions():
        if (d.metadata["Name"] or "").lower().replace("_", "-") in wanted | {"truceline"}:
            total += sum(p.stat().st_size for f in d.files or [] if (p := Path(str(d.locate_file(f)))).is_file())
    total += sum(p.stat().st_size for p in Path("src").rglob("*") if p.is_file())
    return total / 1e6


def main() -> None:
    """Parse the command line, read, print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--reports", type=int, default=200)
    parser.add_argument("--threads", type=int, default=0)
    args = parser.parse_args()
    reports = reports_of(args.folder, args.reports)

    begun = time.perf_counter()
    from truceline.reading.reader import Reader

    reader = Reader(threads=args.threads)
    reader.read("The army said on Monday that it had agreed to talks with the rebels.")
    loaded = time.perf_counter() - begun

    begun = time.perf_counter()
    claims = sum(len(record.claims) for record in reader.read_many(reports))
    took = time.perf_counter() - begun
    words = sum(len(r.text.split()) for r in reports)
    figures = {
        "reports": len(reports),
        "words": words,
        "claims": claims,
        "reports_per_second": round(len(reports) / took, 1),
        "words_per_second": round(words / took),
        "load_seconds": round(loaded, 2),
        "peak_megabytes": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "installed_megabytes": round(installed_megabytes()),
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
