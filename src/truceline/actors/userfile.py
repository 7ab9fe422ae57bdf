"""The user's own actors, names, merges and splits, in a file of their own that outlives every upgrade.

The file is YAML and may be edited by hand; every change that Truceline makes replaces it whole or not at all.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from platformdirs import user_data_path
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from truceline.actors.actor import Actor, Id, Name
from truceline.errors import InputError

if TYPE_CHECKING:
    from truceline.actors.registry import Registry

VARIABLE = "TRUCELINE_ACTORS"
"""The environment variable that names the user's file."""
LARGEST = 10_000_000
"""Largest file that is read, in bytes."""
_HEADER = """\
# Your own actors for Truceline, and your changes to the shipped ones: names added (aliases) or taken away (without),
# actors merged into others (merged). `truceline actors add|alias` write here; you may edit it too. docs/actors.md explains it.
"""


def default_path() -> Path:
    """Where the user's file lies: what TRUCELINE_ACTORS names, else actors.yaml in the user's data folder."""
    named = os.environ.get(VARIABLE)
    return Path(named).expanduser() if named else user_data_path("truceline", appauthor=False) / "actors.yaml"


class UserFile(BaseModel):
    """What a user adds to the registry and changes in it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    actors: tuple[Actor, ...] = Field(default=(), max_length=100_000)
    aliases: dict[Id, tuple[Name, ...]] = {}
    without: dict[Id, tuple[Name, ...]] = {}
    merged: dict[Id, Id] = {}

    @classmethod
    def read(cls, path: Path) -> UserFile:
        """The file at a path; an empty one where there is none. Raises InputError when it cannot be read."""
        try:
            if path.stat().st_size > LARGEST:
                raise InputError(
                    f"larger than {LARGEST:,} bytes", place=str(path), remedy="split the work or clean the file"
                )
            data = yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
            return cls.model_validate(data or {})
        except FileNotFoundError:
            return cls()
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(map(str, first["loc"]))
            raise InputError(f"{where}: {first['msg']}", place=str(path), remedy="see docs/actors.md") from None
        except (OSError, UnicodeDecodeError, yaml.YAMLError, RecursionError) as error:
            raise InputError(str(error).splitlines()[0], place=str(path), remedy="mend or move the file") from None

    def write(self, path: Path) -> None:
        """Replace the file by this one, whole or not at all. Raises InputError when it cannot be written."""
        data = self.model_dump(mode="json", exclude_defaults=True)
        text = _HEADER + yaml.safe_dump(data, allow_unicode=True, sort_keys=True, width=110)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            _replace(path, text)
        except OSError as error:
            raise InputError(
                error.strerror or str(error), place=str(path), remedy=f"set {VARIABLE} to a file you may write"
            ) from None

    def over(self, shipped: Registry) -> Iterable[Actor]:
        """The shipped actors with the user's changes, then the user's own."""
        actors = {actor.id: actor for actor in shipped} | {
            a.id: a.model_copy(update={"own": True}) for a in self.actors
        }
        for id, names in self.without.items():
            if id in actors:
                actors[id] = _without(actors[id], names)
        for id, names in self.aliases.items():
            if id in actors:
                actors[id] = actors[id].model_copy(
                    update={"aliases": tuple(dict.fromkeys((*actors[id].aliases, *names)))}
                )
        for old, into in self.merged.items():
            # Names of a merged actor now mean the one that it was merged into.
            if old in actors and into in actors:
                names = tuple(dict.fromkeys((*actors[into].aliases, *actors[old].names)))
                actors[into] = actors[into].model_copy(update={"aliases": names[:200]})
        return actors.values()


def _without(actor: Actor, names: tuple[str, ...]) -> Actor:
    gone = frozenset(names)
    return actor.model_copy(
        update={
            kind: tuple(n for n in getattr(actor, kind) if n not in gone) for kind in ("aliases", "shared", "short")
        }
    )


def _replace(path: Path, text: str) -> None:
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(temporary).unlink()
        raise


def changed(user: UserFile, **parts: Any) -> UserFile:
    """A copy of the user's file with some parts replaced, checked anew."""
    return UserFile.model_validate(user.model_dump() | parts)
