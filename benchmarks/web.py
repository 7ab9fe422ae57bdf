"""Speed of pages and REST: python -m benchmarks.web [--claims N] [--db FILE] [--seconds S] [--think S] [--review S] [--only api|pages]

Makes a record of N generated claims (forty wars with talks, told in reports of 20 claims) with incidents, contradictions and
conflicts, serves it with `truceline serve --workers 2`, and lets 20 readers ask at once: each the next thing as soon as it has
the last (a closed loop), or, with --think S, S seconds later on the average, as people who read do. What is asked for is
drawn at random from all routes and, for each, from up to 1,000 different claims, reports, incidents, filters and so on: most has
not been asked for before. Nothing is asked beforehand, so the times of a cold start are in. With --review S a person accepts
a claim every S seconds meanwhile, after which nothing that was kept may be sent again.

Prints for each route how many answers there were and their median and 95th percentile in milliseconds, then which part of
one core the readers themselves took: they share the cores with the server. JSON comes last. An existing record made by this is
used again (--db); --url asks a server that runs already (--db is then its record). What an answer costs, without HTTP and readers: benchmarks.web_cost.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit

import truceline
from benchmarks.wars import fill

READERS = 20
TARGETS = {"api": 100, "pages": 200}
"""Milliseconds that 95 of 100 answers of a route may take."""

SAMPLE = 1_000
Routes = dict[str, list[str]]
Get = Callable[[str], Awaitable[bytes]]


class Reader:
    """Somebody who asks a server over one connection that stays open."""

    def __init__(self, host: str, port: int) -> None:
        self.host, self.port = host, port
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def get(self, path: str) -> bytes:
        """The answer to a path. Raises RuntimeError for one that is none, OSError where there is no server."""
        if self._streams is None:
            self._streams = await asyncio.open_connection(self.host, self.port, limit=2**20)
        reading, writing = self._streams
        writing.write(f"GET {path} HTTP/1.1\r\nHost: {self.host}:{self.port}\r\n\r\n".encode())
        head = (await reading.readuntil(b"\r\n\r\n")).lower()
        body = await reading.readexactly(int(head.partition(b"content-length: ")[2].partition(b"\r\n")[0]))
        if not head.startswith(b"http/1.1 200"):
            raise RuntimeError(f"{path}: {head[:30]!r} {body[:200]!r}")
        return body


async def routes(get: Get) -> Routes:
    """What is asked for: each route with many addresses of things that are there."""

    async def ids(kind: str, key: str = "id") -> list[str]:
        said = json.loads(await get(f"/api/v1/{kind}?limit={SAMPLE}"))
        return [quote(str(item[key]), safe="") for item in said["items"]]

    claims, reports, incidents = await ids("claims"), await ids("reports"), await ids("incidents")
    conflicts, actors = await ids("conflicts"), await ids("actors")
    events, words = (
        ("ASSAULT", "CONSULT", "AGREE", "REQUEST", "REJECT"),
        [f"word{n}" for n in (5, 8, 13, 21, 30, 50, 80, 120, 200, 300, 500, 900)],
    )
    days = [f"20{year}-{month:02}-01" for year in range(12, 22) for month in range(1, 13)]
    api = {
        "claims": [f"?since={d}&event={e}" for d in days for e in events[:2]] + [f"?until={d}" for d in days],
        "claims?words": [f"?words={w}&since={d}" for w in words for d in days[::12]] + [f"?words={w}" for w in words],
        "claims/{id}": [f"/{c}" for c in claims],
        "claims/{id}/history": [f"/{c}/history" for c in claims],
        "reports": [f"?until={d}" for d in days],
        "reports/{id}": [f"/{r}" for r in reports],
        "incidents": [f"?since={d}&min_killed={k}" for d in days for k in (0, 5)],
        "incidents/{id}": [f"/{i}" for i in incidents],
        "actors": [f"?words={w}" for w in ("army", "front", "al", "people", "united", "pakistan")],
        "actors/{id}": [f"/{a}" for a in actors],
        "conflicts": ["", "?limit=10"],
        "conflicts/{id}": [f"/{c}" for c in conflicts],
        "conflicts/{id}/process": [f"/{c}/process" for c in conflicts],
        "conflicts/{id}/series": [f"/{c}/series?every={e}" for c in conflicts for e in ("week", "month")],
        "contradictions": [f"?conflict={c}" for c in conflicts] + [""],
        "sources": ["", "?words=outlet", "?words=spokesman&limit=100"],
    }  # fmt: skip
    pages = {
        "/": ["/"],
        "/conflict/{id}": [f"/conflict/{c}" for c in conflicts],
        "/conflict/{id}/terms": [f"/conflict/{c}/terms" for c in conflicts],
        "/conflict/{id}/steps": [f"/conflict/{c}/steps" for c in conflicts],
        "/conflict/{id}/violence": [f"/conflict/{c}/violence" for c in conflicts],
        "/conflict/{id}/contradictions": [f"/conflict/{c}/contradictions" for c in conflicts],
        "/incident/{id}": [f"/incident/{i}" for i in incidents],
        "/report/{id}": [f"/report/{r}" for r in reports],
        "/claim/{id}": [f"/claim/{c}" for c in claims],
        "/actor/{id}": [f"/actor/{a}" for a in actors],
        "/actors": ["/actors", "/actors?words=army", "/actors?words=front"],
        "/sources": ["/sources"],
        "/contradictions": ["/contradictions"],
        "/review": ["/review"],
        "/search": [f"/search?words={w}" for w in words] + [f"/search?words={w}&event=ASSAULT" for w in words],
    }
    found = {
        f"api {name}": [f"/api/v1/{name.partition('?')[0].partition('/')[0]}{a}" for a in those]
        for name, those in api.items()
    }
    return found | {f"page {name}": those for name, those in pages.items()}


@dataclass(frozen=True)
class Asking:
    """How readers ask: what, for how long, and how many seconds they think between two questions on the average."""

    of: Routes
    seconds: float
    think: float = 0.0
    seed: int = 1


async def ask(host: str, port: int, asking: Asking) -> dict[str, list[float]]:
    """Milliseconds of every answer that `READERS` readers got of each route."""
    took: dict[str, list[float]] = defaultdict(list)
    ends = time.perf_counter() + asking.seconds
    names = list(asking.of)

    async def read(number: int) -> None:
        chance, reader = random.Random(asking.seed * 1000 + number), Reader(host, port)
        if asking.think:
            await asyncio.sleep(chance.uniform(0, asking.think))
        while time.perf_counter() < ends:
            name = chance.choice(names)
            path = chance.choice(asking.of[name])
            begun = time.perf_counter()
            await reader.get(path)
            took[name].append((time.perf_counter() - begun) * 1000)
            if asking.think:
                await asyncio.sleep(chance.expovariate(1 / asking.think))

    await asyncio.gather(*(read(n) for n in range(READERS)))
    return took


def figures(took: dict[str, list[float]]) -> dict[str, dict[str, float]]:
    """For each route the number of answers, their median and 95th percentile, in milliseconds."""
    return {
        name: {
            "answers": len(times),
            "p50": round(statistics.median(times), 1),
            "p95": round(percentile(times, 0.95), 1),
        }
        for name, times in sorted(took.items())
    }


def percentile(times: Sequence[float], share: float) -> float:
    """The time that this share of them do not exceed."""
    return sorted(times)[min(len(times) - 1, int(share * len(times)))]


@contextmanager
def served(db: str, workers: int) -> Iterator[int]:
    """The record, served: the port."""
    port = 18_000 + os.getpid() % 10_000
    command = [sys.executable, "-m", "truceline", "serve", "--db", db, "--port", str(port), "--workers", str(workers)]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        asyncio.run(_up("127.0.0.1", port))
        yield port
    finally:
        process.terminate()
        process.wait(30)


async def _up(host: str, port: int) -> None:
    for _ in range(600):
        try:
            await Reader(host, port).get("/static/base.css")
            break
        except OSError:
            await asyncio.sleep(0.2)
    # The other workers come up with the first, or a moment later.
    await asyncio.sleep(2)


async def _review(db: str, every: float) -> None:
    """A person who accepts claims, until cancelled."""
    with truceline.open(db) as store:
        found = store.find(limit=200)
        for one in itertools.cycle(found):
            await asyncio.sleep(every)
            await asyncio.to_thread(store.accept, one.id)


async def measure(host: str, port: int, kinds: Sequence[str], args: argparse.Namespace) -> dict[str, dict[str, float]]:
    """Ask for each kind of route in turn, print what came of it."""
    asked, told = await routes(Reader(host, port).get), dict[str, dict[str, float]]()
    for kind in kinds:
        mine = {name: paths for name, paths in asked.items() if name.startswith(kind.removesuffix("s"))}
        begun, own = time.perf_counter(), time.process_time()
        reviewer = asyncio.create_task(_review(args.db, args.review)) if args.review else None
        took = await ask(host, port, Asking(mine, args.seconds, args.think))
        if reviewer:
            reviewer.cancel()
        share = (time.process_time() - own) / (time.perf_counter() - begun)
        told |= figures(took)
        every = [one for times in took.values() for one in times]
        told[f"all {kind}"] = figures({kind: every})[kind] | {"readers_of_a_core": round(share, 2)}
    for name, row in told.items():
        limit = TARGETS["api" if "api" in name else "pages"]
        print(f"{name:36} {row['answers']:6} {row['p50']:8} {row['p95']:8}{'' if row['p95'] <= limit else '  over'}")
    return told


def main() -> None:
    """Parse the command line, fill, serve, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--db", help="where to make the record, or where it is; else a file that is deleted again")
    parser.add_argument("--url", help="ask this server, whatever record it serves")
    parser.add_argument("--seconds", type=float, default=30.0, help="how long pages are asked for, and how long REST")
    parser.add_argument("--think", type=float, default=0.0, help="seconds between two questions of a reader")
    parser.add_argument("--review", type=float, help="accept a claim every so many seconds")
    parser.add_argument("--only", choices=tuple(TARGETS), help="only REST, or only pages")
    parser.add_argument("--workers", type=int, default=2)
    args = parser.parse_args()
    kinds = [args.only] if args.only else list(TARGETS)
    if args.url:
        parts = urlsplit(args.url)
        told = asyncio.run(measure(parts.hostname or "", parts.port or 80, kinds, args))
        print(json.dumps({"url": args.url, "routes": told}))
        return
    with tempfile.TemporaryDirectory() as folder:
        db = args.db = args.db or str(Path(folder) / "web.db")
        with truceline.open(db) as store:
            made = fill(store, args.claims) if not store.find(limit=1) else {}
        with served(db, args.workers) as port:
            told = asyncio.run(measure("127.0.0.1", port, kinds, args))
        load = os.getloadavg()[0]
        print(json.dumps({"claims": args.claims, "made": made, "load_before_the_end": round(load, 1), "routes": told}))


if __name__ == "__main__":
    main()
