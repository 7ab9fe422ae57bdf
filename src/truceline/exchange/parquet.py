"""Claims as a Parquet file, a part at a time, for those who have the library that writes it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from truceline.errors import ExtraError, StoreError
from truceline.record.retrieval import CLAIM_COLUMNS, claim_cells
from truceline.wholefiles import whole

if TYPE_CHECKING:
    from truceline.record.stored import StoredClaim

AT_ONCE = 10_000
"""Claims in one row group: what is held in memory."""
_NUMBERS = ("killed_low", "killed_high", "injured_low", "injured_high", "count", "start", "end", "version", "group")
_DAYS = ("published", "when_start", "when_end")


def write_claims(found: Iterable[StoredClaim], path: Path) -> int:
    """Write claims with the columns of `CLAIM_COLUMNS` into a Parquet file, whole or not at all; how many.

    Raises ExtraError where pyarrow is not installed, StoreError where the file cannot be written.
    """
    arrow, parquet = _library()
    schema = arrow.schema([(name, _type(arrow, name)) for name in CLAIM_COLUMNS])
    count = 0
    try:
        with whole(path) as half, parquet.ParquetWriter(half, schema) as writer:
            for rows in _parts(found):
                writer.write_table(arrow.Table.from_pylist(rows, schema=schema))
                count += len(rows)
    except OSError as error:
        problem = f"it cannot be written: {error.strerror or error}"
        raise StoreError(problem, place=str(path), remedy="name another file with -o") from None
    return count


def _library() -> tuple[Any, Any]:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise ExtraError(
            "Parquet files need pyarrow, which is not installed",
            place="--as parquet",
            remedy="pip install 'truceline[parquet]', or export --as csv",
        ) from None
    return pyarrow, pyarrow.parquet


def _parts(found: Iterable[StoredClaim]) -> Iterator[list[dict[str, Any]]]:
    claims = iter(found)
    while part := list(islice(claims, AT_ONCE)):
        yield [_row(claim) for claim in part]


def _row(claim: StoredClaim) -> dict[str, Any]:
    when = claim.claim.when
    days = {"published": claim.published, "when_start": when and when.start, "when_end": when and when.end}
    return claim_cells(claim) | days


def _type(arrow: Any, name: str) -> Any:
    if name in _NUMBERS:
        return arrow.int64()
    if name in _DAYS:
        return arrow.date32()
    return {"checked": arrow.bool_(), "confidence": arrow.float64()}.get(name, arrow.string())
