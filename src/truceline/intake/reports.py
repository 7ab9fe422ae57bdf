"""From what an input says of itself to a `Report`: overrides, checks, publisher, date of publication."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from pydantic import Field

from truceline.errors import InputError
from truceline.intake.checks import require_english, require_text
from truceline.intake.datelines import dateline
from truceline.intake.dates import parse_date
from truceline.intake.publication import NO_DATE_NOTE, publication
from truceline.report import Report


@dataclass(frozen=True)
class IntakeOptions:
    """What the user says of the reports; each goes before what the inputs say of themselves."""

    published: dt.date | None = None
    publisher: str | None = None
    title: str | None = None


@dataclass(frozen=True)
class Failure:
    """One report that could not be taken in. `place` names the file, and the line or item in it."""

    place: str
    error: InputError


@dataclass(frozen=True)
class Draft:
    """What an input says of a report before anything is checked.

    `names` holds names that may bear its date: what it is ("file name") → the name. `named` says that the id is the
    report's own, and not made up of the name of its file.
    """

    id: str
    text: str
    title: str | None = None
    publisher: str | None = None
    published: dt.date | None = None
    url: str | None = None
    licence: str | None = None
    names: dict[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    named: bool = False


class TakenReport(Report):
    """A report as intake gives it: with notes for the reader of its record, the place (file, line or item) that it
    came from, and whether its id is its own. Written out as a plain `Report`.
    """

    notes: tuple[str, ...] = Field(default=(), exclude=True, repr=False)
    place: str | None = Field(default=None, exclude=True, repr=False)
    named: bool = Field(default=False, exclude=True, repr=False)


def make_report(draft: Draft, options: IntakeOptions | None = None, *, place: str | None = None) -> TakenReport:
    """The report of a draft that was found at a place. Raises InputError for a text that cannot be read."""
    options = options or IntakeOptions()
    require_text(draft.text)
    require_english(draft.text)
    names = {**draft.names, **({"web address": draft.url} if draft.url else {})}
    found = publication(draft.text, stated=options.published or draft.published, names=names)
    opening = dateline(draft.text)
    return TakenReport(
        id=_whole_characters(draft.id)[:500],
        title=_optional(options.title or draft.title),
        publisher=_optional(options.publisher or draft.publisher or (opening.agency if opening else None)),
        published=found.date,
        url=_optional(draft.url),
        licence=_optional(draft.licence),
        text=draft.text,
        notes=(*draft.notes, *found.notes),
        place=place,
        named=draft.named,
    )


def _optional(value: str | None) -> str | None:
    return _whole_characters(value) if value else None


def _whole_characters(value: str) -> str:
    """A value without half characters, which file names and JSON escapes can hold and no output can."""
    return "".join("�" if "\ud800" <= c <= "\udfff" else c for c in value)


def notes_on(report: Report) -> tuple[str, ...]:
    """What a record must say about how its report was taken in: no date, a year inferred, an encoding guessed."""
    if isinstance(report, TakenReport):
        return report.notes
    return () if report.published else (NO_DATE_NOTE,)


def report_from_text(
    text: str,
    *,
    id: str = "text",
    title: str | None = None,
    publisher: str | None = None,
    published: dt.date | str | None = None,
    url: str | None = None,
) -> TakenReport:
    """The report of a plain text, which is kept exactly as given: offsets of claims are offsets into `text`.

    Publisher and date come from the dateline where not given. Raises InputError for a text that cannot be read.
    """
    return make_report(
        Draft(id=id, text=text, title=title, publisher=publisher, published=stated_date(published), url=url)
    )


def stated_date(value: dt.date | str | None, *, field: str = "published") -> dt.date | None:
    """A date that somebody states. Raises InputError for what is no day of the calendar."""

    if isinstance(value, dt.datetime):
        return value.date()
    if value is None or isinstance(value, dt.date):
        return value
    if not value.strip():
        return None
    try:
        return parse_date(value)
    except ValueError as error:
        raise InputError(f'"{field}": {error}', remedy="write a day as YYYY-MM-DD") from None
