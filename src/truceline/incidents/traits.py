"""What is compared of a claim, taken out of it once: days, places, parties, tolls, words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from sys import intern
from zlib import crc32

from truceline.claim import Amount, Claim, Entity, Status
from truceline.gazetteer import plain
from truceline.incidents.names import Name, parsed
from truceline.incidents.settings import Joining, vocabulary
from truceline.incidents.spots import Spot, spots
from truceline.incidents.stored import StoredClaim

_WORD = re.compile(r"[A-Za-z]{3,}")
_STEM = 5
"""Words are compared by this many letters: "bombing" and "bombs", "soldier" and "soldiers"."""
_BITS = 1024
"""Words are kept as bits of a whole number, a sixth of a set's memory; two words of a quote rarely share one."""
_LONGEST_QUOTE = 2000
_WEEK = 7

_NO_NAMES = frozenset[str]()

Range = tuple[int, int | None]


@dataclass(frozen=True, slots=True)
class Days:
    """When, in days since the year 1: from first to last. Undated ones reach from or to the day of publication."""

    first: int
    last: int
    dated: bool

    @property
    def length(self) -> int:
        """How many days it spans."""
        return self.last - self.first + 1


@dataclass(frozen=True, slots=True, eq=False)
class Around:
    """The beginnings of the names in all claims of a report, and those of them that few other reports have."""

    names: frozenset[str] = _NO_NAMES
    rare: frozenset[str] = _NO_NAMES


NOTHING = Around()


@dataclass(frozen=True, slots=True, eq=False)
class Traits:
    """All that is compared of one claim.

    `words` has one bit set for each word of its quote that is in no name of its parties or sources; `span` is where it
    stands in its report; `turns` says that its words turn to another happening than the one told before ("in a separate attack").
    `loose`: undated, or dated to more than a week. `placed`: told with a named place of its own; "the hotel" and "the border"
    are none. `bare`: told with neither day nor named place of its own. `around` is what the rest of its report says.
    """

    id: str
    text_id: str
    voice: str
    event: str
    mode: str | None
    happened: bool
    published: int | None
    days: Days | None
    many: bool
    spots: tuple[Spot, ...]
    actors: tuple[Name, ...]
    recipients: tuple[Name, ...]
    killed: Range | None
    words: int
    names: frozenset[str]
    span: tuple[int, int]
    turns: bool
    loose: bool
    placed: bool
    bare: bool
    around: Around = NOTHING

    @property
    def weight(self) -> int:
        """How much of it is told."""
        return (
            2 * (self.days is not None and self.days.dated)
            + 2 * bool(self.spots)
            + bool(self.actors)
            + bool(self.killed)
        )


def traits(stored: StoredClaim, joining: Joining) -> Traits:
    """What is compared of a claim."""
    claim = stored.claim
    published = stored.published.toordinal() if stored.published else None
    days = days_of(claim, published, joining.reach)
    where = spots(p.name for p in claim.where)
    placed = any(s.proper for s in where)
    length = days.length if days and days.dated else None
    actors, recipients = _names(stored, claim.actor), _names(stored, claim.recipient)
    named = _own_words((*actors, *recipients, *_names(stored, claim.sources)))
    return Traits(
        id=stored.id,
        text_id=stored.text_id,
        voice=intern(voice_of(stored)),
        event=claim.event.value,
        mode=claim.mode,
        happened=claim.status is Status.ACTUAL,
        published=published,
        days=days,
        many=(claim.count or 1) > 1 or (length is not None and length > joining.long),
        spots=where,
        actors=actors,
        recipients=recipients,
        killed=bounds(claim.killed),
        words=_stems(stored.quote, named),
        names=(_named(stored.quote) - named) or _NO_NAMES,
        span=claim.span,
        turns=_turns(stored.quote[: claim.trigger[0] - claim.span[0]]),
        loose=length is None or length > _WEEK,
        placed=placed,
        bare=not placed and length is None,
    )


def voice_of(stored: StoredClaim) -> str:
    """Whose word a claim is: the party its innermost source speaks for or is, else the publisher.

    A source without a name is another one at each publisher.
    """
    if not stored.claim.sources:
        return f"outlet {stored.publisher or stored.text_id}"
    source = stored.claim.sources[-1]
    name = stored.speaks_for.get(source.name) or stored.actors.get(source.name) or parsed(source.name).key
    return f"unnamed {name} {stored.publisher or stored.text_id}" if source.kind == "unnamed" else name


def days_of(claim: Claim, published: int | None, reach: int) -> Days | None:
    """The days a claim tells of; for an undated one the `reach` days before publication, or after it for plans."""
    if claim.when:
        return _days(claim.when.start.toordinal(), claim.when.end.toordinal(), dated=True)
    if published is None:
        return None
    if claim.status in (Status.FUTURE, Status.HYPOTHETICAL):
        return _days(published, published + reach, dated=False)
    return _days(max(published - reach, 1), published, dated=False)


@lru_cache(maxsize=1 << 16)
def _days(first: int, last: int, *, dated: bool) -> Days:
    """One object for all claims of the same days."""
    return Days(first, last, dated)


def bounds(amount: Amount | None) -> Range | None:
    """A number told as lowest and highest (None: open); None where none is told."""
    if amount is None or (amount.low is None and amount.high is None):
        return None
    return (amount.low or 0, amount.high)


def _names(stored: StoredClaim, entities: Iterable[Entity]) -> tuple[Name, ...]:
    return tuple(stored.name(e.name) for e in entities)


@lru_cache(maxsize=1 << 16)
def _bit(stem: str) -> int:
    return 1 << (crc32(stem.encode()) % _BITS)


def _own_words(names: Iterable[Name]) -> frozenset[str]:
    """The words and initials of names: who they are is compared by itself, and must not count twice."""
    return frozenset(w for n in names for w in (*n.proper, n.initials))


@cache
def _turn() -> re.Pattern[str]:
    phrases = sorted(vocabulary().turns, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, phrases))})\b", re.IGNORECASE)


def _turns(before_trigger: str) -> bool:
    return _turn().search(before_trigger[:_LONGEST_QUOTE]) is not None


def _stems(quote: str, named: frozenset[str]) -> int:
    stop = vocabulary().stopwords
    found = (w.lower() for w in _WORD.findall(plain(quote[:_LONGEST_QUOTE])))
    bits = 0
    for word in found:
        if word not in stop and word not in named:
            bits |= _bit(word[:_STEM])
    return bits


def _named(quote: str) -> frozenset[str]:
    """Words written with a capital within the quote, months and weekdays left out."""
    stop = vocabulary().stopwords
    found = (m.group() for m in _WORD.finditer(plain(quote[:_LONGEST_QUOTE])) if m.start() > 0)
    return frozenset(w.lower() for w in found if w[0].isupper() and w.lower() not in stop)
