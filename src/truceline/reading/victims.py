"""Who came to harm in an attack, where that stands in another clause or phrase of its sentence.

"Opened fire at our post, killing a private", "an attack on the station in which three agents lost their lives",
"an air strike killed four people", "the policeman killed when men ambushed a patrol".
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from truceline.datafiles import load_yaml
from truceline.language.document import Token
from truceline.reading.lexicon import role_words
from truceline.reading.subjects import subject
from truceline.reading.syntax import case, children, conjuncts, first_conjunct, is_passive, is_root, obliques, universal
from truceline.reading.wording import words


def harmed_with(trigger: Token, anchor: Token) -> list[Token]:
    """The nouns of the people harmed by the attack that `trigger` names and `anchor` carries."""
    found: list[Token] = []
    for verb in _harm_verbs(trigger, anchor):
        for other in conjuncts(verb):
            if other.i != trigger.i and other.i != anchor.i and is_harm(other):
                found += [p for p in _people(_patient(other)) if all(p.i != f.i for f in found)]
    return found


def attending(verb: Token) -> Token | None:
    """By whom people came to harm: "died when police fired", "in the custody of the army", "at the hands of the rebels"."""
    for place in obliques(verb, "in", "at"):
        if place.lemma_.lower() in role_words("hands"):
            owners = [*obliques(place, "of"), *children(place, "nmod", "compound", "amod")]
            return next((o for o in owners if o.pos_ != "PRON"), None)
    for clause in children(verb, "advcl"):
        if any(m.lower_ == "when" for m in children(clause, "mark", "advmod")):
            return next((s for s in children(clause, "nsubj") if _is_armed(s) and not is_passive(clause)), None)
    return None


def _is_armed(noun: Token) -> bool:
    """Whether a noun is one for soldiers, police or fighters."""
    return any({noun.lower_, f"{noun.lower_}s"} & words(kind) for kind in ("military", "police", "fighters"))


@cache
def _lemmas(*kinds: str) -> frozenset[str]:
    """Verbs of some lists of data/casualties.yaml."""
    lists = load_yaml("casualties.yaml")
    return frozenset(word for kind in kinds for word in lists[kind])


def is_harm(verb: Token) -> bool:
    """Whether a verb tells of killing, injuring or dying."""
    if verb.pos_ not in ("VERB", "AUX", "ADJ", "NOUN"):
        return False
    lemma = verb.lemma_.lower()
    if lemma in _lemmas("weak_verbs"):
        patient = _patient(verb)
        return patient is not None and bool(children(patient, "nummod") or patient.pos_ == "NUM")
    if lemma in _lemmas("life_verbs"):
        return any(o.lemma_.lower() == "life" for o in children(verb, "obj"))
    return lemma in _lemmas("kill_verbs", "injure_verbs", "die_verbs")


def kills(verb: Token) -> bool:
    """Whether a verb says that its object was killed or hurt, whatever stands with it."""
    lemma = verb.lemma_.lower()
    return lemma in _lemmas("kill_verbs", "injure_verbs") and lemma not in _lemmas("weak_verbs")


def _patient(verb: Token) -> Token | None:
    """Who was harmed, by a verb of harm."""
    lemma = verb.lemma_.lower()
    if lemma in _lemmas("life_verbs"):
        lives = [o for o in children(verb, "obj") if o.lemma_.lower() == "life"]
        of = [p for o in lives for p in obliques(o, "of")]
        return of[0] if of else subject(verb)
    if lemma in _lemmas("die_verbs") or is_passive(verb):
        return subject(verb) if verb.dep_ == "acl:relcl" or universal(verb) != "acl" else verb.head
    objects = children(verb, "obj")
    if objects:
        return objects[0]
    # "The policeman killed a day earlier", "at least two people" taken for an adjunct.
    bare = [o for o in obliques(verb) if not case(o) and children(o, "nummod")]
    return bare[0] if bare else subject(verb) if verb.tag_ == "VBN" else None


def _people(token: Token | None) -> list[Token]:
    """The people of a patient, without the attackers who died with them."""
    if token is None or token.pos_ == "PRON" or (token.pos_ == "NUM" and not _counted(token)):
        return []
    skipped = (role_words("attackers"), words("things"), role_words("weapons"))
    return [] if any(token.lemma_.lower() in kind for kind in skipped) else [token]


def _counted(number: Token) -> bool:
    """Whether a number says of what it is one: "six of his customers", not "nine" or "nine of those"."""
    return any(o.pos_ in ("NOUN", "PROPN") for o in obliques(number, "of"))


def _harm_verbs(trigger: Token, anchor: Token) -> Iterator[Token]:
    """Verbs whose harm is the outcome of the attack."""
    for node in dict.fromkeys((trigger, anchor)):
        if node.pos_ in ("VERB", "AUX"):
            yield from _after_verb(node)
        else:
            yield from _over_noun(node)
        for part in _phrase_nouns(node):
            yield from (c for c in children(part, "acl") if _is_relative(c) or _is_outcome(c))


def _after_verb(verb: Token) -> Iterator[Token]:
    """ "..., killing X", "... and killed X", "X were killed when ...": clauses beside the attack's own."""
    for c in children(verb, "advcl", "conj", "parataxis"):
        if universal(c) == "advcl" and children(c, "mark"):
            continue
        if universal(c) == "parataxis" and not _told_of_it(c):
            continue
        yield c
    if not is_root(verb) and universal(verb) == "advcl":
        marks = {t.lower_ for t in children(verb, "mark", "advmod")}
        if marks & {"when", "after", "as"}:
            yield first_conjunct(verb.head)
    if universal(verb) == "acl" and is_passive(verb) and universal(verb.head) == "nsubj":
        # "Shells fired by the army killed a woman."
        yield verb.head.head


def _over_noun(noun: Token) -> Iterator[Token]:
    """The verb of which an attack is the subject or the cause: "the strike killed X", "X died in the strike"."""
    noun = _counting(noun)
    if is_root(noun):
        return
    label = universal(noun)
    before = label == "obl" and not case(noun) and noun.i < noun.head.i  # a subject that the parser took for an adjunct
    if (label == "nsubj" and not noun.dep_.endswith("pass")) or before:
        yield noun.head
        yield from (c for c in children(noun.head, "advcl", "conj") if not children(c, "mark"))
        yield from (c for place in obliques(noun.head) for c in children(place, "acl") if _is_outcome(c))
    elif label == "obl" and case(noun) in ("in", "by", "during", "from", "after"):
        yield noun.head
    for c in children(noun.head, "parataxis", "conj"):
        if c.i > noun.i and _told_of_it(c):
            yield c


def _counting(noun: Token) -> Token:
    """The "pair" of "a pair of bombs", which stands in the sentence for them."""
    counted = universal(noun) == "nmod" and case(noun) == "of" and noun.head.lemma_.lower() in role_words("sets")
    return noun.head if counted else noun


def _told_of_it(clause: Token) -> bool:
    """ "...; five soldiers were killed in it": a clause that speaks of the attack before it."""
    return any(o.lower_ in ("it", "them", "which", "attack", "attacks") for o in obliques(clause, "in"))


def _is_relative(clause: Token) -> bool:
    """A relative clause about the attack or its place, not about the people in it ("rebels who had killed")."""
    opening = clause.doc[clause.left_edge.i : clause.i + 1]
    return any(t.lower_ in ("which", "where", "that") for t in opening)


def _is_outcome(participle: Token) -> bool:
    """The "killing" of "at the market, killing nine", hung on the market."""
    return participle.tag_ == "VBG" and participle.i > 0 and participle.nbor(-1).text == ","


def _phrase_nouns(node: Token, depth: int = 3) -> Iterator[Token]:
    """The nouns that belong to an attack: its own, its target's, their places."""
    if node.pos_ in ("NOUN", "PROPN"):
        yield node
    if depth:
        for c in children(node, "obj", "obl", "nmod"):
            if c.pos_ in ("NOUN", "PROPN"):
                yield from _phrase_nouns(c, depth - 1)
