"""Time and memory of grouping generated claims into incidents: python -m benchmarks.rebuild [--most N] [--record N [--db FILE]]

Claims of invented happenings within a year, in 40 countries with 5 groups and 300 towns each; every happening is told by one to
six claims with different numbers, and with day, place or attacker left out at times. So 100,000 claims lie as close as
1,000,000 do in ten years. From 1,000 claims on, twice as many each
step up to N. `again` is the B-cubed F1 against the happenings that the claims were made from. JSON comes last.

With --record, the whole of `truceline incidents rebuild` instead, on a record of N claims of forty made-up wars within ten years
(benchmarks/wars.py): incidents, contradictions and conflicts. A record made by this is used again.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import random
import resource
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict
from math import log2
from pathlib import Path
from typing import Any

import truceline
from benchmarks.clusters import b_cubed
from benchmarks.wars import keep_claims
from truceline.actors import shipped_registry
from truceline.claim import Amount, Claim, Entity, Event, Place, Source, When
from truceline.incidents import StoredClaim, groups_of, settings
from truceline.incidents.blocking import candidates
from truceline.incidents.traits import traits
from truceline.processes.rebuilding import rebuild

_FIRST = dt.date(2014, 1, 1)
_DAYS = 365
_ACTS = (
    ("ambushed a convoy", None),
    ("shelled the market", "heavy-weapons"),
    ("bombed a police post", "explosives"),
    ("stormed the barracks", None),
    ("seized five teachers", "abduct"),
    ("fired on a bus", "firearms"),
)


def _word(number: int, ending: str) -> str:
    """An invented name: the same number, the same name."""
    syllables = ("ba", "ke", "mi", "ro", "tu", "sha", "len", "dor", "vi", "zan", "gu", "pel")
    name = ""
    for _ in range(4):
        number, rest = divmod(number * 7 + 3, len(syllables))
        name += syllables[rest]
    return name.capitalize() + ending


def claims(number: int, seed: int = 1) -> Iterator[tuple[str, StoredClaim]]:
    """That many claims, each with the happening that it tells. The same seed gives the same claims."""
    chance = random.Random(seed)
    made = happening = 0
    while made < number:
        happening += 1
        for claim in _happening(happening, chance, min(chance.choice((1, 1, 2, 3, 4, 6)), number - made)):
            yield f"h{happening}", claim
            made += 1


def _happening(happening: int, chance: random.Random, tellings: int) -> Iterator[StoredClaim]:
    country, day = chance.randrange(40), _FIRST + dt.timedelta(chance.randrange(_DAYS))
    town = _word(1000 + country * 300 + chance.randrange(300), "i")
    group = f"{_word(country, '')} {chance.choice(('Front', 'Brigade', 'League', 'Movement', 'Union'))}"
    words, mode = chance.choice(_ACTS)
    dead = chance.choice((0, 1, 2, 3, 5, 8, 12, 20, 40))
    for telling in range(tellings):
        published = day + dt.timedelta(1 + chance.randrange(4))
        place = (Place(name=town),) if chance.random() < 0.9 else ()
        when = When(start=day, end=day) if chance.random() < 0.85 else None
        actor = (Entity(name=group),) if chance.random() < 0.75 else (Entity(name="gunmen"),)
        killed = max(0, dead + chance.choice((-1, 0, 0, 1, 3)))
        quote = f"{group} {words} in {town}"
        claim = Claim(
            span=(0, len(quote)),
            trigger=(0, len(quote)),
            event=Event.ASSAULT,
            mode=mode,
            actor=actor,
            recipient=(Entity(name=f"Military of {_word(country, '')}"),),
            sources=(Source(name=f"source {chance.randrange(5)}", kind="unnamed"),),
            when=when,
            where=place,
            killed=Amount(low=killed, high=killed),
        )
        name = f"{happening}-{telling}"
        yield StoredClaim(name, name, name, f"Paper {chance.randrange(50)}", published, claim, quote)


def measured(number: int) -> dict[str, float]:
    """One step: seconds of a core, pairs compared, and how well the happenings are found again."""
    begun = time.process_time()
    gold = {claim.id: label for label, claim in claims(number)}
    making = time.process_time() - begun
    groups = groups_of(claim for _, claim in claims(number))
    took = time.process_time() - begun - 2 * making
    peak = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    found = {i: n for n, ids in enumerate(groups) for i in ids}
    return {
        "claims": number,
        "incidents": len(groups),
        "cpu_seconds": round(took, 2),
        "pairs_per_claim": round(pairs(number) / number, 1),
        "microseconds_per_n_log_n": round(1e6 * took / (number * log2(number)), 2),
        "again": round(b_cubed(gold, found).f1, 3),
        "peak_megabytes": peak,
    }


def pairs(number: int) -> int:
    """How many pairs are compared: the same on every machine, however busy."""
    rows = sorted((claim for _, claim in claims(number)), key=lambda c: c.told)
    told = [traits(claim, settings().joining) for claim in rows]
    return sum(1 for _ in candidates(told, settings()))


def of_record(number: int, file: Path) -> dict[str, Any]:
    """Make everything anew in a record of so many claims: seconds of a core, memory, and the size of the file."""
    registry = shipped_registry()
    with truceline.open(file) as store:
        if store.reports().empty:
            keep_claims(store, number, registry)
        begun = time.process_time()
        made = rebuild(store, registry)
        took = time.process_time() - begun
    return asdict(made) | {
        "cpu_seconds": round(took, 1),
        "microseconds_per_n_log_n": round(1e6 * took / (number * log2(number)), 2),
        "peak_megabytes": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "database_megabytes": round(file.stat().st_size / 1e6),
    }


def main() -> None:
    """Parse the command line, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--most", type=int, default=64_000)
    parser.add_argument("--record", type=int, metavar="N", help="measure the whole rebuild of a record of N claims")
    parser.add_argument("--db", type=Path, help="where to make that record, or where it is; else it is deleted again")
    args = parser.parse_args()
    if args.record:
        with tempfile.TemporaryDirectory() as folder:
            print(json.dumps(of_record(args.record, args.db or Path(folder) / "record.db")))
        return
    steps, number = list[dict[str, float]](), 1000
    while number <= args.most:
        steps.append(measured(number))
        print(steps[-1], flush=True)
        number *= 2
    print(json.dumps(steps, indent=1))


if __name__ == "__main__":
    main()
