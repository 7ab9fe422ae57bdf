"""Tokens of programs that use REST: add, list, revoke them, and tell whose one is."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import delete, insert, or_, select

from truceline.errors import NotFoundError, UsageError
from truceline.record import Store
from truceline.record.database import next_id
from truceline.record.identity import now
from truceline.record.schema import tokens
from truceline.web.people.secret import digest, new_secret
from truceline.web.people.user import Role, User, checked_name

BEGINS = "truceline_"
"""So that a token that was left somewhere is known for what it is."""


@dataclass(frozen=True)
class Token:
    """A token by its name: its role, since when it holds and until when (UTC; None: until it is revoked)."""

    name: str
    role: Role
    added: str
    expires: str | None


def add(store: Store, name: str, role: Role, *, last_day: dt.date | None = None) -> tuple[Token, str]:
    """A new token and its secret, which is shown this once. Raises UsageError for a name that is taken or none."""
    secret, until = BEGINS + new_secret(), None
    if last_day:
        until = dt.datetime.combine(last_day, dt.time.max, dt.UTC).isoformat(timespec="microseconds")
    token = Token(checked_name(name), role, now(), until)
    with store.database.writing() as connection:
        if connection.scalar(select(tokens.c.id).where(tokens.c.name == token.name)) is not None:
            raise UsageError(f'there is a token "{token.name}" already', place="NAME", remedy="take another name")
        row = {"id": next_id(connection, tokens), "hash": digest(secret), **vars(token)}
        connection.execute(insert(tokens), [row])
    return token, secret


def every(store: Store) -> list[Token]:
    """The tokens, by name."""
    columns = (tokens.c.name, tokens.c.role, tokens.c.added, tokens.c.expires)
    with store.database.reading() as connection:
        rows = connection.execute(select(*columns).order_by(tokens.c.name))
        return [Token(row.name, Role(row.role), row.added, row.expires) for row in rows]


def revoke(store: Store, name: str) -> None:
    """Let a token count no more, from now on. Raises NotFoundError."""
    with store.database.writing() as connection:
        gone = connection.execute(delete(tokens).where(tokens.c.name == name.strip()))
        if not gone.rowcount:
            raise NotFoundError(f'there is no token "{name}"', remedy="truceline tokens list shows them")


def user_of(store: Store, secret: str) -> User | None:
    """Whose token a secret is, if it holds."""
    holds = or_(tokens.c.expires.is_(None), tokens.c.expires > now())
    query = select(tokens.c.name, tokens.c.role).where(tokens.c.hash == digest(secret), holds)
    with store.database.reading() as connection:
        row = connection.execute(query).first()
    return User(row.name, Role(row.role), by="token") if row else None
