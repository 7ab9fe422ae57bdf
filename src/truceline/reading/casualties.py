"""How many were killed and injured in an event, and how many events one claim tells, as its own words say.

Words of harm are looked for in the claim's clause; who was harmed stands where the grammar of the word puts it (object, passive
subject, complement), and is counted over coordination ("three soldiers and two rebels": 5). Where the tree gives no number, the
number right beside the word does. Word lists: data/casualties.yaml.
"""

from __future__ import annotations

from collections.abc import Collection

from truceline.claim import Amount
from truceline.language.document import Document, Token
from truceline.reading.entries import entries
from truceline.reading.harm import harm, words
from truceline.reading.harmed import harmed_by, who_is_harmed
from truceline.reading.headcount import amounts, is_person, number_at, number_of
from truceline.reading.numbers import AmountMention, add
from truceline.reading.syntax import children, is_passive, negated, obliques, universal


def casualties(
    doc: Document, trigger_token: int, clause_token_indices: Collection[int]
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


def _at_other_times(doc: Document, trigger: int, clause: Collection[int]) -> set[int]:
    """Tokens of clauses that tell of something earlier or later ("hours after rebels had killed 14 soldiers")."""
    apart: set[int] = set()
    for i in clause:
        token = doc[i]
        if universal(token) == "advcl" and any(c.lower_ in ("after", "before", "since") for c in token.children):
            inside = {t.i for t in token.subtree}
            apart |= inside if trigger not in inside else set()
    return apart


def _outcome(doc: Document, indices: list[int]) -> tuple[Amount | None, Amount | None]:
    """The first numbers of killed and of injured that the harm words among some tokens tell."""
    found: dict[str, Amount | None] = {"killed": None, "injured": None}
    harms = [t for i in indices if harm(t := doc[i])]
    # "killed five and wounded 110": the second verb may stand outside the clause that was cut out.
    harms += [t for h in harms for t in h.subtree if universal(t) == "conj" and t not in harms and harm(t)]
    for token in harms:
        kind = harm(token)
        if kind is not None and found[kind] is None and not negated(token) and not _spares_people(token):
            found[kind] = _told(token) or (None if _falls(token) else _beside(token))
    return found["killed"], found["injured"]


def _falls(verb: Token) -> bool:
    """ "Violence fell from 41 incidents to 12": a verb of dying said of no person, beside a number of something else."""
    if verb.lemma_.lower() not in words("die_verbs") & words("weak_verbs") or children(verb, "obj"):
        return False
    who = who_is_harmed(verb)
    return who is None or not (is_person(who) or number_at(who))


def _spares_people(token: Token) -> bool:
    """Whether a harm word is used of things ("burned forty houses", "executed a plan")."""
    return any(
        c.lemma_.lower() in words("not_people")
        for c in children(token, "obj") or children(token, "nsubj")
        if token.pos_ == "VERB"
    )


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
    victims = harmed_by(token)
    if victims is None:
        return None
    weak = lemma in words("weak_verbs")
    return add(number_of(victims, weak=weak), _listed_on(token, victims))


def _listed_on(verb: Token, victims: Token) -> Amount | None:
    """Those that a list goes on with, taken by a parser for another subject: "killed the mayor, two men and a boy"."""
    if victims.i < verb.i:
        return None
    further = [
        c for c in children(verb, "nsubj") if c.i > victims.i and "," in (c.left_edge.text, c.left_edge.nbor(-1).text)
    ]
    return number_of(further[0]) if further else None


def _of_lives(verb: Token) -> Amount | None:
    """The number in "claimed 12 lives", "claimed the lives of 12 people", "three agents lost their lives"."""
    lives = next((c for c in children(verb, "obj") if c.lower_ in ("life", "lives")), None)
    if lives is None:
        return next((own.amount for c in children(verb, "obj") if (own := number_at(c))), None)
    if verb.lemma_.lower() == "lose":
        subject = who_is_harmed(verb)
        return number_of(subject) if subject is not None else None
    own = number_at(lives)
    if own is not None:
        return own.amount
    inner = obliques(lives, "of") or children(lives, "nmod")
    return number_of(inner[0]) if inner else None


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
            and ((word.pos_ not in ("NOUN", "PROPN", "ADJ", "AUX", "NUM") and word.lower_ != "of") or harm(word))
        ) or (not found and token.i - i > 5):
            break
    total: Amount | None = None
    for a in found:
        total = add(total, a.amount)
    return total
