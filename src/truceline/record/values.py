"""The values of a claim that a person may correct, as plain JSON without offsets, and back into a claim.

Offsets are found anew each time: the same correction holds for another reading, and for a changed text.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from truceline.claim import Amount, Claim, Evidence, Span
from truceline.errors import UsageError
from truceline.record.anchoring import found_words
from truceline.tables import amount

FIELDS = (
    "event", "mode", "status", "condition", "actor", "recipient", "sources", "when", "where", "killed", "injured",
    "count",
)  # fmt: skip
"""Fields of a claim that a person may set."""

_LISTS = ("actor", "recipient", "sources", "where")
_EVIDENCE = {"sources": "source"}
"""Fields that evidence calls otherwise: it is given for each source."""

Value = Any
"""A JSON value."""


def value_of(claim: Claim, field: str, text: str) -> Value:
    """The value of one of `FIELDS`, as JSON without offsets: of a condition its words in the report's text."""
    if field == "condition":
        return text[claim.condition[0] : claim.condition[1]] if claim.condition else None
    value = claim.model_dump(mode="json", include={field})[field]
    if field in _LISTS:
        return [_without_span(item) for item in value]
    return _without_span(value) if field == "when" and value else value


def _without_span(value: dict[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in value.items() if k != "span"}


def values_of(claim: Claim, text: str) -> dict[str, Value]:
    """Every value that a person may set."""
    return {field: value_of(claim, field, text) for field in FIELDS}


def checked(field: str, value: Value) -> Value:
    """A value as the claim format has it. Raises UsageError for one that it does not take."""
    if field == "condition":
        return _checked_words(value)
    try:
        claim = Claim.model_validate({"span": (0, 1), "trigger": (0, 1), "event": "AID"} | {field: value})
        return value_of(claim, field, "")
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"]) or field
        raise UsageError(first["msg"], place=place, remedy="see: truceline correct --help") from None


def _checked_words(value: Value) -> str | None:
    if value is not None and not isinstance(value, str):
        raise UsageError("these are no words", place="condition", remedy="see: truceline correct --help")
    return value or None


def with_values(claim: Claim, values: Mapping[str, Value], text: str, *, by: str) -> Claim:
    """A claim with other values, each with the words that stand for it in the text where these are found.

    `by` says in the evidence who set them; the claim's confidence becomes 1.
    """
    changed = {f: v for f, v in values.items() if v != value_of(claim, f, text)}
    plain = claim.model_dump(mode="json", exclude={"evidence"})
    plain |= {field: _anchored(claim, field, value, text) for field, value in changed.items()}
    rows = {_EVIDENCE.get(field, field): in_words(value) for field, value in changed.items()}
    evidence = [e for e in claim.evidence if e.field not in rows]
    evidence += [Evidence(field=field, value=value, by=by, confidence=1.0) for field, value in rows.items()]
    return Claim.model_validate(plain | {"confidence": 1.0, "evidence": evidence})


def _anchored(claim: Claim, field: str, value: Value, text: str) -> Value:
    if field in _LISTS:
        known = {e.name: e.span for e in getattr(claim, field)}
        return [item | {"span": known.get(item["name"]) or _found(item["name"], claim.span, text)} for item in value]
    if field == "when" and value:
        # The words of the time stay those that the person has made sense of.
        return value | {"span": claim.when.span if claim.when else None}
    if field == "condition" and value:
        return found_words(value, text, claim.span)
    return value


def _found(name: str, span: Span, text: str) -> Span | None:
    """Where a name stands: in the claim's own words, else nowhere."""
    start = text.find(name, span[0], span[1])
    return (start, start + len(name)) if start >= 0 else None


def in_words(value: Value) -> str:
    """A value as people read it: names, "10 or more", days."""
    if value in (None, []):
        return "nothing"
    if isinstance(value, list):
        return "; ".join(str(item["name"]) for item in value)
    if isinstance(value, dict) and "start" in value:
        return " to ".join(dict.fromkeys((value["start"], value["end"])))
    return amount(Amount(**value)) if isinstance(value, dict) else str(value)
