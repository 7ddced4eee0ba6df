"""One build of everything into a temporary home, shared by the integration tests."""

import os
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest

from orchestration.sources.ucdp_ged import UCDP_GED
from tests.conftest import Redzone


def ged_row(**values: object) -> dict[str, object]:
    """A row in the GED layout: a made-up event for tests, changed by `values`."""
    plain = dict.fromkeys(UCDP_GED.columns, "")
    return (
        plain
        | {
            "id": 1,
            "relid": "TST-1",
            "year": 2001,
            "type_of_violence": 1,
            "side_a": "Government of Mali",
            "side_a_new_id": 72,
            "side_b": "JNIM",
            "number_of_sources": 2,
            "where_prec": 1,
            "where_coordinates": "Kidal town",
            "adm_1": "Kidal region",
            "latitude": 18.44,
            "longitude": 1.41,
            "country": "Mali",
            "country_id": 432,
            "event_clarity": 1,
            "date_prec": 1,
            "date_start": "2001-02-03 00:00:00.000",
            "date_end": "2001-02-03 00:00:00.000",
            "deaths_a": 0,
            "deaths_b": 0,
            "deaths_civilians": 0,
            "deaths_unknown": 0,
            "best": 0,
            "high": 0,
            "low": 0,
        }
        | values
    )


def write_ged(path: Path, rows: list[dict[str, object]]) -> Path:
    """Write rows as a GED file."""
    import csv

    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.DictWriter(stream, UCDP_GED.columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return path


@dataclass(frozen=True)
class Built:
    """A home after one build, and what the command printed."""

    home: Path
    output: str

    def query(self, sql: str) -> list[tuple]:
        """Ask the published warehouse."""
        with duckdb.connect(self.home / "redzone.duckdb", read_only=True) as connection:
            return connection.execute(sql).fetchall()


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory, redzone: Redzone) -> Iterator[Built]:
    """Seeds and an inbox with good files, a broken row and files that can't be read."""
    home = tmp_path_factory.mktemp("home")
    inbox = home / "inbox" / "ucdp_ged"
    events = [
        ged_row(id=1, best=3, low=2, high=5),
        ged_row(id=2, type_of_violence=3, side_b="Civilians", best=4, deaths_civilians=4, high=4),
        ged_row(id=3, latitude="north of town"),
        ged_row(id=4, date_prec=4, country="Nowhere", country_id=9999),
        ged_row(id=2, best=99),
    ]
    write_ged(inbox / "GEDEvent_v1_0_2.csv", events)
    write_ged(inbox / "GEDEvent_v1_0_3.csv", [ged_row(id=1, best=6, low=6, high=6)])
    write_ged(inbox / "copy_of_v1_0_3.csv", [ged_row(id=1, best=6, low=6, high=6)])
    (inbox / "empty.csv").write_text("")
    (inbox / "latin1.csv").write_bytes("id,side_a\n1,Burkinabè\n".encode("latin-1"))
    (inbox / "lacking.csv").write_text("id,year\n1,2001\n")
    (inbox / "unclosed.csv").write_text('id,year\n1,"2001\n2,2002\n')
    (inbox / "export[1].csv").write_text("id\n1\n")
    (inbox / "table.xlsx").write_bytes(b"PK")
    (home / "inbox" / "stray.csv").write_text("a\n1\n")
    (home / "inbox" / "\x1b[2J.csv").write_text("a\n2\n")
    articles = home / "inbox" / "articles"
    articles.mkdir()
    (articles / "malformed.md").write_text("---\ntitle: [unclosed\n---\ntext\n")
    (articles / "open.md").write_text("---\ntitle: no end\n")
    # What is new and broken would be taken for half-written.
    an_hour_ago = time.time() - 3600
    for path in (home / "inbox").rglob("*.*"):
        os.utime(path, (an_hour_ago, an_hour_ago))
    finished = redzone("build", "--home", str(home), timeout=600)
    assert finished.returncode == 0, finished.stdout + finished.stderr
    yield Built(home, finished.stdout)


def tree_digest(folder: Path) -> dict[str, str]:
    """SHA-256 of every file below a folder, by its relative path."""
    import hashlib

    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def run_checked(arguments: list[str], **options) -> subprocess.CompletedProcess:
    """Run a command and fail with what it printed when it fails."""
    finished = subprocess.run(arguments, capture_output=True, text=True, check=False, **options)
    assert finished.returncode == 0, finished.stdout + finished.stderr
    return finished
