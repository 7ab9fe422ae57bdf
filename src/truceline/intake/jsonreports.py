"""JSON: a report object, a claim record, a list of either, or one of them a line."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any, BinaryIO

from truceline.errors import InputError
from truceline.intake.decoding import LIMIT, decode
from truceline.intake.reports import Draft, stated_date

EXAMPLE = 'give an object like {"text": "...", "title": "...", "publisher": "...", "published": "2021-10-02"}'
_TYPES = {bool: "true or false", int: "a number", float: "a number", str: "a string", list: "a list", dict: "an object"}


def parse(text: str) -> Any:
    """The value of a JSON text. Raises InputError naming where it is wrong."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        # A line of JSON lines is named by its place in the file already.
        place = (f"line {error.lineno}, " if error.lineno > 1 else "") + f"column {error.colno}"
        raise InputError(f"it is not valid JSON: {error.msg} at {place}", remedy="correct it there") from None
    except RecursionError:
        raise InputError("its JSON is nested too deeply", remedy=EXAMPLE) from None
    except ValueError as error:  # a number of thousands of digits
        raise InputError(f"it is not usable JSON: {error}", remedy="correct it") from None


def drafts(value: Any, *, id: str, names: dict[str, str], notes: tuple[str, ...] = ()) -> Iterator[Draft | InputError]:
    """A draft or an error for each report in a JSON value; reports of a list without id are numbered from 1."""
    if not isinstance(value, list):
        yield attempt(value, id=id, names=names, notes=notes)
        return
    if not value:
        yield InputError("the list holds no reports", remedy=EXAMPLE)
    for number, item in enumerate(value, start=1):
        yield attempt(item, id=f"{id}-{number}", names=names, notes=notes)


def attempt(value: Any, *, id: str, names: dict[str, str], notes: tuple[str, ...] = ()) -> Draft | InputError:
    """The draft of a report object or claim record, or the error that says what it lacks."""
    try:
        return draft_from_object(value, id=id, names=names, notes=notes)
    except InputError as error:
        return error


def draft_from_object(value: Any, *, id: str, names: dict[str, str], notes: tuple[str, ...] = ()) -> Draft:
    """The draft of a report object or of the report in a claim record; its text is kept exactly as given."""
    if isinstance(value, dict) and "report" in value and "text" not in value:
        value = value["report"]
    if not isinstance(value, dict):
        raise InputError(f"a report must be an object, not {_kind(value)}", remedy=EXAMPLE)
    if value.get("text") is None:
        keys = ", ".join(f'"{k}"' for k in list(value)[:8])
        has = f"; it has {keys}" if keys else ""
        raise InputError(f'the report has no "text"{has}', remedy=EXAMPLE)
    own = _id(value.get("id"))
    return Draft(
        id=own or id,
        text=_string(value, "text") or "",
        title=_string(value, "title"),
        publisher=_string(value, "publisher"),
        published=stated_date(_string(value, "published")),
        url=_string(value, "url"),
        licence=_string(value, "licence"),
        names=names,
        notes=notes,
        named=own is not None,
    )


def _string(value: dict[str, Any], field: str) -> str | None:
    found = value.get(field)
    if found is None or (isinstance(found, str) and not found and field != "text"):
        return None
    if not isinstance(found, str):
        raise InputError(f'"{field}" must be a string, not {_kind(found)}', remedy=EXAMPLE)
    return found


def _id(value: Any) -> str | None:
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if value is None or isinstance(value, str):
        return value or None
    raise InputError(f'"id" must be a string, not {_kind(value)}', remedy=EXAMPLE)


def _kind(value: Any) -> str:
    return _TYPES.get(type(value), "null")


def lines(stream: BinaryIO, opening: Sequence[bytes] = ()) -> Iterator[tuple[int, bytes | InputError]]:
    """Number (from 1) and bytes of each line that is not blank, one at a time; an error for a line too long.

    `opening` holds lines that have been taken off the stream already.
    """
    for number, line in enumerate(chain(opening, iter(lambda: stream.readline(LIMIT + 1), b"")), start=1):
        if number == 1 and line[:2] in (b"\xff\xfe", b"\xfe\xff"):
            yield from _wide_lines(line + b"".join(opening[1:]) + stream.read(LIMIT + 1))
            return
        if len(line) > LIMIT and not line.endswith(b"\n"):
            while (rest := stream.readline(LIMIT)) and not rest.endswith(b"\n"):
                pass
            yield number, InputError(f"the line is longer than {LIMIT // 1_000_000} MB", remedy=EXAMPLE)
        elif line.strip():
            yield number, line


def _wide_lines(data: bytes) -> Iterator[tuple[int, bytes | InputError]]:
    """The lines of a UTF-16 file, as UTF-8."""
    if len(data) > LIMIT:
        yield 1, InputError(f"it is UTF-16 and larger than {LIMIT // 1_000_000} MB", remedy="save it as UTF-8")
        return
    try:
        text = decode(data).text
    except InputError as error:
        yield 1, error
        return
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield number, line.encode("utf-8", "surrogatepass")


def draft_from_line(line: bytes | InputError, *, id: str, names: dict[str, str]) -> Draft | InputError:
    """The draft of one line of JSON lines, or the error that says what is wrong with it."""
    if isinstance(line, InputError):
        return line
    try:
        decoded = decode(line)
        return draft_from_object(parse(decoded.text), id=id, names=names, notes=decoded.notes)
    except InputError as error:
        return error
