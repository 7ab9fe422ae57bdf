"""Conflicts of incidents: two sides, what they do to each other, and the process between them.

>>> from truceline.processes import conflicts_of
>>> conflicts_of(incidents, claims, registry)
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from truceline.actors import Registry
from truceline.incidents import Incident, StoredClaim
from truceline.processes.acts import Act, Acts, acts_of
from truceline.processes.hearsay import Hearsay
from truceline.processes.outline import Outline, outline
from truceline.processes.pairs import Pairing
from truceline.processes.parties import Placed, Sort
from truceline.processes.phases import phases_of
from truceline.processes.process import Conflict, Party, Phase, PhaseSpan, Side, Step, StepKind
from truceline.processes.regulars import Pair
from truceline.processes.series import Tally
from truceline.processes.settings import dyads
from truceline.processes.steps import in_context, on_sides, step_of
from truceline.processes.tallies import tallies_of
from truceline.processes.terms import terms_of
from truceline.processes.texts import Texts, no_texts


@dataclass(frozen=True)
class Made:
    """A conflict, all its incidents (also those that are neither force nor a step), and its days of force."""

    conflict: Conflict
    incidents: tuple[str, ...]
    tallies: tuple[Tally, ...]


def conflicts_of(incidents: Iterable[Incident], claims: Iterable[StoredClaim], registry: Registry) -> tuple[Made, ...]:
    """The conflicts that incidents tell of, those with most incidents first; the same in whatever order incidents come.

    `claims` are those of the incidents: they hold the words. Incidents without any day are left out.
    """
    by_id = {c.id: c for c in claims}
    outlines = (outline(i, [by_id[c] for c in i.claims if c in by_id]) for i in incidents)
    return conflicts_among(outlines, Hearsay.of(registry, by_id.values()), by_id, registry)


def conflicts_among(
    incidents: Iterable[Outline],
    heard: Hearsay,
    claims: Mapping[str, StoredClaim],
    registry: Registry,
    texts: Texts = no_texts,
) -> tuple[Made, ...]:
    """The same for so many incidents that only their outlines are held; `heard` is what all claims say of who is who."""
    found = acts_of(incidents, heard, registry)
    pairing = Pairing(found, texts)
    members: dict[Pair, list[Act]] = defaultdict(list)
    for act in found.acts:
        for pair in pairing.of.get(act.id, ()):
            members[pair].append(act)
    made = (_made(pair, acts, found, claims) for pair, acts in members.items())
    return tuple(sorted((m for m in made if m), key=lambda m: (-len(m.incidents), m.conflict.id)))


def _made(pair: Pair, acts: Sequence[Act], found: Acts, claims: Mapping[str, StoredClaim]) -> Made | None:
    violence = [a for a in acts if a.force]
    steps = in_context(s for a in acts if (s := step_of(a, pair, found, claims)))
    if not violence and not steps:
        return None
    one, other = _named_first(pair, found)
    sides = (_side(one, acts, found), _side(other, acts, found))
    days = [*(a.day for a in violence), *(s.start for s in steps if not s.planned)]
    first, last = _begins(days), max(days, default=None)
    phases = phases_of(
        [s for s in steps if first is None or s.start >= first],
        first,
        last,
        {p.id: side.id for side in sides for p in side.parties},
    )
    steps = _with_violations(steps, violence, phases, found=found, pair=pair)
    conflict = Conflict(
        id=conflict_id(*pair),
        name=f"{sides[0].name} – {sides[1].name}",
        sides=sides,
        countries=_countries(acts),
        first=first,
        last=last,
        violence=tuple(a.id for a in violence),
        steps=steps,
        phases=phases,
        terms=terms_of(steps, sides, claims),
    )
    return Made(conflict, tuple(a.id for a in acts), tallies_of(violence, pair))


def _begins(days: Iterable[dt.date]) -> dt.date | None:
    """The first day of the time line: a few incidents that lie years before all others are background."""
    gap, most = dyads().background
    ordered = sorted(days)
    for n in range(min(most, len(ordered) - 1), 0, -1):
        if (ordered[n] - ordered[n - 1]).days > gap:
            return ordered[n]
    return ordered[0] if ordered else None


def conflict_id(one: str, other: str) -> str:
    """The id of the conflict of two sides: the same whenever conflicts are made."""
    return "c" + hashlib.sha256("|".join(sorted((one, other))).encode()).hexdigest()[:16]


def _named_first(pair: Pair, found: Acts) -> Pair:
    """A state before a group, else by the alphabet."""
    one, other = (found.sides[s] for s in pair)
    swap = one.sort is Sort.GROUP and other.sort is Sort.STATE
    return (pair[1], pair[0]) if swap else pair


def _side(side: str, acts: Iterable[Act], found: Acts) -> Side:
    """The side with every party of it that acts, and the bodies between them and it."""
    top = found.sides[side]
    parties = {p.party.id: p.party for a in acts for p in (*a.by, *a.to) if p.side == side}
    registry = found.placing.registry
    for id in list(parties):
        for above in registry.ancestors(id) if id in registry else ():
            parent = registry.ancestors(above.id)
            parties.setdefault(
                above.id, Party(above.id, above.name, above.kind.value, parent[0].id if parent else None)
            )
    parties.setdefault(side, _itself(side, top, registry))
    ordered = sorted(parties.values(), key=lambda p: (p.id != side, p.id))
    return Side(side, top.side_name or side, tuple(ordered))


def _itself(side: str, top: Placed, registry: Registry) -> Party:
    if side in registry:
        return Party(side, registry[side].name, registry[side].kind.value)
    return Party(side, top.side_name or side)


def _countries(acts: Iterable[Act]) -> tuple[str, ...]:
    counts: dict[str, int] = {}
    for act in acts:
        for code in {place.id for place in act.incident.where if place.id}:
            counts[code] = counts.get(code, 0) + 1
    return tuple(sorted(counts, key=lambda c: (-counts[c], c)))


def _with_violations(
    steps: tuple[Step, ...], violence: Iterable[Act], phases: Sequence[PhaseSpan], *, found: Acts, pair: Pair
) -> tuple[Step, ...]:
    """The steps, and force during a ceasefire as a violation of it."""
    truces = [s for s in phases if s.phase is Phase.CEASEFIRE]
    known = {s.incident for s in steps}
    broken = [
        _violation(act, found, pair)
        for act in violence
        if act.id not in known and any(t.start < act.day and (t.end is None or act.day < t.end) for t in truces)
    ]
    return tuple(sorted((*steps, *broken), key=lambda s: (s.start, s.incident)))


def _violation(act: Act, found: Acts, pair: Pair) -> Step:
    return Step(
        kind=StepKind.VIOLATION, incident=act.id, start=act.day, end=None, by=on_sides(act.by, pair, found),
        to=on_sides(act.to, pair, found), hosts=(), mediators=(), standing=act.incident.standing, planned=False,
        condition=None, words=act.words, claims=act.incident.claims,
    )  # fmt: skip
