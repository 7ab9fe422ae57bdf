"""Who a named party is in a conflict: a body of a state, an armed group or a faction of it, or neither."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum, auto
from itertools import takewhile

from truceline.actors import Actor, Kind, Linker, Registry
from truceline.gazetteer import country_named, fold
from truceline.incidents import Named, StoredClaim
from truceline.incidents.belonging import belongings
from truceline.incidents.names import Name, parsed
from truceline.incidents.settings import vocabulary
from truceline.processes.commonwords import common, is_common
from truceline.processes.hearsay import Hearsay
from truceline.processes.process import Party
from truceline.processes.settings import dyads, pattern
from truceline.processes.shortnames import initials, longer, stood_for

_STATES = frozenset((Kind.STATE, Kind.GOVERNMENT, Kind.MILITARY, Kind.POLICE, Kind.PARLIAMENT))
_GROUPS = frozenset((Kind.ARMED_GROUP, Kind.FACTION))
OWN = "name-"
"""Begins the id of a party that the registry does not know."""
_NATIONAL = frozenset(("the", "national", "royal", "republican", "federal", "army", "forces"))
"""Beside a service: "the National Army" is some state's."""
_ENDING = 3
"""Letters that an adjective has more than the name of its state."""
_NEAREST = 2
"""So many countries tell which of two actors of one name is meant."""
_HEAD = re.compile(r"(?P<head>.+?)\s+(?:of|for|from|in|by)\s+(?:the\s+)?(?P<body>.+)", re.IGNORECASE)
_WHERE = re.compile(r"(?P<who>[A-Z].+?)\s+(?:in|at|near|outside)\s+[A-Z][\w'’-]*(?:\s+[A-Z][\w'’-]*)*")
"""A party and where it was: "Sharan People's Army in Ruili"."""
_GOES_ON = re.compile(r"\s+(?:of|for|and)\s+(?:the\s+)?[A-Z]")
_BODY_OF = re.compile(
    r"(?:the )?(?:(?:Transitional|Interim|Provisional|Federal|Royal|National) )?(?:Government|Military|Police|Parliament|State|Army) of (?:the )?(?P<state>[A-Z].+)"
)


class Sort(Enum):
    """What a party can be in a conflict."""

    STATE = auto()
    GROUP = auto()
    BOTH = auto()
    """Words for both sides at once."""
    SOME_STATE = auto()
    """Forces or officials of a state that is not named."""
    SOME_GROUP = auto()
    """Armed people of no named group."""
    OTHER = auto()
    """Mediators, organizations, persons without office, civilians, places."""


@dataclass(frozen=True)
class Placed:
    """A party with the side that it stands on: the id and name of the state or group that it belongs to at last."""

    party: Party
    sort: Sort
    side: str | None = None
    side_name: str | None = None


class Placing:
    """Finds the side of named parties, by the registry, by what claims say of belonging, and by their names."""

    def __init__(self, registry: Registry, heard: Hearsay, names: Iterable[str]) -> None:
        """`names`: all names that will be asked for, so that "NRF" can be known as the Northern Resistance Front."""
        self.registry, self._linker = registry, Linker(registry)
        self._states = {a.codes["iso2"]: a for a in registry if a.kind is Kind.STATE and "iso2" in a.codes}
        names = list(names)
        whole = heard.aliases.wholes()
        keys = {key for name in (*names, *whole.values()) for form in _forms(name) if (key := _key(form))}
        told_of = {short: map(_key, _forms(name)) for short, name in heard.aliases.names().items()}
        given = {short: one for short, forms in told_of.items() if (one := stood_for(short, forms))}
        cut = {_key(name): _key(full) for name, full in whole.items()}
        self._initials, self._longer = initials(keys) | given, longer(keys) | cut
        told = {m["state"] for name in names if (m := _BODY_OF.fullmatch(name))}
        self._nations = sorted(s for s in told if country_named(s) is None and not _names_no_land(s))
        self._whole = {_key(name) for name in names if all(w[:1].isupper() for w in name.split())}
        self._known: dict[tuple[object, ...], Placed] = {}
        self._links: dict[tuple[str, tuple[str, ...]], Actor | None] = {}
        self._groups = self._told_groups(sorted(heard.belonging, key=lambda c: c.told))
        self._bodies = heard.roles.bodies()
        self._of_some = {Sort.SOME_STATE: heard.roles.in_office(), Sort.SOME_GROUP: heard.roles.of_rebels()}

    def state_of(self, country: str, day: dt.date | None = None) -> Placed | None:
        """The state of a country code (ISO 3166-1 alpha-2)."""
        state = self._states.get(country)
        return self._of_actor(state, day) if state else None

    def home_of(self, side: str) -> Placed | None:
        """The state in which a group of the registry is at home."""
        countries = self.registry[side].countries if side in self.registry else ()
        return self.state_of(countries[0]) if countries else None

    def ruler_of(self, state: str, day: dt.date | None) -> str | None:
        """The group that rules a state on a day and is its government then: no other side."""
        held = ((group, ruling) for group, ruling in dyads().ruling.items() if ruling.of == state)
        return next((group for group, ruling in held if day and group in self.registry and ruling.on(day)), None)

    def place(self, named: Named, day: dt.date | None, countries: tuple[str, ...]) -> Placed:
        """Who a named party of an incident is, on that day and in these countries, most important first."""
        # Of the countries the nearest say which of two actors is meant.
        key = (named.name, named.names, named.id, day, countries[:_NEAREST])
        if key not in self._known:
            self._known[key] = self._found(named, day, countries)
        return self._known[key]

    def _found(self, named: Named, day: dt.date | None, countries: tuple[str, ...]) -> Placed:
        if named.id and named.id in self.registry and not is_common(named.name):
            return self._of_actor(self.registry[named.id], day)
        for name in (named.name, *named.names):
            if found := self._by_name(name, countries, day):
                return found
        return self._person(named.name, countries, day) or self._unknown(named.name)

    def _person(self, name: str, countries: tuple[str, ...], day: dt.date | None) -> Placed | None:
        """Somebody of a role: it stands where the body stands whose role it is, or for some state if that is not told."""
        forms = [fold(form) for form in _forms(name)]
        body = next((self._bodies[form] for form in forms if form in self._bodies), None)
        if body and (found := self._by_name(body, countries, day) or self._unknown(body)).side:
            return found
        sort = next((s for s, known in self._of_some.items() if any(form in known for form in forms)), None)
        return Placed(Party(OWN + fold(name)[:80].replace(" ", "-"), name), sort) if sort else None

    def _by_name(self, name: str, countries: tuple[str, ...], day: dt.date | None) -> Placed | None:
        """By the name, or by what stands behind "negotiators of"."""
        for form in _forms(name):
            actor = self._linked(form, countries)
            if actor and (form == name or actor.kind in _GROUPS or (actor.kind in _STATES and _is_force(name))):
                return self._of_actor(actor, day)
            many = self._linked(form + "s", countries) if " " not in form else None
            if many and many.kind in _GROUPS:
                return self._of_actor(many, None)
            if state := self._unknown_state(form):
                return _own_state(state, form)
            if (group := self._groups.get(_key(form))) and group in self.registry:
                return self._of_actor(self.registry[group], None)
        return None

    def _linked(self, name: str, countries: tuple[str, ...]) -> Actor | None:
        """The actor of a name. "the army" at a place abroad is not that country's.

        People in office were linked on the day of their claim; what else is looked for here is the same on all days.
        """
        if not any(c.isupper() for c in name) or is_common(name):
            return None
        key = (name, countries[:_NEAREST])
        if key not in self._links:
            self._links[key] = self._linker.link(name, countries=key[1]).actor
        return self._links[key]

    def _unknown_state(self, name: str) -> str | None:
        """A state that the registry does not know: of "Government of Karsova" also "Karsova" and "Karsovan jets"."""
        if found := _BODY_OF.fullmatch(name):
            if _names_no_land(found["state"]):
                return None
            longer = (n for n in self._nations if fold(n) == f"{fold(found['state'])}n")
            return next(longer, found["state"])  # of "Lorivan" the land may be Loriva, unless it is told to be Lorivan
        first, *rest = re.sub(r"['’]s?\b", "", name).split() or [""]
        of_state = bool(rest) and {fold(word) for word in rest} <= dyads().services
        if not of_state and any(word[:1].isupper() or _is_of_people(word) for word in rest):
            return None
        fits = (
            n
            for n in reversed(self._nations)
            if fold(first).startswith(fold(n)[:-1]) and len(first) <= len(n) + _ENDING
        )
        return next(fits, None)

    def _of_actor(self, actor: Actor, day: dt.date | None) -> Placed:
        actor = self._body_of(actor, day)
        line = (actor, *self.registry.ancestors(actor.id))
        top = line[-1]
        party = Party(actor.id, actor.name, actor.kind.value, line[1].id if len(line) > 1 else None)
        if ruler := self.ruler_of(top.id, day):
            return Placed(replace(party, parent=party.parent or ruler), Sort.GROUP, ruler, self.registry[ruler].name)
        if any(a.kind in _STATES for a in line):
            return Placed(party, Sort.STATE, top.id, top.name)
        if any(a.kind in _GROUPS for a in line):
            return Placed(party, Sort.GROUP, top.id, top.name)
        return Placed(party, Sort.OTHER)

    def _body_of(self, actor: Actor, day: dt.date | None) -> Actor:
        """A person is taken for the body whose office it holds on the day; of an armed group's people also later."""
        if actor.kind is not Kind.PERSON:
            return actor
        roles = actor.roles_on(day) if day else ()
        of = [self.registry[role.of] for role in roles or actor.roles if role.of in self.registry]
        fitting = of if roles else [body for body in of if body.kind in _GROUPS]
        return fitting[0] if fitting else actor

    def _unknown(self, name: str) -> Placed:
        """A party that the registry does not know: by its proper name, or what sort its words tell."""
        forms = list(_forms(name))
        if all(fold(word) in dyads().services | _NATIONAL for word in name.split()):
            return Placed(Party(OWN + fold(name)[:80].replace(" ", "-"), name), Sort.SOME_STATE)
        for form in reversed(forms):
            key = _key(form)
            # "Kurdish rebels" are some rebels; "Hill Army rebels" are those of the Hill Army.
            if key and (" " in key or key in self._whole):
                key = self._initials.get(key, key)
                return _own(self._longer.get(key, key), form, Sort.GROUP)
        return Placed(Party(OWN + fold(name)[:80].replace(" ", "-"), name), _sort_of(parsed(name)))

    def _told_groups(self, claims: Iterable[StoredClaim]) -> dict[str, str]:
        """Unknown names that a claim says to belong to a group of the registry."""
        found: dict[str, str] = {}
        for told in sorted((b for b in belongings(claims) if not b.denied), key=lambda b: (b.member, b.group)):
            actor = self._linker.link(told.group, date=told.told.published).actor
            if actor and actor.kind in _GROUPS and (key := _key(told.member)):
                found.setdefault(key, actor.id)
        return found


def _names_no_land(state: str) -> bool:
    """ "Library Agreement", "Joint Commission": what words in capitals name, but a state."""
    return pattern("accord").search(state) is not None or fold(state.split()[-1]) in dyads().organized


def _is_of_people(word: str) -> bool:
    """ "Gorani minority", "Karsovan villagers": people, and not what acts for a state."""
    return word in ("minority", "community", "population") or vocabulary().kinds.get(word) == "civilians"


def _is_force(name: str) -> bool:
    """ "Malian troops", "officials of Mali": does what stands beside a state's name act for it, as a driver or an interest does not?"""
    first = list(takewhile(lambda word: word[:1].isupper(), name.split()))
    rest = fold(name[len(" ".join(first)) :]).split() if first else []
    known, sorts = dyads(), vocabulary().kinds
    acting = known.speaking | known.state | known.armed | known.both
    return not rest or any(w in acting or sorts.get(w) in ("soldiers", "police", "state") for w in rest)


def _own(name: str, shown: str, sort: Sort) -> Placed:
    id = OWN + fold(name).replace(" ", "-")[:80]
    shown = re.sub(r"^[Tt]he |^(?:[a-z][a-z’-]*\s+)+(?=\S*[A-Z])|(?<=[A-Z]\w)(?:\s+[a-z]+)+$", "", shown)
    return Placed(Party(id, shown), sort, id, shown)


def nameless_state(group: str) -> Placed:
    """The state that a group fights, where nobody names it."""
    id = f"{OWN}state-facing-{group.removeprefix(OWN)}"[:80]
    return Placed(Party(id, "Government"), Sort.STATE, id, "Government")


def _own_state(state: str, body: str) -> Placed:
    """The body of a state that the registry does not know."""
    whole = _own(state, state, Sort.STATE)
    return replace(whole, party=Party(_own(body, body, Sort.STATE).party.id, body, parent=whole.side))


def _forms(name: str) -> Iterable[str]:
    """A name, what stands behind the words that only speak for it ("envoys of"), and its capitalised beginning ("FARC leaders")."""
    yield name
    if (where := _WHERE.fullmatch(name)) and " " in where["who"]:
        name = where["who"]
        yield name
    while (split := _HEAD.fullmatch(name)) and _speaks(split["head"]):
        name = split["body"]
        yield name
    first = list(takewhile(lambda word: word[:1].isupper() and not word.endswith(("'s", "’s")), name.split()))
    # "Hill Army rebels" are of the Hill Army; the "Council of the North" is not some Council.
    if first and len(first) < len(name.split()) and not _GOES_ON.match(name[len(" ".join(first)) :]):
        yield " ".join(first)


def _speaks(head: str) -> bool:
    last = fold(head).split()[-1:]
    return fold(head) in dyads().speaking or bool(last and last[0] in dyads().speaking)


def _key(name: str) -> str:
    """The proper words of a name in their order; "" for one that has none ("gunmen")."""
    words = [w.strip("'’s.,") if w.endswith(("'s", "’s")) else w.strip(".,") for w in name.split()]
    if not any(w[:1].isupper() for w in words[1:]) and fold(words[0] if words else "") in common():
        return ""
    proper = [w for w in words if w[:1].isupper() and fold(w) not in ("the", "a", "an")]
    return " ".join(fold(w) for w in proper)


def _sort_of(name: Name) -> Sort:
    known = dyads()
    words = set(name.key.split())
    if words & known.both and not name.kinds:
        return Sort.BOTH
    if name.kinds & {"soldiers", "police", "state"} or words & known.state:
        return Sort.SOME_STATE
    return Sort.SOME_GROUP if "armed" in name.kinds or words & known.armed else Sort.OTHER
