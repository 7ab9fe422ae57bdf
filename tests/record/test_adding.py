"""Reports and their claims go into the record whole, once, and with their copies and versions told apart."""

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from making import DAY, LONG, STORY, FixedReader, attack, contents, record, talks

import truceline
from truceline import Amount, Claim, Entity, Event, InputError, Record, Report, Source
from truceline.intake import Failure, TakenReport
from truceline.record import Store, Stored


def stored(outcome: Stored | Failure) -> Stored:
    assert isinstance(outcome, Stored)
    return outcome


def test_claims_read_back_as_they_were_stored(store: Store) -> None:
    store.add([record()])
    shown = store.report("story")
    assert shown.record.report == record().report
    assert shown.record.claims == record().claims
    assert [c.words for c in shown.claims] == [record().words(c.span) for c in record().claims]


def test_texts_are_read_where_no_claims_are_given(store: Store) -> None:
    outcome = stored(store.add([record().report], reader=FixedReader(attack()))[0])
    assert (outcome.outcome, outcome.claims) == ("new", 1)


def test_the_same_report_again_changes_nothing(store: Store) -> None:
    store.add([record()])
    before = contents(store)
    again = stored(store.add([record()])[0])
    assert again.outcome == "unchanged"
    assert contents(store) == before


def test_what_is_stored_is_not_read_again(store: Store) -> None:
    store.add([record()])

    def no_reader() -> FixedReader:
        raise AssertionError("loaded the reader")

    outcomes = list(store.add_each([record().report], no_reader))
    assert stored(outcomes[0]).outcome == "unchanged"


def test_a_changed_text_under_the_same_id_is_a_new_version(store: Store) -> None:
    later = STORY.replace("12", "15")
    store.add([record()])
    outcome = stored(store.add([record(text=later, claims=[attack(later, 15)])])[0])
    assert (outcome.outcome, outcome.version) == ("version", 2)
    assert [c.claim.killed for c in store.find("convoy")] == [Amount(low=15, high=15)]
    assert {c.claim.killed.low for c in store.find("convoy", superseded=True) if c.claim.killed} == {12, 15}
    assert store.report("story", version=1).record.report.text == STORY


def test_the_same_page_is_known_by_its_address_whatever_its_id(store: Store) -> None:
    store.add([record("a", url="https://Example.org/story?utm_source=mail#top")])
    changed = record("b", STORY + " More followed.", url="https://example.org/story")
    assert stored(store.add([changed])[0]) == Stored("a", "version", 2, 2)


def test_two_pages_with_the_same_id_are_two_reports(store: Store) -> None:
    store.add([record(url="https://example.org/1")])
    second = stored(store.add([record(text=LONG, url="https://example.org/2")])[0])
    assert (second.key, second.outcome) == ("story~2", "new")


def test_files_that_happen_to_share_a_name_are_two_reports(store: Store) -> None:
    def taken(text: str) -> Record:
        return Record(report=Report(id="1", text=text)).model_copy(update={"report": TakenReport(id="1", text=text)})

    other = (
        "Snow closed the mountain pass for a third day while ploughs waited for fuel and drivers slept in their cabs."
    )
    store.add([taken(STORY)])
    assert stored(store.add([taken(other)])[0]).key == "1~2"
    assert stored(store.add([taken(other)])[0]).outcome == "unchanged"
    assert stored(store.add([taken(STORY + " An inquiry began.")])[0]) == Stored("1", "version", 2)


def near_copies() -> list[Record]:
    agency = record("wire", LONG, [attack(LONG), talks(LONG)])
    cut = LONG.split(" Traders")[0]
    paper = record(
        "paper", cut, [attack(cut), talks(cut)], publisher="Evening Paper", published=DAY + dt.timedelta(days=1)
    )
    updated = LONG.replace("12 soldiers", "15 soldiers")
    late = record(
        "late", updated, [attack(updated, 15), talks(updated)], publisher="Radio", published=DAY + dt.timedelta(days=2)
    )
    return [agency, paper, late]


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_an_agency_story_in_three_outlets_is_told_once_but_for_new_figures(
    store: Store, order: tuple[int, ...]
) -> None:
    made = near_copies()
    store.add([made[i] for i in order])
    told = sorted(
        (c.report, c.claim.event.value, c.claim.killed.low if c.claim.killed else None) for c in store.find(limit=None)
    )
    assert told == [("late", "ASSAULT", 15), ("wire", "ASSAULT", 12), ("wire", "CONSULT", None)]
    assert len(store.find(limit=None, copies=True)) == 6
    assert [c.key for c in store.copies(store.report("wire").about)] == ["paper", "late"]
    assert list(store.check()) == []


def test_bulletins_that_look_alike_a_week_later_are_no_copies(store: Store) -> None:
    store.add(
        [record("week-1", LONG), record("week-2", LONG.replace("12", "15"), [], published=DAY + dt.timedelta(days=7))]
    )
    assert store.copies(store.report("week-1").about) == []


def test_other_stories_are_no_copies(store: Store) -> None:
    other = "The two ministers met in Geneva on Friday and agreed to open the border for aid, the United Nations said."
    assert [stored(o).copies for o in store.add([record(), record("other", other, [])])] == [0, 0]


@pytest.mark.parametrize("text", ["A text with \0 in it.", "Half a character: \ud800."])
def test_characters_that_cannot_be_stored_are_refused_by_name(store: Store, text: str) -> None:
    outcomes = store.add([record(), Record(report=Report.model_construct(id="bad", text=text))])
    assert isinstance(outcomes[1], Failure)
    assert outcomes[1].place == "bad"
    assert len(store.reports()) == 1


def test_a_batch_that_must_be_whole_leaves_nothing_when_one_is_bad(store: Store) -> None:
    bad = Record(report=Report.model_construct(id="bad", text="nil: \0"))
    with pytest.raises(InputError):
        store.add([record(), bad], whole=True)
    assert store.reports().empty


def test_names_and_numbers_without_measure_are_kept_whole(store: Store) -> None:
    name = "Front " * 2_000
    huge = attack(
        actor=(Entity(name=name),), killed=Amount(low=10**30, high=None), sources=(Source(name=name, kind="person"),)
    )
    store.add([record(claims=[huge])])
    found = store.find(actor="front")[0]
    assert found.claim == huge
    assert list(store.check()) == []


def test_ids_of_claims_are_the_same_in_every_record(store: Store, tmp_path: Path) -> None:
    store.add([record()])
    with truceline.open(tmp_path / "other.db") as other:
        other.add([record("first", LONG), record()])
        assert [c.id for c in other.report("story").claims] == [c.id for c in store.report("story").claims]


TEXTS = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\0"), min_size=3, max_size=300)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXTS.filter(lambda t: any(c.isalnum() for c in t)), name=TEXTS, data=st.data())
def test_any_text_and_any_offsets_come_back_as_they_went_in(
    store: Store, text: str, name: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    made = Claim(
        span=(start, end), trigger=(start, start + 1), event=Event.AID, actor=(Entity(name=name, span=(start, end)),)
    )
    key = stored(store.add([Record(report=Report(id=f"r{hash(text)}", text=text, title=name), claims=(made,))])[0]).key
    shown = store.report(key)
    if shown.claims:
        assert shown.record.claims[-1].span[1] <= len(shown.record.report.text)
        assert shown.claims[-1].words == shown.record.words(shown.claims[-1].claim.span)
