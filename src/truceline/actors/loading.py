"""Registry files: readable YAML into actors. The format is described in docs/actors.md."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator, Mapping, Set
from typing import Any

from pydantic import ValidationError

from truceline import gazetteer
from truceline.actors.actor import Actor, Kind, Role
from truceline.actors.names import key, read_yaml, slug
from truceline.actors.states import body_id, state_actors
from truceline.errors import InputError

FILES = (
    "heads.yaml", "armed-africa.yaml", "armed-middle-east.yaml", "armed-asia.yaml", "armed-europe.yaml", "armed-americas.yaml",
    "bodies.yaml", "outlets.yaml", "mediators.yaml", "leaders.yaml",
)  # fmt: skip
_FIELDS = frozenset(("id", "name", "aka", "shared", "short", "in", "years", "parent", "kind", "ucdp", "died"))
_YEARS = re.compile(r"(\d{4})-(\d{4})?")
_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


def shipped() -> dict[str, Actor]:
    """The actors of the package, by id. The first file that tells of a person gives the name; all add offices. Raises InputError when a file of it is damaged."""
    listed: dict[str, Actor] = {}
    people: dict[str, Actor] = {}
    for file in FILES:
        data = read_yaml(file)
        listed.update({actor.id: actor for actor in _listed(data, file)})
        for person in _people(data, file):
            people[person.id] = _joined(people[person.id], person) if person.id in people else person
    taken = {key(name) for actor in listed.values() for name in actor.names}
    actors = {actor.id: _without(actor, taken) for actor in state_actors()} | listed
    return actors | {person.id: _at_home(person, actors) for person in people.values()}


def _without(actor: Actor, taken: Set[str]) -> Actor:
    """A state's body without the proper names that the files give to an actor of its own ("Quds Force")."""
    return actor.model_copy(update={"aliases": tuple(name for name in actor.aliases if key(name) not in taken)})


def _listed(data: Mapping[str, Any], file: str) -> Iterator[Actor]:
    for name, entry in (data.get("actors") or {}).items():
        yield actor_of(str(name), {"kind": data["kind"], **entry}, place=file)


def actor_of(name: str, entry: Mapping[str, Any], *, place: str) -> Actor:
    """One entry of a registry file. `place`: the file, for the error. Raises InputError for what cannot be read."""
    if unknown := set(entry) - _FIELDS:
        raise InputError(f"unknown fields {sorted(unknown)}", place=f"{place}, {name}", remedy="see docs/actors.md")
    try:
        since, until = _years(entry.get("years"))
        return Actor(
            id=entry.get("id") or slug(name), name=entry.get("name") or name, kind=Kind(entry["kind"]),
            aliases=tuple(entry.get("aka") or ()), shared=tuple(entry.get("shared") or ()),
            short=tuple(entry.get("short") or ()), countries=tuple(entry.get("in") or ()), parent=entry.get("parent"),
            since=since, until=until or entry.get("died"), codes={"ucdp": str(entry["ucdp"])} if "ucdp" in entry else {},
        )  # fmt: skip
    except (ValidationError, ValueError, TypeError) as error:
        raise InputError(_first_line(error), place=f"{place}, {name}", remedy="see docs/actors.md") from None


def _first_line(error: Exception) -> str:
    if isinstance(error, ValidationError):
        first = error.errors()[0]
        return f"{'.'.join(map(str, first['loc']))}: {first['msg']}"
    return str(error).splitlines()[0]


def _years(text: str | None) -> tuple[int | None, int | None]:
    """ "1991-2002" and "2007-" as years."""
    if text is None:
        return None, None
    match = _YEARS.fullmatch(str(text))
    if match is None:
        raise ValueError(f"years {text!r} are not written as 1991-2002 or 2007-")
    return int(match[1]), int(match[2]) if match[2] else None


def _people(data: Mapping[str, Any], file: str) -> Iterator[Actor]:
    """The persons in office of a file, each with all offices that the file gives."""
    roles: dict[str, list[Role]] = {}
    for name, role in _offices(data, file):
        roles.setdefault(name, []).append(role)
    entries = data.get("persons") or {}
    if strangers := set(entries) - set(roles):
        raise InputError(f"persons without an office: {sorted(strangers)}", place=file)
    for name, held in roles.items():
        entry = entries.get(name) or {}
        person = actor_of(name, {"kind": "person", **entry}, place=file)
        short = person.short if "short" in entry else (name.split()[-1],)
        yield person.model_copy(update={"roles": tuple(held), "short": short})


def _offices(data: Mapping[str, Any], file: str) -> Iterator[tuple[str, Role]]:
    states = {country.name: country for country in gazetteer.countries()}
    for state, offices in (data.get("states") or {}).items():
        if state not in states:
            raise InputError(f"no state of data/countries.yaml: {state}", place=file)
        for title, held in offices.items():
            yield from _held(title, body_id(Kind.GOVERNMENT, states[state]), held, (), file)
    for office in data.get("offices") or ():
        yield from _held(office["title"], office["of"], office["held"], tuple(office.get("in") or ()), file)


def _held(
    title: str, of: str, held: Mapping[str, Any], countries: tuple[str, ...], file: str
) -> Iterator[tuple[str, Role]]:
    for name, terms in held.items():
        for term in terms if isinstance(terms, list) else [terms]:
            since, until = days(term, place=f"{file}, {name}")
            yield str(name), Role(title=title, of=of, since=since, until=until, countries=countries)


def days(term: object, *, place: str) -> tuple[dt.date | None, dt.date | None]:
    """ "2018-08-18/2022-04" as its first and last day. Raises InputError when it is not written so."""
    since, slash, until = str(term).partition("/")
    try:
        if not slash:
            raise ValueError(f"{term!r} is not written as from/to")
        start, end = _day(since, last=False), _day(until, last=True)
        if start and end and end < start:
            raise ValueError(f"{term!r} ends before it starts")
    except ValueError as error:
        raise InputError(
            str(error), place=place, remedy="write 2018-08-18/2022-04, a day, month or year each"
        ) from None
    return start, end


def _day(text: str, *, last: bool) -> dt.date | None:
    """A day, or the first or last day of a month or year."""
    if not text:
        return None
    match = _DAY.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is no day, month or year")
    year, month, day = int(match[1]), match[2], match[3]
    number = int(month) if month else 12 if last else 1
    return dt.date(year, number, int(day) if day else calendar.monthrange(year, number)[1] if last else 1)


def _joined(first: Actor, second: Actor) -> Actor:
    """One person told of by two files."""
    named = first.short if first.short != (first.name.split()[-1],) else second.short
    return first.model_copy(
        update={
            "aliases": tuple(dict.fromkeys((*first.aliases, *(n for n in second.names if n != first.name)))),
            "short": named,
            "until": first.until or second.until,
            "roles": (*first.roles, *second.roles),
        }
    )


def _at_home(person: Actor, actors: Mapping[str, Actor]) -> Actor:
    """The person and the offices with their countries: those of the body, then those of the conflict."""
    roles = tuple(_with_countries(role, actors) for role in person.roles)
    countries = tuple(dict.fromkeys(c for role in roles for c in role.countries))
    return person.model_copy(update={"roles": roles, "countries": countries})


def _with_countries(role: Role, actors: Mapping[str, Actor]) -> Role:
    body = actors.get(role.of)
    if body is None:
        raise InputError(f"no actor {role.of}", place=f"office {role.title}", remedy="correct the id in `of`")
    return role.model_copy(update={"countries": tuple(dict.fromkeys((*body.countries, *role.countries)))})
