"""Whether violence moves with the talks: estimates, with their uncertainty and their caveats.

>>> from truceline.analysis import analyse
>>> found = analyse(store, "c3f9a0c52", treat="ceasefire")
>>> found.effect

Needs `pip install "truceline[analysis]"`; `Treat` and `summary` do without, and say so.
"""

from truceline.analysis.analysis import Analysis, analyse
from truceline.analysis.settings import Treat
from truceline.analysis.summary import Summary, summary, summary_of
from truceline.errors import ExtraError, NoEstimateError

__all__ = ["Analysis", "ExtraError", "NoEstimateError", "Summary", "Treat", "analyse", "summary", "summary_of"]
