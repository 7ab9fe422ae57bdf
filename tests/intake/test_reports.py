"""What intake makes of texts and files."""

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from truceline import InputError, Report
from truceline.intake import Failure, dateline, read_inputs, report_from_text

BODY = " Gunmen killed three soldiers near Gao on Monday, the army said."


@pytest.mark.parametrize(
    ("opening", "city", "agency"),
    [
        ("KABUL, Oct 2 (Reuters) -", "KABUL", "Reuters"),
        ("Oct. 2 (UPI) —", None, "UPI"),
        ("WASHINGTON —", "WASHINGTON", None),
        ("GENEVA (2 October 2021) –", "GENEVA", None),
        ("YEVLAKH, Azerbaijan, Sept 22 (HNA) -", "YEVLAKH", "HNA"),
    ],
)
def test_knows_datelines(opening: str, city: str | None, agency: str | None) -> None:
    found = dateline(opening + BODY)
    assert found is not None
    assert (found.city, found.agency) == (city, agency)
    assert found.span == (0, len(opening))


def test_takes_no_sentence_for_a_dateline() -> None:
    assert dateline("The army - which has ruled since 2020 - attacked Gao.") is None


@given(st.text(max_size=300))
def test_a_dateline_lies_at_the_head_of_its_text(text: str) -> None:
    found = dateline(text)
    assert found is None or 0 <= found.span[0] < found.span[1] <= len(text)


def test_the_text_stays_as_given_and_its_date_comes_from_the_dateline() -> None:
    text = "KABUL, Oct 2, 2021 (Reuters) -" + BODY
    report = report_from_text(text)
    assert report.text == text
    assert report.published == dt.date(2021, 10, 2)
    assert report.publisher == "Reuters"


def test_what_the_user_says_goes_before_what_the_text_says() -> None:
    report = report_from_text("KABUL, Oct 2, 2021 (Reuters) -" + BODY, published="2021-10-03", publisher="Wire")
    assert (report.published, report.publisher) == (dt.date(2021, 10, 3), "Wire")


@pytest.mark.parametrize("text", ["", "   \n", "... !!! ---", "\u200b\u200b"])
def test_refuses_a_text_without_words(text: str) -> None:
    with pytest.raises(InputError):
        report_from_text(text)


def test_refuses_a_day_that_is_none() -> None:
    with pytest.raises(InputError, match="YYYY-MM-DD"):
        report_from_text(BODY, published="2021-02-30")


def test_refuses_a_text_that_is_an_archive(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    path.write_bytes(b"The army attacked Gao. " * 2_300_000)
    (found,) = read_inputs([path])
    assert isinstance(found, Failure)
    assert "huge.txt" in found.place


def test_reads_the_article_of_a_page_with_its_metadata() -> None:
    page = Path(__file__).parents[2] / "examples" / "reports" / "sudan-jeddah-talks.html"
    (report,) = read_inputs([page])
    assert isinstance(report, Report)
    assert report.title == "Sudan's army suspends talks in Jeddah"
    assert report.published == dt.date(2023, 5, 31)
    assert "Home" not in report.text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_finds_the_encoding_of_a_file(tmp_path: Path, encoding: str) -> None:
    text = "The minister said: “Rebels attacked Gao – again.” " * 5
    path = tmp_path / "story.txt"
    path.write_bytes(text.encode(encoding))
    (report,) = read_inputs([path])
    assert isinstance(report, Report)
    assert "“Rebels attacked Gao – again.”" in report.text
