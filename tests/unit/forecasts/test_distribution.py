"""How a predictive distribution is held and read."""

import numpy as np
import pytest

from forecasts.distribution import (
    ATOM_LEVELS,
    HUB_LEVELS,
    N_ATOMS,
    bounded,
    cdf,
    from_sample,
    mean,
    quantiles,
)

TWELVE = np.array([0, 0, 0, 1, 2, 3, 5, 8, 13, 21, 34, 55.0])


def test_there_are_23_ascending_symmetric_hub_levels():
    levels = np.array(HUB_LEVELS)
    assert len(levels) == 23
    np.testing.assert_allclose(levels, 1 - levels[::-1])
    assert (np.diff(levels) > 0).all()


def test_a_sample_of_twelve_keeps_its_probabilities_exactly():
    atoms = from_sample(TWELVE)
    values, counts = np.unique(atoms, return_counts=True)
    np.testing.assert_array_equal(values, np.unique(TWELVE))
    assert counts[0] == 3 * N_ATOMS / 12
    assert mean(atoms) == pytest.approx(TWELVE.mean())


def test_probabilities_are_shares_of_the_sample():
    atoms = from_sample(TWELVE)
    assert 1 - cdf(atoms, 0) == pytest.approx(9 / 12)
    assert 1 - cdf(atoms, 24) == pytest.approx(2 / 12)


def test_the_median_of_twelve_is_the_mean_of_the_sixth_and_seventh():
    assert quantiles(from_sample(TWELVE), (0.5,))[0] == 4.0


def test_quantiles_agree_with_numpys_definition_two():
    atoms = np.sort(np.random.default_rng(1).gamma(0.5, 40, size=(3, N_ATOMS)))
    expected = np.quantile(atoms, HUB_LEVELS, axis=-1, method="averaged_inverted_cdf").T
    np.testing.assert_allclose(quantiles(atoms), expected)


def test_bounds_sort_and_hold_the_values_between_zero_and_the_cap():
    atoms = bounded(np.array([9.0, -2.0, 5.0, 1e12]), cap=100.0)
    np.testing.assert_array_equal(atoms, [0, 5, 9, 100])


def test_a_missing_distribution_has_no_probability():
    assert np.isnan(cdf(np.full(N_ATOMS, np.nan), 0))


def test_the_levels_of_the_atoms_are_midpoints():
    assert ATOM_LEVELS[0] == pytest.approx(0.5 / N_ATOMS)
    assert ATOM_LEVELS.mean() == pytest.approx(0.5)
