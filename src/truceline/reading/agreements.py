"""Terms of an agreement: what is to be done "under the accord", "by article 3", what "the deal provides for", on its word."""

from __future__ import annotations

from truceline.claim import Source
from truceline.language.document import Document, Token
from truceline.reading.asides import Notes
from truceline.reading.sources import Sources, words
from truceline.reading.syntax import children, noun_phrase, universal
from truceline.reading.told import Content, subtree, under
from truceline.reading.wording import char_span, trim_name


class Agreements:
    """Collects the attributions that an agreement's own words make."""

    def __init__(self, doc: Document, sources: Sources, content: Content, notes: Notes) -> None:
        self.doc, self.sources, self.content, self.notes = doc, sources, content, notes

    def under(self, preposition: Token) -> None:
        """ "Under the accord, troops are to leave", "by its terms they undertake to leave": what is to be done."""
        noun, verb = preposition.head, preposition.head.head
        part = noun.lemma_.lower() in words("parts_of_terms")
        if not (part or noun.lemma_.lower() in words("binding")) or universal(noun) != "obl":
            return
        if not _obliges(verb, part=part):
            return
        named = self._whole(noun) if part else noun
        low, high = noun_phrase(named)
        high = high if named.pos_ == "PROPN" else named.i + 1
        while low < named.i and self.doc[low].pos_ in ("DET", "ADP", "PRON"):
            low += 1
        source = Source(
            name=trim_name(self.doc[low:high].text),
            span=char_span(self.doc, low, high) if named.sent.start == noun.sent.start else None,
            kind="document",
        )
        told = self.content.within_reach(subtree(verb) - subtree(noun), noun, "obliging")
        self.notes.add([source], told, noun, "terms")

    def _whole(self, part: Token) -> Token:
        """The agreement that an article or terms are of: named with it, else the last before; the part itself if none is."""
        of = [o for o in children(part, "nmod") if o.lemma_.lower() in words("binding")]
        return of[0] if of else self._last_named(part)

    def _last_named(self, token: Token) -> Token:
        """The agreement that was spoken of last before a token, else the token itself."""
        binding = words("binding") - words("parts_of_terms")
        before = (t for t in reversed(self.doc[: token.i]) if t.pos_ in ("NOUN", "PROPN"))
        return next((t for t in before if t.lemma_.lower() in binding), token)

    def provides(self, verb: Token) -> None:
        """ "The text provides for an amnesty": on the document's word, by the name that the report gave it."""
        who = next((c for c in children(verb, "nsubj") if c.dep_ == "nsubj"), None)
        named = self._text(who, verb) if who is not None else None
        if who is None or named is None:
            return
        source = Source(name=named.lower_, span=char_span(self.doc, *noun_phrase(who)), kind="document")
        further = under(c for c in children(verb, "conj") if not children(c, "nsubj") or children(c, "mark"))
        told = self.content.within_reach(subtree(verb) - subtree(who), verb) | further
        self.notes.add([source], told, verb, "terms")

    def _text(self, who: Token, verb: Token) -> Token | None:
        """The agreement that a subject is, or calls again ("the text", "it" of what provides for something)."""
        if who.lemma_.lower() in words("binding"):
            return who
        again = who.lemma_.lower() in words("texts") or (
            who.lower_ == "it" and self.doc[verb.i + 1 :][:1].text == "for"
        )
        return self._last_named(who) if again else None


def _obliges(verb: Token, *, part: bool) -> bool:
    """Whether a clause says what must be done: "are to", "shall"; of an article also in the present ("they leave in May")."""
    if any(c.lower_ in words("obliging") for c in children(verb, "aux", "cop", "mark")):
        return True
    present = verb.tag_ in ("VBZ", "VBP") or any(c.tag_ in ("VBZ", "VBP") for c in children(verb, "aux"))
    return present and (part or verb.lemma_.lower() in words("binding_itself"))
