"""Builds stored claims for tests from a few words."""

import datetime as dt
from itertools import count

from truceline.claim import Amount, Claim, Entity, Place, Source, When
from truceline.incidents import StoredClaim

_numbers = count()


def day(text):
    return dt.date.fromisoformat(text)


def told(
    quote="Rebels attacked the convoy",
    *,
    event="ASSAULT",
    mode=None,
    status="actual",
    actor=(),
    recipient=(),
    where=(),
    when=None,
    killed=None,
    injured=None,
    by=None,
    kind="organization",
    published="2023-03-07",
    publisher="The Post",
    text=None,
    id=None,
    actors=None,
    speaks_for=None,
    wholes=None,
    count=None,
):
    number = next(_numbers)
    report = text or f"report-{number}"
    first, _, last = (when or "").partition("..")
    claim = Claim(
        span=(0, len(quote)),
        trigger=(0, len(quote)),
        event=event,
        mode=mode,
        status=status,
        actor=tuple(Entity(name=n) for n in actor),
        recipient=tuple(Entity(name=n) for n in recipient),
        sources=(Source(name=by, kind=kind),) if by else (),
        when=When(start=day(first), end=day(last or first)) if when else None,
        where=tuple(Place(name=n) for n in where),
        killed=amount(killed),
        injured=amount(injured),
        count=count,
    )
    return StoredClaim(
        id=id or f"c{number}",
        report_id=report,
        text_id=report,
        publisher=publisher,
        published=day(published) if published else None,
        claim=claim,
        quote=quote,
        actors=actors or {},
        speaks_for=speaks_for or {},
        wholes=wholes or {},
    )


def amount(value):
    if value is None:
        return None
    return Amount(low=value, high=value) if isinstance(value, int) else Amount(low=value[0], high=value[1])


def ambush(quote="Rebels ambushed a convoy at Ruso", **changes):
    """A telling of one and the same ambush."""
    usual = {
        "actor": ["Highland Front"],
        "recipient": ["Military of Belmara"],
        "where": ["Ruso"],
        "when": "2023-03-05",
    }
    return told(quote, **(usual | changes))
