"""Speech acts and talks: what is demanded, refused, promised, threatened, and who may talk to whom."""

from __future__ import annotations

from dataclasses import replace

from truceline.claim import Event
from truceline.language.document import Token
from truceline.reading.candidate import Candidate
from truceline.reading.entries import content_of
from truceline.reading.lexicon import lexicon, word_class
from truceline.reading.subjects import subject
from truceline.reading.syntax import children, first_conjunct, noun_before, obliques, universal

ASKED = frozenset(("meet", "yield", "assist", "change"))
THREATENED = frozenset(("violence", "restrict", "relations"))
CONVENING = frozenset(("mediate", "broker", "host", "facilitate", "convene", "chair", "sponsor", "lead", "hold"))
SWORN = frozenset(("vow", "swear"))
"""Verbs of a promise that is a threat where it is none of talks, peace or help ("vowed to hunt them down")."""
WORDS_OF_PROMISE = frozenset(("vow", "promise", "pledge", "swear"))


def speech_act(candidate: Candidate) -> Candidate | None:
    """Give a demand, refusal, promise or threat its mode by what it is about; None when it is none."""
    content = content_of(candidate.trigger)
    made = replace(candidate, content=content)
    if any(c.lemma_.lower() in word_class("of_the_press") for c in children(candidate.trigger, "xcomp")):
        return None
    match candidate.event:
        case Event.REQUEST:
            return _request(made)
        case Event.REJECT:
            return replace(made, mode=made.mode or (content if content in ASKED else None))
        case Event.THREATEN:
            return _threat(made)
        case Event.AGREE:
            return _promise(made)
        case Event.CONCEDE if candidate.trigger.lemma_.lower() == "offer":
            if content in ("meet", "assist"):
                return replace(made, event=Event.AGREE, strength=1.0)
            return replace(made, strength=1.0 if content == "yield" else candidate.strength)
    return made


def _request(made: Candidate) -> Candidate | None:
    verb = made.trigger
    clauses = children(verb, "xcomp", "ccomp", "advcl")
    if verb.lemma_.lower() == "let" and not (_imperative(verb) and not _spoken_of(verb)):
        return None
    if not (clauses or obliques(verb) or children(verb, "obj", "iobj")):
        return None
    if verb.lemma_.lower() in word_class("asserting") and not any(is_demand(c) for c in clauses):
        return replace(made, strength=0.5) if obliques(verb, "on", "for") else None
    if made.content == "meet" and _sought(verb):
        return replace(made, event=Event.AGREE, mode=None)
    if made.content in ASKED:
        return replace(made, mode=made.content)
    # A call to attack has no mode (guide, rule 8).
    return replace(made, mode="change" if clauses and made.content != "violence" else None)


def _sought(verb: Token) -> bool:
    """ "is seeking reconciliation with them": one's own readiness; not "is seeking it from them"."""
    return (
        verb.lemma_.lower() in word_class("seeking")
        and bool(children(verb, "obj"))
        and not obliques(verb, "from")
        and not children(verb, "xcomp", "ccomp")
    )


def is_demand(clause: Token) -> bool:
    """Whether a clause says what shall be: "that the army leave", "be freed", "must go", "to withdraw"."""
    helpers = {c.lower_ for c in children(clause, "aux", "cop", "mark")}
    if helpers & word_class("demanding_modals") or "to" in helpers:
        return True
    plain = clause.tag_ == "VB" or (clause.tag_ == "VBP" and clause.lemma_.lower() in lexicon().content)
    if plain or "be" in helpers:
        return not helpers & {"will", "would", "can", "could", "may", "might", "wo", "ca", "do", "did"}
    return False


def _threat(made: Candidate) -> Candidate | None:
    """A threat; a warning is one when it says what the speaker, or somebody with a party for its aim, will do."""
    verb = made.trigger
    mode = content_of(verb, THREATENED)
    if verb.lemma_.lower() in SWORN:
        return _promise(replace(made, event=Event.AGREE, mode=None))
    clauses = children(verb, "ccomp", "xcomp", "parataxis")
    if verb.lemma_.lower() != "warn":
        return replace(made, mode=made.mode or mode or (None if clauses else "violence"))
    own = any(_own_future(verb, c) for c in clauses)
    ahead = any(m.tag_ == "MD" for c in clauses for m in children(c, "aux"))
    if not own and not (children(verb, "obj", "iobj") and (ahead or not clauses)):
        return None
    return replace(made, mode=mode, strength=1.0 if own else 0.5)


def _own_future(verb: Token, clause: Token) -> bool:
    """ "warned that they would attack", "that the camps will be bombed": what the one who warns will do."""
    if not any(c.lower_ in ("will", "would", "wo", "'ll", "’ll") for c in children(clause, "aux")):
        return False
    who, warner = subject(clause), subject(verb)
    if who is None or any(c.dep_ == "aux:pass" for c in clause.children):
        return True
    return who.pos_ == "PRON" or (warner is not None and who.lemma_ == warner.lemma_)


def _promise(made: Candidate) -> Candidate | None:
    lemma = made.trigger.lemma_.lower()
    if lemma == "swear" and not children(made.trigger, "xcomp"):
        return None  # "swore that he had seen it"
    sworn = lemma in SWORN and made.content is None and bool(children(made.trigger, "xcomp", "ccomp"))
    if sworn or (lemma in WORDS_OF_PROMISE and made.content == "violence"):
        return replace(made, event=Event.THREATEN, mode="violence", strength=1.0)
    # "agreed a ceasefire": both did; "agreed to withdraw": one yields.
    shared = lemma == "agree" and not children(made.trigger, "xcomp", "ccomp")
    if made.content == "yield" and lemma not in ("accept", "consent") and not shared:
        return replace(made, event=Event.CONCEDE)
    return made


def about(noun: Token) -> str | None:
    """What a noun of demand, refusal or offer is about, from the words that depend on it."""
    kinds = lexicon().content
    for token in (noun, *(g for g in noun.subtree if universal(g) in ("nmod", "acl", "compound", "obj"))):
        kind = kinds.get(token.lower_) or kinds.get(token.lemma_.lower())
        if kind in ASKED:
            return kind
    return None


# Talks


def talks(candidate: Candidate) -> Candidate | None:
    """ "meet", "speak", "discuss", "talks": only between parties; by telephone or through a third party by its words."""
    word, anchor = candidate.trigger, candidate.anchor
    aside = word_class("audience")
    if _of_the_author(anchor):
        return None
    if any(p.lemma_.lower() in aside or p.lower_ in ("us", "me") for p in obliques(word, "to", "with")):
        return None
    lemma = word.lemma_.lower()
    if lemma == "round" and not _numbered(word):
        return None
    if word.pos_ == "VERB":
        if lemma in ("speak", "talk") and candidate.by.endswith(f": {lemma}") and not _jointly(word):
            return None
        if lemma == "receive" and not _received_party(word):
            return None
    around = {c.lemma_.lower() for t in (word, anchor) for c in t.children}
    if around & {"phone", "telephone", "videoconference"}:
        return replace(candidate, mode="phone", strength=1.0)
    if candidate.mode is None and _through_third_party(word, anchor):
        return replace(candidate, mode="third-party")
    return candidate


def _of_the_author(verb: Token) -> bool:
    """ "when we met", "nobody I met": a conversation of the one who tells, spoken of in passing."""
    who = subject(verb) if verb.pos_ == "VERB" else None
    aside = universal(verb) in ("acl", "advcl") and not children(verb, "obj", "obl")
    return aside and who is not None and who.lower_ in ("i", "we")


def _numbered(session: Token) -> bool:
    """ "a fifth round", "the next round": one of talks; "three rounds of talks" is told by its talks."""
    which = children(session, "amod", "det")
    return not obliques(session, "of") and any(c.lower_ in word_class("which_round") for c in which)


def _jointly(verb: Token) -> bool:
    """Whether both who talk are the subject ("the two presidents spoke"), and not what they speak of is told."""
    who = subject(verb)
    if who is None or any(o.ent_type_ not in ("DATE", "TIME") for o in obliques(verb)):
        return False
    return bool(children(who, "conj")) or who.tag_ in ("NNS", "NNPS") or who.lower_ in ("both", "two", "they")


def _received_party(verb: Token) -> bool:
    """ "received the ambassador": a guest, not a letter."""
    return any(o.ent_type_ == "PERSON" or o.lemma_.lower() in word_class("guests") for o in children(verb, "obj"))


def _through_third_party(word: Token, anchor: Token) -> bool:
    """Whether somebody mediates, hosts or chairs the talks."""
    convening = CONVENING - {"hold", "lead"}
    if anchor.i != word.i and anchor.lemma_.lower() in convening:
        return True
    if word.pos_ == "NOUN" and any(c.lemma_.lower() in convening and c.tag_ == "VBN" for c in word.subtree):
        return True
    if any(c.lemma_.lower() in convening and noun_before(c) == word for c in children(word.head, "advcl")):
        return True
    mediating = word_class("mediating")
    beside = [o for t in (word, anchor) for o in obliques(t, "under", "through", "via")]
    if any(o.lemma_.lower() in mediating or any(c.lemma_.lower() in mediating for c in o.subtree) for o in beside):
        return True
    who = subject(anchor) if anchor.pos_ == "VERB" else None
    return who is not None and any(
        t.lemma_.lower() in mediating for t in (who, *children(who, "appos", "nmod", "compound"))
    )


def refused(word: Token, anchor: Token) -> bool:
    """ "will not negotiate", "won't withdraw", "there can be no talks": a refusal, not what did not take place."""
    modals = word_class("refusing_modals")
    verbs = [anchor, *([word.head] if universal(word) == "nsubj" else [])]
    return any(c.lower_ in modals for v in verbs for c in v.children)


NOBODY_ELSE = frozenset(("i", "we", "it", "that", "this", "which", "what"))
"""Subjects of whom nothing is demanded: the speaker himself, or a thing."""
DUTY = "duty: "
"""How the rule begins that names what somebody must do."""
REFUSED_BY_NOT = "refused by not"
"""The rule that names a verb of which only the negation refuses."""


def duty(verb: Token) -> Candidate | None:
    """ "The commission must publish the lists", "they should go": what somebody says that another has to do."""
    helpers, who = children(verb, "aux"), subject(verb)
    modal = next((c for c in helpers if c.lower_ in word_class("duties")), None)
    if modal is None or is_past(verb) or verb.lemma_.lower() in word_class("keeping"):
        return None
    if who is None or modal.i < who.i or who.lower_ in NOBODY_ELSE:
        return None
    mode = content_of(verb, ASKED) or "change"
    return Candidate(verb, verb, Event.REQUEST, mode, 0.5, f"{DUTY}{modal.lower_}")


def is_past(verb: Token) -> bool:
    """Whether a verb with a modal tells what was, and not what must be: "must have shot", "should have been told"."""
    return any(c.lower_ in ("have", "been") for c in children(verb, "aux"))


def commanded(verb: Token) -> bool:
    """ "Release them", "let the convoys pass", "that the curfew be lifted": what somebody says shall be done."""
    helpers = {c.lower_ for c in children(verb, "aux", "cop")}
    if helpers == {"be"} and verb.tag_ == "VBN" and children(verb, "nsubj") and universal(verb) != "ccomp":
        return not any(m.lower_ in ("to", "if", "whether", "lest") for m in children(verb, "mark"))
    let = universal(verb) in ("xcomp", "ccomp") and verb.head.lemma_.lower() == "let"
    return _imperative(verb.head if let else verb)


def _spoken_of(let: Token) -> bool:
    """ "Let me say", "let us turn to": a turn of speech."""
    return any(
        c.lower_ in ("me", "us", "’s", "'s") for w in (let, *children(let, "xcomp", "ccomp")) for c in w.children
    )


def _imperative(verb: Token) -> bool:
    first = first_conjunct(verb)
    if verb.tag_ != "VB" or first.tag_ != "VB" or universal(first) not in ("root", "ccomp", "parataxis"):
        return False
    bound = [c for v in {verb, first} for c in children(v, "nsubj", "expl", "mark", "aux")]
    return all(c.lower_ in ("do", "n't", "n’t") for c in bound)


__all__ = [
    "CONVENING",
    "DUTY",
    "REFUSED_BY_NOT",
    "about",
    "commanded",
    "duty",
    "is_demand",
    "is_past",
    "refused",
    "speech_act",
    "talks",
]
