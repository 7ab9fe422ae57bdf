"""What a person does with one claim: set values, accept, reject, undo. Each within the transaction of a writer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Connection, select

from truceline.errors import NotFoundError, UsageError
from truceline.record import corrections
from truceline.record.anchoring import required_words
from truceline.record.corrections import Correction, Kind, Said, make, new_act
from truceline.record.groups import refresh_repeats
from truceline.record.rows import Row
from truceline.record.schema import claims, versions
from truceline.record.settings import parse_settings
from truceline.record.standing import load_row, restand
from truceline.record.values import Value, checked, value_of, values_of

SHORTEST = 4
"""Letters of a claim's id that name it, where no other claim begins so."""


def claim_number(connection: Connection, ref: str) -> int:
    """The number of the claim of an id, or of its beginning. Raises NotFoundError, UsageError where several begin so."""
    said = ref.strip().lower()
    exact = connection.scalar(select(claims.c.id).where(claims.c.ref == said))
    if exact is not None:
        return int(exact)
    found = connection.execute(
        select(claims.c.id, claims.c.ref).where(claims.c.ref.startswith(said, autoescape=True)).limit(3)
    ).all() if len(said) >= SHORTEST else []  # fmt: skip
    if len(found) > 1:
        raise UsageError(
            f"several claims begin with {said}", place="CLAIM", remedy=f"write more of it, as {found[0].ref}"
        )
    if not found:
        raise NotFoundError(f'there is no claim "{said}"', remedy="truceline find shows the ids of claims")
    return int(found[0].id)


def set_values(connection: Connection, claim: int, changes: Mapping[str, Any], said: Said) -> list[Correction]:
    """Give a claim other values, in words as after --set or as JSON. Raises UsageError."""
    row, text = load_row(connection, claim)
    values = parsed_values(row, text, changes)
    if not values:
        raise UsageError("nothing is set", place="--set", remedy="write FIELD=VALUE, as --set killed=12")
    act = new_act()
    made = [make(claim, "set", said, act, field=f, old=value_of(row.claim, f, text), new=v) for f, v in values.items()]
    return _say(connection, claim, made)


def parsed_values(row: Row, text: str, changes: Mapping[str, Any]) -> dict[str, Value]:
    """The values, in words as after --set or as JSON, that a claim in a text is given. Raises UsageError."""
    values: dict[str, Value] = {}
    for field, value in changes.items():
        in_words = isinstance(value, str | int) and not isinstance(value, bool)
        # Without words, the setting still says whether there is such a field.
        name, parsed = next(iter(parse_settings([f"{field}={value if in_words else ''}"]).items()))
        given = checked(name, _completed(row, name, parsed if in_words else value))
        if name == "condition" and given:
            given = text[slice(*required_words(given, text, row.claim.span, option="--set condition"))]
        values[name] = given
    return values


def _completed(row: Row, field: str, value: Value) -> Value:
    """Kinds and countries that were not said are those of the same name in the claim as it stands."""
    if field == "sources":
        # Most that is cited under a name is a body that speaks.
        known: dict[Any, str | None] = {s.name: s.kind for s in (*row.read.sources, *row.claim.sources)}
        known |= {row.publisher: "outlet"}
        return _with(value, "kind", lambda name: known.get(name, "organization"))
    if field == "where":
        countries = {p.name: p.country for p in (*row.read.where, *row.claim.where)}
        return _with(value, "country", countries.get)
    return value


def _with(items: Value, key: str, known: Callable[[Any], str | None]) -> Value:
    if not isinstance(items, list) or not all(
        isinstance(item, dict) and isinstance(item.get("name"), str) for item in items
    ):
        return items
    return [item | {key: item.get(key) or known(item["name"])} for item in items]


def judge(connection: Connection, claim: int, kind: Kind, said: Said) -> list[Correction]:
    """Accept a claim as it stands, for good, or reject it."""
    row, text = load_row(connection, claim)
    new = values_of(row.claim, text) if kind == "accept" else None
    return _say(connection, claim, [make(claim, kind, said, new_act(), new=new)])


def undo(connection: Connection, claim: int, said: Said, *, act: str | None = None) -> list[Correction]:
    """Take back the last thing that was said of a claim, or the act named. Raises NotFoundError where there is none."""
    standing = [c.act for c in corrections.active(corrections.of_claims(connection, [claim]).get(claim, []))]
    if not standing or (act is not None and act not in standing):
        named = f"no act {act} that counts" if act else "nothing to undo"
        raise NotFoundError(f"this claim has {named}", remedy="truceline history CLAIM shows what was said of it")
    return _say(connection, claim, [make(claim, "undo", said, new_act(), undoes=act or standing[-1])])


def _say(connection: Connection, claim: int, made: list[Correction]) -> list[Correction]:
    written = corrections.record_all(connection, made)
    before = connection.scalar(select(claims.c.state).where(claims.c.id == claim))
    row = restand(connection, claim)
    if row.state != before:
        text = connection.scalar(select(versions.c.text).where(versions.c.id == row.version))
        refresh_repeats(connection, int(text or 0))
    return written
