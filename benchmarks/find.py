"""Speed of `find` on many claims: python -m benchmarks.find [--claims N] [--db URL] [--keep]

Makes a record of N generated claims (20 a report, words and names as unevenly spread as in news) through the same code
as `truceline add`, asks it each question below ten times, and prints the median and the longest time of each, with the
size of the database and the memory used. JSON comes last. An existing record made by this is used again.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import random
import resource
import statistics
import tempfile
import time
from collections.abc import Iterator
from itertools import accumulate, islice
from pathlib import Path
from typing import Any

import truceline
from truceline import Amount, Claim, Entity, Event, Record, Report, Source, Status, When
from truceline.record import Query, Store

CLAIMS_A_REPORT = 20
AT_ONCE = 500
NAMES, VOCABULARY = 5_000, 20_000
TIMES = 10

QUESTIONS: dict[str, Query] = {
    "a rare word": Query(words="word900"),
    "a common word": Query(words="word5"),
    "two words": Query(words="word40 word60"),
    "a phrase": Query(words='"word3 word8"'),
    "a word and an actor": Query(words="word30", actor="group3"),
    "all filters": Query(
        words="word12", actor="group1", event="ASSAULT", status="actual", since=dt.date(2021, 9, 1), source="unnamed"
    ),
    "a common word, an event and days": Query(
        words="word8", event="ASSAULT", since=dt.date(2021, 9, 1), until=dt.date(2021, 12, 31)
    ),
    "a common actor": Query(actor="group1"),
    "a rare actor": Query(actor="group4000"),
    "a common actor and an event": Query(actor="group2", event="CONSULT"),
    "an event and a year": Query(event="CONSULT", since=dt.date(2020, 1, 1), until=dt.date(2020, 12, 31)),
    "sure claims of one source": Query(source="outlet7", min_confidence=0.9),
    "the latest": Query(),
}


class Generator:
    """Makes reports and their claims up, the same ones on every run."""

    def __init__(self, seed: int = 20211002) -> None:
        self.random = random.Random(seed)
        self.words = self._zipf("word", VOCABULARY)
        self.groups = self._zipf("group", NAMES)
        self.outlets = self._zipf("outlet", 200)

    def _zipf(self, kind: str, number: int) -> tuple[list[str], list[float]]:
        return [f"{kind}{i}" for i in range(1, number + 1)], list(accumulate(1 / i for i in range(1, number + 1)))

    def _draw(self, among: tuple[list[str], list[float]], number: int = 1) -> list[str]:
        return self.random.choices(among[0], cum_weights=among[1], k=number)

    def records(self) -> Iterator[Record]:
        """Records without end."""
        number = 0
        while True:
            number += 1
            sentences = [" ".join(self._draw(self.words, 18)) + "." for _ in range(CLAIMS_A_REPORT)]
            ends = list(accumulate(len(s) + 1 for s in sentences))
            day = dt.date(2005, 1, 1) + dt.timedelta(days=self.random.randrange(7300))
            report = Report(
                id=f"report-{number}", publisher=self._draw(self.outlets)[0], published=day, text=" ".join(sentences)
            )
            claims = tuple(self._claim(e - len(s) - 1, s, day) for s, e in zip(sentences, ends, strict=True))
            yield Record(report=report, claims=claims)

    def _claim(self, start: int, sentence: str, day: dt.date) -> Claim:
        groups = self._draw(self.groups, 2)
        unnamed = self.random.random() < 0.15
        who = self._draw(self.groups)[0]
        source = Source(name="an official" if unnamed else f"{who} spokesman", kind="unnamed" if unnamed else "person")
        low = self.random.randrange(1, 100)
        return Claim(
            span=(start, start + len(sentence) - 1),
            trigger=(start, start + 4),
            event=self.random.choice(list(Event)),
            actor=(Entity(name=f"Front of {groups[0]}"),),
            recipient=(Entity(name=f"Army of {groups[1]}"),),
            status=self.random.choices(list(Status), weights=(70, 5, 15, 10))[0],
            sources=(source,) if self.random.random() < 0.7 else (),
            when=When(start=day, end=day) if self.random.random() < 0.6 else None,
            killed=Amount(low=low, high=low) if self.random.random() < 0.2 else None,
            confidence=round(self.random.uniform(0.4, 1.0), 3),
        )


def fill(store: Store, number: int) -> float:
    """Store this many claims; seconds taken."""
    begun = time.perf_counter()
    records = islice(Generator().records(), number // CLAIMS_A_REPORT)
    while part := list(islice(records, AT_ONCE)):
        for _ in store.add_records(part, whole=True):
            pass
    return time.perf_counter() - begun


def ask(store: Store) -> dict[str, dict[str, Any]]:
    """For each question how many claims it shows, and the milliseconds it takes: median and longest."""
    figures = {}
    for name, query in QUESTIONS.items():
        took = []
        for _ in range(TIMES):
            begun = time.perf_counter()
            found = list(store.each_claim(query, limit=20))
            took.append((time.perf_counter() - begun) * 1000)
        figures[name] = {
            "shown": len(found),
            "median_ms": round(statistics.median(took), 1),
            "longest_ms": round(max(took), 1),
        }
        print(f"{name:36} {figures[name]}", flush=True)
    return figures


def main() -> None:
    """Parse the command line, fill, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, default=1_000_000)
    parser.add_argument("--db", help="where to make the record, or where it is; else a file that is deleted again")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        url = args.db or str(Path(folder) / "find.db")
        store = truceline.open(url)
        filled = fill(store, args.claims) if store.reports().empty else None
        questions = ask(store)
        figures = {
            "claims": args.claims,
            "filled_seconds": filled and round(filled),
            "median_ms": round(statistics.median(q["median_ms"] for q in questions.values()), 1),
            "slowest_median_ms": max(q["median_ms"] for q in questions.values()),
            "database_megabytes": round(Path(url).stat().st_size / 1e6) if Path(url).exists() else None,
            "peak_memory_megabytes": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        }
        store.close()
        print(json.dumps(figures | {"questions": questions}))


if __name__ == "__main__":
    main()
