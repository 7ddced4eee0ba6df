"""Forecasts as published: the hubverse's long model output, and a wide view for analysts.

`origin_date` is the first day of the origin month, the last month whose value was used. Horizon 1
is the month after it, so that origin_date plus `horizon` months is the first day of the target
month; `target_end_date` is its last day.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import numpy as np
import pandas as pd

from forecasts.distribution import HUB_LEVELS, cdf, mean, quantiles
from forecasts.panel import Panel

CDF_THRESHOLDS = (0, 24)
"""P(> 0) is 1 - cdf(0); P(>= 25) is 1 - cdf(24)."""

WIDE_QUANTILES = {"q05": 0.05, "q25": 0.25, "q50": 0.5, "q75": 0.75, "q95": 0.95}
DECIMALS = 6


class Issue(NamedTuple):
    """What identifies a set of forecasts."""

    target: str
    model_id: str
    model_version: str
    data_as_of: date | None
    seed: int


def long_frame(atoms: np.ndarray, panel: Panel, issue: Issue) -> pd.DataFrame:
    """Return one row per series, horizon and output of the forecasts from the panel's last month.

    Args:
        atoms: predictive distributions, shape [series, horizon, atom]; NaN series have no rows.
        panel: the panel that was forecast from.
        issue: target, model and data that the rows are marked with.
    """
    outputs = np.concatenate(
        [
            mean(atoms)[..., None],
            quantiles(atoms, (0.5,)),
            quantiles(atoms),
            np.stack([cdf(atoms, threshold) for threshold in CDF_THRESHOLDS], axis=-1),
        ],
        axis=-1,
    )
    kinds = ["mean", "median", *["quantile"] * len(HUB_LEVELS), *["cdf"] * len(CDF_THRESHOLDS)]
    kind_ids = [np.nan, np.nan, *HUB_LEVELS, *CDF_THRESHOLDS]
    tasks = _tasks(atoms, panel, issue.target)
    cases, width = len(tasks), len(kinds)
    values = outputs[np.isfinite(atoms[..., 0])].round(DECIMALS)
    frame = tasks.loc[tasks.index.repeat(width)].reset_index(drop=True)
    frame["output_type"] = np.tile(kinds, cases)
    frame["output_type_id"] = np.tile(np.array(kind_ids, dtype=float), cases)
    frame["value"] = values.ravel()
    return _marked(frame, issue)


def wide_frame(atoms: np.ndarray, panel: Panel, issue: Issue) -> pd.DataFrame:
    """Return one row per series and horizon: mean, median, five quantiles, two probabilities."""
    made = np.isfinite(atoms[..., 0])
    levels = quantiles(atoms, tuple(WIDE_QUANTILES.values()))[made]
    frame = _tasks(atoms, panel, issue.target)
    frame["mean"] = mean(atoms)[made].round(DECIMALS)
    frame["median"] = quantiles(atoms, (0.5,))[made].round(DECIMALS)
    frame[list(WIDE_QUANTILES)] = levels.round(DECIMALS)
    frame["p_gt0"] = (1.0 - cdf(atoms, 0))[made].round(DECIMALS)
    frame["p_ge25"] = (1.0 - cdf(atoms, 24))[made].round(DECIMALS)
    return _marked(frame, issue)


def _tasks(atoms: np.ndarray, panel: Panel, target: str) -> pd.DataFrame:
    """Return the task ids of every forecast that was made, series by series."""
    row, step = np.nonzero(np.isfinite(atoms[..., 0]))
    after_target = (panel.origin + step + 2).astype("datetime64[D]")
    return pd.DataFrame(
        {
            "origin_date": pd.Timestamp(panel.origin),
            "target": target,
            "series_id": np.array(panel.series_ids, dtype=object)[row],
            "horizon": step + 1,
            "target_end_date": (after_target - 1).astype("datetime64[ns]"),
        }
    )


def _marked(frame: pd.DataFrame, issue: Issue) -> pd.DataFrame:
    """Add the columns that say which model made the rows, and from which data."""
    return frame.assign(
        model_id=issue.model_id,
        model_version=issue.model_version,
        data_as_of=pd.Series(issue.data_as_of, index=frame.index, dtype="datetime64[ns]"),
        seed=issue.seed,
    )
