"""A visit to a page: the record, who asks, and what is remembered of it."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import cache
from typing import Annotated, TypeVar

from fastapi import Depends, Request

from truceline.actors import Registry, load
from truceline.record import Store
from truceline.web.access import User, current_user
from truceline.web.pages.memory import Memory

T = TypeVar("T")


@dataclass(frozen=True)
class Visit:
    """One request for a page. `stamp` is the record's: the same for as long as nothing in it has changed."""

    request: Request
    store: Store
    user: User | None
    stamp: str
    memory: Memory

    @property
    def reviews(self) -> bool:
        """May this person correct claims?"""
        return self.user is not None and self.user.role in ("reviewer", "admin")

    def remembered(self, make: Callable[[], T], *key: Hashable) -> T:
        """What `make` gives, kept under a key for as long as the record stays the same."""
        return self.memory.get(key, self.stamp, make)


def visit_of(request: Request) -> Visit:
    """The visit of a request."""
    state = request.app.state
    if not hasattr(state, "memory"):
        state.memory = Memory()
    store: Store = state.store
    return Visit(request, store, current_user(request), store.stamp(), state.memory)


Visiting = Annotated[Visit, Depends(visit_of)]


@cache
def registry() -> Registry:
    """The actors, read once for the life of the program."""
    return load()
