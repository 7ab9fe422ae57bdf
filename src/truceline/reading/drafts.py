"""Drafts of claims: each candidate event of a report with its roles, certainty and sources."""

from __future__ import annotations

from dataclasses import dataclass

from truceline.claim import Entity, Event, Source, Status
from truceline.intake import dateline
from truceline.language.document import Document, Token
from truceline.reading.arguments import TALKING, Arguments, arguments
from truceline.reading.candidate import Candidate
from truceline.reading.conditions import condition_of
from truceline.reading.dating import Times
from truceline.reading.delivery import DELIVERED
from truceline.reading.endings import performed
from truceline.reading.events import find_events
from truceline.reading.filling import actors_of, others_of, recipients_of
from truceline.reading.guide_terms import (
    JOINT,
    PERFORMED,
    acts,
    by_terms,
    denied_by_source,
    denies_charge,
    in_guide_terms,
    is_done_by_saying,
    refused_by_not,
    refuses,
    responsibility,
    said_in_passive,
    speaks_for,
    speaks_himself,
)
from truceline.reading.modality import Certainty
from truceline.reading.parties import Parties
from truceline.reading.retellings import retold
from truceline.reading.sources import words as attribution_words
from truceline.reading.speech import REFUSED_BY_NOT
from truceline.reading.status import certainty
from truceline.reading.syntax import universal
from truceline.reading.telling import Telling
from truceline.report import Report


@dataclass(frozen=True)
class Reading:
    """All that is known of one report while its claims are read."""

    report: Report
    doc: Document
    parties: Parties
    telling: Telling
    times: Times
    countries: tuple[str, ...]


def drafts_of(reading: Reading) -> list[Draft]:
    """Every candidate event of a report with its roles filled, also those too unsure to become claims."""
    opening = dateline(reading.report.text)
    head = reading.doc.char_span(*opening.span) if opening else None
    candidates = find_events(reading.doc, reading.telling, range(head.start, head.end) if head else None)
    return retold(reading, [d for c in candidates if (d := draft(reading, c)) is not None])


@dataclass(frozen=True)
class Draft:
    """A candidate with its arguments and certainty, before it is merged with its like and worded out."""

    candidate: Candidate
    arguments: Arguments
    certainty: Certainty
    sources: tuple[Source, ...]
    source_by: str
    actors: tuple[Entity, ...]
    recipients: tuple[Entity, ...]


def draft(reading: Reading, candidate: Candidate) -> Draft | None:
    """Fill a candidate's roles; None when it is no event between parties after all."""
    if candidate.trigger.i in reading.telling.cues and not (candidate.claimed or candidate.covers or acts(candidate)):
        return None
    found = arguments(candidate)
    chain, used = reading.telling.chain(candidate.trigger.i)
    together = others_of(candidate, found)
    plain, certain = candidate, _certainty(candidate)
    candidate, sure = in_guide_terms(plain, certain)
    if used and used[-1].by == "terms" and sure.by == "demand":
        candidate, sure = by_terms(plain, sure)
    if candidate.event is Event.REJECT and sure.status is Status.NEGATED and refused_by_not(candidate):
        # "He would not hear of it": the verb refuses only together with its negation.
        sure = Certainty(Status.ACTUAL, sure.sign, REFUSED_BY_NOT)
    elif candidate.by == REFUSED_BY_NOT or (
        candidate.event is Event.REJECT and sure.status is Status.NEGATED and not refuses(candidate)
    ):
        return None  # "nobody has ruled it out", "we have not broken off": no refusal, and no act either
    actors = actors_of(reading.parties, (*found.actors, *together))
    if not actors and candidate.event in JOINT and any(t.lower_ in ("they", "both") for t in found.actors):
        actors = reading.parties.sides
    if not actors and chain and _is_speaker(candidate, found.actors, chain[-1]):
        actors = (Entity(name=chain[-1].name, span=chain[-1].span),)
    recipients = recipients_of(reading.parties, found.recipients, actors, candidate.event)
    if sure.by == "readiness" and not recipients and (found.actor_by == TALKING or together) and len(actors) > 1:
        actors, recipients = actors[:1], actors[1:]
    if not (actors or found.actors or chain) and said_in_passive(candidate):
        # "Your proposals cannot be accepted", "the sheikh is warned": by those whose statement it is.
        actors = tuple(Entity(name=n) for n in (reading.parties.speaking or reading.parties.issuer,) if n)
    if candidate.claimed:
        chain, sure = responsibility(chain, actors, candidate, sure)
    elif denied_by_source(used, candidate):
        sure = Certainty(Status.NEGATED, None, "denied by the source")
    if candidate.event is Event.REJECT and sure.by == "refusal":
        only_other = len(actors) == 1 and found.actor_by == "partners"
        actors, recipients = ((), actors) if only_other else (actors[:1], actors[1:])
    himself = bool(not actors and chain and speaks_himself(candidate, found.actors, sure, chain[-1]))
    if himself:
        # "There would be no talks with the rebels, the president said": it is he who refuses.
        actors, chain = (Entity(name=chain[-1].name, span=chain[-1].span),), chain[:-1]
    if sure.by == "demand" and found.actor_by != "partners" and found.actors:
        # "They must surrender, he said": he demands it of them.
        recipients, actors, chain = actors[:1], *_demanding(reading, chain)
    if used and chain and performed(candidate, used[-1].verb, chain[-1].name, (a.name for a in actors)):
        # "The truce is over, the general declared."
        recipients = tuple(a for a in actors if a.name != chain[-1].name)
        actors, chain = (Entity(name=chain[-1].name, span=chain[-1].span),), chain[:-1]
    if sure.sign is not None and sure.sign.lower_ == "would" and used and condition_of(candidate.anchor) is None:
        # In reported speech "would" is the past of "will".
        candidate, sure = in_guide_terms(candidate, Certainty(Status.FUTURE, sure.sign, "reported future"))
    if candidate.event in PERFORMED and not actors and used and used[-1].by == "noun of saying":
        # "A statement calling on fighters to ...": who issued the statement calls.
        actors = tuple(Entity(name=s.name, span=s.span) for s in chain[-1:])
    elif denies_charge(candidate) and actors:
        chain = [
            *reading.telling.heard.get(candidate.anchor.i, ()),
            Source(**actors[0].model_dump(), kind="organization"),
        ]
    elif (
        chain
        and not himself
        and sure.by != "reported future"
        and is_done_by_saying(candidate, used)
        and (
            any(a.name == chain[-1].name for a in actors)
            or speaks_for(candidate, found.actors, sure, delivered=used[-1].by == DELIVERED)
        )
    ):
        # Who demands, accuses, refuses or threatens does so by saying it: it is not told on his word, but done.
        chain = chain[:-1]
    spoken = candidate.event in PERFORMED or candidate.anchor.lemma_.lower() in attribution_words("speech_acts")
    if spoken and not denies_charge(candidate) and candidate.anchor.i in reading.telling.heard:
        chain = list(reading.telling.heard[candidate.anchor.i])
    by = used[-1].by if used else "the report's own voice"
    return Draft(candidate, found, sure, tuple(chain), by, actors, recipients)


def _demanding(reading: Reading, chain: list[Source]) -> tuple[tuple[Entity, ...], list[Source]]:
    """Who says what others must do, and on whose word that is: the innermost speaker, else who issues the statement."""
    if chain:
        return (Entity(name=chain[-1].name, span=chain[-1].span),), chain[:-1]
    return ((Entity(name=reading.parties.speaking),) if reading.parties.speaking else ()), chain


def _is_speaker(candidate: Candidate, actors: tuple[Token, ...], speaker: Source) -> bool:
    """Whether an "it" that nothing resolves is the body that speaks: "the Front said it was prepared to talk"."""
    unresolved = [t for t in actors if t.lower_ == "it" and universal(t) in ("nsubj", "expl")]
    return bool(unresolved) and speaker.kind == "organization" and (acts(candidate) or candidate.event is Event.CONSULT)


def _certainty(candidate: Candidate) -> Certainty:
    return certainty(candidate.trigger, candidate.anchor, own_complement=candidate.event in PERFORMED)
