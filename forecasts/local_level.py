"""Local level (random walk plus noise) on log1p of the counts, filtered by statsmodels."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from scipy.special import ndtri
from statsmodels.tsa.statespace.kalman_filter import KalmanFilter

from forecasts.distribution import ATOM_LEVELS
from forecasts.members import Prediction, nothing
from forecasts.panel import Panel

WINDOW_MONTHS = 60
"""Months that are filtered: a calm decade before a war only blurs the size of its shocks."""

SIGNAL_TO_NOISE = (0.01, 0.03, 0.1, 0.2, 0.4, 0.8, 1.6)
"""Candidate ratios of the variance of the level's steps to the variance of the noise."""

PRIOR_MONTHS = 12
"""Months of evidence that the average noise of all series counts for in the noise of each."""

BLOCK = 16
"""Series that are filtered in one pass."""


class _Filtered(NamedTuple):
    """Filter results, each of shape [ratio, series]; variances in units of the noise variance."""

    log_likelihood: np.ndarray
    noise: np.ndarray
    level: np.ndarray
    level_variance: np.ndarray


class LocalLevel:
    """Level and noise per series, one signal-to-noise ratio for all of them.

    With few series, and wars in some, a ratio of its own for each series chases noise. So the
    ratio is chosen by the likelihood summed over all series, and each noise variance is drawn
    towards the average. The predictive normal is exact; its quantiles are carried back from log1p
    and rounded to whole counts.
    """

    model_id = "local_level_log1p"
    family = "state space"
    version = "1.0.0"
    min_history = 24

    def predict(self, panel: Panel, horizon: int) -> Prediction:
        """Forecast each series with at least 24 observed months among the last 60."""
        window = np.log1p(panel.values[:, -WINDOW_MONTHS:])
        observed = np.isfinite(window).sum(axis=1)
        usable = observed >= self.min_history
        reasons = [
            f"{n} observed months in the {WINDOW_MONTHS} months to {panel.origin}; "
            f"needs {self.min_history}"
            for n in observed
        ]
        if not usable.any():
            return Prediction.where(usable, nothing(horizon), panel, reasons)
        mean, deviation = _predictive_normal(window[usable], observed[usable], horizon)
        normal = mean[:, None, None] + deviation[..., None] * ndtri(ATOM_LEVELS)
        counts = np.round(np.expm1(np.maximum(normal, 0.0)))
        return Prediction.where(usable, counts, panel, reasons)


def _predictive_normal(
    window: np.ndarray, observed: np.ndarray, horizon: int
) -> tuple[np.ndarray, np.ndarray]:
    """Return mean [series] and standard deviation [series, horizon] on the log1p scale."""
    blocks = np.array_split(window, range(BLOCK, len(window), BLOCK))
    parts = zip(*map(_filter, blocks), strict=True)
    filtered = _Filtered(*(np.concatenate(part, axis=1) for part in parts))
    best = int(filtered.log_likelihood.sum(axis=1).argmax())
    noise = filtered.noise[best]
    noise = (observed * noise + PRIOR_MONTHS * noise.mean()) / (observed + PRIOR_MONTHS)
    steps = SIGNAL_TO_NOISE[best] * np.arange(horizon)
    variance = noise[:, None] * (filtered.level_variance[best][:, None] + steps + 1.0)
    return filtered.level[best], np.sqrt(variance)


def _filter(window: np.ndarray) -> _Filtered:
    """Filter a block of series under each ratio, as one system of independent levels.

    The noise variance is concentrated out of each series' likelihood; the first observation only
    starts the level and is left out of it. A series that never moves tells nothing about the ratio.
    """
    one = np.eye(len(window))
    system = KalmanFilter(
        k_endog=len(window),
        k_states=len(window),
        design=one,
        transition=one,
        selection=one,
        obs_cov=one,
        state_cov=one,
    )
    system.initialize_approximate_diffuse()
    system.bind(np.ascontiguousarray(window.T))
    seen = np.isfinite(window)
    seen[np.arange(len(window)), seen.argmax(axis=1)] = False
    n = seen.sum(axis=1)
    passes = []
    for ratio in SIGNAL_TO_NOISE:
        system["state_cov"] = ratio * one
        result = system.filter()
        spread = np.diagonal(result.forecasts_error_cov).T
        squared = np.where(seen, result.forecasts_error**2 / spread, 0.0)
        noise = squared.sum(axis=1) / n
        moves = noise > 1e-9
        log_spread = np.where(seen, np.log(spread), 0.0).sum(axis=1)
        likelihood = -0.5 * (n * np.log(np.where(moves, noise, 1.0)) + log_spread)
        passes.append(
            (
                np.where(moves, likelihood, 0.0),
                noise,
                result.predicted_state[:, -1],
                np.diagonal(result.predicted_state_cov[..., -1]),
            )
        )
    return _Filtered(*(np.array(part) for part in zip(*passes, strict=True)))
