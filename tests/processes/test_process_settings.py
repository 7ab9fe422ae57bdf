"""Every line of data/phases.yaml and data/conflicts.yaml means something, and the processes for measuring are in order."""

from pathlib import Path

import pytest

import corpus
from benchmarks.phases import process_of, share, weeks_of
from truceline.claim import Event
from truceline.datafiles import load_yaml
from truceline.processes import Phase, StepKind
from truceline.processes.settings import dyads, near_pattern, object_pattern, pattern, rules, subject_pattern

FILES = sorted((Path(corpus.__file__).parent / "processes").rglob("*.yaml"))


def test_every_class_of_words_can_be_looked_for_and_is_used():
    used = set()
    for rule in rules().steps:
        used |= {*rule.words, *rule.without, *(rule.near or ()), *(rule.subject or ()), *(rule.object or ())}
    used |= {rule.trigger for rule in rules().steps if rule.trigger} | {
        rule.words for rule in rules().phases if rule.words
    }
    listed = load_yaml("phases.yaml")["words"]
    assert used | {"lasted", "mutual", "local", "one place"} == set(listed)
    for name, words in listed.items():
        assert all(isinstance(w, str) and w == w.lower() for w in words), name
        assert all(pattern(name).search(w.replace("*", "")) for w in words), name


def test_rules_combine_classes_that_exist():
    for rule in rules().steps:
        assert rule.events <= set(Event)
        for pair, make in ((rule.near, near_pattern), (rule.subject, subject_pattern), (rule.object, object_pattern)):
            assert pair is None or make(*pair)


def test_every_step_is_made_by_some_rule_and_every_phase_can_be_reached_and_left():
    assert {rule.then for rule in rules().steps} == {*StepKind, None}
    assert {rule.to for rule in rules().phases} | {Phase.NO_CONTACT} == set(Phase)
    left = {phase for rule in rules().phases for phase in rule.of}
    assert left == set(Phase)
    assert len({rule.name for rule in rules().phases}) == len(rules().phases)


def test_lapses_lead_back_and_words_of_sorts_are_lower_case():
    assert all(lapse.days > 0 and lapse.to is not phase for phase, lapse in rules().lapses.items())
    known = dyads()
    assert all(
        w == w.lower() for w in known.both | known.state | known.armed | known.speaking | known.roles | known.offices
    )
    assert set(known.force) <= set(Event)


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_process_files_are_in_order(path):
    process = process_of(path)
    dates = [r.published for r in process.reports]
    starts = [s.start for s in process.phases]
    assert dates == sorted(dates)
    assert starts == sorted(set(starts))
    assert len(process.sides) == 2
    assert share(weeks_of(process, None)) < 1


def test_what_the_rules_were_set_on_is_kept_apart_from_what_they_are_measured_on():
    texts = {}
    for path in FILES:
        for report in process_of(path).reports:
            texts.setdefault(report.text, set()).add(path.parent.name)
    assert all(len(folders) == 1 for folders in texts.values())
