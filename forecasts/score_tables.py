"""Scores as published: one row a model, origin and horizon, and one summary row a model."""

from __future__ import annotations

import numpy as np
import pandas as pd

from forecasts.backtest import Backtest
from forecasts.comparison import compare, skill_standard_error
from forecasts.select import BASELINE

SCORE_NAMES = (
    "crps",
    "crps_log1p",
    "log_score",
    "interval_score_90",
    "coverage_50",
    "coverage_90",
    "coverage_50_positive",
    "coverage_90_positive",
    "brier_gt0",
    "brier_ge25",
)


def score_rows(result: Backtest, target: str, level: str) -> pd.DataFrame:
    """Return one row per model, origin and horizon, averaged over the series it forecast.

    `crps_rel` divides by the baseline on the same cases; it is empty where the baseline made no
    forecast or was perfect.
    """
    frames = [
        _rows_of_model(scores, result, model_id, target, level)
        for model_id, scores in result.scores.items()
    ]
    return pd.concat(frames, ignore_index=True)


def score_summary(result: Backtest, target: str, level: str) -> pd.DataFrame:
    """Return one row per model: means over all matured cases and skill against the baseline.

    Skill is 1 - relative CRPS, raw and on log1p, with its paired standard error.
    """
    rows = [
        {"model_id": model_id, "target": target, "level": level} | _summary_of_model(scores, result)
        for model_id, scores in result.scores.items()
    ]
    return pd.DataFrame(rows)


def _rows_of_model(
    scores: dict[str, np.ndarray], result: Backtest, model_id: str, target: str, level: str
) -> pd.DataFrame:
    """Average over the series of each origin and horizon."""
    origins, _, steps = result.matured.shape
    shared = np.isfinite(scores["crps"]) & np.isfinite(result.scores[BASELINE]["crps"])
    own = np.where(shared, scores["crps"], 0.0).sum(axis=1)
    base = np.where(shared, result.scores[BASELINE]["crps"], 0.0).sum(axis=1)
    rel = np.divide(own, base, out=np.full(own.shape, np.nan), where=base > 0)
    frame = pd.DataFrame(
        {
            "model_id": model_id,
            "target": target,
            "level": level,
            "origin_date": np.repeat(result.origins.astype("datetime64[ns]"), steps),
            "horizon": np.tile(np.arange(1, steps + 1), origins),
            "n": np.isfinite(scores["crps"]).sum(axis=1).ravel(),
            **{name: _mean(scores[name], axis=1).ravel() for name in SCORE_NAMES},
            "n_positive": np.isfinite(scores["coverage_90_positive"]).sum(axis=1).ravel(),
            "crps_rel": rel.ravel(),
        }
    )
    return frame[frame["n"] > 0].reset_index(drop=True)


def _summary_of_model(scores: dict[str, np.ndarray], result: Backtest) -> dict[str, float]:
    """Average over all cases and compare with the baseline."""
    scored = np.isfinite(scores["crps"])
    row = {
        "n": int(scored.sum()),
        "n_origins": int(scored.any(axis=(1, 2)).sum()),
        **{name: float(_mean(scores[name])) for name in SCORE_NAMES},
        "n_positive": int(np.isfinite(scores["coverage_90_positive"]).sum()),
    }
    for name in ("crps", "crps_log1p"):
        base = result.scores[BASELINE][name]
        against = compare(scores[name], base, result.matured)
        row |= {
            "n_shared": against.n,
            f"{name}_rel": against.rel,
            f"{name}_skill": 1.0 - against.rel,
            f"{name}_skill_se": skill_standard_error(scores[name], base, result.overlap),
        }
    return row


def _mean(score: np.ndarray, axis: int | None = None) -> np.ndarray:
    """Average the known values; NaN where there are none."""
    known = np.isfinite(score)
    total, count = np.where(known, score, 0.0).sum(axis=axis), known.sum(axis=axis)
    return np.divide(total, count, out=np.full(np.shape(total), np.nan), where=count > 0)
