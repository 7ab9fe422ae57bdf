"""The accuracy gate: the reader reads no worse than tests/floors.yaml says, and a change that means nothing changes little."""

from pathlib import Path

import pytest
import yaml

from benchmarks.claims import predictions
from benchmarks.metamorphic import of_corpus, of_sentences, outcomes, shares
from benchmarks.score import load, score
from corpus.split import only
from truceline.reading.reader import Reader

FLOORS = yaml.safe_load(Path(__file__).with_name("floors.yaml").read_text(encoding="utf-8"))
CLAIMS = Path(__file__).parents[1] / "corpus" / "claims"

pytestmark = pytest.mark.accuracy


@pytest.fixture(scope="module")
def scores():
    """The figures of benchmarks.claims on the dev part."""
    gold = only("dev", load(CLAIMS))
    return score(gold, predictions(gold))


@pytest.fixture(scope="module")
def held():
    """The shares of benchmarks.metamorphic."""
    floors = FLOORS["metamorphic"]
    return shares(outcomes([*of_corpus("dev", floors["every"]), *of_sentences()], Reader()))


@pytest.mark.parametrize(("figure", "floor"), FLOORS["claims"].items())
def test_the_dev_part_is_read_no_worse(scores, figure, floor):
    measured = scores[figure]["f1" if "f1" in scores[figure] else "share"]
    assert measured >= floor, f"{figure} fell to {measured:.3f}"


@pytest.mark.parametrize(("kind", "floor"), FLOORS["metamorphic"]["kinds"].items())
def test_claims_stay_as_they_were_under_a_change_of(held, kind, floor):
    measured = held[kind]["claim_share"]
    assert measured >= floor, f"{kind} fell to {measured:.3f}"


def test_every_kind_of_change_has_a_floor(held):
    assert set(FLOORS["metamorphic"]["kinds"]) == set(held)
