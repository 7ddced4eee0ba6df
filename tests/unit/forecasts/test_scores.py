"""Scores against hand computation and against scoringrules."""

import numpy as np
import pytest
import scoringrules

from forecasts import scores
from forecasts.comparison import compare, skill_standard_error
from forecasts.distribution import ATOM_LEVELS, N_ATOMS, from_sample


def test_the_crps_of_a_sample_is_the_one_computed_by_hand():
    """E|X - 1| is 1, E|X - X'| / 2 is (0 + 2 + 2 + 0) / 4 / 2 = 1/2."""
    assert scores.crps(from_sample(np.array([0.0, 2.0])), np.array(1.0)) == pytest.approx(0.5)


def test_the_crps_of_a_certain_forecast_is_its_absolute_error():
    assert scores.crps(np.full(N_ATOMS, 5.0), np.array(8.0)) == pytest.approx(3.0)


def test_the_log1p_crps_of_a_certain_forecast_is_its_log_error():
    found = scores.crps_log1p(np.full(N_ATOMS, 9.0), np.array(99.0))
    assert found == pytest.approx(np.log(10.0))


def test_the_crps_agrees_with_scoringrules_as_ensemble_and_as_pinball_loss():
    rng = np.random.default_rng(3)
    atoms = np.sort(rng.gamma(0.4, 50.0, size=(20, N_ATOMS)))
    observed = rng.gamma(0.4, 50.0, size=20)
    found = scores.crps(atoms, observed)
    np.testing.assert_allclose(found, scoringrules.crps_ensemble(observed, atoms, estimator="nrg"))
    np.testing.assert_allclose(found, scoringrules.crps_quantile(observed, atoms, ATOM_LEVELS))


def test_the_interval_score_agrees_with_scoringrules():
    rng = np.random.default_rng(4)
    atoms = np.sort(rng.gamma(1.0, 20.0, size=(20, N_ATOMS)))
    observed = rng.gamma(1.0, 30.0, size=20)
    low, high = scores.quantiles(atoms, (0.05, 0.95)).T
    expected = scoringrules.interval_score(observed, low, high, 0.1)
    np.testing.assert_allclose(scores.interval_score_90(atoms, observed), expected)


def test_the_interval_score_punishes_a_miss_twentyfold():
    assert scores.interval_score_90(np.full(N_ATOMS, 5.0), np.array(8.0)) == pytest.approx(60.0)


def test_the_brier_score_squares_the_missing_probability():
    """3 of 12 values reach 25, and it happened: (0.25 - 1)² = 0.5625."""
    atoms = from_sample(np.r_[np.zeros(9), 25, 30, 90])
    assert scores.brier(atoms, np.array(25.0), 25) == pytest.approx(0.5625)
    assert scores.brier(atoms, np.array(24.0), 25) == pytest.approx(0.0625)


@pytest.mark.parametrize(
    ("observed", "share"),
    [
        pytest.param(0.0, 241 / 251, id="the bin that holds all values"),
        pytest.param(1.0, 1 / 251, id="the bin 1 to 2 is another one"),
        pytest.param(5000.0, 1 / 251, id="the open bin at the end"),
    ],
)
def test_the_log_score_adds_one_value_to_each_of_eleven_bins(observed, share):
    found = scores.log_score(np.zeros(N_ATOMS), np.array(observed))
    assert found == pytest.approx(-np.log2(share))


def test_coverage_counts_the_edges_of_the_interval_as_inside():
    atoms = np.full((2, N_ATOMS), 5.0)
    np.testing.assert_array_equal(scores.covered(atoms, np.array([5.0, 6.0]), 0.9), [1, 0])


def test_coverage_where_positive_leaves_the_zeros_out():
    found = scores.score_cases(np.zeros((2, N_ATOMS)), np.array([0.0, 3.0]))
    np.testing.assert_array_equal(found["coverage_90"], [1, 0])
    np.testing.assert_array_equal(found["coverage_90_positive"], [np.nan, 0])


def test_what_is_missing_gets_no_score_of_any_kind():
    atoms = np.zeros((2, N_ATOMS))
    atoms[1] = np.nan
    found = scores.score_cases(atoms, np.array([np.nan, 1.0]))
    assert all(np.isnan(score).all() for score in found.values())


def test_a_model_is_compared_only_on_the_cases_it_shares_with_the_baseline():
    score = np.array([1.0, np.nan, 4.0, 9.0])
    baseline = np.array([2.0, 50.0, 2.0, np.nan])
    assert compare(score, baseline, np.full(4, True)) == (1.25, 2)


def test_the_standard_error_is_that_of_paired_origin_means_over_the_baselines_mean():
    """Differences per origin -1, 1, 3: deviation 2, error 2 / √3; the baseline's mean is 10."""
    baseline = np.full((3, 2), 10.0)
    score = baseline + np.array([[-2.0, 0.0], [1.0, 1.0], [3.0, 3.0]])
    expected = 2.0 / np.sqrt(3.0) / 10.0
    assert skill_standard_error(score, baseline, overlap=0) == pytest.approx(expected)


def test_two_origins_that_overlap_give_no_standard_error():
    assert np.isnan(skill_standard_error(np.ones((2, 4)), np.full((2, 4), 2.0), overlap=3))
