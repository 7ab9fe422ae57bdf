"""The gate that every request goes through: its host, its origin, its size, who sends it, and what is sent back with it."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

from anyio.to_thread import run_sync
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from truceline.report import MAX_TEXT
from truceline.web.access.guards import SAFE
from truceline.web.access.refusal import RefusedError, too_large, unknown_user
from truceline.web.people import sessions, tokens
from truceline.web.people.user import User
from truceline.web.problems import answer
from truceline.web.registry import edition
from truceline.web.shelf import Copyist, Key, Shelf

MAX_BODY = 12 * MAX_TEXT + 65_536
"""Bytes of a body: the longest report with each character written as two \\uXXXX of JSON, and room for the rest."""

COOKIE = "truceline_session"
OPEN = ("/sign-in", "/static/")
"""Paths that nothing of the record can be read from: open to all."""

_HEADERS = {
    "Content-Security-Policy": "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "private, no-cache",
    "Vary": "Authorization, Cookie, Accept",
}


class Gate:
    """Middleware around the whole application; routes find the user in `request.state`."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        reply = _Reply(scope, send)
        try:
            request = Request(scope)
            _check_host(request, scope["app"].state.settings.hosts)
            if place := _place(request):
                shelf: Shelf = scope["app"].state.shelf
                if sent := shelf.find(*place):
                    await sent(scope, receive, send)
                    return
                reply.send = Copyist(send, shelf, *place)
            refused = await _admit(request)
            await (refused or self.app)(scope, _limited(scope, receive), reply)
        except Exception as error:
            # What the application itself does not answer: a refusal at the gate, or a fault that nobody foresaw.
            if reply.begun:
                raise
            await answer(scope, error)(scope, receive, reply)


def _place(request: Request) -> tuple[str, Key] | None:
    """Where the answer to a request lies, or will: the stamp of the record, and what it depends on besides.

    None for what may not be sent to everybody alike, and where only a look into the record can tell its stamp.
    """
    app, scope = request.app, request.scope
    if request.method != "GET" or not app.state.settings.open_reading or _credentials(request):
        return None
    stamps = app.state.store.known_stamps()
    if stamps is None:
        return None
    accepted = request.headers.get("Accept")
    return stamps.whole, (scope["scheme"], scope["path"], scope["query_string"], accepted, edition())


async def _admit(request: Request) -> ASGIApp | None:
    """Find out who asks; an answer in place of the application's where one must sign in first. Raises RefusedError."""
    settings = request.app.state.settings
    user, session = await run_sync(_user, request) if _credentials(request) else (None, None)
    request.state.user, request.state.session = user, session
    if user is None or session is not None:
        _check_origin(request)
    if user is not None or settings.open_reading or request.url.path.startswith(OPEN):
        return None
    if request.method in SAFE and "text/html" in request.headers.get("Accept", ""):
        target = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        return RedirectResponse(f"/sign-in?next={quote(target, safe='')}", status_code=303)
    raise unknown_user()


def _check_host(request: Request, hosts: tuple[str, ...]) -> None:
    """Refuse names that were not given to this server: a stranger's name may lead here (DNS rebinding)."""
    said = request.headers.get("Host", "")
    if "*" in hosts or _name(said) in hosts:
        return
    raise RefusedError(
        421, "this name is not served here", place="Host", remedy="use the address that truceline serve prints"
    )


def _name(host: str) -> str:
    """The name in "name:port", lower case; "[::1]:8000" is [::1]."""
    name = host.rpartition(":")[0] if not host.endswith("]") and ":" in host else host
    return name.strip().lower()


def _check_origin(request: Request) -> None:
    """Refuse what a page of another site makes a browser send, whether or not a cookie came with it."""
    if request.method in SAFE:
        return
    origin, site = request.headers.get("Origin"), request.headers.get("Sec-Fetch-Site", "none")
    foreign = origin is not None and urlsplit(origin).netloc != request.headers.get("Host")
    if foreign or site not in ("same-origin", "none"):
        raise RefusedError(
            403, "this was sent by a page of another site", place="Origin", remedy="send it from a page of ours"
        )


def _credentials(request: Request) -> bool:
    return "Authorization" in request.headers or COOKIE in request.cookies


def _user(request: Request) -> tuple[User | None, str | None]:
    """Who sends the request, and the secret of its session. Raises RefusedError for a token that does not hold."""
    store = request.app.state.store
    if "Authorization" in request.headers:
        scheme, _, secret = request.headers["Authorization"].partition(" ")
        user = tokens.user_of(store, secret.strip()) if scheme.lower() == "bearer" else None
        if user is None:
            raise unknown_user()
        return user, None
    secret = request.cookies[COOKIE]
    user = sessions.user_of(store, secret)
    return user, secret if user else None


def _limited(scope: Scope, receive: Receive) -> Receive:
    """The same body, up to `MAX_BODY`. Raises RefusedError for more, at once where the length is told."""
    told = Headers(scope=scope).get("Content-Length", "0")
    if told.isdecimal() and int(told) > MAX_BODY:
        raise too_large(MAX_BODY)
    got = 0

    async def limited() -> Message:
        nonlocal got
        message = await receive()
        got += len(message.get("body", b""))
        if got > MAX_BODY:
            # The framework passes this kind of error on from within a form, and no other.
            raise HTTPException(413, too_large(MAX_BODY).problem)
        return message

    return limited


class _Reply:
    """Sends an answer with the headers that every one has."""

    def __init__(self, scope: Scope, send: Send) -> None:
        self.scope, self.send, self.begun = scope, send, False

    async def __call__(self, message: Message) -> None:
        """Send a part of the answer."""
        if message["type"] == "http.response.start":
            self.begun = True
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers.setdefault(name, value)
            if self.scope["scheme"] == "https":
                headers.setdefault("Strict-Transport-Security", "max-age=31536000")
        await self.send(message)
