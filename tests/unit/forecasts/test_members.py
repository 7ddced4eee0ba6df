"""What each model forecasts, when it refuses, and what no model may ever do."""

import numpy as np
import pytest
from scipy import stats

from forecasts.backtest import forecast
from forecasts.distribution import ATOM_LEVELS, cdf, ceiling, mean, quantiles
from forecasts.empirical import Conflictology, LastValue, SeasonalNaive, Zero
from forecasts.local_level import LocalLevel
from forecasts.pooled_glm import PooledNegativeBinomial, _quantile_table
from forecasts.run import default_members

MEMBERS = [pytest.param(member, id=member.model_id) for member in default_members()]
RNG = np.random.default_rng(5)
CALM = np.zeros((3, 120))
STEADY = np.full((3, 120), 7.0)
COUNTS = RNG.poisson(3.0, size=(4, 120)).astype(float)
OUTLIER = np.where(np.arange(120) == 90, 3.4e6, COUNTS)
GAPS = np.where(RNG.random((4, 120)) < 0.2, np.nan, COUNTS)
OUTBREAK = np.where(np.arange(120) == 119, 500.0, np.zeros((3, 120)))


@pytest.mark.parametrize("member", MEMBERS)
@pytest.mark.parametrize(
    "values",
    [
        pytest.param(CALM, id="all zero"),
        pytest.param(STEADY, id="constant"),
        pytest.param(COUNTS, id="counts"),
        pytest.param(OUTLIER, id="giant outlier"),
        pytest.param(GAPS, id="gaps"),
        pytest.param(OUTBREAK, id="first event ever in the origin month"),
        pytest.param(COUNTS[:, :1], id="one month"),
    ],
)
def test_every_series_gets_ordered_bounded_quantiles_or_a_reason(member, values, panel_of):
    panel = panel_of(values)
    prediction = forecast(member, panel, 12)
    for row, series_id in enumerate(panel.series_ids):
        atoms = prediction.atoms[row]
        if series_id in prediction.skipped:
            assert np.isnan(atoms).all()
            assert prediction.skipped[series_id]
        else:
            levels = quantiles(atoms)
            assert (np.diff(levels, axis=-1) >= 0).all()
            assert (atoms >= 0).all()
            assert (atoms <= ceiling(panel.values)).all()


@pytest.mark.parametrize("member", MEMBERS)
def test_the_same_panel_gives_the_same_forecast(member, wars):
    first, second = member.predict(wars, 12), member.predict(wars, 12)
    np.testing.assert_array_equal(first.atoms, second.atoms)


@pytest.mark.parametrize("member", MEMBERS)
def test_forecasting_leaves_the_panel_as_it_was(member, wars):
    before = wars.values.copy()
    member.predict(wars, 12)
    np.testing.assert_array_equal(wars.values, before)


@pytest.mark.parametrize("member", MEMBERS)
def test_a_series_that_was_always_zero_is_expected_to_stay_near_zero(member, panel_of):
    prediction = forecast(member, panel_of(np.vstack([np.zeros(120), COUNTS])), 12)
    assert (mean(prediction.atoms[0]) < 1.0).all()


def test_conflictology_is_the_last_twelve_observed_values(panel_of):
    values = np.r_[np.full(6, 99.0), np.arange(6), np.nan, np.arange(6, 12)]
    atoms = Conflictology().predict(panel_of(values), 3).atoms
    np.testing.assert_array_equal(np.unique(atoms), np.arange(12))
    np.testing.assert_array_equal(atoms[0, 0], atoms[0, 2])


def test_conflictology_takes_no_value_older_than_two_years(panel_of):
    values = np.r_[np.full(60, 5.0), np.full(13, np.nan), np.full(11, 1.0)]
    prediction = Conflictology().predict(panel_of(values), 12)
    assert prediction.skipped == {"s0": "11 observed months in the 24 months to 2016-12; needs 12"}


def test_the_last_value_is_the_newest_observed_one(panel_of):
    atoms = LastValue().predict(panel_of([1.0, 8.0, np.nan]), 2).atoms
    np.testing.assert_array_equal(np.unique(atoms), [8.0])


def test_the_seasonal_naive_repeats_the_same_month_of_last_year(panel_of):
    atoms = SeasonalNaive().predict(panel_of(np.arange(24.0)), 14).atoms
    np.testing.assert_array_equal(atoms[0, :, 0], [*range(12, 24), 12, 13])


def test_the_seasonal_naive_refuses_a_year_with_a_hole(panel_of):
    values = np.arange(24.0)
    values[15] = np.nan
    assert "needs all 12" in SeasonalNaive().predict(panel_of(values), 12).skipped["s0"]


def test_zero_is_zero(panel_of):
    assert not Zero().predict(panel_of([3.0, 4.0]), 2).atoms.any()


def test_the_local_level_grows_less_sure_with_the_horizon(wars):
    atoms = LocalLevel().predict(wars, 12).atoms
    width = np.diff(quantiles(atoms, (0.05, 0.95)))[..., 0]
    assert (width[-1, -1] > width[-1, 0]) and (np.diff(width[-1]) >= 0).all()


def test_the_local_level_widens_over_a_gap_before_the_origin(panel_of):
    rng = np.random.default_rng(2)
    walk = np.cumsum(rng.normal(size=(4, 80)), axis=1)
    values = np.expm1(np.abs(walk) + 1.0).round()
    hole = values.copy()
    hole[0, -8:] = np.nan
    closed, opened = (
        quantiles(LocalLevel().predict(panel_of(v), 1).atoms[0, 0], (0.05, 0.95))
        for v in (values[:, :-8], hole)
    )
    assert np.log1p(opened)[1] - np.log1p(opened)[0] > np.log1p(closed)[1] - np.log1p(closed)[0]


def test_the_local_level_needs_two_years_of_months(panel_of):
    prediction = LocalLevel().predict(panel_of(COUNTS[:, :23]), 12)
    assert prediction.skipped["s0"] == ("23 observed months in the 60 months to 2011-11; needs 24")


def test_the_local_level_gives_the_same_whether_series_share_a_block_or_not(panel_of, monkeypatch):
    many = np.random.default_rng(8).poisson(4.0, size=(20, 80)).astype(float)
    together = LocalLevel().predict(panel_of(many), 3).atoms
    monkeypatch.setattr("forecasts.local_level.BLOCK", 5)
    np.testing.assert_allclose(LocalLevel().predict(panel_of(many), 3).atoms, together, atol=1)


def test_the_pooled_model_orders_series_by_their_violence(wars):
    expected = mean(PooledNegativeBinomial().predict(wars, 6).atoms).mean(axis=1)
    assert (np.diff(expected) > 0).all()


def test_the_pooled_model_gives_less_chance_of_an_event_to_a_calmer_series(wars):
    atoms = PooledNegativeBinomial().predict(wars, 6).atoms
    chance = 1 - cdf(atoms, 0).mean(axis=1)
    assert chance[0] < 0.6 < 0.9 < chance[-1]


def test_the_pooled_model_refuses_to_learn_from_a_handful_of_events(panel_of):
    skipped = PooledNegativeBinomial().predict(panel_of(OUTBREAK), 12).skipped
    assert len(skipped) == 3
    assert "training months with an event" in skipped["s0"]


def test_the_pooled_model_says_so_when_the_regression_does_not_converge(panel_of):
    skipped = PooledNegativeBinomial().predict(panel_of(OUTLIER), 12).skipped
    assert set(skipped.values()) == {"the regression did not converge at origin 2019-12"}


def test_the_quantile_table_is_exact_for_small_counts_and_close_for_large_ones():
    mu = np.array([[0.01, 0.3, 5.0, 80.0, 700.0]])
    size = np.array([[0.05, 0.1, 0.5, 1.0, 5.0]])
    found = _quantile_table(mu, size, cap=1e5)[0]
    p = (size / (size + mu))[0][:, None]
    exact = stats.nbinom.ppf(ATOM_LEVELS, size[0][:, None], p)
    small = exact <= 40
    np.testing.assert_array_equal(found[small], exact[small])
    np.testing.assert_allclose(found, exact, rtol=0.01, atol=1)
