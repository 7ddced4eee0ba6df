"""The gate: who is published, and why."""

import numpy as np
import pytest

from forecasts.backtest import Backtest
from forecasts.select import BASELINE, published_scores, select

ORIGINS = np.datetime64("2020-01") + 3 * np.arange(8)
NOW = np.datetime64("2030-01")


def result(**scores):
    """Build a backtest from (raw, log1p) scores per model: numbers or arrays over origins."""
    shape = (len(ORIGINS), 2, 3)

    def spread(score):
        return np.broadcast_to(np.reshape(score, (-1, 1, 1)), shape).astype(float)

    filled = {
        model_id: {"crps": spread(raw), "crps_log1p": spread(log)}
        for model_id, (raw, log) in scores.items()
    }
    return Backtest(ORIGINS, np.full(shape, True), filled, [])


def test_a_member_that_wins_on_both_scales_is_published():
    choice = select(result(conflictology_12=(10, 1), good=(8, 0.9), fair=(9, 0.95)), NOW)
    assert choice.model_id == "good"
    assert choice.n == 48
    assert choice.crps_rel == pytest.approx(0.8)
    assert "beats conflictology_12 on both scales: 0.800 of its CRPS" in choice.reason


@pytest.mark.parametrize(
    "candidate",
    [
        pytest.param((11, 0.9), id="wins on log1p only"),
        pytest.param((9, 1.1), id="wins on raw only"),
        pytest.param((10, 1.0), id="is exactly as good"),
        pytest.param((12, 1.2), id="loses"),
    ],
)
def test_otherwise_the_baseline_is_published_and_the_reason_names_the_candidate(candidate):
    choice = select(result(conflictology_12=(10, 1), other=candidate), NOW)
    assert choice.model_id == BASELINE
    assert "other, does not beat" in choice.reason


def test_a_margin_within_its_standard_error_is_not_enough():
    noisy = 10.0 + np.array([5, -5.2] * 4)
    choice = select(result(conflictology_12=(10, 1), lucky=(noisy, noisy / 10)), NOW)
    assert choice.model_id == BASELINE
    assert "by more than a standard error" in choice.reason


def test_without_a_matured_origin_the_baseline_is_published():
    choice = select(result(conflictology_12=(10, 1), good=(1, 0.1)), ORIGINS[0])
    assert (choice.model_id, choice.n) == (BASELINE, 0)


def test_without_any_score_the_baseline_is_published():
    none = {BASELINE: {name: np.empty((0, 2, 3)) for name in ("crps", "crps_log1p")}}
    empty = Backtest(ORIGINS[:0], np.empty((0, 2, 3), dtype=bool), none, [])
    assert select(empty, NOW).model_id == BASELINE
    assert published_scores(empty)["crps"].shape == (0, 2, 3)


def test_a_member_that_forecast_few_of_the_cases_is_not_considered():
    few = np.where(np.arange(8) < 3, 1.0, np.nan)
    choice = select(result(conflictology_12=(10, 1), rare=(few, few / 10)), NOW)
    assert choice.model_id == BASELINE


def test_the_record_of_the_published_model_knows_nothing_of_later_outcomes():
    """The candidate is bad on the first four origins and perfect after: too late to be chosen."""
    turning = np.r_[20.0, 20, 20, 20, 0, 0, 0, 0]
    past = result(conflictology_12=(10, 1), turning=(turning, turning / 10))
    record = published_scores(past)["crps"][:, 0, 0]
    np.testing.assert_array_equal(record[:5], [10, 10, 10, 10, 10])


def test_the_record_switches_once_the_targets_that_prove_it_have_matured():
    past = result(conflictology_12=(10, 1), good=(5, 0.5))
    record = published_scores(past)["crps"][:, 0, 0]
    # one matured origin has no standard error, so the second must mature first
    np.testing.assert_array_equal(record, [10, 10, 5, 5, 5, 5, 5, 5])
