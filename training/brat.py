"""Read PolNeAR's attributions in brat stand-off files (https://brat.nlplab.org/standoff.html)."""

from __future__ import annotations

import re
from pathlib import Path

SPAN_LAYERS = ("source", "cue", "content")


def attribution_spans(path: Path) -> dict[str, list[tuple[int, int]]]:
    """Character spans per layer in a brat stand-off file; a discontinuous span gives its parts."""
    spans: dict[str, list[tuple[int, int]]] = {layer: [] for layer in SPAN_LAYERS}
    for line in path.read_text(encoding="utf-8").splitlines():
        m = re.match(r"T\d+\t(Source|Cue|Content) ([\d ;]+)\t", line)
        if m:
            for part in m[2].split(";"):
                start, end = part.split()
                spans[m[1].lower()].append((int(start), int(end)))
    return spans
