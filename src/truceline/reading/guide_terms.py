"""What a told event is in the guide's terms: promised, refused, demanded, threatened or done by saying it."""

from __future__ import annotations

from dataclasses import replace

from truceline.claim import Entity, Event, Source, Status
from truceline.language.document import Token
from truceline.reading.candidate import Candidate
from truceline.reading.conditions import condition_of
from truceline.reading.endings import UNBOUND
from truceline.reading.lexicon import role_words, word_class
from truceline.reading.modality import Certainty
from truceline.reading.sources import words as attribution_words
from truceline.reading.speech import DUTY, REFUSED_BY_NOT, commanded, is_past, refused
from truceline.reading.syntax import children, is_passive, negated
from truceline.reading.telling import Attribution

JOINT = frozenset((Event.CONSULT, Event.SUPPORT, Event.COOPERATE, Event.AGREE))
PERFORMED = frozenset((Event.REQUEST, Event.ACCUSE, Event.REJECT, Event.THREATEN))
COOPERATION = frozenset((Event.CONSULT, Event.AID, Event.SUPPORT, Event.COOPERATE))
"""What is agreed while it is still to come."""
REFUSED = {
    Event.CONSULT: "meet",
    Event.RETREAT: "yield",
    Event.CONCEDE: "yield",
    Event.AID: "assist",
    Event.AGREE: None,
    Event.SUPPORT: None,
}
"""What a party will not do it refuses, with this mode."""
ASSENT = frozenset((Event.AGREE, Event.SUPPORT))
"""What a party does not do it refuses: "does not accept", "never recognised"."""
HOSTILE = frozenset((Event.ASSAULT, Event.COERCE, Event.SANCTION))
"""What a party will not do it concedes: "nobody will be shot", "there will be no more attacks"."""
COMMANDED = frozenset(Event) - {Event.REQUEST, Event.THREATEN, Event.REJECT, Event.AGREE, Event.PROTEST}
"""What is told to be done is demanded: "release them", "let the convoys pass", "that the curfew be lifted"."""
DEMANDED = {Event.RETREAT: "yield", Event.CONSULT: "meet", Event.AID: "assist"}
"""What a party must do is demanded of it, with this mode."""
THREATS = {Event.ASSAULT: "violence", Event.COERCE: "restrict", Event.SANCTION: "relations"}
"""What will be done on a condition is threatened, with this mode."""
DECLARING = frozenset(("declare", "call", "order", "undertake", "grant"))
READY = frozenset(("willing", "ready", "prepared", "willingness", "readiness"))
DECLARED = frozenset((Event.CONCEDE, Event.AGREE))
PROMISING = frozenset(("announce", "promise", "pledge", "vow", "offer", "agree", "propose"))


def in_guide_terms(candidate: Candidate, sure: Certainty) -> tuple[Candidate, Certainty]:
    """What is agreed or promised is to come; talks planned are agreed, a withdrawal announced is conceded (guide, rule 5)."""
    event, ahead = candidate.event, sure.status is Status.FUTURE
    if candidate.by.startswith(UNBOUND) and condition_of(candidate.anchor) is None:
        return candidate, Certainty(Status.ACTUAL, sure.sign, "no longer bound")
    if event in REFUSED and sure.status is Status.NEGATED and refused(candidate.trigger, candidate.anchor):
        return replace(candidate, event=Event.REJECT, mode=REFUSED[event]), Certainty(
            Status.ACTUAL, sure.sign, "refusal"
        )
    if (
        event in ASSENT
        and sure.status is Status.NEGATED
        and candidate.trigger.lemma_.lower() in word_class("assenting")
    ):
        return replace(candidate, event=Event.REJECT, mode=None), Certainty(Status.ACTUAL, sure.sign, REFUSED_BY_NOT)
    hostile = event in HOSTILE or (event is Event.ACCUSE and candidate.mode == "investigate")
    if hostile and sure.status is Status.NEGATED and refused(candidate.trigger, candidate.anchor):
        return replace(candidate, event=Event.CONCEDE, mode=None), Certainty(Status.FUTURE, sure.sign, "forbearance")
    if candidate.by.startswith(DUTY):
        return candidate, Certainty(Status.ACTUAL, sure.sign, "demand")
    if event in COMMANDED and (commanded(candidate.anchor) or _is_duty(candidate, sure)):
        return replace(candidate, event=Event.REQUEST, mode=DEMANDED.get(event, "change")), Certainty(
            Status.ACTUAL, sure.sign, "demand"
        )
    if (
        event in DEMANDED
        and sure.sign is not None
        and sure.sign.lower_ in word_class("demanding_modals")
        and not _own(candidate)
    ):
        return replace(candidate, event=Event.REQUEST, mode=DEMANDED[event]), Certainty(
            Status.ACTUAL, sure.sign, "demand"
        )
    if (
        event in COOPERATION
        and sure.by != "purpose"
        and (ahead or (event is Event.SUPPORT and sure.status is Status.NEGATED))
    ):
        return replace(candidate, event=Event.AGREE, mode=None), sure
    if event is Event.RETREAT and (ahead or sure.status is Status.HYPOTHETICAL):
        return replace(candidate, event=Event.CONCEDE, mode=None), sure
    if event in THREATS and ahead and condition_of(candidate.anchor) is not None:
        return replace(candidate, event=Event.THREATEN, mode=THREATS[event]), sure
    if event in (Event.CONSULT, Event.AGREE) and sure.sign is not None and sure.sign.lemma_.lower() in READY:
        return replace(candidate, event=Event.AGREE, mode=None), Certainty(Status.FUTURE, sure.sign, "readiness")
    verbs = {candidate.trigger.lemma_.lower(), candidate.anchor.lemma_.lower()}
    if sure.status is Status.ACTUAL and (
        (event is Event.AGREE and "accept" not in verbs)
        or (event is Event.CONCEDE and verbs & (PROMISING | DECLARING | READY))
    ):
        return candidate, Certainty(Status.FUTURE, candidate.trigger, "what is agreed is to come")
    return candidate, sure


def _is_duty(candidate: Candidate, sure: Certainty) -> bool:
    """ "The army must apologise", "the police should investigate": not "must have shot", nor what the speaker must do."""
    bound = sure.sign is not None and sure.sign.lower_ in word_class("duties") and candidate.anchor.pos_ == "VERB"
    return bound and not is_past(candidate.anchor) and not _own(candidate)


def _own(candidate: Candidate) -> bool:
    """ "We shall meet again": what the speaker himself will do."""
    return any(c.lower_ in ("i", "we") for c in children(candidate.anchor, "nsubj"))


def by_terms(candidate: Candidate, sure: Certainty) -> tuple[Candidate, Certainty]:
    """What an agreement says that a side shall do is conceded or agreed in it, and demanded by nobody."""
    if sure.by != "demand":
        return candidate, sure
    event = Event.CONCEDE if candidate.event is Event.RETREAT else Event.AGREE
    return replace(candidate, event=event, mode=None), Certainty(Status.FUTURE, sure.sign, "terms")


def denies_charge(candidate: Candidate) -> bool:
    """Whether a refusal is of what somebody was charged with: a denial, on the word of who denies."""
    verb = candidate.anchor
    what = [*children(verb, "obj"), *([verb.head] if verb.dep_ == "acl:relcl" else [])]
    return candidate.event is Event.REJECT and any(t.lemma_.lower() in attribution_words("charges") for t in what)


def refused_by_not(candidate: Candidate) -> bool:
    """Whether a word and its "not" refuse together, as a rule or the event head reads them."""
    return not candidate.strength or candidate.by == REFUSED_BY_NOT


def refuses(candidate: Candidate) -> bool:
    """Whether a word refuses in the narrow sense: to say that one never refused is to claim good will."""
    return candidate.anchor.lemma_.lower() in word_class("refusing")


def said_in_passive(candidate: Candidate) -> bool:
    """Whether a speech act leaves its speaker to the passive: "is warned", not "is accused", which others do."""
    accused = candidate.anchor.lemma_.lower() in role_words("accusing")
    return candidate.event in PERFORMED and is_passive(candidate.anchor) and not accused


def speaks_for(candidate: Candidate, actors: tuple[Token, ...], sure: Certainty, *, delivered: bool) -> bool:
    """Whether a speaker acts for his own side: "his Government would never negotiate", "there would be no contact"."""
    if not actors or (candidate.event is Event.REJECT and all(t.i > candidate.anchor.i for t in actors)):
        return sure.by == "refusal"
    if delivered and any(t.lower_ in ("i", "we") for t in actors):
        return True
    own = (t for t in actors if t.lemma_.lower() in attribution_words("own_side"))
    return any(c.lower_ in attribution_words("own") for t in own for c in children(t, "det", "nmod"))


def speaks_himself(candidate: Candidate, actors: tuple[Token, ...], sure: Certainty, speaker: Source) -> bool:
    """Whether a speech act that names nobody is its teller's: "the accord is dead, the Front said"."""
    verb = candidate.anchor
    if sure.by == "refusal" and speaker.kind == "person":
        return True
    if speaker.kind == "unnamed" or (verb.tag_ == "VBN" and is_passive(verb)):
        return False
    return candidate.event is Event.REJECT or (candidate.event in PERFORMED and not actors and verb.pos_ == "VERB")


def is_done_by_saying(candidate: Candidate, used: list[Attribution]) -> bool:
    """Whether somebody acts in saying what he says, and does not tell of what he has done before ("it had refused")."""
    if candidate.event in DECLARED:
        return bool(used) and used[-1].cue == candidate.anchor.i
    earlier = any(c.lower_ == "had" for c in candidate.anchor.children)
    return candidate.event in PERFORMED and not earlier


def acts(candidate: Candidate) -> bool:
    """Whether a word of saying is an event itself: to accuse, demand, refuse, threaten, promise."""
    return candidate.event in (Event.ACCUSE, Event.REQUEST, Event.REJECT, Event.THREATEN, Event.AGREE, Event.CONCEDE)


def responsibility(
    chain: list[Source], actors: tuple[Entity, ...], candidate: Candidate, sure: Certainty
) -> tuple[list[Source], Certainty]:
    """Responsibility claimed or denied: on the word of the one who claims or denies it."""
    if actors and all(actors[0].name != s.name for s in chain):
        kind = "organization"
        chain = [*chain, Source(name=actors[0].name, span=actors[0].span, kind=kind)]
    disowned = any(negated(o) or o.lower_ == "nothing" for o in children(candidate.anchor, "obj"))
    if candidate.anchor.lemma_.lower() == "deny" or negated(candidate.anchor) or disowned:
        return chain, Certainty(Status.NEGATED, candidate.anchor, "denied responsibility")
    return chain, Certainty(Status.ACTUAL, candidate.anchor, "claimed responsibility")


def denied_by_source(used: list[Attribution], candidate: Candidate) -> bool:
    """Whether whoever tells of it denies it ("X denied that ...")."""
    if not used or used[-1].verb != "deny":
        return False
    return not negated(candidate.trigger.doc[used[-1].cue])
