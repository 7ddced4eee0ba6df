"""One way to hold a predictive distribution: equally likely values, sorted, never negative, capped.

Whatever a member's own form (a sample, a transformed normal, a negative binomial), everything that
is published or scored is read from these values, so the numbers can never contradict one another.
"""

from __future__ import annotations

import numpy as np

N_ATOMS = 240
"""Values per distribution: a multiple of 12, so that a sample of 12 is held without loss."""

ATOM_LEVELS = (np.arange(N_ATOMS) + 0.5) / N_ATOMS
"""Probability level at which each value is the exact quantile of the member's distribution."""

HUB_LEVELS = (0.01, 0.025, *(round(0.05 * k, 2) for k in range(1, 20)), 0.975, 0.99)
"""The 23 quantile levels that are published."""

CAP_FACTOR = 3.0
"""No published value exceeds this many times the largest value known at the origin."""


def from_sample(sample: np.ndarray) -> np.ndarray:
    """Spread a sample, shape [..., n], over the atoms, shape [..., N_ATOMS].

    Exact (every sample value keeps its probability) where n divides N_ATOMS.
    """
    n = sample.shape[-1]
    return np.sort(sample, axis=-1)[..., np.ceil(ATOM_LEVELS * n).astype(int) - 1]


def ceiling(history: np.ndarray) -> float:
    """Return the largest value a forecast may hold, from the pooled history of all series."""
    return CAP_FACTOR * float(np.nanmax(history))


def bounded(atoms: np.ndarray, cap: float) -> np.ndarray:
    """Sort the atoms and hold them between zero and the cap; NaN rows stay NaN."""
    return np.sort(np.clip(atoms, 0.0, cap), axis=-1)


def quantiles(atoms: np.ndarray, levels: tuple[float, ...] = HUB_LEVELS) -> np.ndarray:
    """Return the quantiles, shape [..., level], by definition 2 of Hyndman and Fan (1996).

    That is the inverse of the distribution function, averaged where it jumps, so that the median
    of 12 values is the mean of the sixth and the seventh.
    """
    position = np.round(np.asarray(levels) * N_ATOMS, 6)
    lower = np.ceil(position).astype(int) - 1
    upper = np.minimum(np.floor(position).astype(int), N_ATOMS - 1)
    return (atoms[..., lower] + atoms[..., upper]) / 2.0


def cdf(atoms: np.ndarray, threshold: float) -> np.ndarray:
    """Return P(Y <= threshold); NaN where there is no distribution."""
    probability = np.mean(atoms <= threshold, axis=-1)
    return np.where(np.isnan(atoms[..., 0]), np.nan, probability)


def mean(atoms: np.ndarray) -> np.ndarray:
    """Return the mean of each distribution."""
    return atoms.mean(axis=-1)
