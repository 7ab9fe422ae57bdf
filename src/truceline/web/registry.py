"""The actors that are served: the registry, read again when the user's own file has changed, and whom it does not know."""

from __future__ import annotations

from fastapi import FastAPI

from truceline.actors import Actor, Registry, load
from truceline.actors.provisional import PREFIX
from truceline.actors.userfile import default_path
from truceline.errors import NotFoundError
from truceline.record import Store


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


def actor_of(app: FastAPI, id: str) -> Actor:
    """An actor of the registry, or a party of the record that the registry does not know. Raises NotFoundError, StoreError."""
    known, _ = served(app)
    if id in known:
        return known[id]
    store: Store = app.state.store
    found = store.provisional_one(id, registry=known) if id.startswith(PREFIX) else None
    if found is None:
        raise NotFoundError(f'there is no actor "{id[:100]}"', remedy="truceline actors list shows their ids")
    return found.as_actor()
