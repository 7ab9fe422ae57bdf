"""Who speaks with a verb of saying: its subject or agent, who spoke before, whom it cites."""

from __future__ import annotations

from truceline.claim import Source
from truceline.language.document import Document, Token
from truceline.reading.sources import UNNAMED, Sources, can_speak, words
from truceline.reading.subjects import subject
from truceline.reading.syntax import children, is_passive, obliques, universal
from truceline.reading.telling import Telling
from truceline.reading.wording import char_span

_SEX: dict[str, tuple[str, ...]] = {"he": ("she", "her"), "she": ("he", "him", "his")}
"""Pronouns of one person, and those of the other sex."""


class Speakers:
    """Finds the speakers of verbs; those who spoke before are read off what is collected so far."""

    def __init__(self, doc: Document, sources: Sources, telling: Telling) -> None:
        self.doc, self.sources, self.telling = doc, sources, telling

    def of(self, verb: Token, outlets: list[Source]) -> tuple[list[Source], str]:
        """Who speaks with this verb: the outlet that obtained the words, then the speaker."""
        active = any(c.dep_ == "nsubj" and c.i < verb.i for c in verb.children)
        if is_passive(verb) and not active:
            passive, by = self._passive_speaker(verb)
            return ([*outlets, *passive] if passive and by == "passive with by" else passive), by
        who = self._subject(verb)
        if who is None or who.lower_ in words("nobody") or any(c.lower_ == "no" for c in who.children):
            return [], ""
        speaker = self._new_speaker(who) or self._speaking_on(who) or self.sources.of(who) or self._last_speaker(who)
        return ([*outlets, speaker], "verb of saying") if speaker else ([], "")

    @staticmethod
    def _subject(verb: Token) -> Token | None:
        """Who says it; for a participle of what no one can say ("talks collapsed ..., accusing"), the subject before."""
        who = subject(verb)
        if who is None:
            # "..., the head of the hospital, X, told journalists": hung elsewhere, but a name stands right before.
            before = verb.doc[max(verb.i - 2, verb.sent.start) : verb.i]
            behind_comma = before[-1:].text == ","
            named = (t for t in before if t.ent_type_ == "PERSON" or (behind_comma and t.pos_ == "PROPN"))
            return next(named, None) or _inverted(verb)
        own = [c for c in children(verb, "nsubj") if can_speak(c)]
        if len(own) > 1 and own[-1].i < verb.i and _begins_anew(own[0], own[-1]):
            # "The town could fall within days, the envoy warned": hung on the verb, the town beside the envoy.
            return own[-1]
        if can_speak(who) or children(verb, "nsubj"):
            return who if can_speak(who) else own[-1] if own else None
        own = [c for c in children(verb, "nsubj") if c.i < verb.i and can_speak(c)]
        others = own or [t for t in verb.sent if t.i < verb.i and universal(t) == "nsubj" and can_speak(t)]
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

    def _speaking_on(self, pronoun: Token) -> Source | None:
        """ "He added": who spoke or acted last as the subject of a sentence, where coreference takes it for one named in passing."""
        if pronoun.lower_ not in (*_SEX, "it"):
            return None
        body = pronoun.lower_ == "it"

        def fits(token: Token) -> bool:
            return self._is_person(token) != body and (not body or token.tag_ in ("NN", "NNP"))

        if any(universal(t) == "nsubj" and fits(t) for t in self.doc[pronoun.sent.start : pronoun.i]):
            return None
        told = [t for t in self._subjects_before(pronoun) if fits(t)]
        chain = self.sources.parties.coreference.chain_of
        meant, other = chain(pronoun.i), chain(told[-1].i) if told else None
        if meant is None or other is None or other is meant:
            return None
        sexes = _SEX.get(pronoun.lower_, ())
        if any(m.kind == "pronoun" and self.doc[m.head].lower_ in sexes for m in other.mentions):
            return None
        made = self.sources.of(told[-1])
        return None if body and made is not None and made.kind not in ("organization", "outlet") else made

    def _subjects_before(self, pronoun: Token) -> list[Token]:
        """The subjects of the main clauses, and those who spoke, in the two sentences before a pronoun, the last one last."""
        found = []
        start = pronoun.sent.start
        for _ in range(2):
            if start == 0:
                break
            sentence = self.doc[start - 1].sent
            said = [self.doc[a.cue] for a in self.telling.attributions if sentence.start <= a.cue < start]
            verbs = [sentence.root, *(t for t in said if t.pos_ == "VERB")]
            found += [s for v in verbs if (s := subject(v)) is not None]
            start = sentence.start
        return sorted(found, key=lambda t: t.i)

    def _is_person(self, token: Token) -> bool:
        chain = self.sources.parties.coreference.chain_of(token.i)
        one = token.tag_ not in ("NNS", "NNPS") and token.lower_ not in ("they", "we")
        return one and (token.ent_type_ == "PERSON" or (chain is not None and chain.type == "person"))

    def _passive_speaker(self, verb: Token) -> tuple[list[Source], str]:
        if universal(verb) == "acl" and (verb.dep_ != "acl:relcl" or verb.lemma_.lower() not in words("acts")):
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

    def cited(self, verb: Token) -> list[Source]:
        """ "The Times reported ..., citing unnamed officials": those it has it from."""
        cited = [
            o
            for c in (*children(verb, "advcl", "conj"), *(c for s in children(verb, "nsubj") for c in clauses_on(s)))
            if c.lemma_.lower() in ("cite", "quote") and not is_passive(c)
            for o in children(c, "obj")
        ]
        return [s for o in cited[:1] if (s := self.sources.of(o)) is not None]


def _begins_anew(first: Token, last: Token) -> bool:
    """Whether of two nouns that a parser took for subjects of one verb the second begins its clause: behind a semicolon or a verb."""
    return any(t.text == ";" or _is_finite(t) for t in first.doc[first.i + 1 : last.i])


def _is_finite(token: Token) -> bool:
    """Whether a word is the finite verb of a clause that is none on a noun ("a man who came")."""
    clause = token.head if universal(token) in ("aux", "cop") else token
    return token.tag_ in ("MD", "VBD", "VBZ", "VBP") and universal(clause) not in ("acl", "advcl")


def _inverted(verb: Token) -> Token | None:
    """ "Eighteen died, says the Front": the subject behind its verb, where the parser took it for an object."""
    if not any(c.i < verb.i for c in children(verb, "ccomp", "parataxis")):
        return None
    return next((o for o in children(verb, "obj", "iobj") if can_speak(o) and o.i > verb.i), None)


def clauses_on(noun: Token) -> list[Token]:
    """Clauses on a noun: "the paper, citing a diplomat", "a paper which cited two officials"."""
    return children(noun, "acl")
