"""Errors as answers: problem details (RFC 9457) for programs, a short page for people; never a trace of the code."""

from __future__ import annotations

import html
import logging
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, Response
from starlette.types import Scope

from truceline.errors import (
    ExtraError,
    InputError,
    ModelError,
    NoEstimateError,
    NotFoundError,
    StoreError,
    TrucelineError,
    UsageError,
)
from truceline.views import safe_json
from truceline.web.access.refusal import RefusedError

API = "/api/"
MEDIA_TYPE = "application/problem+json"
RETRY_AFTER = "5"
"""Seconds after which a record that could not be used may be asked again."""

_LOG = logging.getLogger("truceline.web")
_STATUS: tuple[tuple[type[TrucelineError], int], ...] = (
    (NotFoundError, 404),
    (UsageError, 422),
    (InputError, 422),
    (NoEstimateError, 422),
    (ExtraError, 501),
    (ModelError, 503),
    (StoreError, 503),
)


@dataclass(frozen=True)
class Problem:
    """What went wrong: `title` names the status, `detail` what happened, `where`, and the `remedy`."""

    status: int
    detail: str
    where: str | None = None
    remedy: str | None = None
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """The status in words."""
        return HTTPStatus(self.status).phrase


def problem_of(error: Exception) -> Problem:
    """The problem that an error is; what nobody foresaw says nothing of its cause."""
    if isinstance(error, RefusedError):
        return Problem(error.status, error.problem, error.place, error.remedy, error.headers)
    if isinstance(error, TrucelineError):
        status = next((status for kind, status in _STATUS if isinstance(error, kind)), 500)
        # Where a record lies is for its keeper to know.
        place = None if isinstance(error, StoreError | ModelError) else error.place
        headers = {"Retry-After": RETRY_AFTER} if status == 503 else {}
        return Problem(status, error.problem, place, error.remedy, headers)
    if isinstance(error, RequestValidationError):
        return _invalid(error)
    if isinstance(error, HTTPException):
        return Problem(error.status_code, str(error.detail), headers=dict(error.headers or {}))
    return Problem(500, "this is a fault in truceline", remedy="please report it, with what was asked")


_PLAINLY = {
    "date": ("no day", "write a day as YYYY-MM-DD"),
    "int": ("no whole number", "write a whole number, as 20"),
    "float": ("no number", "write a number, as 0.5"),
    "bool": ("neither yes nor no", "write true or false"),
}
"""Kinds of values that do not fit, in words for those who wrote them."""


def _invalid(error: RequestValidationError) -> Problem:
    first = error.errors()[0]
    place = ".".join(str(part) for part in first["loc"]).encode("utf-8", "replace").decode()
    said = str(first.get("input"))[:40].encode("utf-8", "replace").decode()
    for kind, (wrong, remedy) in _PLAINLY.items():
        if first["type"].startswith(kind):
            return Problem(422, f'"{said}" is {wrong}', place[:200], remedy)
    return Problem(422, first["msg"], place[:200], "see /api/v1/openapi.json for what is taken")


def answer(scope: Scope, error: Exception) -> Response:
    """The answer to a request that failed: for a program under /api, else for a person."""
    problem = problem_of(error)
    if problem.status >= 500:
        _LOG.error("%s %s failed", scope["method"], scope["path"], exc_info=error)
    if scope["path"].startswith(API):
        said = {"type": "about:blank", "title": problem.title, "status": problem.status, "detail": problem.detail}
        said |= {name: value for name, value in (("where", problem.where), ("remedy", problem.remedy)) if value}
        body = safe_json(said).encode("utf-8", "replace")
        return Response(body, problem.status, problem.headers, MEDIA_TYPE)
    page: Any = getattr(scope["app"].state, "error_page", plain_page)
    response: Response = page(Request(scope), problem)
    response.headers.update(problem.headers)
    return response


def plain_page(request: Request, problem: Problem) -> Response:
    """A page that says what went wrong, for want of a finer one."""
    lines = (problem.where, problem.detail, problem.remedy)
    body = "".join(f"<p>{html.escape(line)}</p>" for line in lines if line)
    title = html.escape(problem.title)
    head = f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{title}</title>'
    return HTMLResponse(f'{head}<h1>{title}</h1>{body}<p><a href="/">Home</a></p></html>', problem.status)


def register(app: FastAPI) -> None:
    """Give an application these answers. A page finer than `plain_page` can be put in `app.state.error_page`."""
    for kind in (TrucelineError, HTTPException, RequestValidationError):
        app.add_exception_handler(kind, _handle)


async def _handle(request: Request, error: Exception) -> Response:
    return answer(request.scope, error)
