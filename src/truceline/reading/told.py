"""What is told with a word of saying: its clauses, its quotations, the sentence that it is set in."""

from __future__ import annotations

from collections.abc import Iterable

from truceline.language.document import Document, Span, Token
from truceline.reading.quotations import contents, set_in
from truceline.reading.sources import says, words
from truceline.reading.syntax import children, clause_head, coordinated_with, is_passive, obliques, universal

_RELATIVE = ("who", "which", "whom", "whose", "that", "where", "when")
_SHORTEST_QUOTE = 5
"""Tokens, marks included, of the shortest quotation that is more than a few scare-quoted words."""


class Content:
    """Finds the tokens of a report that are told with a cue, given its quotations."""

    def __init__(self, doc: Document, quotes: list[tuple[int, int]]) -> None:
        self.doc, self.quotes = doc, quotes
        self._set_in: dict[int, int] = {}
        for sentence in doc.sents:
            self._set_in.update(set_in(sentence, self.quoted))

    def of_verb(self, verb: Token) -> set[int]:
        """Token indices of what is told with a verb of saying."""
        lemma = verb.lemma_.lower()
        if any(c.lower_ in words("not_yet_said") for c in children(verb, "aux")):
            return set()
        told: set[int] = set()
        if lemma in words("acts"):
            # What a speech act is about is not told as a fact, unless a clause says what was done.
            if lemma in words("acts_with_content"):
                told |= under(children(verb, "ccomp"))
        else:
            content = [c for c in children(verb, "ccomp", "csubj", "xcomp", "parataxis") if self._is_content(c, verb)]
            told |= under(content)
            if content and content[0].i < verb.i:
                # "In Kunduz, where posts were attacked, ten died, said X": what leads up to the content is told as well.
                told |= under(c for c in children(verb, "obl", "advcl") if c.i < content[0].i)
            if lemma in ("let", "make"):
                content = [*content, *(c for x in children(verb, "xcomp") for c in children(x, "ccomp"))]
            told |= under(content)
            told |= under(self._strayed(verb)) if not content else under(self._torn_subject(verb, content))
        if (clause := self._introduced(verb)) is not None:
            told = subtree(clause) - (set() if clause.head.i == verb.i else subtree(verb))
        elif self.is_inserted(verb):
            told |= subtree(verb.head) - subtree(verb)
            told |= under(c for c in children(verb, "conj") if children(c, "aux") and not children(c, "nsubj"))
        elif or_so(verb):
            told |= subtree(verb.head) - subtree(verb)
        elif verb.i in self._set_in:
            told |= self._around(verb)
        if lemma in words("with_object"):
            told |= under(c for c in children(verb, "obj", "advcl"))
            told |= under(c for c in children(verb, "nsubj") if c.dep_ == "nsubj:pass")
            told |= under(children(verb, "obl")) if lemma == "describe" else set()
        if lemma in words("told_of"):
            told |= under(obliques(verb, "of", "about", "to") if lemma == "admit" else obliques(verb, "of", "about"))
        if lemma == "accuse":
            told |= under(children(verb, "advcl", "obl", "xcomp"))
            told |= under(c for o in children(verb, "obj") for c in children(o, "acl") if children(c, "mark"))
        if lemma == "blame":
            told |= under(obliques(verb, "for", "on"))
        if lemma in ("accuse", "blame") and verb.dep_ == "acl:relcl":
            # "The burning of houses, for which the mission blames the guards".
            of = {t.lower_ for t in self.doc[verb.left_edge.i : verb.i]}
            told |= {verb.head.i, verb.head.head.i} if of & {"which"} and of & {"of", "for"} else set()
            # "An attack which the army blamed on rebels".
            on = any(o.lower_ in ("which", "that") for o in children(verb, "obj")) and bool(obliques(verb, "on"))
            told |= {verb.head.i} if on else set()
        return self.within_reach(told, verb) | self._quotes_of(verb)

    def _strayed(self, verb: Token) -> list[Token]:
        """Clauses with "that" which the parser hung beside the verb or on "in a statement" and not under it."""
        beside = (t for o in obliques(verb) for t in o.subtree)
        further = children(verb, "conj")  # "told me, and let me repeat it, that he would come"
        near = [*further, *(c for t in beside for c in children(t, "acl"))]
        near += [c for v in further for c in children(v, "ccomp", "xcomp") if not says(v)]
        return [c for c in near if c.i > verb.i and _has_that(c)]

    @staticmethod
    def _torn_subject(verb: Token, content: list[Token]) -> list[Token]:
        """ "Said a warrant for his arrest, issued in May, would be served": the subject, where the parser took it for an object."""
        bare = [c for c in content if c.i > verb.i and not children(c, "nsubj", "csubj", "mark")]
        return [o for o in children(verb, "obj") if verb.i < o.i and any(o.i < c.i for c in bare)]

    def _introduced(self, verb: Token) -> Token | None:
        """The clause or phrase that a saying is set into: "a man who, it says, confessed", "for the sake, he said, of peace"."""
        low = self._set_in.get(verb.i, _first_word(verb) if self.is_inserted(verb) else 0)
        if low < verb.sent.start + 2 or self.doc[low - 1].text != ",":
            return None
        first = self.doc[low - 2]
        if first.lower_ in _RELATIVE or first.pos_ == "SCONJ":
            behind = [first.head, *children(verb, "ccomp"), *children(verb.head, "ccomp")]
            return next((c for c in behind if c.i > verb.i), None)
        return first if self._resumed(verb, first) else None

    def _resumed(self, verb: Token, first: Token) -> bool:
        """Whether what follows the comma behind a saying goes on with the word before it ("the sake, he said, of peace")."""
        comma = next((t.i for t in self.doc[verb.i + 1 : verb.i + 4] if t.text == ","), None)
        after = self.doc[comma + 1 : comma + 2].text if comma is not None else ""
        return (after == "of" and first.pos_ == "NOUN") or (after == "to" and first.tag_ == "VBG")

    def _around(self, verb: Token) -> set[int]:
        """The sentence around a saying that is set in it or closes it ("..., the envoy told the Council today")."""
        own = subtree(verb)
        low = self._set_in[verb.i]
        before = {t.i for t in verb.doc[verb.sent.start : low]}
        if universal(verb) == "acl":
            return subtree(clause_head(verb.head)) - own
        stops = [i for i, start in self._set_in.items() if verb.sent.start < start < low]
        stops += [self.doc[i].right_edge.i + 1 for i in stops if universal(self.doc[i]) == "parataxis"]
        return {i for i in before if i > max(stops, default=-1)}

    def _is_content(self, clause: Token, verb: Token) -> bool:
        """Whether a dependent clause is what a verb of saying tells."""
        label = universal(clause)
        if label == "csubj":
            return is_passive(verb)  # "it is reported: they hunted him down"
        if label == "xcomp":
            return verb.lemma_.lower() in words("with_infinitive") or is_passive(verb)
        if label == "parataxis":
            return (clause.i < verb.i or self.quoted(clause)) and clause.lemma_ not in words("verbs")
        return True

    @staticmethod
    def is_inserted(verb: Token) -> bool:
        """Whether a verb of saying without content of its own is put into what it tells ("..., he said", "as X noted")."""
        if any(universal(c) != "xcomp" for c in contents(verb)) or verb.lemma_.lower() in words("acts") - words(
            "acts_inserted"
        ):
            return False
        label = universal(verb)
        if label == "parataxis" and verb.i > verb.head.i and not verb.doc[_first_word(verb) - 1].is_punct:
            return False  # "expelled men it described as agents"
        if label == "conj":
            return bool(children(verb, "nsubj")) and not children(verb, "cc")
        return label == "parataxis" or (
            label == "advcl" and any(m.lower_ == "as" for m in children(verb, "mark", "advmod"))
        )

    def within_reach(self, told: set[int], verb: Token, modals: str = "backshifted") -> set[int]:
        """Without the far side of a semicolon, and without verbs that go on from the verb of saying itself.

        `modals` is the class of words by which what follows a semicolon shows that it is told as well.
        """
        sentence = verb.sent
        stops = [t.i for t in sentence if t.text == ";" and not self.quoted(t)]
        low = max((i for i in stops if i < verb.i), default=sentence.start - 1)
        high = min((i for i in stops if i > verb.i and not self._goes_on(i, told, words(modals))), default=sentence.end)
        kept = {i for i in told if low < i < high or not sentence.start <= i < sentence.end}
        for i in tuple(kept):
            token = self.doc[i]
            if universal(token) != "conj" or token.pos_ != "VERB" or i < verb.i:
                continue
            inserted = universal(verb) == "parataxis" and children(token, "aux") and not children(token, "nsubj")
            beside = coordinated_with(token).i == verb.i and not inserted and not _has_that(token)
            if beside or self._resumes(token, verb):
                kept -= subtree(token)
        return kept

    @staticmethod
    def _resumes(token: Token, verb: Token) -> bool:
        """Whether the speaker acts again ("said the decree would have no effect and called on them to ..."), bare of auxiliaries."""
        if token.tag_ != "VBD" or verb.tag_ != "VBD":
            return False
        if not any(token.lemma_.lower() in words(kind) for kind in ("verbs", "acts", "speech_acts")):
            return False
        if children(token, "nsubj", "mark", "aux"):
            return False
        told = [c for c in children(verb, "ccomp") if verb.i < c.i < token.i]
        return any(children(c, "aux") or c.tag_ != "VBD" for c in told)

    def _goes_on(self, semicolon: int, told: set[int], modals: frozenset[str]) -> bool:
        """Whether what follows a semicolon is told as well: "; that ...", "; and that ...", "; in return there would be ..."."""
        after = [t.lower_ for t in self.doc[semicolon + 1 : semicolon + 3]]
        if "that" in after[:1] or after == ["and", "that"]:
            return True
        rest = self.doc[semicolon + 1 : self.doc[semicolon].sent.end]
        heads = [t for t in rest if t.head.i <= semicolon and t.pos_ in ("VERB", "AUX", "NOUN", "ADJ")]
        return bool(heads) and all(
            t.head.i in told and any(c.lower_ in modals for c in children(t, "aux", "cop", "mark")) for t in heads
        )

    def quoted(self, token: Token) -> bool:
        """Whether a token stands in a quotation."""
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


def _first_word(clause: Token) -> int:
    """Where a clause begins, without the marks before it."""
    return next((t.i for t in clause.subtree if not t.is_punct and not t.is_space), clause.i)


def or_so(verb: Token) -> bool:
    """ "..., or so said the commander": of what it follows."""
    before = {c.lower_ for c in verb.children if c.i < verb.i}
    return universal(verb) == "conj" and {"or", "so"} <= before


def _has_that(clause: Token) -> bool:
    return any(m.lower_ == "that" for m in children(clause, "mark"))


def subtree(token: Token) -> set[int]:
    """The indices of a token and of all that hangs on it."""
    return {t.i for t in token.subtree}


def under(tokens: Iterable[Token]) -> set[int]:
    """The indices of some tokens and of all that hangs on them."""
    return {t.i for token in tokens for t in token.subtree}
