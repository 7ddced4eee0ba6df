"""An analyst's day: the real files, an ACLED export and a day of GDELT dropped in at once."""

import csv
import os
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.acled import MARK, write_export
from tests.conftest import Redzone
from tests.gdelt import QUARTERS, write_day
from tests.integration.conftest import Built

# File of the shared data: where it is dropped, and what it is recognised as.
REAL = {
    "ucdp_candidate/GEDEvent_v23_0_10.csv": ("ucdp_ged", "ucdp_ged"),
    "ucdp_candidate/GEDEvent_v26_0_2.csv": ("", "ucdp_ged"),
    "ucdp_events_2025/sahel_2025.csv": ("", "ucdp_events"),
    "ucdp_country_month/sahel_country_month_1989_2026.csv": ("", "ucdp_country_month"),
    "ucdp_country_month/sahel_vintages.parquet": ("", "ucdp_country_month"),
    "insecurity_insight/sahel_incidents.csv": ("", "insecurity_insight"),
    "unhcr/population_sahel.csv": ("", "unhcr"),
    "unhcr/idmc_idp_stock_sahel.csv": ("", "unhcr_idp_stock"),
    "idmc/idu_monthly_sahel.csv": ("idmc_idu", "idmc_idu_monthly"),
    "travel_advisories/us_uk_changes_sahel.csv": ("", "travel_advisory_changes"),
    "gazetteer/pcodes_adm1_2_sahel.csv": ("", "pcodes"),
}
CORRECTED = "GEDEvent_v26_0_2.csv"


@pytest.fixture(scope="module")
def day(
    tmp_path_factory: pytest.TempPathFactory, shared_data: Path, redzone: Redzone
) -> Iterator[Built]:
    home = tmp_path_factory.mktemp("day")
    inbox = home / "inbox"
    for file, (folder, _) in REAL.items():
        (inbox / folder).mkdir(parents=True, exist_ok=True)
        shutil.copy(shared_data / file, inbox / folder)
    for folder in ("acled", "gdelt"):
        (inbox / folder).mkdir()
    write_export(inbox / "acled" / "export.csv", date(2019, 1, 1), date(2021, 12, 31))
    write_day(inbox / "gdelt", date(2031, 1, 2), rows=20)
    finished = redzone("build", "--home", home, timeout=600)
    assert finished.returncode == 0, finished.stdout + finished.stderr
    yield Built(home, finished.stdout)


def test_every_real_file_is_recognised_and_every_row_accounted_for(day: Built, shared_data: Path):
    loads = {
        Path(file).name: (source, status, rows_in, loaded + rejected)
        for file, source, status, rows_in, loaded, rejected in day.query(
            "select file, source, status, rows_in, rows_loaded, rows_rejected from marts.loads "
            "where origin = 'inbox'"
        )
    }
    for file, (_, source) in REAL.items():
        rows = _count(shared_data / file)
        assert loads[Path(file).name] == (source, "loaded", rows, rows), file


def _count(path: Path) -> int:
    if path.suffix == ".parquet":
        import pyarrow.parquet as pq

        return pq.read_metadata(path).num_rows
    with path.open(newline="", encoding="utf-8-sig") as stream:
        return sum(1 for _ in csv.DictReader(stream))


def test_a_day_of_gdelt_is_loaded_and_makes_no_event(day: Built):
    assert day.query("select count(*), count(distinct file) from staging.stg_gdelt") == [
        (20 * QUARTERS, QUARTERS)
    ]
    assert day.query("select count(*) from marts.event_reports where source_id = 'gdelt'") == [(0,)]


def test_every_load_tells_the_day_whose_knowledge_it_shows(day: Built):
    assert day.query("select file from marts.loads where data_as_of is null") == []
    assert day.query(
        "select data_as_of, as_of_basis from marts.loads where file like '%GEDEvent%' order by file"
    ) == [(date(2026, 3, 31), "release"), (date(2023, 11, 30), "release")]


def test_a_source_that_forbids_it_is_used_here_and_stands_in_no_package(day: Built):
    assert day.query(
        "select count(*) > 600, bool_or(is_redistributable) from marts.event_reports "
        "where source_id = 'acled'"
    ) == [(True, False)]
    assert day.query(
        "select target, count(distinct series_id), max(month) from marts.monthly_series "
        "where source_id = 'acled' group by target order by target"
    ) == [
        ("acled_fatalities", 3, date(2021, 12, 1)),
        ("acled_incidents", 3, date(2021, 12, 1)),
    ]
    assert day.query(
        "select distinct target from marts.forecasts where target like 'acled%' order by target"
    ) == [("acled_fatalities",), ("acled_incidents",)]
    tables = list((day.home / "packages").rglob("*.csv"))
    assert len(tables) > 20
    for path in tables:
        text = path.read_text(encoding="utf-8")
        assert MARK not in text, path
        for trace in ("acled-", "acled_incidents", "acled_fatalities"):
            assert trace not in text, (path, trace)


def test_the_states_of_a_series_are_kept_side_by_side(day: Built):
    """Candidate data of October 2023 became final data later; both stand as they stood."""
    states = day.query(
        "select as_of_date, value from marts.series_vintages "
        "where series_id = 'fatalities:NER' and month = '2023-10-01' order by as_of_date"
    )
    assert len(states) > 10
    assert len({value for _, value in states}) > 1
    assert day.query(
        "select count(*) from marts.series_vintages "
        "where series_id like 'fatalities:%' and as_of_date between '2026-03-10' and '2026-03-27'"
    ) == [(0,)]


def test_what_maps_to_no_reference_is_listed_and_stops_nothing(day: Built, redzone: Redzone):
    [(names,)] = day.query("select count(*) from marts.unmapped_names where kind = 'actor'")
    assert names > 0
    status = redzone("status", "--home", day.home).stdout
    assert "actor names of" in status
    assert f"inbox/{CORRECTED}: 1,298 rows in, 1,298 loaded as ucdp_ged" in status


def test_the_same_again_is_nothing_to_do(day: Built, redzone: Redzone):
    again = redzone("build", "--home", day.home)
    assert (again.returncode, "Nothing has changed" in again.stdout) == (0, True)


def test_a_corrected_file_lists_what_changed_and_a_deleted_one_leaves(
    day: Built, redzone: Redzone, tmp_path: Path
):
    home = Path(shutil.copytree(day.home, tmp_path / "home"))
    (home / "inbox" / "acled" / "export.csv").unlink()
    path = home / "inbox" / CORRECTED
    with path.open(newline="", encoding="utf-8") as stream:
        reader = csv.DictReader(stream)
        rows = list(reader)
    changed = next(
        row for row in rows if row["country"] == "Niger" and row["date_start"] < "2026-02-20"
    )
    before, high = int(changed["best"]), changed["high"]
    changed["best"], changed["high"] = before + 7, before + 9
    gone = rows.pop()
    with path.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.DictWriter(stream, reader.fieldnames, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    os.utime(path, (0, 0))
    finished = redzone("build", "--home", home, timeout=600)
    assert finished.returncode == 0, finished.stdout + finished.stderr
    real = Built(home, finished.stdout)
    assert real.query(
        "select record_key, change, column_name, old_value, new_value from marts.revisions "
        "where column_name in ('best', 'high') order by column_name"
    ) == [
        (changed["id"], "revised", "best", str(before), str(before + 7)),
        (changed["id"], "revised", "high", high, str(before + 9)),
    ]
    assert real.query(
        "select record_key, old_value ->> 'side_b' from marts.revisions where change = 'removed'"
    ) == [(gone["id"], gone["side_b"])]
    [(as_of, basis)] = real.query(
        f"select data_as_of, as_of_basis from marts.loads where file = 'inbox/{CORRECTED}'"
    )
    assert basis == "replaced"
    assert real.query(
        f"select fatalities_best from marts.events where event_id = 'ucdp-{changed['id']}'"
    ) == [(before + 7,)]
    states = real.query(
        "select as_of_date, value from marts.series_vintages where series_id = 'fatalities:NER' "
        f"and month = '2026-02-01' and file = 'inbox/{CORRECTED}' order by as_of_date"
    )
    assert [state for state, _ in states] == [date(2026, 3, 31), as_of]
    assert states[1][1] - states[0][1] == 7
    assert real.query("select count(*) from marts.event_reports where source_id = 'acled'") == [
        (0,)
    ]
    assert real.query("select count(*) from marts.forecasts where target like 'acled%'") == [(0,)]
    versions = {path.parent.name: path.name for path in (home / "packages").glob("sahel-*/*")}
    assert versions["sahel-displacement"] == "1.0.0"
