"""Where: places that the text says the event took place in, with their countries."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from truceline.claim import Event, Place
from truceline.gazetteer import country_named, country_of_adjective, place_country
from truceline.language.document import Token
from truceline.reading.parties import Parties
from truceline.reading.place_names import (
    AT,
    PLACES,
    Spot,
    description,
    is_taken,
    name_at,
    name_behind_of,
    named_before,
    place_nouns,
    words,
)
from truceline.reading.place_record import place_at
from truceline.reading.syntax import RELATIVE, ancestors, case, children, conjuncts, is_root, universal

SPEECH = frozenset((Event.REQUEST, Event.ACCUSE, Event.REJECT, Event.THREATEN, Event.AGREE, Event.CONCEDE))
"""What is done by speaking is done where the speaker is, not where those are to whom it is said."""
FROM_AFAR = SPEECH - {Event.CONCEDE} | {Event.AID, Event.COOPERATE, Event.SANCTION, Event.SUPPORT}
"""Where whom it is done to is need not be where it is done; what is given up ("hand back the airport at X") is there."""
_WHEN = ("after", "before", "since", "following", "until")
"""What stands behind these happened at another time, and may have happened elsewhere."""
_DEEPEST = 5


def places_of(
    parties: Parties, trigger: Token, anchor: Token, also: tuple[Token, ...], hints: Sequence[str], event: Event
) -> tuple[Place, ...]:
    """Places that the words of an event stand with, outermost words first; none where the text tells none."""
    spoken, near, aimed = (
        event in SPEECH,
        event not in FROM_AFAR - {Event.CONCEDE},
        event not in SPEECH | {Event.CONSULT},
    )
    heads = dict.fromkeys((trigger, anchor, *also, *_carriers(trigger)))
    spots = [s for head in heads for s in _around(parties, head, objects=near, targets=aimed)]
    spots += [s for head in heads for x in children(head, "xcomp") for s in _around(parties, x)]
    if not spots:
        second = (
            c
            for head in heads
            for c in children(head, "conj")
            if c.pos_ in ("VERB", "ADJ") and not children(c, "nsubj")
        )
        second = (c for c in second if not children(c.head, "obj", "obl"))
        spots = [s for c in second for s in _around(parties, c, objects=near, targets=aimed)]
    if not spots and (antecedent := _relative_place(anchor)) is not None:
        spots = _spots(parties, antecedent) or _around(parties, antecedent, objects=False)
    if not spots and not spoken:
        spots = _of_main_clause(parties, anchor)
    if spoken:
        spots = [s for s in spots if not (s.named and _is_addressed(parties.doc[s.high - 1]))]
        spots = spots or [s for head in heads for s in _of_speaker(parties, head)]
    if not spots and event in (Event.ASSAULT, Event.COERCE):
        during = (c for head in heads for c in children(head, "advcl", "conj") if _same_time(c) or _is_kept_from(c))
        spots = [s for c in during for s in _around(parties, c) if s.named]
    if not spoken and not any(s.named for s in spots):
        by_doer = [s for head in heads for s in _of_doer(parties, head)]
        spots = [s for s in by_doer if s.named] or spots or by_doer
    found: list[Place] = []
    for spot in [s for s in spots if s.named] or spots[:1]:
        place = place_at(parties, spot, hints)
        if place is not None and all(place.name != p.name for p in found):
            found.append(place)
    return tuple(found)


def _carriers(trigger: Token) -> Iterator[Token]:
    """The verb of which an event noun is subject or object, or in which it is told ("negotiations reopened in Caracas",
    "struck a deal in Oslo at talks between ...")."""
    if trigger.pos_ not in ("NOUN", "PROPN") or is_root(trigger):
        return
    if universal(trigger) in ("nsubj", "obj") or (universal(trigger) == "obl" and case(trigger) in ("at", "in")):
        yield trigger.head


def _same_time(clause: Token) -> bool:
    """Whether a clause tells what went on there and then ("killed when jets bombed the village of Tessit")."""
    return any(m.lower_ in ("when", "while") for m in children(clause, "mark", "advmod") if m.i < clause.i)


def _is_kept_from(clause: Token) -> bool:
    """ "barred him from entering Velin"."""
    return clause.tag_ == "VBG" and any(m.lower_ == "from" for m in children(clause, "mark"))


def _of_speaker(parties: Parties, verb: Token) -> list[Spot]:
    """Where those who speak are told to be ("speaking in Cairo, he urged ...", "leaders meeting in Oslo called on ...")."""
    doing = [a for c in children(verb, "nsubj") for a in children(c, "acl")] + children(verb, "advcl")
    there = (a for a in doing if a.lemma_.lower() in words("gathering") and (a.tag_ == "VBG" or _same_time(a)))
    return [s for a in there for s in _around(parties, a, objects=False) if s.named]


def _of_doer(parties: Parties, verb: Token) -> list[Spot]:
    """The place told with those who act ("crowds in Velin stoned the embassy")."""
    doers = [c for c in children(verb, "nsubj") if c.dep_ == "nsubj" and c.pos_ == "NOUN"]
    # "Signed by the government and the Front in Lisbon": hung on the last of them.
    doers += [part for c in verb.children if c.dep_ == "obl:agent" for part in conjuncts(c)]
    if (
        verb.dep_ == "acl:relcl"
        and verb.head.pos_ == "NOUN"
        and any(c.lower_ in ("who", "that") for c in children(verb, "nsubj"))
    ):
        doers.append(verb.head)
    where = [c for doer in doers for c in children(doer, "nmod") if case(c) in AT or _is_whose(c)]
    found = [s for c in where for s in _spots(parties, c)]
    if found:
        return found
    doing = [
        a for c in children(verb, "nsubj") for a in children(c, "acl") if a.tag_ == "VBG" and not children(a, "mark")
    ]
    return [s for a in doing for s in _around(parties, a) if s.named]


def _of_main_clause(parties: Parties, verb: Token) -> list[Spot]:
    """The places of the clause that a participle or a second verb goes on with ("..., killing five and wounding two")."""
    for _ in range(2):
        bare = verb.tag_ == "VBG" and not children(verb, "mark")
        if is_root(verb) or not (universal(verb) == "conj" or (universal(verb) in ("advcl", "acl") and bare)):
            return []
        second, verb = universal(verb) == "conj", verb.head
        if spots := _around(
            parties, verb, objects=False, targets=not second or verb.lemma_.lower() in words("arriving")
        ):
            return spots
    return []


def _around(parties: Parties, head: Token, *, objects: bool = True, targets: bool = True) -> list[Spot]:
    """The places that one event word governs; those of its objects last.

    `objects`: whom it was done to stands where it was done; `targets`: "on X" and "against X" may be places.
    """
    spots: list[Spot] = []
    taken: list[Spot] = []
    for c in head.children:
        label = universal(c)
        if label in ("obl", "nmod") and c.dep_ != "nmod:poss":
            if _locative(c, head):
                spots += [s for part in conjuncts(c) for s in _spots(parties, part)]
            elif case(c) not in _WHEN:
                spots += _spots(parties, c, itself=targets and _is_target(parties, c))
        elif label == "obj" or c.dep_ == "nsubj:pass":
            own = (objects or targets) and head.lemma_.lower() in words("of_places")
            harmed = conjuncts(c) if objects or own else []
            taken += [s for part in harmed for s in _spots(parties, part, itself=own)]
        elif label in ("compound", "amod") and c.pos_ == "PROPN" and head.lemma_.lower() not in words("named_after"):
            # "a U.S. drone strike" tells whose it was.
            known = c.ent_type_ in PLACES and place_country(c.text) and country_named(c.text) is None
            spots += _spots(parties, c) if known else []
        elif label == "acl" and head.pos_ == "NOUN" and (c.dep_ != "acl:relcl" or c.lemma_.lower() in words("holding")):
            spots += _around(parties, c, objects=False) if c.tag_ in ("VBN", "VBD") else []
        elif label == "conj" and c.pos_ == "PROPN" and case(c) in words("static"):
            spots += _spots(parties, c)  # "met in Doha, and then in Oslo"
        elif label == "advmod" or c.dep_ == "compound:prt" or (c.lower_ == "there" and c.i > head.i):
            spots += _adverb(parties, c)
        elif label == "nsubj" and head.i > 0 and head.doc[head.i - 1].lower_ == "under":
            spots += _spots(parties, c)  # "the barracks at Tessit were under attack"
    return spots + taken


def _is_whose(noun: Token) -> bool:
    """Whether a noun names the place that people or things are of ("the villagers of Tessit"), and no state."""
    return (
        case(noun) == "of"
        and not {noun.head.lower_, noun.head.lemma_.lower()}.isdisjoint(words("dwellers"))
        and (noun.ent_type_ in PLACES or noun.lemma_.lower() in place_nouns())
        and country_named(noun.text) is None
    )


def _is_addressed(name: Token) -> bool:
    """Whether a state is spoken to ("called on Ankara")."""
    return case(name) in ("on", "upon") and name.head.lemma_.lower() == "call"


def _is_target(parties: Parties, noun: Token) -> bool:
    """Whether what an event is aimed at is a place by name ("the shelling of Lissa island")."""
    named = (
        noun.ent_type_ in PLACES
        or (noun.pos_ == "PROPN" and is_taken(parties, noun))
        or (noun.pos_ == "PROPN" and not {noun.lower_, noun.lemma_.lower()}.isdisjoint(place_nouns()))
    )
    return named and case(noun) in ("on", "against", "of")


def _locative(noun: Token, head: Token) -> bool:
    """Whether a noun stands behind a preposition that tells where, or where to with a verb of moving."""
    preposition = case(noun)
    if not preposition and any(c.dep_ == "compound:prt" and c.lower_ == "of" for c in head.children):
        return True  # "pulled out of Kalemie" with both words hung on the verb
    if preposition in words("static"):
        return True
    return preposition in words("motion") and head.lemma_.lower() in words("motion_verbs")


def _adverb(parties: Parties, adverb: Token) -> list[Spot]:
    """ "north of Wadi Timmer", "out of Kalonge", and "there" for the place named last."""
    if adverb.lower_ == "there":
        before = [e for e in parties.ents if e.end <= adverb.i and e.label_ in PLACES]
        return [Spot(before[-1].start, before[-1].end, True)] if before else []
    return [s for c in children(adverb, "obl", "nmod") if case(c) in ("of", "from") for s in _spots(parties, c)]


def _spots(parties: Parties, noun: Token, *, itself: bool = True, depth: int = 0) -> list[Spot]:
    """The places that a noun phrase names, else the innermost that it describes; `itself`: the noun may be one."""
    if noun.lower_ in RELATIVE or depth > _DEEPEST:
        return []
    own = name_at(parties, noun) if itself else None
    if own is not None:
        within = [
            c for c in children(noun, "nmod", "obl") if case(c) == "in" and noun.doc[own.high - 1].pos_ == "PROPN"
        ]
        return [own, *(s for c in within for s in _spots(parties, c, depth=depth + 1) if s.named)]
    if noun.ent_type_ in ("DATE", "TIME") and case(noun) != "at":
        return []
    sort = {noun.lower_, noun.lemma_.lower()}
    is_place = not sort.isdisjoint(place_nouns())
    inner: list[Spot] = []
    for c in noun.children:
        label, preposition = universal(c), case(c)
        if label in ("nmod", "obl") and (
            (preposition in words("static") and (preposition != "from" or is_place or universal(noun) == "obj"))
            or (preposition in ("of", "for") and (is_place or sort & words("parts")) and not sort & words("abroad"))
            or (preposition == "against" and not itself)
            or _is_whose(c)
        ):
            inner += [s for part in conjuncts(c) for s in _spots(parties, part, depth=depth + 1)]
        elif label == "nmod" and preposition == "of":
            # "The offices of the commission in Velin"
            there = (g for g in children(c, "nmod") if case(g) in words("static"))
            inner += [s for g in there for s in _spots(parties, g, depth=depth + 1) if s.named]
        elif label == "appos" and (is_place or (noun.pos_ == "NUM" and case(noun) in words("static"))):
            inner += _spots(parties, c, depth=depth + 1)
        elif label == "advmod":
            inner += _adverb(parties, c)
        elif label == "acl" and c.tag_ == "VBG" and not itself:
            inner += _around(parties, c)
    if inner:
        return [s for s in inner if s.named] or inner
    if itself and not sort.isdisjoint(words("kinds")) and (name := name_behind_of(noun)) is not None:
        return [name]
    if noun.lower_ == "front" and case(noun) == "in" and not children(noun, "det", "amod"):
        return []  # "in front of everybody"
    adjectives = any(country_of_adjective(c.text) is not None for c in children(noun, "amod"))
    if itself and noun.pos_ == "NOUN" and (sort & words("sites") or (sort & words("lands") and adjectives)):
        return [named_before(parties, noun) or description(noun)]
    return []


def _relative_place(verb: Token) -> Token | None:
    """The place that a relative clause tells more of ("in Sweden, where the parties agreed", "the town from which they left")."""
    for node in (verb, *ancestors(verb)):
        if node.dep_ == "acl:relcl":
            taken = any(c.lower_ in RELATIVE for c in children(node, "obj"))
            if taken and node.lemma_.lower() in words("of_places") and node.head.lemma_.lower() in place_nouns():
                return node.head
            for word in node.subtree:
                if word.lower_ == "where" and word.i < node.i:
                    return node.head
                if word.lower_ == "which" and word.i < node.i and case(word) in ("in", "from", "at", "near"):
                    head = node.head.head if universal(node.head) == "appos" else node.head
                    return head if head.ent_type_ in PLACES else None
            return None
        for word in children(node, "advmod"):
            if word.lower_ == "where" and word.i > 1 and node.doc[word.i - 1].text == ",":
                return node.doc[word.i - 2]  # a long clause that the tree hangs elsewhere
        if universal(node) not in ("conj", "xcomp", "ccomp"):
            return None
    return None
