"""Who does what a predicate says, and to whom, where the tree tells it: shared, relative and controlled subjects."""

from __future__ import annotations

from truceline.language.document import Token
from truceline.reading.syntax import (
    RELATIVE,
    case,
    children,
    coordinated_with,
    is_passive,
    is_root,
    obliques,
    universal,
)


def datives(verb: Token) -> list[Token]:
    """To whom something is given: "offered the militants amnesty", also where a parser hung them on the gift."""
    gifts = [o for o in children(verb, "obj") for o in children(o, "nmod") if o.dep_ == "nmod:poss"]
    bare = [g for g in gifts if g.pos_ in ("NOUN", "PROPN") and not children(g, "case") and g.i > verb.i]
    return [*children(verb, "iobj"), *bare]


def objects(verb: Token) -> list[Token]:
    """The objects of a verb; in a relative clause also the noun that it leaves out ("the post it attacked")."""
    own = children(verb, "obj", "iobj")
    own = [o for o in own if o.lower_ == "whom"] or [o for o in own if o.lower_ not in RELATIVE] or own
    # "Shot dead a hundred attackers": what they were left as is no object.
    own = [o for o in own if o.lower_ not in ("dead", "alive")] or own
    if own or verb.dep_ != "acl:relcl" or is_passive(verb):
        return own
    subjects = children(verb, "nsubj")
    marks = {t.i for t in children(verb, "mark")}
    relative = any(t.lower_ in RELATIVE and t.i not in marks for t in verb.doc[verb.left_edge.i : verb.i])
    marked = any(verb.doc[i].lower_ == "that" for i in marks)
    gap = subjects and not relative and verb.head.ent_type_ != "DATE" and (marked or not obliques(verb))
    return [verb.head] if gap else []


def resolved(token: Token) -> Token:
    """The noun that a relative pronoun stands for; the token itself when it is no such pronoun."""
    if token.lower_ not in RELATIVE or token.pos_ not in ("PRON", "DET"):
        return token
    found = antecedent(token, token)
    if found is None or found.i != token.i:
        return found or token
    # The parser hung the clause elsewhere: "that movement, whose bombing of the station".
    before = (t for t in reversed(token.doc[max(token.sent.start, token.i - 3) : token.i]) if not t.is_punct)
    nearest = next(before, token)
    return nearest if nearest.pos_ in ("NOUN", "PROPN") else token


def shared_object(pronoun: Token) -> Token:
    """The man of "dragged a man from his car and beat him": the object of the verb that a pronoun's verb goes on from."""
    verb = pronoun.head
    if universal(pronoun) != "obj" or pronoun.lower_ not in ("him", "her", "them", "it") or universal(verb) != "conj":
        return pronoun
    before = [o for v in (verb.head, *children(verb.head, "conj")) if v.i < verb.i for o in children(v, "obj")]
    alike = [o for o in before if o.pos_ in ("NOUN", "PROPN") and _alike(pronoun, o)]
    return alike[-1] if alike else pronoun


def _alike(pronoun: Token, noun: Token) -> bool:
    """Whether a pronoun can stand for a noun by its number."""
    many = noun.tag_ in ("NNS", "NNPS") or bool(children(noun, "conj"))
    return many == (pronoun.lower_ == "them") and (pronoun.lower_ != "it" or noun.ent_type_ != "PERSON")


def subject(verb: Token) -> Token | None:
    """The grammatical subject of a predicate, also where it is shared, relative, controlled or hung elsewhere."""
    return _told_subject(verb) or _bare_noun_before(verb)


def _bare_noun_before(verb: Token) -> Token | None:
    """The "troops" of "at four in the morning of 29 November troops of the Army attacked", hung on the time of day."""
    head = coordinated_with(verb)
    if head.tag_ not in ("VBD", "VBZ", "VBP") or is_passive(head):
        return None
    told = [o for o in children(head, "obl", "dep") if o.i < head.i]
    found = [n for o in told for n in (o, *o.subtree) if _is_bare(n) and n.i < head.i]
    return found[0] if found else None


def _is_bare(noun: Token) -> bool:
    """Whether a noun of people hangs as an adjunct though no preposition stands with it."""
    adjunct = noun.dep_ in ("obl", "nmod") and noun.pos_ in ("NOUN", "PROPN") and noun.ent_type_ not in ("DATE", "TIME")
    return adjunct and not case(noun)


def _told_subject(verb: Token) -> Token | None:
    """The subject as far as the tree tells it."""
    seen = set()
    while verb.i not in seen:
        seen.add(verb.i)
        own = children(verb, "nsubj", "csubj") or [s for aux in children(verb, "aux") for s in children(aux, "nsubj")]
        if own:
            # "Tokoro's party" torn in two: the owner is no subject.
            own = [o for o in own if case(o) not in POSSESSIVE] or own
            # "It is a month since the sides signed": "it" is no subject of the clause.
            own = [o for o in own if o.dep_ != "nsubj:outer"] or own
            # Of two subjects the parser hung the first too high: "after receiving the envoy, Lee, he went further".
            own = [o for o in own if verb.i - 3 <= o.i < verb.i][-1:] or own
            return antecedent(own[0], verb) if own[0].lower_ in RELATIVE else own[0]
        label = universal(verb)
        if (label == "csubj" and children(verb.head, "expl")) or _is_cleft(verb):
            return verb.head
        if label in ("advcl", "xcomp", "ccomp", "acl") and verb.head.lemma_ in OBJECT_CONTROL:
            accused = children(verb.head, "obj", "iobj") or [
                c for c in children(verb.head, "nsubj") if c.dep_ == "nsubj:pass"
            ]
            if accused and accused[0].i < verb.i:
                return accused[0]
        if label == "acl" and children(verb.head, "cop", "nsubj") and verb.head.pos_ in ("ADJ", "NUM"):
            # "It was among the first to condemn."
            verb = verb.head
            continue
        if label == "acl":
            return verb.head if not is_passive(verb) or verb.dep_ == "acl:relcl" else None
        if label == "conj" and verb.head.pos_ in ("NOUN", "PROPN") and is_root(verb.head) and verb.head.i < verb.i:
            # A long subject taken for the head of its sentence.
            return verb.head
        if label == "xcomp":
            controller = children(verb.head, "obj", "iobj")
            if controller and verb.head.lemma_ not in SUBJECT_CONTROL:
                return controller[0]
            verb = verb.head
        elif label == "ccomp" and any(c.lower_ == "having" for c in children(verb, "aux")):
            verb = verb.head  # "denies having attacked"
        elif label == "conj":
            verb = coordinated_with(verb)
        elif (label == "advcl" and not children(verb, "mark")) or label in ("aux", "advcl"):
            verb = verb.head
        else:
            return None
    return None


def _is_cleft(verb: Token) -> bool:
    """The clause of "it was our army that destroyed two camps"."""
    noun = verb.head
    pointed = noun.pos_ in ("NOUN", "PROPN") and children(noun, "cop") and children(noun, "expl")
    return (
        universal(verb) in ("ccomp", "advcl")
        and bool(pointed)
        and any(m.lower_ == "that" for m in children(verb, "mark"))
    )


POSSESSIVE = ("'s", "’s", "'", "’")
OBJECT_CONTROL = frozenset(("accuse", "suspect", "convict", "charge", "acquit", "blame", "stop", "prevent", "keep"))
SUBJECT_CONTROL = frozenset(("promise", "threaten", "vow", "pledge", "use", "offer"))


def antecedent(pronoun: Token, verb: Token) -> Token | None:
    """What a relative pronoun stands for: the noun that its clause modifies."""
    if pronoun.lower_ in ("who", "whom") and (person := _person_before(pronoun)) is not None:
        return person
    node = verb
    while not is_root(node):
        if node.dep_ == "acl:relcl" or universal(node) == "acl":
            return node.head
        node = node.head
    return pronoun


def _person_before(pronoun: Token) -> Token | None:
    """The person named right before "who", though the parser hung the clause on "the body of"."""
    i = pronoun.i - 1
    while i > pronoun.sent.start and pronoun.doc[i].is_punct:
        i -= 1
    name = pronoun.doc[i]
    while universal(name) == "flat" and not is_root(name):
        name = name.head
    return name if name.ent_type_ == "PERSON" and universal(name) != "appos" else None


def patient(verb: Token) -> Token | None:
    """Who a passive or participle happened to: its passive subject, or the noun it modifies."""
    if universal(verb) == "acl" and verb.dep_ != "acl:relcl" and not children(verb, "nsubj"):
        return verb.head
    # "Nine teachers were beaten": whom the parser took for the object though they stand before the verb.
    before = [o for o in children(verb, "obj") if o.i < verb.i] if is_passive(verb) else []
    return before[0] if before and not children(verb, "nsubj") else subject(verb)
