"""Pictures of histories, forecasts and skill as PNG bytes; matplotlib is loaded when drawing."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from forecasts.select import BASELINE, PUBLISHED

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

INK, QUIET, BLUE, ORANGE = "#222222", "#8a8a8a", "#0072b2", "#d55e00"
STYLES = {
    PUBLISHED: ("#000000", "-", 2.2),
    "local_level_log1p": (BLUE, "-", 1.4),
    "pooled_nb_glm": (ORANGE, "-", 1.4),
    "last_value": ("#cc79a7", "--", 1.2),
    "seasonal_naive": ("#009e73", "--", 1.2),
    "zero": (QUIET, "--", 1.2),
}
"""Colour (after Okabe and Ito, safe for the colour-blind), dash and width of each model's line."""

HISTORY_IN_FAN = 36
SKILL_CEILING = 1.9
LONGEST_DELAY, SOON_MONTHS, FEWEST_MONTHS, REVISION_CEILING = 24, 3, 12, 3.0


def history(series: pd.DataFrame, names: Mapping[str, str], target: str) -> bytes:
    """Draw the whole history of one target, one country below the other on one scale.

    Args:
        series: columns `target`, `country_code`, `month`, `value`; unobserved months stay blank.
        names: the country codes to draw, in order, with the names to write.
        target: `fatalities` or `incidents`.
    """
    figure = _figure(9.0, 1.6 * len(names) + 1.1)
    axes = figure.subplots(len(names), 1, sharex=True, sharey=True, squeeze=False)[:, 0]
    for axis, (code, name) in zip(axes, names.items(), strict=True):
        line = _monthly(series, target, code)
        axis.fill_between(line.index, line.to_numpy(), color=BLUE, alpha=0.25, linewidth=0)
        axis.plot(line.index, line, color=BLUE, linewidth=0.9)
        alone = line[line.shift(1).isna() & line.shift(-1).isna()]
        axis.plot(alone.index, alone, color=BLUE, linestyle="", marker="o", markersize=3)
        peak = line.idxmax()
        highest = f"highest month: {line[peak]:,.0f} in {peak:%B %Y}"
        axis.set_title(highest, loc="right", fontsize=8.5, color=INK)
        _dress(axis, name)
        axis.margins(x=0.01)
    axes[0].set_ylim(bottom=0)
    first, last = line.index[0], line.index[-1]
    _headline(figure, f"{target.capitalize()} a month, {first:%B %Y} to {last:%B %Y}")
    return _png(figure)


def fan_chart(
    series: pd.DataFrame, wide: pd.DataFrame, names: Mapping[str, str], target: str
) -> bytes:
    """Draw the published forecast of one target behind its last 36 months, country by country.

    Args:
        series: as for `history`.
        wide: the wide forecasts; the rows of `redzone` are drawn.
        names: the country codes to draw, in order, with the names to write.
        target: `fatalities` or `incidents`.
    """
    from matplotlib.dates import DateFormatter, MonthLocator, YearLocator
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    published = wide[(wide["model_id"] == PUBLISHED) & (wide["target"] == target)]
    figure = _figure(3.5 * len(names) + 0.5, 3.9)
    axes = figure.subplots(1, len(names), sharey=True, squeeze=False)[0]
    for axis, (code, name) in zip(axes, names.items(), strict=True):
        past = _monthly(series, target, code).tail(HISTORY_IN_FAN)
        axis.plot(past.index, past, color=INK, linewidth=1.2, marker="o", markersize=2.2)
        _fan(axis, published[published["country_code"] == code])
        _dress(axis, name)
        axis.xaxis.set_major_locator(YearLocator())
        axis.xaxis.set_major_formatter(DateFormatter("%Y"))
        axis.xaxis.set_minor_locator(MonthLocator((4, 7, 10)))
    axes[0].set_ylim(bottom=0)
    axes[0].set_ylabel(f"{target} a month", fontsize=9, color=INK)
    figure.legend(
        handles=[
            Line2D([], [], color=INK, marker="o", markersize=3, label="observed"),
            Line2D([], [], color=ORANGE, label="median forecast"),
            Patch(color=ORANGE, alpha=0.45, linewidth=0, label="50 % interval"),
            Patch(color=ORANGE, alpha=0.2, linewidth=0, label="90 % interval"),
        ],
        loc="outside lower center",
        ncols=4,
        frameon=False,
        fontsize=8.5,
    )
    span = ""
    if not published.empty:
        origin, end = published["origin_date"].max(), published["target_end_date"].max()
        span = f": observed to {origin:%B %Y}, forecast to {end:%B %Y}"
    _headline(figure, f"{target.capitalize()} a month{span}")
    return _png(figure)


def revisions(vintages: pd.DataFrame, names: Mapping[str, str]) -> bytes:
    """Draw how the deaths of a month change with the months that pass after it, by country.

    The first state counts that came out within three months of the month; each later one is told
    relative to it, summed over the months that had a state by then, a dozen at least. Grey lines
    are single months.

    Args:
        vintages: columns `country_code`, `month`, `as_of_date`, `value`, of one target.
        names: the country codes to draw, in order, with the names to write.
    """
    figure = _figure(10.5, 3.9)
    axes = figure.subplots(1, len(names), sharey=True, squeeze=False)[0]
    for axis, (code, name) in zip(axes, names.items(), strict=True):
        states = _states_by_delay(vintages[vintages["country_code"] == code])
        first = states.bfill(axis=1).iloc[:, 0]
        for month, line in states[first > 0].iterrows():
            axis.plot(line.index, line / first[month], color=QUIET, alpha=0.25, linewidth=0.6)
        known = states.notna()
        base = known.mul(first, axis=0).sum()
        enough = (base > 0) & (known.sum() >= FEWEST_MONTHS)
        total = (states.sum() / base.where(enough)).dropna()
        if not total.empty:
            axis.plot(total.index, total, color=BLUE, linewidth=2.0)
        axis.axhline(1.0, color=QUIET, linewidth=1.0)
        axis.set_xlim(0, LONGEST_DELAY)
        axis.set_xticks(range(0, LONGEST_DELAY + 1, 6))
        axis.set_xlabel("months after the month", fontsize=9, color=INK)
        axis.set_title(f"{len(states)} months", loc="right", fontsize=8.5, color=INK)
        _dress(axis, name)
    axes[0].set_ylim(0, REVISION_CEILING)
    axes[0].set_ylabel("deaths ÷ deaths as first told", fontsize=9, color=INK)
    told = "what a month's deaths became, relative to the first state of it"
    if not any(len(axis.lines) > 1 for axis in axes):
        told = "no month has been seen in several states yet"
    _headline(figure, f"Revisions: {told}")
    return _png(figure)


def _states_by_delay(vintages: pd.DataFrame) -> pd.DataFrame:
    """A row a month first seen soon after it, a column a delay in months: the value known then."""
    month = vintages["month"].to_numpy("datetime64[M]")
    as_of = vintages["as_of_date"].to_numpy("datetime64[M]")
    delays = (as_of - month).astype(int)
    told = vintages.assign(delay=delays).sort_values("as_of_date")
    told = told[(told["delay"] >= 0) & (told["delay"] <= LONGEST_DELAY)]
    states = told.pivot_table(index="month", columns="delay", values="value", aggfunc="last")
    states = states.reindex(columns=range(LONGEST_DELAY + 1))
    soon = states.loc[:, :SOON_MONTHS].notna().any(axis=1)
    last = told.groupby("month")["delay"].max()
    filled = states[soon].ffill(axis=1)
    return filled.where(filled.columns.to_numpy() <= last[soon[soon].index].to_numpy()[:, None])


def skill_by_horizon(scores: pd.DataFrame, target: str) -> bytes:
    """Draw each model's error against the baseline's by horizon, raw and on log1p.

    Args:
        scores: the score table, one row per model, target, level, origin and horizon.
        target: the target to draw.

    Raises:
        ValueError: no forecast of the baseline has been scored for this target.
    """
    rows = scores[scores["target"] == target]
    base = rows[rows["model_id"] == BASELINE]
    if base.empty:
        raise ValueError(f"no scores of {BASELINE} for {target!r}: expected at least one")
    figure = _figure(10.5, 4.3)
    axes = figure.subplots(1, 2, sharey=True)
    titles = {"crps": "CRPS", "crps_log1p": "CRPS of log(1 + count)"}
    for axis, (name, title) in zip(axes, titles.items(), strict=True):
        relative = _relative_by_horizon(rows, base, name)
        for model_id, line in relative.items():
            colour, dash, width = STYLES.get(model_id, (QUIET, ":", 1.2))
            axis.plot(line.index, line, color=colour, linestyle=dash, linewidth=width)
        axis.axhline(1.0, color=QUIET, linewidth=1.0)
        axis.set_ylim(0.85, SKILL_CEILING)
        _label_ends(axis, relative)
        _dress(axis, title)
        axis.set_xticks(range(1, int(rows["horizon"].max()) + 1))
        axis.set_xlim(0.5, rows["horizon"].max())
        axis.set_xlabel("months ahead", fontsize=9, color=INK)
    axes[0].set_ylabel(f"error ÷ error of {BASELINE}", fontsize=9, color=INK)
    origins = rows["origin_date"].drop_duplicates()
    _headline(
        figure,
        f"{target.capitalize()}: error relative to the baseline, below 1 is better "
        f"({len(origins)} origins, {origins.min():%Y-%m} to {origins.max():%Y-%m})",
    )
    return _png(figure)


def _relative_by_horizon(rows: pd.DataFrame, base: pd.DataFrame, name: str) -> dict[str, pd.Series]:
    """Return model → mean score over origins divided by the baseline's on the same rows."""
    key = ["origin_date", "horizon"]
    pairs = rows[rows["model_id"] != BASELINE].merge(
        base[[*key, "n", name]], on=[*key, "n"], suffixes=("", "_base")
    )
    totals = pairs.assign(
        model=pairs[name] * pairs["n"], baseline=pairs[f"{name}_base"] * pairs["n"]
    )
    sums = totals.groupby(["model_id", "horizon"])[["model", "baseline"]].sum()
    ratio = sums["model"] / sums["baseline"]
    return {model_id: line.droplevel(0) for model_id, line in ratio.groupby(level=0)}


def _label_ends(axis: Axes, relative: Mapping[str, pd.Series]) -> None:
    """Write each model's name beside its line, apart from one another; list those off the scale."""
    inside = {m: line for m, line in relative.items() if line.iloc[-1] < SKILL_CEILING}
    height = -np.inf
    for model_id, line in sorted(inside.items(), key=lambda item: item[1].iloc[-1]):
        height = max(line.iloc[-1], height + 0.042)
        axis.annotate(
            model_id,
            (line.index[-1], height),
            xytext=(5, 0),
            textcoords="offset points",
            va="center",
            fontsize=8,
            color=STYLES.get(model_id, (QUIET,))[0],
            annotation_clip=False,
        )
    beyond = [f"{m} ({line.mean():.1f})" for m, line in relative.items() if m not in inside]
    if beyond:
        axis.text(
            0.02,
            0.03,
            "above this scale: " + ", ".join(beyond),
            transform=axis.transAxes,
            fontsize=8,
            color=QUIET,
        )


def _fan(axis: Axes, forecast: pd.DataFrame) -> None:
    """Draw the intervals and the median of one series; say so where there is no forecast."""
    if forecast.empty:
        axis.text(0.97, 0.9, "no forecast", transform=axis.transAxes, ha="right", fontsize=9)
        return
    month = forecast["target_end_date"].dt.to_period("M").dt.to_timestamp()
    for low, high, alpha in (("q05", "q95", 0.2), ("q25", "q75", 0.45)):
        axis.fill_between(
            month, forecast[low], forecast[high], color=ORANGE, alpha=alpha, linewidth=0
        )
    axis.plot(month, forecast["median"], color=ORANGE, linewidth=1.6)


def _monthly(series: pd.DataFrame, target: str, code: str) -> pd.Series:
    """Return one country's values by month, with blanks where nothing was observed."""
    rows = series[(series["target"] == target) & (series["country_code"] == code)]
    line = pd.Series(rows["value"].to_numpy(dtype=float), pd.to_datetime(rows["month"]))
    return line.sort_index().asfreq("MS")


def _figure(width: float, height: float) -> Figure:
    """Return an empty figure that lays itself out."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width, height), dpi=110, layout="constrained")
    FigureCanvasAgg(figure)
    return figure


def _dress(axis: Axes, title: str) -> None:
    """Give an axis its title and the quiet frame that all pictures share."""
    axis.set_title(title, loc="left", fontsize=10, fontweight="bold", color=INK)
    axis.spines[["top", "right"]].set_visible(False)
    axis.spines[["left", "bottom"]].set_color(QUIET)
    axis.grid(axis="y", color="#e4e4e4", linewidth=0.7)
    axis.set_axisbelow(True)
    axis.tick_params(labelsize=8.5, colors=INK, color=QUIET)


def _headline(figure: Figure, text: str) -> None:
    """Write what the whole picture shows."""
    figure.suptitle(text, x=0.01, ha="left", fontsize=11.5, color=INK)


def _png(figure: Figure) -> bytes:
    """Return the picture's bytes, the same for the same picture."""
    buffer = BytesIO()
    figure.savefig(buffer, format="png", metadata={"Software": None})
    return buffer.getvalue()
