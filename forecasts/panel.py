"""Monthly series as one dense matrix, checked on the way in; an unobserved month stays missing."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

REQUIRED_COLUMNS = ("series_id", "month", "value")


class PanelError(ValueError):
    """A series that cannot be forecast from, with the series, the month and what was expected."""


@dataclass(frozen=True)
class Panel:
    """Monthly counts of several series over one unbroken run of months.

    Attributes:
        series_ids: one id a row, sorted.
        months: consecutive `datetime64[M]`, one a column.
        values: counts, shape [series, month]; NaN is a month that was not observed, never a zero.
    """

    series_ids: tuple[str, ...]
    months: np.ndarray
    values: np.ndarray

    @classmethod
    def from_long(cls, frame: pd.DataFrame) -> Panel:
        """Build a panel from one row per series and month.

        Args:
            frame: columns `series_id`, `month` (first day of the month) and `value`; an empty
                value is a month that was not observed.

        Raises:
            PanelError: a column or an id is missing, a month is not the first of a month or comes
                twice, a value is not a finite number or is below zero, or nothing was observed.
        """
        missing = [name for name in REQUIRED_COLUMNS if name not in frame.columns]
        if missing:
            raise PanelError(
                f"columns {missing} are missing: expected {list(REQUIRED_COLUMNS)}, "
                f"found {list(frame.columns)}"
            )
        ids, months, values = _checked_columns(frame)
        if not np.isfinite(values).any():
            raise PanelError("no observed value in any series: expected at least one")
        series_ids, row = np.unique(ids, return_inverse=True)
        first = months.min()
        column = (months - first).astype(int)
        matrix = np.full((len(series_ids), column.max() + 1), np.nan)
        matrix[row, column] = values
        span = first + np.arange(matrix.shape[1])
        return cls(tuple(str(name) for name in series_ids), span, matrix).trimmed()

    def trimmed(self) -> Panel:
        """Return the panel that ends with the last month in which anything was observed."""
        last = np.flatnonzero(np.isfinite(self.values).any(axis=0))[-1]
        return self.up_to(self.months[last])

    @property
    def origin(self) -> np.datetime64:
        """The last month: the newest value that a forecast from this panel may use."""
        return self.months[-1]

    def up_to(self, origin: np.datetime64) -> Panel:
        """Return a copy that ends with the month `origin`; what came after it is not in it.

        Raises:
            PanelError: the month lies outside the panel.
        """
        if not self.months[0] <= origin <= self.months[-1]:
            raise PanelError(
                f"origin {origin} is outside the panel: expected a month from "
                f"{self.months[0]} to {self.months[-1]}"
            )
        end = int((origin - self.months[0]).astype(int)) + 1
        return Panel(self.series_ids, self.months[:end].copy(), self.values[:, :end].copy())


def _checked_columns(frame: pd.DataFrame) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return ids, months and values as arrays after every row has passed its checks."""

    def refuse_where(bad: pd.Series, found: str, expected: str) -> None:
        if bad.any():
            first = frame.loc[bad].iloc[0]
            count = int(bad.sum())
            raise PanelError(
                f"series {first['series_id']!r}, month {_label(first['month'])}: {found} "
                f"{first['value']!r}, expected {expected} ({count} such row{'s'[: count > 1]})"
            )

    frame = frame.reset_index(drop=True)
    refuse_where(frame["series_id"].isna(), "no series_id beside value", "a series_id in every row")
    moment = pd.to_datetime(frame["month"], errors="coerce")
    off_month = moment.isna() | (moment != moment.dt.to_period("M").dt.to_timestamp())
    refuse_where(off_month, "not the first day of a month, value", "a date such as 2024-03-01")
    number = pd.to_numeric(frame["value"], errors="coerce").astype("float64")
    refuse_where(number.isna() & frame["value"].notna(), "value", "a number, or empty")
    refuse_where(np.isinf(number), "value", "a finite number")
    refuse_where(number < 0, "value", "a count of zero or more")
    ids = frame["series_id"].astype(str)
    repeated = pd.DataFrame({"id": ids, "month": moment}).duplicated()
    refuse_where(repeated, "a second row for this month, value", "one row a series and month")
    return (
        ids.to_numpy(dtype=str),
        moment.to_numpy().astype("datetime64[M]"),
        number.to_numpy(),
    )


def _label(month: object) -> str:
    """Write a month as people read it: a date without its hours."""
    return f"{month:%Y-%m-%d}" if hasattr(month, "strftime") else repr(month)
