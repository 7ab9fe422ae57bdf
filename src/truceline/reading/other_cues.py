"""Cues other than verbs of saying: "according to", nouns of saying, counts, claims, hearsay."""

from __future__ import annotations

from truceline.claim import Source
from truceline.language.document import Document, Token
from truceline.reading.agreements import Agreements
from truceline.reading.asides import Notes
from truceline.reading.forces import is_body_word
from truceline.reading.sources import UNNAMED, Sources, is_outlet, words
from truceline.reading.speakers import clauses_on
from truceline.reading.subjects import subject
from truceline.reading.syntax import (
    case,
    children,
    clause_head,
    is_passive,
    is_root,
    noun_before,
    obliques,
    universal,
)
from truceline.reading.telling import Attribution, Telling
from truceline.reading.told import Content, subtree, under
from truceline.reading.wording import char_span


class OtherCues:
    """Collects the attributions that these cues make."""

    def __init__(self, doc: Document, sources: Sources, content: Content, notes: Notes) -> None:
        self.doc, self.sources, self.content, self.notes = doc, sources, content, notes
        self.agreements = Agreements(doc, sources, content, notes)

    @property
    def telling(self) -> Telling:
        """What is collected so far."""
        return self.notes.telling

    def preposition(self, token: Token) -> None:
        """ "according to X", "by X's count", "under the accord": by the preposition."""
        full = " ".join([token.lower_, *(c.lower_ for c in children(token, "fixed"))])
        if full in words("prepositions"):
            self._according_to(token)
        elif full in ("by", "in"):
            self._by_reckoning(token.head)
        if full in ("by", "under"):
            self.agreements.under(token)

    def numbers(self, verb: Token) -> None:
        """ "put the toll at 21", "gave the number of dead as two": the number is on the subject's word."""
        who = subject(verb)
        what = next((o for o in children(verb, "obj") if o.lemma_.lower() in words("numbers_given")), None)
        if not obliques(verb, "at", "as", "between", "above"):
            return
        source = self.sources.of(who) if who is not None and what is not None and not is_passive(verb) else None
        if who is None or source is None:
            return
        told = self.content.within_reach(subtree(verb), verb) - subtree(who)
        told -= under(c for c in children(verb, "conj"))
        self.telling.attributions.append(Attribution([source], told, who.i, "number given", verb=verb.lemma_))

    def claimed(self, verb: Token) -> None:
        """ "in an attack that Hamas claimed", "an attack claimed by Hamas": on the word of who says it was his."""
        if universal(verb) != "acl" or verb.head.pos_ not in ("NOUN", "PROPN"):
            return
        noun = verb.head
        agents = obliques(verb, "by")
        who = next(iter(agents or children(verb, "nsubj")), None)
        source = self.sources.of(who) if who is not None else None
        if source is None:
            return
        told = {noun.i}
        if universal(noun) == "obl" and case(noun) == "in":
            told |= subtree(noun.head) - subtree(noun) | {noun.i}
        self.notes.add([source], told, verb, "claimed")

    def _according_to(self, token: Token) -> None:
        noun = self._without_subject(token.head, token)
        scope = token.head.head if not is_root(token.head) else token.head
        if token.i and (self.doc[token.i - 1].text == "," or token.is_sent_start):
            # Set off by a comma it speaks of the whole clause, wherever the parser hung it.
            scope = clause_head(noun)
            while universal(scope) in ("acl", "advcl") and not is_root(scope) and token.i != scope.left_edge.i:
                if scope.dep_ == "acl:relcl" and noun.right_edge.i + 1 < scope.right_edge.i:
                    break
                scope = clause_head(scope.head)
        told = subtree(scope) - subtree(noun) - {token.i}
        if any(t.text in ("—", "–", ";") for t in self.doc[noun.i : scope.i]):
            # "Rebels killed ten according to the army — twenty, they boasted": hung on what comes behind the dash.
            told = set(range(token.sent.start, token.i))
        if (
            universal(noun) in ("obl", "nmod")
            and scope.pos_ in ("NOUN", "PROPN", "NUM")
            and universal(scope) in ("obj", "obl", "nsubj", "nmod", "conj")
        ):
            verb = scope
            while not is_root(verb) and verb.pos_ not in ("VERB", "AUX"):
                verb = verb.head
            told = subtree(verb) - subtree(noun)
        source = self.sources.of(noun)
        cited = [
            s
            for c in clauses_on(noun)
            if c.lemma_.lower() == "cite"
            for o in children(c, "obj")[:1]
            if (s := self.sources.of(o))
        ]
        if source and told:
            self.notes.add([source, *cited], self.content.within_reach(told, noun), token, "according to")
            self.telling.cues.update(subtree(noun))

    def _without_subject(self, noun: Token, preposition: Token) -> Token:
        """ "According to the army 2,000 rebels died": the source, where the parser took it and the subject for one phrase."""
        number = next((c for c in children(noun, "nummod") if c.i < noun.i), None)
        before = self.doc[preposition.right_edge.i + 1 : number.i] if number is not None else None
        return before[-1] if before and before[-1].pos_ in ("NOUN", "PROPN") else noun

    def _by_reckoning(self, noun: Token) -> None:
        """ "by its own admission", "by the ministry's count", "by UN estimates", "in the view of X": on the owner's word."""
        kinds = words("reckoning") if case(noun) == "by" else words("viewing")
        if noun.lemma_.lower() not in kinds or is_root(noun):
            return
        if case(noun) == "in" and not children(noun, "det") and not any(c.dep_ == "nmod:poss" for c in noun.children):
            return  # "in view of" is nobody's view
        owner = self._owner(noun) or next((c for c in children(noun, "compound", "amod") if is_body_word(c)), None)
        given = next((c for c in children(noun, "acl") if c.lemma_.lower() in words("given_by")), None)
        if owner is None and given is not None and not is_passive(given):
            owner = next(iter(children(given, "nsubj")), None)
        clause = clause_head(noun)
        who = subject(clause)
        if (
            owner is not None
            and owner.pos_ == "PRON"
            and who is not None
            and (owner.lower_ != "its" or who.tag_ != "NNS")
        ):
            owner = who
        source = self.sources.of(owner) if owner is not None else None
        if source is not None:
            told = subtree(clause) - subtree(noun)
            if universal(clause) == "parataxis" and clause.pos_ not in ("VERB", "AUX"):
                told |= {clause.head.i}  # "An ambush on Sunday: four dead by the police's report"
            told -= under(c for c in children(clause, "advcl") if children(c, "nsubj"))
            self.notes.add([source], self.content.within_reach(told, noun), noun, "reckoning")

    def noun(self, noun: Token) -> None:
        """ "X's claim that ...", "a report by X that ...", "statement denying ...", "the Army's position is that ..."."""
        clauses = [c for c in children(noun, "acl", "ccomp", "appos") if self._is_that_clause(c)]
        for owner in children(noun, "nmod"):
            # "The allegation of the ministry that ...": hung on the ministry.
            clauses += [c for c in children(owner, "acl") if c.dep_ == "acl:relcl" and self._is_that_clause(c)]
        told = under(clauses)
        if noun.dep_ == "nsubj:outer" and any(m.lower_ == "that" for m in children(noun.head, "mark")):
            told |= subtree(noun.head) - subtree(noun)
        who = self._owner(noun)
        if who is None and noun.head.lemma_ in words("issuing"):
            who = subject(noun.head)
        denier = self._denier(noun)
        if denier is not None:
            if (source := self.sources.of(denier)) is not None:
                self.notes.add([source], told, noun, "noun of saying", verb="deny")
        elif who is None and noun.lower_ != noun.lemma_ and noun.lemma_.lower() in words("hearsay"):
            told |= under(o for o in children(noun, "nmod", "acl") if case(o) == "of" or _with_of(o))
            self.notes.add([self._nobody(noun)], told, noun, "hearsay", 0.7)
        elif who is not None and (source := self.sources.of(who)) is not None:
            self.notes.add([source], self.content.within_reach(told, noun), noun, "noun of saying")

    @staticmethod
    def _denier(noun: Token) -> Token | None:
        """Who rejects a charge or report ("rejects any suggestion that it fired"): that it is so is denied on that one's word."""
        verb = noun.head
        rejected = universal(noun) == "obj" and verb.lemma_.lower() in words("rejecting") and not is_passive(verb)
        return subject(verb) if rejected else None

    @staticmethod
    def _is_that_clause(clause: Token) -> bool:
        """Whether a clause gives the content of a noun ("the claim that he fled", "a statement denying it")."""
        if universal(clause) == "appos":
            return any(m.lower_ == "that" for m in children(clause, "mark"))
        if clause.dep_ != "acl:relcl":
            return not obliques(clause, "by") or any(m.lower_ == "that" for m in children(clause, "mark"))
        # In "the charge that we recruit children" the clause lacks nothing that "that" could stand for.
        return any(m.lower_ == "that" for m in clause.children) and len(children(clause, "nsubj")) > 0

    def _owner(self, noun: Token) -> Token | None:
        """Whose word a noun of saying is ("the ministry's claim", "reports in the press", "the charge, made by X")."""
        for c in children(noun, "nmod", "compound"):
            proper = universal(c) == "compound" and c.pos_ == "PROPN"
            medium = case(c) in ("in", "on") and is_outlet(self.doc, c)
            if proper or medium or c.dep_ == "nmod:poss" or case(c) in ("by", "from", "of"):
                return c
        return next((a for c in children(noun, "acl") for a in obliques(c, "by")), None)

    def participle(self, verb: Token) -> None:
        """ "a toll provided by officials" is on their word, "an attack ascribed to X" on nobody's in particular."""
        noun, lemma = verb.head, verb.lemma_.lower()
        if lemma in words("given_by") and noun.lemma_.lower() in words("given"):
            source = next((self.sources.of(a) for a in obliques(verb, "by")), None)
            if source is not None:
                told = subtree(noun) | ({noun.head.i} if universal(noun) == "nsubj" else set())
                self.notes.add([source], told, verb, "given by")
        elif lemma in words("ascribing") and not obliques(verb, "by"):
            told = {noun.i}
            if universal(noun) in ("parataxis", "appos"):
                told |= {noun.head.i, *(c.i for c in children(noun.head, "nsubj"))}
            self.notes.add([self._nobody(verb)], told, verb, "ascribed", 0.7)

    def hearsay(self, token: Token) -> None:
        """ "reportedly", "allegedly": on nobody's word in particular."""
        scope = token.head
        told = subtree(scope)
        if universal(scope) in ("acl", "advcl") and scope.tag_ == "VBN" and (noun := noun_before(scope)) is not None:
            told.add(noun.i)
        self.notes.add([self._nobody(token)], told, token, "hearsay", 0.7)

    def _nobody(self, token: Token) -> Source:
        return Source(name=UNNAMED, span=char_span(self.doc, token.i, token.i + 1), kind="unnamed")


def _with_of(clause: Token) -> bool:
    """ "reports of fighting": a participle that a parser takes for a clause."""
    return any(m.lower_ == "of" for m in children(clause, "mark"))
