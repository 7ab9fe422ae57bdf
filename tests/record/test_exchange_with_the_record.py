"""The record goes out in the formats of others, and their data comes in whole or not at all."""

import csv
import datetime as dt
import io
import json
import sys
from pathlib import Path

import pytest
from making import DAY, LONG, attack, contents, record, talks
from typer.testing import CliRunner, Result

from truceline import When
from truceline.cli import app
from truceline.record import Store
from truceline.record.retrieval import CLAIM_COLUMNS

ON = When(start=DAY, end=DAY)
LINES = (
    "id,type_of_violence,side_a,side_b,country,where_coordinates,date_start,date_end,best,high,low\n"
    "1001,1,Government of Mali,JNIM,Mali,Gao,2023-03-14,2023-03-14,12,15,12\n"
    "1002,1,Government of Mali,JNIM,Mali,Kidal,2023-03-20,2023-03-21,3,3,2\n"
)


def run(*args: str, db: str) -> Result:
    return CliRunner().invoke(app, [*args, "--db", db], catch_exceptions=False)


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_claims_and_incidents_go_out_in_each_shape(store: Store, url: str, tmp_path: Path) -> None:
    store.add([record(claims=[attack(when=ON), talks()])])
    run("incidents", "rebuild", db=url)
    assert [r["event"] for r in rows(run("export", "--event", "ASSAULT", db=url).stdout)] == ["ASSAULT"]
    lines = run("export", "--as", "jsonl", db=url).stdout.splitlines()
    assert {json.loads(line)["claim"]["event"] for line in lines} == {"ASSAULT", "CONSULT"}
    events = [json.loads(line)["Event Type"] for line in run("export", "--as", "plover", db=url).stdout.splitlines()]
    assert sorted(events) == ["ASSAULT", "CONSULT"]
    out = tmp_path / "ged.csv"
    assert "1 incident exported" in run("export", "--as", "ged", "-o", str(out), db=url).stderr
    assert [(r["best"], r["date_start"]) for r in rows(out.read_text())] == [("12", "2023-03-14")]
    assert [r["fatalities"] for r in rows(run("export", "convoy", "--as", "acled", db=url).stdout)] == ["12"]


def test_an_export_that_fails_leaves_no_file(store: Store, url: str, tmp_path: Path) -> None:
    store.add([record()])
    done = run("export", "--event", "WAR", "-o", str(tmp_path / "out.csv"), db=url)
    assert (done.exit_code, list(tmp_path.glob("*out.csv*"))) == (2, [])
    done = run("export", "-o", str(tmp_path / "nowhere" / "out.csv"), db=url)
    assert (done.exit_code, "name another file" in done.stderr) == (4, True)


def test_a_dataset_comes_in_on_its_own_word_and_only_once(store: Store, url: str, tmp_path: Path) -> None:
    file = tmp_path / "ged.csv"
    file.write_text(LINES)
    assert "2 events imported" in run("import", "--from", "ged", str(file), db=url).stderr
    assert len(store.find(source="UCDP GED")) == 2
    assert store.copies(store.report("ucdp-ged:1001").about) == []
    assert "0 events imported; 2 known already" in run("import", "--from", "ged", str(file), db=url).stderr


@pytest.mark.parametrize("dataset", ["ged", "acled"])
def test_what_the_record_gives_out_without_a_place_comes_in_again(
    store: Store, url: str, tmp_path: Path, dataset: str
) -> None:
    store.add([record(claims=[attack(when=ON)])])
    run("incidents", "rebuild", db=url)
    out = tmp_path / "out.csv"
    run("export", "--as", dataset, "-o", str(out), db=url)
    assert "1 event imported" in run("import", "--from", dataset, str(out), db=url).stderr
    (theirs,) = (c for c in store.find(limit=None) if c.reader == f"dataset {dataset}")
    assert theirs.claim.when and (theirs.claim.when.start, theirs.claim.where) == (DAY, ())
    assert list(store.check()) == []


def test_of_a_file_that_names_an_event_twice_the_later_line_is_its_newer_version(
    store: Store, url: str, tmp_path: Path
) -> None:
    file = tmp_path / "ged.csv"
    header, first, second = LINES.splitlines()
    file.write_text("\n".join((header, first, second, first, second.replace(",3,3,2", ",9,9,2"))) + "\n")
    assert "3 events imported; 1 known already" in run("import", "--from", "ged", str(file), db=url).stderr
    assert [c.claim.killed.high for c in store.find(report="ucdp-ged:1002") if c.claim.killed] == [9]
    assert list(store.check()) == []


def test_a_report_in_the_words_of_an_imported_event_is_still_compared_with_others(
    store: Store, url: str, tmp_path: Path
) -> None:
    file = tmp_path / "ged.csv"
    file.write_text(LINES)
    run("import", "--from", "ged", str(file), db=url)
    words = store.report("ucdp-ged:1001").about.report.text
    store.add([record("one", words, []), record("two", words.replace("best", "the best"), [])])
    assert "one" in [c.key for c in store.copies(store.report("two").about)]


def test_nothing_is_imported_of_a_file_with_a_bad_line(store: Store, url: str, tmp_path: Path) -> None:
    before = contents(store)
    file = tmp_path / "ged.csv"
    file.write_text(LINES.replace("2023-03-20", "spring"))
    done = run("import", "--from", "ged", str(file), db=url)
    assert (done.exit_code, "line 3" in done.stderr) == (1, True)
    assert contents(store) == before


def test_incidents_are_compared_with_a_dataset_and_not_made_of_it(store: Store, url: str, tmp_path: Path) -> None:
    file = tmp_path / "ged.csv"
    file.write_text(LINES)
    store.add([record(claims=[attack(when=ON)])])
    assert "truceline import --from ged" in run("compare", "--with", "ged", db=url).stderr
    run("import", "--from", "ged", str(file), db=url)
    assert "1 incident made of 1 claim" in run("incidents", "rebuild", db=url).stderr
    found = json.loads(run("compare", "--with", "ged", "-f", "json", db=url).stdout)
    theirs = next(r for r in found if r["events_theirs"])
    assert (theirs["events_theirs"], theirs["deaths_low_theirs"], theirs["deaths_high_theirs"]) == (2, 14, 18)
    assert sum(r["events_ours"] for r in found) == 1
    assert "2023-03" in run("compare", "--with", "ged", db=url).stdout


def test_an_export_takes_the_filters_of_find(store: Store, url: str) -> None:
    copy = record("copy", publisher="Desert Mail", published=DAY + dt.timedelta(days=1))
    store.add([record(), copy])
    store.reject(next(c for c in store.find(event="CONSULT")).id)
    store.add([record(text=LONG)])

    def exported(*args: str) -> list[tuple[str, str]]:
        return sorted((r["report"], r["event"]) for r in rows(run("export", *args, db=url).stdout))

    shown = exported()
    assert ("story", "ASSAULT") in shown and len(shown) == len(store.find(limit=None))
    assert len(exported("--limit", "1")) == 1
    for option in ("copies", "rejected", "superseded"):
        expected = sorted((c.report, c.claim.event.value) for c in store.find(limit=None, **{option: True}))
        assert exported(f"--{option}") == expected != shown, option


def test_incidents_that_are_out_of_date_are_said_to_be_so_when_exported(store: Store, url: str) -> None:
    store.add([record(claims=[attack(when=ON), talks()])])
    run("incidents", "rebuild", db=url)
    assert "incidents rebuild" not in run("export", "--as", "plover", db=url).stderr
    store.add([record("new", LONG)])
    assert "incidents rebuild" in run("export", "--as", "plover", db=url).stderr
    assert len(run("export", "--as", "plover", "--limit", "1", db=url).stdout.splitlines()) == 1


def test_claims_go_out_as_parquet_with_numbers_and_days(store: Store, url: str, tmp_path: Path) -> None:
    parquet = pytest.importorskip(
        "pyarrow.parquet", reason="pyarrow is not installed (pip install 'truceline[parquet]')"
    )
    store.add([record(claims=[attack(when=ON), talks()])])
    out = tmp_path / "claims.parquet"
    assert "2 claims exported" in run("export", "--as", "parquet", "-o", str(out), db=url).stderr
    table = parquet.read_table(out)
    assert table.column_names == list(CLAIM_COLUMNS)
    (row,) = [r for r in table.to_pylist() if r["event"] == "ASSAULT"]
    assert (row["killed_low"], row["when_start"], row["checked"]) == (12, DAY, False)
    assert run("export", "--as", "parquet", db=url).exit_code == 2


def test_without_its_library_parquet_is_refused_with_the_remedy(
    store: Store, url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    done = run("export", "--as", "parquet", "-o", str(tmp_path / "claims.parquet"), db=url)
    assert (done.exit_code, "truceline[parquet]" in done.stderr) == (3, True)
    assert not list(tmp_path.glob("*.parquet*"))
