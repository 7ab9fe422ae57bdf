"""The record in the formats of others, and the data of others as reports and claims."""

from truceline.exchange.acled import acled_row, read_acled
from truceline.exchange.compare import DyadEvent, compare, event_of_claim, event_of_incident
from truceline.exchange.files import csv_text
from truceline.exchange.ged import ged_row, read_ged
from truceline.exchange.plover import plover_lines, plover_row

__all__ = [
    "DyadEvent",
    "acled_row",
    "compare",
    "csv_text",
    "event_of_claim",
    "event_of_incident",
    "ged_row",
    "plover_lines",
    "plover_row",
    "read_acled",
    "read_ged",
]
