"""Inputs named on the command line, or by a program, into reports: lazily, and one bad one stops no other."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from truceline.errors import InputError
from truceline.intake import jsonreports
from truceline.intake.decoding import LIMIT, decode, read_bytes
from truceline.intake.plain import draft_from_text
from truceline.intake.reports import Draft, Failure, IntakeOptions, make_report
from truceline.intake.webpage import draft_from_html
from truceline.report import Report

ENDINGS = {
    ".txt": "text",
    ".text": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
}
"""File name ending → format. In a folder, files with other endings are passed over."""

STDIN = "-"
_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body|article|main|div|p|meta|title|h1)\b", re.IGNORECASE)
_Found = Iterator[tuple[str, Draft | InputError]]


def read_inputs(paths: Iterable[str | Path], options: IntakeOptions | None = None) -> Iterator[Report | Failure]:
    """The reports of files, folders and "-" (standard input), in order.

    A report that cannot be taken in gives a `Failure` that names it, and the next one follows.
    """
    for path in paths:
        for place, draft in _drafts(path):
            yield _finish(place, draft, options)


def _finish(place: str, draft: Draft | InputError, options: IntakeOptions | None) -> Report | Failure:
    try:
        if isinstance(draft, InputError):
            raise draft
        return make_report(draft, options, place=place)
    except InputError as error:
        return Failure(place, InputError(error.problem, place=place, remedy=error.remedy))


def _drafts(path: str | Path) -> _Found:
    if str(path) == STDIN:
        yield from _stream(sys.stdin.buffer, id="stdin", place="standard input", kind=None, names={})
    elif _is_folder(path):
        yield from _folder(Path(path))
    else:
        yield from _file(Path(path))


def _is_folder(path: str | Path) -> bool:
    try:
        # An empty name is none, and not the current folder.
        return bool(str(path)) and Path(path).is_dir()
    except OSError:  # too long a name, or in a folder that may not be entered: opening it says which
        return False


def _folder(folder: Path) -> _Found:
    found = False
    for path in sorted(_files(folder)):
        found = True
        yield from _file(path)
    if not found:
        endings = ", ".join(ENDINGS)
        yield str(folder), InputError("the folder holds no reports", remedy=f"files must end in {endings}")


def _files(folder: Path) -> Iterator[Path]:
    """Files with a known ending, at any depth; hidden ones and linked folders are passed over."""
    for base, folders, names in os.walk(folder):
        folders[:] = [f for f in folders if not f.startswith(".")]
        yield from (Path(base, n) for n in names if not n.startswith(".") and Path(n).suffix.lower() in ENDINGS)


def _file(path: Path) -> _Found:
    try:
        with path.open("rb") as stream:
            kind = ENDINGS.get(path.suffix.lower())
            yield from _stream(stream, id=path.stem, place=str(path), kind=kind, names={"file name": path.name})
    except FileNotFoundError:
        yield str(path), InputError("there is no such file", remedy="check the name")
    except (OSError, ValueError) as error:
        cause = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        yield str(path), InputError(f"it cannot be opened: {cause}", remedy="check the name and its permissions")


def _stream(stream: BinaryIO, *, id: str, place: str, kind: str | None, names: dict[str, str]) -> _Found:
    """The drafts in a stream of a known format, or of the one that it looks like (`kind` None)."""
    opening: list[bytes] = []
    if kind is None:
        opening = [line for _ in range(2) if (line := stream.readline(LIMIT))]
        kind = "jsonl" if len(opening) == 2 and _is_object(opening[0]) else None
    if kind == "jsonl":
        yield from _lines(stream, opening, id=id, place=place, names=names)
        return
    try:
        data = b"".join(opening) + read_bytes(stream)
        yield from _whole(data, id=id, place=place, kind=kind, names=names)
    except InputError as error:
        yield place, error


def _lines(stream: BinaryIO, opening: list[bytes], *, id: str, place: str, names: dict[str, str]) -> _Found:
    found = False
    for number, line in jsonreports.lines(stream, opening):
        found = True
        yield f"{place}:{number}", jsonreports.draft_from_line(line, id=f"{id}-{number}", names=names)
    if not found:
        yield place, InputError("it is empty", remedy=jsonreports.EXAMPLE)


def _whole(data: bytes, *, id: str, place: str, kind: str | None, names: dict[str, str]) -> _Found:
    decoded = decode(data, html=kind in ("html", None))
    text, notes = decoded.text, decoded.notes
    kind = kind or _sniff(text)
    if kind == "json":
        value = jsonreports.parse(text)
        for number, draft in enumerate(jsonreports.drafts(value, id=id, names=names, notes=notes), start=1):
            yield f"{place}: report {number}" if isinstance(value, list) and value else place, draft
    else:
        draft_from = draft_from_html if kind == "html" else draft_from_text
        yield place, draft_from(text, id=id, names=names, notes=notes)


def _sniff(text: str) -> str:
    """Whether a text looks like JSON, HTML or plain text."""
    opening = text[:2000].lstrip()
    if re.match(r'\{\s*["}]|\[\s*[{\]]', opening):
        return "json"
    return "html" if opening.startswith("<") and _HTML.search(opening) else "text"


def _is_object(line: bytes) -> bool:
    """Whether a line is a whole JSON object, the mark of JSON lines."""
    if not line.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{"):
        return False
    try:
        return isinstance(jsonreports.parse(decode(line).text), dict)
    except InputError:
        return False
