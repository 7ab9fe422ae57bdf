"""Truceline: the open record of talks and violence. Reads reports into attributed claims."""

from truceline.claim import Amount, Claim, Entity, Event, Evidence, Place, Record, Source, Span, Status, When
from truceline.errors import InputError, ModelError, TrucelineError, UsageError
from truceline.report import Report

__version__ = "0.1.0"
__all__ = [
    "Amount",
    "Claim",
    "Entity",
    "Event",
    "Evidence",
    "InputError",
    "ModelError",
    "Place",
    "Record",
    "Report",
    "Source",
    "Span",
    "Status",
    "TrucelineError",
    "UsageError",
    "When",
]
