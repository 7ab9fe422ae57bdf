"""Who did it, to whom: from words in the tree to the fullest name that the report gives."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from truceline import gazetteer
from truceline.claim import Entity
from truceline.language.columns import nouns
from truceline.language.document import Document, Span, Token
from truceline.language.state_bodies import body_name
from truceline.reading.coordination import coordinated
from truceline.reading.forces import STATE_FORMS, armed_thing, of_group, state_body
from truceline.reading.named_beside import called, introduced_body, named_holder
from truceline.reading.rivals import Rivals, find_rivals, is_government
from truceline.reading.several import several
from truceline.reading.sides import find_sides
from truceline.reading.state_names import is_named_group, state_name, state_of_modifier
from truceline.reading.syntax import case, children, noun_phrase, obliques, universal
from truceline.reading.ties import affiliation, belonging
from truceline.reading.victims import is_harm
from truceline.reading.wording import char_span, contradicts, described, trim_name, words

if TYPE_CHECKING:
    from truceline.language.coreference import Coreference

WE = frozenset(("we", "us"))
_PERSONS = frozenset(("people", "human", "holder", "armed", "police"))
GROUPS = frozenset(("group", "organisation", "organization", "movement"))


@dataclass
class Parties:
    """Names the parties of one report."""

    doc: Document
    coreference: Coreference
    ents: tuple[Span, ...] = ()
    _ents: dict[int, Span] = field(default_factory=dict)
    _names: dict[int, str | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.ents = tuple(self.doc.ents)
        self._ents = {i: e for e in self.ents for i in range(e.start, e.end)}

    @property
    def home(self) -> str:
        """The state whose government "the government" is, "" when that is not plain."""
        return self.coreference.states.home

    @cached_property
    def speaking(self) -> str | None:
        """Who says "we" or "I" outside quotation marks: the issuer of a statement, None in other reports."""
        own = (t for t in self.doc if t.lower_ in (*WE, "i") and t.i not in self.coreference.said)
        return next((name for t in own if (name := self.coreference.name_of(t.i))), None)

    @property
    def issuer(self) -> str:
        """The government that publishes the report, "" for none."""
        state = self.coreference.states.issuer
        return body_name("government", state) if state else ""

    def two_governments(self) -> list[str]:
        """The governments of the two states that a report speaks of most, [] when it speaks of one or none."""
        return self.rivals.best(is_government, least=0.5)

    def ent_of(self, token: Token) -> Span | None:
        """The named entity that a token stands in."""
        return self._ents.get(token.i)

    @cached_property
    def introduced(self) -> str | None:
        """The one body that the report introduces by what it is."""
        return introduced_body(self)

    @cached_property
    def people(self) -> str:
        """The names of persons as the report writes them, one a line."""
        return "\n".join(e.text for e in self.ents if e.label_ == "PERSON")

    @cached_property
    def persons(self) -> frozenset[str]:
        """The full names of the persons whom the report names."""
        return frozenset(c.name for c in self.coreference.chains() if c.name and c.type == "person")

    @cached_property
    def rivals(self) -> Rivals:
        """Who is named how often, and who with whom."""
        return find_rivals(self)

    @cached_property
    def sides(self) -> tuple[Entity, ...]:
        """Whom "both sides" and "the parties" stand for; () when the report does not tell."""
        return find_sides(self)

    def state_of(self, word: str) -> str | None:
        """The state that an adjective or a state's own name belongs to."""
        return self.coreference.states.of_word(word) or None

    @cached_property
    def countries(self) -> tuple[str, ...]:
        """ISO codes of the countries that the report names, most often named first."""
        seen: Counter[str] = Counter()
        for token in self.doc:
            if token.text[:1].isupper():
                country = gazetteer.country_named(token.text) or gazetteer.country_of_adjective(token.text)
                if country:
                    seen[country.iso2] += 1
        return tuple(code for code, _ in seen.most_common())

    def entities(self, token: Token | None) -> list[Entity]:
        """The parties that a noun (with all that is coordinated with it) stands for."""
        if token is None:
            return []
        if both := several(self, token):
            span = char_span(self.doc, *noun_phrase(token))
            return [Entity(name=name, span=span) for name in both]
        found: list[Entity] = []
        for part in coordinated(token):
            if not self.can_act(self._inside_quantity(part)):
                continue
            entity = self.entity(part)
            if entity and all(entity.name != other.name for other in found):
                found.append(entity)
        return found

    def can_act(self, token: Token) -> bool:
        """Whether a noun can stand for a party at all: no day, no event, no weapon, no document."""
        if token.ent_type_ in ("DATE", "EVENT") or token.text in words("calendar"):
            return False
        lemma = token.lemma_.lower()
        quoted = token.pos_ == "NOUN" and token.i and token.nbor(-1).is_punct and lemma in words("no_party")
        if token.pos_ == "PROPN" or (token.text[:1].isupper() and not token.is_sent_start and not quoted):
            return True
        return lemma not in words("no_party") and token.lower_ not in words("no_party")

    def entity(self, token: Token) -> Entity | None:
        """The party that one noun stands for, with its words; None when it is not one."""
        if token.pos_ not in ("NOUN", "PROPN", "PRON", "ADJ", "NUM", "DET", "X", "SYM") or token.is_space:
            return None
        token = self._inside_quantity(token)
        name = self.name(token)
        if not name:
            return None
        low, high = noun_phrase(token)
        return Entity(name=name, span=char_span(self.doc, low, high))

    def state_body(self, word: str) -> str | None:
        """The body of the report's own state that a word stands for by itself ("military", "police")."""
        kind = next((k for k in STATE_FORMS if word in words(k)), None)
        return body_name(kind, self.home) if kind and self.home else None

    def unnamed_person(self, token: Token) -> Entity | None:
        """ "a senior Pakistani security official" by description: one who speaks without a name is not the government."""
        if token.pos_ != "NOUN" or token.lemma_.lower() in ("authority", "police") or named_holder(self, token):
            return None
        chained = self.coreference.chain_of(token.i)
        if chained is not None and chained.type == "person" and self.coreference.name_of(token.i):
            return None
        name = described(self.doc, token)
        return Entity(name=name, span=char_span(self.doc, *noun_phrase(token))) if name else None

    def _inside_quantity(self, token: Token) -> Token:
        """From "dozens of fighters" or "some of the groups" to what is counted."""
        if token.lemma_.lower() in words("quantities") or token.pos_ == "NUM":
            inner = obliques(token, "of")
            if inner:
                return inner[0]
        return token

    def name(self, token: Token) -> str | None:
        """The fullest name of what a noun stands for."""
        if token.i not in self._names:
            # Two that point to each other ("their men", "his troops") end here.
            self._names[token.i] = None
            self._names[token.i] = self._name(token)
        return self._names[token.i]

    def _name(self, token: Token) -> str | None:
        if (person := named_holder(self, token)) is not None:
            return person
        if universal(token) in ("amod", "compound") and (state := state_of_modifier(self, token)):
            return state
        if (group := self._named_after(token)) is not None:
            return group
        small = token.text.islower() and not token.ent_type_  # "the air force", which the tagger takes for a name
        if (token.pos_ == "PROPN" and not small) or token.ent_type_ in ("ORG", "PERSON", "GPE"):
            return self.proper(token)
        if token.pos_ == "NUM":
            return self._counted(token)
        return (
            called(self, token)
            or belonging(self, token)
            or armed_thing(self, token)
            or state_body(self, token)
            or of_group(self, token)
            or self._resolved(token)
            or described(self.doc, token)
        )

    def _named_after(self, token: Token) -> str | None:
        """The group of which a capitalised noun is the last word: "the Army" of the Kavuleo Independence Army."""
        if not token.text[:1].isupper() or not any(token.lower_ in words(kind) for kind in STATE_FORMS):
            return None
        name = self.coreference.name_of(token.i)
        return name if name and " of " not in name and name.endswith(f" {token.text}") else None

    def _counted(self, number: Token) -> str | None:
        """Whom a bare number counts: those last counted in its sentence ("eight passengers ... five"); as subject people."""
        if universal(number) not in ("nsubj", "obj", "conj", "iobj"):
            return None
        first = number.sent.start
        if universal(number) == "nsubj":  # "They caught three of our men. Two were hanged."
            first = self.doc[max(0, first - 1)].sent.start
        for before in reversed(self.doc[first : number.i]):
            if before.pos_ != "NOUN" or not children(before, "nummod") or not self.can_act(before):
                continue
            if before.i >= number.sent.start or nouns().of(before.lemma_.lower()) & _PERSONS:
                return self.name(before)
        if universal(number) == "obj" and not is_harm(number.head):
            return number.lower_  # "arresting six"
        return "people" if universal(number) == "nsubj" else None

    def proper(self, token: Token) -> str | None:
        """The fullest name of what a proper noun stands for."""
        state = state_name(self, token)
        if state:
            return state
        body = None if is_named_group(self, token) else state_body(self, token)
        if body:
            return body
        chained = self.coreference.name_of(token.i)
        if chained is None and token.ent_type_ == "PERSON":
            ent = self.ent_of(token)
            chained = self.coreference.name_of(ent.end - 1) if ent is not None else None
        own = self.own_name(token)
        titled = own is not None and (own.split()[0] in words("ranks") or token.text in words("titles"))
        if chained and own and (titled or not contradicts(own, chained)):
            return chained
        return own or chained

    def own_name(self, token: Token) -> str | None:
        """The proper name whose head the token is, as the text writes it here."""
        ent = self.ent_of(token)
        if ent is not None and ent.label_ in ("PERSON", "ORG", "GPE", "LOC", "FAC", "EVENT", "NORP"):
            low, high = ent.start, ent.end
        else:
            low = high = token.i
            for c in token.children:
                if universal(c) in ("compound", "flat") and c.text[:1].isupper():
                    low, high = min(low, c.left_edge.i), max(high, c.right_edge.i)
            high += 1
        while low < high and self.doc[low].lower_ in ("the", "a", "an"):
            low += 1
        if high - low == 1 and self.doc[low].text in words("ranks"):
            # "the Sultan of Melindo" is nobody without his country.
            of = next((c for c in children(self.doc[low], "nmod") if case(c) == "of" and c.text[:1].isupper()), None)
            high = noun_phrase(of)[1] if of is not None and of.i > low else high
        text = self.doc[low:high].text.strip()
        if text in words("titles"):
            # "The Prime Minister" without his name.
            return described(self.doc, token)
        return trim_name(text) or None

    def _resolved(self, token: Token) -> str | None:
        name = self.coreference.name_of(token.i)
        answering = name and token.lower_ in WE and token.i not in self.coreference.said
        if answering and (served := affiliation(self, token)):
            return served  # whoever is asked as one of a group says "we" of it
        if name:
            country = gazetteer.country_named(name) or gazetteer.country_of_metonym(name)
            states = self.coreference.states
            state = country.name if country else states.named(name) or states.seats.get(name)
            return body_name("government", state) if state else name
        if token.pos_ not in ("PRON", "DET"):
            plain = {c.lower_ for c in token.children if c.i < token.i} == {"the"} and token.lower_ in GROUPS
            return self.introduced if plain else None
        chain, first = self.coreference.chain_of(token.i), self.coreference.representative(token.i)
        if chain is None or first is None:
            return None
        if token.lower_ in ("which", "that", "it") and chain.type not in ("person", "group", "organization", "state"):
            return None
        noun = self.doc[first]
        return self.name(noun) if noun.pos_ == "NOUN" and self.can_act(noun) else None
