"""What auxiliaries, tense and the calendar tell of an event: that it is to come, or only possible."""

from __future__ import annotations

from dataclasses import dataclass

from truceline.claim import Status
from truceline.datafiles import word_lists
from truceline.language.document import Token
from truceline.reading.syntax import (
    case,
    children,
    is_root,
    universal,
)


@dataclass(frozen=True)
class Certainty:
    """A status, the token that shows it, and the rule that read it."""

    status: Status
    sign: Token | None
    by: str


words = word_lists("status.yaml")


def by_auxiliary(trigger: Token, anchor: Token) -> Certainty | None:
    """What the auxiliaries of an event's verb say, or of the verb it is coordinated with."""
    verb = anchor
    for _ in range(3):
        auxiliaries = [c for c in children(verb, "aux") if c.i < verb.i]
        for c in auxiliaries:
            if c.lower_ in words("future_modals"):
                return Certainty(Status.FUTURE, c, "auxiliary")
            if c.lower_ in words("hypothetical_modals"):
                return Certainty(Status.HYPOTHETICAL, c, "auxiliary")
            if c.lemma_ == "go" or (c.lower_ == "to" and universal(verb) == "root"):
                return Certainty(Status.FUTURE, c, "auxiliary")
        if (to_be := _is_to(verb)) is not None:
            return Certainty(Status.FUTURE, to_be, "be to")
        if universal(verb) == "conj" and not auxiliaries and not children(verb, "nsubj"):
            verb = verb.head
        else:
            return None
    return None


def by_schedule(trigger: Token, anchor: Token) -> Certainty | None:
    """ "The president, who leaves office in August", "the two sides meet on Friday": the present of what is on the calendar."""
    return Certainty(Status.FUTURE, anchor, "present of a schedule") if is_scheduled(anchor) else None


def is_scheduled(verb: Token) -> bool:
    """Whether a verb of coming and going stands in the plain present with a day or month that it has."""
    if verb.tag_ not in ("VBZ", "VBP") or verb.lemma_.lower() not in words("scheduled") or children(verb, "aux"):
        return False
    dated = [o for o in children(verb, "obl") if o.ent_type_ == "DATE" and o.pos_ in ("PROPN", "NUM")]
    return any(
        case(o) in ("in", "on", "") and not any(c.lower_ in ("last", "every") for c in o.children) for o in dated
    )


def _is_to(verb: Token) -> Token | None:
    """The form of "be" in "troops are to leave"; not in "were they to leave"."""
    to = next((c for c in children(verb, "mark") if c.lower_ == "to"), None)
    be = next((c for c in children(verb, "aux", "cop") if c.lower_ in ("is", "are", "was", "were")), None)
    asked = any(be is not None and be.i < c.i < verb.i for c in children(verb, "nsubj"))
    if verb.lemma_ == "blame":
        return None  # "he is to blame" says what is, not what is to come
    return be if to is not None and be is not None and be.i < to.i and not asked else None


def takes_place(noun: Token) -> bool:
    """Whether a noun names talks that the main verb of a sentence says will go on or begin."""
    if noun.pos_ != "NOUN" or universal(noun) != "nsubj" or not is_root(noun.head):
        return False
    helpers = {c.lower_ for c in children(noun.head, "aux")}
    ahead = bool(helpers & words("future_modals")) or _is_to(noun.head) is not None
    return ahead and noun.head.lemma_.lower() in words("happening")
