"""The conflicts that somebody means who types an id, a side's name, or two ("TTP", "Pakistan TTP")."""

from __future__ import annotations

from truceline.actors import Registry
from truceline.errors import NotFoundError, UsageError
from truceline.gazetteer import fold
from truceline.processes.of_record import Listed, conflicts_of_parties, list_in
from truceline.record import Store


def conflicts_called(store: Store, registry: Registry, said: str) -> list[Listed]:
    """The conflicts of an id or the beginning of one, of an actor by any of its names, or whose name holds the words.

    Those with most incidents first. Raises NotFoundError where there is none, with names that are written alike; StoreError.
    """
    known, wanted = list_in(store), said.strip()
    found = [one for one in known if wanted and one.id.startswith(wanted.lower())]
    found = found or _of_actor(store, registry, wanted, known)
    found = found or [one for one in known if _words(wanted) and _words(wanted) <= _words(one.name)]
    if not found:
        near = registry.nearest(wanted)
        remedy = f"did you mean {', '.join(actor.name for actor in near)}? " if near else ""
        raise NotFoundError(
            f'there is no conflict "{said[:100]}"', remedy=f"{remedy}`truceline conflicts list` shows them all"
        )
    return found


def conflict_called(store: Store, registry: Registry, said: str) -> str:
    """The id of the one conflict that is meant. Raises UsageError, naming their ids, where it may be several."""
    found = conflicts_called(store, registry, said)
    if len(found) > 1:
        several = ", ".join(f"{one.id} ({one.name})" for one in found[:10])
        raise UsageError(f'"{said[:100]}" means several conflicts', remedy=f"give the id: {several}")
    return found[0].id


def _of_actor(store: Store, registry: Registry, said: str, known: list[Listed]) -> list[Listed]:
    """Conflicts in which an actor, or a body or faction of it, is a party."""
    ids = {actor.id for actor in registry.called(said)}
    wanted = {
        conflict for party, conflicts in conflicts_of_parties(store).items() if party in ids for conflict in conflicts
    }
    return [one for one in known if one.id in wanted]


def _words(name: str) -> set[str]:
    return set(fold(name).replace("–", " ").replace("-", " ").split())
