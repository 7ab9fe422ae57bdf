"""Which entries of the lexicon a word of a sentence stands for, as the words around it allow."""

from __future__ import annotations

from truceline.language.document import Token
from truceline.reading.lexicon import Entry, Phrase, lexicon
from truceline.reading.subjects import subject
from truceline.reading.syntax import (
    RELATIVE,
    case,
    children,
    conjuncts,
    first_conjunct,
    is_passive,
    obliques,
    universal,
)


def written(token: Token) -> str:
    """The lemma of a word, with the part before its hyphen if it has one ("cease-fire", three tokens)."""
    lemma = token.lemma_.lower()
    if (
        token.i >= 2
        and token.nbor(-1).text == "-"
        and not token.nbor(-1).whitespace_
        and not token.nbor(-2).whitespace_
    ):
        return f"{token.nbor(-2).lower_}-{lemma}"
    return lemma


def companions(token: Token, *marks: str) -> set[str]:
    """Lemmas of the words that can complete a multiword entry with this token as head, prepositions (and `marks`) too."""
    found: set[str] = set()
    if token.i + 1 < token.sent.end and token.nbor().pos_ in ("ADJ", "ADV"):
        found.add(token.nbor().lower_)  # "set free the prisoners", wherever the parser hung it
    for c in token.children:
        label = universal(c)
        # "In August it gave ...": what stands before a verb does not complete it, but for a relative clause.
        if label == "obl" and c.i < token.i and universal(token) != "acl":
            continue
        if label in (
            "compound",
            "obj",
            "iobj",
            "obl",
            "advmod",
            "xcomp",
            "amod",
            "nmod",
            "fixed",
            "ccomp",
            "advcl",
            "case",
            "mark",
            "discourse",
        ):
            found.add(c.lemma_.lower())
            found.add(c.lower_)
            found.update(g.lower_ for g in c.children if universal(g) in ("case", *marks))
    return found


def _no_particle(verb: Token) -> set[str]:
    """ "gave in February", "turned in the bed": an "in" that is a preposition makes no other verb of its verb."""
    said = any(c.lower_ == "in" and universal(c) in ("compound", "advmod") for c in verb.children)
    return set() if said else {"in"}


def entries(token: Token) -> list[Entry]:
    """Lexicon entries that the token matches, the most specific first."""
    book = lexicon()
    table = book.nouns if token.pos_ in ("NOUN", "PROPN", "ADJ") else book.verbs
    listed = table.get(written(token), ()) or table.get(token.lemma_.lower(), ()) or table.get(token.lower_, ())
    if not listed:
        return []
    # "pressed on", "called off": a common verb with a particle is another verb.
    particle = token.pos_ == "VERB" and any(c.dep_ == "compound:prt" for c in token.children)
    if not particle and all(not e.rest for e in listed):
        return list(listed)
    near = companions(token, "mark") - _no_particle(token)
    matched = [e for e in listed if all(word in near for word in e.rest) and (e.rest or not (particle and e.weak))]
    longest = max((len(e.rest) for e in matched), default=0)
    return [e for e in matched if len(e.rest) == longest]


def phrase_of(verb: Token) -> tuple[Phrase, Token] | None:
    """The construction that a verb makes with one of its objects, and that object."""
    listed = lexicon().phrases.get(verb.lemma_.lower())
    if not listed:
        return None
    near = companions(verb) - _no_particle(verb)
    objects = [o for c in children(verb, "obj", "nsubj", "obl", "xcomp") for o in conjuncts(c)]
    objects += _modified(verb)
    objects += [c for o in objects if o.pos_ == "NUM" for c in obliques(o, "of")]  # "expelled two of its diplomats"
    who = None if is_passive(verb) else subject(verb)
    doers = conjuncts(who) if who is not None else []
    doers += [c for o in doers if o.pos_ == "NUM" for c in obliques(o, "of")]
    for rest, made in listed:
        if not all(word in near for word in rest):
            continue
        for o in doers if made.by_subject else objects:
            if not made.by_subject and not _can_be_object(o, verb, rest):
                continue
            if written(o) in made.objects or o.lemma_.lower() in made.objects or o.lower_ in made.objects:
                return made, o
            if o.lower_ == "one" and made.at_object and _takes_up(o, made.objects):
                return made, o
    return None


def _takes_up(one: Token, nouns: frozenset[str]) -> bool:
    """Whether "one" takes up one of some nouns, in its sentence or the one before: "had declared one of 20 days"."""
    if any(c.tag_ == "NNS" and not children(c, "nummod") for c in children(one, "nmod")):
        return False  # "one of the truces"
    before = one.doc[one.doc[max(0, one.sent.start - 1)].sent.start : one.i]
    return any(t.pos_ == "NOUN" and written(t) in nouns for t in before)


def _modified(verb: Token) -> list[Token]:
    """The noun that a verb has as its object from without: "the truce they signed", "prisoners were fed and handed over"."""
    if universal(verb) == "conj" and is_passive(verb) and not children(verb, "nsubj"):
        shared = subject(verb)
        return [shared] if shared is not None else []
    if universal(verb) != "acl" or children(verb, "obj"):
        return []
    doers = [c for c in children(verb, "nsubj") if "pass" not in c.dep_]
    relative = any(c.lower_ in RELATIVE for c in doers)
    return [] if relative or (not doers and not is_passive(verb)) else [verb.head]


def _can_be_object(noun: Token, verb: Token, rest: tuple[str, ...]) -> bool:
    """Whether a dependent, or the noun that the verb modifies, is what the verb is done to."""
    if noun.head.i != verb.i and first_conjunct(noun).head.i != verb.i:
        return True  # from without (`_modified`)
    first = first_conjunct(noun)
    label = universal(first)
    if label == "nsubj":
        return "pass" in first.dep_
    if label == "obl":
        return bool(rest) and (case(noun) in rest or rest[-1] in ("of", "from", "out", "into"))
    return True


def is_light(verb: Token) -> bool:
    """Whether a verb only lends its subject to the event noun it governs."""
    return _listed(verb, lexicon().light)


def is_suffering(verb: Token) -> bool:
    """Whether the verb's subject is who its event noun happened to ("came under attack")."""
    return _listed(verb, lexicon().suffering)


def _listed(verb: Token, words: frozenset[tuple[str, ...]]) -> bool:
    lemma = verb.lemma_.lower()
    if (lemma,) in words:
        return True
    near = companions(verb, "mark")
    return any(w[0] == lemma and len(w) > 1 and all(p in near for p in w[1:]) for w in words)


def content_of(verb: Token, among: frozenset[str] | None = None) -> str | None:
    """What a speech act is about (meet, yield, assist, violence, ...; one `among` these), from the words of its complement."""
    kinds = lexicon().content
    queue = [
        c for c in verb.children if universal(c) in ("xcomp", "ccomp", "obj", "obl", "advcl", "nmod", "acl", "csubj")
    ]
    # A clause says more than a noun: "urged the army to withdraw" is about withdrawing.
    queue.sort(key=lambda c: (universal(c) not in ("xcomp", "ccomp", "advcl", "acl"), c.i))
    depth = 0
    while queue and depth < 3:
        for token in queue:
            for word in (token.lower_, token.lemma_.lower()):
                kind = kinds.get(word)
                if kind is not None and (among is None or kind in among):
                    return kind
        queue = [
            g
            for c in queue
            for g in c.children
            if universal(g) in ("obj", "obl", "xcomp", "compound", "conj", "nmod", "amod", "ccomp")
        ]
        depth += 1
    return None
