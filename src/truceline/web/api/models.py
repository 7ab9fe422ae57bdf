"""What REST gives out, field by field. The claim format itself is in docs/claim-format.md, incidents in docs/incidents.md."""

from __future__ import annotations

import datetime as dt
from typing import Any, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from truceline.actors.actor import Actor
from truceline.analysis.treat import Treat
from truceline.claim import Claim
from truceline.incidents import Incident
from truceline.processes import Bin, Phase, PhaseSpan, Side, Step, Term
from truceline.report import Report

Item = TypeVar("Item")


class Page(BaseModel, Generic[Item]):
    """A page of a list."""

    items: list[Item]
    next: str | None = Field(description="What to send as `cursor` for the next page; null on the last one.")


class Problem(BaseModel):
    """What went wrong (RFC 9457)."""

    type: str = Field(description="Always about:blank.", examples=["about:blank"])
    title: str = Field(description="The status in words.", examples=["Not Found"])
    status: int = Field(description="The status of HTTP.", examples=[404])
    detail: str = Field(description="What happened.", examples=['there is no claim "k3xq7ab2"'])
    where: str | None = Field(None, description="The field, header or item that it is about.")
    remedy: str | None = Field(None, description="What to do.", examples=["truceline find shows the ids of claims"])


class ClaimItem(BaseModel):
    """A claim as it stands after corrections, and how the record holds it."""

    id: str = Field(description="The id to call it by; its first letters do too.", examples=["k3xq7ab2mnop"])
    claim: Claim = Field(description="The claim in the claim format; evidence only where `explain` asks for it.")
    words: str = Field(description="Its exact words.", examples=["Gunmen killed 12 soldiers near Gao"])
    condition: str | None = Field(description="The words on which it depends.")
    report: str = Field(description="Id of the report that tells it.", examples=["story-17"])
    version: int = Field(description="Version of the report.")
    current: bool = Field(description="Whether that is the report's current version.")
    title: str | None = Field(description="Title of the report.")
    publisher: str | None = Field(description="Publisher of the report.", examples=["Reuters"])
    published: dt.date | None = Field(description="Day of publication.")
    url: str | None = Field(description="Web address of the report.")
    reader: str = Field(description="Which program, person or dataset gave the claim.")
    state: str = Field(description="read, kept (no longer read, but corrected) or gone.", examples=["read"])
    verdict: str | None = Field(description="accepted or rejected, where a person said so.")
    checked: bool = Field(description="Whether a person corrected or accepted it.")
    copy_of: str | None = Field(description="Id of the claim of an earlier report that it repeats.")
    group: int = Field(description="The same for all reports that are copies of one text.")


class ReportItem(BaseModel):
    """What is known of a report, without its text."""

    id: str = Field(description="The id to call it by.", examples=["story-17"])
    version: int = Field(description="Number of the version.")
    current: bool = Field(description="Whether it is the current version.")
    title: str | None = None
    publisher: str | None = None
    published: dt.date | None = Field(None, description="Day of publication.")
    url: str | None = None
    licence: str | None = None
    claims: int = Field(description="Claims that were read from it.")
    group: int = Field(description="The same for all reports that are copies of one text.")
    reader: str = Field(description="Which program, person or dataset gave its claims.")
    added: str = Field(description="When it came into the record (UTC).")


class ReportClaim(Claim):
    """A claim of a report; the offsets of every span are code points of the report's text."""

    id: str | None = Field(None, description="The id to call it by; null where it is not stored.")
    verdict: str | None = Field(None, description="accepted or rejected, where a person said so.")
    state: str | None = Field(None, description="read or kept; null where it is not stored.")


class ReportShown(BaseModel):
    """A report with its text and its claims as they stand."""

    key: str = Field(description="The id to call it by.", examples=["story-17"])
    version: int = Field(description="Number of the version.")
    current: bool = Field(description="Whether it is the current version.")
    reader: str = Field(description="Which program, person or dataset gave its claims.")
    added: str = Field(description="When it came into the record (UTC).")
    copies: list[str] = Field(description="Ids of the other reports with the same text, or nearly so.")
    report: Report
    claims: list[ReportClaim]
    notes: list[str] = Field(description="What to know of how it was taken in.")


class ReportIn(BaseModel):
    """A report to be read. Only `text` is needed: publisher and day are else taken from its dateline."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "text": "GAO, March 14, 2023 (Reuters) - Gunmen killed at least 12 soldiers on Monday, the army said.",
                    "title": "Gunmen kill soldiers near Gao",
                }
            ]
        }
    )
    text: str = Field(min_length=1, description="The whole text, in English; kept exactly as given.")
    id: str | None = Field(None, description="An id of your own; by default one is made from the text.")
    title: str | None = None
    publisher: str | None = None
    published: str | None = Field(None, description="Day of publication, YYYY-MM-DD.")
    url: str | None = Field(None, description="Web address: the same address with another text is a new version.")
    licence: str | None = None


class Added(BaseModel):
    """What became of a report that was sent, and its claims."""

    outcome: Literal["new", "version", "unchanged", "read"] = Field(
        description="Stored as new, as a new version, known already, or only read."
    )
    key: str | None = Field(description="The id to call it by; null where it is not stored.")
    version: int | None = Field(description="Number of the version; null where it is not stored.")
    report: Report
    claims: list[ReportClaim]
    notes: list[str] = Field(description="What to know of how it was taken in.")


class EntryItem(BaseModel):
    """One thing that happened to a claim."""

    at: str = Field(description="When (UTC).")
    who: str = Field(description="The person, or the reader.")
    what: str = Field(
        description="read, set, accept, reject, undo; value, found, gone, kept or back for later readings."
    )
    field: str | None = Field(None, description="The field that was set or read otherwise.")
    old: Any = Field(None, description="The value before.")
    new: Any = Field(None, description="The value after.")
    why: str | None = None
    act: str | None = Field(None, description="What undo takes to take this back.")
    undone: bool = Field(False, description="Whether it was taken back.")


class Reason(BaseModel):
    """Why something is said of a claim."""

    model_config = ConfigDict(extra="forbid")
    why: str | None = Field(None, max_length=2_000, description="For the history, and for those who come after.")


class Settings(Reason):
    """Values of a claim, in words as after --set of `truceline correct`, or as JSON of the claim format."""

    set: dict[str, Any] = Field(
        min_length=1,
        max_length=11,
        description="Field and value: event, mode, status, actor, recipient, sources, when, where, killed, injured, count. "
        "An empty value says that nothing is told.",
        examples=[{"killed": "10..15", "where": "Gao (ML)"}],
    )


class Undoing(Reason):
    """What to take back."""

    act: str | None = Field(None, max_length=8, description="The act, from the history; by default the last one.")


class CorrectionItem(BaseModel):
    """One thing that a person said of a claim."""

    act: str = Field(description="What undo takes to take this back; shared by all that was said at once.")
    kind: Literal["set", "accept", "reject", "undo"]
    who: str
    at: str = Field(description="When (UTC).")
    why: str | None = None
    field: str | None = None
    old: Any = None
    new: Any = None
    undoes: str | None = Field(None, description="The act that no longer counts.")


class Corrected(BaseModel):
    """What was written down, and the claim as it stands now."""

    corrections: list[CorrectionItem]
    claim: ClaimItem


class IncidentShown(BaseModel):
    """An incident with its claims side by side."""

    incident: Incident
    members: list[ClaimItem] = Field(description="Its claims, in the order of telling.")


class ActorShown(Actor):
    """An actor and where it stands among others."""

    parts: list[str] = Field(description="Ids of its parts and factions.")
    ancestors: list[str] = Field(description="Ids of what it is a part of, the nearest first.")


class SourceItem(BaseModel):
    """Somebody on whose word the record rests."""

    name: str = Field(examples=["Reuters"])
    claims: int = Field(description="Claims that rest on its word.")
    reports: int = Field(description="Versions of reports that cite it.")
    first: dt.date | None = Field(description="First day of what it tells.")
    last: dt.date | None = Field(description="Last day of what it tells.")
    contradicted: int = Field(description="Contradictions in which it takes a side.")


class ConflictItem(BaseModel):
    """A conflict in a list."""

    id: str
    name: str = Field(description="The names of its two sides.")
    first: dt.date | None = Field(description="First day.")
    last: dt.date | None = Field(description="Last day.")
    incidents: int = Field(description="All its incidents.")
    attacks: int = Field(description="Incidents of force.")
    steps: int = Field(description="Steps of the process.")
    killed_low: int = Field(description="Killed, at least.")
    killed_high: int | None = Field(description="Killed, at most; null where only a lower bound is told.")
    phase: Phase = Field(description="Its phase on the last day.")


class ConflictShown(BaseModel):
    """A conflict: who is on its sides, and its incidents of force."""

    id: str
    name: str = Field(description="The names of its two sides.")
    sides: tuple[Side, Side]
    countries: list[str] = Field(description="Where it is fought, ISO 3166-1 alpha-2.", examples=[["PK"]])
    first: dt.date | None = Field(description="First day.")
    last: dt.date | None = Field(description="Last day.")
    violence: list[str] = Field(description="Ids of the incidents of force, in order of time.")


class ProcessShown(BaseModel):
    """The process of a conflict."""

    conflict: str = Field(description="Id of the conflict.")
    steps: list[Step]
    phases: list[PhaseSpan]
    terms: list[Term]


class SeriesShown(BaseModel):
    """The time line of a conflict, without gaps."""

    conflict: str = Field(description="Id of the conflict.")
    every: Literal["day", "week", "month"]
    bins: list[Bin]


class EffectItem(BaseModel):
    """How far something counted by week differs in weeks with the treatment from what other weeks lead to expect."""

    outcome: Literal["attacks", "deaths"]
    actor: str | None = Field(description="The party whose attacks these are; null: of all.")
    ratio: float | None = Field(
        description="Rate with the treatment over that without; null where there is no estimate."
    )
    low: float | None = Field(description="Lower bound of the ratio's 95 % interval.")
    high: float | None = Field(description="Upper bound of the ratio's 95 % interval.")
    change: float | None = Field(description="The ratio as a change in per cent.")
    change_low: float | None
    change_high: float | None
    p: float | None = Field(description="How often such a difference would come of chance if there were none.")
    log_ratio: float | None
    error: float | None = Field(description="Standard error of log_ratio, robust to autocorrelation.")
    critical: float | None = Field(description="Standard errors to each side of log_ratio that make its interval.")
    overdispersion: float | None
    persistence: float | None
    lag: int | None = Field(description="Weeks that the errors allow for.")
    weeks_treated: int
    weeks_untreated: int
    count_treated: int
    count_untreated: int
    refused: str | None = Field(description="Why there is no estimate of this outcome.")


class AnalysisShown(BaseModel):
    """Whether violence moved with a treatment, or why nothing can be said of it."""

    conflict: str = Field(description="Id of the conflict.")
    treat: Treat
    finding: str | None = Field(description="The main estimate in words; null where there is none.")
    basis: str | None = Field(description="On how many weeks it rests.")
    caveats: list[str] = Field(description="What it does not show.")
    method: str | None
    effects: list[EffectItem]
    refused: list[str] = Field(description="Why there is no estimate; empty where there is one.")


class PhaseIn(Reason):
    """A phase that a person sets."""

    phase: Phase
    start: dt.date = Field(description="First day.", examples=["2021-11-01"])
    end: dt.date | None = Field(None, description="Last day; null: it goes on.")


class PhaseSet(BaseModel):
    """What was written down."""

    act: str = Field(description="What undo takes to take it back.")


class PhaseUndone(Reason):
    """Which phase to take back."""

    act: str = Field(min_length=1, max_length=40, description="As the answer to setting it gave it.")
