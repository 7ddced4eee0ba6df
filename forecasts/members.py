"""What every forecasting model looks like from outside; the models themselves live elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from forecasts.distribution import N_ATOMS
from forecasts.panel import Panel


@dataclass(frozen=True)
class Prediction:
    """The forecasts of one member from one origin.

    Attributes:
        atoms: equally likely values, shape [series, horizon, atom]; NaN where nothing is forecast.
        skipped: the reason for each series that got no forecast, by series id.
    """

    atoms: np.ndarray
    skipped: dict[str, str]

    @classmethod
    def where(
        cls, usable: np.ndarray, atoms: np.ndarray, panel: Panel, reasons: list[str]
    ) -> Prediction:
        """Place the atoms of the usable series among all series and keep the others' reasons.

        Args:
            usable: which series of the panel are forecast, shape [series].
            atoms: their values, shape [usable series, horizon, atom].
            panel: the panel that was forecast from.
            reasons: one sentence a series, read only where the series is not usable.
        """
        full = np.full((len(usable), *atoms.shape[1:]), np.nan)
        full[usable] = atoms
        left_out = np.flatnonzero(~usable)
        return cls(full, {panel.series_ids[i]: reasons[i] for i in left_out})


class Member(Protocol):
    """A forecasting model that gives a whole distribution for each series and horizon.

    Attributes:
        model_id: the name it is published under.
        family: the kind of model.
        version: changes whenever its numbers may change.
        min_history: observed months that it needs of a series.
    """

    model_id: str
    family: str
    version: str
    min_history: int

    def predict(self, panel: Panel, horizon: int) -> Prediction:
        """Forecast 1 to `horizon` months after the last month of the panel, the origin."""
        ...


def nothing(horizon: int) -> np.ndarray:
    """Return the atoms of no series at all, shape [0, horizon, atom]."""
    return np.empty((0, horizon, N_ATOMS))
