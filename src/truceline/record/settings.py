"""What a person types to set a value, as "killed=10..15", into the value."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from typing import Any, get_args

from truceline.claim import Event, SourceKind, Status
from truceline.errors import UsageError
from truceline.record.values import FIELDS, Value

MOST_NAMES = 50
LONGEST = 500
"""Longest name or mode, in characters."""

LARGEST = 10**12
_KINDS: tuple[str, ...] = get_args(SourceKind)
_ALIASES = {"actors": "actor", "recipients": "recipient", "source": "sources", "dead": "killed"}


def parse_settings(settings: Iterable[str]) -> dict[str, Value]:
    """The values of settings "FIELD=VALUE". An empty value says that nothing is told.

    actor, recipient: names with ; between. sources: names with > between, outermost first, each with :KIND if need
    be. where: names with ; between, each with (CC) for its country. when: a day, or two with .. between. killed, injured:
    12, 10..15, 12.. (at least), ..15 (at most). condition: words of the report. A kind or country that is not said is None. Raises UsageError.
    """
    found: dict[str, Value] = {}
    for setting in settings:
        field, equals, value = setting.partition("=")
        name = _ALIASES.get(field.strip().lower(), field.strip().lower())
        if not equals or name not in FIELDS:
            raise UsageError(
                f'"{setting}" sets nothing',
                place="--set",
                remedy=f"write FIELD=VALUE, FIELD one of {', '.join(FIELDS)}",
            )
        found[name] = _value(name, value.strip())
    return found


def _value(field: str, said: str) -> Value:
    if field in ("event", "status"):
        return _one_of(field, said)
    if field in ("killed", "injured"):
        return _amount(field, said) if said else None
    if field == "when":
        return _when(said) if said else None
    if field == "count":
        return _number(field, said) if said else None
    if field == "condition":
        return said or None
    if field == "mode":
        return _short(field, said) or None
    return _named(field, said)


def _one_of(field: str, said: str) -> str:
    kinds: list[str] = [e.value for e in (Event if field == "event" else Status)]
    for kind in kinds:
        if kind.lower() == said.lower():
            return kind
    raise UsageError(f'there is no {field} "{said}"', place="--set", remedy=f"take one of {', '.join(kinds)}")


def _amount(field: str, said: str) -> dict[str, int | None]:
    low, dots, high = said.partition("..")
    if not dots:
        number = _number(field, said)
        return {"low": number, "high": number}
    ends = {"low": _number(field, low) if low else None, "high": _number(field, high) if high else None}
    if ends["low"] is not None and ends["high"] is not None and ends["low"] > ends["high"]:
        raise UsageError(f"{said} ends before it begins", place="--set", remedy="write the smaller number first")
    return ends


def _number(field: str, said: str) -> int:
    if not re.fullmatch(r"\s*[0-9]{1,13}\s*", said) or int(said) > LARGEST:
        raise UsageError(
            f'"{said}" is no number of {field}', place="--set", remedy=f"write {field}=12 or {field}=10..15"
        )
    return int(said)


def _when(said: str) -> dict[str, str]:
    first, _, last = said.partition("..")
    try:
        start = dt.date.fromisoformat(first.strip())
        end = dt.date.fromisoformat((last or first).strip())
    except ValueError:
        raise UsageError(
            f'"{said}" is no time', place="--set", remedy="write when=2021-10-01 or when=2021-10-01..2021-10-02"
        ) from None
    if start > end:
        raise UsageError(f"{said} ends before it begins", place="--set", remedy="write the earlier day first")
    return {"start": start.isoformat(), "end": end.isoformat()}


def _named(field: str, said: str) -> list[dict[str, Any]]:
    parts = [p.strip() for p in said.split(">" if field == "sources" else ";")]
    items = [_short(field, p) for p in parts if p]
    if len(items) > MOST_NAMES:
        raise UsageError(f"{len(items)} names are too many", place="--set", remedy=f"give {field} at most {MOST_NAMES}")
    if field == "sources":
        return [_source(item) for item in items]
    return [_place(item) if field == "where" else {"name": item} for item in items]


def _source(said: str) -> dict[str, Any]:
    name, colon, kind = said.rpartition(":")
    if colon and kind.strip() in _KINDS and name.strip():
        return {"name": name.strip(), "kind": kind.strip()}
    return {"name": said, "kind": None}


def _place(said: str) -> dict[str, Any]:
    match = re.fullmatch(r"(.+?)\s*\(([A-Za-z]{2})\)", said)
    return {"name": match[1], "country": match[2].upper()} if match else {"name": said, "country": None}


def _short(field: str, said: str) -> str:
    if len(said) > LONGEST or any(not c.isprintable() for c in said):
        raise UsageError(f"this is no value of {field}", place="--set", remedy=f"write up to {LONGEST} letters")
    return said
