"""The commands on the record, as a user runs them: the real program, the real reader, real files."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from truceline.cli import app

STORY = (
    "BAMAKO, March 14, 2023 (Reuters) - Gunmen killed at least 12 soldiers in a convoy near Gao on Monday, the army said. "
    "The government of Mali held talks with the rebels in Algiers."
)


def truceline(*args: str, db: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "truceline", *args]
    known = os.environ | {"TRUCELINE_DB": db, "TRUCELINE_USER": "Ada"} | environment
    return subprocess.run(command, capture_output=True, text=True, check=False, env=known)


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


@pytest.fixture
def stories(tmp_path: Path) -> Path:
    folder = tmp_path / "stories"
    folder.mkdir()
    (folder / "one.txt").write_text(STORY, encoding="utf-8")
    (folder / "two.txt").write_text(STORY.replace("Reuters", "AFP"), encoding="utf-8")
    (folder / "empty.txt").write_bytes(b"")
    return folder


def test_from_adding_to_correcting_and_rereading(url: str, stories: Path, tmp_path: Path) -> None:
    added = truceline("add", str(stories), db=url)
    assert added.returncode == 1
    assert "2 reports added" in added.stderr and "not added" in added.stderr and "empty.txt" in added.stderr
    assert "2 known already" in truceline("add", str(stories), db=url).stderr

    found = rows(truceline("find", "convoy", "--event", "ASSAULT", "-f", "csv", db=url).stdout)
    assert [row["killed_low"] for row in found] == ["12"]
    id = found[0]["id"]

    done = truceline("correct", id, "--set", "killed=10..15", "--why", "the hospital's list", db=url)
    assert (done.returncode, "10–15" in done.stderr) == (0, True)
    assert "10–15 killed" in truceline("find", "convoy", db=url).stdout
    history = json.loads(truceline("history", id, "-f", "json", db=url).stdout)
    assert [(e["what"], e["who"], e["why"]) for e in history][1:] == [("set", "Ada", "the hospital's list")]

    assert "2 reports read again" in truceline("reread", "--all", db=url).stderr
    shown = json.loads(truceline("show", "claim", id[:6], "-f", "json", db=url).stdout)
    assert shown["claim"]["killed"] == {"low": 10, "high": 15}

    out = truceline("show", "report", found[0]["report"], "--explain", db=url)
    assert "correction by Ada" in out.stdout and "the same text or nearly so" in out.stderr
    assert truceline("corrections", "export", "-o", str(tmp_path / "out"), db=url).returncode == 0
    assert len(list((tmp_path / "out").glob("*.json"))) == 1

    assert truceline("check", db=url).stdout == "the record is whole\n"
    assert truceline("backup", str(tmp_path / "backup.db"), db=url).returncode == 0
    assert truceline("restore", str(tmp_path / "backup.db"), db=str(tmp_path / "again.db")).returncode == 0
    again = rows(truceline("find", "-f", "csv", db=str(tmp_path / "again.db")).stdout)
    assert again == rows(truceline("find", "-f", "csv", db=url).stdout)


@pytest.mark.parametrize(
    ("args", "code", "told"),
    [
        (("find", "x"), 1, "there is no record yet"),
        (("find", "--since", "yesterday"), 2, "YYYY-MM-DD"),
        (("find", "--db", "mysql://h/n"), 2, "cannot be kept in mysql"),
        (("find", "--db", "postgresql://me:secret@127.0.0.1:1/n"), 4, "does not answer"),
        (("show", "claim", "abcdefgh"), 1, "there is no record yet"),
        (("restore", "missing.db"), 1, "no such backup"),
    ],
)
def test_what_cannot_be_done_is_one_line_with_its_exit_code(
    args: tuple[str, ...], code: int, told: str, tmp_path: Path
) -> None:
    done = truceline(*args, db=str(tmp_path / "none.db"))
    assert done.returncode == code
    assert told in done.stderr and "Traceback" not in done.stderr and "secret" not in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_every_command_has_help_with_an_example_and_is_documented() -> None:
    guide = "".join(f.read_text(encoding="utf-8") for f in (Path(__file__).parents[2] / "docs").glob("*.md"))
    commands = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    for name, command in commands.items():
        for path, leaf in _leaves(name, command):
            assert "Example" in (leaf.epilog or ""), path
            assert "Exit codes" in (leaf.epilog or ""), path
            assert f"truceline {path}" in guide, path


def _leaves(name: str, command: object) -> list[tuple[str, object]]:
    inner = getattr(command, "commands", None)
    if inner is None:
        return [(name, command)]
    return [(f"{name} {path}", leaf) for n, c in inner.items() for path, leaf in _leaves(n, c)]


def test_what_is_not_there_ends_every_command_alike(url: str, stories: Path, tmp_path: Path) -> None:
    truceline("add", str(stories / "one.txt"), db=url)
    own = str(tmp_path / "actors.yaml")
    for command in (
        ("show", "claim", "zzzz"), ("show", "report", "zzzz"), ("show", "incident", "zzzz"), ("show", "actor", "zzzz"),
        ("history", "zzzz"), ("accept", "zzzz"), ("conflicts", "show", "zzzz"), ("conflicts", "terms", "zzzz"),
        ("actors", "show", "zzzz"), ("actors", "alias", "zzzz", "Other", "--file", own),
        ("actors", "merge", "zzzz", "taliban", "--file", own),
    ):  # fmt: skip
        done = truceline(*command, db=url)
        assert (done.returncode, done.stdout) == (1, ""), command
        assert '"zzzz"' in done.stderr, command


def test_a_name_that_nobody_has_is_answered_with_those_written_alike(url: str, stories: Path) -> None:
    truceline("add", str(stories / "one.txt"), db=url)
    for command in (("show", "actor", "TTTP"), ("actors", "show", "TTTP"), ("conflicts", "show", "TTTP")):
        assert "did you mean" in truceline(*command, db=url).stderr


def test_actors_are_listed_to_be_read_and_as_rows_for_programs(url: str) -> None:
    listed = truceline("actors", "list", "taliban", db=url).stdout
    assert "\t" not in listed and listed.splitlines()[0].split() == ["name", "kind", "in", "years", "id"]
    assert rows(truceline("actors", "list", "taliban", "-f", "csv", db=url).stdout)[0]["id"] == "taliban"
