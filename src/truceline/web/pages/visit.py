"""A visit to a page: the record, who asks, and what is remembered of it."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Annotated, TypeVar

from anyio.to_thread import run_sync
from fastapi import Depends, Request

from truceline.actors import Registry
from truceline.record import Store
from truceline.record.stamping import Stamps
from truceline.web.access import Role, User, current_user
from truceline.web.cache import Cache, Of, Stamp
from truceline.web.registry import served

T = TypeVar("T")


@dataclass(frozen=True)
class Visit:
    """One request for a page. `stamps` are the record's: each the same for as long as nothing has changed of what it stands for."""

    request: Request
    store: Store
    user: User | None
    stamps: Stamps

    @property
    def reviews(self) -> bool:
        """May this person correct claims?"""
        return self.user is not None and self.user.role.may(Role.REVIEWER)

    @property
    def registry(self) -> Registry:
        """The actors that are served."""
        return served(self.request.app)[0]

    def remembered(self, make: Callable[[], T], *key: Hashable, of: Of = "whole") -> T:
        """What `make` gives, kept under a key for as long as the record, or what is concluded in it, stays the same."""
        made: Cache = self.request.app.state.made
        return made.get(Stamp(of, getattr(self.stamps, of)), ("pages", *key), make)

    def kept(self, make: Callable[[], bytes], *, of: Of = "whole") -> bytes:
        """The body of this page as `make` gives it, kept for as long as what it is made of and the actors stay the same."""
        pages: Cache = self.request.app.state.pages
        url, edition = self.request.url, served(self.request.app)[1]
        return pages.get(Stamp(of, f"{getattr(self.stamps, of)} {edition}"), (url.path, url.query), make)


async def visit_of(request: Request) -> Visit:
    """The visit of a request."""
    store: Store = request.app.state.store
    # Only where the database must be asked does this take time.
    known = store.known_stamps()
    stamps = known if known is not None else await run_sync(store.stamps)
    return Visit(request, store, current_user(request), stamps)


Visiting = Annotated[Visit, Depends(visit_of)]
