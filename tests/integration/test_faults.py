"""What happens when the home, the seeds or the machine are not as they should be."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from orchestration.settings import PROJECT
from tests.conftest import REDZONE, Redzone
from tests.integration.conftest import Built, ged_row, tree_digest, write_ged


@pytest.fixture
def home(built: Built, tmp_path: Path) -> Path:
    """A copy of the built home."""
    return Path(shutil.copytree(built.home, tmp_path / "home"))


def start_build(home: Path) -> subprocess.Popen:
    return subprocess.Popen(
        [REDZONE, "build", "--home", str(home)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def wait_for(process: subprocess.Popen, line: str) -> None:
    for printed in process.stdout:
        if line in printed:
            return
    pytest.fail(f"the build ended before it printed {line!r}")


def published(home: Path) -> dict[str, str]:
    """Digest of the warehouse and of every file of a published version."""
    files = tree_digest(home)
    return {
        name: digest
        for name, digest in files.items()
        if name == "redzone.duckdb" or name.startswith("packages/sahel-")
    }


def test_a_killed_build_leaves_what_was_published_and_the_next_one_succeeds(
    home: Path, redzone: Redzone
):
    write_ged(home / "inbox" / "ucdp_ged" / "GEDEvent_v1_0_4.csv", [ged_row(id=5, best=1, high=1)])
    before = published(home)
    for moment in ("raw/incidents", "marts/events", "packages/sahel_incidents"):
        process = start_build(home)
        wait_for(process, moment)
        with process:
            process.send_signal(signal.SIGKILL)
        after = published(home)
        assert {name: after.get(name) for name in before} == before, moment
        for package in json.loads((home / "packages" / "catalog.json").read_text())["packages"]:
            for version in package["versions"]:
                assert (home / "packages" / version["path"]).is_file(), version
    finished = redzone("build", "--home", str(home), timeout=600)
    assert finished.returncode == 0, finished.stdout + finished.stderr
    assert (home / "packages" / "sahel-incidents" / "1.1.0" / "datapackage.json").exists()
    assert not list((home / "packages").glob(".staging-*"))
    with duckdb.connect(home / "redzone.duckdb", read_only=True) as connection:
        found = connection.execute("select 1 from marts.events where event_id = 'ucdp-5'")
        assert found.fetchall() == [(1,)]


def test_two_builds_at_once_take_turns_and_the_warehouse_can_be_queried_all_the_while(home: Path):
    builds = [start_build(home), start_build(home)]
    answers = set()
    while any(build.poll() is None for build in builds):
        with duckdb.connect(home / "redzone.duckdb", read_only=True) as connection:
            answers.add(connection.execute("select count(*) from marts.events").fetchone())
        time.sleep(0.05)
    outputs = [build.communicate()[0] for build in builds]
    assert [build.returncode for build in builds] == [0, 0], outputs
    assert sum("writes to this home; waiting." in output for output in outputs) == 1
    assert len(answers) == 1


def test_a_build_file_that_is_open_elsewhere_is_a_sentence(home: Path, redzone: Redzone):
    before = published(home)
    holder = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import duckdb, sys; held = duckdb.connect(sys.argv[1]); print('open'); "
            "sys.stdout.flush(); input()",
            str(home / "build" / "redzone.duckdb"),
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert holder.stdout.readline() == "open\n"
    try:
        finished = redzone("build", "--home", str(home))
    finally:
        holder.communicate("\n")
    assert finished.returncode == 1
    assert "cannot be opened" in finished.stdout
    assert "Close the program that has it open" in finished.stdout
    assert "Traceback" not in finished.stdout + finished.stderr
    assert published(home) == before


def test_missing_seeds_stop_the_build_with_a_sentence(tmp_path: Path, redzone: Redzone):
    seeds = Path(shutil.copytree(PROJECT / "seeds", tmp_path / "seeds"))
    shutil.rmtree(seeds / "incidents")
    finished = redzone("build", "--home", str(tmp_path / "home"), REDZONE_SEEDS=str(seeds))
    assert finished.returncode == 1
    assert f"No file matches {seeds / 'incidents'}" in finished.stdout
    assert "restore them with `git checkout -- seeds`" in finished.stdout
    assert "Traceback" not in finished.stdout + finished.stderr
    assert not (tmp_path / "home" / "redzone.duckdb").exists()


def test_a_broken_seed_stops_the_build_and_names_row_column_and_value(
    tmp_path: Path, redzone: Redzone
):
    seeds = Path(shutil.copytree(PROJECT / "seeds", tmp_path / "seeds"))
    advisories = seeds / "advisories" / "travel_advisories.csv"
    lines = advisories.read_text().splitlines()
    cells = lines[1].split(",")
    cells[4] = "9"
    advisories.write_text("\n".join([lines[0], ",".join(cells), *lines[2:]]) + "\n")
    finished = redzone("build", "--home", str(tmp_path / "home"), REDZONE_SEEDS=str(seeds))
    assert finished.returncode == 1
    assert "seeds/advisories/travel_advisories.csv" in finished.stdout
    assert "row 2, level: '9'; expected at most 4" in finished.stdout
    assert not (tmp_path / "home" / "redzone.duckdb").exists()


@pytest.fixture
def read_only_folder(tmp_path: Path) -> Iterator[Path]:
    """A folder that nobody can write to; for root, who can write anywhere, a mount."""
    folder = tmp_path / "read_only"
    folder.mkdir()
    if os.geteuid():
        folder.chmod(0o555)
        yield folder
        return
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "ro", "tmpfs", str(folder)], check=False
    )
    if mounted.returncode:
        pytest.skip("root cannot mount a read-only folder here")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_read_only_home_is_a_sentence(read_only_folder: Path, redzone: Redzone):
    finished = redzone("build", "--home", str(read_only_folder / "home"))
    assert finished.returncode == 1
    assert "cannot be written to" in finished.stderr
    assert "--home or REDZONE_HOME" in finished.stderr
    assert "Traceback" not in finished.stderr


def test_questions_before_the_first_build_say_what_to_do(tmp_path: Path, redzone: Redzone):
    for command in (["query", "select 1"], ["status"]):
        finished = redzone(*command, "--home", str(tmp_path))
        assert finished.returncode == 1
        assert "Run `redzone build` first" in finished.stderr


def test_a_selection_that_names_nothing_is_a_sentence(home: Path, redzone: Redzone):
    finished = redzone("build", "--home", str(home), "--select", "key:raw/nothing")
    assert finished.returncode == 1
    assert "names no asset" in finished.stderr


def test_a_selection_builds_only_what_it_names(home: Path, redzone: Redzone):
    finished = redzone("build", "--home", str(home), "--select", "key:raw/incidents")
    assert finished.returncode == 0, finished.stdout + finished.stderr
    made = [line.split()[1] for line in finished.stdout.splitlines() if line.startswith("✓ raw/")]
    assert made == ["raw/incidents"]
