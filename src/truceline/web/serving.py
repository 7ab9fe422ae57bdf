"""Serving the application: its settings handed on to every worker, and what is read before the first visitor comes."""

from __future__ import annotations

import asyncio
import gc
import ipaddress
import json
import os
import socket
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import Any

import uvicorn
from fastapi import FastAPI
from uvicorn.supervisors import Multiprocess

import truceline
from truceline.errors import UsageError
from truceline.record import Store
from truceline.web.app import Settings, create_app
from truceline.web.charts.geography import locate, outlines
from truceline.web.pages.rendering import environment
from truceline.web.people import tokens, users
from truceline.web.registry import served

HANDED_ON = "TRUCELINE_SERVE"
"""Environment variable by which workers get their settings; not for people."""

YOUNG = 20_000
"""New objects after which Python looks for cycles among them: a page makes some thousands that are never part of one."""

MOST_WORKERS = 4
"""Workers that are started unasked: each takes some hundred megabytes."""

LEFT_TO_OTHERS = 0.001
"""Seconds for which a worker that took a visitor leaves the next one to others."""


@dataclass(frozen=True)
class Serving:
    """Which record is served, where, under which names, by how many workers."""

    db: str | None
    host: str
    port: int
    names: tuple[str, ...] = ()
    workers: int = 1

    @property
    def loopback(self) -> bool:
        """Is it served to this computer alone?"""
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost"

    def settings(self) -> Settings:
        """Reading is open on loopback only. Beyond it any name will do unless some are given: nobody gets in unknown."""
        own = Settings()
        if self.loopback:
            return Settings(open_reading=True, hosts=(*own.hosts, *self.names))
        return Settings(open_reading=False, hosts=self.names or ("*",))


def fitting(serving: Serving) -> int:
    """As many workers as fit: one for a person at this computer, one for each core, up to `MOST_WORKERS`, for those beyond it."""
    return 1 if serving.loopback else min(os.cpu_count() or 1, MOST_WORKERS)


def require_users(store: Store, serving: Serving) -> None:
    """Raises UsageError where a record would be served beyond this computer to nobody, for nobody can sign in."""
    if not serving.loopback and not users.every(store) and not tokens.every(store):
        raise UsageError(
            "beyond this computer people must sign in, and nobody can yet",
            place=f"--host {serving.host}",
            remedy="truceline users add NAME --role reader",
        )


def free_port(serving: Serving) -> int:
    """The port that is listened on, the one asked for or any. Raises UsageError where it is taken or not ours."""
    family = socket.AF_INET6 if ":" in serving.host else socket.AF_INET
    with socket.socket(family) as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((serving.host, serving.port))
            return int(tried.getsockname()[1])
        except OSError as error:
            place = f"{serving.host}:{serving.port}"
            cause = error.strerror or str(error)
            raise UsageError(f"it cannot be served here: {cause}", place=place, remedy="take another --port") from None


class _Config(uvicorn.Config):
    """Answers leave at once. Of sockets that workers share, asyncio does not see that they are TCP, and lets headers and body wait
    for each other: some 40 ms where the other side delays its acknowledgement.
    """

    def bind_socket(self) -> socket.socket:
        """The socket that is listened on; those of visitors are as it is."""
        bound = super().bind_socket()
        bound.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return bound


class Sharing(asyncio.SelectorEventLoop):
    """Takes one new visitor, and leaves the next to other workers for a moment. Else the first worker to wake takes all that wait,
    and keeps them while another one is idle, for visitors ask again over the same connection.
    """

    def _accept_connection(
        self,
        factory: Any,
        listening: socket.socket,
        ssl: Any = None,
        server: Any = None,
        backlog: int = 100,
        *rest: Any,
    ) -> None:
        own: Any = super()
        own._accept_connection(factory, listening, ssl, server, 1, *rest)
        if listening.fileno() >= 0:
            self.remove_reader(listening)
            self.call_later(LEFT_TO_OTHERS, self._again, factory, listening, ssl, server, backlog, *rest)

    def _again(self, factory: Any, listening: socket.socket, *rest: Any) -> None:
        # The server may have been closed meanwhile.
        if listening.fileno() >= 0:
            self.add_reader(listening, self._accept_connection, factory, listening, *rest)


def run(serving: Serving) -> None:
    """Serve until interrupted."""
    os.environ[HANDED_ON] = json.dumps(asdict(serving))
    config = _Config(
        "truceline.web.serving:application", factory=True, host=serving.host, port=serving.port, workers=serving.workers,
        log_level="warning", server_header=False, timeout_keep_alive=30,
        loop="truceline.web.serving:Sharing" if serving.workers > 1 else "auto",
    )  # fmt: skip
    if serving.workers > 1:
        Multiprocess(config, sockets=[config.bind_socket()]).run()
    else:
        # As uvicorn.run does: an interruption is no fault.
        with suppress(KeyboardInterrupt):
            uvicorn.Server(config).run()


def application() -> FastAPI:
    """The application of one worker."""
    given = json.loads(os.environ[HANDED_ON])
    serving = Serving(**(given | {"names": tuple(given["names"])}))
    app = create_app(truceline.open(serving.db, create=False), serving.settings())
    warm(app)
    return app


def warm(app: FastAPI) -> None:
    """Read what the first visitor would otherwise wait for: the actors, the map, the templates."""
    served(app)[0].search("word")
    outlines()
    locate("Kabul", "AF")
    for name in environment().list_templates():
        environment().get_template(name)
    # What is kept for good need not be looked through again and again for what can be thrown away.
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, 20, 50)
