"""A claim: one event on somebody's word; and the record of a report, which holds its claims.

The fields are those of the interchange format (docs/claim-format.md). `confidence` and `evidence` are what
a reader adds to it.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from truceline.report import Report

if TYPE_CHECKING:
    import pandas as pd


def _ordered(span: tuple[int, int]) -> tuple[int, int]:
    if not 0 <= span[0] < span[1]:
        raise ValueError("a span is [start, end) with start < end")
    return span


Span = Annotated[tuple[int, int], AfterValidator(_ordered)]
"""Offsets `[start, end)` in code points of `report.text`."""


class Event(StrEnum):
    """The event types of PLOVER (Open Event Data Alliance, manual 0.8)."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    CONCEDE = "CONCEDE"
    COOPERATE = "COOPERATE"
    AID = "AID"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"


class Status(StrEnum):
    """How the innermost source tells the event: as happened, as not, as to come, or as possible."""

    ACTUAL = "actual"
    NEGATED = "negated"
    FUTURE = "future"
    HYPOTHETICAL = "hypothetical"


SourceKind = Literal["person", "organization", "outlet", "document", "unnamed"]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class Entity(_Frozen):
    """A party: the fullest name the report gives it, and the words that stand for it in this claim."""

    name: str = Field(min_length=1)
    span: Span | None = None


class Source(Entity):
    """Somebody on whose word a claim rests."""

    kind: SourceKind


class Place(Entity):
    """Where the event took place; `country` is ISO 3166-1 alpha-2."""

    country: str | None = None


class When(_Frozen):
    """The interval in which the event took place, both ends inclusive."""

    span: Span | None = None
    start: dt.date
    end: dt.date


class Amount(_Frozen):
    """A number told as a range; an open end is None ("at least 12" is low 12, high None)."""

    low: int | None = None
    high: int | None = None


class Evidence(_Frozen):
    """Why one value of a claim is what it is: the field, the words, the rule or model head, its confidence."""

    field: str
    value: str
    span: Span | None = None
    by: str
    confidence: float = Field(ge=0, le=1)


class Claim(_Frozen):
    """One event that a report tells, on somebody's word."""

    span: Span
    trigger: Span
    event: Event
    mode: str | None = None
    actor: tuple[Entity, ...] = ()
    recipient: tuple[Entity, ...] = ()
    status: Status = Status.ACTUAL
    condition: Span | None = None
    sources: tuple[Source, ...] = ()
    when: When | None = None
    where: tuple[Place, ...] = ()
    killed: Amount | None = None
    injured: Amount | None = None
    count: int | None = None
    confidence: float = Field(default=1.0, ge=0, le=1)
    evidence: tuple[Evidence, ...] = Field(default=(), repr=False)

    def spans(self) -> list[Span]:
        """Every span in the claim, each an offset pair into the report's text."""
        entities: list[Entity] = [*self.actor, *self.recipient, *self.sources, *self.where]
        found = [self.span, self.trigger, self.condition, self.when.span if self.when else None]
        return [s for s in (*found, *(e.span for e in entities), *(e.span for e in self.evidence)) if s]


class Record(_Frozen):
    """A report and the claims read from it, in text order."""

    report: Report
    claims: tuple[Claim, ...] = ()
    notes: tuple[str, ...] = ()

    def words(self, span: Span | None) -> str:
        """The words of the report at a span ("" for None)."""
        return self.report.text[span[0] : span[1]] if span else ""

    def to_dict(self, *, explain: bool = False) -> dict[str, Any]:
        """The record as plain JSON values, in the interchange format; evidence only when `explain`."""
        hidden = None if explain else {"claims": {"__all__": {"evidence"}}}
        return self.model_dump(mode="json", exclude=hidden)

    def to_frame(self) -> pd.DataFrame:
        """One row a claim as a pandas DataFrame: names joined with "; ", the exact words in `quote`."""
        import pandas as pd

        from truceline.views import claim_row

        return pd.DataFrame([claim_row(self, claim) for claim in self.claims])
