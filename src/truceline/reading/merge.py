"""One happening told twice in one sentence is one claim: "attacked a convoy, killing five", "died in the attack"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from truceline.claim import Event
from truceline.datafiles import load_yaml
from truceline.language.document import Token
from truceline.reading.confidence import Signals, confidence
from truceline.reading.means import more_telling
from truceline.reading.syntax import ancestors, case, children, is_passive, is_root, universal
from truceline.reading.wording import words

if TYPE_CHECKING:
    from truceline.reading.drafts import Draft


@dataclass(frozen=True)
class Merged:
    """A draft, and the other triggers that told the same event."""

    draft: Draft
    also: tuple[Token, ...] = ()


HARM = frozenset(load_yaml("casualties.yaml")["harm_lemmas"])


def merge(drafts: list[Draft]) -> list[Merged]:
    """Join the drafts of each sentence that tell of one event."""
    by_trigger = {d.candidate.trigger.i: d for d in drafts}
    # A light verb or particle verb stands for its event, too ("came under fire").
    place = {d.candidate.anchor.i: d.candidate.trigger.i for d in drafts} | {i: i for i in by_trigger}
    into: dict[int, int] = {}
    also: dict[int, list[Token]] = {}
    for d in drafts:
        other = _told_with(d, _Others(by_trigger, place))
        target = _root(other.candidate.trigger.i, into) if other is not None else None
        if target is None or target == d.candidate.trigger.i:
            continue
        into[d.candidate.trigger.i] = target
        by_trigger[target] = _joined(by_trigger[target], d)
        also.setdefault(target, []).extend([d.candidate.trigger, *also.pop(d.candidate.trigger.i, [])])
    kept = (d.candidate.trigger.i for d in drafts if d.candidate.trigger.i not in into)
    return [Merged(by_trigger[i], tuple(also.get(i, ()))) for i in kept]


@dataclass(frozen=True)
class _Others:
    """Where the events of a report stand: drafts by trigger, and the trigger of each anchor."""

    drafts: dict[int, Draft]
    place: dict[int, int]

    def at(self, token: Token, event: Event) -> Draft | None:
        """The draft of this type that the token triggers or carries."""
        i = self.place.get(token.i)
        found = self.drafts.get(i) if i is not None else None
        return found if found is not None and found.candidate.event is event else None

    def before(self, token: Token, event: Event) -> Draft | None:
        """The nearest draft of this type, named by a noun, before the token in its sentence."""
        nouns = (
            d
            for i, d in self.drafts.items()
            if token.sent.start <= i < token.i and d.candidate.trigger.pos_ == "NOUN" and d.candidate.event is event
        )
        return max(nouns, key=lambda d: d.candidate.trigger.i, default=None)


def _root(i: int, into: dict[int, int]) -> int:
    while i in into:
        i = into[i]
    return i


def _joined(kept: Draft, other: Draft) -> Draft:
    """The kept draft, with what only the other one tells."""
    actors = kept.actors or other.actors
    recipients = (
        kept.recipients
        if kept.arguments.actor_by == "two sides"
        else other.recipients
        if other.recipients and _only_things(kept)
        else kept.recipients or other.recipients
    )
    sources = kept.sources or other.sources
    candidate = replace(
        kept.candidate,
        mode=more_telling(kept.candidate.mode, other.candidate.mode),
        strength=max(kept.candidate.strength, other.candidate.strength),
    )
    signals = Signals.of(candidate, actors, recipients, bool(sources))
    return replace(
        kept,
        candidate=candidate,
        actors=actors,
        recipients=recipients,
        sources=sources,
        signals=signals,
        score=max(kept.score, other.score, confidence(signals)),
    )


def _only_things(draft: Draft) -> bool:
    """Whether the target is a place or a thing, so that the people who came to harm say more."""
    return all(
        t.lemma_.lower() in words("things") or t.ent_type_ in ("GPE", "LOC", "FAC") for t in draft.arguments.recipients
    )


def _told_with(d: Draft, others: _Others) -> Draft | None:
    """The draft that tells the same event more fully, if one does."""
    if d.candidate.event is Event.CONSULT:
        return _same_talks(d, others)
    if d.candidate.event is not Event.ASSAULT:
        return None
    if d.candidate.trigger.pos_ == "NOUN":
        return _scene(d, others)
    return _below(d, others) or _outcome(d, others) or _shared_object(d, others)


def _same_talks(d: Draft, others: _Others) -> Draft | None:
    """ "met under his mediation", "the talks, brokered by Qatar", "spoke in a telephone call": one meeting."""
    token = d.candidate.anchor
    if is_root(token) or universal(token) not in ("obl", "acl", "advcl", "nmod", "xcomp"):
        return None
    if universal(token) in ("advcl", "obl") and any(c.lower_ in SEPARATE for c in children(token, "mark", "case")):
        return None
    return others.at(token.head, Event.CONSULT)


SEPARATE = frozenset(("after", "before", "since", "until", "when", "while", "if", "despite", "between"))


def _scene(d: Draft, others: _Others) -> Draft | None:
    """ "In an attack that Hamas claimed, gunmen opened fire": the noun that sets the scene of what is told."""
    token = d.candidate.trigger
    if is_root(token) or universal(token) != "obl" or case(token) not in ("in", "during", "with"):
        return None
    found = others.at(token.head, Event.ASSAULT)
    return found if found is not None and not _harm(found.candidate.trigger) else None


def _harm(token: Token) -> bool:
    return token.lemma_.lower() in HARM or token.lower_ == "dead"


def _below(d: Draft, others: _Others) -> Draft | None:
    """The attack that a verb of harm or of a weapon's work gives the outcome of, told below it in the tree."""
    token = d.candidate.trigger
    for c in token.children:
        label = universal(c)
        if label == "nsubj" and (found := others.at(c, Event.ASSAULT) or _thrown(c, others)):
            return found
        if label == "advcl" and any(m.lower_ == "by" for m in c.children) and (found := others.at(c, Event.ASSAULT)):
            return found
        if not _harm(token):
            continue
        causes = label == "obl" and case(c) in ("in", "during", "by", "from", "after", "amid")
        times = label == "advcl" and any(m.lower_ in ("when", "after", "as") for m in c.children)
        if (causes or times) and (found := others.at(c, Event.ASSAULT)):
            return found
        # "killed a day earlier when gunmen ambushed ..."
        for g in c.children:
            if universal(g) == "advcl" and any(m.lower_ == "when" for m in g.children):
                return others.at(g, Event.ASSAULT)
    return None


def _thrown(weapon: Token, others: _Others) -> Draft | None:
    """ "shells fired by the army killed ...": how the weapon came there."""
    return next((f for c in children(weapon, "acl") if (f := others.at(c, Event.ASSAULT)) is not None), None)


def _outcome(d: Draft, others: _Others) -> Draft | None:
    """The attack that a word of harm depends on: "attacked, killing five", "an attack in which six died"."""
    token = d.candidate.trigger
    if not _harm(token):
        return None
    label, head = universal(token), token.head
    if label == "conj" and token.tag_ == "VBG" and head.pos_ == "NOUN" and not is_root(head):
        head = head.head  # "killing one officer and wounding two", hung on the officer
    if token.dep_ == "acl:relcl" and any(c.lower_ in ("which", "where", "whom") for c in token.subtree):
        found = others.before(token, Event.ASSAULT) or others.at(head.head, Event.ASSAULT)
        if found is not None:
            return found
    if is_root(token) or label not in ("advcl", "conj", "acl", "xcomp", "parataxis"):
        return None
    if label == "advcl" and any(universal(m) == "mark" for m in token.children):
        return None
    found = others.at(head, Event.ASSAULT)
    if found is None and token.tag_ == "VBG" and token.i and token.nbor(-1).text == ",":
        # "A bomb went off at a market, killing nine", wherever the parser hung it.
        near = (
            other
            for a in ancestors(token)
            for t in (a, *children(a, "nsubj"))
            if (other := others.at(t, Event.ASSAULT))
        )
        found = next(near, None)
    return found


def _shared_object(d: Draft, others: _Others) -> Draft | None:
    """ "attacked and overran the base": two verbs with one object tell one event, the second the more telling."""
    token = d.candidate.trigger
    if children(token, "obj") or is_passive(token):
        return None
    for c in children(token, "conj"):
        if c.i - token.i <= 3 and children(c, "obj") and not children(c, "nsubj"):
            return others.at(c, Event.ASSAULT)
    return None
