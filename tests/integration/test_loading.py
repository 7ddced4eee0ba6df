"""Loading files into the raw tables of a real build file: what is read, kept, revised, refused."""

import csv
import gzip
import io
import json
import os
import random
import shutil
import time
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

import duckdb
import openpyxl
import pytest

from orchestration import ledger, loading
from orchestration.country_names import map_country_names
from orchestration.home import prepare_home
from orchestration.loading import load_files
from orchestration.settings import PROJECT, Settings
from orchestration.sources import SOURCES, Source
from orchestration.sources.acled import ACLED
from orchestration.sources.incidents import INCIDENTS
from orchestration.sources.ucdp_ged import UCDP_GED
from tests.integration.conftest import ged_row

NOON = datetime(2026, 3, 1, 12)
HOUR = 3600


class Desk:
    """A home with an inbox, and its build file, into which the seeds were loaded before."""

    def __init__(self, settings: Settings, connection: duckdb.DuckDBPyConnection):
        self.settings, self.connection = settings, connection
        self.now = NOON

    def load(self, sources: Sequence[Source] = SOURCES) -> None:
        """Load what is new, an hour later than the last time."""
        self.now += timedelta(hours=1)
        load_files(self.connection, self.settings, self.now, sources)

    def drop(self, name: str, content: bytes | str, *, age: float = HOUR) -> Path:
        """Put a file into the inbox, last changed some seconds ago."""
        path = self.settings.inbox / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        moment = time.time() - age
        os.utime(path, (moment, moment))
        return path

    def drop_events(self, name: str, *rows: dict, age: float = HOUR) -> Path:
        """Put a GED file into the inbox."""
        return self.drop(name, ged_bytes(*rows), age=age)

    def query(self, sql: str, *values: object) -> list[tuple]:
        """Ask the build file."""
        return self.connection.execute(sql, values).fetchall()

    def books(self, columns: str = "status, reason") -> dict[str, tuple]:
        """Some columns of what became of each file of the inbox, by its name below it."""
        found = self.query(f"select file[7:], {columns} from raw.loads where origin = 'inbox'")
        return {name: tuple(values) for name, *values in found}

    def statuses(self) -> dict[str, str]:
        """Status of each file of the inbox."""
        return {name: status for name, (status,) in self.books("status").items()}

    def events(self) -> list[tuple]:
        """File, id and best figure of each event in the raw table."""
        return self.query("select _file[7:], id, best from raw.ucdp_ged order by all")


@pytest.fixture(scope="module")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build file that the seeds were loaded into."""
    settings = Settings.from_paths(tmp_path_factory.mktemp("seeded"), PROJECT / "seeds")
    prepare_home(settings)
    with duckdb.connect(settings.build_file) as connection:
        load_files(connection, settings, NOON)
    return settings.build_file


@pytest.fixture
def desk(tmp_path: Path, seeded: Path) -> Iterator[Desk]:
    settings = Settings.from_paths(tmp_path / "home", PROJECT / "seeds")
    prepare_home(settings)
    shutil.copy(seeded, settings.build_file)
    with duckdb.connect(settings.build_file) as connection:
        yield Desk(settings, connection)


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the files whose records are read, in order."""
    names = []
    real = loading.open_source_file

    def noted(path: Path, *arguments, **named):
        names.append(path.name)
        return real(path, *arguments, **named)

    monkeypatch.setattr(loading, "open_source_file", noted)
    return names


def ged_bytes(*rows: dict) -> bytes:
    """A GED file of some made-up events."""
    text = io.StringIO()
    writer = csv.DictWriter(text, UCDP_GED.columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


# --- what is read -----------------------------------------------------------------------------


def test_only_new_files_are_read(desk: Desk, opened: list[str]):
    desk.drop_events("ucdp_ged/a.csv", ged_row(id=1))
    desk.load()
    desk.drop_events("ucdp_ged/b.csv", ged_row(id=2))
    desk.load()
    desk.load()
    assert opened == ["a.csv", "b.csv"]
    assert desk.books("loaded_at") == {
        "ucdp_ged/a.csv": (NOON + timedelta(hours=1),),
        "ucdp_ged/b.csv": (NOON + timedelta(hours=2),),
    }


def test_a_file_that_is_touched_is_not_loaded_again(desk: Desk, opened: list[str]):
    path = desk.drop_events("ucdp_ged/a.csv", ged_row(id=1))
    desk.load()
    before = desk.books("*")
    os.utime(path, (path.stat().st_atime, path.stat().st_mtime + 60))
    for _ in range(2):
        desk.load()
    assert opened == ["a.csv"]
    assert desk.books("loaded_at, data_as_of, status, reason") == {
        "ucdp_ged/a.csv": (
            NOON + timedelta(hours=1),
            desk.query("select data_as_of from raw.loads where file like '%a.csv'")[0][0],
            "loaded",
            None,
        )
    }
    assert desk.books("modified_ns") == {"ucdp_ged/a.csv": (path.stat().st_mtime_ns,)}
    assert before.keys() == desk.books("*").keys()


def test_what_reads_differently_reads_every_file_again(
    desk: Desk, opened: list[str], monkeypatch: pytest.MonkeyPatch
):
    desk.drop_events("ucdp_ged/a.csv", ged_row(id=1))
    desk.drop_events("ucdp_ged/b.csv", ged_row(id=2))
    desk.load([UCDP_GED])
    for module in (ledger, loading):
        monkeypatch.setattr(module, "reader_digest", lambda: "another")
    desk.load([UCDP_GED])
    assert opened == ["a.csv", "b.csv"] * 2
    assert [(id, best) for _, id, best in desk.events()] == [("1", "0"), ("2", "0")]
    assert desk.query("select * from raw.revisions") == []


def test_a_build_file_of_another_shape_is_filled_anew(desk: Desk):
    desk.drop_events("ucdp_ged/a.csv", ged_row(id=1))
    desk.load([UCDP_GED])
    desk.connection.execute("alter table raw.loads drop column as_of_basis")
    desk.load([UCDP_GED])
    assert desk.query("select file from raw.loads") == [("inbox/ucdp_ged/a.csv",)]
    assert desk.events() == [("ucdp_ged/a.csv", "1", "0")]
    left = "select table_name from duckdb_tables() where table_name in ('countries', 'ucdp_ged')"
    assert desk.query(left) == [("ucdp_ged",)]


@pytest.mark.parametrize("book", ["rejected_rows", "revisions"])
def test_a_book_of_another_shape_is_begun_anew(desk: Desk, book: str):
    desk.connection.execute(f"alter table raw.{book} drop column file")
    desk.drop_events("ucdp_ged/a.csv", ged_row(id=1, best="many"))
    desk.load([UCDP_GED])
    assert desk.statuses() == {"ucdp_ged/a.csv": "loaded"}
    assert desk.query(f"select file from raw.{book} limit 0") == []


def test_a_raw_table_of_other_columns_is_made_again(desk: Desk):
    desk.drop_events("ucdp_ged/a.csv", ged_row(id=1))
    desk.load()
    desk.connection.execute("alter table raw.ucdp_ged drop column geom_wkt")
    desk.load()
    assert desk.events() == [("ucdp_ged/a.csv", "1", "0")]
    assert len(desk.books()) == 1


def test_a_selection_leaves_the_files_of_other_sources_alone(desk: Desk):
    desk.drop_events("ucdp_ged/a.csv", ged_row(id=1))
    desk.drop_events("at the root.csv", ged_row(id=2))
    stray = desk.drop("stray.csv", "a\n1\n")
    desk.load([ACLED])
    assert desk.books() == {}
    desk.load()
    stray.unlink()
    (desk.settings.inbox / "ucdp_ged" / "a.csv").unlink()
    desk.load([ACLED])
    assert desk.statuses() == {
        "ucdp_ged/a.csv": "loaded",
        "at the root.csv": "loaded",
        "stray.csv": "refused",
    }
    desk.load([UCDP_GED])
    assert [id for _, id, _ in desk.events()] == ["2"]


def test_hundreds_of_files_arrive_at_once(desk: Desk, opened: list[str]):
    for number in range(200):
        desk.drop_events(f"{number:03}.csv", ged_row(id=number % 10))
    for number in range(50):
        desk.drop(f"empty {number}.csv", "")
    desk.load()
    assert len(desk.events()) == 10
    assert len(opened) == 60
    found = desk.query("select status, count(*) from raw.loads where origin = 'inbox' group by 1")
    assert dict(found) == {"loaded": 10, "duplicate": 190, "refused": 50}
    began = time.monotonic()
    desk.load()
    assert time.monotonic() - began < 2
    assert len(opened) == 60


# --- the same bytes twice ---------------------------------------------------------------------


def test_the_same_bytes_are_loaded_once(desk: Desk):
    desk.drop_events("ucdp_ged/a.csv", ged_row(id=1))
    desk.drop_events("ucdp_ged/sub/b.csv", ged_row(id=1))
    desk.drop_events("c.csv", ged_row(id=1))
    desk.load()
    desk.load()
    assert len(desk.events()) == 1
    same = "the same bytes as inbox/c.csv"
    assert desk.books() == {
        "c.csv": ("loaded", None),
        "ucdp_ged/a.csv": ("duplicate", same),
        "ucdp_ged/sub/b.csv": ("duplicate", same),
    }


def test_a_copy_of_a_seed_is_a_duplicate(desk: Desk):
    seed = next((PROJECT / "seeds" / "incidents").glob("*.csv"))
    desk.drop(f"incidents/{seed.name}", seed.read_bytes())
    desk.load()
    same = f"the same bytes as seeds/incidents/{seed.name}"
    assert desk.books() == {f"incidents/{seed.name}": ("duplicate", same)}


def test_a_file_in_a_folder_of_another_source_does_not_hide_the_same_bytes_in_the_right_one(
    desk: Desk,
):
    desk.drop_events("acled/a.csv", ged_row(id=1))
    desk.drop_events("ucdp_ged/a.csv", ged_row(id=1))
    desk.load()
    assert desk.statuses() == {"acled/a.csv": "refused", "ucdp_ged/a.csv": "loaded"}


@pytest.mark.parametrize("change", ["deleted", "renamed", "other bytes", "refused"])
def test_a_duplicate_is_loaded_when_its_original_is_no_longer_what_it_was(desk: Desk, change: str):
    original = desk.drop_events("ucdp_ged/a.csv", ged_row(id=1))
    desk.drop_events("ucdp_ged/b.csv", ged_row(id=1))
    desk.load()
    expected = {"ucdp_ged/b.csv": "loaded"}
    match change:
        case "deleted":
            original.unlink()
        case "renamed":
            original.rename(original.with_name("z.csv"))
            expected = {"ucdp_ged/b.csv": "duplicate", "ucdp_ged/z.csv": "loaded"}
        case "other bytes":
            desk.drop_events("ucdp_ged/a.csv", ged_row(id=2), age=60)
            expected["ucdp_ged/a.csv"] = "loaded"
        case "refused":
            desk.drop("ucdp_ged/a.csv", "garbage\n", age=60)
            expected["ucdp_ged/a.csv"] = "refused"
    desk.load()
    assert desk.statuses() == expected
    assert [id for _, id, _ in desk.events()].count("1") == 1


def test_a_duplicate_is_loaded_though_the_build_died_after_its_original_had_left(desk: Desk):
    original = desk.drop_events("ucdp_ged/a.csv", ged_row(id=1))
    desk.drop_events("ucdp_ged/b.csv", ged_row(id=1))
    desk.load()
    original.unlink()
    desk.connection.execute("delete from raw.ucdp_ged")
    desk.connection.execute("delete from raw.loads where file like '%/a.csv'")
    desk.load()
    assert desk.events() == [("ucdp_ged/b.csv", "1", "0")]


def test_a_copy_beside_a_touched_file_loads_its_rows_once(desk: Desk):
    desk.drop_events("ucdp_ged/b.csv", ged_row(id=1))
    desk.load()
    desk.drop_events("ucdp_ged/b.csv", ged_row(id=1), age=60)
    desk.drop_events("ucdp_ged/a.csv", ged_row(id=1))
    desk.load()
    assert sorted(desk.statuses().values()) == ["duplicate", "loaded"]
    assert len(desk.events()) == 1


def test_two_files_that_change_places_keep_their_rows(desk: Desk):
    desk.drop_events("ucdp_ged/a.csv", ged_row(id=1))
    desk.drop_events("ucdp_ged/b.csv", ged_row(id=2))
    desk.load()
    desk.drop_events("ucdp_ged/a.csv", ged_row(id=2), age=60)
    desk.drop_events("ucdp_ged/b.csv", ged_row(id=1), age=60)
    desk.load()
    assert desk.events() == [("ucdp_ged/a.csv", "2", "0"), ("ucdp_ged/b.csv", "1", "0")]
    assert set(desk.statuses().values()) == {"loaded"}


# --- files that leave and files that are replaced -----------------------------------------------


def test_all_that_a_deleted_file_left_leaves(desk: Desk):
    desk.drop_events("ucdp_ged/a.csv", ged_row(id=1))
    desk.load()
    path = desk.drop_events("ucdp_ged/a.csv", ged_row(id=1, best=2), ged_row(id=2, best="x"), age=9)
    desk.load()
    for table in ("ucdp_ged", "rejected_rows", "revisions"):
        assert len(desk.query(f"from raw.{table}")) == 1, table
    path.unlink()
    desk.load()
    for table in ("ucdp_ged", "rejected_rows", "revisions"):
        assert desk.query(f"from raw.{table}") == [], table
    assert desk.books() == {}


def test_a_file_that_is_moved_to_another_folder_keeps_its_rows_once(desk: Desk):
    path = desk.drop_events("ucdp_ged/a.csv", ged_row(id=1))
    desk.load()
    path.rename(desk.settings.inbox / "a.csv")
    desk.load()
    assert desk.events() == [("a.csv", "1", "0")]
    assert desk.statuses() == {"a.csv": "loaded"}


def test_a_replaced_file_tells_what_changed_and_when(desk: Desk):
    name = "ucdp_ged/GEDEvent_v26_0_1.csv"
    desk.drop_events(
        name, ged_row(id=1, best=3, high=3), ged_row(id=2), ged_row(id=3, where_coordinates="Gao")
    )
    desk.load()
    [(first, as_of, basis, version)] = desk.query(
        "select sha256, data_as_of, as_of_basis, source_version from raw.loads "
        "where file like '%v26_0_1.csv'"
    )
    assert (as_of, basis, version) == (date(2026, 2, 28), "release", "26.0.1")
    desk.drop_events(
        name,
        ged_row(id=1, best=5, high=5),
        ged_row(id=3, where_coordinates="Gao"),
        ged_row(id=4),
        age=60,
    )
    desk.load()
    [(second, as_of, basis, version)] = desk.query(
        "select sha256, data_as_of, as_of_basis, source_version from raw.loads "
        "where file like '%v26_0_1.csv'"
    )
    assert (as_of, basis, version) == (desk.now.date(), "replaced", "26.0.1")
    assert desk.query(
        "select record_key, change, column_name, old_value, new_value from raw.revisions "
        "where change <> 'removed' order by all"
    ) == [
        ("1", "revised", "best", "3", "5"),
        ("1", "revised", "high", "3", "5"),
        ("4", "added", None, None, None),
    ]
    [(key, column, old, new)] = desk.query(
        "select record_key, column_name, old_value, new_value from raw.revisions "
        "where change = 'removed'"
    )
    assert (key, column, new, json.loads(old)["side_b"]) == ("2", None, None, "JNIM")
    assert desk.query(
        "select distinct source, file, old_sha256, new_sha256, old_as_of, new_as_of, revised_at "
        "from raw.revisions"
    ) == [
        ("ucdp_ged", f"inbox/{name}", first, second, date(2026, 2, 28), desk.now.date(), desk.now)
    ]
    assert desk.events() == [(name, "1", "5"), (name, "3", "0"), (name, "4", "0")]
    assert desk.query("select distinct _sha256, _as_of from raw.ucdp_ged") == [
        (second, desk.now.date())
    ]


def test_the_day_of_a_replacement_stays_when_files_are_read_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
):
    for best in (1, 2):
        desk.drop_events("ucdp_ged/GEDEvent_v26_0_1.csv", ged_row(id=1, best=best), age=60 - best)
        desk.load()
    replaced = (desk.now.date(), "replaced")
    desk.now += timedelta(days=30)
    for module in (ledger, loading):
        monkeypatch.setattr(module, "reader_digest", lambda: "another")
    desk.load([UCDP_GED])
    assert list(desk.books("data_as_of, as_of_basis").values()) == [replaced]
    assert list(desk.books("loaded_at").values()) == [(desk.now,)]


def test_a_replacement_before_the_release_has_surely_come_out_is_not_older_than_it(desk: Desk):
    desk.now = datetime(2026, 2, 21)
    for best in (1, 2):
        desk.drop_events("ucdp_ged/GEDEvent_v26_0_1.csv", ged_row(id=1, best=best), age=60 - best)
        desk.load()
    assert list(desk.books("data_as_of, as_of_basis").values()) == [(date(2026, 2, 28), "replaced")]


def test_a_clock_that_runs_ahead_dates_no_data(desk: Desk):
    desk.drop_events("ucdp_ged/a.csv", ged_row(id=1), age=-365 * 24 * HOUR)
    desk.load()
    assert list(desk.books("status, data_as_of, as_of_basis").values()) == [
        ("loaded", desk.now.date(), "file")
    ]


def test_a_file_that_is_replaced_by_garbage_is_refused_and_its_rows_leave(desk: Desk):
    desk.drop_events("ucdp_ged/a.csv", ged_row(id=1), ged_row(id=2, best="x"))
    desk.load()
    desk.drop("ucdp_ged/a.csv", b"\x00\xff garbage\n", age=60)
    desk.load()
    [(status, reason)] = desk.books().values()
    assert status == "refused"
    assert desk.events() == []
    assert desk.query("select rule, expected from raw.rejected_rows") == [("source-error", reason)]


def test_a_file_that_becomes_one_of_another_source_takes_its_rows_along(desk: Desk):
    desk.drop_events("a.csv", ged_row(id=1))
    desk.load()
    seed = next((PROJECT / "seeds" / "incidents").glob("*.csv")).read_text().splitlines()
    desk.drop("a.csv", "\n".join(seed[:2]) + "\n", age=60)
    desk.load()
    assert desk.events() == []
    assert desk.query("select count(*) from raw.incidents where _file = 'inbox/a.csv'") == [(1,)]
    assert desk.books("source") == {"a.csv": ("incidents",)}


# --- files that arrive --------------------------------------------------------------------------


def test_a_half_written_file_waits_until_it_is_whole(desk: Desk):
    whole = ged_bytes(ged_row(id=1), ged_row(id=2))
    desk.drop("ucdp_ged/a.csv", whole[:-40], age=10)
    desk.load()
    [(status, reason)] = desk.books().values()
    assert (status, "breaks off" in reason) == ("waiting", True)
    assert desk.events() == []
    desk.drop("ucdp_ged/a.csv", whole, age=10)
    desk.load()
    assert desk.books() == {"ucdp_ged/a.csv": ("loaded", None)}


def test_rows_stay_while_a_newer_copy_is_half_written(desk: Desk, opened: list[str]):
    desk.drop_events("ucdp_ged/a.csv", ged_row(id=1))
    desk.load()
    desk.drop("ucdp_ged/a.csv", ged_bytes(ged_row(id=1, best=7))[:-40], age=10)
    for _ in range(2):
        desk.load()
        assert desk.events() == [("ucdp_ged/a.csv", "1", "0")]
        [(status, reason)] = desk.books().values()
        assert (status, reason.startswith("a newer copy waits:")) == ("loaded", True)
    desk.drop_events("ucdp_ged/a.csv", ged_row(id=1, best=7), age=10)
    desk.load()
    assert desk.events() == [("ucdp_ged/a.csv", "1", "7")]
    assert desk.books() == {"ucdp_ged/a.csv": ("loaded", None)}
    assert opened == ["a.csv", "a.csv"]


@pytest.mark.parametrize("age", [HOUR, 60], ids=["as it was", "touched"])
def test_a_newer_copy_that_never_came_is_forgotten(desk: Desk, age: float):
    path = desk.drop_events("ucdp_ged/a.csv", ged_row(id=1))
    desk.load()
    before = path.stat()
    desk.drop("ucdp_ged/a.csv", "half", age=10)
    desk.load()
    desk.drop_events("ucdp_ged/a.csv", ged_row(id=1), age=age)
    if age == HOUR:
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    desk.load()
    assert desk.books() == {"ucdp_ged/a.csv": ("loaded", None)}


@pytest.mark.parametrize("content", ["whole", "broken"])
def test_a_file_that_changes_while_it_is_read_waits(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, content: str
):
    path = desk.drop_events("ucdp_ged/a.csv", ged_row(id=1))
    desk.load()
    text = ged_bytes(ged_row(id=1, best=7)) if content == "whole" else b"garbage\n"
    desk.drop("ucdp_ged/a.csv", text, age=60)
    real = loading.open_source_file

    def changing(*arguments, **named):
        os.utime(path)
        return real(*arguments, **named)

    monkeypatch.setattr(loading, "open_source_file", changing)
    desk.load()
    [(status, reason)] = desk.books().values()
    assert (status, reason) == ("loaded", "a newer copy waits: it changed while it was read.")
    assert desk.events() == [("ucdp_ged/a.csv", "1", "0")]


def test_a_file_that_is_deleted_while_files_are_loaded_is_gone_the_next_time(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
):
    desk.drop_events("ucdp_ged/a.csv", ged_row(id=1))
    last = desk.drop_events("ucdp_ged/b.csv", ged_row(id=2))
    real = loading.open_source_file

    def deleting(path: Path, *arguments, **named):
        last.unlink(missing_ok=True)
        return real(path, *arguments, **named)

    monkeypatch.setattr(loading, "open_source_file", deleting)
    desk.load()
    assert desk.statuses() == {"ucdp_ged/a.csv": "loaded", "ucdp_ged/b.csv": "waiting"}
    desk.load()
    assert desk.statuses() == {"ucdp_ged/a.csv": "loaded"}


def test_a_file_that_may_not_be_read_is_loaded_once_it_may(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
):
    desk.drop_events("ucdp_ged/a.csv", ged_row(id=1))
    desk.drop_events("ucdp_ged/b.csv", ged_row(id=2))
    real = loading.digests

    def forbidden(paths: Sequence[Path], algorithms: Sequence[str]):
        if paths[0].name == "a.csv":
            raise PermissionError(13, "Permission denied", str(paths[0]))
        return real(paths, algorithms)

    with monkeypatch.context() as patch:
        patch.setattr(loading, "digests", forbidden)
        desk.load()
    assert desk.books() == {
        "ucdp_ged/a.csv": ("waiting", "it cannot be read: Permission denied."),
        "ucdp_ged/b.csv": ("loaded", None),
    }
    desk.load()
    assert desk.statuses() == {"ucdp_ged/a.csv": "loaded", "ucdp_ged/b.csv": "loaded"}


def test_a_build_that_dies_in_a_file_leaves_the_tables_as_they_were(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
):
    desk.drop_events("ucdp_ged/a.csv", ged_row(id=1))
    desk.load()
    desk.drop_events("ucdp_ged/a.csv", ged_row(id=1, best=2), age=60)
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(ledger.Ledger, "enter", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        desk.load()
    desk.connection.close()
    desk.connection = duckdb.connect(desk.settings.build_file)
    assert desk.events() == [("ucdp_ged/a.csv", "1", "0")]
    assert desk.query("from raw.revisions") == []
    desk.load()
    assert desk.events() == [("ucdp_ged/a.csv", "1", "2")]
    desk.connection.close()


# --- what a file is -----------------------------------------------------------------------------


def test_a_file_at_the_root_is_known_by_its_columns(desk: Desk):
    desk.drop_events("at the root.csv", ged_row(id=1))
    desk.drop_events("some folder/in it.csv", ged_row(id=2))
    desk.load()
    assert desk.books("source, status") == {
        "at the root.csv": ("ucdp_ged", "loaded"),
        "some folder/in it.csv": ("ucdp_ged", "loaded"),
    }


def test_a_file_of_no_source_is_refused_and_told_what_was_tried(desk: Desk):
    columns = [column for column in INCIDENTS.columns if column != "summary"]
    desk.drop("mine.csv", ",".join(columns) + "\n")
    desk.load()
    [(source, status, reason)] = desk.books("source, status, reason").values()
    assert (source, status) == ("unrecognised", "refused")
    tried = reason.removeprefix("it is a file of no source. Tried: ")
    assert tried.startswith("incidents (lacks summary); ")
    for other in SOURCES:
        named = f"{other.name} (" in tried
        assert named == (bool(other.inbox) and other.name != "articles"), other.name
    assert tried.endswith(f"It has: {', '.join(columns)}.")


def test_columns_that_a_layout_lacks_and_those_that_it_has_more_are_noted(desk: Desk):
    rows = [{**ged_row(id=1), "my_note": "x"}]
    for name in ("relid", "geom_wkt"):
        del rows[0][name]
    text = io.StringIO()
    writer = csv.DictWriter(text, rows[0], lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    desk.drop("ucdp_ged/a.csv", text.getvalue())
    desk.load()
    assert list(desk.books("status, ignored_columns, absent_columns").values()) == [
        ("loaded", "my_note", "relid, geom_wkt")
    ]
    assert desk.query("select id, relid, geom_wkt from raw.ucdp_ged") == [("1", None, None)]


def test_a_row_of_hxl_tags_is_no_row(desk: Desk):
    header, *rows = ged_bytes(ged_row(id=1), ged_row(id=2)).decode().splitlines()
    tags = ",".join(f"#{name}" for name in UCDP_GED.columns)
    desk.drop("ucdp_ged/hdx.csv", "\n".join([header, tags, *rows]) + "\n")
    desk.load()
    assert list(desk.books("rows_in, rows_loaded, rows_rejected").values()) == [(2, 2, 0)]
    assert desk.query("select id, _row from raw.ucdp_ged order by id") == [("1", 3), ("2", 4)]


COPIES = ("csv", "csv.gz", "csv.zip", "xlsx", "json", "geojson", "parquet", "json.gz")


@pytest.mark.parametrize("kind", COPIES)
def test_one_file_gives_the_same_rows_however_it_is_written(desk: Desk, kind: str):
    rows = [
        ged_row(id=1, best=3, high=4, date_start="2001-02-03", date_end="2001-02-03"),
        ged_row(id=2, side_b='Jama\'a "نصرة"', date_start="2001-02-04", date_end="2001-02-04"),
        ged_row(id=3, best=-1),
    ]
    desk.drop(f"ucdp_ged/GEDEvent_v26_0_1.{kind}", copy_of(rows, kind))
    desk.load()
    assert list(desk.books("status, rows_in, rows_loaded, rows_rejected").values()) == [
        ("loaded", 3, 2, 1)
    ]
    columns = ", ".join(UCDP_GED.columns)
    expected = [
        tuple(None if row[name] == "" else str(row[name]) for name in UCDP_GED.columns)
        for row in rows[:2]
    ]
    assert desk.query(f"select {columns} from raw.ucdp_ged order by _row") == expected
    assert desk.query("select row_number, column_name, value from raw.rejected_rows") == [
        (4, "best", "-1")
    ]
    assert list(desk.books("source_version, data_as_of").values()) == [
        ("26.0.1", date(2026, 2, 28))
    ]


def copy_of(rows: list[dict], kind: str) -> bytes:
    """The rows as a file of some kind."""
    match kind.split("."):
        case ["csv"]:
            return ged_bytes(*rows)
        case [inner, "gz"]:
            return gzip.compress(copy_of(rows, inner))
        case [inner, "zip"]:
            packed = io.BytesIO()
            with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
                archive.writestr(f"GEDEvent.{inner}", copy_of(rows, inner))
            return packed.getvalue()
        case ["xlsx"]:
            workbook, stream = openpyxl.Workbook(), io.BytesIO()
            workbook.active.append(UCDP_GED.columns)
            for row in rows:
                workbook.active.append([None if cell == "" else cell for cell in row.values()])
            workbook.save(stream)
            return stream.getvalue()
        case ["json"]:
            return json.dumps({"Result": rows}, ensure_ascii=False).encode()
        case ["geojson"]:
            features = [
                {
                    "type": "Feature",
                    "properties": {k: v for k, v in row.items() if not k.endswith("itude")},
                    "geometry": {
                        "type": "Point",
                        "coordinates": [row["longitude"], row["latitude"]],
                    },
                }
                for row in rows
            ]
            return json.dumps({"type": "FeatureCollection", "features": features}).encode()
        case ["parquet"]:
            import pyarrow as pa
            import pyarrow.parquet as pq

            stream = io.BytesIO()
            values = [{k: None if v == "" else v for k, v in row.items()} for row in rows]
            pq.write_table(pa.Table.from_pylist(values), stream)
            return stream.getvalue()
    raise ValueError(kind)


# --- rows in = rows loaded + rows rejected ------------------------------------------------------


@pytest.mark.parametrize("seed", range(4))
def test_every_row_is_loaded_or_rejected_whatever_it_holds(desk: Desk, seed: int):
    chance = random.Random(seed)  # noqa: S311
    cells = ["", "1", "-1", "x", '"', "a,b", "a\nb", "1e999", "NaN", "ñ", " ", "2001-13-01", "1;2"]
    files = {}
    for number in range(3):
        rows = [ged_row(id=chance.randrange(8)) for _ in range(chance.randrange(1, 12))]
        for row in rows:
            for column in chance.sample(UCDP_GED.columns, chance.choice([0, 0, 1, 3])):
                row[column] = chance.choice(cells)
        files[f"ucdp_ged/{number}.csv"] = len(rows)
        desk.drop_events(f"ucdp_ged/{number}.csv", *rows)
    desk.load([UCDP_GED])
    counted = desk.query(
        """
        select loads.file[7:], rows_in, rows_loaded, rows_rejected,
            (select count(*) from raw.ucdp_ged where _file = loads.file),
            (
                select count(distinct row_number) from raw.rejected_rows as rejected
                where rejected.file = loads.file
            )
        from raw.loads as loads where origin = 'inbox' order by all
        """
    )
    assert [(file, rows_in) for file, rows_in, *_ in counted] == [*files.items()]
    for _, rows_in, loaded, rejected, stored, kept in counted:
        assert rows_in == loaded + rejected
        assert (stored, kept) == (loaded, rejected)


# --- odd names and odd files --------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    [
        b'it\'s "quoted".csv',
        b"a*b?[c]{d}.csv",
        b"two\nlines.csv",
        "Données d’août – نسخة.csv".encode(),
        b"donn\xe9es.csv",
        b"\x1b[2J.csv",
        b"--help; drop table raw.loads.csv",
        b"%s {name} $1.csv",
        b"year=2024.csv",
    ],
    ids=repr,
)
def test_a_file_may_be_called_anything(desk: Desk, name: bytes):
    for row in (ged_row(id=1), ged_row(id=1, best=2)):
        desk.drop_events("ucdp_ged/" + os.fsdecode(name), row, age=HOUR - row["best"])
        desk.load()
    assert [status for status, _ in desk.books().values()] == ["loaded"]
    assert len(desk.query("from raw.revisions")) == 1
    assert desk.books().keys() == {f"ucdp_ged/{name.decode(errors='backslashreplace')}"}


def test_links_to_files_are_files_and_links_to_nothing_are_not(desk: Desk, tmp_path: Path):
    target = tmp_path / "elsewhere.csv"
    target.write_bytes(ged_bytes(ged_row(id=1)))
    os.utime(target, (0, 0))
    folder = desk.settings.inbox / "ucdp_ged"
    (folder / "link.csv").symlink_to(target)
    (folder / "broken.csv").symlink_to(tmp_path / "nothing")
    (folder / "circle.csv").symlink_to(folder / "circle.csv")
    (folder / "folder.csv").mkdir()
    desk.load()
    assert desk.statuses() == {"ucdp_ged/link.csv": "loaded"}


ODD_FILES = {
    "empty.csv": "",
    "blank.csv": "\n\n\n",
    "mark.csv": "\ufeff\n",
    "zip.csv": b"PK\x03\x04 no zip",
    "none.zip": b"PK\x03\x04 no zip",
    "nothing in it.zip": b"PK\x05\x06" + bytes(18),
    "none.xlsx": b"PK",
    "none.gz": b"\x1f\x8b\x08",
    "half.csv.gz": gzip.compress(b"a,b\n" * 1000)[:-8],
    "none.parquet": b"PAR1 and PAR1",
    "object.json": "{}",
    "no record.json": "[]",
    "no key.json": "[{}]",
    "no object.json": "[[1]]",
    "a key twice.json": '[{"id": 1, "id": 2}]',
    "half a key.json": '[{"\\ud800": 1}]',
    "half a value.json": '[{"id": "\\ud800"}]',
    "deep.json": "[" * 100_000,
    "deep value.json": '[{"id": ' + "[" * 900 + "]" * 900 + "}]",
    "odd keys.json": '[{"": 1, "_row": 2, "_file": 3, "c1": 4}]',
    "half.json": '[{"id": 1}, {"id"',
    "latin-1.json": '[{"id": "é"}]'.encode("latin-1"),
    "none.geojson": '{"type": "FeatureCollection", "features": []}',
    "no properties.geojson": '[{"type": "Feature", "properties": [1], "geometry": "x"}]',
    "no point.geojson": '[{"type": "Feature", "geometry": {"type": "Point", "coordinates": "1"}}]',
    "paper.pdf": b"%PDF-1.7\n",
    "no ending": "id\n",
    "empty.md": "",
    "bytes.md": b"---\n\xff\n---\n",
}


@pytest.mark.parametrize("folder", ["", "ucdp_ged/", "gdelt/", "articles/"])
def test_odd_files_are_refused_with_a_sentence_and_stop_nothing(desk: Desk, folder: str):
    for name, content in ODD_FILES.items():
        desk.drop(folder + name, content)
    desk.drop_events("ucdp_ged/good.csv", ged_row(id=1))
    desk.load()
    books = desk.books()
    assert books.pop("ucdp_ged/good.csv") == ("loaded", None)
    assert {name.removeprefix(folder) for name in books} == ODD_FILES.keys()
    for name, (status, reason) in books.items():
        assert status == "refused", name
        assert len(reason) > 10, name
        for trace in ("Parser Error", str(desk.settings.home)):
            assert trace not in reason, (name, reason)


def test_numbers_of_json_keep_their_digits(desk: Desk):
    row = ged_row(id=9007199254740993, latitude=0.1) | {"source_date": None, "adm_2": [1, {"a": 2}]}
    text = json.dumps([row]).replace("0.1", "0.10000000000000000001")
    desk.drop("ucdp_ged/a.json", text.encode("utf-16"))
    desk.load()
    assert desk.query("select id, latitude, source_date from raw.ucdp_ged") == [
        ("9007199254740993", "0.10000000000000000001", None)
    ]


@pytest.mark.parametrize("extra", ["_row", "_file", "_record", "_sha256", "ID", "c1", ""])
def test_a_column_may_be_called_anything(desk: Desk, extra: str):
    header, row = ged_bytes(ged_row(id=1)).decode().splitlines()
    desk.drop("ucdp_ged/a.csv", f"{header},{extra}\n{row},7\n")
    desk.load()
    assert desk.books() == {"ucdp_ged/a.csv": ("loaded", None)}
    assert desk.events() == [("ucdp_ged/a.csv", "1", "0")]


# --- names of countries -------------------------------------------------------------------------


def test_names_of_countries_map_where_one_is_meant(desk: Desk):
    names = [
        "Mali",
        "بوركينا فاسو",
        "Côte d'Ivoire",
        "Ivory Coast",
        "niger",
        "Nowhere",
        "Mali-Niger",
    ]
    for number, name in enumerate(names):
        desk.connection.execute(
            "insert into raw.acled (event_id_cnty, country) values (?, ?)", [str(number), name]
        )
    unknown = map_country_names(desk.connection)
    assert unknown == ["Mali-Niger", "Nowhere"]
    found = desk.query("select spelling, country_code from raw.country_names")
    assert dict(found) == dict(
        zip(names, ["MLI", "BFA", "CIV", "CIV", "NER", None, None], strict=True)
    )


@pytest.mark.parametrize("names", [[], ["Nowhere"], ["Mali-Niger"], [""]])
def test_no_name_or_one_alone_can_be_mapped(desk: Desk, names: list[str]):
    for name in names:
        desk.connection.execute("insert into raw.acled (country) values (?)", [name])
    assert map_country_names(desk.connection) == [name for name in names if name]
