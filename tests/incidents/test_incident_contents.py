"""What an incident says: how far it is established, the tolls, the parties, days and places."""

import datetime as dt

import pytest
from claim_builder import ambush, told

from truceline.incidents import Standing, incident_of, incidents_of


def standing(*claims):
    return incident_of(claims).standing


def by(voice, **more):
    return ambush(by=voice, **more)


ARMY, FRONT = "Military of Belmara", "Highland Front"


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        ([by(ARMY), by(FRONT)], Standing.CONFIRMED),
        ([by(FRONT)], Standing.CLAIMED),
        ([by("Government of Belmara")], Standing.CLAIMED),
        ([by(None)], Standing.REPORTED),
        ([by("Red Cross"), by(FRONT)], Standing.REPORTED),
        ([by(ARMY), by(FRONT, status="negated")], Standing.DENIED),
        ([by(FRONT, status="negated")], Standing.DENIED),
        ([by(ARMY), by(FRONT), by("witness", kind="unnamed", status="negated")], Standing.CONFIRMED),
        ([by(FRONT, status="future")], Standing.PLANNED),
        ([by(ARMY, status="hypothetical")], Standing.POSSIBLE),
    ],
)
def test_standing_follows_from_who_says_what(claims, expected):
    assert standing(*claims) is expected


def test_talks_are_confirmed_by_two_of_the_parties_but_not_by_two_bodies_of_one():
    def talks(voice):
        return told("they met", event="CONSULT", actor=["Government of Lurana", "Coastal Alliance"], by=voice)

    assert standing(talks("Government of Lurana"), talks("Coastal Alliance")) is Standing.CONFIRMED
    assert standing(talks("Government of Lurana"), talks("Military of Lurana")) is Standing.CLAIMED


def test_a_spokesman_speaks_for_his_side():
    said = by("Rauf Senn", kind="person", speaks_for={"Rauf Senn": FRONT})
    assert standing(said) is Standing.CLAIMED
    assert standing(said, by(ARMY)) is Standing.CONFIRMED


def test_who_denied_first_and_admitted_later_admits():
    denied = by(FRONT, status="negated", published="2023-03-06")
    admitted = by(FRONT, published="2023-03-09")
    assert standing(denied, admitted, by(ARMY)) is Standing.CONFIRMED


def figures(toll):
    return [(f.by, f.amount.low, f.state) for f in toll.figures]


def test_every_figure_is_kept_with_whose_it_is_and_the_range_tells_of_all_that_stand():
    toll = incident_of(
        [by(ARMY, killed=12), by("doctors", killed=35), by(FRONT, killed=(101, None)), by("UN", killed=190)]
    ).killed
    assert figures(toll) == [
        (ARMY, 12, "stands"),
        ("doctors", 35, "stands"),
        (FRONT, 101, "stands"),
        ("UN", 190, "stands"),
    ]
    assert (toll.low, toll.high, toll.disputed) == (12, 190, True)


def test_a_later_figure_of_the_same_source_supersedes_its_earlier_one_without_hiding_it():
    toll = incident_of([by(ARMY, killed=9, published="2023-03-06"), by(ARMY, killed=11, published="2023-03-07")]).killed
    assert figures(toll) == [(ARMY, 9, "superseded"), (ARMY, 11, "stands")]
    assert (toll.low, toll.high, toll.disputed) == (11, 11, False)


def test_a_figure_told_again_is_no_correction():
    toll = incident_of([by(ARMY, killed=9, published="2023-03-06"), by(ARMY, killed=9, published="2023-03-07")]).killed
    assert [f.state for f in toll.figures] == ["stands", "stands"]


def test_parts_of_a_toll_do_not_lower_it():
    part = ambush("two officers died", by=ARMY, killed=2, text="r")
    toll = incident_of([by(ARMY, killed=19, text="r"), part]).killed
    assert sorted(f.state for f in toll.figures) == ["part", "stands"]
    assert toll.low == 19


def test_at_least_is_open_above_and_disputes_nothing_that_is_higher():
    toll = incident_of([by(ARMY, killed=(12, None)), by("UN", killed=35)]).killed
    assert (toll.low, toll.high, toll.disputed) == (12, 35, False)
    assert incident_of([by(ARMY, killed=(12, None))]).killed.high is None


@pytest.mark.parametrize("voice", ["police", None])
def test_copies_of_one_text_are_one_voice_however_many_print_it(voice):
    copies = [by(voice, text="agency", killed=9, publisher=p, id=p) for p in ("a", "b", "c")]
    (incident,) = incidents_of(copies)
    assert [(v.name, v.texts) for v in incident.voices] == [(voice or "a", 1)]
    assert [f.claims for f in incident.killed.figures] == [("a", "b", "c")]


def test_denied_and_planned_tolls_are_not_counted():
    assert incident_of([by(ARMY, killed=9, status="negated")]).killed is None


def test_days_are_those_that_most_claims_agree_on():
    incident = incident_of([ambush(), ambush(when="2023-03-04..2023-03-06"), ambush(when="2023-03-06")])
    assert (incident.start, incident.end) == (dt.date(2023, 3, 5), dt.date(2023, 3, 5))


def test_an_undated_incident_happened_not_after_its_first_report():
    incident = incident_of([ambush(when=None, published="2023-03-09"), ambush(when=None, published="2023-03-07")])
    assert (incident.start, incident.not_after) == (None, dt.date(2023, 3, 7))


def test_spellings_of_a_party_and_of_a_place_are_listed_together():
    incident = incident_of([ambush(), ambush(), ambush(actor=["HF"], where=["Ruso bridge"])])
    assert [(n.name, n.names) for n in incident.actors] == [("Highland Front", ("HF",))]
    assert [(n.name, n.names) for n in incident.where] == [("Ruso", ("Ruso bridge",))]
