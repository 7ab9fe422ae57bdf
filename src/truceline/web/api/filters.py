"""What a list may be asked for: the same names as the options of the commands."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from truceline.actors.actor import Kind
from truceline.analysis.treat import Treat
from truceline.claim import Event, Status
from truceline.incidents.contradictions import Dispute
from truceline.record import IncidentQuery, Query
from truceline.record.paging import DisputeQuery, ReportQuery
from truceline.web.api.answers import Format
from truceline.web.api.cursors import LONGEST

MOST = 1_000
"""Items of a page."""


def _said(value: object) -> object:
    """A text as it can be looked for: no database holds U+0000 or half a character."""
    if isinstance(value, str) and any(c == "\0" or "\ud800" <= c <= "\udfff" for c in value):
        raise ValueError("this holds characters that no text of the record has")
    return value


Words = Annotated[str, BeforeValidator(_said), Field(min_length=1, max_length=500)]
Day = Annotated[dt.date, Field(examples=["2021-09-01"])]


class _Asked(BaseModel):
    # A name that is spelled wrong would give other claims than were asked for.
    model_config = ConfigDict(extra="forbid", use_enum_values=True)


class Formatted(_Asked):
    """In which format."""

    format: Format | None = Field(None, description="json or csv; by default what the header Accept asks for.")


class Paged(Formatted):
    """Which page of a list."""

    limit: int = Field(50, ge=1, le=MOST, description="Items of a page.")
    cursor: Annotated[str, BeforeValidator(_said), Field(max_length=LONGEST)] | None = Field(
        None, description="`next` of the page before; none for the first page."
    )


class Days(Paged):
    """On which days."""

    since: Day | None = Field(None, description="Only what happened on this day or later.")
    until: Day | None = Field(None, description="Only what happened on this day or earlier.")


class ClaimFilters(Days):
    """Which claims: all that fit everything given."""

    words: Words | None = Field(
        None,
        description='Words of the claim or its names: convoy "peace talks" -football milit*. The best match comes first.',
        examples=["convoy"],
    )
    actor: Words | None = Field(None, description="A word or more of the name of who did it.", examples=["TTP"])
    recipient: Words | None = Field(None, description="A word or more of the name of whom it was done to.")
    source: Words | None = Field(
        None, description="On whose word: a word or more of a name, or a kind, as unnamed.", examples=["unnamed"]
    )
    event: Event | None = Field(None, description="PLOVER event type.", examples=["ASSAULT"])
    mode: Words | None = Field(None, description="Mode of the event, as ceasefire.")
    status: Status | None = Field(None, description="How the innermost source tells it.")
    min_confidence: float = Field(0.0, ge=0, le=1, description="Only claims at least this sure.")
    report: Words | None = Field(None, description="Only claims of this report.")
    copies: bool = Field(False, description="Also what only repeats an earlier report word for word.")
    rejected: bool = Field(False, description="Also claims that a person rejected.")
    superseded: bool = Field(False, description="Also claims of earlier versions of reports.")

    def query(self) -> Query:
        """The same as a question to the record."""
        return Query(**self.model_dump(exclude={"limit", "cursor", "format"}))


class ReportFilters(Days):
    """Which reports."""

    publisher: Words | None = Field(None, description="The whole name of the publisher.", examples=["Reuters"])
    title: Words | None = Field(None, description="Part of the title, in any case.")
    superseded: bool = Field(False, description="Also earlier versions of reports.")

    def query(self) -> ReportQuery:
        """The same as a question to the record."""
        return ReportQuery(self.publisher, self.title, self.since, self.until, self.superseded)


class IncidentFilters(Days):
    """Which incidents."""

    event: Event | None = Field(None, description="PLOVER event type.", examples=["ASSAULT"])
    standing: Literal["confirmed", "claimed", "denied", "reported", "planned", "possible"] | None = Field(
        None, description="How far it is established."
    )
    conflict: Words | None = Field(None, description="Only those of the conflict with this id.")
    min_killed: int = Field(0, ge=0, le=10**9, description="Only where somebody tells of so many killed.")

    def query(self) -> IncidentQuery:
        """The same as a question to the record."""
        return IncidentQuery(self.event, self.standing, self.since, self.until, self.min_killed)


class DisputeFilters(Paged):
    """Which contradictions."""

    dispute: Dispute | None = Field(None, description="What sources disagree about.")
    incident: Words | None = Field(None, description="Only those in the incident with this id.")
    conflict: Words | None = Field(None, description="Only those in incidents of the conflict with this id.")

    def query(self) -> DisputeQuery:
        """The same as a question to the record."""
        return DisputeQuery(self.dispute, self.incident, self.conflict)


class ActorFilters(Paged):
    """Which actors."""

    words: Words | None = Field(None, description="Words of a name or id.", examples=["liberation front"])
    kind: Kind | None = Field(None, description="Only actors of this kind.")
    country: str | None = Field(
        None,
        pattern="^[A-Za-z]{2}$",
        description="Only actors of this country: a code of two letters.",
        examples=["PK"],
    )


class SourceFilters(Paged):
    """Which sources."""

    words: Words | None = Field(None, description="Part of the name, in any case.")


class SeriesFilters(Formatted):
    """Which series of a conflict."""

    every: Literal["day", "week", "month"] = Field("week", description="Days in a row of the series.")
    since: Day | None = Field(None, description="First day.")
    until: Day | None = Field(None, description="Last day.")


class Explained(Formatted):
    """How one thing is shown."""

    explain: bool = Field(False, description="Say for each value which words, which rule or which person gave it.")


class ReportShownAs(Explained):
    """How a report is shown."""

    version: int | None = Field(
        None, ge=1, le=2**31 - 1, description="An earlier version, in place of the current one."
    )


class AnalysisFilters(Formatted):
    """What violence is set against."""

    treat: Treat = Field(Treat.TALKS, description="talks, ceasefire or offer.")
