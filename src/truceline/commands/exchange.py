"""`truceline export`, `import` and `compare`: the record in the formats of others, and the data of others in the record."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from truceline.commands.common import (
    DB,
    FORMAT,
    Actor,
    Copies,
    EventType,
    Format,
    LeastSure,
    Mode,
    Recipient,
    Rejected,
    Since,
    StatusOf,
    Superseded,
    Until,
    day,
    emit,
    epilog,
    finish,
    number,
    opened,
    say,
)
from truceline.errors import StoreError, UsageError
from truceline.views import csv_line, guarded, safe_json
from truceline.wholefiles import whole

if TYPE_CHECKING:
    from rich.console import RenderableType

    from truceline.record import Query, Store

EXPORT = epilog("truceline export --as ged --since 2021-01-01 -o incidents.csv", 'truceline export "convoy" --as jsonl')
IMPORT = epilog("truceline import --from ged GEDEvent_v23_1.csv")
COMPARE = epilog("truceline compare --with ged --since 2021-01-01")


class Shape(StrEnum):
    """What is exported: claims (csv, jsonl, parquet), or incidents under the names of others."""

    CSV = "csv"
    JSONL = "jsonl"
    PARQUET = "parquet"
    PLOVER = "plover"
    GED = "ged"
    ACLED = "acled"


class Dataset(StrEnum):
    """Datasets whose files can be imported."""

    GED = "ged"
    ACLED = "acled"


def register(app: typer.Typer) -> None:
    """Give the command line its commands."""
    app.command(epilog=EXPORT)(export)
    app.command("import", epilog=IMPORT)(import_)
    app.command(epilog=COMPARE)(compare)


def export(
    words: Annotated[list[str] | None, typer.Argument(metavar="WORDS", help="Words of the claim or its names.")] = None,
    shape: Annotated[
        Shape, typer.Option("--as", help="Claims: csv, jsonl, parquet. Incidents, as last made: plover, ged, acled.")
    ] = Shape.CSV,
    out: Annotated[
        Path | None, typer.Option("-o", "--out", metavar="FILE", help="Write into this file, whole or not at all.")
    ] = None,
    actor: Actor = None,
    recipient: Recipient = None,
    event: EventType = None,
    mode: Mode = None,
    status: StatusOf = None,
    since: Since = None,
    until: Until = None,
    source: Annotated[str | None, typer.Option(help="On whose word: a word or more of a name, or a kind.")] = None,
    min_confidence: LeastSure = 0.0,
    report: Annotated[str | None, typer.Option(metavar="ID", help="Only claims of this report.")] = None,
    copies: Copies = False,
    rejected: Rejected = False,
    superseded: Superseded = False,
    limit: Annotated[
        int, typer.Option("--limit", "-n", min=0, help="How many claims at most, or incidents; 0 for all.")
    ] = 0,
    db: DB = None,
) -> None:
    """Give out claims that fit, or the incidents that they tell of, for other programs."""

    def work() -> None:
        from truceline.record import Query

        query = Query(
            words=" ".join(words) if words else None, actor=actor, recipient=recipient, source=source, event=event, mode=mode,
            status=status, since=day(since, "--since"), until=day(until, "--until"), min_confidence=min_confidence,
            report=report, copies=copies, rejected=rejected, superseded=superseded,
        )  # fmt: skip
        with opened(db) as store:
            count = _export(store, query, shape, limit or None, out)
            old = shape in _OF_INCIDENTS and store.incidents_stale()
        say(f"{number(count, 'incident' if shape in _OF_INCIDENTS else 'claim')} exported")
        if old:
            from truceline.commands.incidents import STALE

            say(STALE)

    finish(work)


def _export(store: Store, query: Query, shape: Shape, limit: int | None, out: Path | None) -> int:
    """Write what fits; how many claims or incidents. Raises UsageError, StoreError."""
    if shape is Shape.PARQUET:
        from truceline.exchange.parquet import write_claims

        if out is None:
            raise UsageError("Parquet is no text to print", place="--out", remedy="name a file: -o claims.parquet")
        return write_claims(store.each_claim(query, limit=limit), out)
    count = -1 if shape in _WITH_HEADER else 0
    with _written(out) as stream:
        for line in _lines(store, query, shape, limit):
            stream.write(line)
            count += 1
    return count


_OF_INCIDENTS = (Shape.PLOVER, Shape.GED, Shape.ACLED)
_WITH_HEADER = (Shape.CSV, Shape.GED, Shape.ACLED)


def _lines(store: Store, query: Query, shape: Shape, limit: int | None) -> Iterator[str]:
    """The header, if the shape has one, and a line for each claim or incident."""
    if shape not in _OF_INCIDENTS:
        return _claims(store, query, shape, limit)
    from truceline import exchange
    from truceline.exchange import acled, ged
    from truceline.incidents.of_record import incidents_with

    found = incidents_with(store, query)
    if shape is Shape.PLOVER:
        return islice(exchange.plover_lines(found), limit)
    row, columns = (ged.ged_row, ged.COLUMNS) if shape is Shape.GED else (acled.acled_row, acled.COLUMNS)
    return exchange.csv_text(columns, islice(filter(None, map(row, found)), limit))


def _claims(store: Store, query: Query, shape: Shape, limit: int | None) -> Iterator[str]:
    from truceline.record.retrieval import CLAIM_COLUMNS, claim_cells, claim_object

    found = store.each_claim(query, limit=limit)
    if shape is Shape.JSONL:
        yield from (f"{safe_json(claim_object(c))}\n" for c in found)
        return
    yield csv_line(CLAIM_COLUMNS)
    for claim in found:
        cells = claim_cells(claim)
        yield csv_line(guarded(cells[name]) for name in CLAIM_COLUMNS)


@contextmanager
def _written(path: Path | None) -> Iterator[TextIO]:
    """Where to write: standard output, or a file that is there only when all is in it. Raises StoreError."""
    if path is None:
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
        yield sys.stdout
        return
    try:
        with whole(path) as half, half.open("w", encoding="utf-8", newline="") as stream:
            yield stream
    except OSError as error:
        problem = f"it cannot be written: {error.strerror}"
        raise StoreError(problem, place=str(path), remedy="name another file with -o") from None


def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="CSV file of the dataset.")],
    dataset: Annotated[Dataset, typer.Option("--from", help="Whose it is: ged (UCDP GED) or acled.")],
    db: DB = None,
) -> None:
    """Import the events of a dataset as reports and claims on its word: all of the file, or nothing."""

    def work() -> None:
        from truceline.exchange import read_acled, read_ged

        found = (read_ged if dataset is Dataset.GED else read_acled)(file)
        with opened(db, create=True) as store:
            told = store.import_events(found, dataset=dataset.value)
        known = told.pop("unchanged", 0)
        say(f"{number(told.total(), 'event')} imported; {known} known already")

    finish(work)


def compare(
    dataset: Annotated[Dataset, typer.Option("--with", help="Which imported dataset: ged or acled.")],
    since: Annotated[str | None, typer.Option(metavar="DATE", help="Only events of this day or later.")] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help="Only events of this day or earlier.")] = None,
    db: DB = None,
    format: FORMAT = Format.TABLE,
) -> None:
    """Set the record's incidents, as last made, beside an imported dataset: events and deaths per dyad and month."""

    def work() -> None:
        from truceline import exchange
        from truceline.exchange.compare import COLUMNS
        from truceline.incidents.of_record import incidents_in
        from truceline.record import IncidentQuery, Query
        from truceline.record.readers import from_dataset

        first, last = day(since, "--since"), day(until, "--until")
        with opened(db) as store:
            ours = incidents_in(store, IncidentQuery(since=first, until=last))
            wanted = from_dataset(dataset.value)
            claims = store.each_claim(Query(since=first, until=last, copies=True))
            theirs = [c.claim for c in claims if c.reader == wanted]
        if not theirs:
            remedy = f"truceline import --from {dataset.value} FILE.csv"
            raise UsageError(f"the record holds no events of {dataset.value} on these days", remedy=remedy)
        frame = exchange.compare(
            filter(None, map(exchange.event_of_incident, ours)), filter(None, map(exchange.event_of_claim, theirs))
        )
        rows = json.loads(frame.to_json(orient="records"))
        emit(rows, format, table=lambda: _side_by_side(rows), columns=COLUMNS)

    finish(work)


def _side_by_side(rows: Iterable[dict[str, object]]) -> RenderableType:
    from rich.table import Table
    from rich.text import Text

    from truceline.tables import printable

    table = Table("dyad", "month", "events: ours", "theirs", "deaths: ours", "theirs", box=None)
    for row in rows:
        deaths = [f"{row[f'deaths_low_{whose}']}–{row[f'deaths_high_{whose}']}" for whose in ("ours", "theirs")]
        cells = (row["dyad"], row["month"], row["events_ours"], row["events_theirs"], *deaths)
        table.add_row(*(Text(printable(str(cell))) for cell in cells))
    return table
