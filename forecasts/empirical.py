"""Baselines that repeat the past; they stay in the score table for ever."""

from __future__ import annotations

import numpy as np

from forecasts.distribution import N_ATOMS, from_sample
from forecasts.members import Prediction, nothing
from forecasts.panel import Panel

RECENT_MONTHS = 24
"""A value older than this says nothing about now."""


class Conflictology:
    """The last 12 observed values as the predictive sample of every horizon.

    The baseline of the 2023/24 VIEWS prediction challenge. The 12 values must lie within the last
    24 months.
    """

    model_id = "conflictology_12"
    family = "empirical"
    version = "1.0.0"
    min_history = 12

    def predict(self, panel: Panel, horizon: int) -> Prediction:
        """Forecast with the newest 12 observed values."""
        return _repeat_recent(panel, horizon, self.min_history)


class LastValue:
    """The newest observed value, held certain for every horizon."""

    model_id = "last_value"
    family = "naive"
    version = "1.0.0"
    min_history = 1

    def predict(self, panel: Panel, horizon: int) -> Prediction:
        """Forecast with the newest observed value, if it is not older than 24 months."""
        return _repeat_recent(panel, horizon, self.min_history)


class SeasonalNaive:
    """The value of the same calendar month of the last 12 months, held certain."""

    model_id = "seasonal_naive"
    family = "naive"
    version = "1.0.0"
    min_history = 12

    def predict(self, panel: Panel, horizon: int) -> Prediction:
        """Forecast with the last 12 months, all of which must have been observed."""
        usable, reasons = whole_year_observed(panel)
        if not usable.any():
            return Prediction.where(usable, nothing(horizon), panel, reasons)
        year = panel.values[usable, -12:]
        points = year[:, np.arange(horizon) % 12]
        return Prediction.where(usable, from_sample(points[..., None]), panel, reasons)


class Zero:
    """No event, with certainty."""

    model_id = "zero"
    family = "naive"
    version = "1.0.0"
    min_history = 1

    def predict(self, panel: Panel, horizon: int) -> Prediction:
        """Forecast zero for every series that has been observed at all."""
        usable = np.isfinite(panel.values).any(axis=1)
        reasons = [f"no observed month up to {panel.origin}; needs 1"] * len(usable)
        return Prediction.where(usable, np.zeros((usable.sum(), horizon, N_ATOMS)), panel, reasons)


def whole_year_observed(panel: Panel) -> tuple[np.ndarray, list[str]]:
    """Tell which series were observed in each of the last 12 months; for the others, why not."""
    observed = np.isfinite(panel.values[:, -12:]).sum(axis=1)
    reasons = [
        f"{n} observed months in the 12 months to {panel.origin}; needs all 12" for n in observed
    ]
    return observed == 12, reasons


def _repeat_recent(panel: Panel, horizon: int, n: int) -> Prediction:
    """Use the newest n observed values of the last 24 months as the sample of every horizon."""
    recent = panel.values[:, -RECENT_MONTHS:]
    observed = np.isfinite(recent)
    usable = observed.sum(axis=1) >= n
    missing_first = np.argsort(observed[usable], axis=1, kind="stable")
    sample = np.take_along_axis(recent[usable], missing_first[:, -n:], axis=1)
    atoms = np.repeat(from_sample(sample)[:, None, :], horizon, axis=1)
    reasons = [
        f"{count} observed months in the {RECENT_MONTHS} months to {panel.origin}; needs {n}"
        for count in observed.sum(axis=1)
    ]
    return Prediction.where(usable, atoms, panel, reasons)
