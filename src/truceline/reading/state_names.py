"""States, capitals and armies by name, as parties: the government or body that a name stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from truceline import gazetteer
from truceline.language.document import Token
from truceline.language.state_bodies import body_name
from truceline.reading.forces import STATE_FORMS
from truceline.reading.syntax import case, universal
from truceline.reading.wording import words

if TYPE_CHECKING:
    from truceline.reading.parties import Parties


def state_name(parties: Parties, token: Token) -> str | None:
    """A state or its capital as a party: its government."""
    text = parties.own_name(token) or token.text
    country = gazetteer.country_named(text)
    if country is None and _speaks_for_state(parties, token):
        country = gazetteer.country_of_metonym(text)
    if country:
        return gazetteer.government_name(country)
    states = parties.coreference.states
    acting = universal(token) == "nsubj" and _speaks_for_state(parties, token)
    seat = states.seats.get(text) if acting and parties.doc[token.i - 2].lemma_ != "capital" else None
    if state := states.named(text) or seat:
        return body_name("government", state)
    military = gazetteer.military_named(text)
    if military:
        return gazetteer.military_name(military)
    return None


def _speaks_for_state(parties: Parties, token: Token) -> bool:
    """Whether a capital or palace can stand for its government: by itself, and not as the place of a deed."""
    ent = parties.ent_of(token)
    alone = ent is None or len(ent) == 1 or parties.doc[ent.start].lower_ == "the"
    full = parties.coreference.name_of(token.i) or token.text
    return alone and token.text in full and case(token) not in ("in", "at", "near") and full.count(" ") == 0


def state_of_modifier(parties: Parties, token: Token) -> str | None:
    """The state of "Turkish airstrikes"."""
    state = parties.state_of(token.text) if token.ent_type_ not in ("PERSON", "ORG") else None
    return body_name("government", state) if state else None


def is_named_group(parties: Parties, token: Token) -> bool:
    """Whether "Forces" ends the name of a group ("Syrian Democratic Forces") and not of a state's army."""
    ent = parties.ent_of(token)
    if ent is None or ent.label_ != "ORG":
        return False
    return any(
        t.text[:1].isupper() and t.text not in words("of_any_state") and not parties.state_of(t.text)
        and all(t.lower_ not in words(kind) for kind in STATE_FORMS)
        for t in ent
    )  # fmt: skip
