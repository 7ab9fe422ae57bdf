"""Who did it, to whom: from words in the tree to the fullest name that the report gives."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from spacy.tokens import Doc, Token

from truceline import gazetteer
from truceline.claim import Entity
from truceline.reading.lexicon import data
from truceline.reading.syntax import children, conjuncts, noun_phrase, obliques, universal

if TYPE_CHECKING:
    from truceline.language.coreference import Coreference

STATE_FORMS = ("government", "military", "police")
MASKED = frozenset(("i", "we", "he", "she", "they", "it", "you", "us", "them", "me", "him", "her", "who", "which", "that", "this", "these", "those",
    "themselves", "itself", "himself", "one", "others", "each", "both", "whom", "what", "there", "here", "all", "some", "many", "none", "anyone",
    "someone", "everyone", "everybody", "nobody", "its", "their", "his", "our", "my", "your", "ones", "another"))  # fmt: skip


@cache
def words(kind: str) -> frozenset[str]:
    """A word class of data/parties.yaml."""
    return frozenset(data("parties.yaml")[kind])


@dataclass
class Parties:
    """Names the parties of one report. `home`: the country whose government "the government" is, if plain."""

    doc: Doc
    coreference: Coreference
    home: str | None = None
    _stems: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        seen: Counter[str] = Counter()
        places: Counter[str] = Counter()
        for token in self.doc:
            if not token.text[:1].isupper():
                continue
            country = gazetteer.country_named(token.text) or gazetteer.country_of_adjective(token.text)
            if country:
                seen[country.name] += 1
            elif token.pos_ == "PROPN" and token.ent_type_ not in ("PERSON", "ORG") and len(token) > 3:
                places[token.text] += 1
        for place in places:
            self._stems.setdefault(place, place)
        if self.home is None:
            self.home = seen.most_common(1)[0][0] if seen else None
        if self.home is None:
            self.home = self._invented_home()

    def _invented_home(self) -> str | None:
        """The state behind an adjective that no gazetteer knows ("Velmarian" where the report names Velmaria)."""
        found: Counter[str] = Counter()
        for token in self.doc:
            if token.text[:1].isupper() and token.lower_.endswith(("n", "ese", "ish", "i")):
                state = self.state_of(token.text)
                if state and state != token.text:
                    found[state] += 1
        return found.most_common(1)[0][0] if found else None

    def state_of(self, word: str) -> str | None:
        """The state that an adjective or a state's own name belongs to."""
        country = gazetteer.country_of_adjective(word) or gazetteer.country_named(word)
        if country:
            return country.name
        if word[:1].isupper() and word.lower().endswith(("n", "ese", "ish", "i", "ite")):
            for place in self._stems:
                stem = place[:-1] if place[-1] in "aeioy" else place
                if len(stem) >= 4 and word != place and word.startswith(stem) and len(word) - len(stem) <= 4:
                    return place
        return None

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
        found: list[Entity] = []
        for part in conjuncts(token):
            entity = self.entity(part)
            if entity and all(entity.name != other.name for other in found):
                found.append(entity)
        return found

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

    def _inside_quantity(self, token: Token) -> Token:
        """From "dozens of fighters" or "some of the groups" to what is counted."""
        if token.lemma_.lower() in QUANTITIES or token.pos_ == "NUM":
            inner = obliques(token, "of")
            if inner:
                return inner[0]
        return token

    def name(self, token: Token) -> str | None:
        """The fullest name of what a noun stands for."""
        if token.pos_ == "PROPN" or token.ent_type_ in ("ORG", "PERSON", "GPE"):
            return self._proper(token)
        return self._state_body(token) or self._of_group(token) or self._resolved(token) or self._described(token)

    def _proper(self, token: Token) -> str | None:
        state = self._state_name(token)
        if state:
            return state
        body = self._state_body(token)
        if body:
            return body
        chained = self.coreference.name_of(token.i)
        own = self._own_name(token)
        if chained and own and not _contradicts(own, chained):
            return chained
        return own or chained

    def _state_name(self, token: Token) -> str | None:
        """A state or its capital as a party: its government."""
        text = self._own_name(token) or token.text
        country = gazetteer.country_named(text)
        if country is None and token.ent_type_ not in ("PERSON", "ORG"):
            country = gazetteer.country_of_metonym(text)
        if country:
            return gazetteer.government_name(country)
        military = gazetteer.military_named(text)
        if military:
            return gazetteer.military_name(military)
        return None

    def _own_name(self, token: Token) -> str | None:
        """The proper name whose head the token is, as the text writes it here."""
        ent = next((e for e in self.doc.ents if e.start <= token.i < e.end), None)
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
        text = self.doc[low:high].text.strip()
        return trim_name(text) or None

    def _state_body(self, token: Token) -> str | None:
        """ "Pakistani forces", "Pakistan's government", "the army" as a body of a state."""
        head = token.lower_
        kind = next((k for k in STATE_FORMS if head in words(k)), None)
        if kind is None:
            return None
        modifiers = [c for c in token.children if universal(c) in ("amod", "compound", "nmod", "nmod:poss")]
        for m in modifiers:
            if universal(m) == "nmod" and m.dep_ != "nmod:poss" and not any(c.lower_ == "of" for c in m.children):
                continue
            chain = self._own_name(m) or m.text
            state = self.state_of(m.text) or self.state_of(chain)
            if state is None and m.dep_ == "nmod:poss" and m.lower_ in ("country", "nation"):
                state = self.home
            if state:
                return self._body(kind, state)
        if head in ("military", "army", "police", "government", "soldiers", "troops") and self.home:
            others = [m for m in modifiers if m.text[:1].isupper() or m.lower_ in NOT_THE_STATE]
            definite = any(c.lower_ == "the" for c in token.children) or head in ("police", "soldiers", "troops")
            if definite and not others:
                return self._body(kind, self.home)
        if kind == "military" and any(m.lower_ in ("government", "army", "military", "security", "state") for m in modifiers) and self.home:
            return self._body("military", self.home)
        return None

    def _body(self, kind: str, state: str) -> str:
        country = gazetteer.country_named(state)
        if country is None:
            return f"{kind.capitalize()} of {state}"
        maker = {"government": gazetteer.government_name, "military": gazetteer.military_name, "police": gazetteer.police_name}[kind]
        return maker(country)

    def _of_group(self, token: Token) -> str | None:
        """The armed group of "Taliban fighters", "rebels of the FARC"."""
        if token.lower_ not in words("fighters"):
            return None
        for m in children(token, "compound", "amod", "nmod", "appos"):
            if m.pos_ == "PROPN" and not self.state_of(m.text) and universal(m) != "appos":
                if universal(m) == "nmod" and not (m.dep_ == "nmod:poss" or any(c.lower_ in ("of", "from") for c in m.children)):
                    continue
                if m.ent_type_ in ("GPE", "LOC", "FAC", "PERSON"):
                    continue
                return self.coreference.name_of(m.i) or self._own_name(m)
        return None

    def _resolved(self, token: Token) -> str | None:
        name = self.coreference.name_of(token.i)
        if not name:
            return None
        country = gazetteer.country_named(name)
        return gazetteer.government_name(country) if country else name

    def _described(self, token: Token) -> str | None:
        """The noun phrase itself, without article and numbers, for a party that is never named."""
        if token.pos_ in ("PRON", "DET", "NUM") or token.lower_ in MASKED:
            return None
        low, high = noun_phrase(token)
        kept = list(self.doc[low:high])
        while kept and (kept[0].lower_ in words("empty_modifiers") or kept[0].pos_ in ("NUM", "DET", "PUNCT", "SPACE", "ADV", "ADP")):
            kept.pop(0)
        if not kept:
            return None
        text = self.doc[kept[0].i : kept[-1].i + 1].text
        return " ".join(text.split()) or None


QUANTITIES = frozenset(
    "dozen hundred thousand scores score number some many most several few member members group majority handful all half part one two "
    "million crowd crowds both".split()
)
NOT_THE_STATE = frozenset("foreign local regional provincial city municipal rebel opposition own allied private self-defence self-defense joint international new".split())
TITLES = ("President", "Prime Minister", "Minister", "General", "Gen.", "Colonel", "Col.", "Mr.", "Mrs.", "Ms.", "Dr.", "Sheikh", "Commander", "Lt.", "Maj.", "Capt.",
    "Spokesman", "Spokesperson", "Spokeswoman", "Secretary", "Secretary-General", "Foreign", "Defence", "Defense", "Interior", "Envoy", "Ambassador", "Senator", "Chancellor",
    "King", "Prince", "Governor", "Brigadier", "Major", "Captain", "Lieutenant", "Brig.", "Chief", "Deputy", "Professor", "Judge", "Mayor")  # fmt: skip


def trim_name(text: str) -> str:
    """A name without possessive, brackets and titles in front."""
    text = " ".join(text.split()).strip(" ,;:()[]\"“”'’")
    for end in ("'s", "’s"):
        text = text.removesuffix(end)
    parts = text.split(" ")
    while len(parts) > 1 and parts[0] in TITLES:
        parts = parts[1:]
    return " ".join(parts)


def _contradicts(own: str, chained: str) -> bool:
    """Whether a chain's name cannot be a fuller form of the name written here."""
    a, b = {w.lower() for w in own.split()}, {w.lower() for w in chained.split()}
    shared = a & b
    initials = "".join(w[0] for w in chained.split() if w[:1].isupper())
    acronym = own.replace(".", "").isupper() and len(own) <= 8
    return not shared and not acronym and own.lower() not in initials.lower() and len(a) > 1


def char_span(doc: Doc, low: int, high: int) -> tuple[int, int]:
    """Offsets in the text of tokens [low, high), white space at the ends left out."""
    while low < high - 1 and (doc[low].is_space or doc[low].is_punct and doc[low].text not in "([\"“‘"):
        low += 1
    while high - 1 > low and doc[high - 1].is_space:
        high -= 1
    last = doc[high - 1]
    return doc[low].idx, last.idx + len(last)
