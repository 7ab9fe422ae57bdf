"""Coded sentences: one example a line, with events marked inline, for training event recognition.

    python -m corpus.sentences check FILE...

`[1a:The rebels] [1!ASSAULT.future/firearms:will attack] [1r:the town], [1s:officials] said`
marks event 1: its trigger (with status and mode), its actor, recipient and source. Marks may nest, not cross.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass, field
from pathlib import Path

if __package__:
    from corpus.sheets import EVENTS, MODES, STATUSES
else:
    from sheets import EVENTS, MODES, STATUSES

OPEN = re.compile(r"\[((?:\d+[ars])+|\d+![A-Z]+(?:\.[a-z]+)?(?:/[a-z-]+)?):")
TRIGGER = re.compile(r"(\d+)!([A-Z]+)(?:\.([a-z]+))?(?:/([a-z-]+))?")


class MarkError(ValueError):
    """A line's marks do not parse; the message says where."""


@dataclass
class CodedEvent:
    """One marked event; spans are [start, end) offsets into `CodedSentence.text`."""

    trigger: tuple[int, int] = (0, 0)
    event: str = ""
    status: str = "actual"
    mode: str | None = None
    actors: list[tuple[int, int]] = field(default_factory=list)
    recipients: list[tuple[int, int]] = field(default_factory=list)
    sources: list[tuple[int, int]] = field(default_factory=list)


@dataclass
class CodedSentence:
    """A text without its marks, and the events that the marks stood for."""

    text: str
    events: list[CodedEvent]


def parse(line: str) -> CodedSentence:
    """Read one marked line. Raises MarkError."""
    text, stack, found = "", [], {}
    i = 0
    while i < len(line):
        if line[i] == "[":
            m = OPEN.match(line, i)
            if not m:
                raise MarkError(f"not a mark: {line[i : i + 30]!r}")
            stack.append((m[1], len(text)))
            i = m.end()
        elif line[i] == "]":
            if not stack:
                raise MarkError(f"a bracket closes nothing before {line[i : i + 20]!r}")
            label, start = stack.pop()
            close(label, (start, len(text)), found)
            i += 1
        else:
            text += line[i]
            i += 1
    if stack:
        raise MarkError(f"never closed: {stack[-1][0]!r}")
    for number, event in found.items():
        if not event.event:
            raise MarkError(f"event {number} has no trigger")
    return CodedSentence(text, [found[k] for k in sorted(found)])


def close(label: str, span: tuple[int, int], found: dict[int, CodedEvent]) -> None:
    """Enter one closed mark into the events found so far. Raises MarkError."""
    if span[0] == span[1]:
        raise MarkError(f"an empty mark {label!r}")
    if m := TRIGGER.fullmatch(label):
        number, event, status, mode = int(m[1]), m[2], m[3] or "actual", m[4]
        if event not in EVENTS or status not in STATUSES:
            raise MarkError(f"unknown event or status in {label!r}")
        if mode and mode not in MODES.get(event, "").split():
            raise MarkError(f"{event} has no mode {mode!r}")
        entry = found.setdefault(number, CodedEvent())
        if entry.event:
            raise MarkError(f"event {number} has two triggers")
        entry.trigger, entry.event, entry.status, entry.mode = span, event, status, mode
        return
    for number, role in re.findall(r"(\d+)([ars])", label):
        entry = found.setdefault(int(number), CodedEvent())
        {"a": entry.actors, "r": entry.recipients, "s": entry.sources}[role].append(span)


def load(path: Path) -> list[CodedSentence]:
    """All coded sentences of a file. Raises MarkError naming the line."""
    out = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            try:
                out.append(parse(line.strip()))
            except MarkError as error:
                raise MarkError(f"{path.name}:{number}: {error}") from None
    return out


def main(argv: list[str]) -> int:
    """Check files line by line; the exit code is 1 when a line has an error."""
    if len(argv) < 2 or argv[0] != "check":
        print(__doc__)
        return 2
    failed = lines = events = 0
    for name in argv[1:]:
        for number, line in enumerate(Path(name).read_text(encoding="utf-8").splitlines(), 1):
            if not line.strip() or line.startswith("#"):
                continue
            lines += 1
            try:
                events += len(parse(line.strip()).events)
            except MarkError as error:
                failed += 1
                print(f"{name}:{number}: {error}")
    print(f"{lines} lines, {events} events, {failed} errors")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
