"""The gate before publication: a model replaces the baseline only where it has beaten it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from forecasts.backtest import Backtest
from forecasts.comparison import compare, skill_standard_error

BASELINE = "conflictology_12"
PUBLISHED = "redzone"

MIN_SHARE = 0.5
"""Share of the baseline's cases that a member must have forecast to be considered."""


@dataclass(frozen=True)
class Selection:
    """Which member is published as `redzone`, on how many scored cases, and why."""

    model_id: str
    reason: str
    n: int
    crps_rel: float
    crps_rel_se: float
    crps_log1p_rel: float
    crps_log1p_rel_se: float


def select(result: Backtest, known_at: np.datetime64) -> Selection:
    """Choose the published member from the targets that had matured by the month `known_at`.

    The candidate is the member with the lowest mean log1p CRPS relative to the baseline on the
    cases that both forecast. It is chosen only if it beats the baseline on raw and on log1p CRPS,
    each by more than the standard error of its skill.
    """
    by_then = _matured_by(result, known_at)
    base = result.scores[BASELINE]
    n_base = int((by_then & np.isfinite(base["crps"])).sum())
    if not n_base:
        reason = f"no forecast of {BASELINE} had matured by {known_at}: the baseline is published"
        return _baseline(reason, 0)
    log = {
        model_id: compare(scores["crps_log1p"], base["crps_log1p"], by_then)
        for model_id, scores in result.scores.items()
        if model_id != BASELINE
    }
    eligible = [m for m in log if log[m].n >= MIN_SHARE * n_base and np.isfinite(log[m].rel)]
    if not eligible:
        return _baseline(f"no member can be compared on half of its {n_base} cases", n_base)
    best = min(eligible, key=lambda m: log[m].rel)
    return _verdict(result, best, by_then)


def published_scores(result: Backtest) -> dict[str, np.ndarray]:
    """Return the scores of `redzone` as it would have been published at each past origin.

    Each origin uses the member that the targets matured by then would have chosen, so the record
    does not profit from what was learnt later.
    """
    chosen = [result.scores[select(result, origin).model_id] for origin in result.origins]
    return {
        name: np.array([scores[name][i] for i, scores in enumerate(chosen)]).reshape(score.shape)
        for name, score in result.scores[BASELINE].items()
    }


def _matured_by(result: Backtest, known_at: np.datetime64) -> np.ndarray:
    """Tell which cases [origin, series, horizon] had an observed target month by `known_at`."""
    age = (known_at - result.origins).astype(int)
    steps = np.arange(1, result.matured.shape[-1] + 1)
    return result.matured & (steps <= age[:, None])[:, None, :]


def _verdict(result: Backtest, candidate: str, by_then: np.ndarray) -> Selection:
    """Accept or refuse the best candidate, in one sentence."""
    scores, base = result.scores[candidate], result.scores[BASELINE]
    known = {name: np.where(by_then, scores[name], np.nan) for name in ("crps", "crps_log1p")}
    (raw, n), (log, _) = (compare(known[name], base[name], by_then) for name in known)
    raw_se, log_se = (skill_standard_error(known[m], base[m], result.overlap) for m in known)
    numbers = (
        f"{raw:.3f} of its CRPS (standard error {raw_se:.3f}), "
        f"{log:.3f} on log1p ({log_se:.3f}), {n} cases"
    )
    if not (1 - raw > raw_se and 1 - log > log_se):
        reason = (
            f"the best candidate, {candidate}, does not beat {BASELINE} on both scales by more "
            f"than a standard error: {numbers}"
        )
        return _baseline(reason, n)
    reason = f"{candidate} has the lowest log1p CRPS and beats {BASELINE} on both scales: {numbers}"
    return Selection(candidate, reason, n, raw, raw_se, log, log_se)


def _baseline(reason: str, n: int) -> Selection:
    """Publish the baseline; against itself it scores exactly 1, once anything is scored."""
    rel, error = (1.0, 0.0) if n else (np.nan, np.nan)
    return Selection(BASELINE, reason, n, rel, error, rel, error)
