"""Killed and injured of an incident: every figure, whose it is, which ones stand, and whether they agree."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations

from truceline.claim import Amount, Claim, Status
from truceline.incidents.evidence import meet
from truceline.incidents.incident import Figure, FigureState, Toll
from truceline.incidents.names import Name, parties_likeness
from truceline.incidents.scopes import one_period, only_totals
from truceline.incidents.settings import vocabulary
from truceline.incidents.stored import StoredClaim
from truceline.incidents.traits import Range, bounds, voice_of

Telling = tuple[str, str, Range]
"""A voice, a text and a number: copies of one text tell it once."""


def toll(members: Sequence[StoredClaim], of: Callable[[Claim], Amount | None]) -> Toll | None:
    """The toll that claims of what happened tell, in their order; `of` takes the number out of a claim.

    A voice's later figure supersedes its earlier one. Of several that it tells in one text the largest stands, and the
    others are its parts ("19 soldiers, two of them officers"). What counts the victims of a period beside those of one
    happening is no figure of it. None where no number is told.
    """
    told = _tellings(members, of)
    totals = {telling: claims for telling, claims in told.items() if only_totals(claims)}
    # Where nothing else is told, the incident is that period.
    totals = totals if len(totals) < len(told) else {}
    tellings = {telling: claims for telling, claims in told.items() if telling not in totals}
    figures = tuple(
        _figure(telling, claims, "total" if telling in totals else _state(telling, claims[0].published, tellings))
        for telling, claims in told.items()
    )
    standing = [f for f in figures if f.state == "stands"]
    if not standing:
        return None
    ranges = [_range(f) for f in standing]
    by_id = {m.id: m for m in members}
    return Toll(figures, min(low for low, _ in ranges), _highest(ranges), bool(disagreeing(standing, by_id)))


def _tellings(members: Iterable[StoredClaim], of: Callable[[Claim], Amount | None]) -> dict[Telling, list[StoredClaim]]:
    found: dict[Telling, list[StoredClaim]] = {}
    for member in members:
        number = bounds(of(member.claim))
        if number is not None and member.claim.status is Status.ACTUAL:
            found.setdefault((voice_of(member), member.text_id, number), []).append(member)
    return found


def _figure(telling: Telling, claims: list[StoredClaim], state: FigureState) -> Figure:
    voice, _, (low, high) = telling
    return Figure(
        amount=Amount(low=low, high=high),
        voice=voice,
        by=speaker(claims[0]),
        told=claims[0].published,
        state=state,
        claims=tuple(c.id for c in claims),
    )


def _state(telling: Telling, told: dt.date | None, tellings: dict[Telling, list[StoredClaim]]) -> FigureState:
    voice, text, number = telling
    own = [(t, n, claims[0].published) for (v, t, n), claims in tellings.items() if v == voice]
    if any(t == text and _size(n) > _size(number) for t, n, _ in own):
        return "part"
    last = max((day for _, _, day in own if day), default=None)
    # A figure that the voice repeats in its last telling is no earlier one.
    if told and last and told < last and all(n != number for _, n, day in own if day == last):
        return "superseded"
    return "stands"


def _size(number: Range) -> int:
    return number[0] if number[1] is None else number[1]


def _range(figure: Figure) -> Range:
    return (figure.amount.low or 0, figure.amount.high)


def _highest(ranges: Iterable[Range]) -> int | None:
    """The greatest number told; None where that is only a lower bound."""
    greatest = max(ranges, key=lambda r: (_size(r), r[1] is None))
    return greatest[1]


def disagreeing(figures: Iterable[Figure], by_id: Mapping[str, StoredClaim]) -> list[tuple[Figure, Figure]]:
    """Pairs of standing figures of different voices that cannot both be true; `by_id` holds the claims that tell them."""
    standing = [f for f in figures if f.state == "stands"]
    return [
        (a, b)
        for a, b in combinations(standing, 2)
        if a.voice != b.voice and not meet(_range(a), _range(b)) and _of_the_same(a, b, by_id)
    ]


def _of_the_same(a: Figure, b: Figure, by_id: Mapping[str, StoredClaim]) -> bool:
    """Do two numbers count the same victims? "Two commandos" and "33 militants" do not; "a policeman" is one of "40 people"."""
    told = [[by_id[c] for c in f.claims] for f in (a, b)]
    if all(map(only_totals, told)) and not one_period(*told):
        return False
    few, many = sorted((a, b), key=lambda f: _size(_range(f)))
    # One death told beside a larger toll is one of it: "a policeman died", "a fourth man has died".
    if _size(_range(few)) == 1 and {by_id[c].text_id for c in few.claims} & {by_id[c].text_id for c in many.claims}:
        return False
    fewer, more = _victims(few, by_id), _victims(many, by_id)
    if not fewer or not more:
        return True
    if _anybody(more) and not _anybody(fewer):
        return False
    return _anybody(fewer) or parties_likeness(fewer, more) >= 0


def _victims(figure: Figure, by_id: Mapping[str, StoredClaim]) -> list[Name]:
    """Who the victims are by the claims of a figure; none where one leaves it unsaid."""
    told = [by_id[c] for c in figure.claims]
    return [t.name(e.name) for t in told for e in t.claim.recipient] if all(t.claim.recipient for t in told) else []


def _anybody(victims: Iterable[Name]) -> bool:
    return any(v.key in vocabulary().anybody for v in victims)


def speaker(stored: StoredClaim) -> str:
    """Who tells a claim, by name: its innermost source, else its publisher."""
    return stored.claim.sources[-1].name if stored.claim.sources else stored.publisher or stored.report_id
