"""What claims say of who is who, taken in one claim at a time: roles, belonging, and the countries that reports are about."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from truceline.actors import Kind, Registry
from truceline.actors.states import state_body
from truceline.incidents import StoredClaim
from truceline.incidents.belonging import states_belonging
from truceline.processes.aliases import Aliases
from truceline.processes.persons import Roles
from truceline.processes.settings import pattern

_IT = re.compile(r"\bit\b", re.IGNORECASE)
_NEAR = 300
"""Code points after a truce in which "it" may mean it."""
_OF_STATES = frozenset((Kind.STATE, Kind.GOVERNMENT, Kind.MILITARY, Kind.POLICE))


class Hearsay:
    """Takes in all claims of a record once, and keeps what placing parties needs of them, but no claims."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self.roles, self.aliases = Roles(), Aliases()
        self.belonging: list[StoredClaim] = []
        """The few claims in whose words somebody belongs to somebody."""
        self._countries: dict[str, tuple[str, ...]] = {}
        self.publishers: dict[str, str] = {}
        """Report → who published it."""
        self._truce: tuple[str, int] | None = None
        """The report heard last that told of a truce, and where it did so last."""
        self._of_truce: set[str] = set()
        """The claims whose "it" is a truce that was told of just before ("agreed to let it run for another month")."""

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
        self.aliases.hear(told.quote)
        for entity in (*told.claim.actor, *told.claim.recipient):
            self.aliases.hear_name(entity.name, told.quote)
        if told.publisher:
            self.publishers[told.report_id] = told.publisher
        if states_belonging(told):
            self.belonging.append(told)
        known = self._countries.get(told.report_id, ())
        if new := [c for c in self._named(told) if c not in known]:
            self._countries[told.report_id] = tuple(dict.fromkeys((*known, *new)))
        self._hear_truce(told)
        return told

    def _hear_truce(self, told: StoredClaim) -> None:
        start, end = told.claim.span
        if pattern("truce").search(told.quote):
            self._truce = (told.report_id, end)
            return
        report, last = self._truce or ("", end)
        if report == told.report_id and 0 <= start - last <= _NEAR and _IT.search(told.quote):
            self._of_truce.add(told.id)

    def said(self, told: StoredClaim) -> str:
        """The words of a claim, with "the ceasefire" for an "it" that means one."""
        return _IT.sub("the ceasefire", told.quote, 1) if told.id in self._of_truce else told.quote

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
