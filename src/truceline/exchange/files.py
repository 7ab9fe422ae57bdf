"""CSV of other datasets, in and out: streamed, checked whole before anything is taken from it, and safe in spreadsheets."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from truceline.errors import DatasetError
from truceline.views import Cell, Row, guarded, unguarded

Line = dict[str, str]
T = TypeVar("T")

NAMED = 20
"""How many bad lines an error names."""
_LONGEST_HEADER = 20_000
_MOST = 1_000_000_000


def csv_text(columns: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    """The header and the rows as lines of CSV (RFC 4180); cells that a spreadsheet would run begin with an apostrophe."""
    yield _line(columns)
    for row in rows:
        yield _line([guarded(row.get(column)) for column in columns])


def _line(cells: Iterable[Cell]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(cells)
    return out.getvalue()


def checked(path: Path, required: Sequence[str], parse: Callable[[Line], T]) -> Iterator[T]:
    """Every line of a CSV file, parsed, after the whole file has been gone through once.

    `parse` raises ValueError for a line that it cannot take. Raises DatasetError, before anything is given out, where
    the file cannot be read, lacks one of the `required` columns, or has a bad line: it names the first of them.
    Memory does not grow with the file.
    """
    bad, count = list[str](), 0
    for number, outcome in _parsed(path, required, parse):
        if isinstance(outcome, ValueError):
            count += 1
            if count <= NAMED:
                bad.append(f"line {number}: {outcome}")
    if count:
        more = f"; and {count - NAMED} more" if count > NAMED else ""
        problem = f"{count} {'line' if count == 1 else 'lines'} cannot be imported: {'; '.join(bad)}{more}"
        raise DatasetError(problem, place=str(path), remedy="mend or remove them; nothing was imported")
    return _good(path, required, parse)


def _good(path: Path, required: Sequence[str], parse: Callable[[Line], T]) -> Iterator[T]:
    for number, outcome in _parsed(path, required, parse):
        if isinstance(outcome, ValueError):
            raise DatasetError(
                f"line {number} has changed since it was checked: {outcome}",
                place=str(path),
                remedy="import again when nobody writes to the file",
            )
        yield outcome


def _parsed(path: Path, required: Sequence[str], parse: Callable[[Line], T]) -> Iterator[tuple[int, T | ValueError]]:
    for number, line in _lines(path, required):
        try:
            yield number, parse(line)
        except ValueError as error:
            yield number, error


def _lines(path: Path, required: Sequence[str]) -> Iterator[tuple[int, Line]]:
    number = 1
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            first = stream.readline(_LONGEST_HEADER)
            stream.seek(0)
            reader = csv.DictReader(stream, delimiter=max(",;\t", key=first.count), restkey="", restval="")
            _require(reader.fieldnames or (), required, path)
            for row in reader:
                number = reader.line_num
                yield number, {k: unguarded(v.strip()) for k, v in row.items() if k}
    except UnicodeDecodeError as error:
        raise DatasetError(f"not UTF-8 ({error.reason})", place=str(path), remedy="save it as UTF-8") from None
    except csv.Error as error:
        place = f"{path}, after line {number}"
        raise DatasetError(f"not CSV ({error})", place=place, remedy="look for a stray quotation mark") from None
    except OSError as error:
        raise DatasetError(error.strerror or str(error), place=str(path), remedy="check the path") from None


def _require(found: Sequence[str], required: Sequence[str], path: Path) -> None:
    if not found:
        raise DatasetError("it is empty", place=str(path), remedy="export it again")
    if missing := [c for c in required if c not in set(found)]:
        raise DatasetError(
            f"no column {', '.join(missing)}",
            place=str(path),
            remedy="export it again with all columns, under the dataset's own names",
        )


def day(line: Line, column: str, *formats: str) -> dt.date:
    """The day in a column, as YYYY-MM-DD with or without a time, or in one of the strptime formats. Raises ValueError."""
    text = line[column]
    for form in formats:
        try:
            return dt.datetime.strptime(text, form).date()
        except ValueError:
            continue
    try:
        return dt.datetime.fromisoformat(text).date()
    except ValueError:
        raise ValueError(f"{column} is no date: {text[:40]!r}") from None


def whole(line: Line, column: str) -> int:
    """The number in a column, 0 or more. Raises ValueError."""
    text = line[column]
    number = text.removesuffix(".0")
    if not (number.isascii() and number.isdigit()) or int(number[:20]) > _MOST:
        raise ValueError(f"{column} is no number: {text[:40]!r}")
    return int(number)


def said(line: Line, column: str) -> str:
    """The words in a column. Raises ValueError where there are none."""
    if not line[column]:
        raise ValueError(f"{column} is empty")
    return line[column]
