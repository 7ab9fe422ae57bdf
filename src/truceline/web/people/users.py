"""People who may sign in: add, list, remove them, set their passwords, and tell whether one is who it says."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select, update

from truceline.errors import NotFoundError, UsageError
from truceline.record import Store
from truceline.record.database import next_id
from truceline.record.identity import now
from truceline.record.schema import sessions, users
from truceline.web.people.passwords import hashed, matches
from truceline.web.people.user import LONGEST_NAME, Role, User, checked_name


@dataclass(frozen=True)
class Account:
    """A person who may sign in, and since when (UTC)."""

    name: str
    role: Role
    added: str


def add(store: Store, name: str, role: Role, password: str) -> Account:
    """Let a person sign in. Raises UsageError for a name that is taken or none, or a password too short; StoreError."""
    said, hash = checked_name(name), hashed(password)
    with store.database.writing() as connection:
        if connection.scalar(select(users.c.id).where(users.c.name == said)) is not None:
            raise UsageError(f'there is a user "{said}" already', place="NAME", remedy="take another name")
        account = Account(said, role, now())
        row = {"id": next_id(connection, users), "password": hash, **vars(account)}
        connection.execute(insert(users), [row])
    return account


def every(store: Store) -> list[Account]:
    """The people who may sign in, by name."""
    with store.database.reading() as connection:
        rows = connection.execute(select(users.c.name, users.c.role, users.c.added).order_by(users.c.name))
        return [Account(row.name, Role(row.role), row.added) for row in rows]


def remove(store: Store, name: str) -> None:
    """Let a person sign in no more, from now on. What it said of claims stays. Raises NotFoundError."""
    with store.database.writing() as connection:
        number = _number(connection, name)
        connection.execute(delete(sessions).where(sessions.c.user == number))
        connection.execute(delete(users).where(users.c.id == number))


def set_password(store: Store, name: str, password: str) -> None:
    """Give a person another password, and sign it out everywhere. Raises NotFoundError, UsageError."""
    hash = hashed(password)
    with store.database.writing() as connection:
        number = _number(connection, name)
        connection.execute(update(users).where(users.c.id == number).values(password=hash))
        connection.execute(delete(sessions).where(sessions.c.user == number))


def _number(connection: Connection, name: str) -> int:
    number = connection.scalar(select(users.c.id).where(users.c.name == name.strip()))
    if number is None:
        raise NotFoundError(f'there is no user "{name}"', remedy="truceline users list shows them")
    return int(number)


def verified(store: Store, name: str, password: str) -> User | None:
    """The user of a name and password; None where they do not go together, however long one may look at the clock."""
    with store.database.reading() as connection:
        query = select(users.c.name, users.c.role, users.c.password)
        found = connection.execute(query.where(users.c.name == name.strip()[:LONGEST_NAME])).first()
    if not matches(found.password if found else None, password) or found is None:
        return None
    return User(found.name, Role(found.role), by="password")
