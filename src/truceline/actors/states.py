"""The bodies of states: one state, government, armed forces, police and parliament for each line of data/countries.yaml.

And the words by which reports name them: "Government of Pakistan", "Islamabad", "Pakistani army", "Iran's foreign ministry".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from truceline import gazetteer
from truceline.actors.actor import Actor, Kind
from truceline.actors.names import read_yaml, slug, words
from truceline.datafiles import load_yaml
from truceline.gazetteer import Country

_BODIES = (Kind.GOVERNMENT, Kind.MILITARY, Kind.POLICE, Kind.PARLIAMENT)
_NAMED = re.compile(r"(?:the )?(?P<body>Government|Military|Police|Parliament) of (?P<state>.+)", re.IGNORECASE)
_OF = re.compile(r" (?:of|in) (?:the )?", re.IGNORECASE)
_CASE = re.compile(r"['’]s?$")
_LONGEST_BODY = 5


def body_id(body: str, country: Country) -> str:
    """The id of a state's body: "military-of-pakistan"; of the state itself for the body "state"."""
    return slug(country.name) if body == Kind.STATE else slug(f"{body} of {gazetteer.the(country.name)}")


def state_actors() -> Iterator[Actor]:
    """The actors of every state; the state is the parent of its bodies."""
    for country in gazetteer.countries():
        yield Actor(
            id=body_id(Kind.STATE, country), name=country.name, kind=Kind.STATE, aliases=country.aliases,
            countries=(country.iso2,), codes={"iso2": country.iso2},
        )  # fmt: skip
        for body in _BODIES:
            yield Actor(
                id=body_id(body, country), name=f"{body.capitalize()} of {gazetteer.the(country.name)}", kind=body,
                aliases=tuple(dict.fromkeys(_proper_names(body, country))), countries=(country.iso2,),
                parent=body_id(Kind.STATE, country),
            )  # fmt: skip


def _proper_names(body: Kind, country: Country) -> tuple[str, ...]:
    parliaments = _parliaments().get(country.name, ())
    if body is Kind.PARLIAMENT:
        return parliaments
    if body is Kind.MILITARY:
        return (*country.military, *country.military_metonyms)
    if body is Kind.POLICE:
        return country.police
    return (*country.metonyms, *(b for b in country.bodies if b not in parliaments))


@cache
def _parliaments() -> dict[str, tuple[str, ...]]:
    found = read_yaml("parliaments.yaml")["parliaments"]
    return {state: tuple(names) for state, names in found.items()}


@cache
def _kinds_of_words() -> dict[str, Kind]:
    """Words for a body of a state, in small letters: "army", "foreign ministry", "lawmakers"."""
    parties = load_yaml("parties.yaml")
    found: dict[str, Kind] = {}
    classes = (
        (Kind.GOVERNMENT, [*parties["government"], *words("ministries")]),
        (Kind.MILITARY, [*parties["military"], *words("troops")]),
        (Kind.POLICE, parties["police"]),
        (Kind.PARLIAMENT, words("parliament")),
    )
    for kind, listed in classes:
        found.update({word.lower(): kind for word in listed})
    return found


def kind_of_body(text: str) -> Kind | None:
    """The body that common words stand for: "foreign ministry" the government, "soldiers" the military."""
    plain = text.lower().removeprefix("the ").strip()
    known = _kinds_of_words()
    return known.get(plain) or (
        Kind.GOVERNMENT if re.fullmatch(r"ministry of [a-z ]+|[a-z]+ ministry", plain) else None
    )


def _state(text: str) -> Country | None:
    """A state by its name, alias or adjective; "syrian" in small letters too."""
    text = _CASE.sub("", text.strip())
    return _state_as_written(text) or _state_as_written(text[:1].upper() + text[1:])


def _state_as_written(text: str) -> Country | None:
    return gazetteer.country_named(text) or gazetteer.country_of_adjective(text)


@lru_cache(maxsize=20_000)
def state_body(name: str) -> str | None:
    """The id of the state's body that a name stands for; None when it names none.

    "Pakistan" and "Islamabad" stand for the government, as in the claim format.
    """
    if named := _NAMED.fullmatch(name):
        country = _state(named["state"])
        return body_id(named["body"].lower(), country) if country else None
    if country := gazetteer.country_named(name):
        return body_id(Kind.GOVERNMENT, country)
    for kind, find in ((Kind.MILITARY, gazetteer.military_named), (Kind.POLICE, gazetteer.police_named)):
        if country := find(name):
            return body_id(kind, country)
    if country := gazetteer.country_of_metonym(name) or gazetteer.country_of_body(name):
        parliament = any(name.casefold() == p.casefold() for p in _parliaments().get(country.name, ()))
        return body_id(Kind.PARLIAMENT if parliament else Kind.GOVERNMENT, country)
    return _described(name)


def _described(name: str) -> str | None:
    """A body described by its state: "Syrian troops", "Iran's foreign ministry", "Ministry of Defence of Ukraine"."""
    parts = name.split()
    for cut in range(1, min(len(parts), _LONGEST_BODY)):
        kind = kind_of_body(" ".join(parts[cut:]))
        country = _state(" ".join(parts[:cut])) if kind else None
        if kind and country:
            return body_id(kind, country)
    for of in _OF.finditer(name):
        kind, country = kind_of_body(name[: of.start()]), _state(name[of.end() :])
        if kind and country:
            return body_id(kind, country)
    return None
