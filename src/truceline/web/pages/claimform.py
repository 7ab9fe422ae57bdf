"""A claim's values as a person types them, and what a filled form changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from truceline.claim import Amount, Claim, Event, Status
from truceline.record.values import FIELDS


@dataclass(frozen=True)
class Field:
    """A field of the form: its name, what it is called, its value as text, a hint, and its choices if it has any."""

    name: str
    title: str
    value: str
    hint: str
    choices: tuple[str, ...] = ()


_ABOUT: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "event": ("Event", "", tuple(e.value for e in Event)),
    "mode": ("Mode", "such as ceasefire", ()),
    "status": ("Status", "", tuple(s.value for s in Status)),
    "actor": ("Who", "names with ; between", ()),
    "recipient": ("To whom", "names with ; between", ()),
    "sources": ("On whose word", "outermost first, with > between", ()),
    "when": ("When", "2021-10-01 or 2021-10-01..2021-10-02", ()),
    "where": ("Where", "Gao (ML); Kidal (ML)", ()),
    "killed": ("Killed", "12, 10..15, 12.. (at least)", ()),
    "injured": ("Injured", "12, 10..15, 12.. (at least)", ()),
    "count": ("How often", "a number", ()),
}


def fields(claim: Claim) -> list[Field]:
    """The fields of the form for a claim as it stands."""
    return [Field(name, title, typed(claim, name), hint, choices) for name, (title, hint, choices) in _ABOUT.items()]


def typed(claim: Claim, field: str) -> str:
    """The value of one of `FIELDS` as it is typed after --set (truceline.record.settings)."""
    if field in ("actor", "recipient"):
        return "; ".join(e.name for e in getattr(claim, field))
    if field == "sources":
        return " > ".join(f"{s.name}:{s.kind}" for s in claim.sources)
    if field == "where":
        return "; ".join(f"{p.name} ({p.country})" if p.country else p.name for p in claim.where)
    if field == "when":
        return "..".join(dict.fromkeys((str(claim.when.start), str(claim.when.end)))) if claim.when else ""
    value = getattr(claim, field)
    return _amount(value) if isinstance(value, Amount) else "" if value is None else str(value)


def _amount(value: Amount) -> str:
    if value.low == value.high:
        return str(value.low)
    return f"{'' if value.low is None else value.low}..{'' if value.high is None else value.high}"


def changes(form: Mapping[str, str]) -> dict[str, str]:
    """The fields whose value differs from what the form was made with: nobody undoes what another corrected meanwhile."""
    return {f: form[f].strip() for f in FIELDS if f in form and form[f].strip() != form.get(f"was-{f}", "").strip()}
