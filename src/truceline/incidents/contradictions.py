"""Where sources disagree: numbers, who did it, whether it happened, whether talks are held, who belongs to whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from truceline.claim import Amount, Event, Status
from truceline.incidents.belonging import Belonging, belongings, same_one
from truceline.incidents.incident import Incident, Toll, Voice
from truceline.incidents.names import Name, likeness, parsed, part_and_whole
from truceline.incidents.settings import settings
from truceline.incidents.stored import StoredClaim
from truceline.incidents.tolls import disagreeing, speaker
from truceline.incidents.traits import voice_of

_TALKS = frozenset((Event.CONSULT, Event.AGREE))


class Dispute(StrEnum):
    """What sources disagree about."""

    NUMBERS = "numbers"
    WHO = "who did it"
    WHETHER = "whether it happened"
    TALKS = "whether talks are held"
    BELONGING = "who belongs to whom"


@dataclass(frozen=True)
class Position:
    """One side of a dispute: what is said, by whom, in which words, in which claims; the three lists run in parallel."""

    says: str
    by: tuple[str, ...]
    words: tuple[str, ...]
    claims: tuple[str, ...]


@dataclass(frozen=True)
class Contradiction:
    """Two or more positions that cannot all be true, side by side; `incident` is None for statements about belonging."""

    dispute: Dispute
    incident: str | None
    reason: str
    positions: tuple[Position, ...]


def contradictions_of(incidents: Iterable[Incident], claims: Iterable[StoredClaim]) -> tuple[Contradiction, ...]:
    """All in which sources disagree, by incident in their order, statements about belonging last.

    `claims` must hold the members of the incidents.
    """
    by_id = {c.id: c for c in claims}
    found = [c for one in incidents for c in of_incident(one, [by_id[i] for i in one.claims])]
    return (*found, *about_belonging(sorted(by_id.values(), key=lambda c: c.told)))


def of_incident(incident: Incident, members: Sequence[StoredClaim]) -> Iterator[Contradiction]:
    """What the claims of one incident disagree about."""
    by_id = {c.id: c for c in members}
    for toll, what in ((incident.killed, "killed"), (incident.injured, "injured")):
        if toll and toll.disputed:
            yield _numbers(incident, toll, what, by_id)
    yield from _who(incident, members)
    yield from _whether(incident, by_id)


def _numbers(incident: Incident, toll: Toll, what: str, by_id: Mapping[str, StoredClaim]) -> Contradiction:
    involved = {f: None for pair in disagreeing(toll.figures, by_id) for f in pair}
    said: dict[str, list[StoredClaim]] = {}
    for figure in involved:
        said.setdefault(amount_words(figure.amount), []).extend(by_id[c] for c in figure.claims)
    positions = tuple(_position(f"{number} {what}", told) for number, told in said.items())
    told = ", ".join(f"{f.by} {amount_words(f.amount)}" + (f" ({f.told})" if f.told else "") for f in involved)
    return Contradiction(Dispute.NUMBERS, incident.id, f"numbers of {what} that cannot all be true: {told}", positions)


def amount_words(amount: Amount) -> str:
    """A number as words: "12", "12 or more", "up to 12", "12 to 20"."""
    if amount.high is None:
        return f"{amount.low} or more"
    if amount.low is None:
        return f"up to {amount.high}"
    return str(amount.low) if amount.low == amount.high else f"{amount.low} to {amount.high}"


def _who(incident: Incident, members: Sequence[StoredClaim]) -> Iterator[Contradiction]:
    """Different named parties as the actor, from different voices; not for what two parties do together."""
    if incident.event in settings().mutual:
        return
    said: list[tuple[Name, str, list[StoredClaim]]] = []
    for told in members:
        if told.claim.status is not Status.ACTUAL or len(told.claim.actor) != 1:
            continue
        entity = told.claim.actor[0]
        name = told.name(entity.name)
        if name.proper or name.actor:
            same = next((claims for known, _, claims in said if _not_another(known, name)), None)
            if same is None:
                said.append((name, entity.name, [told]))
            else:
                same.append(told)
    if len({voice_of(told) for _, _, claims in said for told in claims}) > 1 and len(said) > 1:
        positions = tuple(_position(f"{name} did it", claims) for _, name, claims in said)
        named = ", ".join(f"{p.by[0]} names {name}" for p, (_, name, _) in zip(positions, said, strict=True))
        yield Contradiction(Dispute.WHO, incident.id, f"different parties are said to have done it: {named}", positions)


def _not_another(a: Name, b: Name) -> bool:
    """Two names that may be one party's. To name a faction is to say more than to name the whole, and may be denied."""
    return likeness(a, b) >= 0 and not part_and_whole(a, b)


def _whether(incident: Incident, by_id: Mapping[str, StoredClaim]) -> Iterator[Contradiction]:
    """Voices whose last word is yes against those whose last word is no. Of talks, plans count as yes."""
    talks = incident.event in _TALKS
    yes_means = {Status.ACTUAL, Status.FUTURE} if talks else {Status.ACTUAL}
    yes = [v for v in incident.voices if v.status in yes_means]
    no = [v for v in incident.voices if v.status is Status.NEGATED]
    if not yes or not no:
        return
    denied = _said_by(no, {Status.NEGATED}, by_id)
    told = [c for c in _said_by(yes, yes_means, by_id) if any(_denies(d, c) for d in denied)]
    denied = [d for d in denied if any(_denies(d, c) for c in told)]
    if not told:
        return
    says = (
        ("talks are held or planned", "there are no talks")
        if talks
        else ("it happened", "it did not happen, or not so")
    )
    positions = tuple(_position(what, side) for what, side in zip(says, (told, denied), strict=True))
    voices = list(dict.fromkeys(map(speaker, told)))
    others = f" and {len(voices) - 1} more" if len(voices) > 1 else ""
    reason = f"{speaker(denied[0])} denies what is told by {voices[0]}{others}"
    yield Contradiction(Dispute.TALKS if talks else Dispute.WHETHER, incident.id, reason, positions)


def _denies(no: StoredClaim, yes: StoredClaim) -> bool:
    """Can both not be true? Who has agreed to nothing may still talk; who does not talk cannot have agreed."""
    if no.claim.event is Event.AGREE:
        return yes.claim.event is Event.AGREE and yes.claim.status is Status.ACTUAL
    return no.claim.event is yes.claim.event or (no.claim.event is Event.CONSULT and yes.claim.event is Event.AGREE)


def _said_by(voices: Iterable[Voice], statuses: set[Status], by_id: Mapping[str, StoredClaim]) -> list[StoredClaim]:
    told = (by_id[c] for v in voices for c in v.claims)
    return [c for c in told if c.claim.status in statuses]


def _position(says: str, told: Sequence[StoredClaim]) -> Position:
    return Position(says, tuple(map(speaker, told)), tuple(c.quote for c in told), tuple(c.id for c in told))


def about_belonging(claims: Iterable[StoredClaim]) -> Iterator[Contradiction]:
    """Statements that somebody belongs to a party, and other voices' statements that they do not."""
    for group in _questions(belongings(claims)):
        yield from _belonging(group)


def _questions(stated: Iterable[Belonging]) -> list[list[Belonging]]:
    """Statements about the same member and the same group together, found by the words of the member's name."""
    questions: list[list[Belonging]] = []
    by_word: dict[str, list[list[Belonging]]] = {}
    for one in stated:
        words = sorted(parsed(one.member).tokens())
        same = next((q for w in words for q in by_word.get(w, ()) if _same_question(q[0], one)), None)
        if same is not None:
            same.append(one)
            continue
        questions.append([one])
        for word in words:
            by_word.setdefault(word, []).append(questions[-1])
    return questions


def _same_question(a: Belonging, b: Belonging) -> bool:
    return same_one(a.member, b.member, a.told, b.told) and same_one(a.group, b.group, a.told, b.told)


def _belonging(stated: Sequence[Belonging]) -> Iterator[Contradiction]:
    yes = [b for b in stated if not b.denied]
    no = [b for b in stated if b.denied and all(voice_of(b.told) != voice_of(y.told) for y in yes)]
    if not yes or not no:
        return
    member, group = stated[0].member, stated[0].group
    positions = (
        _position(f"{member} belongs to {group}", [b.told for b in yes]),
        _position(f"{member} does not belong to {group}", [b.told for b in no]),
    )
    reason = f"{speaker(no[0].told)} denies that {member} belongs to {group}, as {speaker(yes[0].told)} says"
    yield Contradiction(Dispute.BELONGING, None, reason, positions)
