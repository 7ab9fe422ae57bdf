"""Who did it, to whom: from words in the tree to the fullest name that the report gives."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import TYPE_CHECKING

from spacy.tokens import Doc, Span, Token

from truceline import gazetteer
from truceline.claim import Entity
from truceline.reading.lexicon import data
from truceline.reading.syntax import case, children, conjuncts, noun_phrase, obliques, universal, with_second_side

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
    ents: tuple[Span, ...] = ()
    _ents: dict[int, Span] = field(default_factory=dict)
    _stems: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.ents = tuple(self.doc.ents)
        self._ents = {i: e for e in self.ents for i in range(e.start, e.end)}
        seen: Counter[str] = Counter()
        places: Counter[str] = Counter()
        for token in self.doc:
            if not token.text[:1].isupper():
                continue
            country = gazetteer.country_named(token.text) or gazetteer.country_of_adjective(token.text)
            if country is None and token.pos_ == "PROPN":
                country = gazetteer.country_of_metonym(token.text)
            if country:
                seen[country.name] += 1
            elif token.pos_ == "PROPN" and token.ent_type_ not in ("PERSON", "ORG") and len(token) > 3:
                places[token.text] += 1
        for place in places:
            self._stems.setdefault(place, place)
        if self.home is None:
            seen.update(self._invented_states(places))
            self.home = seen.most_common(1)[0][0] if seen else None

    def _invented_states(self, places: Counter[str]) -> Counter[str]:
        """States that no gazetteer knows, by their adjectives ("Velmarian" where the report names Velmaria)."""
        found: Counter[str] = Counter()
        for token in self.doc:
            if token.text[:1].isupper() and token.lower_.endswith(("n", "ese", "ish", "i")):
                state = self.state_of(token.text)
                if state and gazetteer.country_named(state) is None:
                    found[state] += 1
        return Counter({state: n + places[state] for state, n in found.items()})

    def ent_of(self, token: Token) -> Span | None:
        """The named entity that a token stands in."""
        return self._ents.get(token.i)

    @cached_property
    def sides(self) -> tuple[Entity, ...]:
        """Whom "both sides" and "the parties" stand for: the first two named parties that talk or fight together."""
        for noun in self.doc:
            if noun.pos_ not in ("NOUN", "PROPN") or (case(noun) != "between" and universal(noun) != "nsubj"):
                continue
            together = (
                conjuncts(noun)
                if case(noun) != "between"
                else [c for n in with_second_side([noun]) for c in conjuncts(n)]
            )
            joint = case(noun) == "between" or noun.head.lemma_.lower() in words("joint_verbs")
            if len(together) < 2 or not joint:
                continue
            found = [e for t in together if (e := self.entity(t)) and any(w[:1].isupper() for w in e.name.split())]
            if len(found) == 2 and found[0].name != found[1].name:
                return tuple(found)
        return self._most_named()

    def _most_named(self) -> tuple[Entity, ...]:
        """The state's body and the armed group that a report names most, when it never puts them side by side."""
        bodies: Counter[str] = Counter()
        groups: Counter[str] = Counter()
        first: dict[str, Entity] = {}
        for token in self.doc:
            if token.pos_ not in ("NOUN", "PROPN") or universal(token) in ("compound", "flat", "amod"):
                continue
            name = self.name(token)
            if name is None:
                continue
            if name.startswith(("Government of", "Military of")):
                bodies[name] += 1
            elif token.ent_type_ == "ORG" and any(w.lower() in words("armed_words") for w in name.split()):
                groups[name] += 1
            else:
                continue
            first.setdefault(name, Entity(name=name))
        if bodies and groups and min(bodies.most_common(1)[0][1], groups.most_common(1)[0][1]) >= 2:
            return first[bodies.most_common(1)[0][0]], first[groups.most_common(1)[0][0]]
        return ()

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
        if token.lemma_.lower() in ("side", "party") and self.sides and self._means_both(token):
            return [Entity(name=s.name, span=char_span(self.doc, *noun_phrase(token))) for s in self.sides]
        for part in [*conjuncts(token), *self._hung_too_low(token)]:
            if not self.can_act(part):
                continue
            entity = self.entity(part)
            if entity and all(entity.name != other.name for other in found):
                found.append(entity)
        return found

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
        for c in token.children:
            if c.dep_ == "nmod:poss" and (owner := self.entity(c)) is not None:
                return [owner]
        for c in children(token, "compound", "amod"):
            kind = next((k for k in STATE_FORMS if c.lower_ in words(k)), None)
            if kind is None:
                continue
            state = next((s for m in token.children if (s := self.state_of(m.text))), self.home)
            if state:
                return [Entity(name=self._body(kind, state), span=char_span(self.doc, *noun_phrase(token)))]
        return []

    @staticmethod
    def _means_both(token: Token) -> bool:
        """ "both sides", "the two sides", "the parties", "all parties": not "one side" or "the other side"."""
        before = {c.lower_ for c in token.children}
        return token.lower_.endswith("s") and not before & {"one", "third", "other", "some", "political", "opposition"}

    def can_act(self, token: Token) -> bool:
        """Whether a noun can stand for a party at all: no day, no event, no weapon, no document."""
        if token.ent_type_ in ("DATE", "EVENT") or token.text in CALENDAR:
            return False
        if token.pos_ == "PROPN" or (token.text[:1].isupper() and not token.is_sent_start):
            return True
        lemma = token.lemma_.lower()
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
        return self._body(kind, self.home) if kind and self.home else None

    def unnamed_person(self, token: Token) -> Entity | None:
        """ "a senior Pakistani security official" by description: one who speaks without a name is not the government."""
        if token.pos_ != "NOUN" or token.lemma_.lower() in ("authority", "police") or self._named_holder(token):
            return None
        chained = self.coreference.chain_of(token.i)
        if chained is not None and chained.type == "person" and self.coreference.name_of(token.i):
            return None
        name = self._described(token)
        return Entity(name=name, span=char_span(self.doc, *noun_phrase(token))) if name else None

    def _inside_quantity(self, token: Token) -> Token:
        """From "dozens of fighters" or "some of the groups" to what is counted."""
        if token.lemma_.lower() in QUANTITIES or token.pos_ == "NUM":
            inner = obliques(token, "of")
            if inner:
                return inner[0]
        return token

    def name(self, token: Token) -> str | None:
        """The fullest name of what a noun stands for."""
        if (person := self._named_holder(token)) is not None:
            return person
        if universal(token) in ("amod", "compound") and (state := self._state_of_modifier(token)):
            return state
        if token.pos_ == "PROPN" or token.ent_type_ in ("ORG", "PERSON", "GPE"):
            return self._proper(token)
        return self._state_body(token) or self._of_group(token) or self._resolved(token) or self._described(token)

    def _named_holder(self, token: Token) -> str | None:
        """The person of "the leader of Ansar Allah, Abdelmalik al-Houthi"."""
        if token.pos_ != "NOUN":
            return None
        for c in children(token, "appos"):
            if c.ent_type_ == "PERSON":
                return self._proper(c)
        after = self.doc[token.i + 1 : token.i + 4]
        if (
            len(after) == 3
            and after[0].text == ","
            and (ent := self.ent_of(after[1])) is not None
            and ent.label_ == "PERSON"
        ):
            closed = ent.end < len(self.doc) and self.doc[ent.end].text in (",", ".")
            return self._proper(ent.root) if closed and token.lower_ in words("holders") else None
        return None

    def _state_of_modifier(self, token: Token) -> str | None:
        """The state of "Turkish airstrikes"."""
        state = self.state_of(token.text) if token.ent_type_ not in ("PERSON", "ORG") else None
        return self._body("government", state) if state else None

    def _is_named_group(self, token: Token) -> bool:
        """Whether "Forces" ends the name of a group ("Syrian Democratic Forces") and not of a state's army."""
        ent = self.ent_of(token)
        if ent is None or ent.label_ != "ORG":
            return False
        return any(
            t.text[:1].isupper() and t.text not in OF_ANY_STATE and not self.state_of(t.text)
            and all(t.lower_ not in words(kind) for kind in STATE_FORMS)
            for t in ent
        )  # fmt: skip

    def _proper(self, token: Token) -> str | None:
        state = self._state_name(token)
        if state:
            return state
        body = None if self._is_named_group(token) else self._state_body(token)
        if body:
            return body
        chained = self.coreference.name_of(token.i)
        if chained is None and token.ent_type_ == "PERSON":
            ent = self.ent_of(token)
            chained = self.coreference.name_of(ent.end - 1) if ent is not None else None
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
        if high - low == 1 and self.doc[low].text in RANKS:
            # "the Sultan of Melindo" is nobody without his country.
            of = next((c for c in children(self.doc[low], "nmod") if case(c) == "of" and c.text[:1].isupper()), None)
            high = noun_phrase(of)[1] if of is not None and of.i > low else high
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
            definite = any(c.lower_ in ("the", "his", "her", "our", "my") for c in token.children) or head in (
                "police",
                "soldiers",
                "troops",
            )
            if definite and not others:
                return self._body(kind, self.home)
        if (
            kind == "military"
            and any(m.lower_ in ("government", "army", "military", "security", "state") for m in modifiers)
            and self.home
        ):
            return self._body("military", self.home)
        return None

    def _body(self, kind: str, state: str) -> str:
        country = gazetteer.country_named(state)
        if country is None:
            return f"{kind.capitalize()} of {state}"
        maker = {
            "government": gazetteer.government_name,
            "military": gazetteer.military_name,
            "police": gazetteer.police_name,
        }[kind]
        return maker(country)

    def _of_group(self, token: Token) -> str | None:
        """The armed group of "Taliban fighters", "rebels of the FARC"."""
        if token.lower_ not in words("fighters"):
            return None
        for m in children(token, "compound", "amod", "nmod", "appos"):
            if m.pos_ == "PROPN" and not self.state_of(m.text) and universal(m) != "appos":
                if universal(m) == "nmod" and not (
                    m.dep_ == "nmod:poss" or any(c.lower_ in ("of", "from") for c in m.children)
                ):
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
        for c in children(token, "nmod"):
            # "rebels in Syria": where they are is no part of who they are.
            if case(c) in ("in", "within", "at", "near") and c.i > token.i:
                high = min(high, c.left_edge.i)
        kept = list(self.doc[low:high])
        while kept and (
            kept[0].lower_ in words("empty_modifiers") or kept[0].pos_ in ("NUM", "DET", "PUNCT", "SPACE", "ADV", "ADP")
        ):
            kept.pop(0)
        if not kept:
            return None
        text = self.doc[kept[0].i : kept[-1].i + 1].text
        return " ".join(text.split()) or None


QUANTITIES = frozenset(
    [
        "dozen",
        "hundred",
        "thousand",
        "scores",
        "score",
        "number",
        "some",
        "many",
        "most",
        "several",
        "few",
        "member",
        "members",
        "group",
        "majority",
        "handful",
        "all",
        "half",
        "part",
        "one",
        "two",
        "million",
        "crowd",
        "crowds",
        "both",
    ]
)
NOT_THE_STATE = frozenset(
    [
        "foreign",
        "local",
        "regional",
        "provincial",
        "city",
        "municipal",
        "rebel",
        "opposition",
        "own",
        "allied",
        "private",
        "self-defence",
        "self-defense",
        "joint",
        "international",
        "new",
    ]
)
OF_ANY_STATE = frozenset(
    [
        "National",
        "Armed",
        "Security",
        "Defence",
        "Defense",
        "Federal",
        "Royal",
        "Air",
        "Army",
        "Navy",
        "Forces",
        "Force",
        "Republic",
        "Ministry",
        "Interior",
        "Foreign",
        "State",
        "Central",
        "Supreme",
        "Land",
        "Ground",
        "Special",
        "Regular",
    ]
)
RANKS = frozenset(
    [
        "Sultan",
        "King",
        "Queen",
        "Emir",
        "Prince",
        "President",
        "Prime",
        "Minister",
        "Chancellor",
        "Governor",
        "Mayor",
        "Archbishop",
        "Bishop",
        "Patriarch",
        "Imam",
        "Emperor",
        "Sheikh",
        "Speaker",
        "Council",
        "Republic",
        "Ministry",
        "Committee",
    ]
)
CALENDAR = frozenset(
    [
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
        "today",
        "yesterday",
        "tomorrow",
    ]
)
TITLES = ("Mr", "Mrs", "Ms", "Dr", "Sir", "President", "Prime Minister", "Minister", "General", "Gen.", "Colonel", "Col.", "Mr.", "Mrs.", "Ms.", "Dr.", "Sheikh", "Commander", "Lt.", "Maj.", "Capt.",
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
    while low < high - 1 and (doc[low].is_space or (doc[low].is_punct and doc[low].text not in '(["“‘')):
        low += 1
    while high - 1 > low and (doc[high - 1].is_space or doc[high - 1].text in (",", ";", ":")):
        high -= 1
    last = doc[high - 1]
    return doc[low].idx, last.idx + len(last)
