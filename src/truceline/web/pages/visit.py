"""A visit to a page: the record, who asks, and what is remembered of it."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Annotated, TypeVar

from fastapi import Depends, Request

from truceline.actors import Registry
from truceline.record import Store
from truceline.web.access import Role, User, current_user
from truceline.web.cache import Cache
from truceline.web.registry import served

T = TypeVar("T")


@dataclass(frozen=True)
class Visit:
    """One request for a page. `stamp` is the record's: the same for as long as nothing in it has changed."""

    request: Request
    store: Store
    user: User | None
    stamp: str

    @property
    def reviews(self) -> bool:
        """May this person correct claims?"""
        return self.user is not None and self.user.role.may(Role.REVIEWER)

    @property
    def registry(self) -> Registry:
        """The actors that are served."""
        return served(self.request.app)[0]

    def remembered(self, make: Callable[[], T], *key: Hashable) -> T:
        """What `make` gives, kept under a key for as long as the record stays the same."""
        made: Cache = self.request.app.state.made
        return made.get(self.stamp, ("pages", *key), make)

    def kept(self, make: Callable[[], bytes]) -> bytes:
        """The body of this page as `make` gives it, kept for as long as the record and the actors stay the same."""
        pages: Cache = self.request.app.state.pages
        url, edition = self.request.url, served(self.request.app)[1]
        return pages.get(f"{self.stamp} {edition}", (url.path, url.query), make)


def visit_of(request: Request) -> Visit:
    """The visit of a request."""
    store: Store = request.app.state.store
    return Visit(request, store, current_user(request), store.stamp())


Visiting = Annotated[Visit, Depends(visit_of)]
