"""The UCDP Georeferenced Event Dataset: its CSV as reports and claims, and incidents in its columns.

Columns, the 49 of its files, and codes as in Högbladh 2023, "UCDP GED Codebook version 23.1", and Sundberg and Melander 2013, "Introducing the
UCDP Georeferenced Event Dataset".
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median_low

from truceline.claim import Amount, Claim, Entity, Event, Record, Source, When
from truceline.exchange.files import Line, checked, day, said, whole
from truceline.exchange.sides import country_name, is_civilians, is_state, sides
from truceline.exchange.wording import Wording, add_place
from truceline.incidents import Incident
from truceline.report import Report
from truceline.views import Row

DATASET = "UCDP GED"
REQUIRED = ("id", "type_of_violence", "side_a", "side_b", "country", "date_start", "date_end", "best", "high", "low")
COLUMNS = (
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id", "conflict_new_id",
    "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name", "side_a_dset_id", "side_a_new_id", "side_a",
    "side_b_dset_id", "side_b_new_id", "side_b", "number_of_sources", "source_article", "source_office", "source_date",
    "source_headline", "source_original", "where_prec", "where_coordinates", "where_description", "adm_1", "adm_2",
    "latitude", "longitude", "geom_wkt", "priogrid_gid", "country", "country_id", "region", "event_clarity", "date_prec",
    "date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best", "high", "low",
    "gwnoa", "gwnob",
)  # fmt: skip
"""All columns of version 23.1, in order; `ged_row` fills those that an incident has something for."""

_STATE, _GROUPS, _ONE_SIDED = 1, 2, 3
_FORMER = re.compile(r"\s*\(.*\)$")


@dataclass(frozen=True)
class GedEvent:
    """What is taken over from one line; a place or country that it leaves out, as our own export may, is empty."""

    id: str
    violence: int
    side_a: str
    side_b: str
    place: str
    country: str
    start: dt.date
    end: dt.date
    low: int
    best: int
    high: int


def read_ged(path: Path) -> Iterator[Record]:
    """The events of a UCDP GED CSV file, each as a report with one claim whose source is the dataset.

    The whole file is checked first. Raises DatasetError where it is not such a file or has bad lines, before anything is
    given out.
    """
    return map(record_of, checked(path, REQUIRED, _event))


def _event(line: Line) -> GedEvent:
    violence = whole(line, "type_of_violence")
    if violence not in (_STATE, _GROUPS, _ONE_SIDED):
        raise ValueError(f"type_of_violence is not 1, 2 or 3: {violence}")
    start, end = day(line, "date_start"), day(line, "date_end")
    if end < start:
        raise ValueError(f"date_end {end} lies before date_start {start}")
    low, best, high = (whole(line, c) for c in ("low", "best", "high"))
    if low > high:
        raise ValueError(f"low {low} is more than high {high}")
    place = line.get("where_coordinates", "")
    id, side_a, side_b = (said(line, c) for c in ("id", "side_a", "side_b"))
    return GedEvent(id, violence, side_a, side_b, place, line["country"], start, end, low, best, high)


def record_of(event: GedEvent) -> Record:
    """An event as a report in words and a claim that points into them."""
    words = Wording()
    words.add(f"{DATASET} event {event.id}: ")
    start = words.length
    a = words.add(event.side_a)
    trigger = words.add(" against " if event.violence == _ONE_SIDED else " fighting ")
    b = words.add(event.side_b)
    where = add_place(words, " in ", event.place, event.country, state_of=_FORMER.sub("", event.country))
    words.add(", ")
    when = words.add(str(event.start) if event.start == event.end else f"{event.start} to {event.end}")
    words.add(f": {event.low} to {event.high} killed, best estimate {event.best}.")
    parties = (Entity(name=event.side_a, span=a), Entity(name=event.side_b, span=b))
    claim = Claim(
        span=(start, words.length - 1),
        trigger=(trigger[0] + 1, trigger[1] - 1),
        event=Event.ASSAULT,
        actor=parties[:1] if event.violence == _ONE_SIDED else parties,
        recipient=parties[1:] if event.violence == _ONE_SIDED else (),
        sources=(Source(name=DATASET, kind="document"),),
        when=When(span=when, start=event.start, end=event.end),
        where=where,
        killed=Amount(low=event.low, high=event.high),
    )
    report = Report(id=f"ucdp-ged:{event.id}"[:500], title=None, publisher=DATASET, text=words.text)
    return Record(report=report, claims=(claim,))


def ged_row(incident: Incident) -> Row | None:
    """An incident in the columns of UCDP GED.

    None where it is no such event: not violence, nobody says it happened, no day, not two sides, or nobody killed. `low` and
    `high` are those of the incident's range (its greatest figure where that is open), `best` the middle one of the
    figures that stand.
    """
    pair, toll = sides(incident), incident.killed
    if (
        incident.event is not Event.ASSAULT
        or pair is None
        or toll is None
        or incident.start is None
        or not incident.happened
    ):
        return None
    told = [f.amount.low or f.amount.high or 0 for f in toll.figures if f.state == "stands"]
    high = toll.high if toll.high is not None else max(told)
    if not high:
        return None
    end = incident.end or incident.start
    row: Row = dict.fromkeys(COLUMNS)
    row |= {
        "id": incident.id,
        "year": incident.start.year,
        "type_of_violence": _violence(*pair),
        "dyad_name": f"{pair[0]} - {pair[1]}",
        "side_a": pair[0],
        "side_b": pair[1],
        "number_of_sources": len(incident.voices),
        "source_article": "; ".join(v.name for v in incident.voices),
        "where_coordinates": incident.where[0].name if incident.where else None,
        "country": country_name(incident),
        "date_prec": _precision((end - incident.start).days + 1),
        "date_start": incident.start.isoformat(),
        "date_end": end.isoformat(),
        "best": median_low(told),
        "high": high,
        "low": toll.low,
    }
    return row


def _violence(a: str, b: str) -> int:
    """1 where a state takes part, 3 against civilians, else 2."""
    if is_civilians(b):
        return _ONE_SIDED
    return _STATE if is_state(a) or is_state(b) else _GROUPS


def _precision(days: int) -> int:
    """UCDP's date_prec: 1 a day, 2 two to six days, 3 a week, 4 a month, 5 longer."""
    return next((code for code, most in ((1, 1), (2, 6), (3, 7), (4, 31)) if days <= most), 5)
