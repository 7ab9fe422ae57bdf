"""At whom or what a verb is aimed, by the type of its event: addressees of demands, owners of offers, those attacked."""

from __future__ import annotations

from truceline.claim import Event
from truceline.language.document import Token
from truceline.reading.candidate import Candidate
from truceline.reading.endings import ENDED
from truceline.reading.lexicon import role_words
from truceline.reading.roles import (
    blamed,
    is_abstract,
    is_goods,
    is_human,
    is_thing,
    modifiers,
    possessives,
    some,
    targets,
)
from truceline.reading.subjects import datives, objects, patient, resolved
from truceline.reading.syntax import by_agent, case, children, is_passive, obliques, universal
from truceline.reading.wording import words


def recipients_of(c: Candidate) -> tuple[Token, ...]:
    """The nouns that fill the recipient of an active verb."""
    find = BY_EVENT.get(c.event, _of_deed)
    return tuple(find(c.trigger, c))


def undergone(verb: Token) -> list[Token]:
    """What a verb is done to: its objects, in the passive its subject."""
    return [resolved(t) for t in some(patient(verb))] if is_passive(verb) else objects(verb)


def _of_request(verb: Token, c: Candidate) -> list[Token]:
    """ "urged the army to", "called on the rebels", "demanded that Israel", "appealed to", "asked the parents' leave"."""
    for o in map(resolved, undergone(verb)):
        if is_thing(o):
            return possessives(o)
        if _undergoes(o, verb):
            continue
        if children(verb, "xcomp", "ccomp", "advcl") or is_human(o) or o.pos_ == "PROPN":
            return [o]
    aimed = [o for o in obliques(verb, "on", "upon", "to", "from", "of", "with") if not is_abstract(o)]
    if aimed:
        return aimed[:1]
    for clause in children(verb, "ccomp", "xcomp", "advcl"):
        if found := children(clause, "nsubj"):
            if is_passive(clause):
                return list(some(by_agent(clause)))
            return [f for f in found[:1] if _can_hear(f)] or possessives(found[0])
    for noun in (*undergone(verb), *obliques(verb, "for")):
        of = [m for m in obliques(noun, "by", "of", "from") if m.text[:1].isupper()]
        if inside := [*of, *modifiers(noun), *possessives(noun)]:
            return inside[:1]
    return []


def _undergoes(noun: Token, verb: Token) -> bool:
    """Whether what is demanded is that something be done to a noun: "wants the contract annulled"."""
    return any(c.tag_ == "VBN" and c.i > noun.i and not children(c, "mark") for c in children(verb, "xcomp", "ccomp"))


def _can_hear(noun: Token) -> bool:
    """Whether a demand or a refusal can be aimed at what a noun names: people, bodies, whoever has a name."""
    return not is_thing(noun) and (is_human(noun) or noun.pos_ in ("PROPN", "PRON") or noun.text[:1].isupper())


def _can_do(noun: Token) -> bool:
    """Whether a noun that a clause begins with names somebody who can be blamed for what it says."""
    return noun.dep_ != "nsubj:pass" and _can_hear(noun) and noun.lower_ not in UNNAMED


UNNAMED = frozenset(("this", "that", "it", "there", "what", "which", "nobody", "nothing"))


def _is_met(noun: Token) -> bool:
    """Whether one speaks with what a noun names: "refuse to speak with the regent"."""
    return case(noun) == "with" and not is_thing(noun)


def _of_threat(verb: Token, c: Candidate) -> list[Token]:
    """Whom a threat is aimed at; without an object, whose the threatened thing is: "threatened to publish her letters"."""
    people = [
        o for o in undergone(verb) if o.pos_ in ("PROPN", "PRON") or o.ent_type_ or not (is_abstract(o) or is_thing(o))
    ]
    if people:
        return people[:1]
    if aimed := targets(verb):
        return aimed[:1]
    for clause in children(verb, "xcomp"):
        for o in children(clause, "obj"):
            if is_thing(o) and not possessives(o):
                return []
            return [o if not possessives(o) or _is_person(o) else possessives(o)[0]]
    return [s for c in children(verb, "ccomp") if c.i > verb.i for s in children(c, "nsubj") if _is_warned(s)][:1]


def _is_warned(noun: Token) -> bool:
    """Whether a threat tells what will become of others: "warned that the looters would be shot"."""
    own = {c.lower_ for c in possessives(noun)} & OWN
    return noun.pos_ == "NOUN" and is_human(noun) and not own


OWN = frozenset(("his", "her", "its", "their", "our", "my"))


def _is_person(noun: Token) -> bool:
    """Whether a noun names or describes people."""
    return noun.pos_ == "PROPN" or noun.ent_type_ == "PERSON" or noun.lower_ in words("people")


def _of_promise(verb: Token, c: Candidate) -> list[Token]:
    """To whom something is promised or conceded, or who gains by it."""
    to = [o for o in obliques(verb, "to", "with") if not is_abstract(o) and o.lemma_.lower() not in words("no_party")]
    given = [t for o in children(verb, "obj") for t in obliques(o, "to")]
    content = [o for clause in children(verb, "ccomp", "xcomp") for o in _favoured(clause) if is_human(o)]
    met = [o for clause in children(verb, "xcomp") for o in obliques(clause, "with") if verb.pos_ == "ADJ"]
    freed = objects(verb) if verb.lemma_.lower() in role_words("pardoning") else []
    return [*datives(verb), *to, *given, *obliques(verb, "for"), *content, *met, *freed][:1]


def _favoured(clause: Token) -> list[Token]:
    """Who gains by what is promised: "promised that X would be admitted", "undertook to let X in"."""
    passive = [s for s in children(clause, "nsubj") if s.dep_ == "nsubj:pass"]
    return passive or (children(clause, "obj") if clause.lemma_.lower() in role_words("favours") else [])


def _of_refusal(verb: Token, c: Candidate) -> list[Token]:
    """Whose offer, or talks with whom, is refused."""
    ended = [verb.doc[i] for i in c.covers] if c.by.startswith(ENDED) else []
    for noun in ended or map(resolved, undergone(verb)):
        if is_human(noun) or (noun.pos_ == "PROPN" and not is_abstract(noun)):
            return [noun]
        inside = [
            *(p for p in possessives(noun) if not ended or p.pos_ != "PRON"),
            *obliques(noun, "with", "from", "by", "of", "to"),
            *children(noun, "compound", "amod"),
        ]
        clauses = [o for r in children(noun, "acl") for o in obliques(r, "with", "by")]
        for m in (*inside, *clauses):
            if m.text[:1].isupper() or (
                not is_abstract(m) and universal(m) in ("nmod", "obl") and m.ent_type_ != "DATE"
            ):
                return [m]
    for clause in children(verb, "xcomp"):
        inner = [*obliques(clause, "with", "to", "from", "before"), *children(clause, "obj")]
        if found := [o for o in inner if not is_abstract(o) and (_can_hear(o) or _is_met(o))]:
            return found[:1]
    return obliques(verb, "with")[:1]


def _of_accusation(verb: Token, c: Candidate) -> list[Token]:
    """Who is accused, or who did the deed that is condemned."""
    if accused := blamed(verb):
        return accused[:1]
    # "Complained of the army's patrols", but "accused him of murder".
    of = () if verb.lemma_.lower() in role_words("accusing") else ("of",)
    found = undergone(verb) or obliques(verb, "at", "against", "on", *of)
    if not found:
        # A quoted name that the parser took for a clause: blamed "the Council's gangs".
        found = [o for o in children(verb, "ccomp") if o.pos_ in ("NOUN", "PROPN") and not children(o, "nsubj")]
    if not children(verb, "obj") and (not found or verb.lemma_.lower() in ("allege", "claim")):
        # "Alleged that the guards had fired", "deplored that a patrol had turned back the convoy".
        found = [s for clause in children(verb, "ccomp") for s in children(clause, "nsubj") if _can_do(s)]
    if found and verb.lemma_.lower() in role_words("accusing"):
        named = resolved(found[0])
        return _owner(named) if is_abstract(named) else [named]
    return [owner for o in found[:1] if (owner := owner_or_self(resolved(o))) is not None]


def owner_or_self(noun: Token) -> Token | None:
    """ "condemned the army's attack", "condemned the attack by gunmen": the one who did it; None for a bare deed."""
    if is_human(noun) or (noun.pos_ == "PROPN" and not is_abstract(noun)):
        return noun
    return next(iter(_owner(noun)), None)


def _owner(noun: Token) -> list[Token]:
    """Who did a deed, as far as its phrase says: "the army's attack", "the violation committed by X"."""
    agents = [a for clause in children(noun, "acl") for a in obliques(clause, "by")]
    return [*possessives(noun), *obliques(noun, "by"), *agents, *modifiers(noun)][:1]


def _of_support(verb: Token, c: Candidate) -> list[Token]:
    """Who is backed, praised or thanked; with whom a deal is made. A signed paper has no recipient."""
    if verb.lemma_.lower() in role_words("signing"):
        return []
    given = [resolved(o) for o in undergone(verb)]
    if not given or verb.lemma_.lower() in role_words("said_to"):
        return [*given, *obliques(verb, "to", "with")][:1]
    first = given[0]
    owners = [m for o in given for m in modifiers(o)]
    if is_abstract(first) and owners and not obliques(first, "with"):
        return owners[:2]
    if first.pos_ == "NOUN" and not is_human(first) and first.lemma_.lower() not in ("name", "signature"):
        # "Praised the cleric's restraint", "welcomed the opening of the road by the militia".
        of = obliques(first, "of") if first.lemma_.lower() in role_words("merits") else []
        if whose := [*possessives(first), *_by(first, verb), *of]:
            return whose[:1]
    if is_abstract(first) or first.lemma_.lower() in role_words("signed"):
        return (obliques(verb, "with") or obliques(first, "with") or [*possessives(first), *obliques(first, "by")])[:1]
    return given[:1]


def _by(noun: Token, verb: Token) -> list[Token]:
    """The "by" of "welcomed the release of the pilot by the rebels", wherever the parser hung it."""
    parts = (noun, *children(noun, "nmod"), *(() if is_passive(verb) else (verb,)))
    return [a for part in parts for a in obliques(part, "by") if a.i > noun.i and a.ent_type_ != "DATE"]


def _of_aid(verb: Token, c: Candidate) -> list[Token]:
    """Who is given something."""
    given = [g for o in undergone(verb) for g in [o, *children(o, "nmod")]]
    to = [*datives(verb), *obliques(verb, "to", "for"), *[t for g in given for t in obliques(g, "to", "for")]]
    people = [o for o in undergone(verb)[:1] if is_human(o) or (not is_abstract(o) and " + " not in c.by)]
    return to[:1] or people


def _of_release(verb: Token, c: Candidate) -> list[Token]:
    """Who is freed, or to whom something is given up; no one when troops withdraw."""
    if c.mode in ("withdraw", "disarm"):
        return obliques(verb, "to")[:1] if c.mode == "disarm" else []
    if verb.lemma_.lower() in ("surrender", "yield", "give") and c.mode != "release":
        return obliques(verb, "to")[:1]
    if c.mode in ("ease", "ceasefire"):
        # "lifted its ban on the movement", "suspended the offensive against the rebels"
        return [t for o in undergone(verb) for t in (*targets(o), *obliques(o, "of"))][:1]
    # "Let go two soldiers", "let go of the prisoners".
    gone = [o for go in children(verb, "xcomp") for o in (*objects(go), *obliques(go, "of"))]
    given = (*undergone(verb), *gone, *obliques(verb, "of"))
    people = [o for o in given if not is_abstract(o) and o.lemma_.lower() not in words("things")]
    exchanged = obliques(verb, "for") if verb.lemma_.lower() in ("exchange", "swap", "trade") else []
    return [*people[:1], *(e for e in exchanged if not is_abstract(e))]


def _of_deed(verb: Token, c: Candidate) -> list[Token]:
    """Whom an attack, arrest, protest or sanction hits."""
    with_it = ("with",) if c.event is Event.COOPERATE else ()
    struck = undergone(verb)
    if not struck:
        aimed = targets(verb, *with_it)
        return [t for t in aimed if c.event is not Event.PROTEST or not is_abstract(t)][:1]
    first = struck[0]
    if first.lemma_.lower() in role_words("emissaries"):
        own = [p for p in possessives(first) if p.pos_ == "PRON"]
        if own and verb.lemma_.lower() in role_words("recalling"):
            return []  # "recalled its ambassador": from whom, the sides tell
        return (possessives(first) or modifiers(first) or [first])[:1]
    if first.lemma_.lower() in role_words("hollow_objects") or (
        " + " in c.by and c.by.split(" + ")[0] in role_words("hollow_verbs")
    ):
        inner = [o for x in struck for o in [*targets(x, "from", "of", "with"), *modifiers(x)] if o.i != first.i]
        inner = [o for o in inner if not is_goods(o)]
        means = [o for x in obliques(verb, "with") for o in targets(x)]
        inner += [p for x in struck for p in possessives(x) if p.text[:1].isupper()]
        aimed = [*targets(verb, "to"), *means, *inner] or ([first] if _can_hear(first) else [])
        return [held_in(o) for o in aimed[:1]]
    if is_goods(first) and c.mode != "destroy":
        # "Froze aid", "cut off the north's electricity", "threw stones at the police".
        return [*possessives(first), *targets(verb), *obliques(verb, "to", "for")][:1]
    if is_abstract(first) and (own := _owner(first)):
        return own  # "blocked a statement drafted by France"
    return [held_in(first)]


def held_in(thing: Token) -> Token:
    """Who is in a vehicle or building, or lives there: "a bus carrying policemen", "the homes of two officers"."""
    if thing.lemma_.lower() not in words("things"):
        return thing
    carried = [
        o for c in children(thing, "acl") if c.lemma_.lower() in role_words("carrying") for o in children(c, "obj")
    ]
    owners = [o for o in obliques(thing, "of") if o.pos_ == "NOUN" and o.lemma_.lower() not in words("things")]
    return next(iter([*carried, *owners]), thing)


def _nobody(verb: Token, c: Candidate) -> list[Token]:
    """Moving troops is aimed at nobody by itself."""
    return []


BY_EVENT = {
    Event.REQUEST: _of_request,
    Event.THREATEN: _of_threat,
    Event.AGREE: _of_promise,
    Event.CONCEDE: _of_promise,
    Event.REJECT: _of_refusal,
    Event.ACCUSE: _of_accusation,
    Event.SUPPORT: _of_support,
    Event.AID: _of_aid,
    Event.RETREAT: _of_release,
    Event.MOBILIZE: _nobody,
}
