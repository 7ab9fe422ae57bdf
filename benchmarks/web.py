"""Speed of pages and REST: python -m benchmarks.web [--claims N] [--db FILE] [--url URL] [--seconds S] [--only api|pages]

Makes a record of N generated claims (forty wars with talks, told in reports of 20 claims) with incidents, contradictions and
conflicts, serves it with `truceline serve --workers 2`, and lets 20 readers ask at once, each the next thing as soon as it has
the last, for different claims, reports, incidents, conflicts and filters each time. Prints for each route how many answers
there were and their median and 95th percentile in milliseconds; JSON comes last. The readers use the same cores as the
server. An existing record made by this is used again (--db); --url asks a server that runs already.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit

import truceline
from benchmarks.wars import fill

READERS = 20
TARGETS = {"api": 100, "pages": 200}
"""Milliseconds that 95 of 100 answers of a route may take."""

SAMPLE = 200
Routes = dict[str, list[str]]


@dataclass(frozen=True)
class Server:
    """Where the record is served."""

    host: str
    port: int

    def get(self, connection: http.client.HTTPConnection, path: str) -> bytes:
        """The answer to a path. Raises RuntimeError for one that is none."""
        connection.request("GET", path, headers={"Host": f"{self.host}:{self.port}"})
        answer = connection.getresponse()
        body = answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{path}: {answer.status} {body[:200]!r}")
        return body

    def connect(self) -> http.client.HTTPConnection:
        """A connection that stays open."""
        return http.client.HTTPConnection(self.host, self.port, timeout=60)


def routes(server: Server) -> Routes:
    """What is asked for: each route with many addresses of things that are there."""
    connection = server.connect()

    def ids(kind: str, key: str = "id") -> list[str]:
        said = json.loads(server.get(connection, f"/api/v1/{kind}?limit={SAMPLE}"))
        return [quote(str(item[key]), safe="") for item in said["items"]]

    claims, reports, incidents = ids("claims"), ids("reports"), ids("incidents")
    conflicts, actors = ids("conflicts"), ids("actors")
    events, words = ("ASSAULT", "CONSULT", "AGREE", "REQUEST", "REJECT"), [f"word{n}" for n in (5, 8, 30, 200, 900)]
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
        "/actors": ["/actors", "/actors?q=army", "/actors?words=front"],
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


def ask(server: Server, asked: Routes, *, seconds: float, seed: int = 1) -> dict[str, list[float]]:
    """Milliseconds of every answer that `READERS` readers got of each route."""
    took: dict[str, list[float]] = defaultdict(list)
    ends = time.perf_counter() + seconds

    def reader(number: int) -> None:
        chance, connection = random.Random(seed * 1000 + number), server.connect()
        names = list(asked)
        while time.perf_counter() < ends:
            name = chance.choice(names)
            path = chance.choice(asked[name])
            begun = time.perf_counter()
            server.get(connection, path)
            took[name].append((time.perf_counter() - begun) * 1000)

    readers = [threading.Thread(target=reader, args=(n,)) for n in range(READERS)]
    for one in readers:
        one.start()
    for one in readers:
        one.join()
    return took


def figures(took: dict[str, list[float]]) -> dict[str, dict[str, float]]:
    """For each route the number of answers, their median and 95th percentile, in milliseconds."""
    return {
        name: {
            "answers": len(times),
            "p50": round(statistics.median(times), 1),
            "p95": round(_percentile(times, 0.95), 1),
        }
        for name, times in sorted(took.items())
    }


def _percentile(times: Sequence[float], share: float) -> float:
    return sorted(times)[min(len(times) - 1, int(share * len(times)))]


@contextmanager
def served(db: str, workers: int) -> Iterator[Server]:
    """The record, served."""
    port = 18_000 + os.getpid() % 10_000
    command = [sys.executable, "-m", "truceline", "serve", "--db", db, "--port", str(port), "--workers", str(workers)]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    server = Server("127.0.0.1", port)
    try:
        for _ in range(300):
            try:
                server.get(server.connect(), "/api/v1/conflicts")
                break
            except OSError:
                time.sleep(0.2)
        yield server
    finally:
        process.terminate()
        process.wait(30)


def measure(server: Server, kinds: Sequence[str], *, seconds: float) -> dict[str, dict[str, float]]:
    """Warm the server, ask it for each kind of route in turn, print what came of it."""
    asked, told = routes(server), dict[str, dict[str, float]]()
    for kind in kinds:
        mine = {name: paths for name, paths in asked.items() if name.startswith(kind.removesuffix("s"))}
        ask(server, mine, seconds=min(10.0, seconds), seed=2)
        told |= figures(ask(server, mine, seconds=seconds))
    for name, row in told.items():
        limit = TARGETS["api" if name.startswith("api") else "pages"]
        print(f"{name:36} {row['answers']:6} {row['p50']:8} {row['p95']:8}{'' if row['p95'] <= limit else '  over'}")
    return told


def main() -> None:
    """Parse the command line, fill, serve, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--db", help="where to make the record, or where it is; else a file that is deleted again")
    parser.add_argument("--url", help="ask this server, whatever record it serves")
    parser.add_argument("--seconds", type=float, default=30.0, help="how long pages are asked for, and how long REST")
    parser.add_argument("--only", choices=tuple(TARGETS), help="only REST, or only pages")
    parser.add_argument("--workers", type=int, default=2)
    args = parser.parse_args()
    kinds = [args.only] if args.only else list(TARGETS)
    if args.url:
        parts = urlsplit(args.url)
        told = measure(Server(parts.hostname or "", parts.port or 80), kinds, seconds=args.seconds)
        print(json.dumps({"url": args.url, "routes": told}))
        return
    with tempfile.TemporaryDirectory() as folder:
        db = args.db or str(Path(folder) / "web.db")
        with truceline.open(db) as store:
            made = fill(store, args.claims) if not store.find(limit=1) else {}
        with served(db, args.workers) as server:
            told = measure(server, kinds, seconds=args.seconds)
        load = os.getloadavg()[0]
        print(json.dumps({"claims": args.claims, "made": made, "load_before_the_end": round(load, 1), "routes": told}))


if __name__ == "__main__":
    main()
