"""Files of events: each layout is known by its columns, and each bad row by what is wrong in it.

Every row here is invented; the real files are read where they lie beside the project.
"""

import csv
import io
import json
import random
import re
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

import duckdb
import openpyxl
import pytest

from orchestration.contracts import TableResult, check_tables, scratch
from orchestration.errors import FileRefusedError
from orchestration.sources import SOURCES, Source
from orchestration.sources.acled import ACLED
from orchestration.sources.days import COMPACT_DAY, DAY_IN_WORDS, ISO_DAY
from orchestration.sources.files import open_source_file
from orchestration.sources.gdelt import GDELT, gdelt_release
from orchestration.sources.insecurity_insight import INSECURITY_INSIGHT
from orchestration.sources.source import Release
from orchestration.sources.ucdp_events import UCDP_EVENTS
from orchestration.sources.ucdp_ged import UCDP_GED, ucdp_release
from tests.gdelt import event, write_day

GED = {
    "id": "1", "relid": "EXA-2031-1-1-1", "year": "2031", "active_year": "True",
    "code_status": "Clear", "type_of_violence": "1", "conflict_dset_id": "1",
    "conflict_new_id": "1", "conflict_name": "Exampleland: Government", "dyad_dset_id": "1",
    "dyad_new_id": "1", "dyad_name": "Government of Exampleland - Others",
    "side_a_dset_id": "1", "side_a_new_id": "1", "side_a": "Government of Exampleland",
    "side_b_dset_id": "2", "side_b_new_id": "2", "side_b": "Others", "number_of_sources": "1",
    "source_article": '"Nobody,2031-01-02,Nothing happened"', "source_office": "Nobody",
    "source_date": "2031-01-02", "source_headline": "Nothing\nhappened",
    "source_original": "nobody", "where_prec": "1", "where_coordinates": "Exampleville",
    "where_description": "", "adm_1": "North", "adm_2": "", "latitude": "1.5",
    "longitude": "2.5", "geom_wkt": "POINT (2.5 1.5)", "priogrid_gid": "1",
    "country": "Exampleland", "country_id": "999", "region": "Nowhere", "event_clarity": "1",
    "date_prec": "1", "date_start": "2031-01-02 00:00:00.000",
    "date_end": "2031-01-02 00:00:00.000", "deaths_a": "0", "deaths_b": "1",
    "deaths_civilians": "0", "deaths_unknown": "0", "best": "1", "high": "2", "low": "1",
    "gwnoa": "999", "gwnob": "",
}  # fmt: skip
LEFT_OUT_ON_HDX = {*UCDP_GED.optional} - {"geom_wkt"}
COMPACT = {
    "id": "1.0", "conflict_new_id": "1", "conflict_name": "Exampleland: Government",
    "country": "Exampleland", "best": "1", "type_of_violence": "1", "date": "2031-01-02",
    "iso3": "EXA",
}  # fmt: skip
ACLED_NOW = {
    "event_id_cnty": "EXA1", "event_date": "2031-01-05", "year": "2031", "time_precision": "1",
    "disorder_type": "Political violence", "event_type": "Battles",
    "sub_event_type": "Armed clash", "actor1": "Military Forces of Exampleland (2030-)",
    "assoc_actor_1": "", "inter1": "State forces", "actor2": "Others", "assoc_actor_2": "",
    "inter2": "Rebel group", "interaction": "State forces-Rebel group",
    "civilian_targeting": "", "iso": "999", "region": "Nowhere", "country": "Exampleland",
    "admin1": "North", "admin2": "", "admin3": "", "location": "Exampleville",
    "latitude": "1.5", "longitude": "2.5", "geo_precision": "1", "source": "Nobody; Noone",
    "source_scale": "Other", "notes": "An invented row, as a test needs it.",
    "fatalities": "0", "tags": "", "timestamp": "1925000000",
}  # fmt: skip
ACLED_BEFORE = {
    "data_id": "1", "iso": "999", "event_id_cnty": "EXA1", "event_id_no_cnty": "1",
    "event_date": "05 January 2031", "year": "2031", "time_precision": "1",
    "event_type": "Battles", "sub_event_type": "Armed clash",
    "actor1": "Military Forces of Exampleland (2030-)", "assoc_actor_1": "", "inter1": "1",
    "actor2": "Others", "assoc_actor_2": "", "inter2": "2", "interaction": "12",
    "region": "Nowhere", "country": "Exampleland", "admin1": "North", "admin2": "",
    "admin3": "", "location": "Exampleville", "latitude": "1.5", "longitude": "2.5",
    "geo_precision": "1", "source": "Nobody", "source_scale": "Other",
    "notes": "An invented row.", "fatalities": "0", "timestamp": "1925000000", "iso3": "EXA",
}  # fmt: skip
INCIDENT = {
    "Date": "2031-01-05", "Country": "Exampleland", "Country ISO": "EXA", "Admin 1": "North",
    "Latitude": "1.5", "Longitude": "2.5", "Geo Precision": "(2) 25 km precision ",
    "Event Description": "January 2031: an invented school was closed.\n",
    "Reported Perpetrator": "Other", "Reported Perpetrator Name": "Others",
    "sind_id": "1", "theme": "education",
}  # fmt: skip
INCIDENT_ON_HDX = {
    "Date": "2031-01-05", "Event Description": "", "Country": "Exampleland",
    "Country ISO": "EXA", "Admin 1": "North", "Latitude": "", "Longitude": "",
    "Geo Precision": "censored", "Location of event": "Education Building",
    "Reported Perpetrator": "Other", "Reported Perpetrator Name": "Others",
    "Educators Killed": "0", "SiND Event ID": "1",
}  # fmt: skip


def check(
    path: Path, sources: Sequence[Source] = SOURCES, *, folder: Path | None = None
) -> tuple[Source, TableResult]:
    folder = folder or path.parent
    source, table = open_source_file(path, sources, name=path.name, folder=folder)
    with scratch(folder) as connection:
        return source, check_tables([table], source.contract(table.labels), connection=connection)


def as_csv(rows: Sequence[Mapping[str, str]], delimiter: str = ",") -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def write_csv(path: Path, *rows: Mapping[str, str], delimiter: str = ",") -> Path:
    path.write_text(as_csv(rows, delimiter), encoding="utf-8")
    return path


def write_workbook(path: Path, row: Mapping[str, str]) -> Path:
    """As Excel has it: numbers as numbers, days as days."""
    workbook = openpyxl.Workbook()
    workbook.active.append(list(row))
    workbook.active.append([_cell(value) for value in row.values()])
    workbook.save(path)
    return path


def _cell(value: str) -> object:
    if re.fullmatch(r"-?[0-9]+([.][0-9]+)?", value):
        return float(value)
    return datetime.fromisoformat(value) if re.match(f"{ISO_DAY}( 00|$)", value) else value


def write_zip(path: Path, member: str, text: str) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(member, text)
    return path


def write_geojson(path: Path, row: Mapping[str, str]) -> Path:
    place = [float(row["longitude"]), float(row["latitude"])]
    properties = {
        key: value for key, value in row.items() if key != "geom_wkt" and "itude" not in key
    }
    feature = {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": place},
        "properties": properties,
    }
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    return path


# green: each layout is known by its columns, whatever it comes in


def test_a_ged_file_is_known_in_all_that_ucdp_and_others_publish(tmp_path: Path):
    on_hdx = {key: value for key, value in GED.items() if key not in LEFT_OUT_ON_HDX}
    on_hdx |= {"iso3": "EXA", "number_of_sources": "-1", "active_year": "1"}
    tags = dict.fromkeys(on_hdx, "") | {"year": "#date+year", "best": "#affected+killed"}
    answer = {"TotalCount": 1, "TotalPages": 1, "Result": [GED]}
    (tmp_path / "answer.json").write_text(json.dumps(answer))
    files = [
        write_csv(tmp_path / "GEDEvent_v31_0_1.csv", GED),
        write_workbook(tmp_path / "GEDEvent_v31_0_1.xlsx", GED),
        write_zip(tmp_path / "ged321-csv.zip", "GEDEvent_v32_1.csv", as_csv([GED])),
        write_geojson(tmp_path / "ged.geojson", GED),
        write_csv(tmp_path / "conflict_data_EXA.csv", tags, on_hdx),
        tmp_path / "answer.json",
    ]
    for file in files:
        source, result = check(file)
        assert source is UCDP_GED, file.name
        assert (result.rows_in, result.errors) == (1, ()), file.name


def test_the_compact_list_is_told_from_a_ged_file_in_the_same_folder(tmp_path: Path):
    shared = [source for source in SOURCES if source.inbox == "ucdp_ged"]
    source, result = check(write_csv(tmp_path / "list.csv", COMPACT), shared)
    assert (source, result.errors) == (UCDP_EVENTS, ())
    assert check(write_csv(tmp_path / "full.csv", GED), shared)[0] is UCDP_GED


def test_both_layouts_of_acled_are_known(tmp_path: Path):
    capitals = {key.upper(): value for key, value in ACLED_BEFORE.items()}
    curated = {key: value for key, value in capitals.items() if key not in ("DATA_ID", "ISO3")}
    answer = {"status": 200, "success": True, "count": 1, "data": [ACLED_NOW]}
    (tmp_path / "read.json").write_text(json.dumps(answer))
    with_population = ACLED_NOW | {"population_1km": "", "population_best": "120"}
    files = [
        write_csv(tmp_path / "before.csv", ACLED_BEFORE),
        write_csv(tmp_path / "semicolons.csv", ACLED_BEFORE, delimiter=";"),
        write_csv(tmp_path / "curated.csv", curated | {"EVENT_DATE": "5-January-2031"}),
        write_csv(tmp_path / "now.csv", ACLED_NOW),
        write_csv(tmp_path / "population.csv", with_population),
        write_workbook(tmp_path / "now.xlsx", ACLED_NOW),
        tmp_path / "read.json",
    ]
    for file in files:
        source, result = check(file)
        assert source is ACLED, file.name
        assert (result.rows_in, result.errors) == (1, ()), file.name


def test_an_acled_export_stands_as_of_its_latest_upload():
    found = duckdb.sql(f"select {ACLED.as_of} from (values ('0'), ('1925000000')) t(timestamp)")
    assert found.fetchone() == (date(2031, 1, 1),)


def test_the_layouts_of_insecurity_insight_are_known(tmp_path: Path):
    food = INCIDENT_ON_HDX | {"Event Public Description": "", "Event ID": "1"}
    del food["Event Description"], food["SiND Event ID"]
    protection = INCIDENT_ON_HDX | {"SiND ID": "1"}
    del protection["SiND Event ID"]
    files = [
        write_csv(tmp_path / "ours.csv", INCIDENT, INCIDENT | {"theme": "health"}),
        write_csv(tmp_path / "education.csv", INCIDENT_ON_HDX, INCIDENT_ON_HDX | {
            "SiND Event ID": "2", "Latitude": "1.5", "Longitude": "2.5",
            "Geo Precision": "(3) District, Communicipality or Commune ",
        }),
        write_csv(tmp_path / "food.csv", food, food | {"Event ID": "2"}),
        write_csv(tmp_path / "protection.csv", protection, protection | {"SiND ID": "2"}),
    ]  # fmt: skip
    for file in files:
        source, result = check(file)
        assert source is INSECURITY_INSIGHT, file.name
        assert (result.rows_in, result.errors) == (2, ()), file.name


def test_a_file_of_gdelt_is_known_by_its_name_and_its_quotes_are_text(tmp_path: Path):
    files = write_day(tmp_path, date(2031, 1, 5), rows=2)
    assert len(files) == 96
    assert files[1].name == "20310105001500.export.CSV.zip"
    for file in (files[0], files[-1]):
        source, result = check(file)
        assert source is GDELT
        assert (result.rows_in, result.errors) == (2, ())
    assert len(GDELT.columns) == 61
    again = write_day(tmp_path / ".." / tmp_path.name, date(2031, 1, 5), rows=2)
    assert again[7].read_bytes() == files[7].read_bytes()


# red: what is wrong is named, and the rest goes on


@pytest.mark.parametrize(
    ("good", "column", "value"),
    [
        (GED, "date_start", "02/01/2031"),
        (GED, "date_end", "2031-02-29"),
        (GED, "best", ""),
        (GED, "best", "1.5"),
        (GED, "low", "-1"),
        (GED, "id", "1" * 25),
        (GED, "latitude", "100"),
        (GED, "country_id", "NaN"),
        (GED, "where_prec", "8"),
        (GED, "type_of_violence", "4"),
        (COMPACT, "date", "2031-01"),
        (COMPACT, "id", "inf"),
        (COMPACT, "iso3", "Mali"),
        (ACLED_NOW, "event_date", "05/01/2031"),
        (ACLED_NOW, "event_date", "2031-02-29"),
        (ACLED_BEFORE, "event_date", "31 April 2031"),
        (ACLED_BEFORE, "event_date", "January 2031"),
        (ACLED_NOW, "event_type", "Battle-No change of territory"),
        (ACLED_NOW, "fatalities", "several"),
        (ACLED_NOW, "fatalities", ""),
        (ACLED_NOW, "geo_precision", "4"),
        (ACLED_NOW, "timestamp", "1925000000000"),
        (INCIDENT, "Date", "January 2031"),
        (INCIDENT, "Geo Precision", "(9) somewhere"),
        (INCIDENT, "Country ISO", "Exampleland"),
        (INCIDENT, "sind_id", ""),
    ],
)
def test_a_bad_cell_rejects_its_row_alone(
    tmp_path: Path, good: dict[str, str], column: str, value: str
):
    key = next(iter({"event_id_cnty", "sind_id", "id"} & set(good)))
    first = good | {key: "7"}
    source, result = check(write_csv(tmp_path / "some.csv", first, good | {column: value}))
    assert (result.rows_in, result.accepted, result.rejected) == (2, 1, 1)
    error = result.errors[0]
    assert (error.row, error.value or "") == (3, value)
    assert source.named((column,)) == (error.field,)


def test_an_event_that_stands_twice_counts_once(tmp_path: Path):
    monadic = write_csv(tmp_path / "monadic.csv", ACLED_NOW, ACLED_NOW | {"actor1": "Others"})
    [error] = check(monadic)[1].errors
    assert (error.type, error.field, error.row) == ("primary-key", "event_id_cnty", 3)


def test_a_gdelt_cell_that_is_no_number_rejects_its_row_alone(tmp_path: Path):
    moment = datetime(2031, 1, 5)
    chance = random.Random(0)  # noqa: S311 - no secret
    rows = [event(moment, number, chance) for number in range(3)]
    rows[1][GDELT.columns.index("ActionGeo_Lat")] = "26.3864#"
    name = "20310105000000.export.CSV"
    text = "".join("\t".join(row) + "\n" for row in rows)
    _, result = check(write_zip(tmp_path / f"{name}.zip", name, text))
    assert (result.accepted, result.rejected) == (2, 1)
    [error] = result.errors
    assert (error.row, error.field, error.value) == (2, "ActionGeo_Lat", "26.3864#")


def test_of_a_gdelt_file_of_other_width_no_row_is_loaded(tmp_path: Path):
    name = "20310105000000.export.CSV"
    row = event(datetime(2031, 1, 5), 1, random.Random(0))  # noqa: S311 - no secret
    without_admin2 = [cell for index, cell in enumerate(row) if index not in (39, 47, 55)]
    _, result = check(write_zip(tmp_path / f"{name}.zip", name, "\t".join(without_admin2) + "\n"))
    assert (result.rows_in, result.accepted) == (1, 0)


@pytest.mark.parametrize(
    ("row", "lacking"),
    [
        ({"Country": "X", "Year": "2031", "Country ISO": "EXA", "Number Of Events": "1"}, "date"),
        ({key: value for key, value in ACLED_NOW.items() if key != "fatalities"}, "fatalities"),
        ({key: value for key, value in GED.items() if key != "where_prec"}, "where_prec"),
    ],
    ids=["overview of Insecurity Insight", "ACLED without deaths", "GED without precision"],
)
def test_a_file_that_lacks_what_figures_need_is_refused(
    tmp_path: Path, row: dict[str, str], lacking: str
):
    with pytest.raises(FileRefusedError, match=rf"[(]lacks ([^)]*, )?{lacking}\b"):
        check(write_csv(tmp_path / "some.csv", row))


def test_a_ged_file_without_its_header_is_refused(tmp_path: Path):
    path = tmp_path / "GEDEvent_v24_0_1.csv"
    path.write_text(as_csv([GED]).split("\r\n", 1)[1])
    with pytest.raises(FileRefusedError, match=r"ucdp_ged \(lacks id, "):
        check(path, [UCDP_GED, UCDP_EVENTS])


# releases


@pytest.mark.parametrize(
    ("name", "version", "as_of"),
    [
        ("GEDEvent_v26_0_2.csv", "26.0.2", date(2026, 3, 31)),
        ("gedevent_v25_0_12.xlsx", "25.0.12", date(2026, 1, 31)),
        ("GEDEvent_v25_01_25_09.csv", "25.01.25.09", date(2025, 11, 30)),
        ("GEDEvent_v25_01_25_12.csv", "25.01.25.12", date(2026, 2, 28)),
        ("GEDEvent_v26_01_26_11 (1).csv", "26.01.26.11", date(2027, 1, 31)),
        ("GEDEvent_v25_1.csv", "25.1", date(2025, 6, 30)),
        ("ged251-csv.zip", "25.1", date(2025, 6, 30)),
        ("ged181.csv", "18.1", date(2018, 12, 31)),
        ("GEDEvent_v19_0_4.csv", "19.0.4", date(2020, 5, 31)),
        ("GEDEvent_v26_0_13.csv", None, None),
        ("GEDEvent_v26_01_26_13.csv", None, None),
        ("GEDEvent_v5_0.csv", None, None),
        ("ged50-csv.zip", None, None),
        ("conflict_data_MLI.csv", None, None),
    ],
)
def test_the_name_of_a_ucdp_file_tells_its_release(
    name: str, version: str | None, as_of: date | None
):
    assert ucdp_release(name) == Release(version, as_of)


def test_no_ucdp_file_is_older_than_the_months_that_it_holds():
    for month in range(1, 13):
        last_day = date(2026 + month // 12, month % 12 + 1, 1) - timedelta(days=1)
        for name in (f"GEDEvent_v26_0_{month}.csv", f"GEDEvent_v26_01_26_{month:02}.csv"):
            assert ucdp_release(name).as_of > last_day + timedelta(days=20)


def test_the_name_of_a_gdelt_file_tells_its_quarter_of_an_hour():
    release = gdelt_release("20310105141500.export.CSV.zip")
    assert release == Release("20310105141500", date(2031, 1, 5))
    assert gdelt_release("20311305141500.export.CSV.zip") == Release()


@pytest.mark.parametrize(
    ("pattern", "form"),
    [(ISO_DAY, "%Y-%m-%d"), (COMPACT_DAY, "%Y%m%d"), (DAY_IN_WORDS, "%d %B %Y")],
    ids=["ISO", "compact", "words"],
)
def test_the_patterns_hold_the_days_that_there_are_and_no_others(pattern: str, form: str):
    for year in (1900, 1996, 2000, 2023, 2024, 2100):
        for month in range(1, 13):
            name = date(year, month, 1).strftime(form)
            for day in range(32):
                text = name.replace("01", f"{day:02}", 1) if form == "%d %B %Y" else name[:-2]
                text = text if form == "%d %B %Y" else f"{text}{day:02}"
                assert bool(re.fullmatch(pattern, text)) == _is_day(year, month, day), text


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


# the real files


@pytest.mark.parametrize(
    ("file", "source", "rows"),
    [
        ("ucdp_candidate/GEDEvent_v23_0_10.csv", UCDP_GED, 2391),
        ("ucdp_candidate/GEDEvent_v26_0_2.csv", UCDP_GED, 1298),
        ("ucdp_events_2025/sahel_2025.csv", UCDP_EVENTS, 2975),
        ("insecurity_insight/sahel_incidents.csv", INSECURITY_INSIGHT, 1856),
    ],
)
def test_every_row_of_the_real_files_is_loaded(
    shared_data: Path, tmp_path: Path, file: str, source: Source, rows: int
):
    found, result = check(shared_data / file, folder=tmp_path)
    assert found is source
    assert (result.rows_in, result.accepted, result.errors) == (rows, rows, ())
