"""Events told again without a word of their own: denied ("which the army denied"), or counted ("put the toll at 20 dead")."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from truceline.claim import Entity, Event, Source, Status
from truceline.language.document import Token
from truceline.reading.candidate import SPEECH, Candidate
from truceline.reading.lexicon import word_class
from truceline.reading.modality import Certainty
from truceline.reading.sources import words as attribution_words
from truceline.reading.subjects import subject
from truceline.reading.syntax import ancestors, children, negated, obliques, universal

if TYPE_CHECKING:
    from truceline.reading.drafts import Draft, Reading

COUNTED = "toll"
"""The rule that names a candidate which only counts the dead of an event told before."""


NOT_DEADLY = frozenset(("sexual", "abduct", "destroy", "seize", "crowd-control", "beat"))


def toll(word: Token) -> Candidate | None:
    """ "spoke of fifteen dead", "had counted 31 bodies": the dead as somebody counts them."""
    if word.lower_ != "dead" and word.lemma_.lower() not in word_class("counted_dead"):
        return None
    if not any(c.like_num for c in children(word, "nummod", "nsubj")) and not (word.i and word.nbor(-1).like_num):
        return None
    return Candidate(word, word, Event.ASSAULT, None, 0.5, COUNTED) if _counting(word) is not None else None


def bare_count(number: Token) -> Candidate | None:
    """ "the army says twelve", "put it at no fewer than eleven", "gave the figure of 84": a number of nothing but the dead told of before."""
    if universal(number) not in ("obj", "obl", "nmod", "ccomp") or number.ent_type_ in NO_TOLL:
        return None
    after = number.nbor().lower_ if number.i + 1 < len(number.doc) else ""
    if children(number, "nmod", "obl", "compound") or after in word_class("counted_as") or after in ("%", "-", "°"):
        return None
    governor = number.head
    if universal(number) == "nmod" and governor.lemma_.lower() not in word_class("figures"):
        return None
    verb = governor if governor.pos_ == "VERB" else governor.head
    if verb.lemma_.lower() not in word_class("giving_counts") or verb.i > number.i:
        return None
    return Candidate(number, number, Event.ASSAULT, None, 0.5, COUNTED)


NO_TOLL = frozenset(("DATE", "TIME", "MONEY", "PERCENT", "ORDINAL", "QUANTITY"))


def _counting(word: Token) -> Token | None:
    """The verb by which somebody counts."""
    return next(
        (a for a in ancestors(word) if a.lemma_.lower() in word_class("counting") | word_class("giving_counts")), None
    )


def retold(reading: Reading, drafts: list[Draft]) -> list[Draft]:
    """The drafts, with what each count and denial leaves to the telling before it."""
    drafts = [d for d in drafts if d.candidate.trigger.pos_ != "NUM" or _deed_before(d, drafts) is not None]
    filled = [_counted(reading, d, drafts) if d.candidate.by == COUNTED else _with_parties(d, drafts) for d in drafts]
    known = {d.candidate.trigger.i for d in filled if d.candidate.by != COUNTED}
    return filled + [
        made
        for verb in reading.doc
        if verb.i not in known and denies(verb) and (made := _denied(reading, verb, filled)) is not None
    ]


def _counted(reading: Reading, d: Draft, drafts: list[Draft]) -> Draft:
    told = _deed_before(d, drafts)
    verb = _counting(d.candidate.trigger)
    sources = d.sources or (_word_of(reading, verb) if verb is not None else ())
    if told is None:
        return replace(d, sources=sources)
    made = replace(d.candidate, mode=told.candidate.mode)
    return replace(d, candidate=made, actors=told.actors, recipients=told.recipients, sources=sources)


def _deed_before(d: Draft, drafts: list[Draft]) -> Draft | None:
    """The deadly deed whose dead a draft counts."""
    deadly = [o for o in drafts if o.candidate.event is Event.ASSAULT and o.candidate.mode not in NOT_DEADLY]
    return _before(d.candidate.trigger, [o for o in deadly if o.candidate.trigger.pos_ != "NUM"], sentences=3)


def _with_parties(d: Draft, drafts: list[Draft]) -> Draft:
    """ "denied that there had been any meeting": between whom, the telling before says."""
    c = d.candidate
    if c.event is not Event.CONSULT or d.certainty.status is not Status.NEGATED or d.actors or c.trigger.pos_ != "NOUN":
        return d
    told = _before(c.trigger, [o for o in drafts if o.candidate.event is Event.CONSULT and o.actors], sentences=3)
    return d if told is None else replace(d, actors=told.actors, recipients=told.recipients)


def denies(verb: Token) -> bool:
    """ "which Kigali denies", "the ministry denied this": what was told before, not a clause of one's own."""
    if verb.pos_ != "VERB" or negated(verb):
        return False
    if _calls_untrue(verb):
        return True
    if verb.lemma_.lower() not in word_class("denying") or children(verb, "ccomp", "xcomp"):
        return False
    reports = [o for o in children(verb, "obj") if verb.lemma_ == "deny" and _is_report(o)]
    return (
        any(o.lower_ in ("it", "this", "that", "which") for o in children(verb, "obj"))
        or bool(reports)
        or (verb.dep_ == "acl:relcl" and not children(verb, "obj") and bool(children(verb, "nsubj")))
    )


def _is_report(noun: Token) -> bool:
    """ "the report", "these claims": what was told, without words on what it tells."""
    return noun.lower_ in word_class("reports") and not children(noun, "acl", "nmod", "amod")


def _calls_untrue(verb: Token) -> bool:
    """ "called the report 'pure invention'", "dismissed it as baseless"."""
    if verb.lemma_.lower() not in word_class("calling"):
        return False
    told = [o for o in children(verb, "obj", "nsubj", "ccomp", "xcomp") for o in (o, *children(o, "nsubj"))]
    named = (*told, *obliques(verb, "as"))
    return any(_is_report(o) for o in told) and any(t.lower_ in word_class("untrue") for t in named)


def _denied(reading: Reading, verb: Token, drafts: list[Draft]) -> Draft | None:
    who = subject(verb)
    own = {t.i for t in who.subtree} if who is not None else set()
    others = [
        d
        for d in drafts
        if d.candidate.event not in SPEECH
        and d.candidate.trigger.i not in own
        and d.candidate.anchor.dep_ != "acl:relcl"
    ]
    again = any(c.lower_ in ("too", "also", "either", "likewise") for c in verb.children)
    denied = [d for d in others if d.certainty.status is Status.NEGATED]
    near = 3 if again else 1 if verb.head.lemma_.lower() in attribution_words("charges") else 2
    told = (again and _before(verb, denied, sentences=3)) or _before(verb, others, sentences=near)
    sources = _word_of(reading, verb)
    if told is None or not sources:
        return None
    made = replace(told.candidate, trigger=verb, anchor=verb, strength=1.0, by="denial", covers=(), seen=None)
    sure = Certainty(Status.NEGATED, verb, "denied")
    charged = told.actors
    body = who is not None and who.ent_type_ != "PERSON" and sources[0].name[:1].isupper()
    if not charged and body and told.candidate.event in (Event.ASSAULT, Event.COERCE):
        # A body that denies a deed of which nobody is said to have done it, is charged with it.
        charged = tuple(Entity(name=s.name, span=s.span) for s in sources)
    return replace(told, candidate=made, actors=charged, certainty=sure, sources=sources, source_by="who denies")


def _before(word: Token, drafts: list[Draft], sentences: int) -> Draft | None:
    """The nearest draft with a word of its own before a word, within so many sentences."""
    first = word.sent
    for _ in range(sentences - 1):
        first = word.doc[first.start - 1].sent if first.start else first
    near = (d for d in drafts if first.start <= d.candidate.trigger.i < word.i and d.candidate.by != COUNTED)
    return max(near, key=lambda d: d.candidate.trigger.i, default=None)


def _word_of(reading: Reading, verb: Token) -> tuple[Source, ...]:
    who = subject(verb)
    found: tuple[Entity, ...] = tuple(reading.parties.entities(who)) if who is not None else ()
    return tuple(Source(name=e.name, span=e.span, kind="organization") for e in found[:1])
