"""Truceline: the open record of talks and violence. Reads reports into attributed claims.

>>> import truceline
>>> record = truceline.read("KABUL, Oct 2, 2021 (Reuters) - ...")
>>> record.claims
"""

from typing import TYPE_CHECKING, Any

from truceline.claim import Amount, Claim, Entity, Event, Evidence, Place, Record, Source, Span, Status, When
from truceline.errors import InputError, ModelError, TrucelineError, UsageError
from truceline.report import Report

if TYPE_CHECKING:
    from truceline.reading.reader import Reader, read

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
    "Reader",
    "Record",
    "Report",
    "Source",
    "Span",
    "Status",
    "TrucelineError",
    "UsageError",
    "When",
    "read",
]


def __getattr__(name: str) -> Any:
    # The reader brings the language model with it: load it only for those who read.
    if name in ("Reader", "read"):
        from truceline.reading import reader

        return getattr(reader, name)
    raise AttributeError(f"module 'truceline' has no attribute {name!r}")
