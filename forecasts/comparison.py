"""A model against the baseline on the cases that both forecast, and how sure the difference is."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np


class Comparison(NamedTuple):
    """Mean score of a model divided by the baseline's, on `n` shared cases."""

    rel: float
    n: int


def compare(score: np.ndarray, baseline: np.ndarray, where: np.ndarray) -> Comparison:
    """Compare two arrays of scores of one shape on the cases that are known in both."""
    shared = where & np.isfinite(score) & np.isfinite(baseline)
    n = int(shared.sum())
    total = float(baseline[shared].sum())
    return Comparison(float(score[shared].sum()) / total if total > 0 else np.nan, n)


def skill_standard_error(score: np.ndarray, baseline: np.ndarray, overlap: int) -> float:
    """Return the standard error of the skill, 1 - mean score / mean baseline.

    Paired: taken from the differences, averaged per origin, because the series and horizons of one
    origin share their shocks. Neighbouring origins share target months, so the variance is
    Newey-West's with `overlap` lags. The baseline's mean is taken as given.

    Args:
        score: scores of the model, shape [origin, ...].
        baseline: scores of the baseline, same shape.
        overlap: how many later origins share target months with an origin.
    """
    from statsmodels.regression.linear_model import OLS

    shared = np.isfinite(score) & np.isfinite(baseline)
    axes = tuple(range(1, score.ndim))
    count = shared.sum(axis=axes)
    difference = np.where(shared, score - baseline, 0.0).sum(axis=axes)
    per_origin = difference[count > 0] / count[count > 0]
    base = float(baseline[shared].mean()) if shared.any() else 0.0
    if len(per_origin) <= overlap + 1 or base <= 0:
        return np.nan
    fit = OLS(per_origin, np.ones(len(per_origin))).fit(
        cov_type="HAC", cov_kwds={"maxlags": overlap, "use_correction": True}
    )
    return float(fit.bse[0]) / base
