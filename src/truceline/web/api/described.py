"""What every route says of itself in the OpenAPI: how one shows who one is, and what else may come back."""

from __future__ import annotations

from typing import Any

from fastapi import Depends
from fastapi.security import HTTPBearer

from truceline.web.api.models import Problem
from truceline.web.problems import MEDIA_TYPE

BEARER = Depends(
    HTTPBearer(auto_error=False, description="A token, as `truceline tokens add` makes it.", scheme_name="token")
)
_SAID = {
    400: "A request that cannot be understood",
    401: "No token or password that holds",
    403: "A role that is not enough, or a form of another site",
    404: "Nothing of this id",
    413: "A body that is too large",
    415: "A body in another format",
    421: "A name that is not served here",
    422: "A value that is not taken",
    429: "Too many requests in a short time",
    503: "The record or the reader cannot be used at the moment",
}
_SCHEMA = Problem.model_json_schema()

Responses = dict[int | str, dict[str, Any]]


def _problems(*statuses: int) -> Responses:
    content = {MEDIA_TYPE: {"schema": _SCHEMA}}
    return {status: {"description": _SAID[status], "content": content} for status in statuses}


_UNCHANGED: Responses = {304: {"description": "The asker has it already (If-None-Match)"}}
_SHEET: dict[str, Any] = {"content": {"text/csv": {"schema": {"type": "string"}}}}
READ: Responses = {200: _SHEET, **_UNCHANGED, **_problems(400, 401, 404, 421, 422, 503)}
"""What may come back where something is read."""

WRITTEN: Responses = _problems(400, 401, 403, 404, 413, 415, 421, 422, 429, 503)
"""What may come back where something is written."""
