"""Files, folders and standard input into reports: text, HTML, JSON, JSON lines."""

from truceline.intake.datelines import Dateline, dateline
from truceline.intake.inputs import read_inputs
from truceline.intake.publication import NO_DATE_NOTE
from truceline.intake.reports import Failure, IntakeOptions, TakenReport, notes_on, report_from_text

__all__ = [
    "NO_DATE_NOTE",
    "Dateline",
    "Failure",
    "IntakeOptions",
    "TakenReport",
    "dateline",
    "notes_on",
    "read_inputs",
    "report_from_text",
]
