"""The reader: a report in, its claims out. Puts together the modules that answer one question each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import tee

from truceline.claim import Amount, Claim, Event, Place, Record, When
from truceline.intake import notes_on, report_from_text
from truceline.language import Language, load
from truceline.language.coreference import resolve as resolve_coreference
from truceline.language.document import Document
from truceline.reading.attribution import find_attributions
from truceline.reading.camps import sides_of
from truceline.reading.confidence import is_kept, judged
from truceline.reading.dating import Times
from truceline.reading.drafts import Reading, drafts_of
from truceline.reading.finishing import finish
from truceline.reading.implied import complete
from truceline.reading.linked import with_linked
from truceline.reading.merge import Merged, merge
from truceline.reading.modality import takes_place
from truceline.reading.parties import Parties
from truceline.reading.relevance import is_political, on_topic
from truceline.reading.times import find_times
from truceline.report import Report


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
        return read_doc(given, on_topic(self.language(given.text), self.language))

    def read_many(self, reports: Iterable[Report], batch_size: int = 16) -> Iterator[Record]:
        """Records of many reports, in order, parsed `batch_size` at a time."""
        waiting, texts = tee(reports)
        docs = self.language.pipe((r.text for r in texts), batch_size=batch_size)
        for report, doc in zip(waiting, docs, strict=True):
            yield read_doc(report, on_topic(doc, self.language))


def read_doc(report: Report, doc: Document) -> Record:
    """The record of a report whose text has been parsed."""
    reading = prepare(report, doc)
    # Tellings of one event are joined before any is judged: together they may be sure where none is alone.
    told = merge(drafts_of(reading)) if is_political(doc) else []
    merged = [m for m in (judged(m, reading.telling) for m in told) if is_kept(m)]
    drafts = [m.draft for m in merged]
    whole = complete(drafts, sides_of(drafts, reading.parties))
    merged = [replace(m, draft=with_linked(d, reading.parties)) for m, d in zip(merged, whole, strict=True)]
    claims = [claim for m in merged if says_something(m, claim := finish(reading, m))]
    ordered = tuple(sorted(claims, key=lambda c: (c.trigger, c.span)))
    return Record(report=Report.model_validate(report.model_dump()), claims=ordered, notes=notes_on(report))


def prepare(report: Report, doc: Document) -> Reading:
    """Resolve what is shared by all claims of a report: names, tellings, times."""
    coreference = resolve_coreference(doc, title=report.title or "", publisher=report.publisher or "")
    parties = Parties(doc, coreference)
    telling = find_attributions(doc, parties, report.publisher)
    times = Times.of(doc, find_times(doc.text), report.published)
    return Reading(report, doc, parties, telling, times, parties.countries)


def says_something(merged: Merged, claim: Claim) -> bool:
    """Whether a claim tells more than that a word was used: who, to whom, when, where, how many, or plainly what."""
    written = [e for e in (*claim.actor, *claim.recipient) if e.span]
    at = claim.when.span if claim.when else None
    dated = at is not None and claim.span[0] <= at[0] < claim.span[1]
    told = (written, claim.where, claim.killed, claim.injured, claim.count)
    candidate = merged.draft.candidate
    predicate = candidate.anchor.i != candidate.trigger.i  # "a ceasefire is in force"
    by_verb = predicate or any(t.pos_ in ("VERB", "ADJ") for t in (candidate.anchor, *merged.also))
    bare = claim.mode == "discontinue" or claim.span[1] - claim.span[0] <= len(candidate.trigger)
    nobody = not (claim.actor or claim.recipient)
    # "Detained militants", "..., wounding", "work was suspended": a word used in passing.
    passing = candidate.trigger.dep_ == "amod" or (
        nobody and candidate.event in (Event.ASSAULT, Event.SANCTION) and bare
    )
    plainly = (
        (candidate.strength >= 1 or (candidate.seen or 0.0) >= SEEN_PLAINLY)
        and not passing
        and (by_verb or candidate.event is Event.REJECT or takes_place(candidate.trigger))
    )
    return plainly or dated or (merged.score >= SURELY and not passing) or any(value for value in told)


SURELY = 0.6
"""Confidence with which a claim is one though nothing more is told."""


SEEN_PLAINLY = 0.5
"""How likely the event head must take a word for an event for it to be one by itself."""


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
