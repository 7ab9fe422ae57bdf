"""The record: reports, their claims and what people said of them, in SQLite or PostgreSQL."""

from truceline.record.concluded import IncidentQuery
from truceline.record.corrections import Correction
from truceline.record.faults import Fault
from truceline.record.history import Entry
from truceline.record.rereading import Change, Reread
from truceline.record.retrieval import Shown
from truceline.record.search import Query
from truceline.record.store import Store, open
from truceline.record.stored import StoredClaim, StoredReport
from truceline.record.writing import Stored

__all__ = [
    "Change",
    "Correction",
    "Entry",
    "Fault",
    "IncidentQuery",
    "Query",
    "Reread",
    "Shown",
    "Store",
    "Stored",
    "StoredClaim",
    "StoredReport",
    "open",
]
