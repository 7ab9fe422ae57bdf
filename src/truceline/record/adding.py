"""Claims that a person adds where the reader missed one: with the report's words, kept whatever is read later."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, select

from truceline.claim import Event
from truceline.errors import UsageError
from truceline.record import corrections
from truceline.record.anchoring import required_words
from truceline.record.carrying import Added
from truceline.record.corrections import Correction, Said, make, new_act
from truceline.record.groups import refresh_repeats
from truceline.record.judging import parsed_values
from truceline.record.matching import Place
from truceline.record.retrieval import version_number
from truceline.record.rows import from_json
from truceline.record.schema import claim_data, claims, reports, texts, versions
from truceline.record.settings import parse_settings
from truceline.record.standing import restand
from truceline.record.values import values_of, with_values


def add_claim(
    connection: Connection,
    report: str,
    words: str,
    event: str,
    *,
    trigger: str | None = None,
    values: Mapping[str, Any] | None = None,
    said: Said,
) -> Correction:
    """Put a claim with these words into the current version of a report; what a person says of it.

    `trigger`: the word of them that names the event; by default all of them. `values` as for `judging.set_values`.
    Raises NotFoundError, UsageError for words that the report does not hold or a claim that it has already.
    """
    version = version_number(connection, report, None)
    query = (
        select(reports.c.key, texts.c.text, versions.c.text.label("number"), versions.c.publisher, versions.c.published)
        .join(versions, versions.c.report == reports.c.id)
        .join(texts, texts.c.id == versions.c.text)
        .where(versions.c.id == version)
    )
    about = connection.execute(query).one()
    span = required_words(words, about.text, option="--words")
    at = required_words(trigger, about.text, span, option="--trigger") if trigger else span
    if not (span[0] <= at[0] and at[1] <= span[1]):
        raise UsageError("the trigger is none of the words", place="--trigger", remedy="give a word of --words")
    place = Place(at, span, Event(parse_settings([f"event={event}"])["event"]))
    _require_new(connection, version, place)
    added = Added(version, about.publisher, about.published)
    row = added.row(connection, place, key=about.key, text=about.text)
    whole = with_values(row.read, parsed_values(row, about.text, values or {}), about.text, by=said.who)
    new = values_of(whole, about.text)
    (made,) = corrections.record_all(connection, [make(row.id, "add", said, new_act(), new=new)])
    restand(connection, row.id)
    refresh_repeats(connection, about.number)
    return made


def _require_new(connection: Connection, version: int, place: Place) -> None:
    query = (
        select(claims.c.ref, claim_data.c.data)
        .join(claim_data, claim_data.c.claim == claims.c.id)
        .where(claims.c.version == version, claims.c.state != "gone", claims.c.event == place.event.value)
    )
    for ref, data in connection.execute(query):
        if from_json(data).trigger == place.trigger:
            raise UsageError(
                f"claim {ref} says this already", place="--words", remedy=f"truceline correct {ref} --set …"
            )
