"""Small panels that the tests of the forecasts share."""

import numpy as np
import pytest

from forecasts.panel import Panel


@pytest.fixture(scope="session")
def panel_of():
    """Build a panel from rows of values, from January 2010 on."""

    def build(values) -> Panel:
        matrix = np.atleast_2d(np.asarray(values, dtype=float))
        months = np.datetime64("2010-01") + np.arange(matrix.shape[1])
        return Panel(tuple(f"s{i}" for i in range(len(matrix))), months, matrix)

    return build


@pytest.fixture(scope="session")
def war_counts():
    """Draw six series of overdispersed counts over twelve years, the calmest first."""
    rng = np.random.default_rng(7)
    level = np.array([0.2, 1.0, 5.0, 20.0, 60.0, 200.0])[:, None]
    return rng.negative_binomial(1.0, 1.0 / (1.0 + level), size=(6, 144)).astype(float)


@pytest.fixture
def wars(panel_of, war_counts):
    """Those counts as a panel of the test's own."""
    return panel_of(war_counts.copy())
