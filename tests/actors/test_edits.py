"""A person's own actors and changes: they work at once, are kept apart from the shipped ones, and are written whole or not at all."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from truceline.actors import Linker, UserFile, default_path, edits, load
from truceline.commands.actors import app
from truceline.errors import InputError, NotFoundError, UsageError

DAY = dt.date(2020, 5, 1)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "deep" / "actors.yaml"


def linked(file: Path, name: str, *countries: str) -> str | None:
    found = Linker(load(file)).link(name, date=DAY, countries=countries)
    return found.actor.id if found.actor else None


def test_an_added_actor_is_linked_and_belongs_to_the_user(file: Path) -> None:
    assert linked(file, "Mountain Council", "GE") is None
    edits.on_file(lambda user: edits.add(user, "Mountain Council", aliases=["MTC"], countries=["ge"], since=2001), file)
    assert linked(file, "Mountain Council", "GE") == "mountain-council"
    assert linked(file, "MTC", "GE") == "mountain-council"
    assert load(file)["mountain-council"].own
    assert "mountain-council" not in load(file.with_name("none.yaml"))


def test_another_name_for_a_shipped_actor_outlives_the_next_change(file: Path) -> None:
    edits.on_file(lambda user: edits.alias(user, "boko-haram", "People of the Forest"), file)
    edits.on_file(lambda user: edits.add(user, "Mountain Council"), file)
    assert linked(file, "People of the Forest", "NG") == "boko-haram"


def test_a_name_that_another_actor_has_is_refused(file: Path) -> None:
    with pytest.raises(UsageError, match="tehrik-i-taliban-pakistan"):
        edits.alias(UserFile(), "jamaat-ul-ahrar", "TTP")
    with pytest.raises(UsageError, match="already"):
        edits.add(UserFile(), "Boko Haram")
    with pytest.raises(NotFoundError, match="no actor"):
        edits.alias(UserFile(), "nobody-at-all", "Nobody")
    with pytest.raises(UsageError, match="countries"):
        edits.add(UserFile(), "Mountain Council", countries=["Georgia"])


def test_a_merged_actor_is_found_under_the_one_that_stays_and_can_be_taken_out_again(file: Path) -> None:
    edits.on_file(lambda user: edits.add(user, "Mountain Council", countries=["GE"]), file)
    edits.on_file(lambda user: edits.merge(user, "mountain-council", "abkhaz-separatists"), file)
    registry = load(file)
    assert registry["mountain-council"].id == "abkhaz-separatists"
    assert linked(file, "Mountain Council", "GE") == "abkhaz-separatists"
    edits.on_file(lambda user: edits.unmerge(user, "mountain-council"), file)
    assert linked(file, "Mountain Council", "GE") == "mountain-council"


def test_nothing_is_merged_into_itself_or_its_own_part() -> None:
    with pytest.raises(UsageError, match="one actor"):
        edits.merge(UserFile(), "taliban", "taliban")
    with pytest.raises(UsageError, match="part"):
        edits.merge(UserFile(), "taliban", "haqqani-network")


def test_an_actor_is_split_by_its_names(file: Path) -> None:
    edits.on_file(lambda user: edits.split(user, "taliban", "Quetta Council", names=["Quetta Shura"]), file)
    assert linked(file, "Quetta Shura", "AF") == "quetta-council"
    assert linked(file, "Afghan Taliban", "AF") == "taliban"
    with pytest.raises(UsageError, match="no other name"):
        edits.split(UserFile(), "taliban", "Quetta Council", names=["Quetta"])


@pytest.mark.parametrize(
    "text", ["actors: 3", "- x", "actors: [{id: A B, name: x, kind: person}]", "a: [", "nonsense: {}", "\x00\x01"]
)
def test_a_damaged_file_is_refused_with_its_place(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True)
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=r"actors\.yaml"):
        load(file)


def test_a_change_that_fails_leaves_the_file_as_it_was(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    edits.on_file(lambda user: edits.add(user, "Mountain Council"), file)
    before = file.read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(InputError, match="No space left"):
        edits.on_file(lambda user: edits.add(user, "River Council"), file)
    assert file.read_bytes() == before
    assert [p.name for p in file.parent.iterdir()] == [file.name]


def test_the_environment_names_the_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TRUCELINE_ACTORS", str(tmp_path / "mine.yaml"))
    assert default_path() == tmp_path / "mine.yaml"
    monkeypatch.delenv("TRUCELINE_ACTORS")
    assert default_path().name == "actors.yaml"


def run(file: Path, *words: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, [*words, "--file", str(file)])
    return result.exit_code, result.output


def test_the_commands_do_what_the_functions_do(file: Path) -> None:
    assert run(file, "add", "Mountain Council", "--country", "GE", "--alias", "MTC")[0] == 0
    assert run(file, "alias", "mountain-council", "Council of the Mountains")[0] == 0
    code, output = run(file, "show", "mountain-council")
    assert code == 0 and "Council of the Mountains" in output and "your own" in output
    code, output = run(file, "list", "mountain", "council", "--format", "json")
    assert [a["id"] for a in json.loads(output)] == ["mountain-council"]
    assert run(file, "merge", "mountain-council", "abkhaz-separatists")[0] == 0
    assert run(file, "split", "mountain-council")[0] == 0
    assert run(file, "split", "taliban", "Quetta Council", "--take", "Quetta Shura")[0] == 0


def test_a_wrong_id_is_an_error_that_names_those_near(file: Path) -> None:
    code, output = run(file, "show", "talibans")
    assert code == 1 and "taliban" in output and "Traceback" not in output


def test_show_gives_offices_parts_and_wholes(file: Path) -> None:
    assert "Prime Minister (government-of-pakistan), 18 Aug 2018 – 10 Apr 2022" in run(file, "show", "imran-khan")[1]
    assert "parts:" in run(file, "show", "taliban")[1]
    assert "part of: jamaat-nusrat-al-islam-wal-muslimin < al-qaida" in run(file, "show", "macina-liberation-front")[1]
