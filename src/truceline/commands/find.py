"""`truceline find`: claims by words, by who, what, when and on whose word."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

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

if TYPE_CHECKING:
    from rich.console import RenderableType

    from truceline.record.stored import StoredClaim

EXAMPLE = epilog('truceline find "convoy" --actor TTP --event ASSAULT --since 2021-09-01 --source unnamed')


def register(app: typer.Typer) -> None:
    """Give the command line its command."""
    app.command(epilog=EXAMPLE)(find)


def find(
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="WORDS", help='Words of the claim or its names: convoy "peace talks" -football milit*.'),
    ] = None,
    actor: Actor = None,
    recipient: Recipient = None,
    event: EventType = None,
    mode: Mode = None,
    status: StatusOf = None,
    since: Since = None,
    until: Until = None,
    source: Annotated[
        str | None,
        typer.Option(
            help="On whose word: a word or more of a name, or a kind (person, organization, outlet, document, unnamed)."
        ),
    ] = None,
    min_confidence: LeastSure = 0.0,
    report: Annotated[str | None, typer.Option(metavar="ID", help="Only claims of this report.")] = None,
    copies: Copies = False,
    rejected: Rejected = False,
    superseded: Superseded = False,
    limit: Annotated[int, typer.Option("--limit", "-n", min=0, help="How many at most; 0 for all.")] = 20,
    db: DB = None,
    format: FORMAT = Format.TABLE,
) -> None:
    """Find claims in the record: the best match first, or without words the latest."""

    def work() -> int:
        from truceline.record.search import Query

        query = Query(
            words=" ".join(words) if words else None, actor=actor, recipient=recipient, source=source, event=event, mode=mode,
            status=status, since=day(since, "--since"), until=day(until, "--until"), min_confidence=min_confidence,
            report=report, copies=copies, rejected=rejected, superseded=superseded,
        )  # fmt: skip
        with opened(db) as store:
            found = list(store.each_claim(query, limit=limit or None))
        print_claims(found, format)
        if format is Format.TABLE:
            more = f"; there may be more: --limit {2 * limit}" if limit and len(found) == limit else ""
            say(f"{number(len(found), 'claim')}{more}")
        return 0

    finish(work)


def print_claims(found: Sequence[StoredClaim], format: Format, *, explain: bool = False) -> None:
    """Print claims with what is known of their reports."""
    from truceline.record.retrieval import CLAIM_COLUMNS, claim_cells, claim_object

    by_id = {c.id: c for c in found}
    rows = (claim_object(c, explain=explain) for c in found)
    emit(
        rows, format, table=lambda: _table(found), columns=CLAIM_COLUMNS, flat=lambda row: claim_cells(by_id[row["id"]])
    )


def _table(found: Sequence[StoredClaim]) -> RenderableType:
    from rich.console import Group
    from rich.text import Text

    from truceline.tables import claim_block, column_titles

    if not found:
        return Text("no claims")
    parts: list[RenderableType] = [column_titles()]
    for place, c in enumerate(found, start=1):
        label = label_of(c, with_report=True)
        parts += [claim_block(place, c.claim, words=c.words, condition=c.condition, label=label), Text()]
    return Group(*parts)


def label_of(found: StoredClaim, *, with_report: bool = False) -> str:
    """The line under a claim: its id, its report, and how it stands."""
    from truceline.tables import day as in_words

    report = [
        found.publisher or "",
        in_words(found.published) if found.published else "no date",
        f"report {found.report}",
    ]
    standing = [
        f"version {found.version}, superseded" if not found.current else "",
        found.verdict or ("corrected" if found.checked else ""),
        {"kept": "not read, kept as a person says", "gone": "no longer read"}.get(found.state, ""),
        f"repeats {found.copy_of}" if found.copy_of else "",
    ]
    return " · ".join(part for part in [f"claim {found.id}", *(report if with_report else []), *standing] if part)
