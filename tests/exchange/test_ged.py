"""UCDP GED in and out."""

import csv
import datetime as dt
import io
import tracemalloc

import pytest
from incident_builder import EXPORTED, came_back, incident

from truceline.claim import Amount, Entity, When
from truceline.errors import DatasetError
from truceline.exchange import csv_text, ged_row, read_ged
from truceline.exchange.ged import COLUMNS

LINE = {
    "id": "1001", "type_of_violence": "1", "side_a": "Government of Mali", "side_b": "JNIM", "country": "Mali",
    "where_coordinates": "Gao town", "date_start": "2019-03-17 00:00:00.000", "date_end": "2019-03-18 00:00:00.000",
    "best": "23", "high": "30", "low": "21",
}  # fmt: skip


def write(path, *lines, columns=tuple(LINE), encoding="utf-8"):
    with path.open("w", encoding=encoding, newline="") as stream:
        writer = csv.DictWriter(stream, columns, extrasaction="ignore")
        writer.writeheader()
        writer.writerows(LINE | line for line in lines)
    return path


def test_an_event_becomes_a_report_with_a_claim_on_the_datasets_word(tmp_path):
    (record,) = read_ged(write(tmp_path / "ged.csv", {}))
    (claim,) = record.claims
    assert record.report.id == "ucdp-ged:1001"
    assert [s.name for s in claim.sources] == ["UCDP GED"]
    assert [record.words(e.span) for e in claim.actor] == ["Government of Mali", "JNIM"]
    assert (claim.killed, claim.where[0].country) == (Amount(low=21, high=30), "ML")
    assert (claim.when.start, claim.when.end) == (dt.date(2019, 3, 17), dt.date(2019, 3, 18))
    assert record.words(claim.when.span) == "2019-03-17 to 2019-03-18"
    assert record.words(claim.trigger) == "fighting"
    assert record.words(claim.span).endswith("best estimate 23")


def test_one_sided_violence_has_an_actor_and_a_recipient(tmp_path):
    (record,) = read_ged(write(tmp_path / "ged.csv", {"type_of_violence": "3", "side_a": "IS", "side_b": "Civilians"}))
    (claim,) = record.claims
    assert ([e.name for e in claim.actor], [e.name for e in claim.recipient]) == (["IS"], ["Civilians"])


@pytest.mark.parametrize("missing", ["id", "date_start", "best"])
def test_a_missing_column_is_named(tmp_path, missing):
    path = write(tmp_path / "ged.csv", {}, columns=[c for c in LINE if c != missing])
    with pytest.raises(DatasetError, match=f"no column {missing}"):
        read_ged(path)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"date_start": "17/3"}, "date_start is no date: '17/3'"),
        ({"date_end": "2019-02-30"}, "date_end is no date"),
        ({"date_end": "2019-03-01"}, "lies before"),
        ({"best": "many"}, "best is no number: 'many'"),
        ({"best": "-3"}, "best is no number"),
        ({"high": "9" * 400}, "high is no number"),
        ({"low": "99"}, "low 99 is more than high 30"),
        ({"type_of_violence": "4"}, "type_of_violence"),
        ({"side_b": ""}, "side_b is empty"),
    ],
)
def test_nothing_is_given_out_where_one_line_is_bad(tmp_path, change, message):
    path = write(tmp_path / "ged.csv", *[{}] * 50, change)
    with pytest.raises(DatasetError, match=message) as caught:
        read_ged(path)
    assert "line 52" in str(caught.value)
    assert "nothing was imported" in str(caught.value)


def test_of_very_many_bad_lines_the_first_are_named_and_the_rest_counted(tmp_path):
    with pytest.raises(DatasetError, match=r"500 lines cannot be imported.*and 480 more"):
        read_ged(write(tmp_path / "ged.csv", *[{"best": "x"}] * 500))


def test_files_that_are_no_csv_are_refused_with_a_remedy(tmp_path):
    path = tmp_path / "ged.csv"
    with pytest.raises(DatasetError, match="check the path"):
        read_ged(path)
    path.write_text("")
    with pytest.raises(DatasetError, match="it is empty"):
        read_ged(path)
    write(path, {"side_a": "Gobierno de México"}, encoding="latin-1")
    with pytest.raises(DatasetError, match="not UTF-8"):
        read_ged(path)
    path.write_text(",".join(LINE) + '\n"' + "x" * 300_000)
    with pytest.raises(DatasetError, match="not CSV"):
        read_ged(path)


def test_semicolons_and_byte_order_marks_are_read(tmp_path):
    path = write(tmp_path / "ged.csv", {})
    path.write_text(path.read_text().replace(",", ";"), encoding="utf-8-sig")
    assert len(list(read_ged(path))) == 1


def test_memory_does_not_grow_with_the_file(tmp_path):
    def peak(lines):
        path = write(tmp_path / f"{lines}.csv", *({"id": str(n)} for n in range(lines)))
        tracemalloc.start()
        assert sum(1 for _ in read_ged(path)) == lines
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    peak(100)
    assert peak(4000) < peak(400) + 500_000


def test_an_incident_goes_out_in_the_datasets_columns():
    row = ged_row(incident())
    assert tuple(row) == COLUMNS
    expected = {
        "type_of_violence": 1, "side_a": "Highland Front", "side_b": "Military of Mali", "country": "Mali",
        "date_start": "2023-03-05", "date_end": "2023-03-05", "date_prec": 1, "low": 9, "best": 9, "high": 9, "year": 2023,
    }  # fmt: skip
    assert {k: row[k] for k in expected} == expected


@pytest.mark.parametrize("changes", EXPORTED)
def test_what_comes_out_can_be_read_in(tmp_path, changes):
    told = incident(**changes)
    path = tmp_path / "out.csv"
    path.write_text("".join(csv_text(COLUMNS, [ged_row(told)])))
    (record,) = read_ged(path)
    (claim,) = record.claims
    assert [e.name for e in (*claim.actor, *claim.recipient)] == [told.actors[0].name, told.recipients[0].name]
    assert [(p.name, p.country) for p in claim.where] == came_back(told)
    assert (claim.when.start, claim.when.end) == (told.start, told.end)
    assert claim.killed == Amount(low=told.killed.low, high=told.killed.high or told.killed.low)
    assert all(record.words(p.span) == p.name for p in claim.where)


@pytest.mark.parametrize(
    "changes",
    [
        {"event": "CONSULT"},
        {"status": "negated"},
        {"status": "future"},
        {"killed": None},
        {"killed": Amount(low=0, high=0)},
        {"when": None},
        {"recipient": ()},
    ],
)
def test_what_is_no_such_event_has_no_row(changes):
    assert ged_row(incident(**changes)) is None


@pytest.mark.parametrize(
    ("recipient", "days", "expected"),
    [("civilians", 0, (3, 1)), ("villagers", 3, (3, 2)), ("Coastal Alliance", 20, (2, 4)), ("soldiers", 90, (1, 5))],
)
def test_kind_of_violence_and_precision_of_the_date_are_coded(recipient, days, expected):
    first = dt.date(2023, 3, 5)
    row = ged_row(incident(recipient=(Entity(name=recipient),), when=When(start=first, end=first + dt.timedelta(days))))
    assert (row["type_of_violence"], row["date_prec"]) == expected


def test_cells_that_a_spreadsheet_would_run_are_guarded():
    evil = incident(actor=(Entity(name="=cmd|' /C calc'!A0"),))
    text = "".join(csv_text(COLUMNS, [ged_row(evil)]))
    (row,) = csv.DictReader(io.StringIO(text))
    assert row["side_a"].startswith("'=")
