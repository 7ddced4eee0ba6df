"""Pictures: that they are drawn, small and the same each time, and that imports stay light."""

import subprocess
import sys

import numpy as np
import pandas as pd
import pytest

from forecasts import plots

NAMES = {"MLI": "Mali", "NER": "Niger"}
MONTHS = pd.date_range("2020-01-01", periods=60, freq="MS")
PNG = b"\x89PNG"


@pytest.fixture
def series():
    values = np.random.default_rng(1).poisson(30.0, size=(2, 60)).astype(float)
    values[1] *= 20
    return pd.concat(
        pd.DataFrame(
            {"target": "fatalities", "country_code": code, "month": MONTHS, "value": value}
        ).drop(index=[7, 8])
        for code, value in zip(NAMES, values, strict=True)
    )


@pytest.fixture
def wide():
    ends = pd.date_range("2025-01-31", periods=12, freq="ME")
    rows = {"model_id": "redzone", "target": "fatalities", "country_code": "MLI"}
    return pd.DataFrame(
        {**rows, "origin_date": pd.Timestamp("2024-12-01"), "target_end_date": ends}
    ).assign(q05=5.0, q25=10.0, median=20.0, q75=30.0, q95=90.0)


@pytest.fixture
def scores():
    origins = pd.date_range("2020-01-01", periods=4, freq="QS")
    grid = pd.MultiIndex.from_product(
        [["conflictology_12", "redzone", "zero"], origins, range(1, 13)],
        names=["model_id", "origin_date", "horizon"],
    ).to_frame(index=False)
    factor = grid["model_id"].map({"conflictology_12": 1.0, "redzone": 0.9, "zero": 3.0})
    return grid.assign(target="fatalities", n=14, crps=10 * factor, crps_log1p=0.5 * factor)


def test_each_picture_is_a_small_png_and_the_same_twice(series, wide, scores):
    drawings = [
        lambda: plots.history(series, NAMES, "fatalities"),
        lambda: plots.fan_chart(series, wide, NAMES, "fatalities"),
        lambda: plots.skill_by_horizon(scores, "fatalities"),
    ]
    for draw in drawings:
        picture = draw()
        assert picture.startswith(PNG)
        assert len(picture) < 120_000
        assert picture == draw()


def test_an_unobserved_month_is_drawn_as_a_gap(series):
    line = plots._monthly(series, "fatalities", "MLI")
    assert len(line) == 60
    assert line.isna().sum() == 2


def test_the_relative_error_is_a_ratio_of_means(scores):
    base = scores[scores["model_id"] == "conflictology_12"]
    relative = plots._relative_by_horizon(scores, base, "crps")
    np.testing.assert_allclose(relative["redzone"], 0.9)
    assert set(relative) == {"redzone", "zero"}


def test_skill_without_a_scored_baseline_is_refused(scores):
    with pytest.raises(ValueError, match="no scores of conflictology_12 for 'incidents'"):
        plots.skill_by_horizon(scores, "incidents")


@pytest.mark.parametrize(
    ("module", "kept_out"),
    [
        pytest.param("forecasts", ["statsmodels"], id="the package without statsmodels"),
        pytest.param("forecasts.plots", ["matplotlib", "statsmodels"], id="the plots"),
        pytest.param("forecasts.run", ["dagster", "duckdb", "matplotlib"], id="the run"),
    ],
)
def test_an_import_stays_light(module, kept_out):
    code = f"import sys, {module}; sys.exit(any(name in sys.modules for name in {kept_out}))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_revisions_are_told_by_the_months_that_pass_after_a_month():
    states = {"2020-02-10": 10, "2020-04-20": 12, "2020-09-01": 15}
    vintages = pd.DataFrame(
        {
            "country_code": "MLI",
            "month": pd.Timestamp("2020-01-01"),
            "as_of_date": pd.to_datetime(list(states)),
            "value": list(states.values()),
        }
    )
    late = vintages.assign(month=pd.Timestamp("2019-01-01"))
    found = plots._states_by_delay(pd.concat([vintages, late]))
    assert list(found.index) == [pd.Timestamp("2020-01-01")]
    known = found.iloc[0].dropna()
    assert known.to_dict() == {
        1: 10, 2: 10, 3: 12, 4: 12, 5: 12, 6: 12, 7: 12, 8: 15
    }  # fmt: skip
    assert plots.revisions(vintages, NAMES).startswith(PNG)
    assert plots.revisions(vintages.head(0), NAMES).startswith(PNG)
