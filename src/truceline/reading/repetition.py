"""How many events one event word stands for: "120 attacks", "three rounds of talks", "met twice"."""

from __future__ import annotations

from truceline.language.document import Document, Token
from truceline.reading.harm import harm, words
from truceline.reading.headcount import number_at
from truceline.reading.numbers import find_amounts
from truceline.reading.syntax import universal


def count(doc: Document, trigger_token: int) -> int | None:
    """The number of events that an event word stands for: "120 attacks", "three rounds of talks", "met twice"; None for one."""
    trigger = doc[trigger_token]
    if trigger.pos_ in ("VERB", "AUX"):
        return _times(trigger)
    if harm(trigger):
        return None
    noun = trigger
    if (universal(noun) == "nmod" and noun.head.lemma_.lower() in words("event_measures")) or (
        universal(noun) == "compound" and noun.head.pos_ in ("NOUN", "PROPN")
    ):
        noun = noun.head
    own = number_at(noun)
    if own is None or own.vague:
        return None
    number = own.low if own.low is not None else own.high
    return number if number is not None and number > 1 else None


def _times(verb: Token) -> int | None:
    """How often something was done ("met twice", "shelled three times")."""
    for c in verb.children:
        if c.lower_ in ("twice", "thrice"):
            return 2 if c.lower_ == "twice" else 3
        if c.lemma_.lower() == "time" and c.i > 0:
            figures = find_amounts(" ".join(g.text for g in c.children if universal(g) == "nummod"))
            if figures and figures[0].low is not None and figures[0].low > 1:
                return figures[0].low
    return None
