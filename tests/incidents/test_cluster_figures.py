"""The figures are those of the published examples."""

import pytest

from benchmarks.clusters import b_cubed, blanc, pairwise


def labels(*groups):
    return {item: number for number, group in enumerate(groups) for item in group}


# Bagga and Baldwin 1998, "Algorithms for Scoring Coreference Chains", figures 1 to 3.
TRUTH = labels("12345", "67", "89ABC")


@pytest.mark.parametrize(
    ("response", "precision"),
    [(labels("12345", "6789ABC"), 0.76), (labels("1234589ABC", "67"), 0.58)],
)
def test_b_cubed_gives_the_figures_of_bagga_and_baldwin(response, precision):
    figure = b_cubed(TRUTH, response)
    assert figure.precision == pytest.approx(precision, abs=0.005)
    assert figure.recall == 1


# Case TC-A-2 of the reference scorer of Pradhan et al. 2014, "Scoring Coreference Partitions of Predicted Mentions".
KEY, RESPONSE = labels("a", "bc", "def"), labels("a", "ef")


def test_b_cubed_gives_the_figure_of_the_reference_scorer():
    figure = b_cubed(KEY, RESPONSE)
    assert (figure.recall, figure.precision) == pytest.approx((7 / 18, 1))
    assert figure.f1 == pytest.approx(14 / 25)


def test_blanc_gives_the_figure_of_the_reference_scorer():
    figure = blanc(KEY, RESPONSE)
    assert (figure.recall, figure.precision, figure.f1) == pytest.approx((0.21591, 1, 0.35385), abs=1e-5)


def test_the_right_grouping_scores_one_and_none_at_all_scores_no_pairs():
    assert b_cubed(KEY, KEY).f1 == pairwise(KEY, KEY).f1 == blanc(KEY, KEY).f1 == 1
    alone = {item: item for item in KEY}
    assert pairwise(KEY, alone).recall == 0
    assert b_cubed(KEY, alone).precision == 1
