"""From a template to a response: kept in memory for those who only read, with a tag so that nothing is sent twice."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from fastapi import Request, Response
from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.responses import HTMLResponse

from truceline.web.access import csrf_token
from truceline.web.cache import Of
from truceline.web.pages import wording
from truceline.web.pages.static import address
from truceline.web.pages.visit import Visit
from truceline.web.problems import Problem
from truceline.web.shelf import held

Context = Mapping[str, Any]


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


def page(visit: Visit, template: str, make: Callable[[], Context], *, of: Of = "whole") -> Response:
    """A page of a template with what `make` gives it; 304 where the browser has it already.

    For those who are not signed in, and so see no forms, it is kept for as long as what it is made `of` stays the same.
    """
    if visit.user is not None:
        return _answer(visit.request, _rendered(visit, template, make()))
    return _answer(visit.request, visit.kept(lambda: _rendered(visit, template, make()), of=of))


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
    if held(request.headers.get("If-None-Match", ""), tag):
        return Response(status_code=304, headers=both)
    return Response(body, media_type=media_type, headers=both)


def error_page(request: Request, problem: Problem) -> Response:
    """What went wrong, as a page."""
    said: dict[str, Any] = {"visit": None, "path": request.url.path, "csrf": "", "problem": problem}
    body = environment().get_template("error.html").render(said)
    return HTMLResponse(body, status_code=problem.status)


def sign_in_page(request: Request, target: str, wrong: str | None) -> Response:
    """The form to sign in. `wrong` says why it is shown again, `target` where to go on to."""
    said: dict[str, Any] = {"visit": None, "path": "/sign-in", "csrf": "", "target": target, "wrong": wrong}
    return HTMLResponse(environment().get_template("sign-in.html").render(said))
