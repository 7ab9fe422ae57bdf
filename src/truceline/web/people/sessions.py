"""Sessions of people who signed in: kept in the record, so that signing out or a new password ends them at once."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import delete, insert, select

from truceline.record import Store
from truceline.record.identity import now
from truceline.record.schema import sessions, users
from truceline.web.people.secret import digest, new_secret
from truceline.web.people.user import Role, User

LASTS = dt.timedelta(hours=12)
"""A working day: after that one signs in again."""


def begin(store: Store, user: User) -> str:
    """A new session of a user; gives the secret for its browser. Sessions that are over are forgotten."""
    secret = new_secret()
    expires = (dt.datetime.now(dt.UTC) + LASTS).isoformat(timespec="microseconds")
    with store.database.writing() as connection:
        connection.execute(delete(sessions).where(sessions.c.expires <= now()))
        number = connection.scalar(select(users.c.id).where(users.c.name == user.name))
        connection.execute(insert(sessions), [{"hash": digest(secret), "user": number, "expires": expires}])
    return secret


def user_of(store: Store, secret: str) -> User | None:
    """Who holds the secret of a session that goes on."""
    query = select(users.c.name, users.c.role).join(sessions, sessions.c.user == users.c.id)
    with store.database.reading() as connection:
        row = connection.execute(query.where(sessions.c.hash == digest(secret), sessions.c.expires > now())).first()
    return User(row.name, Role(row.role), by="password") if row else None


def end(store: Store, secret: str) -> None:
    """End a session."""
    with store.database.writing() as connection:
        connection.execute(delete(sessions).where(sessions.c.hash == digest(secret)))
