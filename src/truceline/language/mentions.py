"""Mentions: the words of a Doc that stand for somebody or something, with what their form tells about whom.

Proper names are cut in proper_names.py; here stand the noun phrases around common nouns, and the pronouns that can refer.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from truceline import gazetteer
from truceline.language.aliases import Name
from truceline.language.columns import Table, listed, nouns
from truceline.language.states import state_key

Kind = Literal["proper", "nominal", "pronoun"]

_PRONOUNS = {
    "person": "he him his himself she her hers herself",
    "thing": "it its itself",
    "plural": "they them their theirs themselves",
    "speaker": "i me my mine myself we us our ours ourselves you your yours yourself",
    "relative": "who whom whose which that",
}
PRONOUN_CLASS = {word: kind for kind, words in _PRONOUNS.items() for word in words.split()}
_SEX = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}


@dataclass(frozen=True)
class Mention:
    """Token indices [start, end) of a mention, the token that heads it, and what kind of words it is."""

    start: int
    end: int
    head: int
    kind: Kind


@dataclass
class Profile:
    """A mention with what its form tells.

    `noun` is the head's lemma (of a pronoun the word), `phrase` the noun with adjectives and nouns before it; `type` and
    `classes` are those of the noun, `type` of a pronoun its class. `capital`: a common noun in capitals ("the Council");
    `restricted`: something after it or its owner says which one; `counted`: a number or a picking word stands with it, and
    `number` is the number.
    `state`: the key of a state beside it; `titles`: offices before a name, each with a state's key; `covers`: the tokens of
    those titles; `votes`: how strongly the words around a name speak for each type ("label:" marks the entity's own label).
    """

    mention: Mention
    noun: str
    sentence: int
    role: float
    phrase: str = ""
    name: Name | None = None
    type: str = ""
    classes: frozenset[str] = frozenset()
    plural: bool = False
    gender: str = ""
    definite: bool = False
    restricted: bool = False
    counted: bool = False
    number: str = ""
    capital: bool = False
    state: str = ""
    titles: tuple[tuple[str, str], ...] = ()
    covers: tuple[int, ...] = ()
    votes: dict[str, float] = field(default_factory=dict)

    def tokens(self) -> tuple[int, ...]:
        """Tokens that lead to the mention: all of a name and its titles, the head of another."""
        return (*range(self.mention.start, self.mention.end), *self.covers) if self.name else (self.mention.head,)


def other_mentions(table: Table, names: list[Profile]) -> list[Profile]:
    """Nominals and pronouns outside the given names, in text order."""
    taken = bytearray(len(table.text))
    for p in names:
        for i in p.tokens():
            taken[i] = 1
    found: list[Profile] = []
    for i, pos in enumerate(table.pos):
        if taken[i] or table.dep[i] in ("flat", "goeswith"):
            continue
        if pos == "PRON" or (pos == "DET" and table.dep[i] != "det" and table.lower[i] in PRONOUN_CLASS):
            if (meant := pronoun(table, i)) is not None:
                found.append(meant)
        elif table.dep[i] != "compound" and (pos == "NOUN" or _is_capital_noun(table, i)):
            found.append(nominal(table, i))
    return found


def _is_capital_noun(table: Table, i: int) -> bool:
    return (
        table.pos[i] in ("PROPN", "ADJ")
        and table.text[i][0].isupper()
        and bool(nouns().of(table.lemma[i]))
        and table.dep[i] != "amod"
    )


def nominal(table: Table, i: int) -> Profile:
    """The noun phrase that a common noun heads, clauses and complements left out."""
    kids = table.children[i]
    before = [c for c in kids if c < i and table.dep[c] in ("det", "amod", "compound", "nmod", "nummod")]
    lemma = table.lemma[i]
    determiner = next((table.lower[c] for c in before if table.dep[c] == "det"), "")
    own = [c for c in before if table.dep[c] in ("compound", "amod") and not is_state_word(table.text[c])]
    p = Profile(Mention(min([i, *before]), i + 1, i, "nominal"), lemma, table.sentence[i], table.role(i))
    p.phrase = " ".join([*(table.lower[c] for c in own), table.lower[i] if lemma == "authority" else lemma])
    p.classes = nouns().of(lemma)
    if "body" in p.classes and any("armed" in nouns().of(table.lower[c]) for c in own):
        p.classes |= {"armed"}
    p.type = type_of(p.classes)
    p.plural = _is_plural(table, i)
    p.gender = "f" if lemma in listed("female") else "m" if lemma in listed("male") else ""
    p.capital = table.text[i][0].isupper() and not table.opens(i)
    p.definite = determiner in ("the", "this", "that", "these", "those")
    p.definite = p.definite or (p.capital and not determiner and not p.plural)
    after = [c for c in kids if c > i and not table.lower[c].endswith(("self", "selves"))]
    owned = any(table.full[c] == "nmod:poss" for c in kids)
    hyphened = any(table.text[c - 1] == "-" for c in own if c)  # "the Saudi-led coalition"
    p.restricted = owned or hyphened or any(table.dep[c] in ("acl", "nmod") for c in after)
    p.counted = determiner in listed("picking") or any(table.dep[c] == "nummod" for c in kids)
    p.number = next((table.lower[c] for c in kids if table.dep[c] == "nummod" and c < i), "")
    p.state = state_beside(table, i)
    return p


def _is_plural(table: Table, i: int) -> bool:
    if table.lemma[i] in ("police", "people"):
        return True
    if table.tag[i]:
        return table.tag[i] in ("NNS", "NNPS")
    return table.lower[i] != table.lemma[i] and table.lower[i].endswith(("s", "men", "women", "children"))


def type_of(classes: frozenset[str]) -> str:
    """The one type of a noun's classes; one that stands for persons and, in the plural, for groups is a person's."""
    types = {nouns().types[c] for c in classes}
    for kind in ("person", "group", "organization", "state", "place"):
        if kind in types and (kind != "group" or types == {"group"} or "armed" in classes):
            return kind
    return ""


def pronoun(table: Table, i: int) -> Profile | None:
    """A pronoun that can refer; None for others, and where "it" or "that" only builds the sentence."""
    word = table.lower[i]
    kind = PRONOUN_CLASS.get(word)
    if kind is None or (table.dep[i] == "expl" and table.lemma[table.head[i]] not in listed("of_persons")):
        return None
    if word == "that" and not (table.tag[i] == "WDT" or table.full[table.head[i]] == "acl:relcl"):
        return None
    if word == "it" and _is_empty(table, i):
        return None
    p = Profile(Mention(i, i + 1, i, "pronoun"), word, table.sentence[i], table.role(i), type=kind)
    p.plural, p.gender = kind == "plural", _SEX.get(word, "")
    return p


def _is_empty(table: Table, i: int) -> bool:
    """Whether "it" only holds the place of a clause ("it is clear that ...", "it was not known whether ...")."""
    head = table.head[i]
    if table.dep[i] != "nsubj":
        return False
    clause = any(table.dep[c] in ("ccomp", "csubj") and c > i for c in table.children[head])
    if table.lemma[head] in listed("of_persons"):
        return False
    copular = table.child(head, "cop") is not None and table.pos[head] in ("ADJ", "NOUN")
    if copular:
        return clause or table.child(head, "advcl", "acl") is not None
    return clause and table.full[i] == "nsubj:pass"


def is_state_word(word: str) -> bool:
    """Whether a word is a known state's name or adjective."""
    return word[:1].isupper() and (gazetteer.country_of_adjective(word) or gazetteer.country_named(word)) is not None


def state_beside(table: Table, head: int, *prepositions: str) -> str:
    """The key of the state that a noun's modifiers name ("Pakistani", "Kordara's", "of Azamar")."""
    for c in table.children[head]:
        if not table.text[c][0].isupper():
            continue
        after = table.dep[c] == "nmod" and table.case(c) in (prepositions or ("of",))
        if after or table.full[c] == "nmod:poss" or (table.dep[c] in ("amod", "compound") and c < head):
            return state_key(table.text[c])
    return ""
