"""Requests that are refused for who makes them, how often, or in what way."""

from __future__ import annotations

from collections.abc import Mapping

from truceline.errors import TrucelineError


class RefusedError(TrucelineError):
    """A request that is refused with a status of HTTP, and headers that say more."""

    def __init__(
        self,
        status: int,
        problem: str,
        *,
        place: str | None = None,
        remedy: str,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(problem, place=place, remedy=remedy)
        self.status, self.headers = status, dict(headers or {})


def unknown_user() -> RefusedError:
    """Nobody has signed in, and there is no token that holds."""
    return RefusedError(
        401,
        "this needs a token or a password",
        remedy='sign in, or send "Authorization: Bearer TOKEN"; truceline tokens add makes one',
        headers={"WWW-Authenticate": 'Bearer realm="truceline"'},
    )


def too_large(limit: int) -> RefusedError:
    """More was sent than any report is long."""
    return RefusedError(413, f"the body is larger than {limit} bytes", place="body", remedy="send one report at a time")


def too_many(wait: float) -> RefusedError:
    """Too much was asked for in a short time; `wait` is in seconds."""
    seconds = max(1, round(wait + 0.5))
    return RefusedError(
        429,
        "there were too many requests in a short time",
        remedy=f"wait {seconds} seconds",
        headers={"Retry-After": str(seconds)},
    )
