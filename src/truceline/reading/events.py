"""What happened: words that name an event, with its PLOVER type and mode.

Two voices are heard. The lexicon and its constructions name events and explain themselves; the model's event head
says for every word how likely it is a trigger, and of what type. Each candidate carries both; `reader` decides.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from truceline.claim import Event
from truceline.language import INSIGHT, Insight
from truceline.reading.lexicon import Entry, content_of, entries, is_light, is_suffering, phrase_of
from truceline.reading.syntax import case, children, conjuncts, first_conjunct, is_root, obliques, universal
from truceline.reading.telling import Telling

SEEN_ALONE = 0.5
"""Least probability with which the event head alone makes a candidate; the confidence model weighs it further."""

SPEECH = frozenset((Event.REQUEST, Event.REJECT, Event.THREATEN, Event.AGREE, Event.CONCEDE, Event.ACCUSE))
PEACE_NOUNS = frozenset(
    [
        "talk",
        "negotiation",
        "dialogue",
        "meeting",
        "summit",
        "ceasefire",
        "cease-fire",
        "truce",
        "agreement",
        "deal",
        "accord",
        "pact",
        "amnesty",
        "pardon",
    ]
)


@dataclass(frozen=True)
class Candidate:
    """A word that may name an event.

    `anchor` is the verb that carries it (the trigger itself, or a light verb); `strength` says how plainly the
    lexicon names it (0 not at all, 0.5 a common word, 1 plainly); `seen` is the event head's probability that the
    word is a trigger, `seen_type` that it is one of this type; None without a head.
    """

    trigger: Token
    anchor: Token
    event: Event
    mode: str | None
    strength: float
    by: str
    seen: float | None = None
    seen_type: float | None = None
    content: str | None = None
    claimed: bool = False


def find_events(doc: Doc, telling: Telling, skip: range | None = None) -> list[Candidate]:
    """Every candidate of a report in text order; tokens in `skip` (the dateline) are left out."""
    insight: Insight | None = doc.user_data.get(INSIGHT)
    found: dict[int, Candidate] = {}
    for token in doc:
        if token.is_space or (skip and token.i in skip):
            continue
        for candidate in _at(token, telling, insight):
            known = found.get(candidate.trigger.i)
            if known is None or candidate.strength > known.strength:
                found[candidate.trigger.i] = candidate
    return _without_contents(list(found.values()))


def _at(token: Token, telling: Telling, insight: Insight | None) -> list[Candidate]:
    if token.pos_ in ("VERB", "AUX") or (token.pos_ == "ADJ" and token.lower_ == "dead"):
        made = _verb(token, telling, insight)
    elif token.pos_ in ("NOUN", "PROPN"):
        made = _noun(token, insight)
    else:
        made = None
    if made is None:
        made = _seen_only(token, insight)
    return [_with_head(made, insight)] if made is not None else []


def _with_head(candidate: Candidate, insight: Insight | None) -> Candidate:
    """Add what the event head says, and let it choose where the lexicon's word is ambiguous."""
    if insight is None:
        return candidate
    row = insight.event[candidate.trigger.i]
    labels = insight.event_labels
    here = float(row[labels.index(candidate.event.value)])
    return replace(candidate, seen=float(1.0 - row[labels.index("O")]), seen_type=here)


def _seen_only(token: Token, insight: Insight | None) -> Candidate | None:
    """A trigger that only the event head knows."""
    if insight is None or token.pos_ not in ("VERB", "NOUN", "ADJ", "PROPN"):
        return None
    row = insight.event[token.i]
    best = int(row.argmax())
    label = insight.event_labels[best]
    if label == "O" or row[best] < SEEN_ALONE:
        return None
    if (
        token.i
        and token.nbor(-1).i >= 0
        and insight.event_labels[int(insight.event[token.i - 1].argmax())] == label
        and token.pos_ not in ("VERB", "NOUN")
    ):
        return None
    anchor = _carrier(token)[0] if token.pos_ == "NOUN" else token
    return Candidate(token, anchor, Event(label), None, 0.0, "event head")


# Verbs


def _verb(verb: Token, telling: Telling, insight: Insight | None) -> Candidate | None:
    if (
        verb.dep_ == "acl"
        and verb.lemma_.lower() in CONVENING
        and any(e.event in ("CONSULT", "SUPPORT", "CONCEDE") for e in entries(verb.head))
    ):
        return None
    if claimed := _responsibility(verb):
        return claimed
    if made := phrase_of(verb):
        phrase, obj = made
        trigger = obj if phrase.at_object else verb
        event, mode = Event(phrase.event), phrase.mode
        content = None
        if event is Event.REJECT and mode is None:
            mode = _reject_mode(obj)
        return Candidate(trigger, verb, event, mode, 1.0, f"{verb.lemma_} + {obj.lemma_}", content=content)
    listed = entries(verb)
    if not listed:
        return None
    entry = _choose(verb, listed, insight)
    event = Event(entry.event)
    candidate = Candidate(verb, verb, event, entry.mode, 0.5 if entry.weak else 1.0, f"lexicon: {verb.lemma_.lower()}")
    if event in SPEECH and event is not Event.ACCUSE:
        return _speech_act(candidate)
    if event is Event.CONSULT:
        return _consult(candidate)
    return candidate


CONVENING = frozenset(("mediate", "broker", "host", "facilitate", "convene", "chair", "sponsor", "lead", "hold"))


def _responsibility(verb: Token) -> Candidate | None:
    """ "claimed (denied) responsibility for the attack": the attack, on the claimer's word."""
    if verb.lemma_.lower() not in ("claim", "deny", "accept", "admit", "take"):
        return None
    for obj in children(verb, "obj"):
        if obj.lemma_.lower() in ("responsibility", "involvement"):
            inner = [
                o
                for o in [*obliques(obj, "for", "in"), *obliques(verb, "for", "in")]
                for e in entries(o)
                if e.event in ("ASSAULT", "COERCE", "PROTEST")
            ]
            if not inner and verb.dep_ == "acl:relcl" and any(e.event == "ASSAULT" for e in entries(verb.head)):
                inner = [verb.head]
            trigger = inner[0] if inner else verb
            mode = next((e.mode for e in entries(trigger) if e.event == "ASSAULT"), None) if inner else None
            return Candidate(
                trigger, verb, Event.ASSAULT, mode, 1.0, f"{verb.lemma_.lower()} responsibility", claimed=True
            )
    return None


def _choose(token: Token, listed: list[Entry], insight: Insight | None) -> Entry:
    """Among several types of one word, the one that the event head prefers, else the plainest."""
    if len(listed) > 1 and insight is not None:
        row = insight.event[token.i]
        if 1.0 - row[insight.event_labels.index("O")] > 0.3:
            return max(listed, key=lambda e: float(row[insight.event_labels.index(e.event)]))
    return min(listed, key=lambda e: e.weak)


def _speech_act(candidate: Candidate) -> Candidate | None:
    """Give a demand, refusal, promise or threat its mode by what it is about."""
    verb, event = candidate.trigger, candidate.event
    content = content_of(verb)
    has_clause = bool(children(verb, "xcomp", "ccomp"))
    if event is Event.REQUEST:
        mode = {"meet": "meet", "yield": "yield", "assist": "assist", "violence": None, None: None}.get(
            content, "change"
        )
        if content is None and has_clause:
            mode = "change"
        if not (has_clause or obliques(verb) or children(verb, "obj")):
            return None
        return replace(candidate, mode=mode, content=content)
    if event is Event.REJECT:
        return replace(
            candidate, mode=content if content in ("meet", "yield", "assist", "change") else None, content=content
        )
    if event is Event.THREATEN:
        return replace(
            candidate, mode=content if content in ("violence", "restrict", "relations") else None, content=content
        )
    if event is Event.AGREE:
        if verb.lemma_.lower() in ("vow", "promise", "pledge", "swear") and content == "violence":
            return replace(candidate, event=Event.THREATEN, mode="violence", content=content, strength=1.0)
        if verb.lemma_.lower() in ("promise", "pledge", "vow", "undertake", "commit") and content == "yield":
            return replace(candidate, event=Event.CONCEDE, content=content)
        return replace(candidate, content=content)
    if event is Event.CONCEDE and verb.lemma_.lower() == "offer":
        if content in ("meet", "assist"):
            return replace(candidate, event=Event.AGREE, content=content, strength=1.0)
        return replace(candidate, content=content, strength=1.0 if content == "yield" else candidate.strength)
    return replace(candidate, content=content)


def _consult(candidate: Candidate) -> Candidate | None:
    """ "meet", "speak", "discuss": talks only between parties; a call or a visit by its words."""
    verb = candidate.trigger
    around = {c.lemma_.lower() for c in verb.children}
    mode = candidate.mode
    if around & {"phone", "telephone", "videoconference"}:
        return replace(candidate, mode="phone", strength=1.0)
    if any(p.lemma_.lower() in NO_TALKS or p.lower_ in ("us", "me") for p in obliques(verb, "to", "with")):
        return None
    return replace(candidate, mode=mode)


NO_TALKS = frozenset(
    [
        "reporter",
        "journalist",
        "press",
        "media",
        "newspaper",
        "radio",
        "television",
        "agency",
        "correspondent",
        "audience",
        "crowd",
        "parliament",
    ]
)


def _reject_mode(obj: Token) -> str | None:
    from truceline.reading.lexicon import lexicon

    kinds = lexicon().content
    for token in (obj, *(g for g in obj.subtree if universal(g) in ("nmod", "acl", "compound", "obj"))):
        kind = kinds.get(token.lower_) or kinds.get(token.lemma_.lower())
        if kind in ("meet", "yield", "assist", "change"):
            return kind
    return None


# Nouns


def _noun(noun: Token, insight: Insight | None) -> Candidate | None:
    listed = entries(noun)
    if not listed or _is_part_of_name(noun) or _is_modifier(noun):
        return None
    entry = _choose(noun, listed, insight)
    event, mode = Event(entry.event), entry.mode
    anchor, _ = _carrier(noun)
    strength = 0.5 if entry.weak and not (noun.lower_ == "war" and case(noun) == "at") else 1.0
    if (
        event is Event.CONSULT
        and mode is None
        and any(c.lemma_.lower() in ("phone", "telephone") for c in children(noun, "compound", "amod"))
    ):
        mode = "phone"
    if event is Event.REQUEST:
        return replace(_speech_noun(noun, anchor, event, strength), mode=_noun_mode(noun))
    return Candidate(noun, anchor, event, mode, strength, f"lexicon: {noun.lemma_.lower()}")


def _speech_noun(noun: Token, anchor: Token, event: Event, strength: float) -> Candidate:
    return Candidate(noun, anchor, event, None, strength, f"lexicon: {noun.lemma_.lower()}")


def _noun_mode(noun: Token) -> str | None:
    return _reject_mode(noun) or "change"


def _is_part_of_name(noun: Token) -> bool:
    """ "Liberation Front", "Ceasefire Monitoring Committee": the word belongs to a name, not to an event."""
    return noun.pos_ == "PROPN" or (
        noun.ent_type_ in ("ORG", "PERSON", "FAC", "GPE") and noun.text[:1].isupper() and not noun.is_sent_start
    )


def _is_modifier(noun: Token) -> bool:
    """ "attack helicopter", "peace talks": the head noun names the event, if any does."""
    return universal(noun) == "compound" and noun.head.pos_ in ("NOUN", "PROPN")


def _carrier(noun: Token) -> tuple[Token, str]:
    """The light verb that lends an event noun its subject, and how the noun hangs on it; else the noun itself."""
    node = first_conjunct(noun)
    if is_root(node):
        return noun, ""
    label, head = universal(node), node.head
    if (
        label == "nmod"
        and case(node) == "of"
        and head.lemma_.lower()
        in (
            "series",
            "round",
            "wave",
            "string",
            "spate",
            "number",
            "campaign",
            "kind",
            "cycle",
            "day",
            "week",
            "session",
            "act",
            "resumption",
            "start",
            "end",
        )
    ):
        return _carrier(head)
    if head.pos_ in ("VERB", "AUX") and label in ("obj", "obl", "nsubj", "xcomp"):
        if label == "obj" and (is_light(head) or is_suffering(head)):
            return head, "suffered" if is_suffering(head) else "object"
        if label == "nsubj" and "pass" in node.dep_ and is_light(head):
            return head, "passive subject"
        if (
            label == "obl"
            and case(node) == "with"
            and head.lemma_.lower() in ("answer", "respond", "retaliate", "reply", "react")
        ):
            return head, "object"
        if label == "obl" and (is_suffering(head) or is_light(head)) and case(node) in ("under", "in", "to", "into"):
            return head, "suffered" if is_suffering(head) else "object"
    return noun, ""


def carrier_relation(noun: Token) -> str:
    """How an event noun hangs on its light verb: "object", "passive subject", "suffered", or ""."""
    return _carrier(noun)[1]


# What a speech act is about is part of it, not an event of its own


def _without_contents(candidates: list[Candidate]) -> list[Candidate]:
    ordered = sorted(candidates, key=lambda c: c.trigger.i)
    hidden: set[int] = set()
    for c in ordered:
        if c.claimed and c.anchor.i != c.trigger.i:
            hidden.add(c.anchor.i)
        if c.event in SPEECH and c.event is not Event.ACCUSE and c.trigger.pos_ in ("VERB", "NOUN"):
            hidden |= _complement(c.trigger)
        if c.anchor.i != c.trigger.i:
            hidden.add(c.anchor.i)
    return [c for c in ordered if c.trigger.i not in hidden or c.claimed]


def _complement(verb: Token) -> set[int]:
    """Tokens of what a speech act asks, refuses or promises, without clauses that tell more about its words."""
    out: set[int] = set()
    for c in verb.children:
        label = universal(c)
        if (
            label in ("xcomp", "ccomp")
            or (label in ("obj", "obl") and c.i > verb.i)
            or (label in ("acl", "nmod") and verb.pos_ == "NOUN")
        ):
            if label == "obl" and case(c) in (
                "in",
                "at",
                "after",
                "during",
                "amid",
                "following",
                "since",
                "as",
                "despite",
                "over",
            ):
                continue
            out |= _without_asides(c)
    return out


def _without_asides(token: Token) -> set[int]:
    out = {token.i}
    for c in token.children:
        if c.dep_ == "acl:relcl" or (universal(c) in ("advcl", "parataxis", "appos")):
            continue
        if universal(c) == "obl" and case(c) in ("after", "following", "since", "amid", "over", "despite"):
            continue
        out |= _without_asides(c)
    return out


__all__ = ["PEACE_NOUNS", "Candidate", "carrier_relation", "conjuncts", "find_events"]
