"""Who says that an incident happened, on which side they stand, and how far it is thereby established."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from truceline.claim import Entity, Status
from truceline.incidents.incident import Side, Standing, Voice
from truceline.incidents.names import Name, likeness
from truceline.incidents.stored import StoredClaim
from truceline.incidents.tolls import speaker
from truceline.incidents.traits import voice_of

_MINE = 0.6
"""A source this much like a party speaks for it; `Government of X` does for `Military of X` (0.7)."""


def voices(members: Sequence[StoredClaim]) -> tuple[Voice, ...]:
    """The voices of an incident in the order in which they are first heard."""
    by_key: dict[str, list[StoredClaim]] = {}
    for member in members:
        by_key.setdefault(voice_of(member), []).append(member)
    actors = _parties(members, "actor")
    recipients = _parties(members, "recipient")
    return tuple(
        Voice(
            key=key,
            name=speaker(said[0]),
            side=_side(_source(said[0]), actors, recipients),
            status=_last_word(said),
            texts=len({c.text_id for c in said}),
            claims=tuple(c.id for c in said),
        )
        for key, said in by_key.items()
    )


def _parties(members: Iterable[StoredClaim], role: str) -> tuple[Name, ...]:
    found = {_name(c, e): None for c in members for e in getattr(c.claim, role)}
    return tuple(found)


def _name(stored: StoredClaim, entity: Entity) -> Name:
    return stored.name(entity.name)


def _source(stored: StoredClaim) -> Name | None:
    return _name(stored, stored.claim.sources[-1]) if stored.claim.sources else None


def _side(source: Name | None, actors: Iterable[Name], recipients: Iterable[Name]) -> Side:
    if source is None:
        return "other"
    as_actor = max((likeness(source, n) for n in actors), default=0.0)
    as_recipient = max((likeness(source, n) for n in recipients), default=0.0)
    if max(as_actor, as_recipient) < _MINE:
        return "other"
    return "actor" if as_actor >= as_recipient else "recipient"


def _last_word(said: Sequence[StoredClaim]) -> Status:
    """What a voice says in its latest report; that it happened counts for more than that it did not or will."""
    dates = [c.published for c in said if c.published]
    last = [c.claim.status for c in said if not dates or c.published in (None, max(dates))]
    return next(s for s in Status if s in last)


def standing(members: Sequence[StoredClaim], heard: Sequence[Voice], *, mutual: bool) -> Standing:
    """How far an incident is established by those who are heard; `Standing` says what each means.

    `mutual`: an event whose parties stand side by side, as in talks.
    """
    yes = [v for v in heard if v.status is Status.ACTUAL]
    if yes and _by_all_sides(members, yes, mutual=mutual):
        return Standing.CONFIRMED
    if any(v.status is Status.NEGATED for v in heard):
        return Standing.DENIED
    if yes:
        return Standing.REPORTED if any(v.side == "other" for v in yes) else Standing.CLAIMED
    plans = any(v.status is Status.FUTURE for v in heard)
    return Standing.PLANNED if plans else Standing.POSSIBLE


def _by_all_sides(members: Sequence[StoredClaim], yes: Sequence[Voice], *, mutual: bool) -> bool:
    """Do both sides say so? Of talks and accords, and of fights of two actors, two of the parties."""
    if {"actor", "recipient"} <= {v.side for v in yes}:
        return True
    beside = mutual or any(len(c.claim.actor) > 1 and not c.claim.recipient for c in members)
    return beside and _two_parties(members, yes)


def _two_parties(members: Sequence[StoredClaim], yes: Sequence[Voice]) -> bool:
    """Are two of these voices two parties, not two spokesmen of one?"""
    saying = {claim for v in yes if v.side != "other" for claim in v.claims}
    names = [name for c in members if c.id in saying and (name := _source(c))]
    return any(likeness(a, b) < 0 for a in names for b in names)
