"""PLOVER-style JSON, and two sets of events side by side."""

import datetime as dt
import json

import pytest
from incident_builder import incident

from truceline.claim import Amount, Claim, Entity, Event, When
from truceline.exchange import DyadEvent, compare, event_of_claim, event_of_incident, plover_lines, plover_row
from truceline.exchange.compare import COLUMNS
from truceline.exchange.plover import FIELDS


def test_an_incident_has_polecats_fields():
    (line,) = plover_lines([incident()])
    row = json.loads(line)
    assert tuple(row) == FIELDS
    assert (row["Event Type"], row["Quad Code"], row["Event Date"]) == ("ASSAULT", "Q4", "2023-03-05")
    assert (row["Actor Name"], row["Recipient Name"], row["Country"]) == ("Highland Front", "Military of Mali", "Mali")


@pytest.mark.parametrize("event", list(Event))
def test_every_event_type_has_a_quad(event):
    assert plover_row(incident(event=event))["Quad Code"] in {"Q1", "Q2", "Q3", "Q4"}


def test_plans_and_denials_are_left_out():
    assert list(plover_lines([incident(status="future"), incident(status="negated")])) == []


def event(a, b, day, low, high=None):
    return DyadEvent((a, b), dt.date.fromisoformat(day), low, low if high is None else high)


def test_events_and_deaths_are_set_side_by_side_per_dyad_and_month():
    ours = [
        event("JNIM", "Military of Mali", "2019-03-17", 20, 30),
        event("JNIM", "Military of Mali", "2019-03-20", 1),
        event("JNIM", "Military of Mali", "2019-04-01", 2),
    ]
    theirs = [event("Government of Mali", "JNIM", "2019-03-17", 23)]
    table = compare(ours, theirs)
    assert tuple(table.columns) == COLUMNS
    assert table.to_dict("records") == [
        {
            "dyad": "Government of Mali - JNIM", "month": "2019-03", "events_ours": 2, "events_theirs": 1,
            "deaths_low_ours": 21, "deaths_low_theirs": 23, "deaths_high_ours": 31, "deaths_high_theirs": 23,
        },
        {
            "dyad": "Government of Mali - JNIM", "month": "2019-04", "events_ours": 1, "events_theirs": 0,
            "deaths_low_ours": 2, "deaths_low_theirs": 0, "deaths_high_ours": 2, "deaths_high_theirs": 0,
        },
    ]  # fmt: skip


def test_other_dyads_stay_apart():
    table = compare(
        [event("JNIM", "Military of Mali", "2019-03-17", 1)], [event("IS", "Military of Niger", "2019-03-17", 1)]
    )
    assert len(table) == 2


def test_nothing_against_nothing_is_an_empty_table():
    assert tuple(compare([], []).columns) == COLUMNS


def test_only_one_side_having_events_is_a_table_too():
    assert compare([event("A", "B", "2019-03-17", 1)], [])["events_theirs"].tolist() == [0]


def test_incidents_and_imported_claims_give_events():
    assert event_of_incident(incident()) == event("Highland Front", "Military of Mali", "2023-03-05", 9)
    assert event_of_incident(incident(status="negated")) is None
    day = dt.date(2023, 3, 5)
    claim = Claim(
        span=(0, 1), trigger=(0, 1), event="ASSAULT", actor=(Entity(name="A"), Entity(name="B")),
        when=When(start=day, end=day), killed=Amount(low=3, high=None),
    )  # fmt: skip
    assert event_of_claim(claim) == event("A", "B", "2023-03-05", 3)
    assert event_of_claim(claim.model_copy(update={"when": None})) is None
