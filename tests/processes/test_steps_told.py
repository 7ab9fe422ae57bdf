"""Sentences as reports tell steps of a process, read by the shipped reader: each gives its step and no other that moves a phase."""

import datetime as dt
from pathlib import Path

import pytest
import yaml

from truceline import Report
from truceline.incidents import StoredClaim
from truceline.processes import StepKind
from truceline.processes.steps import told_step
from truceline.reading.reader import Reader

PUBLISHED = dt.date(2023, 3, 15)
SENTENCES = yaml.safe_load(Path(__file__).with_name("steps_told.yaml").read_text(encoding="utf-8"))
MOVING = frozenset(StepKind) - {StepKind.DEMAND, StepKind.OFFER, StepKind.REFUSAL, StepKind.VIOLATION}


@pytest.fixture(scope="module")
def reader():
    return Reader()


def moves(reader, sentence):
    record = reader.read(Report(id="t", published=PUBLISHED, publisher="Wire", text=sentence))
    stored = [
        StoredClaim(str(n), "t", "t", "Wire", PUBLISHED, claim, record.words(claim.span))
        for n, claim in enumerate(record.claims)
    ]
    told = [step for one in stored if (step := told_step(one, "2"))]
    return {step.kind for step in told if not step.planned} & MOVING


@pytest.mark.parametrize(("kind", "sentence"), [(k, s) for k, listed in SENTENCES.items() for s in listed])
def test_a_sentence_tells_its_step(reader, kind, sentence):
    found = moves(reader, sentence)
    assert found <= {StepKind.IMPLEMENTATION} if kind == "none" else found == {StepKind(kind)}
