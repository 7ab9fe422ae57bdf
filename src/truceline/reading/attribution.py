"""On whose word: which stretches of a report are told by whom, nested outermost first.

Direct and indirect quotation, "according to", nouns of saying, terms of an agreement, outlets that obtained the words,
hearsay without a source. Kinds of cue after Pareti 2015 (PARC) and Newell et al. 2018 (PolNeAR). What goes on beyond the
sentence of its cue is in `continuation`, questions and answers in `interviews`, who speaks in `sources`.
"""

from __future__ import annotations

from truceline.claim import Source
from truceline.language.document import Document, Token
from truceline.reading.asides import Notes
from truceline.reading.continuation import Continuation
from truceline.reading.delivery import delivered
from truceline.reading.interviews import answers
from truceline.reading.other_cues import OtherCues
from truceline.reading.parties import Parties
from truceline.reading.quotations import quotations
from truceline.reading.sources import Sources, says, words
from truceline.reading.speakers import Speakers
from truceline.reading.syntax import coordinated_with, universal
from truceline.reading.telling import Telling
from truceline.reading.told import Content


def find_attributions(doc: Document, parties: Parties, publisher: str | None = None) -> Telling:
    """Every attribution in a parsed report; what `publisher` tells in its own voice has none."""
    quotes = quotations(doc)
    sources = Sources(doc, parties, publisher)
    sources.spoken = {i for a, b in quotes for i in range(a, b)}
    finder = _Finder(doc, sources, quotes)
    answered = answers(doc, sources)
    for sentence in doc.sents:
        for token in sentence:
            finder.visit(token)
    Continuation(doc, sources, quotes, finder.telling).run()
    finder.telling.attributions += [*answered, *delivered(doc, sources)]
    return finder.telling


class _Finder:
    """Collects the attributions that stand in one sentence with their cue."""

    def __init__(self, doc: Document, sources: Sources, quotes: list[tuple[int, int]]) -> None:
        self.sources, self.telling = sources, Telling([])
        self.content = Content(doc, quotes)
        self.speakers = Speakers(doc, sources, self.telling)
        self.notes = Notes(doc, self.content, self.telling)
        self.others = OtherCues(doc, sources, self.content, self.notes)

    def visit(self, token: Token) -> None:
        """Look for a cue at one token."""
        lemma = token.lemma_.lower()
        if lemma in words("speech_acts") and token.pos_ == "VERB" and (outlets := self.sources.outlet_heard(token)):
            self._heard(token, outlets)
        if universal(token) == "case":
            self.others.preposition(token)
        elif token.pos_ in ("VERB", "AUX"):
            if says(token):
                self._verb(token)
            if lemma in words("providing"):
                self.others.agreements.provides(token)
            if lemma in words("given_numbers"):
                self.others.numbers(token)
            if lemma == "claim":
                self.others.claimed(token)
        elif token.lower_ in words("unnamed"):
            self.others.hearsay(token)
        elif lemma in words("nouns") and token.pos_ == "NOUN":
            self.others.noun(token)
        if token.pos_ == "VERB" and token.dep_ == "acl":
            self.others.participle(token)

    def _verb(self, verb: Token) -> None:
        outlets = self.sources.outlet_heard(verb)
        if outlets:
            self._heard(verb, outlets)
        told = self.content.of_verb(verb) - {verb.i}
        if not told:
            return
        sources, by = self.speakers.of(verb, outlets)
        if sources:
            self.notes.add([*sources, *self.speakers.cited(verb)], told, verb, by)

    def _heard(self, verb: Token, outlets: list[Source]) -> None:
        """Whoever tells an outlet something, also says to it what he demands, denies or threatens in the same breath."""
        together = [verb, *(t for t in verb.sent if t.pos_ == "VERB" and universal(t) == "conj")]
        for other in together:
            if other.i == verb.i or coordinated_with(other).i == verb.i:
                self.telling.heard.setdefault(other.i, outlets)
