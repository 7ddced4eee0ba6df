"""Times what a person waits for: a build, the help, a question; each beside a peer in the same run.

Prints a table of medians and writes `benchmarks/results/build.json`.
"""

import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
RESULTS = PROJECT / "benchmarks" / "results" / "build.json"
SQL = "select country_code, count(*) as events from marts.events group by all"


def seconds(command: Sequence[str | Path], repeats: int = 1, **environment: str) -> float:
    """Median wall time of a command that must succeed."""
    times = []
    for _ in range(repeats):
        began = time.perf_counter()
        subprocess.run(
            command,
            check=True,
            cwd=PROJECT / "dbt_project",
            env=os.environ | environment,
            stdout=subprocess.DEVNULL,
        )
        times.append(time.perf_counter() - began)
    return statistics.median(times)


def measure(home: Path) -> list[dict[str, object]]:
    """One row a task: our seconds, the limit that we set ourselves, and the peer's seconds."""
    redzone, dbt, python = BIN / "redzone", BIN / "dbt", BIN / "python"
    warehouse = home / "redzone.duckdb"
    build = [redzone, "build", "--home", home]
    peer_query = (
        f"import duckdb; duckdb.connect({str(warehouse)!r}, read_only=True).sql({SQL!r}).show()"
    )
    cold, again = seconds(build), seconds(build)
    dbt_alone = seconds(
        [dbt, "build", "--exclude-resource-type", "unit_test", "--target-path", home / "dbt"],
        REDZONE_BUILD_FILE=str(home / "build" / "redzone.duckdb"),
    )
    return [
        row("cold build on the seeds", cold, 45, "dbt build of its models alone", dbt_alone),
        row("build again", again, None, "dbt build of its models alone", dbt_alone),
        row(
            "redzone --help",
            seconds([redzone, "--help"], 5),
            0.5,
            "dbt --help",
            seconds([dbt, "--help"], 5),
        ),
        row(
            "redzone query",
            seconds([redzone, "query", SQL, "--home", home], 5),
            1.0,
            "duckdb from Python",
            seconds([python, "-c", peer_query], 5),
        ),
    ]


def row(task: str, ours: float, limit: float | None, peer: str, peers: float) -> dict[str, object]:
    """A line of the table."""
    return {
        "task": task,
        "seconds": round(ours, 2),
        "limit": limit,
        "peer": peer,
        "peer_seconds": round(peers, 2),
        "ratio": round(ours / peers, 2),
    }


def main() -> None:
    """Measure, print, and keep the numbers."""
    with tempfile.TemporaryDirectory() as folder:
        rows = measure(Path(folder))
    print(f"{'task':<26}{'seconds':>9}{'limit':>7}  {'peer':<32}{'seconds':>8}{'ratio':>7}")
    for r in rows:
        limit = r["limit"] or "–"
        print(
            f"{r['task']:<26}{r['seconds']:>9}{limit:>7}  {r['peer']:<32}"
            f"{r['peer_seconds']:>8}{r['ratio']:>7}"
        )
    packages = ("dagster", "dbt-core", "dbt-duckdb", "duckdb", "statsmodels", "frictionless")
    machine = {
        "python": platform.python_version(),
        "system": platform.system(),
        "machine": platform.machine(),
        "cores": os.cpu_count(),
        "versions": {name: version(name) for name in packages},
    }
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps({"machine": machine, "rows": rows}, indent=2) + "\n")


if __name__ == "__main__":
    main()
