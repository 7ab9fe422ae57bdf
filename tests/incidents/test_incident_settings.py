"""Every line of data/incidents.yaml means something, and the happenings for measuring are in order."""

from benchmarks.clusters import b_cubed
from benchmarks.incidents import coded, in_the_same_weeks
from corpus.happenings import told
from truceline.claim import Event
from truceline.incidents import groups_of, settings
from truceline.incidents.settings import vocabulary


def test_every_event_type_is_compared_in_some_family():
    assert set(settings().families) == set(Event)
    assert settings().mutual <= set(Event)
    assert set(settings().planned_as) | set(settings().planned_as.values()) <= set(Event)


def test_agreements_speak_for_and_disagreements_against():
    against = {name for name, value in settings().weights.items() if value < 0}
    assert against == {
        "bias", "other_type", "other_mode", "next_day", "days_apart", "published_late", "other_place", "toll_apart",
        "many", "same_breath", "turned", "strangers",
    }  # fmt: skip


def test_words_are_lower_case_and_kinds_are_kin_to_kinds():
    words = vocabulary()
    listed = [*words.kinds, *words.fillers, *words.place_words, *words.wide, *words.stopwords]
    assert all(w == w.lower() and w.isalpha() for w in listed)
    assert {kind for pair in words.kin for kind in pair} | set(words.bodies.values()) <= set(words.kinds.values())


def test_happenings_are_told_by_several_reports_and_tuned_on_apart():
    tune, test = told("tune"), told("test")
    assert not {one.report.id for one in tune} & {one.report.id for one in test}
    by_label = {}
    for one in test:
        for label, _ in one.claims:
            by_label.setdefault(label, set()).add(one.report.id)
    assert sum(len(reports) > 1 for reports in by_label.values()) >= 25


def test_claims_of_one_happening_are_found_at_the_promised_rate():
    claims, labels = coded(told("test"))
    found = {i: number for number, ids in enumerate(groups_of(claims)) for i in ids}
    assert b_cubed(labels, found).f1 >= 0.94


def test_wars_that_go_on_at_once_are_kept_apart():
    claims, labels = coded(told("tune"))
    at_once = in_the_same_weeks(claims)
    found = {i: number for number, ids in enumerate(groups_of(at_once)) for i in ids}
    apart = {i: number for number, ids in enumerate(groups_of(claims)) for i in ids}
    assert b_cubed(labels, found).precision >= b_cubed(labels, apart).precision - 0.01
