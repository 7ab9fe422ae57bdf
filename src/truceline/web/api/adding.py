"""Read reports that were sent, one at a time, with a reader that is loaded when the first one comes."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any

from anyio import CapacityLimiter
from fastapi import Request

from truceline.batch import records
from truceline.claim import Record
from truceline.intake import Failure, TakenReport
from truceline.intake.decoding import decode
from truceline.intake.jsonreports import draft_from_object, parse
from truceline.intake.reports import Draft, make_report
from truceline.record import Store
from truceline.record.identity import text_hash
from truceline.record.retrieval import report_object
from truceline.record.writing import require_storable
from truceline.web.access import User
from truceline.web.access.guards import client
from truceline.web.access.limits import Limits
from truceline.web.access.refusal import RefusedError

if TYPE_CHECKING:
    from truceline.reading.reader import Reader


def _shipped() -> Reader:
    from truceline.reading.reader import Reader

    # The other core serves pages.
    return Reader(threads=1)


class ReadingRoom:
    """Where reports are read: `turn` lets one in at a time, `reader` is the same for all."""

    def __init__(self, load: Callable[[], Reader] = _shipped) -> None:
        self.reader, self.turn = cache(load), CapacityLimiter(1)

    def admit(self, request: Request, user: User | None) -> None:
        """Count a text that somebody sends. Raises RefusedError (429) where there were too many."""
        limits: Limits = request.app.state.limits
        limits.reading_texts.take(f"{user.by} {user.name}" if user else f"address {client(request)}")


def taken(body: bytes, content_type: str) -> TakenReport:
    """The report of a body. Raises InputError for a text that cannot be read, RefusedError (415) for another format."""
    kind = content_type.partition(";")[0].strip().lower()
    if kind not in ("application/json", "text/plain"):
        raise RefusedError(
            415, f'this is "{kind[:100]}"', place="Content-Type", remedy="send application/json or text/plain"
        )
    decoded = decode(body)
    if kind == "text/plain":
        draft = Draft(id=_id(decoded.text), text=decoded.text, notes=decoded.notes)
    else:
        draft = draft_from_object(parse(decoded.text), id="", names={}, notes=decoded.notes)
        draft = draft if draft.named else Draft(**{**vars(draft), "id": _id(draft.text)})
    report = make_report(draft, place="body")
    require_storable(report)
    return report


def _id(text: str) -> str:
    """An id for a report that has none: the same for the same text."""
    return f"text-{text_hash(text.encode('utf-8', 'replace').decode())[:12]}"


def read(store: Store, room: ReadingRoom, report: TakenReport) -> dict[str, Any]:
    """The claims of a report that is not stored. Raises InputError, ModelError."""
    [outcome] = records([report], room.reader)
    record = _whole(outcome)
    return {"outcome": "read", "key": None, "version": None, **record.to_dict()}


def stored(store: Store, room: ReadingRoom, report: TakenReport) -> dict[str, Any]:
    """What became of a report that is stored, and its claims. Raises InputError, ModelError, StoreError."""
    [outcome] = store.add_each([report], room.reader)
    if isinstance(outcome, Failure):
        raise outcome.error
    shown = report_object(store.report(outcome.key, outcome.version), ())
    return {"outcome": outcome.outcome, **shown}


def _whole(outcome: Record | Failure) -> Record:
    if isinstance(outcome, Failure):
        raise outcome.error
    return outcome
