"""How fast contracts are checked, against frictionless-py in the same run on the same package.

Three figures: a CSV of 400,000 rows and 14 columns, the same rows as Parquet, and the memory that
a CSV of 5 GB takes. Every value is computed from its row's number, so the files are the same on
every machine.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import duckdb

from orchestration.contracts import verify_package

ROWS = 400_000
GIB = 1 << 30
LARGE_BYTES = 5 * 10**9
WANTED = {"csv": 20, "parquet": 100}
ROWS_SQL = """
select
    'E' || lpad(i::varchar, 9, '0') as id,
    date '2000-01-01' + (i * 7919 % 9000)::integer as start_date,
    ['MLI', 'BFA', 'NER'][1 + i % 3] as country_code,
    round(10 + (i * 104729 % 100000) / 10000.0, 4) as latitude,
    round(-10 + (i * 15485863 % 200000) / 10000.0, 4) as longitude,
    (i % 50)::integer as fatalities_low,
    (i % 50 + 1)::integer as fatalities_best,
    (i % 50 + 2)::integer as fatalities_high,
    ['armed_clash', 'attack_on_civilians', 'abduction'][1 + i % 3] as event_type,
    (1 + i % 7)::integer as geo_precision,
    'region ' || (i % 40) as admin1_name,
    case when i % 10 = 0 then 'near "km ' || (i % 90) || '", on the road' else 'in town' end
        as place,
    'source ' || (i % 9) as source_id,
    i % 2 = 0 as is_latest
from range({rows}) as rows (i)
"""


def field(name: str, type: str = "string", **constraints: object) -> dict:
    """A field descriptor."""
    return {"name": name, "type": type, "constraints": constraints}


SCHEMA = {
    "fields": [
        field("id", pattern="E[0-9]{9}"),
        field("start_date", "date", minimum="2000-01-01", required=True),
        field("country_code", enum=["MLI", "BFA", "NER"]),
        field("latitude", "number", minimum=-90, maximum=90),
        field("longitude", "number", minimum=-180, maximum=180),
        field("fatalities_low", "integer", minimum=0),
        field("fatalities_best", "integer", minimum=0),
        field("fatalities_high", "integer", minimum=0),
        field("event_type", enum=["armed_clash", "attack_on_civilians", "abduction"]),
        field("geo_precision", "integer", minimum=1, maximum=7),
        field("admin1_name"),
        field("place"),
        field("source_id", required=True),
        field("is_latest", "boolean"),
    ],
    "primaryKey": ["id"],
}


def write_package(folder: Path, format: str, rows: int) -> Path:
    """A package of one table; its folder."""
    folder.mkdir()
    path = folder / f"events.{format}"
    options = "format csv, header" if format == "csv" else "format parquet"
    duckdb.execute(f"copy ({ROWS_SQL.format(rows=rows)}) to '{path}' ({options})")
    descriptor = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "benchmark",
        "resources": [
            {
                "name": "events",
                "type": "table",
                "path": path.name,
                "format": format,
                "schema": SCHEMA,
            }
        ],
    }
    (folder / "datapackage.json").write_text(json.dumps(descriptor))
    return folder


def seconds(run: Callable[[], object], times: int = 1) -> float:
    """The shortest of some runs, in seconds."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        run()
        taken.append(time.perf_counter() - start)
    return min(taken)


def ours(folder: Path) -> None:
    """Check every row, and see that it found nothing."""
    result = verify_package(folder)
    if not result.valid or result.resources[0].table.rows_in != ROWS:
        raise SystemExit("\n".join(result.lines()))


def theirs(folder: Path) -> None:
    """Let frictionless-py check every row."""
    from frictionless import Package

    report = Package.from_descriptor(str(folder / "datapackage.json")).validate()
    if not report.valid or report.tasks[0].stats["rows"] != ROWS:
        raise SystemExit(f"frictionless: {report.flatten(['type', 'note'])[:3]}")


def compare(format: str, work: Path) -> bool:
    """Print both times and their ratio; whether it is what we promise."""
    folder = write_package(work / format, format, ROWS)
    mine = seconds(lambda: ours(folder), times=3)
    peer = seconds(lambda: theirs(folder))
    ratio = peer / mine
    print(
        f"{format:8} {ROWS:,} rows x {len(SCHEMA['fields'])}: redzone {mine:.2f} s, "
        f"frictionless {peer:.1f} s, {ratio:.0f} x (promised: {WANTED[format]} x)",
        flush=True,
    )
    return ratio >= WANTED[format]


def large(work: Path) -> bool:
    """Print the time and memory for a large CSV, checked by the command in a process of its own."""
    sample = write_package(work / "sample", "csv", ROWS) / "events.csv"
    rows = int(LARGE_BYTES / sample.stat().st_size * ROWS)
    folder = write_package(work / "large", "csv", rows)
    size = (folder / "events.csv").stat().st_size
    command = Path(sys.executable).with_name("redzone")
    taken = seconds(lambda: subprocess.run([command, "verify", folder], check=True))
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
    print(
        f"csv      {size / 1e9:.1f} GB, {rows:,} rows: {taken:.0f} s, at most {peak / GIB:.2f} GiB "
        "of memory (promised: 2 GiB)"
    )
    return peak <= 2 * GIB


def main() -> int:
    """Run what was asked for; 1 where a promise is not kept."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--large", action="store_true", help="also check 5 GB of CSV")
    chosen = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        kept = [compare(format, Path(folder)) for format in WANTED]
        if chosen.large:
            kept.append(large(Path(folder)))
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())
