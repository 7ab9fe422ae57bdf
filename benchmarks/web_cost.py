"""What an answer costs the server: python -m benchmarks.web_cost --db FILE [--each N] [--only api|pages] [--signed-in]

Asks the application in its own process, one request after the other, for N different things of each route of
`benchmarks.web`, none of them asked for before, and prints for each route the CPU time of an answer (median and 95th
percentile, in milliseconds), the statements that the database was asked and the bytes of the body; then the same for
answers that are sent again. With --signed-in a reviewer asks, to whom pages are sent with forms, and never as they were sent to
others. CPU time, unlike the time on the clock, is the same on a busy machine. HTTP itself
(reading the request, writing the answer) is not in it.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import statistics
import time
from typing import Any

from sqlalchemy import event

import truceline
from benchmarks.web import Routes, percentile, routes
from truceline.web.access import Role
from truceline.web.app import create_app
from truceline.web.people import tokens
from truceline.web.serving import warm

HEADERS = [(b"host", b"localhost")]
NAME = "benchmarks.web_cost"


class Asked:
    """The application, asked without a network."""

    def __init__(self, db: str, *, signed_in: bool = False) -> None:
        self.store = truceline.open(db, create=False)
        self.headers = HEADERS
        if signed_in:
            if any(token.name == NAME for token in tokens.every(self.store)):
                tokens.revoke(self.store, NAME)
            self.headers = [
                *HEADERS,
                (b"authorization", f"Bearer {tokens.add(self.store, NAME, Role.REVIEWER)[1]}".encode()),
            ]
        self.app = create_app(self.store)
        self.statements = 0
        event.listen(self.store.database.engine, "before_cursor_execute", self._counted)
        warm(self.app)

    def _counted(self, *_: Any) -> None:
        self.statements += 1

    async def get(self, address: str) -> bytes:
        """The body of an answer. Raises RuntimeError for one that is none."""
        path, _, query = address.partition("?")
        scope = {
            "type": "http", "method": "GET", "path": path, "raw_path": path.encode(), "query_string": query.encode(),
            "headers": self.headers, "scheme": "http", "server": ("localhost", 80), "client": ("127.0.0.1", 1), "root_path": "",
            "http_version": "1.1", "asgi": {"version": "3.0"},
        }  # fmt: skip
        parts: list[bytes] = []
        status = 0

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: Any) -> None:
            nonlocal status
            status = message.get("status", status)
            parts.append(message.get("body", b""))

        await self.app(scope, receive, send)
        if status != 200:
            raise RuntimeError(f"{address}: {status} {b''.join(parts)[:200]!r}")
        return b"".join(parts)


async def costs(asked: Asked, paths: list[str]) -> dict[str, float]:
    """CPU milliseconds, statements and bytes of the answers to these paths, each asked for the first time."""
    took, sizes, before = [], [], asked.statements
    for path in paths:
        begun = time.process_time()
        body = await asked.get(path)
        took.append((time.process_time() - begun) * 1000)
        sizes.append(len(body))
    return {
        "answers": len(paths), "first_ms": round(took[0], 1), "p50": round(statistics.median(took), 2),
        "p95": round(percentile(took, 0.95), 2), "statements": round((asked.statements - before) / len(paths), 1),
        "bytes": round(statistics.mean(sizes)),
    }  # fmt: skip


async def measure(asked: Asked, wanted: Routes) -> dict[str, dict[str, float]]:
    """The costs of each route, printed as they are known."""
    told = {}
    for name, paths in wanted.items():
        told[name] = row = await costs(asked, paths)
        again = await costs(asked, paths)
        row["again"] = again["p50"]
        print(f"{name:34} n {row['answers']:4} first {row['first_ms']:7} p50 {row['p50']:7} p95 {row['p95']:7} "
              f"sql {row['statements']:5} bytes {row['bytes']:8} again {row['again']:6}", flush=True)  # fmt: skip
    return told


async def everything(db: str, each: int, only: str | None, *, signed_in: bool) -> dict[str, dict[str, float]]:
    """The costs of all routes, or of REST or pages only."""
    # What to ask for is looked up by another application, so that this one has been asked for nothing.
    finder = Asked(db)
    found = await routes(finder.get)
    finder.store.close()
    asked = Asked(db, signed_in=signed_in)
    wanted = {n: p[:each] for n, p in found.items() if only is None or n.startswith(only.removesuffix("s"))}
    return await measure(asked, wanted)


def main() -> None:
    """Parse the command line, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--db", required=True, help="a record that benchmarks.web made")
    parser.add_argument("--each", type=int, default=40, help="different things asked for of each route")
    parser.add_argument("--only", choices=("api", "pages"))
    parser.add_argument("--signed-in", action="store_true", help="ask as a reviewer")
    args = parser.parse_args()
    print(json.dumps(asyncio.run(everything(args.db, args.each, args.only, signed_in=args.signed_in))))


if __name__ == "__main__":
    main()
