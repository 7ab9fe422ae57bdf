"""Who held an office on a day: "Prime Minister of Pakistan", "the LRA's leader", "UN envoy to Syria"."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from truceline import gazetteer
from truceline.actors.actor import Actor, Kind
from truceline.actors.index import office
from truceline.actors.names import acronym_key, is_acronym, key, words
from truceline.actors.states import state_body

if TYPE_CHECKING:
    from truceline.actors.context import Context
    from truceline.actors.registry import Registry

_LONGEST = 120
_BODIES_OF_ENVOYS = frozenset((Kind.ORGANIZATION, Kind.GOVERNMENT))


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    titles = "|".join(
        re.escape(w) for listed in words("offices").values() for w in sorted(listed, key=len, reverse=True)
    )
    envoys = "|".join(re.escape(w) for w in sorted(words("offices")["envoy"], key=len, reverse=True))
    return (
        re.compile(rf"(?:the )?(?P<title>{titles}) of (?:the )?(?P<body>.+)", re.IGNORECASE),
        re.compile(rf"(?:the )?(?P<body>.+?)(?:['’]s?)? (?P<title>{titles})", re.IGNORECASE),
        re.compile(rf"(?:the )?(?:(?P<body>.+?)(?:['’]s?)? )?(?P<title>{envoys}) (?:for|to|on|in|of) (?:the )?(?P<place>.+)", re.IGNORECASE),
    )  # fmt: skip


def holders(name: str, registry: Registry, context: Context) -> list[Actor]:
    """The persons who held the office that a name tells of, on the day of the report; [] when it tells of none."""
    if context.date is None or len(name) > _LONGEST:
        return []
    of, whose, envoy = _patterns()
    if (match := envoy.fullmatch(name)) and (country := _country(match["place"])):
        return _envoys(_body(match["body"], registry) if match["body"] else None, country, registry, context)
    match = of.fullmatch(name) or whose.fullmatch(name)
    body = _body(match["body"], registry) if match else None
    return _in_office(office(match["title"]), body, registry, context) if match and body else []


def _country(text: str) -> str | None:
    country = gazetteer.country_named(text)
    return country.iso2 if country else None


def _body(text: str, registry: Registry) -> Actor | None:
    """The one body of that name: "the LRA", "Pakistan", "Pakistani"."""
    entries = (
        registry.index.acronyms.get(acronym_key(text), [])
        if is_acronym(text)
        else registry.index.keys.get(key(text), [])
    )
    known = {entry.actor.id for entry in entries if entry.actor.kind is not Kind.PERSON}
    if len(known) == 1:
        return registry[known.pop()]
    country = gazetteer.country_of_adjective(text)
    body = state_body(f"Government of {country.name}") if country else state_body(text)
    return registry[body] if body is not None and body in registry else None


def _in_office(kind: str | None, body: Actor, registry: Registry, context: Context) -> list[Actor]:
    day = context.date
    found = [
        p for p, role in registry.index.offices.get(kind or "", ()) if day and role.of == body.id and role.held_on(day)
    ]
    return list({person.id: person for person in found}.values())


def _envoys(body: Actor | None, country: str, registry: Registry, context: Context) -> list[Actor]:
    """Envoys to a country, of the body and its missions, or of anybody when none is told."""
    day = context.date
    branch = {actor.id for actor in registry.branch(body.id)} if body and body.kind in _BODIES_OF_ENVOYS else None
    found = {
        person.id: person
        for person, role in registry.index.offices["envoy"]
        if day and role.held_on(day) and country in role.countries and (branch is None or role.of in branch)
    }
    return list(found.values())
