"""An actor: somebody who acts in the record, under all the names that reports give it, with dates."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

LONGEST_NAME = 200
"""Longest name that is taken in or looked up, in characters."""


class Kind(StrEnum):
    """What an actor is."""

    STATE = "state"
    GOVERNMENT = "government"
    MILITARY = "military"
    POLICE = "police"
    PARLIAMENT = "parliament"
    ARMED_GROUP = "armed_group"
    FACTION = "faction"
    ORGANIZATION = "organization"
    OUTLET = "outlet"
    PERSON = "person"
    CIVILIANS = "civilians"
    UNKNOWN = "unknown"


Name = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_NAME, strip_whitespace=True)]
Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=LONGEST_NAME)]
CountryCode = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
Year = Annotated[int, Field(ge=1000, le=2100)]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Role(_Frozen):
    """An office that a person holds or held, in days, both inclusive; an open end is None.

    `of` is the id of the actor whose office it is; `countries` those of that actor and of the conflict that a mediator
    works on; none: the office is for the whole world.
    """

    title: Name
    of: Id
    since: dt.date | None = None
    until: dt.date | None = None
    countries: tuple[CountryCode, ...] = ()

    def held_on(self, day: dt.date) -> bool:
        """Whether the office was held on a day."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


class Actor(_Frozen):
    """One actor of the registry.

    `aliases` mean this actor wherever they stand; `shared` are names that others have too, told apart by country and
    date; `short` is what reports call a person after the first mention. `parent` is the id of the body that this one is
    a part or branch of. `since` and `until` are the years in which it exists (a person: `until` is the year of death).
    `countries` are ISO 3166-1 alpha-2 codes, the home first; none: it acts anywhere. `codes` are its ids elsewhere.
    """

    id: Id
    name: Name
    kind: Kind
    aliases: tuple[Name, ...] = Field(default=(), max_length=200)
    shared: tuple[Name, ...] = Field(default=(), max_length=200)
    short: tuple[Name, ...] = Field(default=(), max_length=20)
    countries: tuple[CountryCode, ...] = Field(default=(), max_length=60)
    parent: Id | None = None
    since: Year | None = None
    until: Year | None = None
    codes: dict[str, str] = {}
    roles: tuple[Role, ...] = Field(default=(), max_length=100)
    own: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """The name, then every other one that means this actor alone."""
        return (self.name, *self.aliases)

    def roles_on(self, day: dt.date) -> tuple[Role, ...]:
        """The offices that a person held on a day."""
        return tuple(role for role in self.roles if role.held_on(day))
