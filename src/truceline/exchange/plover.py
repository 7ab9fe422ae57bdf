"""PLOVER-style JSON under the field names of POLECAT (Halterman et al. 2023, "PLOVER and POLECAT")."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from truceline.claim import Event
from truceline.exchange.sides import country_name
from truceline.incidents import Incident, Named
from truceline.views import Row

FIELDS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts", "Actor Name",
    "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title", "Actor Name Raw",
    "Wikipedia Actor ID", "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector",
    "Recipient Sectors", "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID", "Placename", "City",
    "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type", "Source",
    "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language", "Version",
)  # fmt: skip
"""All fields of POLECAT's files, in order; those that an incident has nothing for are null."""

_QUADS = {
    "Q1": (Event.AGREE, Event.CONSULT, Event.SUPPORT, Event.CONCEDE),
    "Q2": (Event.COOPERATE, Event.AID, Event.RETREAT),
    "Q3": (Event.REQUEST, Event.ACCUSE, Event.REJECT, Event.THREATEN),
    "Q4": (Event.PROTEST, Event.SANCTION, Event.MOBILIZE, Event.COERCE, Event.ASSAULT),
}
_QUAD_OF = {event: quad for quad, events in _QUADS.items() for event in events}


def plover_row(incident: Incident) -> Row | None:
    """An incident under POLECAT's field names; several names are joined with "; ".

    None where nobody says that it happened: PLOVER has no status, and a plan or a denial would read as an event.
    """
    if not incident.happened:
        return None
    row: Row = dict.fromkeys(FIELDS)
    row |= {
        "Event ID": incident.id,
        "Event Date": incident.start.isoformat() if incident.start else None,
        "Event Type": incident.event.value,
        "Event Mode": incident.mode,
        "Quad Code": _QUAD_OF[incident.event],
        "Actor Name": _names(incident.actors),
        "Actor Name Raw": _all_names(incident.actors),
        "Recipient Name": _names(incident.recipients),
        "Recipient Name Raw": _all_names(incident.recipients),
        "Placename": incident.where[0].name if incident.where else None,
        "Country": country_name(incident),
        "Raw Placename": _all_names(incident.where),
        "Source": "; ".join(v.name for v in incident.voices),
        "Publication Date": incident.not_after.isoformat() if incident.not_after else None,
        "Language": "en",
    }
    return row


def _names(named: Iterable[Named]) -> str | None:
    return "; ".join(n.name for n in named) or None


def _all_names(named: Iterable[Named]) -> str | None:
    return "; ".join(name for n in named for name in (n.name, *n.names)) or None


def plover_lines(incidents: Iterable[Incident]) -> Iterator[str]:
    """Incidents as JSON lines under POLECAT's field names; what `plover_row` has no row for is left out."""
    for incident in incidents:
        if row := plover_row(incident):
            yield json.dumps(row, ensure_ascii=True) + "\n"
