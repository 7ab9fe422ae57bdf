"""Sign in and out: the handlers of the forms. A page finer than the plain form can be put in `app.state.sign_in_page`."""

from __future__ import annotations

import html
from typing import Annotated, Any

from anyio import CapacityLimiter
from anyio.to_thread import run_sync
from fastapi import APIRouter, Form, Query, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from truceline.web.access.gate import COOKIE
from truceline.web.access.guards import check_csrf, client
from truceline.web.people import sessions, users

router = APIRouter(include_in_schema=False)

_AT_ONCE = CapacityLimiter(2)
"""Passwords that are checked at once: each takes 64 MiB."""

WRONG = "name and password do not go together"

Target = Annotated[str, Query(max_length=2_000)]


@router.get("/sign-in")
def form(request: Request, next: Target = "/") -> Response:
    """The form."""
    return _page(request, next, None)


@router.post("/sign-in")
async def sign_in(
    request: Request,
    name: Annotated[str, Form(max_length=1_000)] = "",
    password: Annotated[str, Form(max_length=10_000)] = "",
    next: Annotated[str, Form(max_length=2_000)] = "/",
) -> Response:
    """Begin a session and go on to the page that was asked for; or show the form again."""
    limits, store = request.app.state.limits, request.app.state.store
    limits.sign_in_from.take(client(request))
    limits.sign_in_as.take(name.strip())
    # On threads of their own: a crowd at the door keeps nobody inside waiting.
    user = await run_sync(users.verified, store, name, password, limiter=_AT_ONCE)
    if user is None:
        return _page(request, next, WRONG)
    # A session that the browser had before ends: what was known of it is worth nothing.
    if request.state.session:
        await run_sync(sessions.end, store, request.state.session)
    response = RedirectResponse(own_path(next), status_code=303)
    secret = await run_sync(sessions.begin, store, user)
    limits.sign_in_from.forget(client(request))
    response.set_cookie(
        COOKIE,
        secret,
        max_age=int(sessions.LASTS.total_seconds()),
        httponly=True,
        samesite="lax",
        secure=request.url.scheme == "https",
    )
    return response


@router.post("/sign-out")
async def sign_out(request: Request) -> Response:
    """End the session."""
    await check_csrf(request)
    if request.state.session:
        await run_sync(sessions.end, request.app.state.store, request.state.session)
    response = RedirectResponse("/", status_code=303)
    response.delete_cookie(COOKIE, httponly=True, samesite="lax", secure=request.url.scheme == "https")
    return response


def own_path(target: str) -> str:
    """A path of this site to go on to; "/" for whatever would lead to another one."""
    own = target.startswith("/") and not target.startswith(("//", "/\\")) and target.isprintable()
    return target if own else "/"


def _page(request: Request, target: str, wrong: str | None) -> Response:
    page: Any = getattr(request.app.state, "sign_in_page", plain_form)
    response: Response = page(request, own_path(target), wrong)
    response.status_code = 401 if wrong else 200
    return response


def plain_form(request: Request, target: str, wrong: str | None) -> Response:
    """The form without any style. `wrong` says why it is shown again, `target` where to go on to."""
    said = f'<p role="alert">{html.escape(wrong)}</p>' if wrong else ""
    return HTMLResponse(
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Sign in</title><h1>Sign in</h1>'
        f'{said}<form method="post" action="/sign-in">'
        f'<input type="hidden" name="next" value="{html.escape(target)}">'
        '<p><label>Name <input name="name" autocomplete="username" required></label></p>'
        '<p><label>Password <input name="password" type="password" autocomplete="current-password" required></label></p>'
        "<p><button>Sign in</button></p></form></html>"
    )
