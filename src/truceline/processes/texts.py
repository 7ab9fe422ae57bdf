"""The texts of reports, for those of their claims whose own words do not say of which conflict they are."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from sqlalchemy import select

from truceline.record import Store
from truceline.record.database import in_parts
from truceline.record.schema import reports, texts, versions

Texts = Callable[[Collection[str]], Mapping[str, str]]
"""From ids of reports to their texts; those that are not known are left out."""
_LONGEST = 6000
"""Code points of a report that are looked at."""


def no_texts(ids: Collection[str]) -> Mapping[str, str]:
    """No text of any report is known."""
    return {}


def texts_in(store: Store) -> Texts:
    """The current texts of the reports of a record."""

    def read(ids: Collection[str]) -> Mapping[str, str]:
        query = select(reports.c.key, versions.c.title, texts.c.text).where(versions.c.current)
        query = query.join(versions, versions.c.report == reports.c.id).join(texts, texts.c.id == versions.c.text)
        found: dict[str, str] = {}
        with store.database.reading() as connection:
            for part in in_parts(sorted(ids)):
                for name, title, text in connection.execute(query.where(reports.c.key.in_(part))):
                    found[name] = f"{title or ''}\n{text}"[:_LONGEST]
        return found

    return read
