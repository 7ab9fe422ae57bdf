"""A person or a program that uses the record, and its role."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from truceline.errors import UsageError

LONGEST_NAME = 100


class Role(StrEnum):
    """What somebody may do; each role may do all that those before it may."""

    READER = "reader"
    REVIEWER = "reviewer"
    ADMIN = "admin"

    def may(self, needed: Role) -> bool:
        """Whether this role is enough where another one is needed."""
        order = list(Role)
        return order.index(self) >= order.index(needed)


@dataclass(frozen=True)
class User:
    """Somebody who has shown a password or a token; corrections bear the `name`."""

    name: str
    role: Role
    by: Literal["password", "token"]


def checked_name(name: str) -> str:
    """A name as it is kept. Raises UsageError for one that is empty, too long, or holds invisible characters."""
    said = name.strip()
    if not said or len(said) > LONGEST_NAME or not said.isprintable():
        raise UsageError(
            "this is no name", place="NAME", remedy=f"write up to {LONGEST_NAME} letters, digits, spaces and signs"
        )
    return said
