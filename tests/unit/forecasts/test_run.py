"""One whole run: its tables, its dates, its refusals."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from forecasts import run
from forecasts.distribution import HUB_LEVELS
from forecasts.panel import PanelError
from forecasts.run import run_forecasts

AS_OF = date(2022, 1, 20)
KNOWN = {"fatalities": AS_OF, "incidents": None}
FORECAST_KEY = ["model_id", "target", "series_id", "horizon"]


def long(panel, target):
    """Write a panel as the rows that the warehouse holds."""
    countries = ["BEN", "BFA", "CIV", "MLI", "NER", "NGA"][: len(panel.series_ids)]
    frame = pd.DataFrame(panel.values, index=countries, columns=panel.months.astype("M8[ns]"))
    rows = frame.rename_axis("country_code").reset_index().melt("country_code", var_name="month")
    rows["target"] = target
    rows["series_id"] = target + "." + rows["country_code"]
    return rows.dropna(subset=["value"])


@pytest.fixture(scope="module")
def series(panel_of, war_counts):
    """Twelve years of fatalities, fifteen months of incidents."""
    incidents = panel_of(np.random.default_rng(3).poisson(5.0, size=(6, 15)))
    return pd.concat([long(panel_of(war_counts), "fatalities"), long(incidents, "incidents")])


@pytest.fixture(scope="module")
def outcome(series):
    return run_forecasts(series, data_as_of=KNOWN, seed=42)


def test_every_forecast_has_all_27_outputs_and_no_empty_value(outcome):
    rows = outcome.forecasts_long
    assert (rows.groupby(FORECAST_KEY).size() == 27).all()
    assert rows["value"].notna().all()
    kept = rows.loc[rows["output_type"] == "quantile", "output_type_id"].unique()
    np.testing.assert_array_equal(np.sort(kept), HUB_LEVELS)


def test_published_quantiles_never_cross_and_never_fall_below_zero(outcome):
    rows = outcome.forecasts_long
    rows = rows[rows["output_type"] == "quantile"].sort_values([*FORECAST_KEY, "output_type_id"])
    assert (rows["value"] >= 0).all()
    assert (rows.groupby(FORECAST_KEY)["value"].diff().dropna() >= 0).all()


def test_the_origin_is_the_last_month_used_and_horizon_one_the_month_after(outcome):
    rows = outcome.forecasts_wide.query("target == 'fatalities' and horizon in [1, 2, 12]")
    assert set(rows["origin_date"]) == {pd.Timestamp("2021-12-01")}
    ends = rows.groupby("horizon")["target_end_date"].unique().map(list)
    assert ends[1] == [pd.Timestamp("2022-01-31")]
    assert ends[2] == [pd.Timestamp("2022-02-28")]
    assert ends[12] == [pd.Timestamp("2022-12-31")]


def test_wide_and_long_say_the_same(outcome):
    key = [*FORECAST_KEY, "origin_date", "target_end_date"]
    rows = outcome.forecasts_long
    wide = outcome.forecasts_wide.set_index(key).sort_index()
    for column, kind, kind_id in [("q05", "quantile", 0.05), ("q95", "quantile", 0.95)]:
        part = rows[(rows["output_type"] == kind) & (rows["output_type_id"] == kind_id)]
        pd.testing.assert_series_equal(
            part.set_index(key).sort_index()["value"], wide[column], check_names=False
        )
    part = rows[(rows["output_type"] == "cdf") & (rows["output_type_id"] == 24)]
    np.testing.assert_allclose(
        1 - part.set_index(key).sort_index()["value"], wide["p_ge25"], atol=2e-6
    )


def test_each_forecast_bears_the_country_of_its_series(outcome):
    wide = outcome.forecasts_wide
    assert (wide["series_id"].str[-3:] == wide["country_code"]).all()


def test_seed_and_date_of_the_data_are_recorded(outcome):
    assert set(outcome.forecasts_long["seed"]) == {42}
    told = outcome.forecasts_long.groupby("target")["data_as_of"].unique()
    assert told["fatalities"] == [pd.Timestamp(AS_OF)]
    assert pd.isna(told["incidents"]).all()


def test_redzone_repeats_the_selected_member(outcome):
    wide = outcome.forecasts_wide
    for choice in outcome.selection.itertuples():
        same = wide[wide["target"] == choice.target].set_index(["series_id", "horizon"])
        pd.testing.assert_series_equal(
            same.loc[same["model_id"] == "redzone", "mean"],
            same.loc[same["model_id"] == choice.model_id, "mean"],
        )


def test_series_too_short_for_a_model_are_skipped_with_a_reason(outcome):
    rows = outcome.skipped
    latest = rows[(rows["target"] == "incidents") & (rows["origin_date"] == "2011-03-01")]
    assert set(latest["model_id"]) == {"local_level_log1p", "pooled_nb_glm"}
    assert latest["reason"].str.len().min() > 20
    made = outcome.forecasts_wide.query("target == 'incidents'")["model_id"].unique()
    assert "conflictology_12" in made and "local_level_log1p" not in made


def test_a_target_without_a_record_is_published_from_the_baseline(outcome):
    choice = outcome.selection.set_index("target").loc["incidents"]
    assert (choice["model_id"], choice["n"]) == ("conflictology_12", 0)


def test_the_score_table_has_one_row_a_model_target_origin_and_horizon(outcome):
    key = ["model_id", "target", "level", "origin_date", "horizon"]
    assert not outcome.scores.duplicated(key).any()
    rows = outcome.scores.query("target == 'fatalities'")
    assert rows["model_id"].nunique() == 7
    base = rows.query("model_id == 'conflictology_12'")
    assert len(base) == 38 * 12
    np.testing.assert_allclose(base["crps_rel"], 1.0)


def test_the_summary_is_the_case_weighted_mean_of_the_score_table(outcome):
    rows = outcome.scores.query("target == 'fatalities' and model_id == 'zero'")
    summary = outcome.score_summary.query("target == 'fatalities' and model_id == 'zero'").iloc[0]
    assert summary["n"] == rows["n"].sum()
    assert summary["crps"] == pytest.approx(np.average(rows["crps"], weights=rows["n"]))
    assert summary["crps_skill"] == pytest.approx(1 - summary["crps_rel"])


def test_the_zero_forecast_scores_the_mean_of_what_came_true(outcome, wars):
    rows = outcome.scores.query("target == 'fatalities' and model_id == 'zero' and horizon == 12")
    assert rows["crps"].iloc[-1] == pytest.approx(wars.values[:, -1].mean())


def test_every_published_model_has_a_card(outcome):
    assert set(outcome.models["model_id"]) == set(outcome.forecasts_long["model_id"])
    assert outcome.models.notna().all(axis=None)


def test_two_runs_are_equal_whatever_the_order_of_the_rows(series, outcome):
    again = run_forecasts(series.iloc[::-1], data_as_of=KNOWN, seed=42)
    pd.testing.assert_frame_equal(again.forecasts_long, outcome.forecasts_long)
    pd.testing.assert_frame_equal(again.scores, outcome.scores)


def test_origins_can_be_given(series):
    outcome = run_forecasts(
        series.query("target == 'fatalities'"),
        data_as_of=KNOWN,
        backtest_origins=[date(2019, 6, 1), date(2020, 6, 1)],
    )
    assert list(outcome.scores["origin_date"].unique()) == [
        pd.Timestamp("2019-06-01"),
        pd.Timestamp("2020-06-01"),
    ]


def test_an_origin_outside_the_months_of_a_target_is_left_out_for_it(series):
    outcome = run_forecasts(series, data_as_of=KNOWN, backtest_origins=[date(2019, 6, 1)])
    assert set(outcome.scores["target"]) == {"fatalities"}


def test_one_series_of_one_month_runs_and_forecasts_what_little_it_can(panel_of):
    outcome = run_forecasts(long(panel_of([4.0]), "incidents"), data_as_of=KNOWN)
    assert set(outcome.forecasts_wide["model_id"]) == {"last_value", "zero"}
    assert outcome.scores.empty
    assert outcome.scores["origin_date"].dtype == "datetime64[ns]"
    assert set(outcome.score_summary["n"]) == {0}
    redzone = outcome.skipped.query("model_id == 'redzone'")
    assert "needs 12" in redzone["reason"].iloc[0]


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        pytest.param("value", -5, "target 'fatalities', series 'fatalities.*-5", id="negative"),
        pytest.param("target", None, "no target", id="no target"),
        pytest.param("country_code", "TCD", "one country_code, found", id="two countries"),
    ],
)
def test_a_bad_row_stops_the_run_with_its_name(series, column, value, said):
    broken = series.astype({"value": object}).reset_index(drop=True)
    broken.loc[0, column] = value
    with pytest.raises(PanelError, match=said):
        run_forecasts(broken, data_as_of=KNOWN)


def test_a_missing_column_stops_the_run(series):
    with pytest.raises(PanelError, match="country_code"):
        run_forecasts(series.drop(columns="country_code"), data_as_of=KNOWN)


def test_the_baselines_are_always_among_the_members():
    members = {member.model_id for member in run.default_members()}
    assert {"conflictology_12", "last_value", "seasonal_naive", "zero"} <= members
