"""The record as programs use it: `truceline.open(url)`."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from truceline.batch import AT_ONCE, records
from truceline.claim import Record
from truceline.errors import InputError, NotFoundError, UsageError
from truceline.intake import Failure, report_from_text
from truceline.record import backups, judging, retrieval
from truceline.record.checking import faults
from truceline.record.concluded import IncidentQuery, incidents_frame
from truceline.record.corrections import Correction, Said
from truceline.record.database import Database
from truceline.record.faults import Fault
from truceline.record.history import Entry, history
from truceline.record.judging import claim_number
from truceline.record.location import locate
from truceline.record.lookup import find_report
from truceline.record.readers import GIVEN, from_dataset, reader_version
from truceline.record.refs import numbers_of
from truceline.record.rereading import Reread, replace
from truceline.record.search import Query, numbers
from truceline.record.stamping import Stamps, stale
from truceline.record.stored import StoredClaim, StoredReport, each_claim
from truceline.record.upgrading import prepare
from truceline.record.watching import Watch
from truceline.record.writing import Stored, require_storable, store, store_all
from truceline.report import Report

if TYPE_CHECKING:
    import pandas as pd

    from truceline.actors import Provisional, Registry
    from truceline.reading.reader import Reader
    from truceline.record.involved import Involved

Load = Callable[[], "Reader"]
"""Gives the reader when the first report needs one."""


def open(url: str | Path | None = None, *, create: bool = True, wait: float = 30.0) -> Store:
    """Open the record: `truceline.open("record.db")`, `truceline.open("postgresql://user@host/name")`.

    Without a `url` it is the one that `TRUCELINE_DB` names, else a file in the user's data folder. Its tables are made or
    brought up to date. `wait` is how long, in seconds, a writer waits for another one. Raises NotFoundError where there
    is none, unless `create`; UsageError for what is no address; StoreError.
    """
    database = Database(locate(url), create=create, wait=wait)
    prepare(database)
    return Store(database)


def _shared_reader() -> Reader:
    from truceline.reading.reader import Reader

    return Reader()


class Store:
    """Reports, their claims and what people said of them, in one database. Made by `truceline.open`.

    Each report is stored with all its claims or not at all, and what a method has returned is on disk. Several programs
    may use one record at once. Every method raises StoreError where the database fails, with what to do about it.
    """

    def __init__(self, database: Database) -> None:
        self.database = database
        self._watch = Watch(database)

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give back the connections."""
        self._watch.close()
        self.database.close()

    # Adding

    def add(
        self,
        items: Iterable[Report | Record | str],
        *,
        reader: Reader | None = None,
        read_by: str = GIVEN,
        whole: bool = False,
    ) -> list[Stored | Failure]:
        """Store reports, or texts, with the claims read from them; or records with the claims that they hold.

        What became of each, in order. The claims of records are said to be `read_by` that and never read again. With
        `whole`, records are stored all or none. Raises InputError then for one that cannot be stored.
        """
        given = list(items)
        if all(isinstance(item, Record) for item in given):
            return list(self.add_records((i for i in given if isinstance(i, Record)), read_by=read_by, whole=whole))
        load = (lambda: reader) if reader else _shared_reader
        taken = (item.report if isinstance(item, Record) else _as_report(item) for item in given)
        return list(self.add_each(taken, load))

    def add_each(
        self, taken: Iterable[Report | Failure], load: Load, *, model: str | None = None
    ) -> Iterator[Stored | Failure]:
        """Read and store reports one by one; each is on disk when it is given out.

        Reports that the record holds are not read again. `model` is the name of the reader's model, if not the shipped one.
        """
        waiting, load = iter(taken), cache(load)
        while group := list(islice(waiting, AT_ONCE)):
            looked_up = self._look_up(group)
            fresh = (item for item in looked_up if isinstance(item, Report))
            read = records(fresh, load)
            for item in looked_up:
                outcome = next(read) if isinstance(item, Report) else item
                if isinstance(item, Report) and isinstance(outcome, Record):
                    # The reader gives back a plain report; how it was taken in says whether its id is its own.
                    yield self._store(outcome.model_copy(update={"report": item}), read_by=reader_version(model))
                elif not isinstance(outcome, Record):
                    yield outcome

    def _look_up(self, group: list[Report | Failure]) -> list[Report | Failure | Stored]:
        """The same items, but for reports that are stored already or cannot be."""
        found: list[Report | Failure | Stored] = []
        with self.database.reading() as connection:
            for item in group:
                try:
                    if isinstance(item, Report):
                        require_storable(item)
                        known = find_report(connection, item)
                        if known and known.unchanged:
                            found.append(Stored(known.key, "unchanged", known.number))
                            continue
                    found.append(item)
                except InputError as error:
                    found.append(Failure(error.place or "report", error))
        return found

    def _store(self, record: Record, *, read_by: str) -> Stored:
        with self.database.writing() as connection:
            return store(connection, record, reader=read_by)

    def add_records(
        self, found: Iterable[Record], *, read_by: str = GIVEN, whole: bool = False
    ) -> Iterator[Stored | Failure]:
        """Store records as they are; each is on disk when it is given out, or all when the first is, with `whole`."""
        if whole:
            with self.database.writing() as connection:
                stored = list(store_all(connection, found, reader=read_by))
            yield from stored
            return
        for record in found:
            try:
                yield self._store(record, read_by=read_by)
            except InputError as error:
                yield Failure(error.place or record.report.id, error)

    def import_events(self, found: Iterable[Record], *, dataset: str) -> Counter[str]:
        """Store the events of a dataset, all or none: how many are "new", "unchanged", or a "version" of one known."""
        with self.database.writing() as connection:
            return Counter(one.outcome for one in store_all(connection, found, reader=from_dataset(dataset)))

    # Asking

    def find(self, words: str | None = None, *, limit: int | None = 20, **filters: Any) -> list[StoredClaim]:
        """Claims that fit, the best first; `filters` are the fields of `Query`. Raises UsageError."""
        return list(self.each_claim(Query(words=words, **_with_days(filters)), limit=limit))

    def each_claim(self, query: Query | None = None, *, limit: int | None = None) -> Iterator[StoredClaim]:
        """Claims that fit, or all that are shown, one by one as of one moment."""
        with self.database.reading() as connection:
            yield from each_claim(connection, numbers(connection, query or Query(), limit))

    def claims(self, words: str | None = None, *, limit: int | None = None, **filters: Any) -> pd.DataFrame:
        """Claims that fit as a frame, one row each: `id`, the columns of docs/claim-format.md, and how each stands."""
        query = Query(words=words, **_with_days(filters))
        return retrieval.claims_frame(self.each_claim(query, limit=limit))

    def incidents(self, **filters: Any) -> pd.DataFrame:
        """Incidents that fit as a frame, one row each, as `truceline incidents rebuild` last made them.

        `filters` are the fields of `IncidentQuery`. Raises UsageError.
        """
        with self.database.reading() as connection:
            return incidents_frame(connection, IncidentQuery(**_with_days(filters)))

    def incidents_stale(self) -> bool:
        """Whether the record has changed since incidents were last made: `truceline incidents rebuild` makes them anew."""
        with self.database.reading() as connection:
            return stale(connection)

    def reports(self, *, superseded: bool = False) -> pd.DataFrame:
        """The reports as a frame, one row each; or one row a version, if `superseded`."""
        with self.database.reading() as connection:
            return retrieval.reports_frame(connection, superseded=superseded)

    def stamp(self) -> str:
        """The stamp of the record: the same for as long as nothing in it has changed."""
        return self.stamps().whole

    def stamps(self) -> Stamps:
        """The stamps of the record and of what is concluded in it, each the same for as long as nothing of that has changed."""
        return self._watch.known() or self._watch.stamps()

    def known_stamps(self) -> Stamps | None:
        """The stamps where it is known at once that nothing has changed since they were last asked for, else None."""
        return self._watch.known()

    def report(self, key: str, version: int | None = None, *, explain: bool = False) -> retrieval.Shown:
        """A report, by id or web address, with its claims as they stand. Raises NotFoundError."""
        with self.database.reading() as connection:
            return retrieval.show_report(connection, key, version, explain=explain)

    def claim(self, id: str, *, explain: bool = False) -> StoredClaim:
        """A claim as it stands, by its id or the beginning of it. Raises NotFoundError, UsageError."""
        with self.database.reading() as connection:
            return retrieval.show_claim(connection, id, explain=explain)

    def claims_of(self, ids: Sequence[str]) -> list[StoredClaim]:
        """The claims of these whole ids as they stand, in that order; ids that no claim has are left out."""
        with self.database.reading() as connection:
            numbers = numbers_of(connection, ids)
            return list(each_claim(connection, [numbers[id] for id in ids if id in numbers]))

    def copies(self, report: StoredReport) -> list[StoredReport]:
        """The other reports that have the same text or a near-copy of it, the earliest first."""
        with self.database.reading() as connection:
            return retrieval.copies_of(connection, report)

    def actor(self, name: str, *, registry: Registry | None = None, parts: bool = False, limit: int = 10) -> Involved:
        """An actor, or a provisional one, with what it does, what is done to it and what it says, the latest first.

        `limit` holds for each of the three; `parts` adds the claims on its parts and factions; `registry` is by default
        the shipped one with the user's own actors. Raises NotFoundError, UsageError for a name that several have.
        """
        from truceline.actors import load, meant
        from truceline.record.involved import involved
        from truceline.record.unknown import unknown_one

        known = registry or load()
        with self.database.reading() as connection:
            try:
                actor = meant(known, name)
            except NotFoundError:
                party = unknown_one(connection, known, name)
                if party is None:
                    raise
                actor = party.as_actor()
                known = known.extended([actor])
            return involved(connection, known, actor, parts=parts, limit=limit)

    def provisional(
        self, words: str = "", *, country: str | None = None, limit: int | None = 20, registry: Registry | None = None
    ) -> list[Provisional]:
        """The parties that no actor of the registry is known for, those in most claims first."""
        from truceline.actors import load
        from truceline.record.unknown import unknown

        with self.database.reading() as connection:
            return unknown(connection, registry or load(), words=words, country=country, limit=limit)

    def provisional_one(self, said: str, *, registry: Registry | None = None) -> Provisional | None:
        """The provisional actor of an id or a name, if there is one."""
        from truceline.actors import load
        from truceline.record.unknown import unknown_one

        with self.database.reading() as connection:
            return unknown_one(connection, registry or load(), said)

    def history(self, claim: str) -> list[Entry]:
        """All that happened to a claim, oldest first. Raises NotFoundError."""
        with self.database.reading() as connection:
            return history(connection, claim_number(connection, claim))

    # Correcting

    def correct(
        self, claim: str, changes: Mapping[str, Any], *, why: str | None = None, who: str | None = None
    ) -> list[Correction]:
        """Set values of a claim: `store.correct("k3xq7", {"killed": "10..15"}, why="the hospital's list")`.

        No later reading undoes it. Raises NotFoundError, UsageError.
        """
        with self.database.writing() as connection:
            return judging.set_values(connection, claim_number(connection, claim), changes, Said.by(who, why))

    def add_claim(
        self,
        report: str,
        words: str,
        event: str,
        *,
        trigger: str | None = None,
        values: Mapping[str, Any] | None = None,
        why: str | None = None,
        who: str | None = None,
    ) -> StoredClaim:
        """Add a claim that the reader missed, told in these words of the report: `values` as for `correct`.

        `trigger` is the word of them that names the event; by default all. It stays, whatever is read later; `undo` takes
        it back. Raises NotFoundError, UsageError.
        """
        from truceline.record.adding import add_claim

        with self.database.writing() as connection:
            said = Said.by(who, why)
            made = add_claim(connection, report, words, event, trigger=trigger, values=values, said=said)
            (added,) = each_claim(connection, [made.claim])
        return added

    def accept(self, claim: str, *, why: str | None = None, who: str | None = None) -> list[Correction]:
        """Say that a claim is right as it stands; it stays so. Raises NotFoundError."""
        with self.database.writing() as connection:
            return judging.judge(connection, claim_number(connection, claim), "accept", Said.by(who, why))

    def reject(self, claim: str, *, why: str | None = None, who: str | None = None) -> list[Correction]:
        """Say that a claim is wrong; it is shown no more, however often it is read. Raises NotFoundError."""
        with self.database.writing() as connection:
            return judging.judge(connection, claim_number(connection, claim), "reject", Said.by(who, why))

    def undo(
        self, claim: str, *, act: str | None = None, why: str | None = None, who: str | None = None
    ) -> list[Correction]:
        """Take back the last thing said of a claim, or the act that its history names so. Raises NotFoundError."""
        with self.database.writing() as connection:
            return judging.undo(connection, claim_number(connection, claim), Said.by(who, why), act=act)

    def corrected(self) -> Iterator[Record]:
        """The records of all reports that people corrected, as training records: corrected, without what is rejected."""
        with self.database.reading() as connection:
            yield from retrieval.corrected_records(connection)

    # Keeping

    def outdated(self, *, model: str | None = None, everything: bool = False) -> list[int]:
        """The versions of reports that another reader than today's has read, or all that any of this program's has."""
        with self.database.reading() as connection:
            return retrieval.outdated(connection, reader_version(model), everything=everything)

    def reread(
        self, load: Load = _shared_reader, *, model: str | None = None, everything: bool = False
    ) -> Iterator[Reread | Failure]:
        """Read again what an older reader has read, one report after the other; each is on disk when it is given out."""
        waiting, load = iter(self.outdated(model=model, everything=everything)), cache(load)
        while group := list(islice(waiting, AT_ONCE)):
            with self.database.reading() as connection:
                taken = retrieval.reports_of(connection, group)
            for version, outcome in zip(taken, records(taken.values(), load), strict=True):
                if isinstance(outcome, Failure):
                    yield outcome
                    continue
                with self.database.writing() as connection:
                    result = replace(connection, version, outcome, reader=reader_version(model))
                yield result

    def check(self) -> Iterator[Fault]:
        """What is wrong with the record: nothing where it is whole."""
        with self.database.reading() as connection:
            yield from faults(connection)

    def backup(self, path: str | Path) -> None:
        """Write the whole record into a new file, which is itself a record. Raises UsageError where it is there."""
        backups.back_up(self.database, Path(path))

    def restore(self, path: str | Path, *, replace: bool = False) -> None:
        """Fill the record from a backup. Raises UsageError where it holds reports already, unless `replace`."""
        backups.restore(self.database, Path(path), replace=replace)


def _as_report(item: Report | str) -> Report | Failure:
    try:
        return report_from_text(item) if isinstance(item, str) else item
    except InputError as error:
        return Failure("text", error)


def _with_days(filters: dict[str, Any]) -> dict[str, Any]:
    try:
        said = {k: v for k, v in filters.items() if k in ("since", "until") and isinstance(v, str)}
        return filters | {k: dt.date.fromisoformat(v) for k, v in said.items()}
    except ValueError as error:
        raise UsageError(str(error), place="since, until", remedy="write a day as YYYY-MM-DD") from None
