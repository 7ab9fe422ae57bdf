"""Drawings by matplotlib for pages: a page takes no styles within its text, so each becomes attributes."""

from __future__ import annotations

import re

from markupsafe import Markup

_STYLE = re.compile(r'style="([^"]*)"')
_FONT = re.compile(r"(?:(?P<weight>bold|\d{3}) )?(?P<size>[\d.]+)px (?P<family>.+)")
_SHEET = re.compile(r"<style.*?</style>", re.DOTALL)
_AROUND = 'stroke-linejoin="round" stroke-linecap="butt"'
"""What the style sheet of each such drawing says of all its parts."""


def inline(svg: str) -> Markup:
    """An SVG element, made by `truceline.analysis.figures` with all texts escaped, without any CSS."""
    bare = _SHEET.sub("", svg).replace("<svg ", f"<svg {_AROUND} ", 1)
    return Markup(_STYLE.sub(lambda found: _attributes(found[1]), bare))


def _attributes(style: str) -> str:
    said = (part.split(":", 1) for part in style.split(";") if ":" in part)
    return " ".join(_attribute(name.strip(), value.strip()) for name, value in said)


def _attribute(name: str, value: str) -> str:
    font = _FONT.fullmatch(value) if name == "font" else None
    if font:
        weight = f' font-weight="{font["weight"]}"' if font["weight"] else ""
        return f'font-size="{font["size"]}px" font-family="{font["family"]}"{weight}'
    return f'{name}="{value}"'
