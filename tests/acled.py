"""Writes an ACLED export of events that nobody reported, in the present layout."""

import csv
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from orchestration.sources.acled import ACLED

# Stands in every row, so that a single leaked one is found by its text.
MARK = "made up for a test of licences"
COUNTRIES = {"MLI": ("Mali", 466), "BFA": ("Burkina Faso", 854), "NER": ("Niger", 562)}
KINDS = (
    ("Battles", "Armed clash", "Military Forces of Mali (2021-)"),
    ("Explosions/Remote violence", "Remote explosive/landmine/IED", "A group of no name"),
    ("Violence against civilians", "Attack", "Military Forces of Mali (2021-)"),
)


def write_export(path: Path, first: date, last: date, *, every_days: int = 5) -> int:
    """Write events of the three countries from a day to another; their number.

    Args:
        path: the file.
        first: day of the first events.
        last: no event is later.
        every_days: days from one event of a country to the next.
    """
    columns = [
        name for name in ACLED.columns if name not in ("data_id", "event_id_no_cnty", "iso3")
    ]
    rows = list(_rows(first, last, every_days))
    with path.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.DictWriter(stream, columns, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return len(rows)


def _rows(first: date, last: date, every_days: int) -> Sequence[dict[str, object]]:
    uploaded = datetime(last.year, last.month, last.day, tzinfo=UTC) + timedelta(days=7)
    days = [first + timedelta(days=step) for step in range(0, (last - first).days + 1, every_days)]
    for code, (country, number) in COUNTRIES.items():
        for count, day in enumerate(days):
            kind, sub_kind, actor = KINDS[count % len(KINDS)]
            yield {
                "event_id_cnty": f"{code}{count + 1}",
                "event_date": day.isoformat(),
                "year": day.year,
                "time_precision": 1,
                "disorder_type": "Political violence",
                "event_type": kind,
                "sub_event_type": sub_kind,
                "actor1": actor,
                "inter1": "State forces",
                "interaction": "State forces only",
                "iso": number,
                "region": "Western Africa",
                "country": country,
                "admin1": "Nowhere",
                "location": MARK,
                "latitude": 15.0,
                "longitude": 1.0,
                "geo_precision": 1,
                "source": MARK,
                "source_scale": "National",
                "notes": MARK,
                "fatalities": count % 4,
                "timestamp": int(uploaded.timestamp()),
            }
