"""Questions that reading asks of a Universal Dependencies tree.

Labels are compared by their universal part ("nsubj" also finds "nsubj:pass"); https://universaldependencies.org.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from truceline.datafiles import load_yaml
from truceline.language.document import Token

CLAUSAL = frozenset(("root", "ccomp", "xcomp", "advcl", "acl", "parataxis", "csubj"))
BEYOND_PHRASE = frozenset(
    ["conj", "cc", "appos", "acl", "punct", "case", "parataxis", "advcl", "obl", "cop", "aux", "mark", "nsubj", "ccomp", "expl"]
)  # fmt: skip
RELATIVE = frozenset(("who", "which", "that", "whom", "whose", "where", "when"))


def universal(token: Token) -> str:
    """The dependency label without its subtype."""
    return token.label


def is_root(token: Token) -> bool:
    """Whether the token heads its sentence."""
    return bool(token.head.i == token.i)


def children(token: Token, *labels: str) -> list[Token]:
    """Dependents with one of the universal labels (all when none is given), in text order."""
    if not labels:
        return list(token.children)
    return [c for c in token.children if c.label in labels] if token.children else []


def is_passive(verb: Token) -> bool:
    """Whether a verb stands in the passive, or is a past participle that modifies a noun."""
    if any(c.dep_ in ("aux:pass", "nsubj:pass", "csubj:pass") for c in verb.children):
        return True
    if universal(verb) == "advcl" and verb.tag_ == "VBN" and not children(verb, "aux", "nsubj", "obj", "mark"):
        return True
    participle = verb.tag_ == "VBN" or (verb.tag_ == "VBD" and verb.lower_.endswith("en"))
    if universal(verb) == "conj" and participle and not children(verb, "aux", "nsubj", "obj"):
        # "Were tortured and executed", "was dragged out and beaten": the auxiliary stands once.
        return verb.head.tag_ == "VBN" and is_passive(verb.head)
    if universal(verb) == "xcomp" and verb.tag_ == "VBN" and not children(verb, "aux", "obj"):
        # "Had the minister murdered", "saw his men shot".
        return any(o.i < verb.i for o in children(verb.head, "obj"))
    if verb.tag_ == "VBN" and verb.i > verb.sent.start and verb.nbor(-1).lemma_ == "be":
        # "Were set free": what it left them as was taken for the predicate.
        return True
    # "Assured him that its forces have withdrawn" is a whole clause.
    bare = verb.dep_ != "acl:relcl" and not (children(verb, "aux") and children(verb, "nsubj"))
    return universal(verb) == "acl" and bare and is_past_participle(verb)


def is_past_participle(verb: Token) -> bool:
    """Whether a verb form is a past participle, as far as its tag or its ending tells."""
    if verb.tag_:
        return bool(verb.tag_ == "VBN") or (verb.tag_ == "VBD" and universal(verb) == "acl")
    return bool(verb.lower_.endswith(("ed", "en", "wn", "ught", "ld", "de", "pt", "nt")))


def case(token: Token) -> str:
    """The preposition of a noun, lower-cased ("" when none; "according to" as one)."""
    mark = next((c for c in token.children if c.label == "case"), None)
    if mark is None:
        return ""
    return " ".join([mark.lower_, *(c.lower_ for c in mark.children if c.label == "fixed")])


def obliques(token: Token, *prepositions: str) -> list[Token]:
    """Dependent nouns with one of the prepositions (any when none is given)."""
    found = children(token, "obl", "nmod")
    return [c for c in found if not prepositions or (case(c) or _particle_before(token, c)) in prepositions]


def _particle_before(verb: Token, noun: Token) -> str:
    """The "on" of "called on the army", which a parser may read as part of the verb ("" when there is none)."""
    before = noun.left_edge.i - 1
    return next((c.lower_ for c in verb.children if c.i == before and c.dep_ == "compound:prt"), "")


def conjuncts(token: Token) -> list[Token]:
    """The token and all that is coordinated with it, in text order."""
    out = [token]
    for c in children(token, "conj"):
        out.extend(conjuncts(c))
    return out


def with_second_side(between: list[Token]) -> list[Token]:
    """Both sides of "between A and B", also where the parser hung B elsewhere."""
    if not between or children(between[0], "conj") or (between[0].lower_.endswith("s") and between[0].pos_ == "NOUN"):
        return between
    first = between[0]
    for token in first.doc[first.i + 1 : min(first.sent.end, first.i + 14)]:
        if token.lower_ == "and":
            second = token.head if token.head.i > token.i else token.nbor() if token.i + 1 < first.sent.end else None
            while second is not None and second.pos_ not in ("NOUN", "PROPN") and second.head.i > second.i:
                second = second.head
            return [*between, second] if second is not None and second.pos_ in ("NOUN", "PROPN") else between
        if token.pos_ in ("VERB", "AUX"):
            return between
    return between


def first_conjunct(token: Token) -> Token:
    """The first member of the coordination that the token stands in."""
    while universal(token) == "conj" and not is_root(token):
        token = token.head
    return token


def coordinated_with(verb: Token) -> Token:
    """The verb that a second verb stands beside: "said" in "said he had won and demanded a recount", not "won"."""
    first = verb.head
    if verb.tag_ != "VBD" or verb.lemma_.lower() not in _speaking() or children(verb, "nsubj", "mark", "aux"):
        return first
    told = universal(first) == "ccomp" and any(c.lower_ == "had" for c in children(first, "aux"))
    return first.head if told and first.head.tag_ == "VBD" else first


@cache
def _speaking() -> frozenset[str]:
    words = load_yaml("attribution.yaml")
    return frozenset((*words["verbs"], *words["acts"], *words["speech_acts"]))


def clause_head(token: Token) -> Token:
    """The predicate of the clause that the token stands in (itself when it is one)."""
    while not is_root(token) and universal(token) not in CLAUSAL:
        if universal(token) == "conj" and token.pos_ in ("VERB", "AUX"):
            return token
        token = token.head
    return token


def ancestors(token: Token) -> Iterator[Token]:
    """The token's head, its head, and so on up to the root."""
    while not is_root(token):
        token = token.head
        yield token


def noun_before(participle: Token) -> Token | None:
    """The noun that a participle phrase follows, over a comma and adverbs: "the attack, reportedly conducted by ..."."""
    if universal(participle) == "acl" and participle.head.pos_ != "VERB":
        return participle.head
    i = participle.i - 1
    while i > participle.sent.start and (participle.doc[i].is_punct or participle.doc[i].pos_ == "ADV"):
        i -= 1
    noun = participle.doc[i]
    return noun if noun.pos_ == "NOUN" else None


def by_agent(token: Token) -> Token | None:
    """The noun after "by" that does what a passive verb or an event noun says."""
    found = obliques(token, "by")
    return found[0] if found else None


def phrase(token: Token, *, stop: frozenset[str] = frozenset()) -> tuple[int, int]:
    """First and last token index (exclusive) of the token's subtree, cut at children with labels in `stop`."""
    low = high = token.i
    for c in token.children:
        if universal(c) in stop or c.is_space:
            continue
        a, b = phrase(c, stop=frozenset(("punct",)) if universal(c) != "punct" else frozenset())
        low, high = min(low, a), max(high, b - 1)
    return low, high + 1


def noun_phrase(token: Token) -> tuple[int, int]:
    """First and last token index (exclusive) of a noun phrase without clauses, coordination or appositions."""
    low = high = token.i
    for c in token.children:
        label = universal(c)
        if label in BEYOND_PHRASE or c.is_space:
            continue
        if label == "nmod" and c.dep_ != "nmod:poss" and case(c) not in ("of", "for", "in", "within"):
            continue
        if c.i > token.i and label not in ("flat", "nmod", "compound", "case", "nummod", "fixed", "goeswith", "amod"):
            continue
        if label == "nummod" and any(t.pos_ in ("VERB", "CCONJ") for t in c.doc[token.i + 1 : c.i]):
            continue  # "killing four people and wounding about a dozen": another's number
        a, b = noun_phrase(c) if label == "nmod" else phrase(c)
        if label == "nmod" and (own := children(c, "case")):
            a = min(a, own[0].i)
        low, high = min(low, a), max(high, b - 1)
    return low, high + 1


def negated(token: Token) -> bool:
    """Whether a word is directly negated ("did not attack", "no talks", "never met", "without a fight")."""
    for c in token.children:
        if c.lower_ in ("not", "n't", "n’t", "never", "no", "neither", "nobody", "hardly", "without", "nor"):
            if c.lower_ == "no" and universal(c) not in ("det", "advmod"):
                continue
            return True
    return any(case(o) in ("under", "in", "on", "by") and _is_no(o) for o in children(token, "obl"))


def _is_no(noun: Token) -> bool:
    """ "under no circumstances", "in no way"."""
    return noun.lemma_.lower() in ("circumstance", "condition", "way", "case", "account", "means") and any(
        c.lower_ == "no" for c in children(noun, "det")
    )
