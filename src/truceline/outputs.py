"""Where records go: standard output in one of four formats, or a folder of claim records."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import IO, Protocol

from truceline import views
from truceline.claim import Record
from truceline.errors import TrucelineError, UsageError
from truceline.wholefiles import whole

FORMATS = ("table", "json", "jsonl", "csv")
LONGEST_NAME = 150
"""Longest file name made of a report's id, in characters of one byte, its ending left out."""

_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
# Names of devices on Windows, whatever their ending.
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)


class Output(Protocol):
    """Takes records one by one; `close` after the last."""

    def write(self, record: Record) -> None:
        """Give out one record. Raises TrucelineError where that fails."""

    def close(self) -> None:
        """Finish what is given out."""


def printer(format: str, stream: IO[str], *, explain: bool = False) -> Output:
    """The output that prints records to a stream in a format of `FORMATS`. Raises UsageError."""
    if explain and format == "csv":
        raise UsageError("csv has no room for --explain", remedy="use --format table, json or jsonl")
    if format == "csv":
        return CsvPrinter(stream)
    if format == "json":
        return JsonPrinter(stream, explain=explain)
    if format == "jsonl":
        return JsonLinesPrinter(stream, explain=explain)
    return TablePrinter(stream, explain=explain)


class TablePrinter:
    """Tables to be read, in colour where the stream is a terminal that shows it."""

    def __init__(self, stream: IO[str], *, explain: bool) -> None:
        from rich.console import Console

        from truceline.tables import WIDTH

        self.stream, self.explain = stream, explain
        self.console = Console(file=stream, highlight=False, emoji=False, markup=False)
        self.console.width = min(self.console.width, WIDTH) if self.console.is_terminal else WIDTH

    def write(self, record: Record) -> None:
        """Print one record."""
        from truceline.tables import table

        with self.console.capture() as printed:
            self.console.print(table(record, explain=self.explain))
        self.stream.write("".join(f"{line.rstrip()}\n" for line in printed.get().splitlines()))

    def close(self) -> None:
        """Nothing is left to print."""


class JsonPrinter:
    """One record as an object; more of them as a list of objects; none as an empty list."""

    def __init__(self, stream: IO[str], *, explain: bool) -> None:
        self.stream, self.explain = stream, explain
        self.waiting: str | None = None
        self.listing = False

    def write(self, record: Record) -> None:
        """Print the record before this one: only then is it known whether it stands alone."""
        if self.waiting is not None:
            self.stream.write(f"{',' if self.listing else '['}\n{self.waiting}")
            self.listing = True
        self.waiting = views.json_text(record, explain=self.explain)

    def close(self) -> None:
        """Print the last record and end the list, if it is one."""
        if self.listing:
            self.stream.write(f",\n{self.waiting}\n]\n")
        else:
            self.stream.write(f"{self.waiting or '[]'}\n")


class JsonLinesPrinter:
    """One record a line."""

    def __init__(self, stream: IO[str], *, explain: bool) -> None:
        self.stream, self.explain = stream, explain

    def write(self, record: Record) -> None:
        """Print one record."""
        self.stream.write(f"{views.json_line(record, explain=self.explain)}\n")

    def close(self) -> None:
        """Nothing is left to print."""


class CsvPrinter:
    """One claim a line, under one header."""

    def __init__(self, stream: IO[str]) -> None:
        self.stream = stream
        stream.write(views.csv_header())

    def write(self, record: Record) -> None:
        """Print the claims of one record."""
        self.stream.write(views.csv_lines(record))

    def close(self) -> None:
        """Nothing is left to print."""


class RecordFolder:
    """A folder that gets `<report id>.json` for each record: whole, or not at all."""

    def __init__(self, folder: Path, *, explain: bool = False) -> None:
        """Make the folder where it is missing. Raises UsageError where it cannot be."""
        self.folder, self.explain = folder, explain
        self.taken: set[str] = set()
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except (OSError, ValueError) as error:
            raise UsageError(
                f"this folder cannot be made: {_cause(error)}", place=str(folder), remedy="give -o another folder"
            ) from None

    def write(self, record: Record) -> None:
        """Write one record, over one of an earlier run. Raises TrucelineError where it cannot be written."""
        path = self.folder / f"{self._free(file_name(record.report.id))}.json"
        text = views.json_text(record, explain=self.explain) + "\n"
        try:
            with whole(path) as half:
                half.write_text(text, encoding="utf-8", newline="\n")
        except OSError as error:
            raise TrucelineError(
                f"its record cannot be written: {_cause(error)}", place=str(path), remedy="check space and permissions"
            ) from None

    def close(self) -> None:
        """Nothing is left to write."""

    def _free(self, name: str) -> str:
        """A name that no other record of this run has, whether or not the disk tells "A" from "a"."""
        free, number = name, 1
        while free.lower() in self.taken:
            number += 1
            free = f"{name}-{number}"
        self.taken.add(free.lower())
        return free


def file_name(id: str) -> str:
    """A file name, without ending, for a report's id: the id itself where that is safe on every system.

    Any other is cut and spelled with safe characters, and gets a digest of the id so that no two are the same.
    """
    safe = _UNSAFE.sub("_", id).lstrip(".-")[:LONGEST_NAME].rstrip(".")
    if _DEVICE.match(safe):
        safe = f"_{safe}"
    return id if safe == id else f"{safe or 'report'}-{hashlib.sha256(id.encode()).hexdigest()[:8]}"


def _cause(error: OSError | ValueError) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
