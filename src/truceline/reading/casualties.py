"""How many were killed and injured in an event, and how many events one claim tells, as its own words say.

Words of harm are looked for in the claim's clause; who was harmed stands where the grammar of the word puts it (object, passive
subject, complement), and is counted over coordination ("three soldiers and two rebels": 5). Where the tree gives no number, the
number right beside the word does. Word lists: data/casualties.yaml.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cache

from spacy.tokens import Doc, Token

from truceline.claim import Amount
from truceline.gazetteer import load_yaml
from truceline.language.columns import nouns
from truceline.reading.lexicon import entries
from truceline.reading.numbers import AmountMention, add, find_amounts
from truceline.reading.syntax import children, first_conjunct, is_passive, negated, obliques, universal

ONE = Amount(low=1, high=1)
_AMOUNTS = "truceline.amounts"
_PEOPLE_QUANTITY = frozenset(("many", "several", "few", "number", "some", "most", "others"))
_PERSONAL = frozenset(("holder", "leader", "human", "people", "attackers"))
_NOBODY = frozenset(("nobody", "none", "no-one", "one"))
_SINGLE = frozenset(("a", "an", "one", "another"))


@cache
def words(kind: str) -> frozenset[str]:
    """A word class of data/casualties.yaml."""
    return frozenset(load_yaml("casualties.yaml")[kind])


def casualties(
    doc: Doc, trigger_token: int, clause_token_indices: Collection[int]
) -> tuple[Amount | None, Amount | None]:
    """Killed and injured as the clause of a claim tells them, None where it gives no number.

    `trigger_token` is the index of the event word, `clause_token_indices` those of the claim's clause.
    """
    trigger = doc[trigger_token]
    apart = _at_other_times(doc, trigger_token, clause_token_indices)
    own = {t.i for t in trigger.subtree} - apart
    # What the trigger's own words tell rules: the clause may hold the outcome of another event as well.
    told = _outcome(doc, sorted(own, key=lambda i: abs(i - trigger_token)))
    return told if any(told) else _outcome(doc, sorted(set(clause_token_indices) - own - apart))


def _at_other_times(doc: Doc, trigger: int, clause: Collection[int]) -> set[int]:
    """Tokens of clauses that tell of something earlier or later ("hours after rebels had killed 14 soldiers")."""
    apart: set[int] = set()
    for i in clause:
        token = doc[i]
        if universal(token) == "advcl" and any(c.lower_ in ("after", "before", "since") for c in token.children):
            inside = {t.i for t in token.subtree}
            apart |= inside if trigger not in inside else set()
    return apart


def _outcome(doc: Doc, indices: list[int]) -> tuple[Amount | None, Amount | None]:
    """The first numbers of killed and of injured that the harm words among some tokens tell."""
    found: dict[str, Amount | None] = {"killed": None, "injured": None}
    harms = [t for i in indices if _harm(t := doc[i])]
    # "killed five and wounded 110": the second verb may stand outside the clause that was cut out.
    harms += [t for h in harms for t in h.subtree if universal(t) == "conj" and t not in harms and _harm(t)]
    for token in harms:
        kind = _harm(token)
        if kind is not None and found[kind] is None and not negated(token) and not _spares_people(token):
            found[kind] = _told(token) or (None if _falls(token) else _beside(token))
    return found["killed"], found["injured"]


def _falls(verb: Token) -> bool:
    """ "Violence fell from 41 incidents to 12": a verb of dying said of no person, beside a number of something else."""
    if verb.lemma_.lower() not in words("die_verbs") & words("weak_verbs") or children(verb, "obj"):
        return False
    who = _subject(verb)
    return who is None or not (_is_person(who) or _number_at(who))


def _spares_people(token: Token) -> bool:
    """Whether a harm word is used of things ("burned forty houses", "executed a plan")."""
    return any(
        c.lemma_.lower() in words("not_people")
        for c in children(token, "obj") or children(token, "nsubj")
        if token.pos_ == "VERB"
    )


def count(doc: Doc, trigger_token: int) -> int | None:
    """The number of events that an event word stands for: "120 attacks", "three rounds of talks", "met twice"; None for one."""
    trigger = doc[trigger_token]
    if trigger.pos_ in ("VERB", "AUX"):
        return _times(trigger)
    if _harm(trigger):
        return None
    noun = trigger
    if (universal(noun) == "nmod" and noun.head.lemma_.lower() in words("event_measures")) or (
        universal(noun) == "compound" and noun.head.pos_ in ("NOUN", "PROPN")
    ):
        noun = noun.head
    own = _number_at(noun)
    if own is None or own.vague:
        return None
    number = own.low if own.low is not None else own.high
    return number if number is not None and number > 1 else None


def _times(verb: Token) -> int | None:
    """How often something was done ("met twice", "shelled three times")."""
    for c in verb.children:
        if c.lower_ in ("twice", "thrice"):
            return 2 if c.lower_ == "twice" else 3
        if c.lemma_.lower() == "time" and c.i > 0:
            figures = find_amounts(" ".join(g.text for g in c.children if universal(g) == "nummod"))
            if figures and figures[0].low is not None and figures[0].low > 1:
                return figures[0].low
    return None


def amounts(doc: Doc) -> dict[int, AmountMention]:
    """The numbers of a Doc by the index of each of their tokens; found once and kept with the Doc."""
    known: dict[int, AmountMention] | None = doc.user_data.get(_AMOUNTS)
    if known is None:
        known = {}
        for a in find_amounts(doc.text):
            span = doc.char_span(*a.span, alignment_mode="expand")
            if span is not None:
                known.update(dict.fromkeys(range(span.start, span.end), a))
        doc.user_data[_AMOUNTS] = known
    return known


def _harm(token: Token) -> str | None:
    """Whether a word tells of killing or of injuring."""
    lemma, lower, pos = token.lemma_.lower(), token.lower_, token.pos_
    if pos in ("VERB", "AUX", "ADJ") and lower not in words("dead_words"):
        if lemma in words("kill_verbs") or lemma in words("die_verbs"):
            return "killed"
        if lemma in words("injure_verbs") or lower in words("injured_words"):
            return "injured"
        if lemma in words("life_verbs"):
            lost = words("lost_people") if lemma == "lose" else frozenset()
            return (
                "killed"
                if any(c.lower_ in ("life", "lives") or c.lower_ in lost for c in children(token, "obj"))
                else None
            )
        return None
    if lower in words("dead_words") or lemma in words("dead_nouns") or lemma in words("toll_nouns"):
        if lemma in words("toll_nouns") and not _is_death_toll(token):
            return None
        return "killed"
    return "injured" if lower in words("injured_words") or lemma in words("injured_nouns") else None


def _is_death_toll(token: Token) -> bool:
    return token.lemma_ == "toll" or any(c.lower_ in ("death", "body") for c in children(token, "compound"))


def _told(token: Token) -> Amount | None:
    """The number where the grammar of a harm word puts its victims."""
    lemma = token.lemma_.lower()
    if (
        token.pos_ in ("VERB", "AUX", "ADJ")
        and lemma in words("life_verbs")
        and token.lower_ not in words("dead_words")
    ):
        return _of_lives(token)
    if lemma in words("toll_nouns"):
        return _of_toll(token)
    victims = _victims(token)
    if victims is None:
        return None
    weak = lemma in words("weak_verbs")
    return add(_number_of(victims, weak=weak), _listed_on(token, victims))


def _listed_on(verb: Token, victims: Token) -> Amount | None:
    """Those that a list goes on with, taken by a parser for another subject: "killed the mayor, two men and a boy"."""
    if victims.i < verb.i:
        return None
    further = [
        c for c in children(verb, "nsubj") if c.i > victims.i and "," in (c.left_edge.text, c.left_edge.nbor(-1).text)
    ]
    return _number_of(further[0]) if further else None


def _victims(token: Token) -> Token | None:
    """The noun for those whom a harm word harms."""
    label, lower = universal(token), token.lower_
    if lower in words("dead_words") or (lower in words("injured_words") and token.pos_ != "VERB"):
        return _in_state(token)
    if token.pos_ in ("NOUN", "PROPN"):
        inner = obliques(token, "of")
        return token if _number_at(token) else (inner[0] if inner else None)
    lemma = token.lemma_.lower()
    if lemma in words("die_verbs") and not (lemma in words("kill_verbs") and children(token, "obj")):
        return _subject(token) or (_modified(token) if label == "acl" else None)
    if is_passive(token) or any(c.dep_ == "nsubj:pass" for c in token.children):
        return _subject(token) or (_modified(token) if label == "acl" else None)
    found = children(token, "obj")
    if found:
        return found[0]
    if label in ("conj", "xcomp") and token.head.pos_ in ("VERB", "AUX", "ADJ") and _is_elliptic(token):
        return _subject(token)
    return None


def _modified(participle: Token) -> Token:
    """The noun that a participle tells of: a whole list where its first member is counted ("95 civilians and 20 soldiers killed")."""
    first = first_conjunct(participle.head)
    return first if _number_at(first) is not None else participle.head


def _is_elliptic(token: Token) -> bool:
    """Whether a participle goes on a passive ("were killed and more than 400 wounded")."""
    return any(universal(c) in ("nsubj", "nummod") for c in token.children)


def _subject(token: Token) -> Token | None:
    """The subject of a predicate, its own or the one shared with the predicate it is coordinated with."""
    own = children(token, "nsubj")
    if own:
        return _antecedent(own[0], token)
    if universal(token) == "conj" and token.head.pos_ in ("VERB", "AUX", "ADJ"):
        return _subject(token.head)
    if universal(token) == "xcomp" and is_passive(token) and token.head.pos_ == "VERB":
        # "some 500 are said to have been killed"
        return _subject(token.head)
    return None


def _antecedent(noun: Token, verb: Token) -> Token:
    """For "who" and "which", the noun that the relative clause modifies."""
    if noun.lower_ in ("who", "which", "that", "whom") and verb.dep_ == "acl:relcl":
        return verb.head
    return noun


def _in_state(token: Token) -> Token | None:
    """Who is dead or wounded: a number on the word itself, the noun it stands with, or what a verb left so."""
    if _number_at(token) is not None:
        return token
    own = children(token, "nsubj")
    if own:
        return own[0]
    head = token.head
    if universal(token) in ("amod", "acl", "appos") and head.pos_ in ("NOUN", "PROPN", "NUM"):
        return head
    if head.pos_ in ("VERB", "AUX") and universal(token) in ("xcomp", "obj", "advmod", "compound", "conj", "obl"):
        # "left 12 people dead", "shot dead two men", "three men were shot dead".
        objects = [o for o in children(head, "obj") if o.i != token.i]
        if objects:
            return objects[0]
        if is_passive(head):
            return _subject(head) or (_modified(head) if universal(head) == "acl" else None)
        return token if universal(token) == "obj" else None
    if universal(token) == "conj":
        return None
    inner = obliques(token, "of")
    return inner[0] if inner else None


def _of_lives(verb: Token) -> Amount | None:
    """The number in "claimed 12 lives", "claimed the lives of 12 people", "three agents lost their lives"."""
    lives = next((c for c in children(verb, "obj") if c.lower_ in ("life", "lives")), None)
    if lives is None:
        return next((own.amount for c in children(verb, "obj") if (own := _number_at(c))), None)
    if verb.lemma_.lower() == "lose":
        subject = _subject(verb)
        return _number_of(subject) if subject is not None else None
    own = _number_at(lives)
    if own is not None:
        return own.amount
    inner = obliques(lives, "of") or children(lives, "nmod")
    return _number_of(inner[0]) if inner else None


def _of_toll(toll: Token) -> Amount | None:
    """The number in "death toll of 30", "the toll rose to 30", "put the toll at 21", "tolls exceeded 100"."""
    known = amounts(toll.doc)
    near = [*toll.children, *(toll.head.children if universal(toll) in ("nsubj", "obj", "obl") else ())]
    reach = {
        t.i
        for c in near
        for t in (c, *c.children)
        if universal(c) in ("obl", "nmod", "obj", "nummod", "xcomp", "appos")
    }
    told = [known[i] for i in sorted(reach) if i in known]
    return told[0].amount if told else None


def _number_of(noun: Token, *, weak: bool = False) -> Amount | None:
    """How many a noun and all that is coordinated with it are; a single person is one, a bare plural is unknown."""
    if noun.lower_ in _NOBODY and _is_none(noun):
        return None
    total: Amount | None = None
    counted: set[AmountMention] = set()
    for part in _parts(noun):
        own = _number_at(part)
        if own is not None:
            total = total if own in counted else add(total, own.amount)
            counted.add(own)
        elif _is_single(part) and (not weak or _is_person(part)):
            total = add(total, ONE)
        elif total is not None and part.tag_ in ("NNS", "NNPS", ""):
            # "five soldiers and civilians": at least the five.
            total = Amount(low=total.low, high=None)
    return total


def _is_person(noun: Token) -> bool:
    return (
        noun.pos_ == "PRON"
        or noun.ent_type_ == "PERSON"
        or bool(nouns().classes.get(noun.lemma_.lower(), frozenset()) & _PERSONAL)
    )


def _is_none(noun: Token) -> bool:
    return noun.lower_ != "one" or any(c.lower_ == "no" for c in noun.children)


def _parts(noun: Token) -> Iterable[Token]:
    yield noun
    for c in (*noun.children, *_hung_too_low(noun)):
        if universal(c) == "conj" and any(
            _harm(noun.doc[i]) or noun.doc[i].lower_ == "not" for i in range(noun.i + 1, c.i)
        ):
            return
        if universal(c) == "conj" and c.pos_ in ("NOUN", "PROPN", "NUM", "PRON", "ADJ"):
            yield from _parts(c)


def _hung_too_low(noun: Token) -> list[Token]:
    """The member of "four soldiers of the corps and a member of the levies", which a parser hangs on the corps."""
    if _number_at(noun) is None:
        return []
    bodies = [o for o in obliques(noun, "of") if o.text[:1].isupper()]
    listed = [c for o in bodies for c in children(o, "conj") if c.pos_ == "NOUN"]
    return [c for c in listed if _is_person(c) and any(g.lower_ in _SINGLE or g.pos_ == "NUM" for g in c.children)]


def _number_at(noun: Token) -> AmountMention | None:
    """The number that a noun carries, or is ("twelve", "dozens of people", "at least 12 soldiers")."""
    known = amounts(noun.doc)
    if noun.i in known:
        return known[noun.i]
    for c in noun.children:
        if c.i < noun.i and universal(c) in ("nummod", "det", "amod", "advmod", "compound", "nmod") and c.i in known:
            return known[c.i]
    if (before := _partitive(noun, known)) is not None:
        return before
    # "a dozen people" with "dozen" as head, or a number under "hundreds" in "hundreds of Taliban".
    if universal(noun) == "nmod" and noun.head.i in known and any(c.lower_ == "of" for c in noun.children):
        return known[noun.head.i]
    return None


def _partitive(noun: Token, known: dict[int, AmountMention]) -> AmountMention | None:
    """The number before "of" before a noun ("two of his bodyguards"), whatever the tree makes of it."""
    i = noun.i - 1
    while i > 0 and noun.doc[i].pos_ in ("DET", "PRON", "ADJ") and noun.i - i < 4:
        i -= 1
    return known.get(i - 1) if i > 0 and noun.doc[i].lower_ == "of" else None


def _is_single(noun: Token) -> bool:
    """Whether a noun phrase stands for one person."""
    if noun.pos_ == "PROPN":
        return noun.ent_type_ in ("PERSON", "") and noun.tag_ != "NNPS"
    if noun.pos_ in ("PRON", "NUM", "DET"):
        return noun.lower_ in ("he", "she", "him", "her", "one", "himself", "herself", "me", "i")
    if noun.pos_ != "NOUN" or noun.lower_ in _PEOPLE_QUANTITY:
        return False
    plural = noun.tag_ == "NNS" if noun.tag_ else noun.lower_ != noun.lemma_.lower()
    determiners = {c.lower_ for c in noun.children if universal(c) in ("det", "nummod")}
    if plural or determiners & {"no", "any", "every", "each", "all"} or noun.lower_ in _COLLECTIVE:
        return False
    return (
        bool(determiners & _SINGLE)
        or bool(determiners & {"the", "this", "that"})
        or any(c.dep_ == "nmod:poss" or universal(c) == "appos" for c in noun.children)
    )


_COLLECTIVE = frozenset(
    [
        "people",
        "police",
        "family",
        "crowd",
        "staff",
        "personnel",
        "population",
        "majority",
        "group",
        "team",
        "unit",
        "convoy",
        "patrol",
        "army",
        "military",
        "militia",
        "crew",
        "civilian-population",
        "village",
        "community",
        "rest",
        "lot",
        "number",
        "dead",
        "wounded",
        "injured",
        "youth",
        "cattle",
    ]
)


def _beside(token: Token) -> Amount | None:
    """The number that stands right beside a harm word, where the tree gives none."""
    known, _doc = amounts(token.doc), token.doc
    sentence = token.sent
    if token.pos_ in ("VERB", "AUX") and not is_passive(token):
        for i in range(token.i + 1, min(token.i + 3, sentence.end)):
            if i in known:
                return known[i].amount
    return _list_before(token, sentence.start)


def _list_before(token: Token, start: int) -> Amount | None:
    """The number, or the sum of a list with "and", that leads up to a harm word ("95 civilians, and hundreds of Taliban killed")."""
    known, doc = amounts(token.doc), token.doc
    found: list[AmountMention] = []
    joined = False
    for i in range(token.i - 1, max(token.i - 24, start - 1), -1):
        word = doc[i]
        if i in known:
            if known[i] not in found:
                if found and not joined:
                    break
                found.append(known[i])
        elif word.lower_ == "and" and found:
            joined = True
        elif found and word.pos_ == "NOUN" and (entries(word) or word.lemma_.lower() in words("event_measures")):
            break  # "262 attacks and 419 dead"
        elif (
            not (word.text == "," and found)
            and ((word.pos_ not in ("NOUN", "PROPN", "ADJ", "AUX", "NUM") and word.lower_ != "of") or _harm(word))
        ) or (not found and token.i - i > 5):
            break
    total: Amount | None = None
    for a in found:
        total = add(total, a.amount)
    return total
