"""One negative-binomial regression over all series for each horizon, estimated by statsmodels."""

from __future__ import annotations

import warnings

import numpy as np
from scipy.special import betainc, gammaln
from statsmodels.genmod.families import NegativeBinomial
from statsmodels.genmod.generalized_linear_model import GLM, GLMResults

from forecasts.distribution import ATOM_LEVELS, ceiling
from forecasts.empirical import whole_year_observed
from forecasts.members import Prediction, nothing
from forecasts.panel import Panel

WINDOW_MONTHS = 120
"""Origins that a horizon is trained on, back from the newest one whose outcome is known."""

HALF_LIFE_MONTHS = 36
"""Age at which a training row counts half."""

MIN_EVENT_MONTHS = 50
"""Training months with an event, over all series, below which nothing is fitted."""

MEMORY_MONTHS = 4
"""Half-life of the exponentially weighted mean of log1p counts."""

LONGEST_CALM = 60
"""Months since the last event are counted up to here."""

DISPERSION_BINS = 12
"""Bins of the fitted mean, equally filled, each with a dispersion of its own."""

SIZES = np.geomspace(0.02, 20.0, 20)
"""Candidate sizes r of the negative binomial, whose variance is mean + mean² / r."""


class PooledNegativeBinomial:
    """Direct forecasts: month t + h on what was known in month t, one fit for each h.

    A log link on log1p features makes the mean a product of powers of past counts, so it cannot
    explode as it would on raw lags. Each horizon starts from the fit of the one before.
    """

    model_id = "pooled_nb_glm"
    family = "generalised linear model"
    version = "1.0.0"
    min_history = 12

    def predict(self, panel: Panel, horizon: int) -> Prediction:
        """Forecast each series that was observed in all of the last 12 months."""
        usable, reasons = whole_year_observed(panel)
        values = panel.values[:, -(WINDOW_MONTHS + LONGEST_CALM + horizon) :]
        features = _features(values)
        events = int((_training_rows(features, values, horizon)[1] > 0).sum())
        if events < MIN_EVENT_MONTHS:
            reasons = [
                f"{events} training months with an event over all series at horizon {horizon}; "
                f"needs {MIN_EVENT_MONTHS}"
            ] * len(usable)
            usable = np.zeros_like(usable)
        if not usable.any():
            return Prediction.where(usable, nothing(horizon), panel, reasons)
        cap = ceiling(panel.values)
        mean, size = _fit_horizons(features, values, horizon, usable, cap)
        fitted = np.isfinite(mean).all(axis=1)
        for row in np.flatnonzero(usable)[~fitted]:
            reasons[row] = f"the regression did not converge at origin {panel.origin}"
        usable[usable] = fitted
        atoms = (
            _quantile_table(mean[fitted], size[fitted], cap) if fitted.any() else nothing(horizon)
        )
        return Prediction.where(usable, atoms, panel, reasons)


def _features(values: np.ndarray) -> np.ndarray:
    """Return what is known in each month, shape [series, month, feature]; NaN where it is not.

    Features: intercept, log1p of the count, its exponentially weighted mean, log1p of the mean of
    the last 12 counts, log1p of the months since the last event.
    """
    series, months = values.shape
    yearly = np.full(values.shape, np.nan)
    if months >= 12:
        yearly[:, 11:] = np.lib.stride_tricks.sliding_window_view(values, 12, axis=1).mean(axis=-1)
    logs = np.log1p(values)
    memory, calm = np.empty_like(values), np.empty_like(values)
    remembered, quiet = np.full(series, np.nan), np.full(series, float(LONGEST_CALM))
    gain = 1.0 - 0.5 ** (1.0 / MEMORY_MONTHS)
    for month in range(months):
        now = logs[:, month]
        before = np.where(np.isnan(remembered), now, remembered)
        remembered = np.where(np.isnan(now), remembered, before + gain * (now - before))
        quiet = np.where(now > 0, 0.0, np.minimum(quiet + 1.0, LONGEST_CALM))
        memory[:, month], calm[:, month] = remembered, quiet
    return np.stack([np.ones_like(values), logs, memory, np.log1p(yearly), np.log1p(calm)], axis=-1)


def _training_rows(
    features: np.ndarray, values: np.ndarray, step: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return features [row, feature], outcomes [row] and weights [row] for one horizon."""
    last = max(values.shape[1] - step, 0)
    first = max(last - WINDOW_MONTHS, 0)
    known = features[:, first:last]
    outcome = values[:, first + step :]
    age = np.arange(last - first)[::-1]
    weight = np.broadcast_to(0.5 ** (age / HALF_LIFE_MONTHS), outcome.shape)
    complete = np.isfinite(known).all(axis=-1) & np.isfinite(outcome)
    return known[complete], outcome[complete], weight[complete]


def _fit_horizons(
    features: np.ndarray, values: np.ndarray, horizon: int, usable: np.ndarray, cap: float
) -> tuple[np.ndarray, np.ndarray]:
    """Return the mean and the size of each predictive distribution, shape [series, horizon].

    Both are NaN from the first horizon on at which the regression did not converge.
    """
    now = features[usable, -1]
    mean, size = np.full((2, len(now), horizon), np.nan)
    start = None
    for step in range(1, horizon + 1):
        known, outcome, weight = _training_rows(features, values, step)
        fit = _fit(outcome, known, weight, start)
        if fit is None:
            break
        start = fit.params
        centre, sizes = _sizes_by_mean(outcome, np.clip(fit.fittedvalues, 1e-6, cap), weight)
        mean[:, step - 1] = np.exp(np.clip(now @ fit.params, np.log(1e-6), np.log(cap)))
        size[:, step - 1] = np.exp(np.interp(np.log(mean[:, step - 1]), centre, np.log(sizes)))
    return mean, size


def _fit(
    outcome: np.ndarray, known: np.ndarray, weight: np.ndarray, start: np.ndarray | None
) -> GLMResults | None:
    """Estimate one horizon; None where the estimate did not settle on finite numbers."""
    model = GLM(outcome, known, family=NegativeBinomial(alpha=1.0), freq_weights=weight)
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        try:
            fit = model.fit(start_params=start, tol=1e-3)
        except (ValueError, np.linalg.LinAlgError):
            return None
    settled = fit.converged and np.isfinite(fit.params).all()
    return fit if settled and np.isfinite(fit.fittedvalues).all() else None


def _sizes_by_mean(
    outcome: np.ndarray, fitted: np.ndarray, weight: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return the mean log fitted value and the most likely size of each bin of fitted values."""
    levels, place = np.unique(outcome, return_inverse=True)
    table = gammaln(levels[:, None] + SIZES) - gammaln(SIZES) + SIZES * np.log(SIZES)
    likelihood = table[place] - (outcome[:, None] + SIZES) * np.log(fitted[:, None] + SIZES)
    order = np.argsort(fitted, kind="stable")
    starts = np.linspace(0, len(order), DISPERSION_BINS, endpoint=False).astype(int)
    totals = np.add.reduceat((weight[:, None] * likelihood)[order], starts, axis=0)
    counts = np.diff(np.append(starts, len(order)))
    centre = np.add.reduceat(np.log(fitted)[order], starts) / counts
    return centre, SIZES[totals.argmax(axis=1)]


def _quantile_table(mean: np.ndarray, size: np.ndarray, cap: float) -> np.ndarray:
    """Return negative-binomial quantiles at the atoms' levels, shape [series, horizon, atom].

    The distribution function is tabulated on whole counts up to the cap, every one up to 40 and
    then 4 % apart; between two tabulated counts it is interpolated and rounded up.
    """
    top = max(int(np.ceil(cap)), 41)
    steps = int(np.log(top / 40) / 0.04) + 2
    support = np.unique(np.r_[0:41, np.round(np.geomspace(40, top, steps))])
    r, m = size.reshape(-1, 1), mean.reshape(-1, 1)
    table = betainc(r, support + 1.0, r / (r + m))
    rows = np.arange(len(table))[:, None]
    cell = np.searchsorted((table + 2.0 * rows).ravel(), (ATOM_LEVELS + 2.0 * rows).ravel())
    cell = np.minimum(cell.reshape(len(table), -1) - rows * len(support), len(support) - 1)
    padded_support = np.r_[-1.0, support]
    padded = np.concatenate([np.zeros((len(table), 1)), table], axis=1)
    below, at = padded[rows, cell], padded[rows, cell + 1]
    share = np.clip((ATOM_LEVELS - below) / np.maximum(at - below, 1e-300), 0.0, 1.0)
    width = padded_support[cell + 1] - padded_support[cell]
    counts = np.ceil(padded_support[cell] + share * width - 1e-9)
    return np.maximum(counts, 0.0).reshape(*mean.shape, -1)
