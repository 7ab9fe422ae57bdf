"""The report of an analysis as one HTML page that stands alone: its figures are in it, and it asks for nothing."""

from __future__ import annotations

from dataclasses import asdict
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from truceline.analysis.analysis import Analysis
from truceline.analysis.content import content
from truceline.analysis.figures import figures, svg


def html_report(analysis: Analysis) -> str:
    """The page; it prints on one sheet of A4. Raises ExtraError."""
    # matplotlib escapes the texts that it draws, and figures.py the one that it adds.
    drawn = [Markup(svg(figure, analysis)) for figure in figures(analysis)]
    return _template().render(asdict(content(analysis)) | {"figures": drawn})


@cache
def _template() -> Template:
    loader = PackageLoader("truceline.analysis")
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined).get_template("report.html")
