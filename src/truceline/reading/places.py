"""Where: places that the text says the event took place in, with their countries."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from truceline.claim import Event, Place
from truceline.gazetteer import country_named, country_of_adjective, place_country
from truceline.reading.lexicon import data
from truceline.reading.parties import Parties, char_span, trim_name
from truceline.reading.syntax import RELATIVE, ancestors, case, children, conjuncts, is_root, noun_phrase, universal

SPEECH = frozenset((Event.REQUEST, Event.ACCUSE, Event.REJECT, Event.THREATEN, Event.AGREE, Event.CONCEDE))
"""What is done by speaking is done where the speaker is, not where those are to whom it is said."""
FROM_AFAR = SPEECH | {Event.AID, Event.COOPERATE, Event.SANCTION, Event.SUPPORT}
"""Where whom it is done to is need not be where it is done."""
PLACES = ("GPE", "LOC", "FAC")
_BARE = frozenset(("the", "a", "an", "his", "her", "its", "their", "our", "my", "this", "that", "these", "those"))
_AMOUNT = frozenset(("least", "most", "more", "than", "about", "nearly", "almost"))
_WHEN = ("after", "before", "since", "following", "until")
"""What stands behind these happened at another time, and may have happened elsewhere."""
_AT = ("in", "at", "near", "off", "around", "outside")
_DEEPEST = 5


@cache
def words(kind: str) -> frozenset[str]:
    """A word class of data/placewords.yaml."""
    return frozenset(data("placewords.yaml")[kind])


@cache
def place_nouns() -> frozenset[str]:
    """Nouns that are places, with a name or without."""
    return words("kinds") | words("sites")


@dataclass(frozen=True)
class Spot:
    """A place in the text: tokens [low, high) that name or describe it."""

    low: int
    high: int
    named: bool


def places_of(
    parties: Parties, trigger: Token, anchor: Token, also: tuple[Token, ...], hints: Sequence[str], event: Event
) -> tuple[Place, ...]:
    """Places that the words of an event stand with, outermost words first; none where the text tells none."""
    spoken, near = event in SPEECH, event not in FROM_AFAR
    heads = dict.fromkeys((trigger, anchor, *also, *_carriers(trigger)))
    spots = [s for head in heads for s in _around(parties, head, objects=near, targets=not spoken)]
    spots += [s for head in heads for x in children(head, "xcomp") for s in _around(parties, x)]
    if not spots:
        second = (c for head in heads for c in children(head, "conj") if c.pos_ == "VERB" and not children(c, "nsubj"))
        spots = [s for c in second for s in _around(parties, c, objects=near, targets=not spoken)]
    if not spots and (antecedent := _relative_place(anchor)) is not None:
        spots = _spots(parties, antecedent) or _around(parties, antecedent, objects=False)
    if not spots and not spoken:
        spots = _of_main_clause(parties, anchor)
    if not spoken and not any(s.named for s in spots):
        spots = [s for head in heads for s in _of_doer(parties, head) if s.named] or spots
    found: list[Place] = []
    for spot in [s for s in spots if s.named] or spots[:1]:
        place = _place(parties, spot, hints)
        if place is not None and all(place.name != p.name for p in found):
            found.append(place)
    return tuple(found)


def _carriers(trigger: Token) -> Iterator[Token]:
    """The verb of which an event noun is subject or object ("negotiations reopened in Caracas")."""
    if trigger.pos_ in ("NOUN", "PROPN") and universal(trigger) in ("nsubj", "obj") and not is_root(trigger):
        yield trigger.head


def _of_doer(parties: Parties, verb: Token) -> list[Spot]:
    """The place told with those who act ("crowds in the capital, Doln, stoned the embassy")."""
    doers = [c for c in children(verb, "nsubj") if c.dep_ == "nsubj" and c.pos_ == "NOUN"]
    where = [c for doer in doers for c in children(doer, "nmod") if case(c) in _AT]
    return [s for c in where for s in _spots(parties, c)]


def _of_main_clause(parties: Parties, verb: Token) -> list[Spot]:
    """The places of the clause that a participle or a second verb goes on with ("..., killing five and wounding two")."""
    for _ in range(2):
        bare = verb.tag_ == "VBG" and not children(verb, "mark")
        if is_root(verb) or not (universal(verb) == "conj" or (universal(verb) in ("advcl", "acl") and bare)):
            return []
        verb = verb.head
        if spots := _around(parties, verb, objects=False):
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
                spots += _spots(parties, c, itself=targets and _is_target(c))
        elif label == "obj" or c.dep_ == "nsubj:pass":
            own = targets and head.lemma_.lower() in words("of_places")
            taken += _spots(parties, c, itself=own) if objects or own else []
        elif label in ("compound", "amod") and c.pos_ == "PROPN" and head.lemma_.lower() not in words("named_after"):
            spots += _spots(parties, c) if c.ent_type_ in PLACES and place_country(c.text) else []
        elif label == "acl" and head.pos_ == "NOUN" and (c.dep_ != "acl:relcl" or c.lemma_.lower() in words("holding")):
            spots += _around(parties, c, objects=False) if c.tag_ in ("VBN", "VBD") else []
        elif label == "advmod" or c.dep_ == "compound:prt" or (c.lower_ == "there" and c.i > head.i):
            spots += _adverb(parties, c)
        elif label == "nsubj" and head.i > 0 and head.doc[head.i - 1].lower_ == "under":
            spots += _spots(parties, c)  # "the barracks at Nhowe were under attack"
    return spots + taken


def _is_target(noun: Token) -> bool:
    """Whether what an event is aimed at is a place by name ("the shelling of Pavalam island")."""
    named = noun.ent_type_ in PLACES or (noun.pos_ == "PROPN" and not {noun.lower_, noun.lemma_.lower()}.isdisjoint(place_nouns()))
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
    own = _name_at(parties, noun) if itself else None
    if own is not None:
        within = [c for c in children(noun, "nmod", "obl") if case(c) == "in" and noun.doc[own.high - 1].pos_ == "PROPN"]
        return [own, *(s for c in within for s in _spots(parties, c, depth=depth + 1) if s.named)]
    if noun.ent_type_ in ("DATE", "TIME") and case(noun) != "at":
        return []
    sort = {noun.lower_, noun.lemma_.lower()}
    is_place = not sort.isdisjoint(place_nouns())
    inner: list[Spot] = []
    for c in noun.children:
        label, preposition = universal(c), case(c)
        if label in ("nmod", "obl") and (
            preposition in words("static")
            or (preposition in ("of", "for") and (is_place or sort & words("parts")) and not sort & words("abroad"))
            or (preposition == "against" and not itself)
        ):
            inner += [s for part in conjuncts(c) for s in _spots(parties, part, depth=depth + 1)]
        elif label == "appos" and (is_place or (noun.pos_ == "NUM" and case(noun) in words("static"))):
            inner += _spots(parties, c, depth=depth + 1)
        elif label == "advmod":
            inner += _adverb(parties, c)
        elif label == "acl" and c.tag_ == "VBG" and not itself:
            inner += _around(parties, c)
    if inner:
        return [s for s in inner if s.named] or inner
    if itself and not sort.isdisjoint(words("kinds")) and (name := _name_behind_of(noun)) is not None:
        return [name]
    if itself and noun.pos_ == "NOUN" and sort & words("sites"):
        return [_named_before(parties, noun) or _description(noun)]
    return []


def _name_at(parties: Parties, noun: Token) -> Spot | None:
    """The proper name that a noun is, or that its kind stands with ("Khairpat province")."""
    ent = parties.ent_of(noun)
    if noun.pos_ == "PROPN":
        if ent is not None and ent.label_ in PLACES:
            return Spot(ent.start, _over_hyphens(noun, ent.end), True)
        low, high = _capitals(noun)
        if (country_named(noun.doc[low:high].text)) is not None:
            return Spot(low, high, True)
        named_kind = case(noun) == "of" and noun.head.lemma_.lower() in words("kinds")
        named_kind = named_kind or (universal(noun) == "appos" and noun.head.pos_ == "NUM")
        named_kind = named_kind or (high - low > 1 and noun.lower_ in words("kinds"))
        plainly = named_kind or (case(noun) in _AT and noun.doc[low - 1].lower_ == case(noun))
        return Spot(low, high, True) if plainly and noun.ent_type_ not in ("DATE", "TIME", "NORP") else None
    if noun.lemma_.lower() not in place_nouns():
        return None
    parts = [c for c in _named_by(noun) if c.text[:1].isupper() and country_of_adjective(c.text) is None]
    if not parts or (parts[-1].ent_type_ in ("ORG", "PERSON") and noun.lemma_.lower() not in words("kinds")):
        return None
    inside = parties.ent_of(parts[-1])
    low, high = _capitals(parts[-1])
    if inside is not None and inside.label_ in PLACES:
        low, high = inside.start, inside.end - (inside.end - 1 == noun.i)
    return Spot(min(low, _start_of_name(parts)), high, True)


def _named_by(noun: Token) -> list[Token]:
    """The words that may name a place of a noun's kind: its own, else the name right beside it ("Serai town", "the river Onga")."""
    doc, i = noun.doc, noun.i
    # "the Orvenian capital" is the capital of those, not of that name.
    labels = ("flat", "appos") if noun.lemma_.lower() == "capital" else ("compound", "flat", "appos")
    parts = [c for c in children(noun, *labels) if c.pos_ == "PROPN"]
    if not parts and i > 0 and doc[i - 1].pos_ == "PROPN" and doc[i - 1].head == noun.head and "capital" not in noun.lower_:
        parts = [doc[i - 1]] if universal(doc[i - 1]) == universal(noun) else []
    if not parts and i + 1 < len(doc) and doc[i + 1].head == noun and doc[i + 1].ent_type_ in PLACES:
        parts = [doc[i + 1]]
    return parts


def _start_of_name(parts: Sequence[Token]) -> int:
    """Where a name of several words begins ("Imam Sahib", "Nahr-e Saraj"): words side by side, hyphens between them."""
    own = {t.i for part in parts for t in part.subtree if t.pos_ == "PROPN" or t.text == "-"}
    low = parts[-1].i
    while low - 1 in own:
        low -= 1
    return low


def _name_behind_of(noun: Token) -> Spot | None:
    """The name right behind "the settlement of", where the tree hangs it on another word."""
    doc, low = noun.doc, noun.i + 2
    if low >= len(doc) or doc[low - 1].lower_ != "of" or doc[low].pos_ != "PROPN":
        return None
    return Spot(low, _over_hyphens(doc[low], low + 1), True)


def _over_hyphens(noun: Token, high: int) -> int:
    """The end of a name that goes on over hyphens ("Nahr-e Saraj")."""
    doc = noun.doc
    while high < len(doc) and (doc[high].text == "-" or doc[high - 1].text == "-") and not doc[high - 1].whitespace_:
        high += 1
    while (
        "-" in doc[noun.i : high].text
        and high < len(doc)
        and doc[high].pos_ == "PROPN"
        and doc[high].head.i >= noun.i
        and doc[high].text[:1].isupper()
    ):
        high += 1
    return high


def _capitals(noun: Token) -> tuple[int, int]:
    """The capitalised words that make up the name whose head a noun is."""
    low, high = noun.i, noun.i + 1
    for c in noun.children:
        if universal(c) in ("compound", "flat", "amod", "nummod") and c.text[:1].isupper():
            low, high = min(low, c.i), max(high, c.i + 1)
    return low, high


def _named_before(parties: Parties, noun: Token) -> Spot | None:
    """The name of "the province" where an earlier sentence names one of that kind ("Khairpat province")."""
    if not any(c.lower_ == "the" for c in children(noun, "det")) or noun.lemma_.lower() not in words("kinds"):
        return None
    for earlier in reversed(noun.doc[: noun.i]):
        if earlier.lemma_ == noun.lemma_ and earlier.pos_ == "NOUN":
            of = [c for c in children(earlier, "nmod") if case(c) == "of"]
            named = [s for t in (earlier, *of) if (s := _name_at(parties, t)) is not None]
            if named:
                return named[0]
    return None


def _description(noun: Token) -> Spot:
    """A place without a name, by its words without article, owner and what comes after it."""
    low, high = noun_phrase(noun)[0], noun.i + 1
    while low < noun.i and _adds_nothing(noun.doc[low]):
        low += 1
    return Spot(low, high, False)


def _adds_nothing(word: Token) -> bool:
    """Whether a word before a place tells nothing of which one it is ("his", "near", "at least")."""
    return word.lower_ in _BARE or word.lower_ in _AMOUNT or word.pos_ in ("ADP", "DET", "PRON")


def _relative_place(verb: Token) -> Token | None:
    """The place that a relative clause tells more of ("in Sweden, where the parties agreed", "the town from which they left")."""
    for node in (verb, *ancestors(verb)):
        if node.dep_ == "acl:relcl":
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


def _place(parties: Parties, spot: Spot, hints: Sequence[str]) -> Place | None:
    doc, low, high = parties.doc, spot.low, spot.high
    while low < high - 1 and doc[low].lower_ in _BARE:
        low += 1
    span = char_span(doc, low, high)
    name = trim_name(doc[low:high].text)
    if not name:
        return None
    country = country_named(name) if spot.named else None
    return Place(
        name=name,
        span=span,
        country=country.iso2 if country else place_country(name, hints) if spot.named else None,
    )
