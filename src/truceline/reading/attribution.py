"""On whose word: which stretches of a report are told by whom, nested outermost first.

Direct and indirect quotation, "according to", nouns of saying, quotations that run over sentences, outlets that
obtained the words, hearsay without a source. Kinds of cue after Pareti 2015 (PARC) and Newell et al. 2018 (PolNeAR).
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from functools import cache

from spacy.tokens import Doc, Span, Token

from truceline.claim import Source, SourceKind
from truceline.language import INSIGHT, Insight
from truceline.reading.lexicon import data
from truceline.reading.parties import Parties, char_span, trim_name
from truceline.reading.syntax import (
    RELATIVE,
    case,
    children,
    clause_head,
    is_passive,
    is_root,
    noun_before,
    noun_phrase,
    obliques,
    phrase,
    subject,
    universal,
)

UNNAMED = "unnamed"

SURE = 0.85
"""Probability above which the attribution head's word is taken."""


@cache
def words(kind: str) -> frozenset[str]:
    """A word class of data/attribution.yaml."""
    return frozenset(data("attribution.yaml")[kind])


@dataclass
class Attribution:
    """One telling: its sources (outermost first), the tokens told, and the cue that says so."""

    sources: list[Source]
    told: set[int]
    cue: int
    by: str
    confidence: float = 0.9
    verb: str = ""
    outlet_obtained: bool = False


@dataclass
class Telling:
    """Everything told in a report on somebody's word."""

    attributions: list[Attribution]
    cues: set[int] = field(default_factory=set)
    """Tokens that serve as cue or source and are no events themselves."""

    def of(self, token: int) -> list[Attribution]:
        """The attributions that cover a token, outermost first."""
        found = [a for a in self.attributions if token in a.told and a.cue != token]
        return sorted(found, key=lambda a: (sum(a.cue in b.told for b in found), -len(a.told), a.cue))

    def chain(self, token: int) -> tuple[list[Source], list[Attribution]]:
        """The source chain of a token, outermost first, each source once, and the attributions it came from."""
        chain: list[Source] = []
        used = self.of(token)
        for attribution in used:
            for source in attribution.sources:
                if all(source.name != s.name for s in chain):
                    chain.append(source)
        return chain, used


def find_attributions(doc: Doc, parties: Parties) -> Telling:
    """Every attribution in a parsed report."""
    quotes = quotations(doc)
    finder = _Finder(doc, parties, quotes)
    for sentence in doc.sents:
        for token in sentence:
            finder.visit(token)
    finder.continue_quotes()
    finder.point_back()
    finder.continue_reported_speech()
    finder.learned()
    finder.inherit_outlets()
    return Telling(finder.found, finder.cues)


def quotations(doc: Doc) -> list[tuple[int, int]]:
    """Token ranges [start, end) of quotations, marks included; a quotation may run over sentences of a paragraph."""
    spans: list[tuple[int, int]] = []
    opened: int | None = None
    for token in doc:
        text = token.text
        if opened is not None and token.is_space and token.text.count("\n") > 1:
            spans.append((opened, token.i))
            opened = None
        elif text in ("“", "„", "«") or (text in ('"', "``") and opened is None):
            opened = token.i if opened is None else opened
        elif text in ("”", "»", '"', "''") and opened is not None:
            spans.append((opened, token.i + 1))
            opened = None
    if opened is not None and len(doc) - opened > 4:
        spans.append((opened, len(doc)))
    return spans


class _Finder:
    """Collects the attributions of one report."""

    def __init__(self, doc: Doc, parties: Parties, quotes: list[tuple[int, int]]) -> None:
        self.doc, self.parties, self.quotes = doc, parties, quotes
        self.found: list[Attribution] = []
        self.cues: set[int] = set()
        self.insight: Insight | None = doc.user_data.get(INSIGHT)

    def visit(self, token: Token) -> None:
        """Look for a cue at one token."""
        if token.pos_ in ("VERB", "AUX") and token.lemma_.lower() in words("verbs"):
            self._verb(token)
        elif token.lower_ in words("unnamed"):
            self._hearsay(token)
        elif universal(token) == "case" and self._is_preposition(token):
            self._according_to(token)
        elif token.lemma_.lower() in words("nouns") and token.pos_ == "NOUN":
            self._noun(token)
        if token.pos_ == "VERB" and token.dep_ == "acl":
            self._participle(token)

    @staticmethod
    def _is_preposition(token: Token) -> bool:
        full = " ".join([token.lower_, *(c.lower_ for c in children(token, "fixed"))])
        return full in words("prepositions")

    # Verbs of saying

    def _verb(self, verb: Token) -> None:
        told = self._content_of_verb(verb)
        if not told:
            return
        sources, by = self._speaker(verb)
        if not sources:
            return
        told -= {verb.i}
        sources = [*sources, *self._cited(verb)]
        self._add(sources, told, verb, by, outlet=self._obtained(verb))

    def _speaker(self, verb: Token) -> tuple[list[Source], str]:
        """Who speaks with this verb: the outlet that obtained the words, then the speaker."""
        passive = is_passive(verb)
        if passive and universal(verb) == "acl":
            return [], ""
        who = None if passive and not self._said_subject(verb) else subject(verb)
        if passive:
            agents = obliques(verb, "by")
            outlets = [self.source(a) for a in agents]
            if verb.lemma_ == "quote" and who is not None:
                return [s for s in [*outlets, self.source(who)] if s], "quoted by"
            if agents:
                return [s for s in outlets if s], "passive with by"
            if self._impersonal(verb):
                return [Source(name=UNNAMED, span=None, kind="unnamed")], "passive without a speaker"
            return [], ""
        if who is None or (who.lower_ in ("it", "there") and not self.parties.name(who)):
            return [], ""
        speakers = self._speakers(who)
        return [*self._outlet_of(verb), *speakers] if speakers else [], "verb of saying"

    def _cited(self, verb: Token) -> list[Source]:
        """ "The Times reported ..., citing unnamed officials": those it has it from."""
        cited = [
            o
            for c in children(verb, "advcl", "conj")
            if c.lemma_.lower() in ("cite", "quote") and c.tag_ == "VBG"
            for o in children(c, "obj")
        ]
        return [s for o in cited[:1] if (s := self.source(o)) is not None]

    @staticmethod
    def _said_subject(verb: Token) -> bool:
        return verb.lemma_ in ("quote", "hear", "report")

    @staticmethod
    def _impersonal(verb: Token) -> bool:
        return verb.lemma_ in (
            "say",
            "report",
            "believe",
            "accuse",
            "allege",
            "think",
            "estimate",
            "claim",
            "ascribe",
            "attribute",
            "understand",
            "blame",
        )

    def _speakers(self, who: Token) -> list[Source]:
        source = self.source(who)
        if source is None:
            return []
        return [source]

    def _outlet_of(self, verb: Token) -> list[Source]:
        """The outlet in "told Reuters", "said in an interview with TRT", "told the paper"."""
        heard = [c for c in children(verb, "iobj", "obj") if verb.lemma_ in ("tell", "inform", "brief")]
        heard += [o for o in obliques(verb, "to") if verb.lemma_ in ("say", "speak", "confirm", "explain")]
        for noun in obliques(verb, "in", "during", "through", "via"):
            if noun.lemma_.lower() in words("obtaining"):
                heard += obliques(noun, "with", "to", "for", "by")
                heard += [m for m in children(noun, "compound", "nmod") if m.pos_ == "PROPN"]
                for relative in children(noun, "acl"):
                    heard += obliques(relative, "with", "to", "by")
                heard += obliques(verb, "with")
        heard += [o for o in obliques(verb, "by") if verb.lemma_ in ("quote",)]
        out = []
        for token in heard:
            if is_outlet(self.doc, token):
                source = self.source(token)
                if source:
                    out.append(source.model_copy(update={"kind": "outlet"}))
        return out[:1]

    def _obtained(self, verb: Token) -> bool:
        return bool(self._outlet_of(verb))

    def _content_of_verb(self, verb: Token) -> set[int]:
        """Token indices of what is told with a verb of saying."""
        told: set[int] = set()
        lemma = verb.lemma_.lower()
        act = lemma in words("acts")
        for c in children(verb, "ccomp", "xcomp", "parataxis"):
            if universal(c) == "xcomp" and (
                act
                or lemma
                not in (
                    "report",
                    "say",
                    "believe",
                    "claim",
                    "deny",
                    "admit",
                    "allege",
                    "estimate",
                    "describe",
                    "declare",
                )
            ):
                continue
            if universal(c) == "parataxis" and ((c.i > verb.i and not self._quoted(c)) or c.lemma_ in words("verbs")):
                continue
            told |= _subtree(c)
        if universal(verb) == "parataxis" or (
            universal(verb) == "advcl" and any(m.lower_ == "as" for m in children(verb, "mark"))
        ):
            told |= _subtree(verb.head) - _subtree(verb)
        if lemma in words("with_object"):
            for c in children(verb, "obj", "nsubj", "advcl", "obl"):
                if universal(c) == "nsubj" and "pass" not in c.dep_:
                    continue
                if universal(c) == "obl" and lemma != "describe":
                    continue
                if universal(c) != "advcl" or lemma == "describe":
                    told |= _subtree(c)
        if act and universal(verb) != "parataxis":
            told &= (
                {i for c in children(verb, "ccomp") for i in _subtree(c)}
                if lemma in ("accuse", "blame", "warn", "agree", "hope", "fear", "expect", "caution")
                else set()
            )
        if lemma == "accuse":
            told |= {i for c in children(verb, "advcl", "obl") for i in _subtree(c)}
        if lemma == "blame":
            told |= {i for c in obliques(verb, "for", "on") for i in _subtree(c)}
        return told | self._quotes_of(verb)

    def _quoted(self, token: Token) -> bool:
        return any(a <= token.i < b for a, b in self.quotes)

    def _quotes_of(self, verb: Token) -> set[int]:
        """Quotations in the verb's sentence that its speaker utters, followed to their ends in later sentences."""
        sentence = verb.sent
        told: set[int] = set()
        for a, b in self.quotes:
            if a <= verb.i < b or b <= sentence.start or a >= sentence.end or b - a < 5:
                continue
            if self._other_cue_nearer(verb, a, b, sentence):
                continue
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

    # Prepositions, nouns, adverbs

    def _according_to(self, token: Token) -> None:
        noun = token.head
        scope = noun.head if not is_root(noun) else noun
        if token.i and (self.doc[token.i - 1].text == "," or token.is_sent_start):
            # Set off by a comma it speaks of the whole clause, wherever the parser hung it.
            scope = clause_head(noun)
            while universal(scope) in ("acl", "advcl") and not is_root(scope) and token.i != scope.left_edge.i:
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
        source = self.source(noun)
        if source and told:
            self._add([source], told, token, "according to")
            self.cues.update(_subtree(noun))

    def _noun(self, noun: Token) -> None:
        """ "X's claim that ...", "a report by X that ...", "statement denying ..."."""
        told: set[int] = set()
        for c in children(noun, "acl", "ccomp"):
            if c.dep_ == "acl:relcl" and not any(m.lower_ == "that" for m in c.children):
                continue
            if c.dep_ == "acl" or universal(c) == "ccomp":
                told |= _subtree(c)
        if not told:
            return
        owner = [*children(noun, "nmod"), *(c for c in children(noun, "compound") if c.pos_ == "PROPN")]
        owner = [
            o for o in owner if o.dep_ == "nmod:poss" or case(o) in ("by", "from", "of") or universal(o) == "compound"
        ]
        who = (
            owner[0]
            if owner
            else subject(noun.head)
            if noun.head.lemma_
            in ("issue", "release", "make", "publish", "publish", "post", "send", "put", "circulate", "give")
            else None
        )
        source = self.source(who) if who is not None else None
        if source:
            self._add([source], told, noun, "noun of saying")

    def _participle(self, verb: Token) -> None:
        """ "a toll provided by officials" is on their word, "an attack ascribed to the Taliban" on nobody's in particular."""
        noun, lemma = verb.head, verb.lemma_.lower()
        if lemma in words("given_by") and noun.lemma_.lower() in words("given"):
            source = next((self.source(a) for a in obliques(verb, "by")), None)
            if source is not None:
                self._add(
                    [source],
                    _subtree(noun) | ({noun.head.i} if universal(noun) == "nsubj" else set()),
                    verb,
                    "given by",
                )
        elif lemma in words("ascribing") and not obliques(verb, "by"):
            told = {noun.i}
            if universal(noun) in ("parataxis", "appos"):
                told |= {noun.head.i, *(c.i for c in children(noun.head, "nsubj"))}
            self._add(
                [Source(name=UNNAMED, span=char_span(self.doc, verb.i, verb.i + 1), kind="unnamed")],
                told,
                verb,
                "ascribed",
                0.7,
            )

    def _hearsay(self, token: Token) -> None:
        scope = token.head
        told = _subtree(scope)
        if universal(scope) in ("acl", "advcl") and scope.tag_ == "VBN" and (noun := noun_before(scope)) is not None:
            told.add(noun.i)
        self._add(
            [Source(name=UNNAMED, span=char_span(self.doc, token.i, token.i + 1), kind="unnamed")],
            told,
            token,
            "hearsay",
            0.7,
        )

    # Beyond the sentence

    def continue_quotes(self) -> None:
        """A quotation with no speaker of its own goes on with the speaker of the sentence before."""
        covered = {i for a in self.found for i in a.told}
        for a, b in self.quotes:
            if b - a < 5 or any(i in covered for i in range(a + 1, b - 1)):
                continue
            before = [
                x
                for x in self.found
                if x.cue < a and self._same_passage(x.cue, a) and x.by in ("verb of saying", "continued quotation")
            ]
            if not before or not self._stands_alone(a, b):
                continue
            last = max(before, key=lambda x: x.cue)
            self.found.append(
                Attribution(
                    last.sources,
                    set(range(a, b)),
                    last.cue,
                    "continued quotation",
                    0.8,
                    last.verb,
                    last.outlet_obtained,
                )
            )

    def _stands_alone(self, a: int, b: int) -> bool:
        """Whether a quotation is most of its sentence: not a few scare-quoted words."""
        sentence = self.doc[a].sent
        return b >= sentence.end - 2 or b - a > 0.6 * (sentence.end - sentence.start)

    def _same_passage(self, cue: int, start: int) -> bool:
        breaks = sum(t.is_space and t.text.count("\n") > 1 for t in self.doc[cue:start])
        return breaks <= 1

    def point_back(self) -> None:
        """ "The revelation was made by X": what the sentence before told is on X's word."""
        sentences = list(self.doc.sents)
        for before, sentence in itertools.pairwise(sentences):
            for token in sentence:
                if (
                    token.lemma_.lower() in words("nouns")
                    and universal(token) == "nsubj"
                    and token.head.lemma_ in ("make", "come")
                    and token.i - sentence.start < 4
                ):
                    agents = obliques(token.head, "by", "from")
                    source = self.source(agents[0]) if agents else None
                    told = {t.i for t in before}
                    if source and not any(told & a.told for a in self.found):
                        outlets = self._outlet_of(token.head)
                        self._add([*outlets, source], told, token, "pointing back", outlet=bool(outlets))

    def continue_reported_speech(self) -> None:
        """ "He would ...": a sentence in the backshifted tense after reported speech goes on reporting it."""
        sentences = list(self.doc.sents)
        for before, sentence in itertools.pairwise(sentences):
            if any(sentence.start <= a.cue < sentence.end for a in self.found):
                continue
            root = sentence.root
            would = any(c.lower_ in ("would", "had") and universal(c) == "aux" for c in root.children)
            reported = [
                a
                for a in self.found
                if before.start <= a.cue < before.end and a.by == "verb of saying" and before.root.i in (a.cue, *a.told)
            ]
            if (
                would
                and reported
                and not any(t.is_space and t.text.count("\n") > 1 for t in self.doc[before.end - 2 : sentence.start])
            ):
                last = reported[-1]
                self.found.append(
                    Attribution(
                        last.sources,
                        {t.i for t in sentence},
                        last.cue,
                        "continued report",
                        0.6,
                        last.verb,
                        last.outlet_obtained,
                    )
                )

    def inherit_outlets(self) -> None:
        """Once an outlet has obtained somebody's words, what that person goes on to say was told to it as well."""
        obtained: dict[str, Source] = {}
        for attribution in sorted(self.found, key=lambda a: a.cue):
            name = attribution.sources[-1].name
            if len(attribution.sources) > 1 and attribution.sources[0].kind == "outlet":
                obtained[name] = attribution.sources[0].model_copy(update={"span": None})
            elif name in obtained and attribution.by in ("verb of saying", "continued quotation", "continued report"):
                attribution.sources = [obtained[name], *attribution.sources]

    def learned(self) -> None:
        """Where no rule knows a speaker, what the attribution head marks as told goes to the source that it marks nearby."""
        if self.insight is None:
            return
        told_by_rule = {i for a in self.found for i in a.told}
        content, source = self.insight.inside["content"], self.insight.inside["source"]
        for sentence in self.doc.sents:
            told = {t.i for t in sentence if content[t.i] > SURE and not t.is_space} - told_by_rule
            heads = [
                t
                for t in sentence
                if source[t.i] > SURE
                and t.pos_ in ("NOUN", "PROPN", "PRON")
                and t.i not in told
                and source[t.head.i] <= SURE
            ]
            if len(told) < 3 or not heads:
                continue
            low, high = min(told), max(told)
            nearest = min(heads, key=lambda t: max(low - t.i, t.i - high))
            made = self.source(nearest)
            if made is not None:
                self.found.append(
                    Attribution([made], told, nearest.i, "attribution head", float(content[sorted(told)].mean()))
                )

    # Sources

    def _add(
        self, sources: list[Source], told: set[int], cue: Token, by: str, confidence: float = 0.9, outlet: bool = False
    ) -> None:
        told = {i for i in told if not self.doc[i].is_space}
        told -= self._asides(told, cue)
        if told:
            self.found.append(Attribution(sources, told, cue.i, by, confidence, cue.lemma_.lower(), outlet))
            self.cues.add(cue.i)

    def _asides(self, told: set[int], cue: Token) -> set[int]:
        """What the report itself adds inside indirect speech: relative clauses set off by a comma, and what came before."""
        aside: set[int] = set()
        for i in told:
            token = self.doc[i]
            if token.i < cue.i or self._quoted(token):
                continue
            set_off = token.dep_ == "acl:relcl" and self.doc[token.left_edge.i - 1].text in (",", "—", "–")
            before = universal(token) == "advcl" and any(
                m.lower_ in ("after", "since") for m in children(token, "mark")
            )
            if set_off or before:
                aside |= _subtree(token)
        return aside

    def source(self, token: Token) -> Source | None:
        """The source that a noun stands for."""
        if token.lower_ in RELATIVE:
            return None
        return make_source(self.doc, self.parties, token)


def make_source(doc: Doc, parties: Parties, token: Token) -> Source | None:
    """A noun as a source: its name, words and kind."""
    if token.lemma_.lower() in words("documents") and token.pos_ == "NOUN":
        issuer = [
            c
            for c in children(token, "nmod", "compound", "amod")
            if c.dep_ == "nmod:poss" or case(c) in ("by", "from", "of") or c.pos_ == "PROPN" or parties.is_body(c)
        ]
        if issuer and (made := make_source(doc, parties, issuer[0])):
            return made
    entity = parties.unnamed_person(token) if token.lower_ in words("unnamed_people") else None
    entity = entity or parties.entity(token)
    if entity is None:
        return None
    kind = kind_of(doc, parties, token, entity.name)
    ent = parties.ent_of(token)
    if kind == "outlet" and ent is not None and ent.label_ == "ORG" and ent.text in entity.name:
        # "Turkish broadcaster TRT World" is TRT World.
        return Source(name=trim_name(ent.text), span=entity.span, kind=kind)
    return Source(name=entity.name, span=entity.span, kind=kind)


def kind_of(doc: Doc, parties: Parties, token: Token, name: str) -> SourceKind:
    """Person, organization, outlet, document or unnamed."""
    if is_outlet(doc, token):
        return "outlet"
    if name.startswith(("Government of", "Military of", "Police of")):
        return "organization"
    named = any(w[:1].isupper() for w in name.split())
    whole = " ".join(w for w in name.split())
    if token.ent_type_ == "PERSON" or (token.pos_ == "PRON" and token.lower_ in ("he", "she", "i")):
        return "person" if named else "unnamed"
    if token.lemma_.lower() in words("documents") and token.pos_ == "NOUN":
        return "document"
    if token.lower_ in words("unnamed_people") and (not named or token.pos_ == "NOUN"):
        entity_type = {e.label_ for e in parties.ents if whole in e.text}
        return "person" if "PERSON" in entity_type else "unnamed"
    chain = parties.coreference.chain_of(token.i)
    if chain is not None and chain.type == "person" and named:
        return "person"
    return "organization" if named else "unnamed"


def is_outlet(doc: Doc, token: Token) -> bool:
    """Whether a noun names an outlet or agency, or reporters at large."""
    low, high = noun_phrase(token)
    text = [t.text for t in doc[low:high]]
    joined = " ".join(text)
    if token.ent_type_ == "PERSON":
        return False
    if any(name in text or (" " in name and name in joined) for name in words("outlets")):
        return True
    return token.text in words("outlet_words") or any(t in words("outlet_words") and t[:1].isupper() for t in text)


def _subtree(token: Token) -> set[int]:
    return {t.i for t in token.subtree}


__all__ = ["Attribution", "Telling", "find_attributions", "is_outlet", "make_source", "phrase", "quotations"]
