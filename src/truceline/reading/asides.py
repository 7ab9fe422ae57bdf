"""Notes attributions, without what the report itself adds to indirect speech."""

from __future__ import annotations

from truceline.claim import Source
from truceline.language.document import Document, Token
from truceline.reading.sources import words
from truceline.reading.syntax import children, universal
from truceline.reading.telling import Attribution, Telling
from truceline.reading.told import Content, subtree


class Notes:
    """Puts what is told on whose word into a report's `Telling`."""

    def __init__(self, doc: Document, content: Content, telling: Telling) -> None:
        self.doc, self.content, self.telling = doc, content, telling

    def add(
        self, sources: list[Source], told: set[int], cue: Token, by: str, confidence: float = 0.9, verb: str = ""
    ) -> None:
        """Note that these tokens are told on the word of these sources, by this cue and kind of cue; `verb`: as if by this."""
        told = {i for i in told if not self.doc[i].is_space}
        told -= self._asides(told, cue) if not self.content.is_inserted(cue) else set()
        if told:
            self.telling.attributions.append(
                Attribution(sources, told, cue.i, by, confidence, verb or cue.lemma_.lower())
            )
            self.telling.cues.add(cue.i)

    def _asides(self, told: set[int], cue: Token) -> set[int]:
        """What the report itself adds to indirect speech: relative clauses set off, judgements, what came before."""
        aside: set[int] = set()
        for i in told:
            token = self.doc[i]
            if token.i < cue.i or self.content.quoted(token):
                continue
            relative = token.dep_ in ("acl:relcl", "advcl:relcl") and not token.left_edge.i < cue.i
            blamed = universal(token.head) == "appos" and token.lemma_.lower() in ("accuse", "blame")
            judged = (
                relative and (blamed or token.head.lemma_.lower() in words("judging")) and self._set_off(token.head)
            )
            mark = next((m for m in children(token, "mark") if m.lower_ in ("after", "since")), None)
            before = mark is not None and self._apart(token, mark)
            if judged:
                aside |= subtree(token.head)
            elif before or (relative and (self._set_off(token) or self._explains(token) or _not_put_back(token, cue))):
                aside |= subtree(token)
        return aside

    def _explains(self, clause: Token) -> bool:
        """Whether a relative clause tells of a name what it is, behind it: "the Lions, a gang which ..."."""
        return universal(clause.head) == "appos" and self._set_off(clause.head)

    def _apart(self, clause: Token, mark: Token) -> bool:
        """Whether a clause of what came before is the report's: "after ...", ", a day after ...", but not "only after"."""
        if universal(clause) == "advcl":
            return mark.i == 0 or self.doc[mark.i - 1].lower_ not in ("only", "just")
        return any(t.text in (",", "—", "–") for t in self.doc[max(mark.i - 4, mark.sent.start) : mark.i])

    def _set_off(self, token: Token) -> bool:
        """Whether a comma or dash stands before what a word heads."""
        edge = token.left_edge.i
        return any(self.doc[i].text in (",", "—", "–") for i in (edge - 1, edge) if 0 <= i < token.i)


def _not_put_back(clause: Token, cue: Token) -> bool:
    """ "Said he would keep the accord which they signed in May": told in the past, a clause in the plain past is the report's."""
    plain = clause.tag_ == "VBD" and cue.tag_ == "VBD" and not children(clause, "aux", "cop")
    cleft = any(c.lower_ == "it" for c in children(clause.head, "nsubj", "expl"))
    return plain and not cleft and clause.head.pos_ in ("NOUN", "PROPN")
