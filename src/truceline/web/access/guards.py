"""What a route asks before it answers: who is it, may it do this, and does the form come from our own page?"""

from __future__ import annotations

import hashlib
import hmac
from typing import cast

from fastapi import Request

from truceline.web.access.limits import Limits
from truceline.web.access.refusal import RefusedError, unknown_user
from truceline.web.people.user import Role, User

SAFE = frozenset(("GET", "HEAD", "OPTIONS"))
CSRF_FIELD, CSRF_HEADER = "csrf", "X-CSRF-Token"


def current_user(request: Request) -> User | None:
    """Who asks, as the gate found out; None for somebody unknown."""
    return cast(User | None, getattr(request.state, "user", None))


async def require_reader(request: Request) -> User | None:
    """Whoever may read: anybody where reading is open, else a user. Raises RefusedError (401, 403, 429)."""
    user = current_user(request)
    if user is None and not request.app.state.settings.open_reading:
        raise unknown_user()
    await _checked(request, user)
    return user


async def require_reviewer(request: Request) -> User:
    """A user who may add reports and correct claims. Raises RefusedError (401, 403, 429)."""
    return await _required(request, Role.REVIEWER)


async def require_admin(request: Request) -> User:
    """A user who may do everything. Raises RefusedError (401, 403, 429)."""
    return await _required(request, Role.ADMIN)


async def _required(request: Request, role: Role) -> User:
    user = current_user(request)
    if user is None:
        raise unknown_user()
    if not user.role.may(role):
        raise RefusedError(403, f"a {user.role.value} may not do this", remedy=f"ask for the role {role.value}")
    await _checked(request, user)
    return user


async def _checked(request: Request, user: User | None) -> None:
    """For what is not mere reading: that our own page asks, and not too often."""
    if request.method in SAFE:
        return
    await check_csrf(request)
    limits = cast(Limits, request.app.state.limits)
    limits.writing.take(f"{user.by} {user.name}" if user else f"address {client(request)}")


def client(request: Request) -> str:
    """The address that a request comes from."""
    return request.client.host if request.client else "unknown"


def csrf_token(request: Request) -> str:
    """What a form of this session sends along in the field `csrf`; "" for somebody who has not signed in.

    It is made from the secret of the session, which other sites cannot read (OWASP, "Cross-Site Request Forgery
    Prevention", HMAC-based tokens).
    """
    session = cast(str | None, getattr(request.state, "session", None))
    return hmac.new(session.encode(), b"csrf", hashlib.sha256).hexdigest() if session else ""


async def check_csrf(request: Request) -> None:
    """Refuse what another site makes a browser send: the token must be in field `csrf` or header `X-CSRF-Token`.

    Programs with a token of their own send no cookie and need none. Raises RefusedError (403).
    """
    expected = csrf_token(request)
    if not expected:
        return
    said = request.headers.get(CSRF_HEADER) or await _field(request)
    if not hmac.compare_digest(said.encode(), expected.encode()):
        raise RefusedError(
            403, "this form was not sent by a page of this session", remedy="open the page anew and try again"
        )


async def _field(request: Request) -> str:
    kind = request.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if kind not in ("application/x-www-form-urlencoded", "multipart/form-data"):
        return ""
    said = (await request.form()).get(CSRF_FIELD)
    return said if isinstance(said, str) else ""
