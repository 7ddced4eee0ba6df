"""How fast a file gets from the inbox to staging, beside DuckDB alone, pandas and dlt in one run.

The file is a UCDP GED of 49 columns: the Candidate files of the shared data, their rows repeated
under new ids and dates. Each way of loading runs in a process of its own, so that its memory can
be told. dlt loads row by row; it gets fewer rows, and its time is told for the same number.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from datetime import datetime
from pathlib import Path

import duckdb

from orchestration.settings import PROJECT, Settings
from orchestration.sources.ucdp_ged import UCDP_GED

CANDIDATES = PROJECT.parent / "shared" / "data" / "ucdp_candidate"
ROWS, MANY_ROWS, FEW_ROWS = 400_000, 4_000_000, 20_000
NAME = "GEDEvent_v25_1.csv"
GIB = 1 << 30
TIMES_DUCKDB, TIMES_TENFOLD, MOST_MEMORY, NOTHING_SECONDS = 3, 11, 4 * GIB, 5


def write_ged(path: Path, rows: int) -> Path:
    """A GED file of so many rows."""
    days = "cast(cast({0} as timestamp) - to_days(cast(copy as integer)) as date) as {0}"
    replaced = ", ".join(
        [
            "cast(id as bigint) + copy * 10000000 as id",
            *map(days.format, ("date_start", "date_end")),
        ]
    )
    with duckdb.connect() as connection:
        connection.execute(
            "create table real as from read_csv(?, all_varchar = true, union_by_name = true)",
            [str(CANDIDATES / "*.csv")],
        )
        connection.execute(
            f"copy (select real.* replace ({replaced}) from real, range({rows}) as copies (copy) "
            f"limit {rows}) to '{path}' (header)"
        )
    return path


def redzone(file: Path, folder: Path) -> None:
    """Load it as a build does: hashed, checked against its contract, every row accounted for."""
    from orchestration.loading import load_files
    from orchestration.warehouse import connect

    settings = Settings.from_paths(folder, PROJECT / "seeds")
    inbox = settings.inbox / UCDP_GED.inbox
    inbox.mkdir(parents=True)
    settings.build_file.parent.mkdir()
    os.link(file, inbox / NAME)
    os.utime(inbox / NAME, (0, 0))
    with connect(settings.build_file) as connection:
        load_files(connection, settings, datetime(2026, 1, 1), [UCDP_GED])
        loaded = connection.execute("select rows_loaded, reason from raw.loads").fetchone()
        if loaded != (count_rows(file), None):
            raise SystemExit(f"loaded {loaded}")


def duckdb_alone(file: Path, folder: Path) -> None:
    """Read it and write its columns as text: the floor."""
    with duckdb.connect(folder / "floor.duckdb") as connection:
        connection.execute("set memory_limit = '2GB'")
        connection.execute(
            f"create table ged as from read_csv('{file}', all_varchar = true, header = true)"
        )


def pandas_alone(file: Path, folder: Path) -> None:
    """Read it as text and write it as Parquet."""
    import pandas as pd

    pd.read_csv(file, dtype=str).to_parquet(folder / "ged.parquet")


def dlt_alone(file: Path, folder: Path) -> None:
    """Load it row by row into DuckDB."""
    import csv

    import dlt

    def rows():
        with file.open(newline="", encoding="utf-8") as stream:
            yield from csv.DictReader(stream)

    pipeline = dlt.pipeline(
        "ged",
        pipelines_dir=str(folder / "dlt"),
        destination=dlt.destinations.duckdb(str(folder / "dlt.duckdb")),
    )
    pipeline.run(rows(), table_name="ged").raise_on_failed_jobs()


WAYS = {way.__name__: way for way in (redzone, duckdb_alone, pandas_alone, dlt_alone)}


def count_rows(file: Path) -> int:
    """The number of records that DuckDB finds."""
    return duckdb.execute(
        f"select count(*) from read_csv('{file}', all_varchar = true, header = true)"
    ).fetchone()[0]


def run_alone(way: str, file: Path) -> tuple[float, int]:
    """Seconds and peak bytes of a way of loading, in a process of its own."""
    with tempfile.TemporaryDirectory(dir=file.parent) as folder:
        finished = subprocess.run(
            [sys.executable, __file__, "--way", way, "--file", file, "--folder", folder],
            check=True,
            capture_output=True,
            text=True,
            env=os.environ | {"PYTHONPATH": str(PROJECT), "DLT_TELEMETRY": "0"},
        )
    took, peak = finished.stdout.split()[-2:]
    return float(took), int(peak)


def measure_once(way: str, file: Path, folder: Path) -> None:
    """Print the seconds of the loading itself, without imports, and the memory of the process."""
    run = WAYS[way]
    if way == "redzone":
        import pandas  # noqa: F401 - DuckDB imports it on its first parameter

        import orchestration.loading  # noqa: F401
    if way == "dlt_alone":
        import dlt  # noqa: F401
    began = time.perf_counter()
    run(file, folder)
    took = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    print(f"{took:.3f} {peak}")


def best(way: str, file: Path, times: int) -> tuple[float, int]:
    """The shortest of some runs, and the most memory."""
    runs = [run_alone(way, file) for _ in range(times)]
    return min(took for took, _ in runs), max(peak for _, peak in runs)


def compare(work: Path) -> list[bool]:
    """Load 400,000 and 4 million rows; whether the promises are kept."""
    file = write_ged(work / NAME, ROWS)
    few = write_ged(work / "few.csv", FEW_ROWS)
    floor, _ = best("duckdb_alone", file, 3)
    ours, memory = best("redzone", file, 3)
    pandas, _ = best("pandas_alone", file, 1)
    dlt, _ = best("dlt_alone", few, 1)
    columns = len(UCDP_GED.columns)
    print(f"{ROWS:,} rows x {columns}, {file.stat().st_size / 1e6:.0f} MB")
    print(f"  DuckDB alone   {floor:7.1f} s")
    print(
        f"  redzone        {ours:7.1f} s, {ours / floor:.2f} x DuckDB "
        f"(promised: {TIMES_DUCKDB} x), {memory / GIB:.2f} GiB"
    )
    print(f"  pandas         {pandas:7.1f} s, without a contract, into Parquet")
    print(
        f"  dlt            {dlt * ROWS / FEW_ROWS:7.0f} s, from {dlt:.1f} s for {FEW_ROWS:,} rows",
        flush=True,
    )
    file.unlink()
    file = write_ged(work / NAME, MANY_ROWS)
    many, memory = best("redzone", file, 1)
    print(
        f"{MANY_ROWS:,} rows, {file.stat().st_size / 1e9:.1f} GB: {many:.1f} s, "
        f"{many / ours:.1f} x (promised: {TIMES_TENFOLD} x), {memory / GIB:.2f} GiB "
        "(promised: 4 GiB)",
        flush=True,
    )
    file.unlink()
    return [
        ours <= TIMES_DUCKDB * floor,
        many <= TIMES_TENFOLD * ours,
        memory <= MOST_MEMORY,
    ]


def rebuild(work: Path) -> bool:
    """Build twice; whether the second one, which has nothing to do, ends soon."""
    command = [Path(sys.executable).with_name("redzone"), "build", "--home", work / "home"]
    took = []
    for _ in range(2):
        began = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        took.append(time.perf_counter() - began)
    print(
        f"build {took[0]:.1f} s, again with nothing new {took[1]:.2f} s "
        f"(promised: {NOTHING_SECONDS} s)"
    )
    return took[1] <= NOTHING_SECONDS


def main() -> int:
    """Run the comparison, or one way of it; 1 where a promise is not kept."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--way", choices=WAYS, help=argparse.SUPPRESS)
    arguments.add_argument("--file", type=Path, help=argparse.SUPPRESS)
    arguments.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    chosen = arguments.parse_args()
    if chosen.way:
        measure_once(chosen.way, chosen.file, chosen.folder)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        kept = [rebuild(Path(folder))]
        if CANDIDATES.exists():
            kept += compare(Path(folder))
        else:
            print(f"The rest is not measured: {CANDIDATES} is not there.")
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())
