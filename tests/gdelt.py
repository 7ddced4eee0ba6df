"""Writes a day of GDELT 2.0 event files: 96 quarters of an hour of events that nobody reported."""

import random
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path

QUARTERS = 96
FIRST_ID = 900_000_000
ACTORS = (("EXA", "EXAMPLELAND"), ("INV", "INVENTIA"), ("", 'THE "QUOTED" ONES'), ("", ""))
PLACES = (
    ("4", "Exampleville, Nowhere, Exampleland", "EX", "EX01", "12", "1.25", "2.5", "-1"),
    ("1", "Exampleland", "EX", "EX", "", "1", "2", "EX"),
    ("0", "", "", "", "", "", "", ""),
)
# CAMEO code, its base and root, quad class, Goldstein scale
KINDS = (
    ("010", "010", "01", "1", "0"),
    ("0841", "084", "08", "2", "7"),
    ("173", "173", "17", "4", "-5"),
    ("190", "190", "19", "4", "-10"),
)


def write_day(folder: Path, day: date, *, rows: int = 300, seed: int = 0) -> list[Path]:
    """Write the files of a day, zipped and named as GDELT does it.

    Args:
        folder: where they go.
        day: which day.
        rows: events a file.
        seed: the same seed writes the same events.

    Returns:
        The files in order of time.
    """
    chance = random.Random(seed)  # noqa: S311 - no secret
    start = datetime.combine(day, time())
    return [
        write_file(folder, start + quarter * timedelta(minutes=15), quarter * rows, rows, chance)
        for quarter in range(QUARTERS)
    ]


def write_file(
    folder: Path, moment: datetime, first: int, rows: int, chance: random.Random
) -> Path:
    """Write the file of a quarter of an hour with events numbered from `first` on."""
    name = f"{moment:%Y%m%d%H%M%S}.export.CSV"
    lines = ("\t".join(event(moment, first + row, chance)) for row in range(rows))
    path = folder / f"{name}.zip"
    member = zipfile.ZipInfo(name, date_time=moment.timetuple()[:6])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(member, "\n".join(lines) + "\n", zipfile.ZIP_DEFLATED)
    return path


def event(moment: datetime, number: int, chance: random.Random) -> list[str]:
    """The 61 cells of an event."""
    mentions = chance.randint(1, 40)
    happened = moment.date() - timedelta(days=chance.choice((0, 0, 0, 1, 7, 365)))
    return [
        str(FIRST_ID + number),
        f"{happened:%Y%m%d}",
        f"{happened:%Y%m}",
        f"{happened:%Y}",
        f"{happened.year + happened.timetuple().tm_yday / 366:.4f}",
        *_actor(chance),
        *_actor(chance),
        str(chance.randint(0, 1)),
        *chance.choice(KINDS),
        str(mentions),
        "1",
        str(mentions),
        f"{chance.uniform(-10, 10):.6f}",
        *chance.choice(PLACES),
        *chance.choice(PLACES),
        *chance.choice(PLACES),
        f"{moment:%Y%m%d%H%M%S}",
        f"https://example.org/invented/{number}",
    ]


def _actor(chance: random.Random) -> Iterator[str]:
    code, name = chance.choice(ACTORS)
    yield from (code, name, code, *[""] * 7)
