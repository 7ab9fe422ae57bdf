"""Answers: JSON or CSV, a page with a link to the next, and nothing at all where the asker has it already (ETag)."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, cast
from urllib.parse import quote, urlencode

from fastapi import Request
from starlette.responses import Response

from truceline.record import Store
from truceline.views import csv_line, guarded, steering_nothing
from truceline.web.cache import Cache, Of, Stamp
from truceline.web.shelf import held

Format = Literal["json", "csv"]


@dataclass(frozen=True)
class Answer:
    """A body that is given out, and what stands above it."""

    body: bytes
    media_type: str = "application/json"
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Listing:
    """A page of a list: its items as JSON texts, the same as rows of a sheet, and the cursor of the next page."""

    items: Sequence[str]
    columns: Sequence[str]
    rows: Callable[[], Iterable[Mapping[str, Any]]]
    next: str | None


def store_of(request: Request) -> Store:
    """The record that is served."""
    return cast(Store, request.app.state.store)


def kept(request: Request, stamp: Stamp, key: tuple[Any, ...], make: Callable[[], Any]) -> Any:
    """A value made of the record, used again for as long as its stamp stays."""
    return cast(Cache, request.app.state.made).get(stamp, key, make)


def format_of(request: Request, asked: Format | None) -> Format:
    """JSON, unless the query or else the header Accept asks for CSV."""
    accepted = request.headers.get("Accept", "")
    return asked or ("csv" if "text/csv" in accepted and "json" not in accepted else "json")


def answered(
    request: Request,
    format: Format | None,
    make: Callable[[Stamp, Format], Answer],
    *,
    of: Of = "whole",
    besides: str = "",
) -> Response:
    """The answer that `make` gives for the stamp of what it is made `of`; 304 where the asker holds it.

    The ETag stands for the stamp, the address and the format; `besides` for whatever else the answer depends on.
    """
    stamp, wanted = Stamp(of, getattr(store_of(request).stamps(), of)), format_of(request, format)
    asked = f"{request.url.path}?{request.url.query} {wanted} {besides}"
    tag = f'W/"{hashlib.sha256(f"{stamp.mark} {asked}".encode()).hexdigest()[:24]}"'
    if held(request.headers.get("If-None-Match", ""), tag):
        return Response(status_code=304, headers={"ETag": tag})
    answer = cast(Cache, request.app.state.answers).get(stamp, asked, lambda: make(stamp, wanted))
    return Response(answer.body, 200, {"ETag": tag, **answer.headers}, answer.media_type)


def json_answer(text: str) -> Answer:
    """A JSON text as an answer."""
    return Answer(steering_nothing(text).encode("utf-8", "replace"))


def object_answer(value: Any) -> Answer:
    """A plain value as JSON."""
    return json_answer(json.dumps(value, ensure_ascii=False, default=_plain))


def csv_answer(name: str, columns: Sequence[str], rows: Iterable[Mapping[str, Any]], next: str = "") -> Answer:
    """Rows as CSV that no spreadsheet runs, to be kept under a name."""
    lines = [csv_line(columns)]
    lines += [csv_line(guarded(_cell(row.get(c))) for c in columns) for row in rows]
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"', **({"Link": next} if next else {})}
    return Answer("".join(lines).encode("utf-8", "replace"), "text/csv", headers)


def listed(request: Request, name: str, page: Listing, format: Format) -> Answer:
    """A page of a list in a format, with a link to the next page."""
    link = ""
    if page.next is not None:
        asked = urlencode({**request.query_params, "cursor": page.next})
        link = f'<{quote(request.url.path)}?{asked}>; rel="next"'
    if format == "csv":
        return csv_answer(name, page.columns, page.rows(), link)
    text = f'{{"items":[{",".join(page.items)}],"next":{json.dumps(page.next)}}}'
    answer = json_answer(text)
    return Answer(answer.body, headers={"Link": link} if link else {})


def as_json(value: Any) -> str:
    """A plain value as a JSON text."""
    return json.dumps(value, ensure_ascii=False, default=_plain)


def _plain(value: Any) -> Any:
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(type(value).__name__)


def _cell(value: Any) -> Any:
    if isinstance(value, list | tuple | dict):
        return as_json(value)
    return value.isoformat() if isinstance(value, dt.date) else value
