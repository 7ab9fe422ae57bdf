"""Ways of finding the actors that a name can mean, each with a confidence for the name alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from truceline.actors import fuzzy
from truceline.actors.actor import Kind
from truceline.actors.names import acronym_key, is_acronym, key, longest_first, words
from truceline.actors.offices import holders
from truceline.actors.persons import by_full_name, by_last_name, untitled
from truceline.actors.proposals import How, Proposal, called, of_entry
from truceline.actors.states import kind_of_body, state_body

if TYPE_CHECKING:
    from truceline.actors.context import Context
    from truceline.actors.registry import Registry

_BRACKETS = re.compile(r"(?P<name>.+?)\s*[(\[](?P<other>[^()\[\]]+)[)\]]")
_STATE_BODIES = ("government-of-", "military-of-", "police-of-", "parliament-of-")


def found(name: str, registry: Registry, context: Context) -> list[Proposal]:
    """The proposals of the first way that finds any; the ways go from the surest to the boldest."""
    for way in (_exact, _body, _without_extras, by_full_name, _office, by_last_name, _bare_body, _slip):
        if proposals := list(way(name, registry, context)):
            return proposals
    return []


def _exact(name: str, registry: Registry, context: Context) -> Iterator[Proposal]:
    """The name as the registry has it; "Tehrik-i-Taliban Pakistan (TTP)" by either of its halves."""
    proposals = list(called(name, registry.index))
    if not proposals and (halves := _BRACKETS.fullmatch(name)):
        proposals = list(called(halves["name"], registry.index)) or list(called(halves["other"], registry.index))
    yield from proposals
    # "US" and "Azerbaijani Army" stand beside groups of that name or acronym.
    if any(p.shared or p.telling < 0.8 for p in proposals) and (body := state_body(name)) and body in registry:
        yield Proposal(registry[body], 0.95, How.BODY, 0.7)


def _body(name: str, registry: Registry, context: Context) -> Iterator[Proposal]:
    """The body of a state: "Military of Pakistan", "Islamabad", "Pakistani foreign ministry"."""
    body = state_body(_of_twin(name, context))
    if body in registry:
        yield Proposal(registry[body or ""], 0.97, How.BODY, 1.0)


def _of_twin(name: str, context: Context) -> str:
    """The name with the country's full name where the report is about the lesser known of two of one name."""
    for twin in words("twins"):
        if twin["country"] in context.countries and twin["not"] not in context.countries:
            name = re.sub(rf"\b{twin['name']}\b", twin["full"], name)
    return name


def _without_extras(name: str, registry: Registry, context: Context) -> Iterator[Proposal]:
    """The name without words that tell nothing: "Taliban fighters", "rebels of the FARC", "M23 rebels"."""
    for shorter in _shorter(name):
        proposals = [p for p in called(shorter, registry.index) if p.actor.kind is not Kind.PERSON]
        if proposals:
            for p in proposals:
                yield Proposal(p.actor, p.confidence * 0.93, p.how, p.telling * 0.95, p.shared)
            return


def _shorter(name: str) -> Iterator[str]:
    lower = name.lower()
    start = next((len(w) + 1 for w in longest_first("leading") if lower.startswith(w.lower() + " ")), 0)
    end = next(
        (len(name) - len(w) - 1 for w in longest_first("trailing") if lower.endswith(" " + w.lower())), len(name)
    )
    for shorter in dict.fromkeys((name[:end], name[start:], name[start:end])):
        shorter = re.sub(r"^[Tt]he |['’]s?$", "", shorter.strip())
        if shorter and shorter != name:
            yield shorter


def _office(name: str, registry: Registry, context: Context) -> Iterator[Proposal]:
    """Whoever held an office on the day: "Prime Minister of Pakistan", "UN envoy to Syria"."""
    people = holders(name, registry, context)
    if len(people) == 1:
        yield Proposal(people[0], 0.85, How.ROLE, 1.0)


def _bare_body(name: str, registry: Registry, context: Context) -> Iterator[Proposal]:
    """ "the army", "parliament": that of the only country that the report is about."""
    if len(context.countries) != 1 or name.lower().removeprefix("the ") not in words("bare"):
        return
    kind = kind_of_body(name)
    for actor in registry:
        if kind and actor.kind is kind and actor.countries == context.countries and actor.id.startswith(f"{kind}-of-"):
            yield Proposal(actor, 0.75, How.BODY, 1.0)


def _slip(name: str, registry: Registry, context: Context) -> Iterator[Proposal]:
    """The name in another spelling: "Tehreek-e-Talban", "TPP", "Imran Kahn"."""
    if is_acronym(name):
        for entry in fuzzy.acronym_slips(acronym_key(name), registry.index):
            p = of_entry(entry)
            yield Proposal(p.actor, 0.72 * p.confidence, How.FUZZY, 0.2, p.shared)
        return
    forms = dict.fromkeys((name, *_shorter(name), untitled(name)[0]))
    for form in forms:
        if not any(c.isupper() for c in form):
            continue
        for entry, near in fuzzy.candidates(key(form), registry.index):
            if entry.main and entry.actor.id.startswith(_STATE_BODIES):
                continue
            p = of_entry(entry)
            yield Proposal(p.actor, 0.88 * near * p.confidence, How.FUZZY, p.telling * 0.8, p.shared)
