"""truceline read, as a user runs it: the real program on real files."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

STORY = (
    "BAMAKO, March 14, 2023 (Reuters) - Gunmen killed at least 12 soldiers near Gao on Monday, the army said. "
    "The government of Mali held talks with the rebels in Algiers."
)


def truceline(*args: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-m", "truceline", *args], input=stdin, capture_output=True, check=False)


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text(STORY, encoding="utf-8")
    return path


def test_prints_a_table_with_the_exact_words(story: Path) -> None:
    done = truceline("read", str(story))
    out = done.stdout.decode()
    assert done.returncode == 0
    assert "ASSAULT" in out and "12 or more killed" in out and "Military of Mali" in out
    assert "Gunmen killed at least 12 soldiers" in out


def test_json_is_a_claim_record_whose_spans_read_back(story: Path) -> None:
    record = json.loads(truceline("read", str(story), "--format", "json").stdout)
    assert record["report"]["text"] == STORY
    assault = next(c for c in record["claims"] if c["event"] == "ASSAULT")
    assert STORY[slice(*assault["trigger"])] == "killed"
    assert assault["killed"] == {"low": 12, "high": None}


def test_jsonl_is_a_record_a_line_and_csv_a_claim_a_line(story: Path) -> None:
    lines = truceline("read", str(story), str(story), "-f", "jsonl").stdout.decode().splitlines()
    assert [json.loads(line)["report"]["id"] for line in lines] == ["story", "story"]
    rows = list(csv.DictReader(io.StringIO(truceline("read", str(story), "-f", "csv").stdout.decode())))
    assert {r["event"] for r in rows} == {"ASSAULT", "CONSULT"}


def test_explains_each_value(story: Path) -> None:
    record = json.loads(truceline("read", str(story), "-f", "json", "--explain").stdout)
    assert all(c["evidence"] for c in record["claims"])


def test_reads_standard_input_with_overrides() -> None:
    done = truceline(
        "read", "-", "-f", "json", "--published", "2022-05-04", "--publisher", "Sahel Wire", stdin=STORY.encode()
    )
    report = json.loads(done.stdout)["report"]
    assert (report["published"], report["publisher"]) == ("2022-05-04", "Sahel Wire")


def test_leaves_out_what_is_less_sure_than_asked(story: Path) -> None:
    record = json.loads(truceline("read", str(story), "-f", "json", "--min-confidence", "1").stdout)
    assert record["claims"] == []


def test_writes_whole_claim_records_into_a_folder_that_read_back(story: Path, tmp_path: Path) -> None:
    folder = tmp_path / "records"
    assert truceline("read", str(story), "-o", str(folder)).returncode == 0
    assert [p.name for p in folder.iterdir()] == ["story.json"]
    again = json.loads(truceline("read", str(folder), "-f", "json").stdout)
    assert again == json.loads((folder / "story.json").read_text(encoding="utf-8"))


def test_one_bad_report_stops_no_other_and_is_named_with_its_cause(story: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40)
    (tmp_path / "notext.json").write_text('{"title": "x"}', encoding="utf-8")
    (tmp_path / "when.json").write_text(json.dumps({"text": STORY, "published": "2021-02-30"}), encoding="utf-8")
    (tmp_path / "menu.html").write_text("<html><body><nav><a href='/'>Home</a></nav></body></html>", encoding="utf-8")
    (tmp_path / "german.txt").write_text(
        "Die Regierung hat am Montag erklärt, dass die Gespräche mit den Rebellen weitergehen. " * 6, encoding="utf-8"
    )
    (tmp_path / "digits.txt").write_text("... --- !!!", encoding="utf-8")
    done = truceline("read", str(tmp_path), "-f", "jsonl")
    errors = done.stderr.decode()
    assert done.returncode == 1
    assert [json.loads(line)["report"]["id"] for line in done.stdout.splitlines()] == ["story"]
    for name in ("empty.txt", "picture.txt", "notext.json", "when.json", "menu.html", "german.txt", "digits.txt"):
        assert name in errors
    assert "1 report read" in errors
    assert "Traceback" not in errors


def test_a_broken_line_of_json_lines_is_named_by_its_number(tmp_path: Path) -> None:
    path = tmp_path / "feed.jsonl"
    path.write_text(json.dumps({"text": STORY}) + "\n{broken\n" + json.dumps({"text": STORY}) + "\n", encoding="utf-8")
    done = truceline("read", str(path), "-f", "jsonl")
    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == 2
    assert "feed.jsonl:2" in done.stderr.decode()


@pytest.mark.parametrize(
    "args", [["read"], ["read", "x", "--format", "xml"], ["read", "x", "--published", "2021-02-30"]]
)
def test_wrong_usage_exits_with_2(args: list[str]) -> None:
    assert truceline(*args).returncode == 2


def test_a_missing_pipeline_exits_with_3_and_says_what_to_do(story: Path) -> None:
    done = truceline("read", str(story), "--model", "no_such_pipeline")
    assert done.returncode == 3
    assert "pip install" in done.stderr.decode()


def test_hostile_text_reaches_neither_the_terminal_nor_a_spreadsheet_as_code(tmp_path: Path) -> None:
    path = tmp_path / "hostile.txt"
    path.write_text(
        'The army said: "=cmd|calc attacked [red]Gao[/red] \x1b[31m\u202e killed 3 soldiers," on Monday.',
        encoding="utf-8",
    )
    table = truceline("read", str(path)).stdout.decode()
    assert "\x1b" not in table and "\u202e" not in table
    for row in csv.reader(io.StringIO(truceline("read", str(path), "-f", "csv").stdout.decode())):
        assert not any(cell.startswith(("=", "+", "@")) for cell in row)


def test_help_gives_an_example_and_the_exit_codes() -> None:
    out = truceline("read", "--help").stdout.decode()
    assert "truceline read story.txt" in out and "Exit codes" in out
