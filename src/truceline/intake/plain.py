"""Plain text files: which lines are title, byline and date, and where the body begins."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from truceline.errors import InputError
from truceline.intake.datelines import dateline
from truceline.intake.dates import is_date
from truceline.intake.reports import Draft, stated_date

LONGEST_TITLE = 200
WRAPPED = 100
"""Lines of at most this length may be the lines of a paragraph wrapped by hand."""

_LABEL = re.compile(r"\s*(?P<label>[A-Z][A-Za-z ]{2,20}):\s*(?P<value>\S.*)")
_TITLE_LABELS = frozenset(("title", "headline"))
_DATE_LABELS = frozenset(
    ("date", "published", "published on", "publication date", "posted", "posted on", "first published", "issued")
)
_UPDATE_LABELS = frozenset(("updated", "last updated", "modified", "last modified", "updated on"))
_PUBLISHER_LABELS = frozenset(("publisher", "source", "outlet", "agency"))
_OTHER_LABELS = frozenset(
    ("author", "authors", "reporter", "section", "topic", "topics", "tags", "language", "country")
)
_UNLABELLED_DATE = re.compile(
    r"\s*(?:published|posted|updated|issued)(?:\s+on|\s+at)?\s+(?P<value>\S.*)", re.IGNORECASE
)
_BYLINE = re.compile(r"\s*(?:By|BY|by)\s+(?P<name>[A-Z\u00c0-\u024f][^\n]{1,90})$")
_ADDRESS = re.compile(r"\s*(?:(?:URL|Link|Url):\s*)?(?P<value>https?://\S+)\s*$")
_SENTENCE_END = re.compile(r"[.!:;,…][\"”’')\]]*$")
_ABBREVIATION_END = re.compile(r"\b(?:[A-Za-z]\.){2,}$")


@dataclass
class _Front:
    """What the lines before the body say."""

    title: str | None = None
    publisher: str | None = None
    published: dt.date | None = None
    url: str | None = None


def draft_from_text(text: str, *, id: str, names: dict[str, str], notes: tuple[str, ...] = ()) -> Draft:
    """The draft of a report in a plain text file.

    The body is what follows title, byline and date lines, and is a piece of the text with line ends as `\\n`.
    Raises InputError for a labelled date that is no day ("Published: 2021-02-30").
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    front = _Front()
    body = text[_body_start(text, front) :].strip()
    return Draft(
        id=id,
        text=body,
        title=front.title,
        publisher=front.publisher,
        published=front.published or _closing_date(body),
        url=front.url,
        names=names,
        notes=notes,
    )


def _body_start(text: str, front: _Front) -> int:
    """Read the lines before the body into `front`; the offset at which the body starts."""
    at, titled = 0, False
    while at < len(text):
        end = _line_end(text, at)
        line = text[at:end].strip()
        if line and not _read_front_line(line, front):
            lines = 0 if titled or front.title else _title_lines(text[at:])
            if not lines:
                break
            title, end = _take_lines(text, at, lines)
            front.title, titled = title, True
        at = end + 1
    # A file of nothing but front lines is read as it stands.
    return at if at < len(text) else 0


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _take_lines(text: str, at: int, count: int) -> tuple[str, int]:
    end = at - 1
    for _ in range(count):
        end = _line_end(text, end + 1)
    return " ".join(text[at:end].split()).lstrip("#").strip(), end


def _read_front_line(line: str, front: _Front) -> bool:
    """Take in a line that speaks about the report; False for one that is title or body."""
    if address := _ADDRESS.match(line):
        front.url = front.url or address["value"]
        return True
    if labelled := _LABEL.fullmatch(line):
        return _read_label(labelled["label"].lower(), labelled["value"].strip(), front)
    if is_date(line):
        front.published = front.published or stated_date(line)
        return True
    if (dated := _UNLABELLED_DATE.fullmatch(line)) and is_date(dated["value"]):
        if not line.lower().startswith("updated"):
            front.published = front.published or stated_date(dated["value"])
        return True
    return _is_byline(line)


def _read_label(label: str, value: str, front: _Front) -> bool:
    if label in _TITLE_LABELS:
        front.title = front.title or value
    elif label in _PUBLISHER_LABELS and len(value) <= 60:
        front.publisher = front.publisher or value
    elif label in _DATE_LABELS and is_date(value):
        front.published = front.published or stated_date(value, field=label)
    else:
        return label in _OTHER_LABELS or (
            label in (*_UPDATE_LABELS, *_DATE_LABELS) and value[:40].strip()[-1:].isdigit()
        )
    return True


def _is_byline(line: str) -> bool:
    byline = _BYLINE.fullmatch(line)
    if byline is None or line.endswith((".", ":", ",")) or len(line.split()) > 12:
        return False
    words = [w for w in re.split(r"[\s,|/&]+", byline["name"]) if w]
    return all(
        w[:1].isupper() or w.lower() in ("and", "in", "of", "for", "the", "de", "al", "van", "von", "bin", "–", "-")
        for w in words
    )


def _title_lines(rest: str) -> int:
    """How many lines of the text that begins here are its title; 0 when it begins with the body."""
    paragraph = rest.split("\n\n", 1)[0] if "\n\n" in rest else rest
    lines = [line.strip() for line in re.split(r"\n", paragraph) if line.strip()]
    if not rest[len(paragraph) :].strip() and len(lines) < 2:
        return 0
    if dateline(rest) is not None:
        return 0
    front = next((n for n, line in enumerate(lines) if n and _read_front_line(line, _Front())), len(lines))
    block = lines[:front]
    followed_by_gap = front < len(lines) or bool(rest[len(paragraph) :].strip())
    if followed_by_gap and len(block) <= 3 and _reads_as_title(" ".join(block)):
        return len(block)
    return 1 if len(lines) > 1 and _reads_as_title(lines[0]) and not _is_wrapped(lines) else 0


def _reads_as_title(words: str) -> bool:
    if not any(c.isalpha() for c in words) or len(words) > LONGEST_TITLE:
        return False
    return not _SENTENCE_END.search(words) or bool(_ABBREVIATION_END.search(words))


def _is_wrapped(lines: list[str]) -> bool:
    """Whether the first line goes on in the second: that begins small, or the break was forced by the width."""
    if lines[1][:1].islower():
        return True
    width = max(map(len, lines))
    return width <= WRAPPED and len(lines) > 1 and len(lines[0]) + 1 + len(lines[1].split()[0]) > width


def _closing_date(body: str) -> dt.date | None:
    """A labelled date in one of the last lines ("Published: 2 October 2021")."""
    for line in body.rsplit("\n", 4)[1:]:
        labelled = _LABEL.fullmatch(line.strip())
        if labelled and labelled["label"].lower() in _DATE_LABELS and is_date(labelled["value"]):
            try:
                return stated_date(labelled["value"])
            except InputError:
                return None
    return None
