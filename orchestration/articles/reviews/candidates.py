"""Claims as rows of a table that a person fills in, and what the filled rows say."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from orchestration.articles.claim import Claim
from orchestration.articles.reviews.review import (
    CORRECT,
    DECISIONS,
    FIXED,
    NONE,
    Decision,
    armed,
    defused,
)
from orchestration.articles.show import marked, plain
from orchestration.sources.vocabulary import DATE_PRECISIONS, EVENT_TYPES

STATUSES = ("reported", "official", "claim", "allegation", "denial", "warning", "assessment")
SHOWN = (
    "claim_id",
    "article_id",
    "event_type",
    "status",
    "dates",
    "places",
    "figures",
    "actors",
    "confidence",
    "section",
    "evidence",
    "start",
    "end",
)
FILLED = ("decision", *FIXED, "reviewer", "note")
COLUMNS = (*SHOWN, *FILLED)
DAYS = ("fixed_start_date", "fixed_end_date")
TOLL = ("fixed_killed_low", "fixed_killed_best", "fixed_killed_high")


@dataclass(frozen=True)
class Wrong:
    """What is wrong with a cell.

    Attributes:
        column: its column.
        value: what stands in it.
        expected: what should.
    """

    column: str
    value: str
    expected: str


def candidate(claim: Claim, decision: Decision | None) -> dict[str, str]:
    """A row for a claim, with what is decided on it so far; no cell is a formula."""
    row = {
        "claim_id": claim.claim_id,
        "article_id": claim.article_id,
        "event_type": claim.event_type,
        "status": claim.epistemic_status,
        "dates": dates_of(claim),
        "places": "; ".join(
            f"{place.name} ({place.place_id or place.country_code or 'not in the reference'})"
            for place in claim.places
        ),
        "figures": "; ".join(figure_of(figure) for figure in claim.figures),
        "actors": "; ".join(f"{actor.name} ({actor.role})" for actor in claim.actors),
        "confidence": f"{claim.confidence:.2f}",
        "section": claim.evidence.section,
        "evidence": marked(claim),
        "start": str(claim.evidence.start),
        "end": str(claim.evidence.end),
    }
    filled = {name: getattr(decision, name) if decision else "" for name in FILLED}
    return {name: defused(plain(value)) for name, value in (row | filled).items()}


def dates_of(claim: Claim) -> str:
    """A claim's dates in words: `2025-08-11/2025-08-20 (month)`."""
    if not (claim.start_date or claim.end_date):
        return ""
    days = [day.isoformat() if day else ".." for day in (claim.start_date, claim.end_date)]
    return f"{'/'.join(dict.fromkeys(days))} ({claim.date_precision})"


def figure_of(figure: Any) -> str:
    """A figure in words: `killed at_least 40`."""
    if figure.comparator == "range":
        numbers = f"{figure.low:g}-{figure.high:g}"
    else:
        numbers = "" if figure.value is None else f"{figure.value:g}"
    return " ".join(part for part in (figure.unit, figure.comparator, numbers) if part)


def read_row(
    row: Mapping[str, str], claim: Mapping[str, Any], places: Collection[str]
) -> tuple[dict[str, str], list[Wrong]]:
    """What a filled row says, and what is wrong with it.

    Args:
        row: its cells.
        claim: the record of the claim that it is about.
        places: keys of the reference places.

    Returns:
        The filled cells, without what made them safe for a spreadsheet, and the wrong ones.
    """
    cells = {name: armed(row.get(name) or "").strip() for name in FILLED}
    given = {name: value for name in FIXED if (value := cells[name])}
    wrong = []

    def see(holds: bool, column: str, expected: str) -> None:
        if not holds:
            wrong.append(Wrong(column, cells[column], expected))

    see(cells["decision"] in DECISIONS, "decision", f"{', '.join(DECISIONS)} or nothing")
    see(bool(cells["reviewer"]), "reviewer", "who decided")
    if cells["decision"] == CORRECT:
        see(bool(given), "decision", "at least one fixed_ column that is filled")
    elif cells["decision"] in DECISIONS:
        for name in given:
            see(False, name, f"nothing, as the decision is {cells['decision']}")
    allowed = {
        "fixed_event_type": EVENT_TYPES,
        "fixed_status": STATUSES,
        "fixed_date_precision": DATE_PRECISIONS,
    }
    for name, values in allowed.items():
        see(cells[name] in ("", *values), name, f"one of {', '.join(values)}")
    place = "a place_id of seeds/reference/places.csv, or none"
    see(cells["fixed_place"] in places or cells["fixed_place"] in ("", NONE), "fixed_place", place)
    days = [_day(cells[name]) for name in DAYS]
    for name, day in zip(DAYS, days, strict=True):
        see(day is not None, name, "a day as 2025-08-31, or none")
    if all(days):
        first, last = (cells[name] or claim[name.removeprefix("fixed_")] or "" for name in DAYS)
        ordered = NONE in (first, last) or not (first and last) or first <= last
        see(ordered, DAYS[1], f"no day before {first}")
    for name in TOLL:
        see(_is_toll(cells[name]), name, "a whole number of deaths, or none")
    tolls = [int(cells[name]) for name in TOLL if cells[name].isascii() and cells[name].isdigit()]
    see(tolls == sorted(tolls), TOLL[1], "low ≤ best ≤ high")
    return cells, wrong


def _day(cell: str) -> str | None:
    """A cell that holds a day or may stay as it is; None if it is wrong."""
    if cell in ("", NONE):
        return NONE
    try:
        return cell if date.fromisoformat(cell).isoformat() == cell else None
    except ValueError:
        return None


def _is_toll(cell: str) -> bool:
    return cell in ("", NONE) or (cell.isascii() and cell.isdigit() and len(cell) <= 7)
