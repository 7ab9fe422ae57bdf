"""The registry of actors that is served: read again when the user's own file has changed."""

from __future__ import annotations

from fastapi import FastAPI

from truceline.actors import Registry, load
from truceline.actors.userfile import default_path


def edition() -> str:
    """A mark of the registry as it would be read now: another one when the user's file has changed."""
    path = default_path()
    try:
        return f"{path} {path.stat().st_mtime_ns}"
    except OSError:
        return "shipped"


def served(app: FastAPI) -> tuple[Registry, str]:
    """The registry as it is now, and the mark of this edition. Raises InputError for a file that cannot be read."""
    now = edition()
    known: tuple[Registry, str] | None = getattr(app.state, "registry", None)
    if known is None or known[1] != now:
        known = app.state.registry = (load(default_path()), now)
    return known
