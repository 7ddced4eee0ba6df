"""Rolling origins: every member forecasts from what was known at each origin and is then scored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from forecasts.distribution import N_ATOMS, bounded, ceiling
from forecasts.members import Member, Prediction
from forecasts.panel import Panel
from forecasts.scores import score_cases

ORIGIN_STEP_MONTHS = 3
MAX_ORIGINS = 38


@dataclass(frozen=True)
class Skip:
    """A forecast that a member did not make, and why."""

    model_id: str
    series_id: str
    origin: np.datetime64
    reason: str


@dataclass(frozen=True)
class Backtest:
    """Scores of every member, case by case.

    Attributes:
        origins: months from which was forecast, ascending.
        matured: True where the target month had been observed, shape [origin, series, horizon].
        scores: model id → score name → array [origin, series, horizon]; NaN where not scored.
        skipped: what was not forecast.
    """

    origins: np.ndarray
    matured: np.ndarray
    scores: dict[str, dict[str, np.ndarray]]
    skipped: list[Skip]

    @property
    def overlap(self) -> int:
        """How many later origins share target months with an origin."""
        if len(self.origins) < 2:
            return 0
        spacing = int(np.diff(self.origins).astype(int).min())
        return (self.matured.shape[-1] - 1) // spacing


def default_origins(panel: Panel, horizon: int) -> np.ndarray:
    """Return every third month, newest last, so that the newest origin has matured in full."""
    newest = len(panel.months) - 1 - horizon
    places = np.arange(newest, -1, -ORIGIN_STEP_MONTHS)[:MAX_ORIGINS]
    return panel.months[places[::-1]]


def forecast(member: Member, panel: Panel, horizon: int) -> Prediction:
    """Let a member forecast from the last month of the panel, and cap what it says.

    Raises:
        ValueError: the member left a series out without a reason.
    """
    prediction = member.predict(panel, horizon)
    missing = np.isnan(prediction.atoms).any(axis=(1, 2))
    unforecast = np.array(panel.series_ids)[missing]
    silent = [str(name) for name in unforecast if name not in prediction.skipped]
    if silent:
        raise ValueError(
            f"{member.model_id} from origin {panel.origin}: expected a forecast or a reason for "
            f"every series, found neither for {silent}"
        )
    return Prediction(bounded(prediction.atoms, ceiling(panel.values)), prediction.skipped)


def backtest(
    panel: Panel, members: Sequence[Member], origins: np.ndarray, horizon: int
) -> Backtest:
    """Forecast from each origin and score every target month that has been observed since.

    A member is only ever given the panel that ends with the origin.
    """
    histories = [panel.up_to(origin) for origin in origins]
    histories = [history for history in histories if np.isfinite(history.values).any()]
    origins = np.array([history.origin for history in histories], dtype="datetime64[M]")
    observed = _outcomes(panel, origins, horizon)
    scores, skipped = {}, []
    for member in members:
        predictions = [forecast(member, history, horizon) for history in histories]
        atoms = np.array([prediction.atoms for prediction in predictions])
        atoms = atoms.reshape(*observed.shape, N_ATOMS)
        scores[member.model_id] = score_cases(atoms, observed)
        skipped += skips(member.model_id, predictions, origins)
    return Backtest(origins, np.isfinite(observed), scores, skipped)


def skips(model_id: str, predictions: Sequence[Prediction], origins: np.ndarray) -> list[Skip]:
    """List what a member did not forecast, origin by origin."""
    return [
        Skip(model_id, series_id, origin, reason)
        for prediction, origin in zip(predictions, origins, strict=True)
        for series_id, reason in prediction.skipped.items()
    ]


def _outcomes(panel: Panel, origins: np.ndarray, horizon: int) -> np.ndarray:
    """Return what came true, shape [origin, series, horizon]; NaN where nothing is known yet."""
    unknown = np.full((len(panel.series_ids), horizon), np.nan)
    extended = np.concatenate([panel.values, unknown], axis=1)
    first = (origins - panel.months[0]).astype(int) + 1
    return extended[:, first[:, None] + np.arange(horizon)].transpose(1, 0, 2)
