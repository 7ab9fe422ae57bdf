"""`truceline serve`: the record in a browser and over REST."""

from __future__ import annotations

import threading
import webbrowser
from dataclasses import replace
from typing import Annotated

import typer

from truceline.commands.common import DB, epilog, finish, opened, say

PORT = 8080


def register(app: typer.Typer) -> None:
    """Give the command line its command."""
    app.command(epilog=epilog("truceline serve --db record.db --open"))(serve)


def serve(
    db: DB = None,
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port to listen on; 0 for any that is free.")] = PORT,
    host: Annotated[
        str,
        typer.Option(help="Address to listen on. Beyond this computer, everybody must sign in: truceline users add."),
    ] = "127.0.0.1",
    name: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="A name under which browsers may ask for it, as record.example.org."),
    ] = None,
    workers: Annotated[
        int | None,
        typer.Option(
            min=1,
            max=64,
            help="Processes that answer; else one, and beyond this computer one for each core, four at most.",
        ),
    ] = None,
    open_: Annotated[bool, typer.Option("--open", help="Open it in your browser.")] = False,
) -> None:
    """Serve the record: pages under /, REST under /api/v1. Press Ctrl+C to stop."""

    def work() -> None:
        from truceline.web import serving

        asked = serving.Serving(db, host, port, tuple(n.lower() for n in name or ()))
        asked = replace(asked, workers=workers or serving.fitting(asked))
        with opened(db) as store:
            serving.require_users(store, asked)
        asked = replace(asked, port=serving.free_port(asked))
        address = f"http://{f'[{host}]' if ':' in host else host}:{asked.port}/"
        say(f"serving {address}")
        if open_:
            # A moment later, for the server begins to answer only after this.
            threading.Timer(2, webbrowser.open, [address]).start()
        serving.run(asked)

    finish(work)
