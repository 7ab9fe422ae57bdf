"""Which words of the tree fill an event's actor and recipient, before they get their names."""

from __future__ import annotations

from dataclasses import replace

from truceline.claim import Event
from truceline.language.columns import nouns
from truceline.language.document import Token
from truceline.reading.addressees import held_in, owner_or_self, recipients_of
from truceline.reading.candidate import Candidate
from truceline.reading.convening import third_parties
from truceline.reading.endings import UNBOUND
from truceline.reading.lexicon import role_words
from truceline.reading.nominal import of_noun
from truceline.reading.roles import Arguments, doer, is_human, is_weapon, some, targets
from truceline.reading.subjects import objects, patient, resolved, shared_object, subject
from truceline.reading.syntax import (
    by_agent,
    case,
    children,
    conjuncts,
    is_passive,
    obliques,
    universal,
    with_second_side,
)
from truceline.reading.victims import attending, harmed_with, is_harm, kills
from truceline.reading.wording import words

TALKING = "subject and object of meeting"


def arguments(candidate: Candidate) -> Arguments:
    """The actor and recipient nouns of a candidate."""
    if candidate.claimed and candidate.trigger.i == candidate.anchor.i:
        return Arguments(some(subject(candidate.anchor)), (), "claims responsibility")
    found = of_noun(candidate) if candidate.trigger.pos_ in ("NOUN", "PROPN") else _of_verb(candidate)
    if candidate.event is Event.ASSAULT and found.actor_by != "two sides":
        found = _with_harmed(candidate, found)
    found = replace(
        found,
        actors=tuple(resolved(t) for t in found.actors),
        recipients=tuple(resolved(shared_object(t)) for t in found.recipients),
    )
    if candidate.event is Event.CONSULT:
        return _together(found)
    if found.actors and found.recipients and found.actors[0].i == found.recipients[0].i:
        found = replace(found, recipients=found.recipients[1:])
    return found


def _of_verb(c: Candidate) -> Arguments:
    """The roles of an event that a verb names."""
    verb = c.trigger
    lemma = verb.lemma_.lower()
    if c.event is Event.CONSULT:
        return _of_meeting(verb)
    if c.by.startswith(UNBOUND):
        who = patient(verb) if is_passive(verb) else subject(c.anchor)
        return Arguments(some(who), tuple(obliques(verb.doc[c.covers[0]], "with")), "subject", "partner")
    if is_passive(verb):
        return _of_passive(c)
    who = _doer_of(c, verb)
    if lemma in role_words("dying") or verb.lower_ == "dead":
        return Arguments(some(attending(verb)), some(who), "those who were at it", "subject of dying")
    if kills(verb) and not children(verb, "obj", "obl"):
        # "The policeman killed a day earlier", its participle taken for the main verb.
        return Arguments((), some(who), "", "subject of a bare participle")
    if lemma in role_words("self_exploding") and (near := targets(verb, "among", "amid", "outside", "inside", "near")):
        return Arguments(some(who), (held_in(near[0]),), "subject", "target")
    if lemma in role_words("exploding") and who is not None and not children(verb, "obj"):
        return Arguments((), tuple(targets(verb)[:1]), "", "target")
    if lemma in role_words("two_sided_verbs") and c.event is Event.ASSAULT:
        return _of_fight(verb, who)
    if who is not None and is_weapon(who) and who.lower_ not in words("military"):
        behind = doer(who)
        return Arguments(some(behind), recipients_of(c), "behind the weapon", "object")
    return Arguments(some(who), recipients_of(c), "subject", "object")


def _doer_of(c: Candidate, verb: Token) -> Token | None:
    """The subject; for "talks collapsed after the rebels walked out, accusing ..." that of the nearest clause."""
    who = subject(verb)
    if who is None and c.by.startswith("readiness"):
        # "It was prepared to talk": nothing else than a party is ready or willing.
        return next(iter(children(verb, "expl")), None)
    if who is not None and verb.tag_ == "VB" and verb.head.i == who.i and who.lemma_.lower() in words("no_party"):
        # "Made great sacrifices to defeat the rebels": whoever made them.
        done = universal(who) == "obj" and who.head.lemma_.lower() in role_words("undertaking")
        return subject(who.head) if done else who
    if _are_deeds(verb, who):
        return None
    if who is None or universal(verb) != "advcl" or is_human(who) or who.pos_ == "PROPN" or children(verb, "nsubj"):
        return who
    beside = [c for c in children(verb.head, "advcl", "ccomp", "conj") if verb.head.i < c.i < verb.i]
    nearer = [s for c in reversed(beside) for s in children(c, "nsubj") if is_human(s)]
    return nearer[0] if nearer else who


def _are_deeds(verb: Token, who: Token | None) -> bool:
    """Whether "they" are the attacks counted in the sentence before: "counted 207 attacks. They killed 335 people"."""
    if who is None or who.lower_ != "they" or not kills(verb) or not verb.sent.start:
        return False
    counted = children(verb.doc[verb.sent.start - 1].sent.root, "obj")
    return any(o.tag_ == "NNS" and o.lemma_.lower() in role_words("attacks") for o in counted)


def _of_passive(c: Candidate) -> Arguments:
    """ "was attacked by gunmen", "was hit by a shell fired from a government position"."""
    verb = c.trigger
    agent = by_agent(verb)
    if agent is not None and agent.lemma_.lower() in role_words("means"):
        # "By force", but "by the security forces".
        agent = agent if is_human(agent) and children(agent, "det", "compound", "amod") else None
    if agent is not None and is_weapon(agent):
        agent = doer(agent)
    agent = agent or _agent_of_cause(verb) or (attending(verb) if c.event is Event.ASSAULT else None)
    who = patient(verb)
    agent = agent or _shared_agent(verb) or _causer(verb, who)
    if c.event is Event.RETREAT and who is not None and not _is_somebody(resolved(who)):
        # "Charges against the eleven were dropped", "trucks were let through to the refugees": to whose good.
        gain = [t for t in (*targets(who), *obliques(verb, "to")) if is_human(t)]
        if gain:
            return Arguments(some(agent), tuple(gain[:1]), "by-agent", "who gains by it")
    if agent is None:
        agent = next((a for o in obliques(verb, "of", "with") if (a := by_agent(o)) is not None), None)
    if c.event is Event.MOBILIZE and agent is None:
        return Arguments(some(who), (), "passive subject", "")
    if c.event is Event.SUPPORT and verb.lemma_.lower() in role_words("signing"):
        return Arguments(some(agent), (), "by-agent", "")
    if who is not None and c.event in SPOKEN_OF and not is_human(resolved(who)):
        # "The proposal was rejected", "a treaty signed by": what it is about, not whom it is aimed at.
        owners = [] if c.event is Event.SUPPORT else some(owner_or_self(resolved(who)))
        return Arguments(some(agent), tuple(o for o in owners if is_human(o)), "by-agent", "owner")
    if who is not None and is_weapon(resolved(who)):
        return Arguments(some(agent or doer(resolved(who))), tuple(targets(verb)[:1]), "by-agent", "target")
    return Arguments(some(agent), _undergoing(c, who), "by-agent", "passive subject")


DEEDS = frozenset((Event.ASSAULT, Event.COERCE, Event.SANCTION, Event.PROTEST, Event.COOPERATE, Event.AID))


def _undergoing(c: Candidate, who: Token | None) -> tuple[Token, ...]:
    """Whom a deed told in the passive hits: its subject; of a thing those whom the active would name ("food was sent to X")."""
    if c.event is Event.MOBILIZE:
        return recipients_of(c)
    if who is None or c.event not in DEEDS or who.pos_ == "NUM" or is_human(resolved(who)):
        return some(who)
    return recipients_of(c) or some(who)


def _shared_agent(verb: Token) -> Token | None:
    """The men of "was dragged from a taxi by men in masks and beaten"."""
    return by_agent(verb.head) if universal(verb) == "conj" and is_passive(verb.head) else None


def _causer(verb: Token, who: Token | None) -> Token | None:
    """Who "had the minister murdered"; she who "had her house searched" suffered it."""
    if universal(verb) != "xcomp" or verb.head.lemma_.lower() not in role_words("causing") or is_passive(verb.head):
        return None
    return subject(verb.head) if who is not None and (is_human(who) or who.pos_ in ("PROPN", "NUM")) else None


SPOKEN_OF = frozenset((Event.SUPPORT, Event.REQUEST, Event.AGREE, Event.REJECT))


def _of_fight(verb: Token, who: Token | None) -> Arguments:
    """Both sides of a fight "with" somebody; attacker and attacked when it is "against" him."""
    other = [*obliques(verb, "with", "against"), *children(verb, "obj")]
    other = [o for o in other if o.lemma_.lower() not in role_words("exchanged")]
    if other and case(other[0]) == "with":
        return Arguments(some(who, other[0]), (), "two sides")
    return Arguments(some(who), tuple(other[:1]), "subject", "object")


def _agent_of_cause(verb: Token) -> Token | None:
    """ "killed in an attack by gunmen", "killed in a Taliban raid": who the attack was by."""
    for noun in obliques(verb, "in", "during", "by"):
        if (agent := by_agent(noun)) is not None:
            return agent
        if noun.lemma_.lower() in role_words("attacks") and (behind := doer(noun)) is not None:
            return behind
    return None


def _of_meeting(verb: Token) -> Arguments:
    """Who meets whom; a visitor is actor and the host recipient."""
    if is_passive(verb):
        return Arguments(some(by_agent(verb), patient(verb)), (), "passive meeting")
    who, met = subject(verb), [o for o in map(resolved, objects(verb)) if is_human(o) or o.pos_ == "PROPN"]
    about = [t for o in objects(verb) for t in with_second_side(obliques(resolved(o), "between", "with"))]
    # "Discussed a proposal for a truce with the government": the parser may hang "with" on the truce.
    about = about or [t for o in objects(verb) for n in children(o, "nmod") for t in obliques(n, "with") if is_human(t)]
    if verb.lemma_.lower() in role_words("visiting"):
        return Arguments(some(who), tuple(objects(verb)[:1]), "visitor", "host")
    if verb.lemma_.lower() in role_words("receiving"):
        return Arguments(tuple(met[:1]), some(who), "visitor", "host")
    return Arguments((*some(who), *met[:1], *about, *third_parties(verb)), (), TALKING)


def _is_somebody(noun: Token) -> bool:
    """Whether a noun stands for people who can be let go or handed over, and not for what is lifted or let through."""
    return is_human(noun) or bool(nouns().of(noun.lemma_.lower()) & _PERSONS)


_PERSONS = frozenset(("people", "human", "holder", "leader", "armed"))


def _is_place(noun: Token) -> bool:
    """Whether a noun is a place or thing that can be attacked."""
    return noun.lemma_.lower() in words("things")


def _with_harmed(c: Candidate, found: Arguments) -> Arguments:
    """The people who came to harm stand for the place or thing that was attacked."""
    harmed = harmed_with(c.trigger, c.anchor)
    if is_harm(c.trigger):
        named = list(found.recipients)
    elif any(_is_people(r) for r in found.recipients):
        return found
    else:
        named = [r for r in found.recipients if _is_owned(r)]
        harmed = [h for h in harmed if not named or h.pos_ == "PROPN" or h.ent_type_ or children(h, "appos")]
    new = [h for h in harmed if all(h.i != n.i for n in named)]
    if not new:
        return found
    return replace(found, recipients=(*named, *new), recipient_by="those harmed")


def _is_people(noun: Token) -> bool:
    """Whether a noun stands for people, not for a town: a bare name after "the strike on" is one more often than a man."""
    return is_human(noun) and (noun.ent_type_ != "PERSON" or bool(children(noun, "flat", "compound", "nmod", "appos")))


def _is_owned(thing: Token) -> bool:
    """Whether a thing's phrase says whose it is: "our post", "an army post"."""
    return _is_place(thing) and any(
        c.dep_ == "nmod:poss" or any(c.lower_ in words(k) for k in ("military", "police")) for c in thing.children
    )


def _together(found: Arguments) -> Arguments:
    """In talks all are actors, save one who is visited."""
    if found.recipient_by == "host":
        return found
    actors = [side for a in found.actors for side in (_sent_by_two(a) or (a,))]
    for r in found.recipients:
        if all(r.i != a.i for a in actors):
            actors.append(r)
    return Arguments(tuple(actors), (), found.actor_by or found.recipient_by, "")


def _sent_by_two(noun: Token) -> list[Token]:
    """ "Envoys of the government and (of) the Front": both who sent them."""
    if noun.tag_ != "NNS" or noun.lemma_.lower() not in words("sent") or noun.i + 1 >= noun.sent.end:
        return []
    following = noun.nbor()
    if following.lower_ not in ("of", "for", "from") or following.head.i <= following.i:
        return []
    first = following.head
    both = {t.i: t for t in (*with_second_side([first]), *conjuncts(first))}
    # Whom a person sends does not speak as that person.
    return list(both.values()) if len(both) > 1 and first.ent_type_ != "PERSON" else []


def partners(candidate: Candidate) -> tuple[Token, ...]:
    """Those with whom a verb of meeting or cooperating is done: "met with", "spoke to", "negotiate with"."""
    verb = candidate.trigger
    if verb.pos_ in ("NOUN", "PROPN") or verb.lemma_.lower() in role_words("visiting"):
        return ()
    prepositions = ("with", "to") if candidate.event is Event.CONSULT else ("with",)
    between = with_second_side(obliques(verb, "between", "among"))
    signed = [o for o in objects(verb) if candidate.trigger.lemma_.lower() in role_words("signing")]
    found = between or [t for v in (verb, *signed) for t in obliques(v, *prepositions)][:2]
    return tuple(p for p in found if not _is_place(p))


__all__ = ["Arguments", "arguments", "partners"]
