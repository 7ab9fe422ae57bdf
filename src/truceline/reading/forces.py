"""Whose forces are meant: the bodies of states, the armed groups of fighters, the craft and posts of either."""

from __future__ import annotations

from typing import TYPE_CHECKING

from truceline import gazetteer
from truceline.claim import Entity
from truceline.language.document import Token
from truceline.language.state_bodies import body_name
from truceline.reading.syntax import case, children, conjuncts, noun_phrase, universal
from truceline.reading.ties import state_of_name
from truceline.reading.wording import char_span, described, words

if TYPE_CHECKING:
    from truceline.reading.parties import Parties

STATE_FORMS = ("government", "military", "police")


def armed_thing(parties: Parties, token: Token) -> str | None:
    """Whose a boat or aircraft is that acts or is struck: "a patrol boat of the navy", then "the same boat"."""
    if token.lemma_.lower() not in words("armed_things"):
        return None
    for c in children(token, "nmod"):
        if case(c) == "of" and c.ent_type_ not in ("GPE", "LOC", "FAC") and (owner := parties.name(c)):
            state = state_of_name(parties, owner)
            return body_name("military", state) if state else owner
    first = parties.coreference.representative(token.i)
    return armed_thing(parties, parties.doc[first]) if first is not None and first < token.i else None


def state_body(parties: Parties, token: Token) -> str | None:
    """ "Pakistani forces", "Pakistan's government", "the army" as a body of a state."""
    head = token.lower_
    kind = next((k for k in STATE_FORMS if head in words(k)), None)
    if kind is None:
        return None
    modifiers = [
        c for c in token.children if universal(c) in ("amod", "compound", "nmod") and c.text not in words("calendar")
    ]
    if any(m.lower_ in ("intelligence", "security") for m in modifiers) and kind == "police":
        return None
    if kind == "police" and any(m.lower_ in words("military") for m in modifiers):
        kind = "military"  # "Colombian army officers"
    if len({s for m in modifiers if m.i < token.i and m.dep_ != "nmod:poss" and (s := parties.state_of(m.text))}) > 1:
        return None  # "Greek Cypriot officials" are of neither state
    for m in modifiers:
        if universal(m) == "nmod" and m.dep_ != "nmod:poss" and case(m) not in ("of", "from"):
            continue
        if case(m) == "from" and token.lemma_.lower() in ("army", "military", "government", "navy", "state"):
            continue  # "arms for the army from India": where the arms are from
        chain = parties.own_name(m) or m.text
        state = parties.state_of(m.text) or parties.state_of(chain)
        if state is None and m.dep_ == "nmod:poss":
            seat = gazetteer.country_of_metonym(m.text)
            state = seat.name if seat else parties.home if m.lower_ in ("country", "nation") else None
        if state:
            return body_name(kind, state)
        if (
            m.dep_ != "nmod:poss"
            and universal(m) == "nmod"
            and kind != "government"
            and (other := _commanded(parties, m))
        ):
            return other
    if not parties.home:
        return None
    if head in words("local_bodies") and (there := _state_there(parties, token)):
        return body_name(kind, there)
    if head in words("whole_forces") or head in ("military", "army", "government"):
        # "The government in Port Lander" sits there.
        seated = [m for m in modifiers if head in ("government", "police") and m.i > token.i and case(m) in ("in", "")]
        others = [m for m in modifiers if _is_name(m) or m.lower_ in words("not_the_state")]
        # "The army's wing": the article stands with the wing.
        before = [*token.children, *(token.head.children if token.dep_ == "nmod:poss" else ())]
        definite = any(c.lower_ in ("the", "his", "her", "our", "my") for c in before if c.i < token.i)
        if (definite or head in words("whole_forces")) and all(m in seated for m in others):
            return body_name(kind, parties.home)
    of_state = ("government", "army", "military", "security", "state")
    if kind == "military" and any(m.lower_ in of_state for m in modifiers):
        return body_name("military", parties.home)
    return None


def _is_name(modifier: Token) -> bool:
    """Whether a modifier is capitalised for itself, and not because "his" or "its" begins the sentence."""
    return modifier.text[:1].isupper() and modifier.pos_ != "PRON"


def _state_there(parties: Parties, token: Token) -> str | None:
    """The state of the place that the sentence of a bare "police" or "authorities" tells of: those of "in Kunar" are Afghan."""
    if any(universal(c) in ("amod", "compound", "nmod") for c in token.children):
        return None
    codes, known = parties.countries, bool(gazetteer.country_named(parties.home))
    for place in token.sent:
        if place.pos_ == "PROPN" and case(place) in ("in", "near", "at", "outside") and place.ent_type_ != "DATE":
            code = gazetteer.place_country(parties.own_name(place) or place.text, codes)
            return next((c.name for c in gazetteer.countries() if c.iso2 == code and (known or code in codes)), None)
    return _state_before(parties, token)


_THERE = ("in", "near", "at", "outside", "inside", "off")


def _state_before(parties: Parties, token: Token) -> str | None:
    """The state last told to be the scene: "recruited men in the ports of Toravia. Police searched his house"."""
    first = token.sent.start
    for _ in range(2):
        first = token.doc[max(0, first - 1)].sent.start
    for place in reversed(token.doc[first : token.i]):
        if place.pos_ != "PROPN" or not (state := parties.coreference.states.named(place.text)):
            continue
        of = place.head if universal(place) == "nmod" and case(place) in ("of", "'s", "’s") else place
        if case(of) in _THERE:
            return state
    return None


def joint_forces(parties: Parties, token: Token) -> list[str]:
    """Both of "Turkish and Russian troops" or "troops from Mali and Niger": one body of the kind for each that is named."""
    kind = next((k for k in STATE_FORMS if token.lower_ in words(k)), None)
    owners = [c for c in children(token, "amod", "compound", "nmod") if c.i < token.i or case(c) in ("of", "from")]
    first = next((c for c in owners if children(c, "conj")), None)
    if kind is None or first is None:
        return []
    named: list[str] = []
    for owner in conjuncts(first):
        if state := parties.state_of(owner.text):
            named.append(body_name(kind, state))
        elif owner.ent_type_ == "ORG" and (name := parties.proper(owner)):
            named.append(name)
    return named if len(named) > 1 else []


def _commanded(parties: Parties, force: Token) -> str | None:
    """Whose soldiers they are that stand before "of": "soldiers of the peacekeeping force, KFOR"."""
    if force.ent_type_ in ("GPE", "LOC", "FAC", "PERSON", "DATE"):
        return None
    named = next((c for c in children(force, "appos") if c.ent_type_ == "ORG"), force)
    if any(c.text[:1].isdigit() for c in named.children):
        return described(parties.doc, named)
    return parties.proper(named) if named.ent_type_ == "ORG" else None


def of_group(parties: Parties, token: Token) -> str | None:
    """The armed group of "Taliban fighters", "rebels of the FARC"."""
    if token.lower_ not in words("fighters"):
        return None
    for m in children(token, "compound", "amod", "nmod", "appos"):
        if m.text in words("calendar"):
            continue
        if m.pos_ == "PROPN" and not parties.state_of(m.text) and universal(m) != "appos":
            if universal(m) == "nmod" and not (
                m.dep_ == "nmod:poss" or any(c.lower_ in ("of", "from") for c in m.children)
            ):
                continue
            if m.ent_type_ in ("GPE", "LOC", "FAC", "PERSON") or (m.ent_type_ == "NORP" and m.text.endswith("n")):
                continue
            if universal(m) != "nmod" and _is_of_place(parties, m):
                continue
            return parties.coreference.name_of(m.i) or parties.own_name(m)
    return None


def _is_of_place(parties: Parties, adjective: Token) -> bool:
    """Whether a word is made from the name of a place that the report names: "Tigrayan forces" are no group called so."""
    return adjective.text.endswith("an") and any(
        t.text in (adjective.text[:-2], adjective.text[:-1]) for t in parties.doc
    )


def is_body_word(token: Token) -> bool:
    """Whether a modifier names a body of the state by itself: "a military statement", "police figures"."""
    return any(token.lower_ in words(kind) for kind in STATE_FORMS)


def holders(parties: Parties, token: Token) -> list[Entity]:
    """Whose a place or thing is that was attacked: "its positions", "an army post"; [] when that is not told."""
    if token.lemma_.lower() not in words("things"):
        return []
    owners = [c for c in token.children if c.dep_ == "nmod:poss"]
    owners += [c for c in children(token, "nmod") if case(c) == "of" and c.ent_type_ not in ("GPE", "LOC", "FAC")]
    for c in owners:
        if parties.can_act(c) and (owner := parties.entities(c)):
            return owner
    for c in children(token, "compound", "amod"):
        kind = next((k for k in STATE_FORMS if c.lower_ in words(k)), None)
        if kind is None:
            continue
        state = next((s for m in token.children if (s := parties.state_of(m.text))), parties.home)
        if state:
            return [Entity(name=body_name(kind, state), span=char_span(parties.doc, *noun_phrase(token)))]
    return []
