"""What of a process violence is set against."""

from enum import StrEnum


class Treat(StrEnum):
    """Talks under way, a ceasefire in force, or an offer on the table; data/analysis.yaml says on which days each is."""

    TALKS = "talks"
    CEASEFIRE = "ceasefire"
    OFFER = "offer"
