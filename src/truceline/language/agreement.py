"""How well a cluster agrees with what points back to it: a description or a pronoun."""

from __future__ import annotations

from truceline import gazetteer
from truceline.language.clusters import Cluster
from truceline.language.columns import listed, nouns
from truceline.language.mentions import Profile
from truceline.language.state_bodies import body_kind
from truceline.language.states import States

# How well a cluster's type agrees with a pronoun's class.
AGREEMENT = {
    "person": {"person": 1.0, "": 0.3},
    "thing": {"organization": 1.0, "group": 0.8, "state": 0.9, "place": 0.5, "other": 0.5, "": 0.5},
    "plural": {"group": 1.0, "organization": 0.6, "state": 0.35, "other": 0.3, "": 0.4, "place": 0.05},
}
SEX_UNTOLD = 0.9
UNNAMED = 0.5
"""How well a person without a name agrees with "he" or "she": reports point back to those they name."""
_CIVIL = frozenset(("media", "study", "office", "assembly", "court", "company"))
_OF_PERSONS = frozenset(("people", "human", "holder", "leader"))


def points_to(p: Profile, c: Cluster, states: States) -> float:
    """How much speaks for a description meaning a cluster, 0 when it cannot."""
    if c.start >= p.mention.head or (c.body and body_kind(p) != c.body[0]):
        return 0.0
    if p.state and p.state != c.state and (c.state or not c.names):
        return 0.0
    if p.noun in c.nouns:
        return max(3.0, _bears_noun(p, c)) if _is_same_noun(p, c) else 0.0
    if p.restricted or p.counted or not c.names:
        return 0.0
    if p.type == "person":
        return _holds_office(p, c) if c.type == "person" and not p.plural else 0.0
    if c.type in ("state", "place") or p.type in ("state", "place"):
        return _is_place(p, c, states)
    return _is_body(p, c) if c.type in ("organization", "group") else 0.0


def _is_same_noun(p: Profile, c: Cluster) -> bool:
    """Whether a noun that has described a cluster describes it again, and not another of the kind."""
    if p.counted:
        # "the three groups" are those of whom "three" was said before.
        return bool(p.number) and any(m.number == p.number and m.noun == p.noun for m in c.members)
    if c.plural != p.plural and not c.names:
        return False
    offices = [set(office.split()) for office, _ in c.offices]
    own = set(p.phrase.split())
    if p.restricted:
        return own in offices
    # "the defence minister" is not the prime minister.
    return any(own <= office for office in offices)


def _is_place(p: Profile, c: Cluster, states: States) -> float:
    """How much speaks for a description meaning a state or place."""
    if p.plural or c.type not in ("state", "place"):
        return 0.0
    if p.type == "state":
        if c.type != "state" or "government" in p.classes:
            return 0.0
        return 4.0 if any(states.named(n) == states.home != "" for n in c.names) else 1.0
    if p.type != "place":
        return 0.0
    if p.noun in listed("parts") and any(gazetteer.country_of_capital(n.text) for n in c.names.values()):
        return 0.0
    return 1.5 if p.classes & c.classes else (1.0 if c.type == "place" else 0.0)


def _holds_office(p: Profile, c: Cluster) -> float:
    """Whether a person has been introduced in the office that a description names."""
    own = set(p.phrase.split())
    for office, state in c.offices:
        words = office.split()
        if words and not (p.state and state and p.state != state) and words[-1] == p.noun and own <= set(words):
            return 3.0
    leads = p.phrase == "leader" and any("leader" in nouns().of(o.split()[-1]) for o, _ in c.offices if o)
    return 1.0 if leads else 0.0


def _is_body(p: Profile, c: Cluster) -> float:
    """How much speaks for a description meaning a named organization or group."""
    if bears := _bears_noun(p, c):
        return bears
    if "troops" in p.classes or "police" in p.classes or not p.type:
        return 0.0
    armed = "armed" in c.classes or "armed_names" in c.classes
    civil = bool(c.classes & _CIVIL) and not armed
    if "armed" in p.classes and (p.plural or p.noun in ("militia", "insurgency")):
        if armed or ("body" in c.classes and c.type == "group"):
            return 2.0
        return 0.0 if civil else (0.8 if c.type == "group" else 0.3)
    if p.plural or "armed" in p.classes:
        return 0.0
    if p.noun in listed("general_bodies"):
        return 0.3 if civil else (1.5 if armed or c.classes & {"body", "party"} else 1.0)
    if "office" in p.classes and " " in p.phrase:
        return 0.0  # "the home ministry" is not the Treasury Department
    return 1.5 if (p.classes & c.classes) - _OF_PERSONS else 0.0


def _bears_noun(p: Profile, c: Cluster) -> float:
    """How much it tells that a noun stands in a cluster's name: "the League", "the Army" of the Kavuleo Independence Army."""
    names = [n.text.lower().split() for n in c.names.values()]
    if (body_kind(p) and not p.capital) or not any(p.noun in words for words in names):
        return 0.0
    return 25.0 if p.capital and any(p.noun == words[0] for words in names) else 2.5


def agrees(p: Profile, c: Cluster) -> float:
    """How well a cluster agrees with a pronoun in person, number, sex and kind."""
    weight = AGREEMENT[p.type].get(c.type, 0.0)
    known = bool(c.names or c.body)
    if p.type == "person":
        opposite = p.gender and c.gender and p.gender != c.gender
        if opposite or c.plural or not (c.type or known):
            return 0.0
        weight *= 1.0 if known else UNNAMED
        return weight if p.gender and c.gender else SEX_UNTOLD * weight
    if p.type == "thing":
        return weight if known else (0.0 if c.plural else 0.7 * weight)
    if known:
        return weight
    if not c.plural:
        return 0.0
    return 1.0 if c.type in ("person", "group") or "people" in c.classes else weight
