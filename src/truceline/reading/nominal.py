"""Who fills the roles of an event that a noun names: "the army's attack on the post", "talks between A and B"."""

from __future__ import annotations

from truceline.claim import Event
from truceline.language.document import Token
from truceline.reading.addressees import held_in
from truceline.reading.candidate import Candidate
from truceline.reading.convening import conveners, talkers
from truceline.reading.event_nouns import carrier_relation
from truceline.reading.lexicon import role_words
from truceline.reading.roles import Arguments, blamed, is_abstract, is_weapon, modifiers, possessives, some, targets
from truceline.reading.subjects import datives, objects, patient, subject
from truceline.reading.syntax import (
    RELATIVE,
    by_agent,
    case,
    children,
    first_conjunct,
    is_passive,
    noun_before,
    obliques,
    universal,
    with_second_side,
)
from truceline.reading.victims import is_harm
from truceline.reading.wording import words

JOINT = frozenset((Event.CONSULT, Event.SUPPORT, Event.COOPERATE, Event.AGREE))
MEDIATORS = "mediators alone"
UNAIMED = JOINT | {Event.CONCEDE, Event.RETREAT, Event.MOBILIZE}


def of_noun(c: Candidate) -> Arguments:
    """The actor and recipient nouns of an event noun."""
    if c.by.startswith("state: ") and c.event not in (Event.MOBILIZE, Event.PROTEST):
        return _of_state(c.anchor)
    if c.by.startswith("state: ") and c.event is Event.MOBILIZE and children(c.trigger.head, "obj"):
        # "The council placed the fleet on alert."
        return Arguments(some(subject(c.trigger.head)), (), "who put them in that state", "")
    if case(c.trigger) == "under" and (struck := children(c.trigger, "nsubj")):
        return Arguments((), tuple(struck), "", "under attack")
    actors, actor_by, suffered = _actors(c)
    recipients, recipient_by = ([suffered], "subject of suffering") if suffered is not None else _recipients(c, actors)
    noun, anchor = c.trigger, c.anchor
    if c.event in JOINT:
        with_others = [*obliques(noun, "with"), *([] if anchor.i == noun.i else obliques(anchor, "with"))]
        with_others = with_others or _right_after(noun, "with")
        with_others = [o for o in with_others if o.lemma_.lower() not in role_words("auspices")]
        standing_by = conveners(noun, anchor)
        if standing_by and not actors and all(o in standing_by for o in with_others):
            actor_by = MEDIATORS
        actors = _unlike([*actors, *standing_by, *with_others])
        if c.event is Event.CONSULT and len(actors) < 2:
            actors = _unlike([*talkers(noun), *actors])
        actor_by = actor_by or "partners"
    if c.event is Event.ASSAULT and noun.lemma_.lower() in role_words("two_sided_nouns"):
        hurt = [p for p in some(patient(noun.head)) if universal(noun) == "obl" and is_harm(noun.head)]
        if hurt and (foes := obliques(noun, "with")):
            # "Soldiers were injured in clashes with protesters."
            return Arguments((*foes, *hurt), (), "two sides")
    if c.event is Event.ASSAULT and not recipients and noun.lemma_.lower() in role_words("two_sided_nouns"):
        actors = _unlike([*actors, *obliques(noun, "with")])
    if (who := _predicate_subject(noun)) is not None and all(a.i != who.i for a in actors):
        actors, actor_by = [who, *actors], "subject of predicate"
    return Arguments(tuple(actors), tuple(recipients), actor_by, recipient_by)


def _right_after(noun: Token, preposition: str) -> list[Token]:
    """The noun of a preposition that follows at once, wherever the parser hung it: "there will be no talks with X"."""
    following = noun.doc[noun.i + 1 : noun.i + 2]
    found = [t.head for t in following if t.lower_ == preposition and t.head.i > t.i]
    return [t for t in found if t.pos_ in ("NOUN", "PROPN", "PRON")]


def _of_state(predicate: Token) -> Arguments:
    """Who is held, under siege or in prison, and by whom."""
    doer = by_agent(predicate) or (subject(predicate) if children(predicate, "obj") else None)
    whom = children(predicate, "obj")[:1] or list(some(subject(predicate)))
    return Arguments(some(doer), tuple(whom), "by-agent", "who is in that state")


def _unlike(tokens: list[Token]) -> list[Token]:
    """The tokens without repetition, in order."""
    return list({t.i: t for t in tokens}.values())


def _actors(c: Candidate) -> tuple[list[Token], str, Token | None]:
    """Who did it, the rule that says so, and whom a verb of suffering makes the recipient."""
    noun, anchor = c.trigger, c.anchor
    if c.claimed:
        return list(some(subject(anchor))), "claims responsibility", None
    relation = carrier_relation(noun)
    suffered = subject(anchor) if relation == "suffered" else None
    between = with_second_side(obliques(noun, "between", "among"))
    if between:
        convener = subject(anchor) if c.event is Event.CONSULT and relation == "object" else None
        return [*between, *some(convener)], "between", suffered
    if (accused := _accused_of(noun)) is not None:
        return [accused], "accused of it", suffered
    if agents := [*obliques(noun, "by"), *_by_nearby(noun)]:
        return agents[:1], "by-agent", suffered
    carried = relation in ("object", "passive subject") or (
        anchor.i != noun.i and universal(first_conjunct(noun)) == "obj"
    )
    if anchor.lemma_.lower() in role_words("overseeing") and c.event not in JOINT:
        carried = False
    if carried and relation != "suffered":
        doer = by_agent(anchor) if is_passive(anchor) else subject(anchor)
        if doer is not None:
            return [doer], "subject of light verb", None
    if (owners := possessives(noun)) and not _befalls_owner(noun):
        return owners[:1], "possessive", suffered
    if noun.lower_ in words("people"):
        # "Demonstrators" names the protest and those who hold it.
        return [noun], "doers", suffered
    if named := modifiers(noun):
        return named[:1], "modifier", suffered
    if suffered is not None and (source := obliques(noun, "from")):
        return source[:1], "from", suffered
    if noun.lemma_.lower() in role_words("deeds"):
        for clause in children(noun, "acl"):
            if is_passive(clause) and (agent := by_agent(clause)) is not None:
                return [agent], "participle by", suffered
    if c.event is not Event.RETREAT and (told := _ascribed(noun)) is not None:
        return [told], "ascribed to", suffered
    of = obliques(noun, "of") if c.event is Event.RETREAT else []
    if of and (c.mode == "withdraw" or (c.mode == "ceasefire" and of[0].ent_type_ not in ("DATE", ""))):
        return of[:1], "of-subject", suffered
    for clause in children(noun, "acl"):
        # "The agreement that the leaders reached", "the offensive the army launched".
        if clause.lemma_.lower() in role_words("done_by") and not is_passive(clause):
            own = [s for s in children(clause, "nsubj") if s.lower_ not in RELATIVE]
            if own:
                return own[:1], "subject of relative clause", suffered
    return [], "", suffered


def _recipients(c: Candidate, actors: list[Token]) -> tuple[list[Token], str]:
    """To whom the named event was done, and the rule that says so."""
    noun, anchor = c.trigger, c.anchor
    lemma = noun.lemma_.lower()
    if lemma in role_words("aimed_with_to") and (to := obliques(noun, "to", "for")):
        return [t for t in to[:1] if not is_abstract(t)] or [
            t for o in to[:1] for t in (*possessives(o), *obliques(o, "of"))
        ][:1], "to"
    if c.event not in UNAIMED:
        means = [t for tool in obliques(anchor, "with") for t in targets(tool)]
        aimed = [*targets(noun), *([] if anchor.i == noun.i else [*targets(anchor), *means])]
        places = ("into", "at", "toward", "towards")
        aimed = [t for t in aimed if not (case(t) in places and t.ent_type_ in ("GPE", "LOC"))]
        if aimed:
            return [held_in(aimed[0])], "target"
        if is_weapon(noun) and universal(noun) == "nsubj" and anchor.i == noun.i and not is_harm(noun.head):
            # "A bomb tore through a bus carrying policemen."
            return [
                held_in(o) for o in (*objects(noun.head), *obliques(noun.head, "through"))[:1]
            ], "object of the weapon's verb"
    elif c.event is Event.CONCEDE and anchor.i != noun.i and (to := [*datives(anchor), *obliques(anchor, "to")]):
        return to[:1], "to"
    of = obliques(noun, "of")
    if _befalls_owner(noun):
        return possessives(noun)[:1], "whom it befell"
    if c.event is Event.RETREAT and c.mode == "withdraw":
        return [], ""
    if of and lemma in words("harm_nouns"):
        return of[:1], "of-object"
    done = c.event in (Event.ASSAULT, Event.COERCE) and lemma not in role_words("weapons") and lemma != "state"
    if of and (not actors or done) and c.event is not Event.CONSULT:
        return [o for o in of[:1] if not is_abstract(o)], "of-object"
    return [], ""


def _befalls_owner(noun: Token) -> bool:
    """Whether a deed befell those whose it is: "the mayor's murder", but "their murder of the mayor"."""
    return noun.lemma_.lower() in role_words("befalling") and bool(possessives(noun)) and not obliques(noun, "of")


def _accused_of(noun: Token) -> Token | None:
    """ "Accused the rebels of an attack": who did it, wherever the parser hung the deed."""
    if case(noun) != "of":
        return None
    verb = noun.head if noun.head.pos_ == "VERB" else noun.head.head
    if verb.lemma_.lower() not in role_words("accusing"):
        return None
    return subject(verb) if is_passive(verb) else next(iter(children(verb, "obj", "iobj")), None)


def _by_nearby(noun: Token) -> list[Token]:
    """The "by gunmen" of "condemned an attack on the convoy by gunmen", wherever the parser hung it."""
    found = [a for target in targets(noun) for a in obliques(target, "by")]
    if universal(noun) == "obj" and not is_passive(noun.head):
        found += [a for a in obliques(noun.head, "by") if a.i > noun.i and a.pos_ != "NUM"]
    return [a for a in found if a.ent_type_ != "DATE"]


def _ascribed(noun: Token) -> Token | None:
    """ "an attack ascribed to the Taliban", "blamed on rebels", "claimed by ISIS"; "they blamed the attack on rebels"."""
    if accused := blamed(noun.head):
        return accused[0]
    if case(noun) == "for" and noun.head.lemma_.lower() in role_words("blaming") and is_passive(noun.head):
        return subject(noun.head)  # "is blamed for the deaths"
    clauses = children(noun, "acl")
    clauses += [c for c in children(noun.head, "advcl") if c.tag_ == "VBN" and noun_before(c) == noun]
    if universal(noun) == "nsubj":
        beside = [o for o in children(noun.head, "parataxis", "appos") if o.pos_ == "NOUN"]
        clauses += [c for other in beside for c in children(other, "acl")]
    for clause in clauses:
        verb = clause.lemma_.lower()
        prepositions = {"ascribe": ("to",), "attribute": ("to",), "blame": ("on",), "pin": ("on",)}.get(verb, ("by",))
        if prepositions == ("by",) and verb not in role_words("done_by"):
            continue
        if clause.dep_ != "acl:relcl" and (found := obliques(clause, *prepositions)):
            return found[0]
    return None


def _predicate_subject(noun: Token) -> Token | None:
    """ "has been at war with ...", "was in negotiations", "stays in contact", "was behind the shooting"."""
    if case(noun) not in ("at", "in", "into", "on", "behind"):
        return None
    if any(c.lemma_.lower() == "be" for c in children(noun, "cop", "aux")):
        return subject(noun) or next(iter(children(noun, "nsubj")), None)
    if universal(noun) == "obl" and noun.head.lemma_.lower() in role_words("staying"):
        return subject(noun.head)
    return None
