"""From monthly series to published forecasts, scores, cards and reasons, in one call."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import NamedTuple

import numpy as np
import pandas as pd

from forecasts.backtest import Skip, backtest, default_origins, forecast, skips
from forecasts.empirical import Conflictology, LastValue, SeasonalNaive, Zero
from forecasts.hubverse import Issue, long_frame, wide_frame
from forecasts.local_level import LocalLevel
from forecasts.members import Member, Prediction
from forecasts.model_cards import model_cards
from forecasts.panel import Panel, PanelError
from forecasts.pooled_glm import PooledNegativeBinomial
from forecasts.score_tables import score_rows, score_summary
from forecasts.select import PUBLISHED, published_scores, select

LEVEL = "country"
PUBLISHED_VERSION = "1.0.0"
SERIES_COLUMNS = ("series_id", "target", "country_code", "month", "value")


@dataclass(frozen=True)
class ForecastRun:
    """Everything that one run publishes.

    Attributes:
        forecasts_long: hubverse model output of every model, `redzone` among them.
        forecasts_wide: one row per model, series and horizon, for analysts.
        scores: one row per model, target, level, origin and horizon.
        score_summary: one row per model, target and level, with skill against the baseline.
        models: one card per model.
        skipped: forecasts that were not made, with the reason.
        selection: per target, the member published as `redzone`, the reason and n.
    """

    forecasts_long: pd.DataFrame
    forecasts_wide: pd.DataFrame
    scores: pd.DataFrame
    score_summary: pd.DataFrame
    models: pd.DataFrame
    skipped: pd.DataFrame
    selection: pd.DataFrame


def default_members() -> tuple[Member, ...]:
    """Return the models that are run, baselines first."""
    return (
        Conflictology(),
        LastValue(),
        SeasonalNaive(),
        Zero(),
        LocalLevel(),
        PooledNegativeBinomial(),
    )


def run_forecasts(
    series: pd.DataFrame,
    *,
    data_as_of: Mapping[str, date | None],
    horizon: int = 12,
    backtest_origins: Sequence[date] | None = None,
    seed: int = 0,
) -> ForecastRun:
    """Forecast every series, score every model on past origins and choose what is published.

    Args:
        series: columns `series_id`, `target`, `country_code`, `month` (first day) and `value`; an
            empty value, like an absent row, is a month that was not observed.
        data_as_of: target → the date on which its values stood as given; none where not known.
        horizon: months ahead.
        backtest_origins: first days of the origin months; by default every third month up to the
            newest one that has matured in full, 38 at most. An origin outside the months of a
            target is left out for that target.
        seed: recorded with the forecasts. No number depends on it: every quantile is computed,
            none is drawn.

    Raises:
        PanelError: a column is missing, a series id stands for two countries, or a value or month
            breaks the rules of `Panel.from_long`.
    """
    _check_columns(series)
    members = default_members()
    plan = _Plan(horizon, backtest_origins, data_as_of, seed)
    parts = [
        _run_target(str(target), frame, members, plan)
        for target, frame in series.groupby("target", sort=True)
    ]
    tables = {
        name: pd.concat([part[name] for part in parts], ignore_index=True) for name in parts[0]
    }
    return ForecastRun(models=model_cards(members, PUBLISHED_VERSION), **tables)


class _Plan(NamedTuple):
    """What all targets of a run have in common."""

    horizon: int
    origins: Sequence[date] | None
    data_as_of: Mapping[str, date | None]
    seed: int


def _check_columns(series: pd.DataFrame) -> None:
    """Refuse a frame that lacks columns, rows or targets, or a series of two countries."""
    missing = [name for name in SERIES_COLUMNS if name not in series.columns]
    if missing or series.empty:
        raise PanelError(
            f"expected at least one row with the columns {list(SERIES_COLUMNS)}, "
            f"found {len(series)} rows with {list(series.columns)}"
        )
    if series["target"].isna().any():
        row = series[series["target"].isna()].iloc[0]
        raise PanelError(f"series {row['series_id']!r}, month {row['month']}: no target")
    countries = series.groupby("series_id")["country_code"].nunique(dropna=False)
    if (countries > 1).any():
        name = countries.index[countries > 1][0]
        found = sorted(map(str, series.loc[series["series_id"] == name, "country_code"].unique()))
        raise PanelError(f"series {name!r}: expected one country_code, found {found}")


def _run_target(
    target: str, frame: pd.DataFrame, members: Sequence[Member], plan: _Plan
) -> dict[str, pd.DataFrame]:
    """Run one target from its rows to its tables."""
    try:
        panel = Panel.from_long(frame)
    except PanelError as error:
        raise PanelError(f"target {target!r}, {error}") from error
    past = backtest(panel, members, _origins(panel, plan), plan.horizon)
    choice = select(past, panel.origin)
    record = replace(past, scores=past.scores | {PUBLISHED: published_scores(past)})
    predictions = {member.model_id: forecast(member, panel, plan.horizon) for member in members}
    predictions[PUBLISHED] = predictions[choice.model_id]
    versions = {member.model_id: member.version for member in members}
    versions[PUBLISHED] = PUBLISHED_VERSION
    as_of = plan.data_as_of[target]
    issues = {m: Issue(target, m, versions[m], as_of, plan.seed) for m in predictions}
    skipped = past.skipped + [
        skip
        for model_id, prediction in predictions.items()
        for skip in skips(model_id, [prediction], [panel.origin])
    ]
    countries = frame.drop_duplicates("series_id").set_index("series_id")["country_code"]
    wide = _stacked(wide_frame, predictions, panel, issues)
    wide.insert(3, "country_code", wide["series_id"].map(countries))
    return {
        "forecasts_long": _stacked(long_frame, predictions, panel, issues),
        "forecasts_wide": wide,
        "scores": score_rows(record, target, LEVEL),
        "score_summary": score_summary(record, target, LEVEL),
        "skipped": _skip_frame(skipped, target),
        "selection": pd.DataFrame([{"target": target, **asdict(choice)}]),
    }


def _origins(panel: Panel, plan: _Plan) -> np.ndarray:
    """Return the origins that were asked for and lie in the panel, or the default ones."""
    if plan.origins is None:
        return default_origins(panel, plan.horizon)
    asked = np.unique(pd.DatetimeIndex(plan.origins).to_numpy().astype("datetime64[M]"))
    return asked[(asked >= panel.months[0]) & (asked < panel.origin)]


def _stacked(
    write: Callable[[np.ndarray, Panel, Issue], pd.DataFrame],
    predictions: dict[str, Prediction],
    panel: Panel,
    issues: dict[str, Issue],
) -> pd.DataFrame:
    """Write the forecasts of every model and put them under one another."""
    frames = [write(p.atoms, panel, issues[model_id]) for model_id, p in predictions.items()]
    return pd.concat(frames, ignore_index=True)


def _skip_frame(skipped: list[Skip], target: str) -> pd.DataFrame:
    """Return the forecasts that were not made, one row each."""
    frame = pd.DataFrame(skipped, columns=["model_id", "series_id", "origin", "reason"])
    origin_date = frame.pop("origin").astype("datetime64[ns]")
    frame.insert(2, "target", target)
    frame.insert(3, "origin_date", origin_date)
    return frame
