"""On whose word, beyond the sentence of the cue: quotations and reported speech that go on, outlets that heard them."""

from __future__ import annotations

import itertools

from truceline.claim import Source
from truceline.language.document import Document, Token
from truceline.reading.reported_speech import ReportedSpeech
from truceline.reading.sources import Sources, words
from truceline.reading.subjects import subject
from truceline.reading.syntax import ancestors, children, obliques, universal
from truceline.reading.telling import Attribution, Telling

SURE = 0.95
"""Probability above which the attribution head's word is taken."""
_SHORTEST_QUOTE = 5
_SPEECH = ("verb of saying", "continued quotation", "continued report", "interview answer")


class Continuation:
    """Adds to the attributions of a report those whose cue stands in another sentence."""

    def __init__(self, doc: Document, sources: Sources, quotes: list[tuple[int, int]], telling: Telling) -> None:
        self.doc, self.sources, self.quotes, self.telling = doc, sources, quotes, telling
        self.found = telling.attributions

    def run(self) -> None:
        """Look for all kinds of continuation; the surest first."""
        self._quotes()
        self._pointing_back()
        self._claimed_after()
        self._confirmed_after()
        ReportedSpeech(self.doc, self.sources, self.telling).run()
        self._by_head()
        self._outlets()
        self._heard()

    def _parted(self, low: int, high: int) -> int:
        """How many paragraph breaks lie between two tokens."""
        return sum(t.is_space and t.text.count("\n") > 1 for t in self.doc[low:high])

    def _quotes(self) -> None:
        """A quotation with no speaker of its own goes on with who spoke in the sentence before, or is its subject."""
        covered = {i for a in self.found for i in a.told}
        for a, b in self.quotes:
            if b - a < _SHORTEST_QUOTE or any(i in covered for i in range(a + 1, b - 1)):
                continue
            if not self._stands_alone(a, b):
                continue
            last = self._speaker_before(a)
            if last is not None:
                self.found.append(
                    Attribution(last.sources, set(range(a, b)), last.cue, "continued quotation", 0.8, last.verb)
                )

    def _stands_alone(self, a: int, b: int) -> bool:
        """Whether a quotation is most of its sentence: not a few scare-quoted words."""
        sentence = self.doc[a].sent
        return b >= sentence.end - 2 or b - a > 0.6 * (sentence.end - sentence.start)

    def _speaker_before(self, start: int) -> Attribution | None:
        """The last speaker before a quotation in this paragraph or the one before."""
        sentence = self.doc[max(start - 1, 0)].sent
        spoke = [x for x in self.found if x.cue < start and self._parted(x.cue, start) <= 1 and x.by in _SPEECH]
        own = [x for x in spoke if sentence.start <= x.cue and not self._inside_relative(x.cue)]
        if own:
            return max(own, key=lambda x: x.cue)
        who = subject(sentence.root) if sentence.end <= start + 1 else None
        if who is not None and (who.ent_type_ == "PERSON" or who.lower_ in ("he", "she")):
            made = self.sources.of(who)
            if made is not None:
                return Attribution([made], set(), who.i, "continued quotation")
        people = [x for x in spoke if x.sources[-1].kind in ("person", "unnamed") and not self._inside_relative(x.cue)]
        return max(people or spoke, key=lambda x: x.cue, default=None)

    def _inside_relative(self, cue: int) -> bool:
        return any(t.dep_ == "acl:relcl" for t in (self.doc[cue], *ancestors(self.doc[cue])))

    def _pointing_back(self) -> None:
        """ "The revelation was made by X": what the sentence before told is on X's word."""
        for before, sentence in itertools.pairwise(self.doc.sents):
            for token in sentence[:4]:
                if (
                    token.lemma_.lower() not in words("nouns")
                    or universal(token) != "nsubj"
                    or token.head.lemma_ not in ("make", "come")
                ):
                    continue
                agents = obliques(token.head, "by", "from")
                source = self.sources.of(agents[0]) if agents else None
                told = {t.i for t in before}
                if source and not any(told & a.told for a in self.found):
                    chain = [*self.sources.outlet_heard(token.head), source]
                    self.found.append(Attribution(chain, told, token.i, "pointing back"))
                    self.telling.cues.add(token.i)

    def _claimed_after(self) -> None:
        """ "X claimed responsibility.": the violence of the sentence before is on X's word, if on nobody's yet."""
        for before, sentence in itertools.pairwise(self.doc.sents):
            verb = next(
                (
                    t
                    for t in sentence[:8]
                    if t.lower_ == "claimed" and "responsibility" in [x.lower_ for x in self.doc[t.i + 1 : t.i + 3]]
                ),
                None,
            )
            who = next((t for t in sentence if verb and t.i < verb.i and universal(t) == "nsubj"), None)
            if verb is None or who is None or self._parted(before.end - 2, sentence.start):
                continue
            if who.lower_ in words("nobody") or any(c.lower_ == "no" for c in who.children):
                continue
            source, told = self.sources.of(who), {t.i for t in before}
            if source is not None and not any(told & a.told for a in self.found):
                self.found.append(Attribution([source], told, verb.i, "claimed after"))

    def _confirmed_after(self) -> None:
        """ "An official confirmed it.", "Their consul told me.": what the sentence before tells on nobody else's word."""
        for before, sentence in itertools.pairwise(self.doc.sents):
            verb = sentence.root
            who = subject(verb)
            if who is None or not _says_so(verb) or self._parted(before.end - 2, sentence.start):
                continue
            source, told = self.sources.of(who), {t.i for t in before}
            if source is not None and not any(told & a.told for a in self.found):
                self.found.append(Attribution([source], told, verb.i, "confirmed after"))

    def _outlets(self) -> None:
        """Once an outlet has obtained somebody's words, what that person goes on to say was told to it as well."""
        obtained: dict[str, Source] = {}
        for attribution in sorted(self.found, key=lambda a: a.cue):
            name = attribution.sources[-1].name
            if len(attribution.sources) > 1 and attribution.sources[0].kind == "outlet":
                obtained[name] = attribution.sources[0].model_copy(update={"span": None})
            elif name in obtained and attribution.by in _SPEECH:
                attribution.sources = [obtained[name], *attribution.sources]

    def _heard(self) -> None:
        """ "In a message read on Radio S she thanked ... . She also apologised": said to the same outlet."""
        heard = self.telling.heard
        for before, sentence in itertools.pairwise(self.doc.sents):
            who = subject(sentence.root)
            if who is None or who.lower_ not in ("he", "she", "it", "they") or before.root.i not in heard:
                continue
            if who.i - sentence.start < 2 and not self._parted(before.end - 2, sentence.start):
                heard.setdefault(sentence.root.i, heard[before.root.i])

    def _by_head(self) -> None:
        """Where no rule knows a speaker, what the attribution head marks as told goes to the source it marks nearby."""
        insight = self.doc.insight
        if insight is None:
            return
        told_by_rule = {i for a in self.found for i in a.told}
        content, source = insight.inside("content"), insight.inside("source")
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
            made = self.sources.of(nearest)
            if made is not None:
                sure = float(content[sorted(told)].mean())
                self.found.append(Attribution([made], told, nearest.i, "attribution head", sure))


def _says_so(verb: Token) -> bool:
    """Whether a verb of saying points back for what it tells: "confirmed it", "said so", "told me"."""
    lemma = verb.lemma_.lower()
    back = {o.lower_ for o in children(verb, "obj", "advmod") if not o.children}
    if lemma == "confirm":
        return bool(back & {"it", "this", "that"})
    bare = not children(verb, "ccomp", "xcomp", "parataxis", "obl", "conj")
    return bare and ((lemma == "say" and "so" in back) or (lemma == "tell" and bool(children(verb, "iobj", "obj"))))
