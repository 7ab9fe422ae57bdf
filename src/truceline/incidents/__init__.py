"""Which claims speak of one happening, what they say together, and in what they disagree.

>>> from truceline.incidents import contradictions_of, incidents_of
>>> incidents = incidents_of(claims)
>>> contradictions_of(incidents, claims)
"""

from truceline.incidents.build import groups_of, incident_id, incident_of, incidents_of
from truceline.incidents.contradictions import Contradiction, Dispute, Position, contradictions_of
from truceline.incidents.incident import Figure, Incident, Named, Standing, Toll, Voice
from truceline.incidents.settings import Settings, settings
from truceline.incidents.stored import StoredClaim

__all__ = [
    "Contradiction",
    "Dispute",
    "Figure",
    "Incident",
    "Named",
    "Position",
    "Settings",
    "Standing",
    "StoredClaim",
    "Toll",
    "Voice",
    "contradictions_of",
    "groups_of",
    "incident_id",
    "incident_of",
    "incidents_of",
    "settings",
]
