"""A draft worded out: spans, time, place, numbers, condition, and the evidence of each value."""

from __future__ import annotations

from truceline.claim import Claim, Event, Evidence, Status
from truceline.reading.candidate import Candidate
from truceline.reading.casualties import casualties
from truceline.reading.conditions import condition_of
from truceline.reading.drafts import Draft, Reading
from truceline.reading.guide_terms import DECLARED, PERFORMED
from truceline.reading.merge import Merged
from truceline.reading.places import places_of
from truceline.reading.repetition import count
from truceline.reading.spans import clause_tokens, span_of
from truceline.reading.syntax import phrase
from truceline.reading.when import time_of
from truceline.reading.wording import char_span


def finish(reading: Reading, merged: Merged) -> Claim:
    """Word out a draft: spans, time, place, numbers, condition, evidence."""
    d, doc = merged.draft, reading.doc
    trigger, anchor = d.candidate.trigger, d.candidate.anchor
    clause = clause_tokens(trigger, anchor, reading.telling, merged.also)
    killed, injured = (None, None)
    if d.candidate.event in (Event.ASSAULT, Event.COERCE, Event.PROTEST):
        killed, injured = casualties(doc, trigger.i, clause)
    condition = condition_of(anchor)
    future = d.certainty.status in (Status.FUTURE, Status.HYPOTHETICAL)
    promised = d.candidate.event in DECLARED
    spoken = promised or d.candidate.event in PERFORMED
    when = time_of(reading.times, trigger, anchor, clause, future=future, spoken=spoken, promised=promised)
    places = places_of(reading.parties, trigger, anchor, merged.also, reading.countries, d.candidate.event)
    tied = condition is not None and (d.certainty.status is Status.FUTURE or d.candidate.event is Event.THREATEN)
    status = Status.HYPOTHETICAL if tied else d.certainty.status
    claim = Claim(
        span=span_of(doc, clause, trigger),
        trigger=(trigger.idx, trigger.idx + len(trigger)),
        event=d.candidate.event,
        mode=d.candidate.mode,
        actor=d.actors,
        recipient=d.recipients,
        status=status,
        condition=char_span(doc, *phrase(condition)) if condition is not None else None,
        sources=d.sources,
        when=when,
        where=places,
        killed=killed,
        injured=injured,
        count=count(doc, trigger.i)
        if d.candidate.event in (Event.ASSAULT, Event.CONSULT, Event.PROTEST, Event.COERCE)
        else None,
        confidence=round(d.score, 3),
    )
    return claim.model_copy(update={"evidence": evidence(d, claim)})


def evidence(d: Draft, claim: Claim) -> tuple[Evidence, ...]:
    """For each value of a claim: its words, the rule or head that gave it, and how sure that is."""
    c, a = d.candidate, d.arguments
    sign = d.certainty.sign
    rows = [Evidence(field="event", value=claim.event.value, span=claim.trigger, by=c.by, confidence=_sure(c))]
    rows += [
        Evidence(field="actor", value=e.name, span=e.span, by=a.actor_by or "syntax", confidence=0.8) for e in d.actors
    ]
    rows += [
        Evidence(field="recipient", value=e.name, span=e.span, by=a.recipient_by or "syntax", confidence=0.75)
        for e in d.recipients
    ]
    span = (sign.idx, sign.idx + len(sign)) if sign is not None else None
    rows.append(Evidence(field="status", value=claim.status.value, span=span, by=d.certainty.by, confidence=0.85))
    rows += [Evidence(field="source", value=s.name, span=s.span, by=d.source_by, confidence=0.85) for s in d.sources]
    if claim.when:
        rows.append(
            Evidence(
                field="when",
                value=f"{claim.when.start}/{claim.when.end}",
                span=claim.when.span,
                by="calendar",
                confidence=0.85,
            )
        )
    rows += [Evidence(field="where", value=p.name, span=p.span, by="place phrase", confidence=0.8) for p in claim.where]
    for name, amount in (("killed", claim.killed), ("injured", claim.injured)):
        if amount:
            rows.append(
                Evidence(
                    field=name, value=f"{amount.low}..{amount.high}", span=claim.span, by="number words", confidence=0.8
                )
            )
    return tuple(rows)


def _sure(candidate: Candidate) -> float:
    seen = candidate.seen_type if candidate.seen_type is not None else 0.5
    return round(min(1.0, max(candidate.strength * 0.8, seen)), 3)
