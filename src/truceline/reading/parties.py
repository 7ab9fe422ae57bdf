"""Who did it, to whom: from words in the tree to the fullest name that the report gives."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from spacy.tokens import Doc, Span, Token

from truceline import gazetteer
from truceline.claim import Entity
from truceline.language.state_bodies import body_name
from truceline.reading.forces import STATE_FORMS, armed_thing, joint_forces, of_group, state_body
from truceline.reading.sides import find_sides, of_both, the_other
from truceline.reading.syntax import case, children, conjuncts, first_conjunct, noun_phrase, obliques, universal
from truceline.reading.ties import affiliation, belonging
from truceline.reading.wording import char_span, contradicts, described, trim_name, words

if TYPE_CHECKING:
    from truceline.language.coreference import Coreference

GROUPS = frozenset(("group", "organisation", "organization", "movement"))
PLURAL = frozenset(("they", "them", "their", "theirs", "themselves"))


@dataclass
class Parties:
    """Names the parties of one report."""

    doc: Doc
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

    @property
    def issuer(self) -> str:
        """The government that publishes the report, "" for none."""
        state = self.coreference.states.issuer
        return body_name("government", state) if state else ""

    def two_governments(self) -> list[str]:
        """The governments of the two states that a report speaks of most, [] when it speaks of one or none."""
        told = Counter(s for t in self.doc if t.text[:1].isupper() and (s := self.state_of(t.text)))
        other = next((s for s, _ in told.most_common() if s != self.home), None)
        return [body_name("government", s) for s in (self.home, other)] if self.home and other else []

    def ent_of(self, token: Token) -> Span | None:
        """The named entity that a token stands in."""
        return self._ents.get(token.i)

    @cached_property
    def people(self) -> str:
        """The names of persons as the report writes them, one a line."""
        return "\n".join(e.text for e in self.ents if e.label_ == "PERSON")

    @cached_property
    def sides(self) -> tuple[Entity, ...]:
        """Whom "both sides" and "the parties" stand for; () when the report does not tell."""
        return find_sides(self)

    def state_of(self, word: str) -> str | None:
        """The state that an adjective or a state's own name belongs to."""
        return self.coreference.states.of_word(word) or None

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
        if both := self._both(token):
            span = char_span(self.doc, *noun_phrase(token))
            return [Entity(name=name, span=span) for name in both]
        found: list[Entity] = []
        for part in self.coordinated(token):
            if not self.can_act(part):
                continue
            entity = self.entity(part)
            if entity and all(entity.name != other.name for other in found):
                found.append(entity)
        return found

    def _both(self, token: Token) -> list[str]:
        """The names of two sides that one word stands for, or of the other one of them; [] when it means neither."""
        return (
            of_both(self, token)
            or the_other(self, token)
            or self._opposed(token)
            or self._together(token)
            or self._by_name(token)
            or joint_forces(self, token)
        )

    def _by_name(self, token: Token) -> list[str]:
        """Those who are named after a noun: "the two generals, Burhan of the army and Dagalo of the RSF"."""
        named = [c for c in children(token, "appos") if c.pos_ == "PROPN"] if token.pos_ == "NOUN" else []
        names = [n for c in named for t in conjuncts(c) if t.pos_ == "PROPN" and (n := self.name(t))]
        return names if token.tag_ == "NNS" and len(names) > 1 else []

    def _opposed(self, token: Token) -> list[str]:
        """The other side, where "they" in somebody's words seems to be his own: of those he would say "we"."""
        speaker = self.coreference.said.get(token.i)
        if token.lower_ not in PLURAL or speaker is None:
            return []
        own = affiliation(self, self.doc[speaker])
        sides = [s.name for s in self.sides]
        meant = self.name(token)
        return [s for s in sides if s != own] if own in sides and meant in (own, None) else []

    def _together(self, token: Token) -> list[str]:
        """Those for whom "they" stands where it points back to two at once: "the army and the Front ... they"."""
        if token.lower_ not in PLURAL:
            return []
        said = next((t for t in reversed(self.doc[token.sent.start : token.i]) if t.lower_ in ("both", "sides")), None)
        if said is not None and (
            both := of_both(self, said if said.lower_ == "sides" or universal(said) != "det" else said.head)
        ):
            return both
        before = self._last_before(token)
        if before is None:
            return []
        if both := of_both(self, before) or self._by_name(before):
            return both
        first = first_conjunct(before)
        together = [n for t in self.coordinated(first) if self.can_act(t) and (n := self.name(t))]
        return together if 2 <= len(together) <= 3 and first.i < token.i else []

    def _last_before(self, pronoun: Token) -> Token | None:
        """The last noun of a pronoun's chain before it, in its sentence or the one before; without one that one's subject."""
        chain = self.coreference.chain_of(pronoun.i)
        previous = self.doc[max(0, pronoun.sent.start - 1)].sent
        if chain is None:
            return next(iter(children(previous.root, "nsubj")), None)
        earliest = previous.start
        heads = [m.head for m in chain.mentions if m.kind != "pronoun" and earliest <= m.head < pronoun.i]
        return self.doc[heads[-1]] if heads else None

    def coordinated(self, token: Token) -> list[Token]:
        """The token and all that is coordinated with it, wherever the parser hung them."""
        return [*self._joined_before(token), *conjuncts(token), *self._hung_too_low(token)]

    def _joined_before(self, token: Token) -> list[Token]:
        """The TPLF of "the TPLF and rights groups", which a parser takes for a modifier of the groups."""
        return [
            c
            for c in children(token, "compound")
            if c.text[:1].isupper()
            and not token.text[:1].isupper()
            and children(c, "conj")
            and children(c, "conj")[0].i < token.i
        ]

    def _hung_too_low(self, token: Token) -> list[Token]:
        """The Front of "the government of Balangsar and the Patani Front", which a parser hangs on Balangsar."""
        places = [c for c in children(token, "nmod") if case(c) == "of" and self.is_body(token)]
        return [
            p
            for c in places
            for p in conjuncts(c)[1:]
            if p.ent_type_ not in ("GPE", "LOC") and not gazetteer.country_named(p.text)
        ]

    def holders(self, token: Token) -> list[Entity]:
        """Whose a place or thing is that was attacked: "its positions", "an army post"; [] when that is not told."""
        if token.lemma_.lower() not in words("things"):
            return []
        owners = [c for c in token.children if c.dep_ == "nmod:poss"]
        owners += [c for c in children(token, "nmod") if case(c) == "of" and c.ent_type_ not in ("GPE", "LOC", "FAC")]
        for c in owners:
            if self.can_act(c) and (owner := self.entities(c)):
                return owner
        for c in children(token, "compound", "amod"):
            kind = next((k for k in STATE_FORMS if c.lower_ in words(k)), None)
            if kind is None:
                continue
            state = next((s for m in token.children if (s := self.state_of(m.text))), self.home)
            if state:
                return [Entity(name=body_name(kind, state), span=char_span(self.doc, *noun_phrase(token)))]
        return []

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

    def is_body(self, token: Token) -> bool:
        """Whether a modifier names a body of the state by itself: "a military statement", "police figures"."""
        return any(token.lower_ in words(kind) for kind in STATE_FORMS)

    def state_body(self, word: str) -> str | None:
        """The body of the report's own state that a word stands for by itself ("military", "police")."""
        kind = next((k for k in STATE_FORMS if word in words(k)), None)
        return body_name(kind, self.home) if kind and self.home else None

    def unnamed_person(self, token: Token) -> Entity | None:
        """ "a senior Pakistani security official" by description: one who speaks without a name is not the government."""
        if token.pos_ != "NOUN" or token.lemma_.lower() in ("authority", "police") or self._named_holder(token):
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
        if (person := self._named_holder(token)) is not None:
            return person
        if universal(token) in ("amod", "compound") and (state := self._state_of_modifier(token)):
            return state
        if token.pos_ == "PROPN" or token.ent_type_ in ("ORG", "PERSON", "GPE"):
            return self.proper(token)
        if token.pos_ == "NUM":
            return self._counted(token)
        return (
            self._called(token)
            or belonging(self, token)
            or armed_thing(self, token)
            or state_body(self, token)
            or of_group(self, token)
            or self._resolved(token)
            or described(self.doc, token)
        )

    def _called(self, token: Token) -> str | None:
        """The name of "the coalition known as Baz Lagon" and of the state in "its former ruler, Vestmark"."""
        for clause in children(token, "acl"):
            if clause.lower_ in ("known", "called", "named"):
                named = [o for o in (*obliques(clause, "as"), *children(clause, "xcomp", "obj")) if o.pos_ == "PROPN"]
                return self.proper(named[0]) if named else None
        state = next((s for c in children(token, "appos") if (s := self.coreference.states.named(c.text))), "")
        return body_name("government", state) if state and token.tag_ == "NN" else None

    @cached_property
    def _introduced(self) -> str | None:
        """The one body that the report introduces by what it is: "the armed organisation Mendiko Sua"."""
        found = set()
        for noun in self.doc[:-1]:
            name = noun.nbor()
            if noun.pos_ != "NOUN" or noun.lower_ not in words("named_bodies") or name.pos_ != "PROPN":
                continue
            if noun.i in (name.head.i, name.head.head.i) or noun.head.i in (name.i, name.head.i):
                found.add(self.own_name(name.head if universal(name) in ("flat", "compound") else name))
        return found.pop() if len(found) == 1 else None

    def _counted(self, number: Token) -> str | None:
        """Whom a bare number counts: those last counted in its sentence ("eight passengers ... five"); as subject people."""
        if universal(number) not in ("nsubj", "obj", "conj", "iobj"):
            return None
        for before in reversed(self.doc[number.sent.start : number.i]):
            if before.pos_ == "NOUN" and children(before, "nummod") and self.can_act(before):
                return self.name(before)
        return "people" if universal(number) == "nsubj" else None

    def _named_holder(self, token: Token) -> str | None:
        """The person of "the leader of Ansar Allah, Abdelmalik al-Houthi"."""
        if token.pos_ != "NOUN":
            return self._titled_after(token)
        for c in children(token, "appos"):
            if c.ent_type_ == "PERSON" and c.text not in words("titles"):
                return self.proper(c)
        if token.tag_ != "NNS" and token.lower_ in words("named_bodies") and (body := self._body_after(token)):
            return body
        after = self.doc[token.i + 1 : token.i + 4]
        if (
            len(after) == 3
            and after[0].text == ","
            and (ent := self.ent_of(after[1])) is not None
            and ent.label_ == "PERSON"
        ):
            closed = ent.end < len(self.doc) and self.doc[ent.end].text in (",", ".")
            return self.proper(ent.root) if closed and token.lower_ in words("holders") else None
        return None

    def _body_after(self, token: Token) -> str | None:
        """The body of "Tokoro's party, the National Alliance," and of "the newspaper Zorza"."""
        i = token.i + 1
        while i < len(self.doc) - 1 and i <= token.i + 2 and self.doc[i].lower_ in (",", "the"):
            i += 1
        ent = self.ent_of(self.doc[i]) if i < len(self.doc) else None
        if ent is None or ent.label_ != "ORG" or ent.start != i:
            return None
        closed = ent.end < len(self.doc) and self.doc[ent.end].text in (",", ".", "—", ";")
        direct = i == token.i + 1 and token.i in (ent.root.head.i, *(c.i for c in ent.root.children))
        return self.proper(ent.root) if direct or (closed and self.doc[token.i + 1].text == ",") else None

    def _titled_after(self, token: Token) -> str | None:
        """The person of "the United Nations Special Envoy for Yemen, Martin Griffiths,"."""
        office = self.ent_of(token)
        if office is None or office.label_ == "PERSON" or not any(t.lower_ in words("holders") for t in office):
            return None
        if office.end + 1 >= len(self.doc) or self.doc[office.end].text != ",":
            return None
        person = self.ent_of(self.doc[office.end + 1])
        return self.proper(person.root) if person is not None and person.label_ == "PERSON" else None

    def _state_of_modifier(self, token: Token) -> str | None:
        """The state of "Turkish airstrikes"."""
        state = self.state_of(token.text) if token.ent_type_ not in ("PERSON", "ORG") else None
        return body_name("government", state) if state else None

    def _is_named_group(self, token: Token) -> bool:
        """Whether "Forces" ends the name of a group ("Syrian Democratic Forces") and not of a state's army."""
        ent = self.ent_of(token)
        if ent is None or ent.label_ != "ORG":
            return False
        return any(
            t.text[:1].isupper() and t.text not in words("of_any_state") and not self.state_of(t.text)
            and all(t.lower_ not in words(kind) for kind in STATE_FORMS)
            for t in ent
        )  # fmt: skip

    def proper(self, token: Token) -> str | None:
        """The fullest name of what a proper noun stands for."""
        state = self._state_name(token)
        if state:
            return state
        body = None if self._is_named_group(token) else state_body(self, token)
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

    def _state_name(self, token: Token) -> str | None:
        """A state or its capital as a party: its government."""
        text = self.own_name(token) or token.text
        country = gazetteer.country_named(text)
        if country is None and self._speaks_for_state(token):
            country = gazetteer.country_of_metonym(text)
        if country:
            return gazetteer.government_name(country)
        states = self.coreference.states
        acting = universal(token) == "nsubj" and self._speaks_for_state(token)
        seat = states.seats.get(text) if acting and self.doc[token.i - 2].lemma_ != "capital" else None
        if state := states.named(text) or seat:
            return body_name("government", state)
        military = gazetteer.military_named(text)
        if military:
            return gazetteer.military_name(military)
        return None

    def _speaks_for_state(self, token: Token) -> bool:
        """Whether a capital or palace can stand for its government: by itself, and not as the place of a deed."""
        ent = self.ent_of(token)
        alone = ent is None or len(ent) == 1 or self.doc[ent.start].lower_ == "the"
        full = self.coreference.name_of(token.i) or token.text
        return alone and token.text in full and case(token) not in ("in", "at", "near") and full.count(" ") == 0

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
        if name:
            country = gazetteer.country_named(name) or gazetteer.country_of_metonym(name)
            states = self.coreference.states
            state = country.name if country else states.named(name) or states.seats.get(name)
            return body_name("government", state) if state else name
        if token.pos_ not in ("PRON", "DET"):
            plain = {c.lower_ for c in token.children if c.i < token.i} == {"the"} and token.lower_ in GROUPS
            return self._introduced if plain else None
        chain, first = self.coreference.chain_of(token.i), self.coreference.representative(token.i)
        if chain is None or first is None:
            return None
        if token.lower_ in ("which", "that", "it") and chain.type not in ("person", "group", "organization", "state"):
            return None
        noun = self.doc[first]
        return self.name(noun) if noun.pos_ == "NOUN" and self.can_act(noun) else None


__all__ = ["Parties", "char_span", "trim_name", "words"]
