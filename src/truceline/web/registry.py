"""The registry of actors that is served: read again when the user's own file has changed."""

from __future__ import annotations

from fastapi import FastAPI

from truceline.actors import Registry, load
from truceline.actors.userfile import default_path


def served(app: FastAPI) -> tuple[Registry, str]:
    """The registry as it is now, and a mark of this edition of it. Raises InputError for a file that cannot be read."""
    path = default_path()
    edition = f"{path} {path.stat().st_mtime_ns}" if path.exists() else "shipped"
    known: tuple[Registry, str] | None = getattr(app.state, "registry", None)
    if known is None or known[1] != edition:
        known = app.state.registry = (load(path), edition)
    return known
