"""Rolling origins: no look-ahead, matured targets only, nothing left out in silence."""

import numpy as np
import pytest

from forecasts.backtest import backtest, default_origins, forecast
from forecasts.empirical import Conflictology
from forecasts.members import Prediction
from forecasts.panel import Panel
from forecasts.run import default_members

MEMBERS = [pytest.param(member, id=member.model_id) for member in default_members()]


class Spy(Conflictology):
    """Conflictology that remembers the last month of each panel it was shown."""

    model_id = "spy"

    def __init__(self):
        self.shown = []

    def predict(self, panel: Panel, horizon: int) -> Prediction:
        self.shown.append(panel.months[-1])
        return super().predict(panel, horizon)


class Silent(Conflictology):
    """A faulty member: it forecasts nothing and gives no reason."""

    def predict(self, panel: Panel, horizon: int) -> Prediction:
        return Prediction(np.full_like(super().predict(panel, horizon).atoms, np.nan), {})


def test_a_member_is_shown_nothing_after_the_origin(wars):
    spy, origins = Spy(), wars.months[[60, 90, 120]]
    backtest(wars, [spy], origins, 12)
    np.testing.assert_array_equal(spy.shown, origins)


@pytest.mark.parametrize("member", MEMBERS)
def test_a_spike_after_the_origin_changes_no_score_before_it(member, wars):
    spiked = Panel(wars.series_ids, wars.months, wars.values.copy())
    spiked.values[:, 130:] = 1e5
    origins = wars.months[[100, 117]]
    quiet, loud = (backtest(p, [member], origins, 12).scores for p in (wars, spiked))
    for name, score in quiet[member.model_id].items():
        np.testing.assert_array_equal(score, loud[member.model_id][name], err_msg=name)


def test_a_spike_in_the_target_month_does_change_the_score(wars):
    spiked = Panel(wars.series_ids, wars.months, wars.values.copy())
    spiked.values[:, 101] = 1e5
    quiet, loud = (
        backtest(p, [Conflictology()], wars.months[[100]], 2).scores["conflictology_12"]["crps"]
        for p in (wars, spiked)
    )
    assert (loud[..., 0] > quiet[..., 0] + 1000).all()
    np.testing.assert_array_equal(loud[..., 1], quiet[..., 1])


def test_only_matured_targets_are_scored(wars):
    result = backtest(wars, [Conflictology()], wars.months[[-4]], 12)
    expected = np.arange(1, 13) <= 3
    np.testing.assert_array_equal(result.matured[0, 0], expected)
    np.testing.assert_array_equal(
        np.isfinite(result.scores["conflictology_12"]["crps"][0, 0]), expected
    )


def test_a_target_month_that_was_not_observed_is_not_scored_as_zero(wars):
    wars.values[2, 101] = np.nan
    result = backtest(wars, [Conflictology()], wars.months[[100]], 3)
    assert not result.matured[0, 2, 0]
    assert np.isnan(result.scores["conflictology_12"]["crps"][0, 2, 0])


def test_a_forecast_that_was_not_made_is_listed_with_its_origin(wars):
    result = backtest(wars, [Conflictology()], wars.months[[5, 50]], 12)
    assert {skip.origin for skip in result.skipped} == {wars.months[5]}
    assert len(result.skipped) == len(wars.series_ids)


def test_a_member_that_leaves_a_series_out_without_a_reason_is_stopped(wars):
    with pytest.raises(ValueError, match="neither for \\['s0'"):
        forecast(Silent(), wars, 12)


def test_the_default_origins_are_quarterly_and_have_matured_in_full(wars):
    origins = default_origins(wars, 12)
    assert origins[-1] + 12 == wars.months[-1]
    assert set(np.diff(origins).astype(int)) == {3}
    assert len(origins) == 38


def test_a_panel_shorter_than_the_horizon_has_no_origins(panel_of):
    assert len(default_origins(panel_of(np.ones(12)), 12)) == 0


def test_quarterly_origins_of_twelve_months_overlap_the_next_three(wars):
    assert backtest(wars, [], default_origins(wars, 12), 12).overlap == 3
