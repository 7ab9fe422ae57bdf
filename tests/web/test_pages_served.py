"""`truceline serve`: where it listens, for whom, and what it refuses."""

from __future__ import annotations

import asyncio
import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from truceline.errors import UsageError
from truceline.record import Store
from truceline.web.access import Role
from truceline.web.people import tokens
from truceline.web.serving import LEFT_TO_OTHERS, Serving, Sharing, fitting, free_port, require_users


@contextmanager
def serving(db: Path, *options: str) -> Iterator[str]:
    """The address that the command prints, once it answers there."""
    command = [sys.executable, "-m", "truceline", "serve", "--db", str(db), "--port", "0", *options]
    running = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=dict(os.environ))
    try:
        assert running.stderr
        found = re.search(r"http://\S+", running.stderr.readline())
        assert found
        for _ in range(600):
            try:
                urllib.request.urlopen(found[0] + "static/base.css", timeout=5).close()
                break
            except OSError:
                time.sleep(0.1)
        yield found[0]
    finally:
        running.terminate()
        running.wait(20)


@pytest.mark.parametrize("workers", ["1", "2"])
def test_the_record_is_served_where_the_command_says(war_file: Path, workers: str) -> None:
    with serving(war_file, "--workers", workers) as address, urllib.request.urlopen(address, timeout=30) as answer:
        assert b"Tehrik-i-Taliban Pakistan" in answer.read()


def test_a_worker_takes_one_visitor_and_leaves_the_next_to_others_for_a_moment() -> None:
    taken: list[asyncio.Protocol] = []

    class Taken(asyncio.Protocol):
        def connection_made(self, transport: asyncio.BaseTransport) -> None:
            taken.append(self)
            transport.close()

    async def visited() -> list[int]:
        loop, counts = asyncio.get_running_loop(), []
        server = await loop.create_server(Taken, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        visitors = [socket.create_connection(("127.0.0.1", port)) for _ in range(5)]
        for _ in range(200):
            await asyncio.sleep(0)
        counts.append(len(taken))
        server.close()
        await asyncio.sleep(5 * LEFT_TO_OTHERS)
        counts.append(len(taken))
        for visitor in visitors:
            visitor.close()
        return counts

    with asyncio.Runner(loop_factory=Sharing) as runner:
        first, last = runner.run(visited())
    assert 1 <= first <= last < 5


@pytest.mark.parametrize(("host", "fits"), [("127.0.0.1", 1), ("192.0.2.7", min(os.cpu_count() or 1, 4))])
def test_workers_fit_those_who_are_served(host: str, fits: int) -> None:
    assert fitting(Serving(None, host, 0)) == fits


def test_beyond_this_computer_somebody_must_be_able_to_sign_in(war_store: Store) -> None:
    asked = Serving(None, "0.0.0.0", 0)
    with pytest.raises(UsageError, match="nobody can yet"):
        require_users(war_store, asked)
    tokens.add(war_store, "program", Role.READER)
    require_users(war_store, asked)
    assert not asked.settings().open_reading


@pytest.mark.parametrize(
    ("host", "open_"), [("127.0.0.1", True), ("localhost", True), ("::1", True), ("192.0.2.7", False)]
)
def test_only_on_this_computer_is_reading_open(host: str, open_: bool) -> None:
    assert Serving(None, host, 0).settings().open_reading is open_


def test_a_port_that_is_taken_is_told() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(UsageError, match="cannot be served here"):
            free_port(Serving(None, "127.0.0.1", taken.getsockname()[1]))
