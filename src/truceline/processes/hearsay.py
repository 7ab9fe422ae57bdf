"""What claims say of who is who, taken in one claim at a time: roles, belonging, and the countries that reports are about."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from truceline.actors import Kind, Registry
from truceline.actors.states import state_body
from truceline.incidents import StoredClaim
from truceline.incidents.belonging import states_belonging
from truceline.processes.persons import Roles

_OF_STATES = frozenset((Kind.STATE, Kind.GOVERNMENT, Kind.MILITARY, Kind.POLICE))


class Hearsay:
    """Takes in all claims of a record once, and keeps what placing parties needs of them, but no claims."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self.roles = Roles()
        self.belonging: list[StoredClaim] = []
        """The few claims in whose words somebody belongs to somebody."""
        self._countries: dict[str, tuple[str, ...]] = {}

    @classmethod
    def of(cls, registry: Registry, claims: Iterable[StoredClaim]) -> Hearsay:
        """What these claims say."""
        heard = cls(registry)
        for claim in sorted(claims, key=lambda c: c.told):
            heard.hear(claim)
        return heard

    def hear(self, told: StoredClaim) -> StoredClaim:
        """Take in a claim, and give it back. Those of one report must come in the order of telling."""
        self.roles.hear(told.quote)
        if states_belonging(told):
            self.belonging.append(told)
        known = self._countries.get(told.report_id, ())
        if new := [c for c in self._named(told) if c not in known]:
            self._countries[told.report_id] = tuple(dict.fromkeys((*known, *new)))
        return told

    def countries(self, report: str) -> tuple[str, ...]:
        """The countries that the places of a report and the states among its parties name."""
        return self._countries.get(report, ())

    def _named(self, told: StoredClaim) -> Iterable[str]:
        claim = told.claim
        yield from (place.country for place in claim.where if place.country)
        for body in (state_body(e.name) for e in (*claim.actor, *claim.recipient)):
            if body in self._registry:
                yield from self._registry[body or ""].countries
        for id in told.actors.values():
            yield from self._of_office(id, told.published)

    def _of_office(self, id: str, day: dt.date | None) -> Iterable[str]:
        """The countries of the states for which a person speaks on a day."""
        known = self._registry
        if id in known and known[id].kind is Kind.PERSON and day is not None:
            for role in known[id].roles_on(day):
                if role.of in known and known[role.of].kind in _OF_STATES:
                    yield from known[role.of].countries
