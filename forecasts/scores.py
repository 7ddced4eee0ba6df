"""Proper scores of predictive distributions, case by case: arrays in, arrays of one shape out.

`atoms` are sorted, equally likely values, shape [..., atom]; `observed` has shape [...]. Lower is
better for every score. A missing forecast or observation gives NaN.
"""

from __future__ import annotations

import numpy as np

from forecasts.distribution import N_ATOMS, cdf, quantiles

LOG_SCORE_EDGES = np.array([0, 0.5, 2.5, 5.5, 10.5, 25.5, 50.5, 100.5, 250.5, 500.5, 1000.5])
"""Lower edges of the bins of the 2023/24 VIEWS prediction challenge; the last bin is open."""


def crps(atoms: np.ndarray, observed: np.ndarray) -> np.ndarray:
    """Return the continuous ranked probability score, in the unit of the series.

    E|X - y| - E|X - X'| / 2 over the atoms as the whole distribution (the energy form of Gneiting
    and Raftery, 2007). The same number is twice the mean pinball loss at the levels of the atoms,
    so it is exact for a sample held in the atoms and a midpoint rule for a continuous one.
    """
    n = atoms.shape[-1]
    weight = (2.0 * np.arange(1, n + 1) - n - 1.0) / n**2
    distance = np.abs(atoms - np.asarray(observed)[..., None]).mean(axis=-1)
    return distance - atoms @ weight


def crps_log1p(atoms: np.ndarray, observed: np.ndarray) -> np.ndarray:
    """Return the CRPS of log(1 + count), which weighs relative errors (Bosse et al., 2023)."""
    return crps(np.log1p(atoms), np.log1p(observed))


def log_score(atoms: np.ndarray, observed: np.ndarray) -> np.ndarray:
    """Return the ignorance score in bits: -log2 of the probability of the bin that came true.

    One extra value is put into each bin, as the challenge's evaluation does, so that a bin which
    a forecast held impossible costs much, not infinitely much.
    """
    edges = np.append(LOG_SCORE_EDGES, np.inf)
    known = np.nan_to_num(observed)
    bin_of_observed = np.searchsorted(LOG_SCORE_EDGES, known, side="right") - 1
    low, high = edges[bin_of_observed], edges[bin_of_observed + 1]
    inside = ((atoms >= low[..., None]) & (atoms < high[..., None])).sum(axis=-1)
    probability = (inside + 1.0) / (N_ATOMS + len(LOG_SCORE_EDGES))
    return _where_known(-np.log2(probability), atoms, observed)


def interval_score_90(atoms: np.ndarray, observed: np.ndarray) -> np.ndarray:
    """Return the interval score of the central 90 % interval (Gneiting and Raftery, 2007)."""
    low, high = np.moveaxis(quantiles(atoms, (0.05, 0.95)), -1, 0)
    below = np.maximum(low - observed, 0.0)
    above = np.maximum(observed - high, 0.0)
    return high - low + 2.0 / 0.1 * (below + above)


def covered(atoms: np.ndarray, observed: np.ndarray, share: float) -> np.ndarray:
    """Return 1 where the central interval that holds `share` contains the observation, else 0."""
    levels = (round(0.5 - share / 2, 6), round(0.5 + share / 2, 6))
    low, high = np.moveaxis(quantiles(atoms, levels), -1, 0)
    inside = (low <= observed) & (observed <= high)
    return _where_known(inside.astype(float), atoms, observed)


def brier(atoms: np.ndarray, observed: np.ndarray, at_least: int) -> np.ndarray:
    """Return the Brier score of the event that the count is `at_least` or more."""
    probability = 1.0 - cdf(atoms, at_least - 1)
    return _where_known((probability - (observed >= at_least)) ** 2, atoms, observed)


def score_cases(atoms: np.ndarray, observed: np.ndarray) -> dict[str, np.ndarray]:
    """Return every published score by name, each with the shape of `observed`."""
    coverage_50, coverage_90 = covered(atoms, observed, 0.5), covered(atoms, observed, 0.9)
    positive = observed > 0
    return {
        "crps": crps(atoms, observed),
        "crps_log1p": crps_log1p(atoms, observed),
        "log_score": log_score(atoms, observed),
        "interval_score_90": interval_score_90(atoms, observed),
        "coverage_50": coverage_50,
        "coverage_90": coverage_90,
        "coverage_50_positive": np.where(positive, coverage_50, np.nan),
        "coverage_90_positive": np.where(positive, coverage_90, np.nan),
        "brier_gt0": brier(atoms, observed, 1),
        "brier_ge25": brier(atoms, observed, 25),
    }


def _where_known(score: np.ndarray, atoms: np.ndarray, observed: np.ndarray) -> np.ndarray:
    """Blank a score where the forecast or the observation is missing."""
    return np.where(np.isnan(atoms[..., 0]) | np.isnan(observed), np.nan, score)
