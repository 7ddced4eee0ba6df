"""What a panel accepts, and how it says what is wrong."""

import numpy as np
import pandas as pd
import pytest

from forecasts.panel import Panel, PanelError


def long(*rows):
    return pd.DataFrame(rows, columns=["series_id", "month", "value"])


def test_a_month_without_a_row_is_missing_and_not_zero():
    panel = Panel.from_long(long(("MLI", "2020-01-01", 3), ("MLI", "2020-03-01", 0)))
    np.testing.assert_array_equal(panel.values, [[3.0, np.nan, 0.0]])


def test_an_empty_value_is_missing_and_not_zero():
    panel = Panel.from_long(
        long(("MLI", "2020-01-01", 3), ("MLI", "2020-02-01", None), ("MLI", "2020-03-01", 1))
    )
    assert np.isnan(panel.values[0, 1])


def test_whole_numbers_with_empty_values_are_read_as_they_are():
    rows = long(("MLI", "2020-01-01", 3), ("MLI", "2020-02-01", None), ("MLI", "2020-03-01", 1))
    panel = Panel.from_long(rows.astype({"value": "Int64"}))
    np.testing.assert_array_equal(panel.values, [[3.0, np.nan, 1.0]])


def test_months_after_the_last_observation_are_dropped():
    panel = Panel.from_long(long(("MLI", "2020-01-01", 3), ("MLI", "2020-02-01", None)))
    assert panel.origin == np.datetime64("2020-01")


def test_series_and_months_come_out_sorted_whatever_the_order_of_the_rows():
    rows = [("NER", "2020-02-01", 4), ("BFA", "2020-01-01", 1), ("NER", "2020-01-01", 3)]
    panel = Panel.from_long(long(*rows))
    assert panel.series_ids == ("BFA", "NER")
    np.testing.assert_array_equal(panel.values, [[1, np.nan], [3, 4]])


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        pytest.param(("MLI", "2020-02-01", -3), "-3.*zero or more", id="negative"),
        pytest.param(("MLI", "2020-02-01", "many"), "'many'.*a number", id="not a number"),
        pytest.param(("MLI", "2020-02-01", np.inf), "inf.*finite", id="infinite"),
        pytest.param(("MLI", "2020-01-01", 4), "second row.*one row", id="duplicate month"),
        pytest.param(("MLI", "2020-02-15", 4), "2020-02-15.*first day", id="day in mid-month"),
        pytest.param(("MLI", "soon", 4), "'soon'.*first day", id="no date"),
        pytest.param((None, "2020-02-01", 4), "series_id in every row", id="no series"),
    ],
)
def test_a_bad_row_is_named_with_what_was_expected(bad, said):
    with pytest.raises(PanelError, match=said):
        Panel.from_long(long(("MLI", "2020-01-01", 3), bad))


def test_the_message_names_series_and_month():
    with pytest.raises(PanelError, match=r"series 'MLI', month '?2020-02-01.*1 such row\)"):
        Panel.from_long(long(("MLI", "2020-02-01", -1)))


def test_a_missing_column_is_named():
    with pytest.raises(PanelError, match=r"'value'.*missing"):
        Panel.from_long(pd.DataFrame({"series_id": ["a"], "month": ["2020-01-01"]}))


def test_nothing_observed_is_an_error():
    with pytest.raises(PanelError, match="no observed value"):
        Panel.from_long(long(("MLI", "2020-01-01", None)))


def test_a_panel_up_to_a_month_holds_nothing_later(wars):
    short = wars.up_to(wars.months[99])
    assert short.values.shape == (6, 100)
    assert short.values.base is None


def test_an_origin_outside_the_panel_is_refused(wars):
    with pytest.raises(PanelError, match="outside the panel"):
        wars.up_to(np.datetime64("1999-12"))
