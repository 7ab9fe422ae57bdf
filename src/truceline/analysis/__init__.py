"""Whether violence moves with the talks: estimates, with their uncertainty and their caveats.

>>> from truceline.analysis import analyse
>>> found = analyse(store, "c3f9a0c52", treat="ceasefire")
>>> found.effect

Needs `pip install "truceline[analysis]"`. Without it, `analyse` raises ExtraError, and `summary` says so in its answer.
"""

from typing import TYPE_CHECKING, Any

from truceline.analysis.treat import Treat
from truceline.errors import ExtraError, NoEstimateError

if TYPE_CHECKING:
    from truceline.analysis.analysis import Analysis, analyse
    from truceline.analysis.summaries import Summary, summary, summary_of

__all__ = ["Analysis", "ExtraError", "NoEstimateError", "Summary", "Treat", "analyse", "summary", "summary_of"]


def __getattr__(name: str) -> Any:
    # These bring pandas and the record with them; the command line names the choices of `Treat` without.
    if name in ("Analysis", "analyse"):
        from truceline.analysis import analysis

        return getattr(analysis, name)
    if name in ("Summary", "summary", "summary_of"):
        from truceline.analysis import summaries

        return getattr(summaries, name)
    raise AttributeError(f"module 'truceline.analysis' has no attribute {name!r}")
