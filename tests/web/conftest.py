"""The war, put into a record once for all tests of pages."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import war_record as war

import truceline
from truceline.record import Store


@pytest.fixture(scope="session")
def war_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with the record of the war, to be copied."""
    folder = tmp_path_factory.mktemp("war")
    with truceline.open(folder / "record.db") as store:
        war.fill(store, 130)
        store.backup(folder / "copy.db")
    return folder / "copy.db"


@pytest.fixture
def war_store(war_file: Path, tmp_path: Path) -> Iterator[Store]:
    """A record of the war of one's own."""
    shutil.copy(war_file, tmp_path / "war.db")
    with truceline.open(tmp_path / "war.db") as store:
        yield store
