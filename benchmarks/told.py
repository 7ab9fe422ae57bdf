"""What a claim says, in words and without offsets, and ways to hold two such tellings alike."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from benchmarks.changes import WEEKDAYS
from benchmarks.score import words
from truceline import Claim, Record

Text = Callable[[str], str]


@dataclass(frozen=True, order=True)
class Told:
    """What a claim says, in words and without offsets; `day` is whether a day of the week in `when` is that of its date."""

    event: str
    mode: str
    status: str
    words: str
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    sources: tuple[str, ...]
    where: tuple[str, ...]
    numbers: str
    when: str
    day: bool | None = None


Alike = Callable[[Told], Told]


def told(record: Record, claim: Claim) -> Told:
    """What a claim of a record says."""
    when = claim.when
    days = [d for d in WEEKDAYS if when and d in record.words(when.span)]
    return Told(
        event=claim.event,
        mode=claim.mode or "",
        status=claim.status,
        words=record.words(claim.trigger).lower(),
        actor=tuple(e.name for e in claim.actor),
        recipient=tuple(e.name for e in claim.recipient),
        sources=tuple(s.name for s in claim.sources),
        where=tuple(p.name for p in claim.where),
        numbers=" ".join(f"{a.low}-{a.high}" if a else "." for a in (claim.killed, claim.injured)) + f" {claim.count}",
        when=f"{when.start}..{when.end}" if when else "",
        day=f"{when.start:%A}" in days if when and when.start == when.end and len(days) == 1 else None,
    )


def with_names(one: Told, change: Text) -> Told:
    """A claim with all names in it changed."""
    actor, recipient, sources, where = (
        tuple(map(change, names)) for names in (one.actor, one.recipient, one.sources, one.where)
    )
    return replace(one, actor=actor, recipient=recipient, sources=sources, where=where)


def in_words(change: Text) -> Alike:
    """Claims are alike when they are so after a change of every name and word in them."""
    return lambda one: replace(with_names(one, change), words=change(one.words))


def plain(one: Told) -> Told:
    """A claim with its names as the scorer compares them: the words that matter, in no case and no order."""
    same = with_names(one, lambda name: " ".join(sorted(words(name))))
    return replace(
        same,
        actor=tuple(sorted(same.actor)),
        recipient=tuple(sorted(same.recipient)),
        where=tuple(sorted(same.where)),
    )


def exactly(one: Told) -> Told:
    """Claims are alike when they are the same."""
    return one


def but_for_the_date(one: Told) -> Told:
    """Claims are alike whatever their date, as long as a day of the week that they name is that of the date."""
    return replace(one, when="some" if one.when else "")


def but_for_the_words(one: Told) -> Told:
    """Claims are alike whatever words name the event ("held", "were held")."""
    return replace(one, words="")
