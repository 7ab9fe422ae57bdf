"""Reported speech that goes on over sentences without a cue: "The envoy told the Council that ... . She had met both sides"."""

from __future__ import annotations

from truceline.language.document import Document, Span, Token
from truceline.reading.sources import Sources, words
from truceline.reading.subjects import subject
from truceline.reading.syntax import children, universal
from truceline.reading.telling import Attribution, Telling

_HE = ("he", "she")
_QUOTES = ('"', "“")


class ReportedSpeech:
    """Adds to the attributions of a report the sentences whose tense says that the speaker before still speaks."""

    def __init__(self, doc: Document, sources: Sources, telling: Telling) -> None:
        self.doc, self.sources, self.telling = doc, sources, telling
        self._before: Attribution | None = None
        """The speech in the sentence before."""
        self._thread: Attribution | None = None
        """The last speech in this paragraph that stands in the backshifted tense."""

    def run(self) -> None:
        """Go through the sentences; what one adds, the next may go on from."""
        before: Span | None = None
        for sentence in self.doc.sents:
            opens = before is None or self._parted(before, sentence)
            if opens:
                self._before = None
                self._thread = self._thread if self._begins_with_speaker(sentence) else None
            going_on = self._going_on(before, sentence, opens=opens)
            if going_on is not None:
                made = self._made(going_on, sentence)
                self.telling.attributions.append(made)
                self._before = made
                self._thread = made if _backshifted(sentence.root) else self._thread
            else:
                self._listen(sentence)
                self._thread = None if _in_present(sentence.root) else self._thread
            before = sentence

    def _parted(self, before: Span, sentence: Span) -> bool:
        """Whether a paragraph ends between two sentences."""
        return any(t.is_space and t.text.count("\n") > 1 for t in self.doc[before.end - 2 : sentence.start])

    def _begins_with_speaker(self, sentence: Span) -> bool:
        """Whether a paragraph opens with "he" or "she" for the person who spoke last in the one before."""
        who = subject(sentence.root)
        return self._thread is not None and who is not None and who.lower_ in _HE and who.i - sentence.start < 2

    def _listen(self, sentence: Span) -> None:
        """Note who speaks in a sentence with a cue of its own."""
        root = sentence.root
        spoken = [a for a in self.telling.attributions if sentence.start <= a.cue < sentence.end]
        main = [a for a in spoken if a.by == "verb of saying" and (root.i in a.told or _is_main(self.doc[a.cue], root))]
        terms = [a for a in spoken if a.by == "terms"]
        said = [*terms, *main]
        self._before = said[-1] if said else self._acting(root)
        for a in main:
            if self._is_backshifted(a):
                self._thread = a

    def _is_backshifted(self, a: Attribution) -> bool:
        """Whether what is told in the past tense is put back in time itself: "said that they had met", not "says", no quotation."""
        cue = self.doc[a.cue]
        if cue.tag_ != "VBD" or a.sources[-1].kind == "outlet":
            return False
        clauses = [c for c in children(cue, "ccomp") if c.i in a.told]
        told = clauses or ([cue.sent.root] if cue.sent.root.i in a.told else [])
        return any(_backshifted(c) and c.i not in self.sources.spoken for c in told)

    def _acting(self, root: Token) -> Attribution | None:
        """Whoever promises, warns or demands something goes on doing so in the backshifted tense."""
        who = subject(root) if root.lemma_.lower() in words("speech_acts") else None
        made = self.sources.of(who) if who is not None else None
        if made is None:
            return None
        return Attribution([*self.telling.heard.get(root.i, []), made], set(), root.i, "continued report")

    def _going_on(self, before: Span | None, sentence: Span, *, opens: bool) -> Attribution | None:
        """The speech that a sentence without a cue of its own for its main clause goes on with."""
        root = sentence.root
        if before is None or self.doc[sentence.start].text in _QUOTES:
            return None
        cues = [a for a in self.telling.attributions if sentence.start <= a.cue < sentence.end]
        if any(root.i in a.told or root.i == a.cue for a in cues):
            return None
        who = subject(root)
        if who is not None and self.sources.is_own_voice(who):
            return None
        modals = {c.lower_ for c in children(root, "aux", "cop")}
        if self._before is not None and self._before.by == "terms":
            return self._before if (modals | {m.lower_ for m in children(root, "mark")}) & words("obliging") else None
        last = self._thread if opens else self._before
        if modals & words("backshifted") and last is not None:
            return None if self._is_new(who, last) else last
        if self._thread is None or not _backshifted(root) or self._is_new(who, self._thread) or _dated(sentence, who):
            return None
        return self._thread

    def _is_new(self, who: Token | None, last: Attribution) -> bool:
        """Whether a subject is a person brought in by full name: the report turns to another."""
        ent = self.sources.parties.ent_of(who) if who is not None and who.ent_type_ == "PERSON" else None
        if ent is None or len(ent) < 2 or ent.text == last.sources[-1].name:
            return False
        return not any(e.text == ent.text for e in self.doc.ents if e.end <= ent.start)

    def _made(self, last: Attribution, sentence: Span) -> Attribution:
        """What a sentence tells with the speech before; not what another tells in it."""
        others = [a for a in self.telling.attributions if sentence.start <= a.cue < sentence.end]
        told = {t.i for t in sentence} - {a.cue for a in others}
        return Attribution(last.sources, told, last.cue, "continued report", 0.6, last.verb)


def _backshifted(clause: Token) -> bool:
    """Whether a clause is in a tense that speech is put back to: "had met", "would meet", "were meeting", "were to have met"."""
    aux = {c.lower_ for c in children(clause, "aux", "cop")}
    if aux & (words("backshifted") | {"had"}) or clause.lower_ == "had":
        return True
    return bool(aux & {"was", "were"}) and (clause.tag_ == "VBG" or "have" in aux)


def _in_present(clause: Token) -> bool:
    """Whether a clause is in a tense that reported speech in the past has not: "has met", "will meet", "should meet"."""
    finite = [c for c in children(clause, "aux", "cop") if c.tag_ in ("VBZ", "VBP", "MD")] or [clause]
    return finite[0].tag_ in ("VBZ", "VBP") or (finite[0].tag_ == "MD" and finite[0].lower_ not in words("backshifted"))


def _dated(sentence: Span, who: Token | None) -> bool:
    """Whether a sentence opens with a time of its own: "In January they had ..." tells the report's story."""
    low = who.left_edge.i if who is not None else sentence.root.i
    opening = sentence.doc[sentence.start : max(low, sentence.start)]
    return any(t.ent_type_ in ("DATE", "TIME") or t.dep_ == "obl:unmarked" for t in opening)


def _is_main(cue: Token, root: Token) -> bool:
    """Whether a verb of saying is the predicate of its sentence, or was inserted beside it."""
    return cue.i == root.i or (universal(cue) in ("conj", "parataxis") and cue.head.i == root.i)
