"""Sources: the name and kind of whoever a noun makes tell something, and whether that is the report's own voice."""

from __future__ import annotations

from truceline.claim import Entity, Source, SourceKind
from truceline.datafiles import word_lists
from truceline.language import names
from truceline.language.document import Document, Token
from truceline.reading.forces import is_body_word
from truceline.reading.parties import Parties
from truceline.reading.subjects import subject
from truceline.reading.syntax import RELATIVE, case, children, noun_phrase, obliques, universal
from truceline.reading.wording import char_span, trim_name

UNNAMED = "unnamed"
_LONGEST_DESCRIPTION = 8
"""Most words from a vague noun to the end of what says who is meant."""


words = word_lists("attribution.yaml")


def _titles() -> frozenset[str]:
    """Words for one who holds an office, also where they are capitalised ("the Minister of Defence, Mr. Taganov")."""
    return words("unnamed_people") | words("offices")


class Sources:
    """Makes sources of nouns for one report; `publisher` is whose voice the report itself is."""

    def __init__(self, doc: Document, parties: Parties, publisher: str | None) -> None:
        self.doc, self.parties = doc, parties
        self.spoken: set[int] = set()
        """Tokens that somebody else speaks: there "we" is not the publisher."""
        self._publisher = frozenset(w.lower().strip(",.()") for w in (publisher or "").split() if w[:1].isupper())
        self._holders = self._named_holders()

    def of(self, token: Token) -> Source | None:
        """The source that a noun stands for; None when it is no one, or the report itself."""
        if token.lower_ in RELATIVE or self.is_own_voice(token):
            return None
        if token.pos_ == "NOUN" and token.text in words("outlet_words") and self._is_unnamed_outlet(token):
            return self._described(token).model_copy(update={"kind": "outlet"})
        if token.lower_ in words("some") and token.pos_ not in ("NOUN", "PROPN"):
            return Source(name=token.lower_, span=char_span(self.doc, token.i, token.i + 1), kind="unnamed")
        source = self._issuer(token) or self._person(token) or make_source(self.doc, self.parties, token)
        if source is not None and self._is_publisher(source.name):
            # A ministry or a group that was taken for the agency which reports on it.
            return self._described(token) if token.pos_ == "NOUN" and not is_outlet(self.doc, token) else None
        return source

    def _is_unnamed_outlet(self, token: Token) -> bool:
        """Whether an outlet goes by a description of its own ("the public broadcaster"), and not by a name beside it."""
        described = any(c.i < token.i for c in children(token, "amod"))
        return described and not any(t.pos_ == "PROPN" for t in self.doc[slice(*noun_phrase(token))])

    def _described(self, token: Token) -> Source:
        """A noun as a source without a name, by its own words."""
        low, high = noun_phrase(token)
        low += self.doc[low].pos_ == "DET"
        span = char_span(self.doc, low, high)
        return Source(name=trim_name(self.doc[low:high].text), span=span, kind="unnamed")

    def outlet_heard(self, verb: Token) -> list[Source]:
        """The outlet in "told Reuters", "said in an interview with TRT", "in a message obtained by Radio Tinzara"."""
        lemma = verb.lemma_.lower()
        heard = children(verb, "iobj", "obj") if lemma in ("tell", "inform", "brief") else []
        heard += obliques(verb, "to") if lemma in ("say", "speak", "confirm", "explain") else []
        for noun in obliques(verb, "in", "during", "through", "via"):
            if any(noun.lemma_.lower() in words(kind) for kind in ("obtaining", "nouns", "documents")):
                heard += obliques(noun, "with", "to", "for", "by")
                heard += [m for m in children(noun, "compound", "nmod") if m.pos_ == "PROPN"]
                heard += [o for c in children(noun, "acl") for o in obliques(c, "with", "to", "by")]
                heard += obliques(verb, "with")
        heard += obliques(verb, "by") if lemma == "quote" else []
        heard += self._opening(verb)
        made = [self.of(self._outlet_name(t)) for t in heard if self.is_outlet(t)]
        return [s.model_copy(update={"kind": "outlet"}) for s in made if s is not None][:1]

    def _opening(self, verb: Token) -> list[Token]:
        """Nouns of a phrase that opens the sentence of a main verb: "In a message read on Radio Sermeq, ..."."""
        sentence = verb.sent
        who = subject(verb)
        first = sentence.root if universal(verb) == "conj" else verb
        if sentence[0].lower_ != "in" or (first.i != sentence.root.i) or who is None or who.i > verb.i:
            return []
        phrase = [t for t in self.doc[sentence.start : who.left_edge.i] if t.i < verb.i]
        words_of = words("obtaining") | words("nouns") | words("documents") | words("recordings")
        if not any(t.lemma_.lower() in words_of for t in phrase[:6]):
            return []
        return [t for t in phrase[2:] if t.pos_ in ("PROPN", "NOUN") and t.ent_type_ in ("ORG", "")]

    def is_outlet(self, token: Token) -> bool:
        """Whether a noun names an outlet, by its own words or by what the report calls it elsewhere."""
        if is_outlet(self.doc, token):
            return True
        chain = self.parties.coreference.chain_of(token.i) if token.ent_type_ == "ORG" else None
        described = (m for m in chain.mentions if m.kind == "nominal") if chain is not None else ()
        return any(self.doc[m.head].lower_ in words("outlet_words") for m in described)

    def _outlet_name(self, token: Token) -> Token:
        """The name after the kind in "the newspaper Dnevni Zapis"."""
        after = self.doc[token.i + 1] if token.i + 1 < len(self.doc) else token
        ent = self.parties.ent_of(after)
        named = token.pos_ == "NOUN" and after.pos_ == "PROPN" and (ent is None or ent.label_ in ("ORG", "PERSON"))
        return (ent.root if ent is not None else after) if named else token

    def is_own_voice(self, token: Token) -> bool:
        """Whether a noun stands for the report's own publisher ("we", "our patrols", "this newspaper")."""
        if token.i in self.spoken:
            return False
        if token.lower_ in ("we", "us", "our", "i", "me", "my"):
            return True
        if token.pos_ not in ("NOUN", "PROPN"):
            return False
        owners = [c.lower_ for c in children(token, "nmod", "det") if c.dep_ in ("nmod:poss", "det")]
        if "our" in owners:
            return True
        if "this" in owners and (is_outlet(self.doc, token) or token.lemma_.lower() in words("own_voice")):
            return True
        if "the" not in owners or token.lemma_.lower() not in self._publisher:
            return False
        others = [t for t in self.doc[slice(*noun_phrase(token))] if t.i != token.i and t.text[:1].isupper()]
        return all(t.lower_ in self._publisher or t.lower_ == "the" for t in others)

    def _is_publisher(self, name: str) -> bool:
        said = {w.lower() for w in name.split() if w[:1].isupper()}
        return len(said) > 1 and said <= self._publisher

    def _issuer(self, token: Token) -> Source | None:
        """Whoever issued a document ("a report by the Commission")."""
        if token.lemma_.lower() not in words("documents") or token.pos_ != "NOUN":
            return None
        issuers = [
            c
            for c in children(token, "nmod", "compound", "amod")
            if c.dep_ == "nmod:poss" or case(c) in ("by", "from", "of") or c.pos_ == "PROPN" or is_body_word(c)
        ]
        if universal(token) == "obj" and token.head.lemma_.lower() in words("issuing"):
            issuers += [who] if (who := subject(token.head)) is not None else []
        for issuer in issuers:
            body = self.parties.state_body(issuer.lower_) if universal(issuer) in ("amod", "compound") else None
            if body is not None:
                return Source(name=body, span=char_span(self.doc, issuer.i, issuer.i + 1), kind="organization")
            if made := self.of(issuer):
                return made
        return None

    def _person(self, token: Token) -> Source | None:
        """The person named beside a description, or the only one whom the report calls by it."""
        if token.pos_ != "NOUN" and not (token.pos_ == "PROPN" and token.lower_ in _titles()):
            return None
        beside = self._beside(token)
        owned = any(c.dep_ == "nmod:poss" and c.pos_ in ("NOUN", "PROPN") for c in token.children)
        if beside is None and owned and token.lemma_.lower() in words("many_hold"):
            # "The governor's spokesman" is not the spokesman named elsewhere.
            return self._described(token)
        held = self._holders.get(token.lemma_.lower(), set()) if token.pos_ == "NOUN" else set()
        if beside is None and len(held) == 1 and self._is_bare(token):
            beside = next(iter(held))
        made = make_source(self.doc, self.parties, self.doc[beside]) if beside is not None else None
        return made.model_copy(update={"kind": "person"}) if made else None

    def _named_holders(self) -> dict[str, set[int]]:
        """By noun, the last word of each person's name that stands beside it ("the facilitator, Tun Ariffin Daud")."""
        found: dict[str, dict[str, int]] = {}
        held = _titles()
        for token in self.doc:
            if token.pos_ == "NOUN" and token.lower_ in held:
                beside = self._beside(token)
                if beside is not None:
                    name = self.parties.coreference.name_of(beside) or self.doc[beside].text
                    found.setdefault(token.lemma_.lower(), {}).setdefault(name, beside)
        return {noun: set(names.values()) for noun, names in found.items()}

    def _beside(self, token: Token) -> int | None:
        """The last word of the person's name in apposition to a noun."""
        for c in children(token, "appos", "flat"):
            ent = self.parties.ent_of(c)
            if ent is not None and ent.label_ == "PERSON":
                return ent.end - 1
        _, high = noun_phrase(token)
        if self.doc[token.i + 1 : token.i + 2].text == ",":
            high = (
                token.i + 1
            )  # "the catechist, Sister Apolonia, who saw it": what is said of her belongs to the phrase
        start = high + 1
        while self.doc[start : start + 1].text in names.words("titles"):
            start += 1
        if self.doc[high : high + 1].text != "," or start >= len(self.doc):
            return None
        ent = self.parties.ent_of(self.doc[start])
        if ent is None or ent.label_ != "PERSON" or ent.start > start or ent.end >= len(self.doc):
            return None
        return ent.end - 1 if self.doc[ent.end].text in (",", ".", ";", "—") else None

    @staticmethod
    def _is_bare(token: Token) -> bool:
        """Whether a description says no more than the office, so that it points to whoever is known by it."""
        own = [c for c in token.children if c.i < token.i and not c.is_punct]
        definite = any(c.lower_ in ("the", "their", "its", "his", "her") for c in own)
        spokesman = token.lemma_.lower() in words("many_hold")
        return definite and not spokesman and all(c.pos_ in ("DET", "PRON", "ADJ", "ADP", "NOUN") for c in own)


def can_speak(token: Token) -> bool:
    """Whether a noun can stand for somebody who tells something: no talks, no attack, no place in time."""
    return token.ent_type_ not in ("EVENT", "DATE", "TIME") and token.lemma_.lower() not in words("never_speaks")


def says(verb: Token) -> bool:
    """Whether a verb is one of saying, also "made clear", "let it be known", and "went on" as it is put into speech."""
    lemma = verb.lemma_.lower()
    if lemma in ("let", "make") and any(c.lower_ in words("made_known") for c in children(verb, "xcomp")):
        return True
    going_on = lemma == "go" and verb.i + 1 < len(verb.doc) and verb.doc[verb.i + 1].lower_ == "on"
    return lemma in words("verbs") or (going_on and verb.doc[verb.i + 2 : verb.i + 3].text in (",", "."))


def make_source(doc: Document, parties: Parties, token: Token) -> Source | None:
    """A noun as a source: its name, words and kind."""
    entity = None
    if token.lower_ in words("unnamed_people"):
        entity = parties.unnamed_person(token)
    if entity is not None and token.lemma_.lower() in words("vague_people"):
        entity = _told_apart(doc, token, entity)
    entity = entity or parties.entity(token)
    if entity is None or not can_speak(token):
        return None
    kind = kind_of(doc, parties, token, entity.name)
    if kind == "unnamed" and any(c.lower_ == "both" for c in children(token, "det")):
        return Source(name=f"both {entity.name}", span=entity.span, kind=kind)
    ent = parties.ent_of(token)
    if kind == "outlet" and ent is not None and ent.label_ == "ORG" and ent.text in entity.name:
        # "Turkish broadcaster TRT World" is TRT World.
        return Source(name=trim_name(ent.text), span=entity.span, kind=kind)
    name = _fuller(parties, entity.name) if kind == "person" and " " not in entity.name else entity.name
    return Source(name=name, span=entity.span, kind=kind)


def _told_apart(doc: Document, token: Token, entity: Entity) -> Entity:
    """ "People in his office", "people involved in the contacts": somebody vague, with the words that say which."""
    own = [
        c for c in token.children if c.i > token.i and universal(c) in ("nmod", "amod", "acl") and c.dep_ != "acl:relcl"
    ]
    low, high = noun_phrase(token)
    high = max([high, *(c.right_edge.i + 1 for c in own)])
    if high - token.i > _LONGEST_DESCRIPTION or any(t.is_punct for t in doc[token.i : high]):
        return entity
    low += doc[low].pos_ in ("DET", "NUM")
    return Entity(name=trim_name(doc[low:high].text), span=char_span(doc, low, high))


def _fuller(parties: Parties, surname: str) -> str:
    """The full name of a person given by surname, where the report gives one and no other of that surname."""
    full = {trim_name(e.text) for e in parties.ents if e.label_ == "PERSON" and e.text.endswith(f" {surname}")}
    full.discard(surname)
    return full.pop() if len(full) == 1 else surname


def kind_of(doc: Document, parties: Parties, token: Token, name: str) -> SourceKind:
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
        return "person" if whole in parties.people else "unnamed"
    chain = parties.coreference.chain_of(token.i)
    if chain is not None and chain.type == "person" and named:
        return "person"
    return "organization" if named else "unnamed"


def is_outlet(doc: Document, token: Token) -> bool:
    """Whether a noun names an outlet or agency, or reporters at large."""
    low, high = noun_phrase(token)
    text = [t.text for t in doc[low:high]]
    joined = " ".join(text)
    if token.ent_type_ == "PERSON" and token.text not in words("outlet_words"):
        return False
    if any(name in text or (" " in name and name in joined) for name in words("outlets")):
        return True
    return token.text in words("outlet_words") or any(t in words("outlet_words") and t[:1].isupper() for t in text)
