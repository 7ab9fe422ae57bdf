"""Truceline: the open record of talks and violence. Reads reports into attributed claims, and keeps them.

>>> import truceline
>>> record = truceline.read("KABUL, Oct 2, 2021 (Reuters) - ...")
>>> record.claims
>>> truceline.open("record.db").add([record])
"""

from typing import TYPE_CHECKING, Any

from truceline.claim import Amount, Claim, Entity, Event, Evidence, Place, Record, Source, Span, Status, When
from truceline.errors import DatasetError, InputError, ModelError, NotFoundError, StoreError, TrucelineError, UsageError
from truceline.report import Report

if TYPE_CHECKING:
    from truceline.reading.reader import Reader, read
    from truceline.record.store import Store, open

__version__ = "0.1.0"
__all__ = [
    "Amount",
    "Claim",
    "DatasetError",
    "Entity",
    "Event",
    "Evidence",
    "InputError",
    "ModelError",
    "NotFoundError",
    "Place",
    "Reader",
    "Record",
    "Report",
    "Source",
    "Span",
    "Status",
    "Store",
    "StoreError",
    "TrucelineError",
    "UsageError",
    "When",
    "open",
    "read",
]


def __getattr__(name: str) -> Any:
    # The reader brings the language model with it, the record a database: load each only for those who use it.
    if name in ("Reader", "read"):
        from truceline.reading import reader

        return getattr(reader, name)
    if name in ("Store", "open"):
        from truceline.record import store

        return getattr(store, name)
    raise AttributeError(f"module 'truceline' has no attribute {name!r}")
