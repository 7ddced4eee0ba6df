"""A card for every published model: what it is, what it needs and where it is known to fail."""

from __future__ import annotations

import json
from collections.abc import Sequence

import pandas as pd

from forecasts import empirical, local_level, pooled_glm
from forecasts.distribution import CAP_FACTOR, N_ATOMS
from forecasts.members import Member
from forecasts.select import BASELINE, MIN_SHARE, PUBLISHED

LAG = (
    "none: the value of the origin month is used as it stood on data_as_of; the newest one or two "
    "months are often under-reported and later revised. Past origins are scored on the values of "
    "data_as_of, not on those known at the time, so a live record would likely be a little worse"
)
CAPS = f"at least 0, at most {CAP_FACTOR:g} times the largest value of any series up to the origin"

TEXTS = {
    "conflictology_12": {
        "description": "The last 12 observed values are the predictive sample of every horizon.",
        "parameters": {"sample": 12, "within_months": empirical.RECENT_MONTHS},
        "training_window": f"the last {empirical.RECENT_MONTHS} months",
        "known_failures": "It cannot exceed the worst month of the last year, so it misses every "
        "outbreak and every record; after a war it stays high for a year. What the last year did "
        "not hold gets the probability 0, which only means that it did not happen then.",
    },
    "last_value": {
        "description": "The newest observed value, held certain for every horizon.",
        "parameters": {"within_months": empirical.RECENT_MONTHS},
        "training_window": f"the last {empirical.RECENT_MONTHS} months",
        "known_failures": "It states no uncertainty: a baseline to measure against, not to use.",
    },
    "seasonal_naive": {
        "description": "The value of the same calendar month of the last 12 months, held certain.",
        "parameters": {"season_months": 12},
        "training_window": "the last 12 months",
        "known_failures": "It states no uncertainty, and seasons explain little of these counts.",
    },
    "zero": {
        "description": "Zero for every horizon, held certain.",
        "parameters": {},
        "training_window": "none",
        "known_failures": "It is wrong wherever there is a conflict; it shows how much of a good "
        "score comes from countries at peace.",
    },
    "local_level_log1p": {
        "description": "A random walk plus noise on log1p counts, filtered by statsmodels; one "
        "signal-to-noise ratio for all series by maximum likelihood, noise per series drawn "
        "towards the average. Normal quantiles are carried back and rounded to whole counts.",
        "parameters": {
            "signal_to_noise_candidates": local_level.SIGNAL_TO_NOISE,
            "prior_months": local_level.PRIOR_MONTHS,
        },
        "training_window": f"the last {local_level.WINDOW_MONTHS} months",
        "known_failures": "No seasons, no spread between neighbours. The mean runs high where the "
        "noise is large. The window, the shared ratio and the prior were settled on the same "
        "origins that score it, after about twenty variants: expect a little less from new months.",
    },
    "pooled_nb_glm": {
        "description": "A negative-binomial regression over all series, one fit a horizon, on "
        "log1p of the count, its exponentially weighted mean, the mean of 12 months and the months "
        "since the last event; estimated by statsmodels, recent months weighing more. Dispersion "
        "is the most likely one in each bin of the fitted mean.",
        "parameters": {
            "half_life_months": pooled_glm.HALF_LIFE_MONTHS,
            "memory_months": pooled_glm.MEMORY_MONTHS,
            "longest_calm_months": pooled_glm.LONGEST_CALM,
            "dispersion_bins": pooled_glm.DISPERSION_BINS,
            "min_event_months": pooled_glm.MIN_EVENT_MONTHS,
        },
        "training_window": f"the last {pooled_glm.WINDOW_MONTHS} months with a known outcome",
        "known_failures": "Intervals run wide. A few large wars set the coefficients, so quiet "
        "series score worse than the baseline on the log scale. Features, half-life and bins were "
        "settled on the same origins that score it, after about thirty variants.",
    },
}


def model_cards(members: Sequence[Member], version: str) -> pd.DataFrame:
    """Return one row per member, and one for the published model at its end.

    Args:
        members: the models that were run.
        version: version of the rule that chooses the published model.
    """
    cards = [
        {
            "model_id": member.model_id,
            "model_version": member.version,
            "family": member.family,
            **TEXTS[member.model_id],
            "min_history": member.min_history,
        }
        for member in members
    ]
    cards.append(_published_card(version))
    frame = pd.DataFrame(cards).assign(lag=LAG, caps=CAPS, values_per_distribution=N_ATOMS)
    frame["parameters"] = [json.dumps(parameters) for parameters in frame["parameters"]]
    return frame


def _published_card(version: str) -> dict[str, object]:
    """Describe the published model, which is always one of the others."""
    return {
        "model_id": PUBLISHED,
        "model_version": version,
        "family": "selection",
        "description": "Per target, the member with the lowest log1p CRPS on matured origins if it "
        f"beats {BASELINE} on raw and log1p CRPS there, each by more than a standard error; "
        f"otherwise {BASELINE}. Its score at an "
        "origin is that of the member which the targets matured by then would have chosen.",
        "parameters": {"min_share_of_cases": MIN_SHARE},
        "training_window": "all matured origins",
        "known_failures": "The choice may change from one issue to the next, and with it the "
        "shape of the distribution.",
        "min_history": 12,
    }
