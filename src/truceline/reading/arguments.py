"""Which words of the tree fill an event's actor and recipient, before they get their names."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from truceline.claim import Event
from truceline.gazetteer import country_named
from truceline.reading.events import CONVENING, Candidate, carrier_relation
from truceline.reading.parties import words
from truceline.reading.syntax import (
    by_agent,
    case,
    children,
    first_conjunct,
    is_passive,
    noun_before,
    obliques,
    patient,
    subject,
    universal,
    with_second_side,
)

SIGNED = frozenset(
    [
        "declaration",
        "protocol",
        "memorandum",
        "roadmap",
        "charter",
        "communique",
        "accord",
        "pact",
        "treaty",
        "agreement",
        "deal",
    ]
)
TARGET_CASES = ("on", "against", "at", "upon", "into", "towards", "toward")


@dataclass(frozen=True)
class Arguments:
    """Nouns that fill the roles of an event, and the rules that found them."""

    actors: tuple[Token, ...] = ()
    recipients: tuple[Token, ...] = ()
    actor_by: str = ""
    recipient_by: str = ""


def arguments(candidate: Candidate) -> Arguments:
    """The actor and recipient nouns of a candidate."""
    if candidate.claimed and candidate.trigger.i == candidate.anchor.i:
        return Arguments(_some(subject(candidate.anchor)), (), "claims responsibility")
    found = _of_noun(candidate) if candidate.trigger.pos_ in ("NOUN", "PROPN") else _of_verb(candidate)
    if candidate.event is Event.CONSULT:
        return _together(found)
    if found.actors and found.recipients and found.actors[0].i == found.recipients[0].i:
        found = Arguments(found.actors, found.recipients[1:], found.actor_by, found.recipient_by)
    return found


def _some(*tokens: Token | None) -> tuple[Token, ...]:
    return tuple(t for t in tokens if t is not None)


def _of_verb(c: Candidate) -> Arguments:
    verb = c.trigger
    lemma = verb.lemma_.lower()
    if is_passive(verb):
        agent = by_agent(verb) or _agent_of_cause(verb)
        return Arguments(_some(agent), _some(patient(verb)), "by-agent", "passive subject")
    who = subject(verb)
    if lemma in ("die", "perish") or verb.lower_ == "dead":
        return Arguments((), _some(who), "", "subject of dying")
    if lemma in ("explode", "detonate") and who is not None and not children(verb, "obj"):
        return Arguments((), tuple(obliques(verb, *TARGET_CASES)[:1]), "", "target")
    if lemma in ("clash", "battle", "fight", "skirmish", "exchange", "trade") and c.event is Event.ASSAULT:
        other = [*obliques(verb, "with", "against"), *children(verb, "obj")]
        other = [o for o in other if o.lemma_.lower() not in ("fire", "gunfire", "war", "battle")]
        if case(other[0]) == "with" if other else False:
            return Arguments(_some(who, *other[:1]), (), "two sides")
        return Arguments(_some(who), tuple(other[:1]), "subject", "object")
    return Arguments(_some(who), _recipients(c, who), "subject", "object")


def _agent_of_cause(verb: Token) -> Token | None:
    """ "killed in an attack by gunmen", "killed in a Taliban raid": who the attack was by."""
    for noun in obliques(verb, "in", "during", "by"):
        if (agent := by_agent(noun)) is not None:
            return agent
        if noun.lemma_.lower() in (
            "attack",
            "raid",
            "ambush",
            "strike",
            "airstrike",
            "assault",
            "offensive",
            "shelling",
            "bombing",
        ):
            for m in children(noun, "compound", "amod", "nmod"):
                if m.text[:1].isupper():
                    return m
    return None


def _recipients(c: Candidate, who: Token | None) -> tuple[Token, ...]:
    verb = c.trigger
    objects = children(verb, "obj", "iobj")
    if c.event in (Event.REQUEST,):
        return _addressee(verb, objects)
    if c.event is Event.THREATEN:
        people = [o for o in objects if o.pos_ in ("PROPN", "PRON") or o.ent_type_ or not _abstract(o)]
        return tuple((people or obliques(verb, *TARGET_CASES))[:1])
    if c.event in (Event.AGREE, Event.CONCEDE):
        return tuple(
            [
                *list(children(verb, "iobj")),
                *[o for o in obliques(verb, "to", "with") if not _abstract(o)],
                *obliques(verb, "for"),
            ][:1]
        )
    if c.event is Event.REJECT:
        return _refused(verb, objects)
    if c.event is Event.SUPPORT and objects and objects[0].lemma_.lower() in SIGNED:
        return ()
    if c.event is Event.ACCUSE:
        found = objects or obliques(verb, "at", "against", "on")
        if verb.lemma_.lower() in ("allege", "claim") and not children(verb, "obj"):
            found = [s for clause in children(verb, "ccomp") for s in children(clause, "nsubj")]
        return tuple(owner for o in found[:1] if (owner := _owner_or_self(o)) is not None)
    if c.event is Event.SUPPORT and objects:
        owners = [m for o in objects for m in children(o, "amod", "compound") if m.text[:1].isupper()]
        if _abstract(objects[0]) and owners and not obliques(objects[0], "with"):
            return tuple(owners[:2])
        if _abstract(objects[0]) or objects[0].lemma_.lower() in ("agreement", "deal", "accord", "pact", "treaty"):
            return tuple(
                obliques(verb, "with")[:1]
                or obliques(objects[0], "with")[:1]
                or [o for o in children(objects[0], "nmod") if o.dep_ == "nmod:poss"][:1]
            )
        return tuple(objects[:1])
    if c.event is Event.AID:
        given = [g for o in objects for g in [o, *children(o, "nmod")]]
        to = [
            *children(verb, "iobj"),
            *obliques(verb, "to", "for"),
            *[t for g in given for t in obliques(g, "to", "for")],
        ]
        return tuple(to[:1] or [o for o in objects[:1] if not _abstract(o) and not c.by.count(" + ")])
    if c.event is Event.RETREAT and c.mode == "withdraw":
        return ()
    if c.event is Event.MOBILIZE:
        return ()
    if c.event in (
        Event.PROTEST,
        Event.SANCTION,
        Event.COERCE,
        Event.ASSAULT,
        Event.RETREAT,
        Event.CONCEDE,
        Event.COOPERATE,
    ):
        if objects and c.by.startswith(
            (
                "open +",
                "exchange +",
                "impose +",
                "fire +",
                "launch +",
                "plant +",
                "detonate +",
                "set_off",
                "claim +",
                "lift +",
                "expel +",
                "cut +",
                "sever +",
                "throw +",
                "take + life",
                "close +",
            )
        ):
            inner = [
                o
                for x in objects
                for o in [
                    *obliques(x, "on", "against", "from", "of", "with", "at", "into"),
                    *[m for m in children(x, "nmod", "amod", "compound") if m.text[:1].isupper()],
                ]
            ]
            return tuple([*obliques(verb, *TARGET_CASES), *inner][:1])
        if objects:
            return tuple(objects[:1])
        return tuple(obliques(verb, *TARGET_CASES, *(("with",) if c.event is Event.COOPERATE else ()))[:1])
    return tuple(objects[:1])


def _addressee(verb: Token, objects: list[Token]) -> tuple[Token, ...]:
    """Whom a demand is aimed at: "urged the army to", "called on the rebels", "demanded that Israel", "appealed to"."""
    for o in objects:
        if children(verb, "xcomp", "ccomp", "advcl") or not _abstract(o):
            return (o,)
    aimed = [o for o in obliques(verb, "on", "upon", "to", "from", "of") if not _abstract(o)]
    if aimed:
        return (aimed[0],)
    for clause in children(verb, "ccomp", "xcomp", "advcl"):
        found = children(clause, "nsubj")
        if found:
            return (found[0],)
    for noun in (*objects, *obliques(verb, "for")):
        inside = [
            m
            for m in [*obliques(noun, "by", "of", "from"), *children(noun, "nmod", "amod", "compound")]
            if m.text[:1].isupper() or m.dep_ == "nmod:poss"
        ]
        if inside:
            return (inside[0],)
    return ()


def _refused(verb: Token, objects: list[Token]) -> tuple[Token, ...]:
    """Whose offer, or talks with whom, is refused."""
    for o in objects:
        if not _abstract(o):
            return (o,)
        for m in [
            *[x for x in children(o, "nmod") if x.dep_ == "nmod:poss"],
            *obliques(o, "with", "from", "by", "of", "to"),
            *children(o, "compound", "amod"),
        ]:
            if m.text[:1].isupper() or (not _abstract(m) and universal(m) == "nmod"):
                return (m,)
    for clause in children(verb, "xcomp"):
        inner = [*obliques(clause, "with", "to", "from"), *children(clause, "obj")]
        found = [o for o in inner if not _abstract(o)]
        if found:
            return (found[0],)
    return tuple(obliques(verb, "with")[:1])


def _owner_or_self(noun: Token) -> Token | None:
    """ "condemned the army's attack", "condemned the attack by gunmen": the one who did it; None for a bare deed."""
    if _abstract(noun):
        for m in [
            *[x for x in children(noun, "nmod") if x.dep_ == "nmod:poss"],
            *obliques(noun, "by"),
            *[x for x in children(noun, "amod", "compound") if x.text[:1].isupper()],
        ]:
            return m
        return None
    return noun


def _abstract(noun: Token) -> bool:
    return noun.lemma_.lower() in words("abstract")


def _of_noun(c: Candidate) -> Arguments:
    noun, anchor = c.trigger, c.anchor
    if c.by.startswith("state: ") and c.event is not Event.MOBILIZE:
        doer = by_agent(anchor) or (subject(anchor) if children(anchor, "obj") else None)
        whom = children(anchor, "obj")[:1] or list(_some(subject(anchor)))
        return Arguments(_some(doer), tuple(whom), "by-agent", "who is in that state")
    relation = carrier_relation(noun) if anchor.i != noun.i or not c.claimed else ""
    actors: list[Token] = []
    recipients: list[Token] = []
    by = recipient_by = ""
    between = with_second_side(obliques(noun, "between", "among"))
    possessive = [m for m in children(noun, "nmod") if m.dep_ == "nmod:poss"]
    modifiers = [
        m
        for m in children(noun, "amod", "compound")
        if m.text[:1].isupper() and m.ent_type_ not in ("DATE", "LOC", "FAC")
    ]
    # "A Kabul car bombing" says where, "a Turkish airstrike" who.
    modifiers = [m for m in modifiers if m.ent_type_ != "GPE" or country_named(m.text)]
    if c.claimed:
        actors, by = list(_some(subject(anchor))), "claims responsibility"
    elif between:
        actors, by = between, "between"
    elif agents := [*obliques(noun, "by"), *_by_nearby(noun)]:
        actors, by = agents[:1], "by-agent"
    elif relation in ("object", "passive subject") or (
        anchor.i != noun.i and universal(first_conjunct(noun)) in ("obj",)
    ):
        doer = by_agent(anchor) if is_passive(anchor) else subject(anchor)
        if relation == "suffered":
            recipients, recipient_by = list(_some(doer)), "subject of suffering"
        else:
            actors, by = list(_some(doer)), "subject of light verb"
    elif relation == "suffered":
        recipients, recipient_by = list(_some(subject(anchor))), "subject of suffering"
    if not actors and possessive:
        actors, by = possessive[:1], "possessive"
    if not actors and modifiers and not recipients:
        actors, by = modifiers[:1], "modifier"
    if not actors and relation == "suffered":
        actors = modifiers[:1] or [*obliques(noun, "from")][:1]
    if not actors and c.trigger.lemma_.lower() in (
        "attack",
        "offensive",
        "assault",
        "operation",
        "incursion",
        "protest",
        "demonstration",
        "rally",
        "strike",
        "demand",
        "call",
        "offer",
        "threat",
    ):
        for relative in children(noun, "acl"):
            if is_passive(relative) and (agent := by_agent(relative)) is not None:
                actors, by = [agent], "participle by"
    if not actors and (told := _ascribed(noun)) is not None:
        actors, by = [told], "ascribed to"
    targets = [*obliques(noun, *TARGET_CASES), *([] if anchor.i == noun.i else obliques(anchor, *TARGET_CASES))]
    targets = [
        t for t in targets if not (case(t) in ("into", "at", "toward", "towards") and t.ent_type_ in ("GPE", "LOC"))
    ]
    if not recipients and targets:
        recipients, recipient_by = targets[:1], "target"
    if not recipients and (harm := obliques(noun, "of")) and noun.lemma_.lower() in words("harm_nouns"):
        recipients, recipient_by = harm[:1], "of-object"
    elif (
        not actors
        and not between
        and (of := obliques(noun, "of"))
        and noun.lemma_.lower() not in words("harm_nouns")
        and c.event is not Event.CONSULT
    ):
        recipients, recipient_by = [o for o in of[:1] if not _abstract(o)], "of-object"
    if c.event in (Event.CONSULT, Event.SUPPORT, Event.COOPERATE, Event.AGREE):
        conveners = [
            a for clause in children(noun, "acl") if clause.lemma_.lower() in CONVENING for a in obliques(clause, "by")
        ]
        partners = [*conveners, *obliques(noun, "with"), *([] if anchor.i == noun.i else obliques(anchor, "with"))]
        actors = [*actors, *partners]
        if c.event is Event.SUPPORT and not by:
            by = "partners"
    if c.event is Event.ASSAULT and not recipients and (w := obliques(noun, "with")):
        actors = (
            [*actors, *w]
            if noun.lemma_.lower()
            in ("clash", "war", "fighting", "battle", "fight", "skirmish", "combat", "hostility", "firefight")
            else actors
        )
        recipients = recipients or []
    if (who := _predicate_subject(noun)) is not None and all(a.i != who.i for a in actors):
        actors, by = [who, *actors], "subject of predicate"
    return Arguments(tuple(actors), tuple(recipients), by, recipient_by)


def _by_nearby(noun: Token) -> list[Token]:
    """The "by gunmen" of "condemned an attack on the convoy by gunmen", wherever the parser hung it."""
    found = [a for target in obliques(noun, *TARGET_CASES) for a in obliques(target, "by")]
    if universal(noun) == "obj" and not is_passive(noun.head):
        found += [a for a in obliques(noun.head, "by") if a.i > noun.i and a.pos_ != "NUM"]
    return [a for a in found if a.ent_type_ != "DATE"]


def _ascribed(noun: Token) -> Token | None:
    """ "an attack ascribed to the Taliban", "blamed on rebels", "claimed by ISIS", "conducted by gunmen"."""
    clauses = children(noun, "acl")
    clauses += [c for v in (noun.head,) for c in children(v, "advcl") if c.tag_ == "VBN" and noun_before(c) == noun]
    if universal(noun) == "nsubj":
        clauses += [
            c
            for other in children(noun.head, "parataxis", "appos")
            if other.pos_ == "NOUN"
            for c in children(other, "acl")
        ]
    for clause in clauses:
        verb = clause.lemma_.lower()
        prepositions = {"ascribe": ("to",), "attribute": ("to",), "blame": ("on",), "pin": ("on",)}.get(verb, ("by",))
        if prepositions == ("by",) and verb not in DONE_BY:
            continue
        if clause.dep_ != "acl:relcl" and (found := obliques(clause, *prepositions)):
            return found[0]
    return None


DONE_BY = frozenset(
    (
        "conduct",
        "carry",
        "claim",
        "launch",
        "stage",
        "commit",
        "perpetrate",
        "mount",
        "order",
        "lead",
        "plan",
        "execute",
        "wage",
        "make",
        "organize",
        "organise",
        "call",
        "hold",
    )
)


def _predicate_subject(noun: Token) -> Token | None:
    """ "Pakistan's military has been at war with ...", "the government was in negotiations with ..."."""
    if children(noun, "cop") and case(noun) in ("at", "in", "into", "behind"):
        return subject(noun) or next(iter(children(noun, "nsubj")), None)
    return None


def _together(found: Arguments) -> Arguments:
    """In talks all are actors, save one who is visited."""
    actors = list(found.actors)
    for r in found.recipients:
        if all(r.i != a.i for a in actors):
            actors.append(r)
    return Arguments(tuple(actors), (), found.actor_by or found.recipient_by, "")


def partners(candidate: Candidate) -> tuple[Token, ...]:
    """Those with whom a verb of meeting or cooperating is done: "met with", "spoke to", "negotiate with"."""
    if candidate.trigger.pos_ in ("NOUN", "PROPN"):
        return ()
    verb = candidate.trigger
    between = with_second_side(obliques(verb, "between", "among"))
    return tuple(between or obliques(verb, "with", "to")[:2])
