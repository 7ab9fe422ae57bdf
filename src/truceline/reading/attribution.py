"""On whose word: which stretches of a report are told by whom, nested outermost first.

Direct and indirect quotation, "according to", nouns of saying, terms of an agreement, outlets that obtained the words,
hearsay without a source. Kinds of cue after Pareti 2015 (PARC) and Newell et al. 2018 (PolNeAR). What goes on beyond the
sentence of its cue is in `continuation`, questions and answers in `interviews`, who speaks in `sources`.
"""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc, Span, Token

from truceline.claim import Source
from truceline.reading.continuation import Continuation
from truceline.reading.interviews import answers
from truceline.reading.parties import Parties, char_span
from truceline.reading.quotations import quotations
from truceline.reading.sources import UNNAMED, Sources, can_speak, is_outlet, words
from truceline.reading.syntax import (
    RELATIVE,
    case,
    children,
    clause_head,
    coordinated_with,
    is_passive,
    is_root,
    noun_before,
    noun_phrase,
    obliques,
    subject,
    universal,
)
from truceline.reading.telling import Attribution, Telling

_SHORTEST_QUOTE = 5
"""Tokens, marks included, of the shortest quotation that is more than a few scare-quoted words."""


def find_attributions(doc: Doc, parties: Parties, publisher: str | None = None) -> Telling:
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
    finder.telling.attributions += answered
    return finder.telling


class _Finder:
    """Collects the attributions that stand in one sentence with their cue."""

    def __init__(self, doc: Doc, sources: Sources, quotes: list[tuple[int, int]]) -> None:
        self.doc, self.sources, self.quotes = doc, sources, quotes
        self.telling = Telling([])

    def visit(self, token: Token) -> None:
        """Look for a cue at one token."""
        lemma = token.lemma_.lower()
        if universal(token) == "case":
            self._preposition(token)
        elif token.pos_ in ("VERB", "AUX"):
            if lemma in words("verbs") or _goes_on_saying(token):
                self._verb(token)
            if lemma in words("given_numbers"):
                self._numbers(token)
            if lemma == "claim":
                self._claimed(token)
        elif token.lower_ in words("unnamed"):
            self._hearsay(token)
        elif lemma in words("nouns") and token.pos_ == "NOUN":
            self._noun(token)
        if token.pos_ == "VERB" and token.dep_ == "acl":
            self._participle(token)

    def _preposition(self, token: Token) -> None:
        full = " ".join([token.lower_, *(c.lower_ for c in children(token, "fixed"))])
        if full in words("prepositions"):
            self._according_to(token)
        elif full == "by":
            self._by_reckoning(token.head)
        elif full == "under":
            self._under_terms(token)

    # Verbs of saying

    def _verb(self, verb: Token) -> None:
        outlets = self.sources.outlet_heard(verb)
        if outlets:
            self._heard(verb, outlets)
        told = self._content_of_verb(verb) - {verb.i}
        if not told:
            return
        sources, by = self._speaker(verb, outlets)
        if sources:
            self._add([*sources, *self._cited(verb, subject(verb))], told, verb, by)

    def _heard(self, verb: Token, outlets: list[Source]) -> None:
        """Whoever tells an outlet something, also says to it what he demands, denies or threatens in the same breath."""
        together = [verb, *(t for t in verb.sent if t.pos_ == "VERB" and universal(t) == "conj")]
        for other in together:
            if other.i == verb.i or coordinated_with(other).i == verb.i:
                self.telling.heard.setdefault(other.i, outlets)

    def _speaker(self, verb: Token, outlets: list[Source]) -> tuple[list[Source], str]:
        """Who speaks with this verb: the outlet that obtained the words, then the speaker."""
        if is_passive(verb):
            return self._passive_speaker(verb)
        who = self._subject(verb)
        if who is None or who.lower_ in words("nobody") or any(c.lower_ == "no" for c in who.children):
            return [], ""
        speaker = self._new_speaker(who) or self.sources.of(who) or self._last_speaker(who)
        return ([*outlets, speaker], "verb of saying") if speaker else ([], "")

    @staticmethod
    def _subject(verb: Token) -> Token | None:
        """Who says it; for a participle of what no one can say ("talks collapsed ..., accusing"), the subject before."""
        who = subject(verb)
        if who is None:
            # "..., the head of the hospital, X, told journalists": hung elsewhere, but a name stands right before.
            before = verb.doc[max(verb.i - 2, verb.sent.start) : verb.i]
            return next((t for t in before if t.ent_type_ == "PERSON"), None)
        if can_speak(who) or children(verb, "nsubj"):
            return who if can_speak(who) else None
        others = [t for t in verb.sent if t.i < verb.i and universal(t) == "nsubj" and can_speak(t)]
        return others[-1] if others else None

    def _new_speaker(self, pronoun: Token) -> Source | None:
        """ "A spokesman called it blackmail. He said ...": whom the sentence before brought in without a name."""
        start = pronoun.sent.start
        if pronoun.lower_ not in ("he", "she") or pronoun.i - start > 2 or start == 0 or self.doc[start - 1].is_space:
            return None
        who = subject(self.doc[start - 1].sent.root)
        if who is None or who.lower_ not in words("unnamed_people") or who.tag_ == "NNS":
            return None
        return self.sources.of(who) if any(c.lower_ in ("a", "an") for c in children(who, "det")) else None

    def _passive_speaker(self, verb: Token) -> tuple[list[Source], str]:
        if universal(verb) == "acl":
            return [], ""
        who = subject(verb) if verb.lemma_ in ("quote", "hear", "report") else None
        agents = [s for a in obliques(verb, "by") if (s := self.sources.of(a))]
        if verb.lemma_ == "quote" and who is not None:
            return [*agents, *([s] if (s := self.sources.of(who)) else [])], "quoted by"
        if agents or obliques(verb, "by"):
            return agents, "passive with by"
        if verb.lemma_.lower() in words("impersonal"):
            return [Source(name=UNNAMED, span=None, kind="unnamed")], "passive without a speaker"
        return [], ""

    def _last_speaker(self, pronoun: Token) -> Source | None:
        """Whom a pronoun that nothing resolves stands for, when it speaks: who spoke last, else who was named last."""
        kinds = {"he": ("person",), "she": ("person",), "it": ("organization", "outlet"), "they": ("organization",)}
        wanted = kinds.get(pronoun.lower_)
        if wanted is None or (pronoun.lower_ == "it" and pronoun.sent.start == pronoun.i):
            return None
        for attribution in reversed(self.telling.attributions):
            last = attribution.sources[-1]
            if attribution.cue < pronoun.i and last.kind in wanted and attribution.by == "verb of saying":
                return last.model_copy(update={"span": char_span(self.doc, pronoun.i, pronoun.i + 1)})
        if "person" in wanted:
            named = [e for e in self.doc[: pronoun.i].ents if e.label_ == "PERSON"]
            return self.sources.of(named[-1].root) if named else None
        return None

    def _cited(self, *heads: Token | None) -> list[Source]:
        """ "The Times reported ..., citing officials", "the Times, which cited officials": those it has it from."""
        cited = [
            o
            for head in heads
            if head is not None
            for c in children(head, "advcl", "conj", "acl")
            if c.lemma_.lower() in ("cite", "quote") and (c.tag_ == "VBG" or c.dep_ == "acl:relcl")
            for o in children(c, "obj")
        ]
        return [s for o in cited[:1] if (s := self.sources.of(o)) is not None]

    def _content_of_verb(self, verb: Token) -> set[int]:
        """Token indices of what is told with a verb of saying."""
        lemma = verb.lemma_.lower()
        if any(c.lower_ in words("not_yet_said") for c in children(verb, "aux")):
            return set()
        told: set[int] = set()
        if lemma in words("acts"):
            # What a speech act is about is not told as a fact, unless a clause says what was done.
            if lemma in words("acts_with_content"):
                told |= _all(children(verb, "ccomp"))
        else:
            content = [c for c in children(verb, "ccomp", "xcomp", "parataxis") if self._is_content(c, verb)]
            # "Jets bombed the town, and troops shelled it, X said": what is told is hung beside the verb of saying.
            content += [c for c in children(verb, "conj") if c.i < verb.i and children(c, "nsubj")]
            told |= _all(content)
            if content and content[0].i < verb.i:
                # "In Kunduz, where posts were attacked, ten died, said X": what leads up to the content is told as well.
                told |= _all(c for c in children(verb, "obl", "advcl") if c.i < content[0].i)
        if self._is_inserted(verb):
            told |= _subtree(clause_head(verb.head)) - _subtree(verb)
        if lemma in words("with_object"):
            told |= _all(c for c in children(verb, "obj", "advcl"))
            told |= _all(c for c in children(verb, "nsubj") if c.dep_ == "nsubj:pass")
            told |= _all(children(verb, "obl")) if lemma == "describe" else set()
        if lemma in words("told_of"):
            told |= _all(obliques(verb, "of", "about", "to") if lemma == "admit" else obliques(verb, "of", "about"))
        if lemma == "accuse":
            told |= _all(children(verb, "advcl", "obl"))
        if lemma == "blame":
            told |= _all(obliques(verb, "for", "on"))
        return self._within_reach(told, verb) | self._quotes_of(verb)

    def _is_content(self, clause: Token, verb: Token) -> bool:
        """Whether a dependent clause is what a verb of saying tells."""
        label = universal(clause)
        if label == "xcomp":
            return verb.lemma_.lower() in words("with_infinitive") or is_passive(verb)
        if label == "parataxis":
            return (clause.i < verb.i or self._quoted(clause)) and clause.lemma_ not in words("verbs")
        return True

    @staticmethod
    def _is_inserted(verb: Token) -> bool:
        """Whether a verb of saying without content of its own is put into what it tells ("..., he said", "as X noted")."""
        if children(verb, "ccomp", "obj") or verb.lemma_.lower() in words("acts"):
            return False
        label = universal(verb)
        if verb.dep_ == "acl:relcl":
            # "The shell, her government says, was fired by ..."
            bare = all(t.lower_ not in RELATIVE for t in verb.subtree)
            edges = (verb.left_edge.i - 1, verb.left_edge.i, verb.right_edge.i, verb.right_edge.i + 1)
            commas = [i for i in edges if 0 <= i < len(verb.doc) and verb.doc[i].text == ","]
            return bare and bool(children(verb, "nsubj")) and any(i < verb.i for i in commas) and commas[-1] > verb.i
        if label == "conj":
            return bool(children(verb, "nsubj")) and not children(verb, "cc")
        return label == "parataxis" or (
            label == "advcl" and any(m.lower_ == "as" for m in children(verb, "mark", "advmod"))
        )

    def _within_reach(self, told: set[int], verb: Token) -> set[int]:
        """Without the far side of a semicolon or what leads up to a colon, and without verbs that go on from the verb of saying itself."""
        sentence = verb.sent
        stops = [t.i for t in sentence if t.text == ";" and not self._quoted(t)]
        before = [*stops, *(t.i for t in sentence if t.text == ":" and not self._quoted(t))]
        low = max((i for i in before if i < verb.i), default=sentence.start - 1)
        high = min((i for i in stops if i > verb.i and not self._goes_on(i)), default=sentence.end)
        kept = {i for i in told if low < i < high or not sentence.start <= i < sentence.end}
        for i in tuple(kept):
            token = self.doc[i]
            beside = universal(token) == "conj" and token.i > verb.i
            if beside and token.pos_ == "VERB" and coordinated_with(token).i == verb.i:
                kept -= _subtree(token)
        return kept

    def _goes_on(self, semicolon: int) -> bool:
        """Whether what follows a semicolon is told as well ("; that ...", "; and that ...")."""
        after = [t.lower_ for t in self.doc[semicolon + 1 : semicolon + 3]]
        return "that" in after[:1] or after == ["and", "that"]

    def _quoted(self, token: Token) -> bool:
        return any(a <= token.i < b for a, b in self.quotes)

    def _quotes_of(self, verb: Token) -> set[int]:
        """Quotations in the verb's sentence that its speaker utters, followed to their ends in later sentences."""
        sentence = verb.sent
        told: set[int] = set()
        for a, b in self.quotes:
            if a <= verb.i < b or b <= sentence.start or a >= sentence.end or b - a < _SHORTEST_QUOTE:
                continue
            if not self._other_cue_nearer(verb, a, b, sentence):
                told |= set(range(a, b))
        return told

    def _other_cue_nearer(self, verb: Token, a: int, b: int, sentence: Span) -> bool:
        def distance(i: int) -> int:
            return max(a - i, i - b, 0)

        return any(
            t.i != verb.i
            and not a <= t.i < b
            and t.pos_ == "VERB"
            and t.lemma_.lower() in words("verbs")
            and distance(t.i) < distance(verb.i)
            for t in sentence
        )

    def _numbers(self, verb: Token) -> None:
        """ "put the toll at 21", "gave the number of dead as two": the number is on the subject's word."""
        who = subject(verb)
        what = next((o for o in children(verb, "obj") if o.lemma_.lower() in words("numbers_given")), None)
        if not obliques(verb, "at", "as", "between", "above"):
            return
        source = self.sources.of(who) if who is not None and what is not None and not is_passive(verb) else None
        if who is None or source is None:
            return
        told = self._within_reach(_subtree(verb), verb) - _subtree(who)
        told -= _all(c for c in children(verb, "conj"))
        self.telling.attributions.append(Attribution([source], told, who.i, "number given", verb=verb.lemma_))

    def _claimed(self, verb: Token) -> None:
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
            told |= _subtree(noun.head) - _subtree(noun) | {noun.i}
        self._add([source], told, verb, "claimed")

    # Prepositions, nouns, adverbs

    def _according_to(self, token: Token) -> None:
        noun = token.head
        scope = noun.head if not is_root(noun) else noun
        if token.i and (self.doc[token.i - 1].text == "," or token.is_sent_start):
            # Set off by a comma it speaks of the whole clause, wherever the parser hung it.
            scope = clause_head(noun)
            while universal(scope) in ("acl", "advcl") and not is_root(scope) and token.i != scope.left_edge.i:
                if scope.dep_ == "acl:relcl" and noun.right_edge.i + 1 < scope.right_edge.i:
                    break
                scope = clause_head(scope.head)
        told = _subtree(scope) - _subtree(noun)
        if (
            universal(noun) in ("obl", "nmod")
            and scope.pos_ in ("NOUN", "PROPN", "NUM")
            and universal(scope) in ("obj", "obl", "nsubj", "nmod", "conj")
        ):
            verb = scope
            while not is_root(verb) and verb.pos_ not in ("VERB", "AUX"):
                verb = verb.head
            told = _subtree(verb) - _subtree(noun)
        source = self.sources.of(noun)
        if source and told:
            self._add([source, *self._cited(noun)], self._within_reach(told, noun), token, "according to")
            self.telling.cues.update(_subtree(noun))

    def _by_reckoning(self, noun: Token) -> None:
        """ "by its own admission", "by the ministry's count": on the owner's word."""
        if noun.lemma_.lower() not in words("reckoning") or is_root(noun):
            return
        given = (subject(c) for c in children(noun, "acl") if c.dep_ == "acl:relcl")
        owner = next((c for c in noun.children if c.dep_ == "nmod:poss"), None) or next(given, None)
        clause = clause_head(noun)
        if any(t.text == ";" for t in self.doc[noun.i : clause.i]):
            # The parser hung it on what comes next.
            clause = noun.sent.root
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
            told = (
                _subtree(clause) - _subtree(noun) - _all(c for c in children(clause, "advcl") if children(c, "nsubj"))
            )
            self._add([source], self._within_reach(told, noun), noun, "reckoning")

    def _under_terms(self, token: Token) -> None:
        """ "Under the accord, troops are to leave": what is to be done, on the document's word."""
        noun, verb = token.head, token.head.head
        if noun.lemma_.lower() not in words("binding") or universal(noun) != "obl":
            return
        if not any(c.lower_ in words("obliging") for c in children(verb, "aux", "cop", "mark")):
            return
        low, high = noun_phrase(noun)
        while low < noun.i and self.doc[low].pos_ in ("DET", "ADP", "PRON"):
            low += 1
        span = char_span(self.doc, low, high)
        source = Source(name=self.doc.text[slice(*span)], span=span, kind="document")
        self._add([source], _subtree(verb) - _subtree(noun), noun, "terms")

    def _noun(self, noun: Token) -> None:
        """ "X's claim that ...", "a report by X that ...", "statement denying ..."."""
        clauses = [c for c in children(noun, "acl", "ccomp", "appos") if self._is_that_clause(c)]
        for owner in children(noun, "nmod"):
            # "The allegation of the ministry that ...": hung on the ministry.
            clauses += [c for c in children(owner, "acl") if c.dep_ == "acl:relcl" and self._is_that_clause(c)]
        told = _all(clauses)
        if not told:
            return
        who = self._owner(noun)
        if who is None and noun.head.lemma_ in words("issuing"):
            who = subject(noun.head)
        source = self.sources.of(who) if who is not None else None
        if source:
            self._add([source], told, noun, "noun of saying")

    @staticmethod
    def _is_that_clause(clause: Token) -> bool:
        """Whether a clause gives the content of a noun ("the claim that he fled", "a statement denying it")."""
        if universal(clause) == "appos":
            return any(m.lower_ == "that" for m in children(clause, "mark"))
        if clause.dep_ != "acl:relcl":
            return not obliques(clause, "by")
        # In "the charge that we recruit children" the clause lacks nothing that "that" could stand for.
        lacking = len(children(clause, "obj")) == 1
        stands = any(m.lower_ == "that" and not (lacking and universal(m) == "obj") for m in clause.children)
        return stands and len(children(clause, "nsubj")) > 0

    def _owner(self, noun: Token) -> Token | None:
        """Whose word a noun of saying is ("the ministry's claim", "reports in the press", "the charge, made by X")."""
        for c in children(noun, "nmod", "compound"):
            proper = universal(c) == "compound" and c.pos_ == "PROPN"
            medium = case(c) in ("in", "on") and is_outlet(self.doc, c)
            if proper or medium or c.dep_ == "nmod:poss" or case(c) in ("by", "from", "of"):
                return c
        return next((a for c in children(noun, "acl") for a in obliques(c, "by")), None)

    def _participle(self, verb: Token) -> None:
        """ "a toll provided by officials" is on their word, "an attack ascribed to X" on nobody's in particular."""
        noun, lemma = verb.head, verb.lemma_.lower()
        if lemma in words("given_by") and noun.lemma_.lower() in words("given"):
            source = next((self.sources.of(a) for a in obliques(verb, "by")), None)
            if source is not None:
                told = _subtree(noun) | ({noun.head.i} if universal(noun) == "nsubj" else set())
                self._add([source], told, verb, "given by")
        elif lemma in words("ascribing") and not obliques(verb, "by"):
            told = {noun.i}
            if universal(noun) in ("parataxis", "appos"):
                told |= {noun.head.i, *(c.i for c in children(noun.head, "nsubj"))}
            self._add([self._nobody(verb)], told, verb, "ascribed", 0.7)

    def _hearsay(self, token: Token) -> None:
        scope = token.head
        told = _subtree(scope)
        if universal(scope) in ("acl", "advcl") and scope.tag_ == "VBN" and (noun := noun_before(scope)) is not None:
            told.add(noun.i)
        self._add([self._nobody(token)], told, token, "hearsay", 0.7)

    def _nobody(self, token: Token) -> Source:
        return Source(name=UNNAMED, span=char_span(self.doc, token.i, token.i + 1), kind="unnamed")

    def _add(self, sources: list[Source], told: set[int], cue: Token, by: str, confidence: float = 0.9) -> None:
        told = {i for i in told if not self.doc[i].is_space}
        told -= self._asides(told, cue) if not self._is_inserted(cue) else set()
        if told:
            self.telling.attributions.append(Attribution(sources, told, cue.i, by, confidence, cue.lemma_.lower()))
            self.telling.cues.add(cue.i)

    def _asides(self, told: set[int], cue: Token) -> set[int]:
        """What the report itself adds to indirect speech: relative clauses set off, judgements, what came before."""
        aside: set[int] = set()
        for i in told:
            token = self.doc[i]
            if token.i < cue.i or self._quoted(token):
                continue
            relative = token.dep_ == "acl:relcl"
            resumed = universal(token.head) == "appos" and any(c.lower_ in ("a", "an") for c in token.head.children)
            judging = resumed or token.head.lemma_.lower() in words("judging")
            judged = relative and judging and self._set_off(token.head)
            before = universal(token) == "advcl" and any(
                m.lower_ in ("after", "since") for m in children(token, "mark")
            )
            if judged:
                aside |= _subtree(token.head)
            elif before or (relative and self._set_off(token)):
                aside |= _subtree(token)
        return aside

    def _set_off(self, token: Token) -> bool:
        """Whether a comma or dash stands before what a word heads."""
        edge = token.left_edge.i
        return any(self.doc[i].text in (",", "—", "–") for i in (edge - 1, edge) if 0 <= i < token.i)


def _goes_on_saying(verb: Token) -> bool:
    """Whether "he went on" is put into what he says."""
    particle = any(c.lower_ == "on" for c in verb.children)
    inserted = universal(verb) == "parataxis" or verb.dep_ == "acl:relcl"
    return verb.lemma_.lower() == "go" and particle and inserted and not children(verb, "xcomp")


def _subtree(token: Token) -> set[int]:
    return {t.i for t in token.subtree}


def _all(tokens: Iterable[Token]) -> set[int]:
    return {t.i for token in tokens for t in token.subtree}
