"""The reader: a report in, its claims out. Puts together the modules that answer one question each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import tee

from spacy.tokens import Doc, Token

from truceline.claim import Amount, Claim, Entity, Event, Evidence, Place, Record, Source, Status, When
from truceline.intake import dateline, notes_on, report_from_text
from truceline.language import Language, load
from truceline.language.coreference import resolve as resolve_coreference
from truceline.reading.arguments import Arguments, arguments, partners
from truceline.reading.attribution import find_attributions
from truceline.reading.casualties import casualties, count
from truceline.reading.confidence import Signals, confidence, keep
from truceline.reading.events import Candidate, find_events
from truceline.reading.implied import complete, sides_of
from truceline.reading.lexicon import role_words, word_class
from truceline.reading.merge import Merged, merge
from truceline.reading.parties import Parties, char_span, words
from truceline.reading.places import places_of
from truceline.reading.retellings import retold
from truceline.reading.sources import words as attribution_words
from truceline.reading.spans import clause_tokens, span_of
from truceline.reading.speech import refused
from truceline.reading.status import Certainty, certainty, condition_of
from truceline.reading.syntax import children, negated, phrase
from truceline.reading.telling import Attribution, Telling
from truceline.reading.times import find_times
from truceline.reading.when import Times, time_of
from truceline.report import Report


@dataclass(frozen=True)
class Reading:
    """All that is known of one report while its claims are read."""

    report: Report
    doc: Doc
    parties: Parties
    telling: Telling
    times: Times
    countries: tuple[str, ...]


class Reader:
    """Reads reports into claims. Loads its model once; read many with it.

    `model` names an installed spaCy pipeline of English to use in place of the shipped one; `threads` bounds the
    processor cores of the shipped one (0: all). Raises ModelError.
    """

    def __init__(self, model: str | None = None, *, threads: int = 0) -> None:
        self.language: Language = load(model, threads=threads)

    def read(self, report: Report | str) -> Record:
        """The record of one report (or of a plain text). Raises InputError for a text that is no report."""
        given = report_from_text(report) if isinstance(report, str) else report
        return read_doc(given, self.language(given.text))

    def read_many(self, reports: Iterable[Report], batch_size: int = 16) -> Iterator[Record]:
        """Records of many reports, in order, parsed `batch_size` at a time."""
        waiting, texts = tee(reports)
        docs = self.language.pipe((r.text for r in texts), batch_size=batch_size)
        for report, doc in zip(waiting, docs, strict=True):
            yield read_doc(report, doc)


def read_doc(report: Report, doc: Doc) -> Record:
    """The record of a report whose text has been parsed."""
    reading = prepare(report, doc)
    # Tellings of one event are joined before any is judged: together they may be sure where none is alone.
    merged = [m for m in merge(drafts_of(reading)) if keep(m.draft.signals)] if is_political(doc) else []
    drafts = [m.draft for m in merged]
    whole = complete(drafts, sides_of(drafts, reading.parties))
    told = [replace(m, draft=d) for m, d in zip(merged, whole, strict=True)]
    claims = [claim for m in told if says_something(m, claim := finish(reading, m))]
    ordered = tuple(sorted(claims, key=lambda c: (c.trigger, c.span)))
    return Record(report=Report.model_validate(report.model_dump()), claims=ordered, notes=notes_on(report))


def prepare(report: Report, doc: Doc) -> Reading:
    """Resolve what is shared by all claims of a report: names, tellings, times."""
    coreference = resolve_coreference(doc, title=report.title or "", publisher=report.publisher or "")
    parties = Parties(doc, coreference)
    telling = find_attributions(doc, parties, report.publisher)
    times = Times.of(doc, find_times(report.text), report.published)
    return Reading(report, doc, parties, telling, times, parties.countries())


def says_something(merged: Merged, claim: Claim) -> bool:
    """Whether a claim tells more than that a word was used: who, to whom, when, where, how many, or plainly what."""
    written = [e for e in (*claim.actor, *claim.recipient) if e.span]
    at = claim.when.span if claim.when else None
    dated = at is not None and claim.span[0] <= at[0] < claim.span[1]
    told = (written, claim.where, claim.killed, claim.injured, claim.count)
    candidate = merged.draft.candidate
    by_verb = any(t.pos_ in ("VERB", "ADJ") for t in (candidate.anchor, *merged.also))
    plainly = candidate.strength >= 1 and (by_verb or candidate.event is Event.REJECT)
    return plainly or dated or any(value for value in told)


def is_political(doc: Doc) -> bool:
    """Whether a report speaks of states, armed groups or their politics at all, and not of sport, business or weather."""
    found = {t.lemma_.lower() for t in doc if t.pos_ in ("NOUN", "PROPN", "ADJ")}
    return len(found & words("political")) >= FEWEST_POLITICAL or len(found & words("other_news")) < FEWEST_OTHER


FEWEST_POLITICAL = 2
FEWEST_OTHER = 3


def drafts_of(reading: Reading) -> list[Draft]:
    """Every candidate event of a report with its roles filled, also those too unsure to become claims."""
    opening = dateline(reading.report.text)
    head = reading.doc.char_span(*opening.span, alignment_mode="expand") if opening else None
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
    signals: Signals
    score: float


def draft(reading: Reading, candidate: Candidate) -> Draft | None:
    """Fill a candidate's roles; None when it is no event between parties after all."""
    if candidate.trigger.i in reading.telling.cues and not (candidate.claimed or candidate.covers or _acts(candidate)):
        return None
    found = arguments(candidate)
    chain, used = reading.telling.chain(candidate.trigger.i)
    together = _partners(candidate, found)
    candidate, sure = _in_guide_terms(candidate, _certainty(candidate))
    actors = _actors(reading.parties, (*found.actors, *together))
    if not actors and candidate.event in JOINT and any(t.lower_ in ("they", "both") for t in found.actors):
        actors = reading.parties.sides
    recipients = _recipients(reading.parties, found.recipients, actors)
    if candidate.claimed:
        chain, sure = _claimed(chain, actors, candidate, sure)
    elif _denied_by_source(used, candidate):
        sure = Certainty(Status.NEGATED, None, "denied by the source")
    if candidate.event is Event.REJECT and sure.by == "refusal":
        only_other = len(actors) == 1 and found.actor_by == "partners"
        actors, recipients = ((), actors) if only_other else (actors[:1], actors[1:])
        if not actors and chain and chain[-1].kind == "person":
            # "There would be no talks with the rebels, the president said": it is he who refuses.
            actors, chain = (Entity(name=chain[-1].name, span=chain[-1].span),), chain[:-1]
    if sure.sign is not None and sure.sign.lower_ == "would" and used and condition_of(candidate.anchor) is None:
        # In reported speech "would" is the past of "will".
        candidate, sure = _in_guide_terms(candidate, Certainty(Status.FUTURE, sure.sign, "reported future"))
    if candidate.event in PERFORMED and not actors and used and used[-1].by == "noun of saying":
        # "A statement calling on fighters to ...": who issued the statement calls.
        actors = tuple(Entity(name=s.name, span=s.span) for s in chain[-1:])
    elif _denies_charge(candidate) and actors:
        chain = [
            *reading.telling.heard.get(candidate.anchor.i, ()),
            Source(**actors[0].model_dump(), kind="organization"),
        ]
    elif (
        chain
        and sure.by != "reported future"
        and _is_done_by_saying(candidate, used)
        and (any(a.name == chain[-1].name for a in actors) or _speaks_for(candidate, found.actors, sure))
    ):
        # Who demands, accuses, refuses or threatens does so by saying it: it is not told on his word, but done.
        chain = chain[:-1]
    spoken = candidate.event in PERFORMED or candidate.anchor.lemma_.lower() in attribution_words("speech_acts")
    if spoken and not _denies_charge(candidate) and candidate.anchor.i in reading.telling.heard:
        chain = list(reading.telling.heard[candidate.anchor.i])
    signals = Signals.of(candidate, actors, recipients, bool(chain))
    by = used[-1].by if used else "the report's own voice"
    return Draft(candidate, found, sure, tuple(chain), by, actors, recipients, signals, confidence(signals))


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
DEMANDED = {Event.RETREAT: "yield", Event.CONSULT: "meet", Event.AID: "assist"}
"""What a party must do is demanded of it, with this mode."""
THREATS = {Event.ASSAULT: "violence", Event.COERCE: "restrict", Event.SANCTION: "relations"}
"""What will be done on a condition is threatened, with this mode."""
DECLARING = frozenset(("declare", "call", "order", "undertake", "grant"))
READY = frozenset(("willing", "ready", "prepared", "willingness", "readiness"))
DECLARED = frozenset((Event.CONCEDE, Event.AGREE))
PROMISING = frozenset(("announce", "promise", "pledge", "vow", "offer", "agree", "propose"))


def _in_guide_terms(candidate: Candidate, sure: Certainty) -> tuple[Candidate, Certainty]:
    """What is agreed or promised is to come; talks planned are agreed, a withdrawal announced is conceded (guide, rule 5)."""
    event, ahead = candidate.event, sure.status is Status.FUTURE
    if event in REFUSED and sure.status is Status.NEGATED and refused(candidate.trigger, candidate.anchor):
        return replace(candidate, event=Event.REJECT, mode=REFUSED[event]), Certainty(
            Status.ACTUAL, sure.sign, "refusal"
        )
    if event in DEMANDED and sure.sign is not None and sure.sign.lower_ in word_class("demanding_modals"):
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


def _denies_charge(candidate: Candidate) -> bool:
    """Whether a refusal is of what somebody was charged with: a denial, on the word of who denies."""
    verb = candidate.anchor
    what = [*children(verb, "obj"), *([verb.head] if verb.dep_ == "acl:relcl" else [])]
    return candidate.event is Event.REJECT and any(t.lemma_.lower() in attribution_words("charges") for t in what)


def _speaks_for(candidate: Candidate, actors: tuple[Token, ...], sure: Certainty) -> bool:
    """Whether a speaker acts for his own side: "his Government would never negotiate", "there would be no contact"."""
    if not actors or (candidate.event is Event.REJECT and all(t.i > candidate.anchor.i for t in actors)):
        return sure.by == "refusal"
    own = (t for t in actors if t.lemma_.lower() in attribution_words("own_side"))
    return any(c.lower_ in attribution_words("own") for t in own for c in children(t, "det", "nmod"))


def _is_done_by_saying(candidate: Candidate, used: list[Attribution]) -> bool:
    """Whether somebody acts in saying what he says, and does not tell of what he has done before ("it had refused")."""
    if candidate.event in DECLARED:
        return bool(used) and used[-1].cue == candidate.anchor.i
    earlier = any(c.lower_ == "had" for c in candidate.anchor.children)
    return candidate.event in PERFORMED and not earlier


def _acts(candidate: Candidate) -> bool:
    return candidate.event in (Event.ACCUSE, Event.REQUEST, Event.REJECT, Event.THREATEN, Event.AGREE, Event.CONCEDE)


def _partners(candidate: Candidate, found: Arguments) -> tuple[Token, ...]:
    if candidate.event not in (Event.CONSULT, Event.SUPPORT, Event.COOPERATE, Event.AGREE):
        return ()
    known = {t.i for t in (*found.actors, *found.recipients)}
    return tuple(p for p in partners(candidate) if p.i not in known)


def _actors(parties: Parties, tokens: Iterable[Token]) -> tuple[Entity, ...]:
    """Who acts: "each side" is both, a position that fires is its holder."""
    found = [e for t in tokens for e in _each_side(parties, t) or parties.holders(t) or _entities(parties, (t,))]
    return tuple({e.name: e for e in found}.values())


def _recipients(parties: Parties, tokens: tuple[Token, ...], actors: tuple[Entity, ...]) -> tuple[Entity, ...]:
    """To whom it is done: "the other" of two sides is either, a bare number is people, nobody acts on himself."""
    if len(tokens) == 1 and tokens[0].lower_ == "other" and len(actors) == 2:
        span = char_span(tokens[0].doc, tokens[0].left_edge.i, tokens[0].i + 1)
        return tuple(Entity(name=a.name, span=span) for a in reversed(actors))
    found: list[Entity] = []
    for token in tokens:
        found += parties.holders(token) or _entities(parties, (token,))
    if not found and len(tokens) == 1 and tokens[0].pos_ == "NUM" and tokens[0].dep_ == "nsubj:pass":
        found = [Entity(name="people", span=char_span(tokens[0].doc, *phrase(tokens[0])))]
    own = {*(a.name for a in actors), *role_words("attackers")}
    return tuple({e.name: e for e in found if e.name not in own}.values())


def _each_side(parties: Parties, token: Token) -> list[Entity]:
    if token.lemma_.lower() != "side" or not any(c.lower_ == "each" for c in token.children):
        return []
    return [Entity(name=s.name, span=char_span(token.doc, *phrase(token))) for s in parties.sides]


def _entities(parties: Parties, tokens: Iterable[Token]) -> tuple[Entity, ...]:
    found: list[Entity] = []
    for token in tokens:
        found += [e for e in parties.entities(token) if all(e.name != other.name for other in found)]
    return tuple(found)


def _certainty(candidate: Candidate) -> Certainty:
    return certainty(candidate.trigger, candidate.anchor, own_complement=candidate.event in PERFORMED)


def _claimed(
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


def _denied_by_source(used: list[Attribution], candidate: Candidate) -> bool:
    if not used or used[-1].verb != "deny":
        return False
    return not negated(candidate.trigger.doc[used[-1].cue])


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


def read(
    text: str | Report, *, published: dt.date | None = None, publisher: str | None = None, title: str | None = None
) -> Record:
    """Read one report with a shared Reader: `truceline.read("KABUL, Oct 2 (Reuters) - ...").claims`."""
    report = (
        report_from_text(text, published=published, publisher=publisher, title=title) if isinstance(text, str) else text
    )
    return _shared().read(report)


_READER: list[Reader] = []


def _shared() -> Reader:
    if not _READER:
        _READER.append(Reader())
    return _READER[0]


__all__ = ["Amount", "Place", "Reader", "When", "read", "read_doc", "replace"]
