"""Actors: who is meant by a name, on a day, in a report about some countries.

>>> linker = Linker(load())
>>> linker.link("TTP", date=dt.date(2021, 10, 2), countries=["PK"]).actor.id
'tehrik-i-taliban-pakistan'
"""

from truceline.actors.actor import Actor, Kind, Role
from truceline.actors.linking import THRESHOLD, Candidate, Link, Linker
from truceline.actors.meaning import Known, known, meant
from truceline.actors.proposals import How
from truceline.actors.provisional import Provisional
from truceline.actors.registry import Registry, load, over, shipped_registry
from truceline.actors.userfile import UserFile, default_path

__all__ = [
    "THRESHOLD",
    "Actor",
    "Candidate",
    "How",
    "Kind",
    "Known",
    "Link",
    "Linker",
    "Provisional",
    "Registry",
    "Role",
    "UserFile",
    "default_path",
    "known",
    "load",
    "meant",
    "over",
    "shipped_registry",
]
