"""Which claims are taken for one happening."""

import datetime as dt

import pytest
from claim_builder import ambush, told
from hypothesis import given, settings
from hypothesis import strategies as st

from truceline.incidents import groups_of, incident_of, incidents_of


def groups(*claims):
    return sorted(sorted(g) for g in groups_of(claims))


def together(*claims):
    return len(groups_of(claims)) == 1


def test_one_ambush_told_in_other_words_and_numbers_is_one_incident():
    assert together(
        ambush(killed=12),
        ambush("Nine died when fighters fired on trucks near the Ruso bridge", where=["Ruso bridge"], killed=9),
        ambush("more than 100 soldiers fell at Ruso", killed=(101, None), actor=()),
    )


@pytest.mark.parametrize(
    "other",
    [
        {"when": "2023-03-08"},
        {"when": "2023-03-06", "quote": "Shells hit the market of Ruso", "recipient": ["traders"], "actor": ()},
        {"where": ["Tarrag"], "killed": 3, "quote": "Rebels stormed a post in Tarrag"},
        {
            "event": "COERCE",
            "mode": "arrest",
            "quote": "Police arrested two men in Ruso",
            "actor": ["Police of Belmara"],
        },
        {"count": 40, "quote": "forty attacks on the road"},
        {"when": "2022-03-05..2023-03-05", "quote": "Rebels killed 400 in a year"},
    ],
)
def test_near_misses_stay_apart(other):
    assert not together(ambush(killed=12), ambush(**other))


def test_an_undated_claim_belongs_to_what_happened_shortly_before_its_report():
    assert together(ambush(), ambush(when=None, published="2023-03-07"))
    assert not together(ambush(), ambush(when=None, published="2023-03-03"))
    assert not together(ambush(), ambush(when=None, published="2023-08-04"))
    assert together(*(ambush(when=None, published=f"2023-03-0{n}") for n in (6, 7, 9)))


def test_spellings_initials_and_places_within_places_meet():
    full = ambush(actor=["Tehrik-i-Taliban Pakistan"], where=["Wadi Timmer"])
    assert together(full, ambush(actor=["TTP"], where=["Wadi Timer"]))
    assert together(full, ambush(actor=["Tehreek-e-Taliban Pakistan"], where=["north of Wadi Timmer"]))


def test_known_actors_are_told_apart_by_their_ids_and_not_by_their_spelling():
    one = ambush(actor=["The Base"], actors={"The Base": "aq"}, where=())
    same = ambush(actor=["Qaeda"], actors={"Qaeda": "aq"}, where=())
    other = ambush(
        "Men of The Base shot a judge", actor=["The Base"], actors={"The Base": "base-movement"}, where=(), recipient=()
    )
    assert groups(one, same, other) == sorted([sorted([one.id, same.id]), [other.id]])


def test_denials_and_plans_are_laid_to_what_they_deny_or_plan():
    held = told(
        "The two sides met in Selin", event="CONSULT", actor=["Government of Lurana", "Coastal Alliance"], where=["Selin"],
        when="2022-05-20", published="2022-05-21",
    )  # fmt: skip
    plan = told(
        "They will meet in Selin", event="AGREE", status="future", actor=["Government of Lurana", "Coastal Alliance"],
        where=["Selin"], when="2022-05-20", published="2022-05-11",
    )  # fmt: skip
    denial = told(
        "There were no talks in Selin", event="CONSULT", status="negated", where=["Selin"],
        actor=["Government of Lurana", "Coastal Alliance"], published="2022-05-22",
    )  # fmt: skip
    (incident,) = incidents_of([held, plan, denial])
    assert (incident.plans, incident.denials) == ((plan.id,), (denial.id,))
    assert incident.event == "CONSULT"
    assert incident.start == dt.date(2022, 5, 20)


def test_denials_never_bring_two_happenings_together():
    first, second = ambush(), ambush("Rebels stormed a post in Tarrag", where=["Tarrag"])
    denial = told("it attacked anybody that day", status="negated", actor=["Highland Front"], when="2023-03-05")
    found = groups(first, second, denial)
    assert not any({first.id, second.id} <= set(g) for g in found)


def test_what_a_report_says_in_passing_goes_with_what_it_tells():
    main = ambush(text="r1", published="2023-03-06", killed=9, by="Military of Belmara")
    passing = told(
        "trucks came under fire",
        recipient=["convoy"],
        text="r1",
        published="2023-03-06",
        by="survivors",
        kind="unnamed",
    )
    assert together(main, passing)


def test_an_incident_keeps_its_id_when_later_reports_join_it():
    first = ambush(published="2023-03-06")
    later = ambush(published="2023-03-09")
    assert incident_of([first]).id == incident_of([later, first]).id


def test_no_claims_make_no_incidents():
    assert incidents_of([]) == ()
    with pytest.raises(ValueError, match="at least one"):
        incident_of([])


def test_a_claim_without_any_date_is_an_incident_too():
    (incident,) = incidents_of([ambush(when=None, published=None)])
    assert (incident.start, incident.end, incident.not_after) == (None, None, None)


NAMES = ["Highland Front", "HF", "Military of Belmara", "gunmen", "soldiers", "civilians", "Coastal Alliance"]
CLAIMS = st.builds(
    told,
    quote=st.sampled_from(["Rebels attacked the convoy", "Shells hit Ruso market", "they met in Selin", "ten died"]),
    event=st.sampled_from(["ASSAULT", "COERCE", "CONSULT", "AGREE", "RETREAT"]),
    mode=st.sampled_from([None, "abduct", "explosives"]),
    status=st.sampled_from(["actual", "actual", "negated", "future", "hypothetical"]),
    actor=st.lists(st.sampled_from(NAMES), max_size=2, unique=True),
    recipient=st.lists(st.sampled_from(NAMES), max_size=1),
    where=st.lists(st.sampled_from(["Ruso", "Ruso bridge", "Tarrag", "northern province"]), max_size=2, unique=True),
    when=st.sampled_from([None, "2023-03-05", "2023-03-06", "2023-03-04..2023-03-06", "2023-01-01..2023-03-01"]),
    killed=st.sampled_from([None, 2, 12, (9, None), (0, 30)]),
    by=st.sampled_from([None, "Highland Front", "Military of Belmara", "witness"]),
    published=st.sampled_from([None, "2023-03-06", "2023-03-07", "2023-03-20"]),
    text=st.sampled_from(["r1", "r2", "r3", "r4"]),
)


@settings(max_examples=120, deadline=None)
@given(
    st.lists(CLAIMS, min_size=2, max_size=14).flatmap(lambda found: st.tuples(st.just(found), st.permutations(found)))
)
def test_the_order_of_adding_changes_nothing(orders):
    first, second = orders
    assert incidents_of(first) == incidents_of(second)


@settings(max_examples=60, deadline=None)
@given(st.lists(CLAIMS, max_size=14))
def test_every_claim_is_in_exactly_one_incident(found):
    incidents = incidents_of(found)
    assert sorted(i for one in incidents for i in one.claims) == sorted(c.id for c in found)
    assert len({one.id for one in incidents}) == len(incidents)


WHOLES = {"jamaat": ("ttp", "taliban")}


def blast(quote, actor, id, **changes):
    """An attack on one day, told without its place."""
    usual = {"actor": [actor], "actors": {actor: id}, "recipient": ["Military of Belmara"], "when": "2023-03-05"}
    return told(quote, **(usual | changes))


def test_a_faction_and_its_whole_are_one_doer_and_two_other_groups_are_not():
    def both(**changes):
        return (
            blast("a bomb hit trucks of recruits", "Jamaat-ul-Ahrar", "jamaat", **changes),
            blast("the blast wrecked army cars", "TTP", "ttp", **changes),
        )

    assert together(*both(wholes=WHOLES))
    assert not together(*both())


def in_passing(quote, text, **changes):
    """A claim of an attack that gives neither its day nor its place."""
    return told(quote, text=text, published="2023-03-07", **changes)


def test_reports_that_share_no_name_do_not_tell_one_happening():
    one = in_passing("shots were fired at the guards", "r1", mode="firearms", recipient=["guards"])
    other = in_passing("guards came under fire", "r2", mode="firearms", recipient=["guards"])
    assert together(one, other)
    here = told("a shop burned", event="PROTEST", where=["Ruso"], text="r1", published="2023-03-07")
    there = told("a shop burned", event="PROTEST", where=["Selin"], text="r2", published="2023-03-07")
    assert not any({one.id, other.id} <= set(group) for group in groups(one, other, here, there))


def test_what_leaves_its_place_unsaid_is_found_by_the_names_of_its_report():
    one = ambush(quote="Rebels ambushed a convoy", killed=5, actor=(), recipient=())
    other = in_passing("five men fell", "r2", killed=5)
    assert not together(one, other)
    beside = told("a shop burned", event="PROTEST", where=["Ruso"], text="r2", published="2023-03-07")
    assert sorted([one.id, other.id]) in groups(one, other, beside)


def test_a_place_that_the_words_of_the_other_name_is_no_other_place():
    road = ambush(
        "armed men took eleven pupils from a bus on the road from Dior to Ruso", where=["Dior"], mode="abduct"
    )
    town = ambush("eleven pupils were taken from their bus near Ruso", where=["Ruso"], mode="abduct", actor=())
    assert together(road, town)
    elsewhere = ambush("eleven pupils were taken from their bus near Dior", where=["Dior"], mode="abduct", actor=())
    assert not together(town, elsewhere)


def test_people_may_be_of_any_sort():
    police = ambush(recipient=["policemen"], where=(), when="2023-03-05", quote="a bomb hurt policemen in a bus")
    people = ambush(recipient=["people"], where=(), when="2023-03-05", quote="a bomb hurt people in a bus")
    assert together(police, people)


def test_two_known_doers_are_of_one_happening_only_in_one_place():
    def by(name, **changes):
        return ambush(quote="a bomb hit a bus", actor=[name], actors={name: name.lower()}, mode="explosives", **changes)

    assert not together(by("Qarn", where=()), by("Zelt", where=()))
    assert together(by("Qarn"), by("Zelt"))
