"""Days and spans of time, resolved against the publication date."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from truceline.reading.times import find_times, resolve

PUBLISHED = dt.date(2021, 10, 6)  # a Wednesday


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("on Monday", dt.date(2021, 10, 4), dt.date(2021, 10, 4)),
        ("on Wednesday", dt.date(2021, 10, 6), dt.date(2021, 10, 6)),
        ("yesterday", dt.date(2021, 10, 5), dt.date(2021, 10, 5)),
        ("in 2014", dt.date(2014, 1, 1), dt.date(2014, 12, 31)),
        ("in August 2018", dt.date(2018, 8, 1), dt.date(2018, 8, 31)),
        ("on Oct. 2", dt.date(2021, 10, 2), dt.date(2021, 10, 2)),
        ("on 15 August 2021", dt.date(2021, 8, 15), dt.date(2021, 8, 15)),
    ],
)
def test_resolves_what_a_reader_would(text: str, start: dt.date, end: dt.date) -> None:
    (found,) = find_times(f"The army attacked {text}.")
    assert resolve(found, PUBLISHED) == (start, end)


def test_the_end_of_the_year_told_as_past_in_january_is_that_of_the_year_before() -> None:
    (found,) = find_times("The army attacked towards the end of the year.")
    assert resolve(found, dt.date(2023, 1, 5)) == (dt.date(2022, 9, 1), dt.date(2022, 12, 31))


def test_leaves_a_weekday_open_without_a_publication_date() -> None:
    (found,) = find_times("The army attacked on Monday.")
    assert resolve(found, None) is None


def test_a_full_date_needs_no_publication_date() -> None:
    (found,) = find_times("The army attacked on 15 August 2021.")
    assert resolve(found, None) == (dt.date(2021, 8, 15), dt.date(2021, 8, 15))


WORDS = [
    "on Monday",
    "last week",
    "in 2014",
    "Oct. 2",
    "since",
    "until",
    "two",
    "days ago",
    "99999",
    "February 30",
    "the 1990s",
    ",",
    "-",
    " ",
]


@given(st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=8)), max_size=12), st.booleans())
def test_every_time_lies_in_the_text_and_resolving_never_fails(words: list[str], future: bool) -> None:
    text = " ".join(words)
    for found in find_times(text):
        start, end = found.span
        assert 0 <= start < end <= len(text)
        interval = resolve(found, PUBLISHED, future=future)
        assert interval is None or interval[0] <= interval[1]
