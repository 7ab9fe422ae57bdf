"""From a template to a response: kept in memory for those who only read, with a tag so that nothing is sent twice."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Coroutine, Mapping
from functools import cache
from typing import Any
from urllib.parse import quote

from fastapi import HTTPException, Request, Response
from fastapi.routing import APIRoute
from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.responses import HTMLResponse, RedirectResponse

from truceline.errors import LockedError, NotFoundError, StoreError, TrucelineError, UsageError
from truceline.web.access import csrf_token
from truceline.web.pages import wording
from truceline.web.pages.static import address
from truceline.web.pages.visit import Visit

Context = Mapping[str, Any]
LONGEST_KEPT = 400_000
"""Pages larger than this, in bytes, are made anew each time rather than kept."""


@cache
def environment() -> Environment:
    """The templates. Every value is escaped."""
    made = Environment(
        loader=PackageLoader("truceline.web", "templates"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, auto_reload=False,
    )  # fmt: skip
    made.filters |= wording.FILTERS
    made.globals |= {"static": address} | wording.GLOBALS
    return made


def page(visit: Visit, template: str, make: Callable[[], Context]) -> Response:
    """A page of a template with what `make` gives it; 304 where the browser has it already.

    For those who are not signed in, and so see no forms, it is kept for as long as the record stays the same.
    """
    if visit.user is not None:
        return _answer(visit.request, _rendered(visit, template, make()))
    key = (visit.request.url.path, visit.request.url.query, "page")
    return _answer(visit.request, visit.remembered(lambda: _rendered(visit, template, make()), *key))


def _rendered(visit: Visit, template: str, context: Context) -> bytes:
    said: dict[str, Any] = {"visit": visit, "path": visit.request.url.path, "csrf": ""}
    if visit.user is not None:
        said["csrf"] = csrf_token(visit.request)
    return environment().get_template(template).render(said | dict(context)).encode()


def _answer(request: Request, body: bytes) -> Response:
    return tagged(request, body, "text/html; charset=utf-8", {})


def tagged(request: Request, body: bytes, media_type: str, headers: Mapping[str, str]) -> Response:
    """A response with its tag; without its body where the browser has it."""
    tag = f'"{hashlib.sha256(body).hexdigest()[:20]}"'
    both = {"ETag": tag, "Cache-Control": "private, no-cache"} | dict(headers)
    known = [t.strip().removeprefix("W/") for t in request.headers.get("if-none-match", "").split(",")]
    if tag in known:
        return Response(status_code=304, headers=both)
    return Response(body, media_type=media_type, headers=both)


class PageRoute(APIRoute):
    """A route that tells errors as pages."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The handler, with errors told as pages."""
        handler = super().get_route_handler()

        async def told(request: Request) -> Response:
            try:
                return await handler(request)
            except TrucelineError as error:
                return error_page(request, _status(error), error.problem, error.remedy)
            except HTTPException as error:
                if error.status_code == 401 and request.method == "GET":
                    return RedirectResponse(f"/sign-in?next={quote(_asked(request))}", status_code=303)
                return error_page(request, error.status_code, str(error.detail), None, error.headers)

        return told


def _asked(request: Request) -> str:
    query = f"?{request.url.query}" if request.url.query else ""
    return f"{request.url.path}{query}"


def _status(error: TrucelineError) -> int:
    if isinstance(error, NotFoundError):
        return 404
    if isinstance(error, UsageError):
        return 400
    return 503 if isinstance(error, StoreError | LockedError) else 500


def error_page(
    request: Request, status: int, problem: str, remedy: str | None, headers: Mapping[str, str] | None = None
) -> Response:
    """What went wrong, as a page."""
    said = {"status": status, "problem": problem, "remedy": remedy, "path": request.url.path, "visit": None, "csrf": ""}
    body = environment().get_template("error.html").render(said)
    return HTMLResponse(body, status_code=status, headers=dict(headers or {}))
