"""SVG markup: elements that are styled by the page's stylesheet, or carry their own colours in a file to keep."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from markupsafe import Markup, escape

from truceline.web.charts.paper import PAPER

Attribute = str | int | float | None
_SPECIAL = re.compile("[&<>\"']").search
FONT = "system-ui, 'Segoe UI', 'Helvetica Neue', Arial, sans-serif"


@dataclass(frozen=True)
class Pen:
    """Writes elements. With `paper` each gets the colours of its class as attributes: no stylesheet goes with a file."""

    paper: bool = False

    def tag(self, name: str, /, *children: str, cls: str = "", **attributes: Any) -> Markup:
        """An element with the children inside; what is no Markup is escaped. Underscores in names become hyphens."""
        given = self._paint(cls) | attributes if self.paper else attributes
        # Put together as plain text, each value escaped: a page holds thousands of these.
        inner = "".join([child if isinstance(child, Markup) else escape(child) for child in children])
        of_class = f' class="{_escaped(cls)}"' if cls else ""
        return Markup(f"<{name}{of_class}{_attributes(given)}>{inner}</{name}>")

    def _paint(self, cls: str) -> dict[str, Attribute]:
        found: dict[str, Attribute] = {}
        for one in cls.split():
            found |= PAPER.get(one, {})
        return found

    def text(self, x: float, y: float, words: str, *, cls: str, **attributes: Attribute) -> Markup:
        """Words at a place."""
        return self.tag("text", words, cls=cls, x=number(x), y=number(y), **attributes)

    def line(self, x1: float, y1: float, x2: float, y2: float, *, cls: str) -> Markup:
        """A straight line."""
        return self.tag("line", cls=cls, x1=number(x1), y1=number(y1), x2=number(x2), y2=number(y2))

    def rect(
        self, x: float, y: float, width: float, height: float, *children: str, cls: str, **rest: Attribute
    ) -> Markup:
        """A rectangle; `children` may hold its title."""
        size = {"width": number(max(width, 0)), "height": number(max(height, 0))}
        return self.tag("rect", *children, cls=cls, x=number(x), y=number(y), **size, **rest)

    def link(self, address: str, words: str, *children: str) -> Markup:
        """A link within a drawing. The page lists the same links in a table, so that the tab key need not pass each."""
        if self.paper:
            return Markup("").join(children)
        title = self.tag("title", words)
        return self.tag("a", title, *children, href=address, tabindex="-1")

    def drawing(self, width: float, height: float, *children: str, label: str, **rest: Attribute) -> Markup:
        """The whole drawing. `label` says to those who cannot see it what it shows."""
        about: dict[str, Any] = {"viewBox": f"0 0 {number(width)} {number(height)}"}
        if self.paper:
            about |= {"xmlns": "http://www.w3.org/2000/svg", "width": number(width), "height": number(height)}
            about["font_family"] = FONT
            ground = self.rect(0, 0, width, height, cls="ground")
            return self.tag("svg", self.tag("title", label), ground, *children, **about)
        return self.tag("svg", *children, role="group", aria_label=label, **(about | rest))


def _attributes(given: Mapping[str, Attribute]) -> str:
    return "".join([f' {_written(k)}="{_escaped(str(v))}"' for k, v in given.items() if v is not None])


def _escaped(value: str) -> str:
    # html.escape gives plain text: Markup for each value would take twice as long. And most are lengths.
    return html.escape(value) if _SPECIAL(value) else value


@cache
def _written(key: str) -> str:
    """The name of an attribute as SVG writes it."""
    return key.rstrip("_").replace("_", "-")


def number(value: float) -> str:
    """A length with one decimal at most: 12, 12.5."""
    text = f"{value:.1f}"
    return text[:-2] if text.endswith(".0") else text


def path(points: Iterable[tuple[float, float]], *, closed: bool = False) -> str:
    """Points as the data of a path."""
    pairs = [f"{number(x)} {number(y)}" for x, y in points]
    return f"M{'L'.join(pairs)}{'Z' if closed else ''}" if pairs else ""


def as_file(drawing: Markup) -> str:
    """A drawing made with a paper pen as the text of an SVG file."""
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{escape(drawing)}\n'
