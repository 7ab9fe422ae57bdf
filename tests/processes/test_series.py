"""The time line of a conflict has no gaps, and every attack that happened is in it once."""

import datetime as dt
import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from process_builder import attack, day, made, step

from truceline.processes import Phase, series
from truceline.processes.series import phase_between

days = st.dates(dt.date(2020, 1, 1), dt.date(2022, 12, 31))


def line(claims, **how):
    (one,) = made(claims)
    return one.conflict, series(one.conflict, one.tallies, **how)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(days, st.integers(0, 40)), min_size=1, max_size=8), st.sampled_from(["day", "week", "month"]))
def test_bins_are_gapless_and_their_attacks_are_those_of_the_conflict(told, every):
    towns = ("Swat", "Kohat", "Bannu", "Tank", "Hangu", "Mardan", "Chitral", "Bajaur")
    claims = [attack(on.isoformat(), killed=n, place=town) for (on, n), town in zip(told, towns, strict=False)]
    one, found = line(claims, every=every)
    assert all((b.start - a.end).days == 1 for a, b in itertools.pairwise(found))
    assert found[0].start <= one.first <= found[0].end
    assert found[-1].start <= one.last <= found[-1].end
    since = sum(on >= one.first for on, _ in told)
    assert sum(b.attacks for b in found) == since
    assert sum(sum(b.attacks_by.values()) for b in found) == since


def test_a_lone_attack_of_years_before_is_listed_and_does_not_begin_the_line():
    claims = [
        attack("2014-12-16", place="Peshawar", published="2021-10-20"),
        *(attack(on, place="Swat") for on in ("2021-10-06", "2021-11-03")),
    ]
    one, months = line(claims, every="month")
    assert (one.first.isoformat(), len(months), len(one.violence)) == ("2021-10-06", 2, 3)
    assert one.phases[0].start == one.first


def test_weeks_begin_on_monday_and_months_on_their_first():
    claims = [attack("2021-10-06", killed=3), attack("2021-11-03", place="Swat", killed=5)]
    _, weeks = line(claims)
    assert (weeks[0].start.isoformat(), weeks[0].attacks, weeks[0].killed_low, len(weeks)) == ("2021-10-04", 1, 3, 5)
    _, months = line(claims, every="month")
    assert [(b.start.isoformat(), b.end.isoformat(), b.killed_low) for b in months] == [
        ("2021-10-01", "2021-10-31", 3), ("2021-11-01", "2021-11-30", 5),
    ]  # fmt: skip


def test_the_line_can_be_cut_and_counts_by_who_attacked():
    claims = [attack("2021-10-06"), attack("2021-11-03", actor=["Jamaat-ul-Ahrar"], place="Swat", killed=4)]
    _, found = line(claims, since=day("2021-11-01"), until=day("2021-11-14"))
    assert [(dict(b.attacks_by), dict(b.killed_by)) for b in found] == [
        ({"jamaat-ul-ahrar": 1}, {"jamaat-ul-ahrar": 4}), ({}, {}),
    ]  # fmt: skip


@pytest.mark.parametrize(("last", "phase"), [("2021-03-03", Phase.NO_CONTACT), ("2021-03-05", Phase.TALKS)])
def test_a_week_is_in_the_phase_of_most_of_its_days(last, phase):
    from truceline.processes.phases import phases_of

    spans = phases_of([step("talks", "2021-03-03")], day("2021-02-01"))
    assert phase_between(spans, day("2021-03-01"), day(last)) is phase
