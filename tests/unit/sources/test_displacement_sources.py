"""UNHCR and IDMC: each layout of their files is recognised and held against its contract."""

import json
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

Check = Callable[[Path], object]

UNHCR_TABLE = """\
year,coo_name,coo,coo_iso,coa_name,coa,coa_iso,refugees,asylum_seekers,returned_refugees,idps,\
returned_idps,stateless,ooc,oip,hst
2024.0,Mali,MLI,MLI,Niger,NGR,NER,122409.0,5.0,0.0,0.0,0.0,0.0,0.0,,0.0
2024.0,Niger,NGR,NER,Niger,NGR,NER,0.0,0.0,0.0,507438.0,0.0,0.0,0.0,,0.0
"""
UNHCR_DOWNLOAD = """\
Year,Country of origin,Country of origin (ISO),Country of asylum,Country of asylum (ISO),\
Refugees under UNHCR's mandate,Asylum-seekers,Returned refugees,IDPs of concern to UNHCR,\
Returned IDPss,Stateless persons,Others of concern,\
Other people in need of international protection,Host Community
2024,Mali,MLI,Niger,NER,122409,5,0,-,-,0,0,-,-
"""
UNHCR_ANSWER = {
    "page": 1,
    "items": [
        {
            "year": 2024,
            "coo_name": "Mali",
            "coo": "MLI",
            "coo_iso": "MLI",
            "coa_name": "Niger",
            "coa": "NGR",
            "coa_iso": "NER",
            "refugees": 122409,
            "asylum_seekers": "5",
            "returned_refugees": 0,
            "idps": "-",
            "returned_idps": 0,
            "stateless": "0",
            "ooc": 0,
            "oip": "-",
            "hst": "-",
        }
    ],
}
IDP_STOCK = """\
year,coo_name,coo,coo_iso,coa_name,coa,coa_iso,total
2024.0,Niger,NGR,NER,Niger,NGR,NER,379000.0
"""
GIDD_LABELS = [
    "ISO3",
    "Name",
    "Year",
    "Conflict Stock Displacement",
    "Conflict Stock Displacement (Raw)",
    "Conflict Internal Displacements",
    "Conflict Internal Displacements (Raw)",
    "Disaster Internal Displacements",
    "Disaster Internal Displacements (Raw)",
    "Disaster Stock Displacement",
    "Disaster Stock Displacement (Raw)",
]
GIDD_CONFLICT = """\
iso3,country_name,year,new_displacement,new_displacement_rounded,total_displacement,\
total_displacement_rounded
#country+code,#country+name,#date+year,#affected+new,#affected+new+r,#affected,#affected+r
MLI,Mali,2024,258123,258000,378123,378000
"""
GIDD_DISASTERS = """\
iso3,country_name,year,start_date,end_date,event_name,hazard_type_name,new_displacement,\
new_displacement_rounded,total_displacement,total_displacement_rounded
MLI,Mali,2024,2024-08-01,2024-08-03,"Mali: Flood - Segou - 01/08/2024",Flood,258123,258000,,
"""
UPDATE = {
    "id": 170001,
    "country": "Mali",
    "iso3": "MLI",
    "latitude": 14.5,
    "longitude": -4.2,
    "centroid": "[14.5, -4.2]",
    "role": "Recommended figure",
    "displacement_type": "Conflict",
    "qualifier": "more than",
    "figure": 300,
    "displacement_date": "2026-03-05",
    "displacement_start_date": "2026-03-01",
    "displacement_end_date": "2026-03-05",
    "year": 2026,
    "event_id": 41001,
    "event_name": "Mali: NIAC - Mopti - 01/03/2026",
    "category": None,
    "type": None,
    "subtype": "Non-International armed conflict (NIAC)",
    "sources": "Local Authorities",
    "locations_name": "Mopti, Mali",
    "created_at": "2026-03-06T10:00:00Z",
}
MONTHLY = """\
month,iso3,new_displacements
2026-03,MLI,300.0
2026-03,BEN,
"""


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param("table.csv", UNHCR_TABLE, id="table"),
        pytest.param("download.csv", UNHCR_DOWNLOAD, id="download"),
        pytest.param("answer.json", json.dumps(UNHCR_ANSWER), id="answer of the interface"),
    ],
)
def test_each_layout_of_unhcr_is_read(check: Check, tmp_path: Path, name: str, text: str):
    found = check(written(tmp_path, name, text))
    assert (found.source, found.rejected) == ("unhcr", [])
    row = found.rows[0]
    assert (row["coo_iso"], row["coa_iso"]) == ("MLI", "NER")
    assert (float(row["year"]), float(row["refugees"])) == (2024, 122409)
    assert row["oip"] is None


def test_a_total_over_all_countries_and_half_a_person_are_rejected(check: Check, tmp_path: Path):
    total = "2024,-,-,Niger,NER,400000,5,0,0,-,0,0,-,-\n"
    halves = "2023,Mali,MLI,Niger,NER,7.5,-1,0,0,-,0,0,-,-\n"
    found = check(written(tmp_path, "download.csv", UNHCR_DOWNLOAD + total + halves))
    assert len(found.rows) == 1
    assert {(row, field) for row, field, *_ in found.rejected} == {
        (3, "coo_iso"),
        (4, "refugees"),
        (4, "asylum_seekers"),
    }


def test_a_pair_of_countries_stands_once_a_year(check: Check, tmp_path: Path):
    found = check(written(tmp_path, "t.csv", UNHCR_TABLE + UNHCR_TABLE.splitlines()[1] + "\n"))
    assert [(row, type) for row, _, _, type in found.rejected] == [(4, "primary-key")]


def test_the_stock_that_unhcr_republishes_is_a_source_of_its_own(check: Check, tmp_path: Path):
    found = check(written(tmp_path, "idmc.csv", IDP_STOCK))
    assert (found.source, found.rejected) == ("unhcr_idp_stock", [])
    assert (found.rows[0]["coa_iso"], found.rows[0]["total"]) == ("NER", "379000.0")


def test_the_workbook_of_gidd_is_read_from_its_first_sheet(check: Check, tmp_path: Path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(GIDD_LABELS)
    sheet.append(["MLI", "Mali", 2024, 378000, 378123, 258000, 258123, None, None, None, None])
    sheet.append(["AB9", "Abyei Area", 2024, None, None, None, None, 40.0, 41.0, None, None])
    book.create_sheet("README").append(["TITLE"])
    book.save(tmp_path / "gidd.xlsx")
    found = check(tmp_path / "gidd.xlsx")
    assert (found.source, found.rejected) == ("idmc_gidd", [])
    assert found.rows[0]["conflict_internal_displacements_raw"] == "258123"
    assert found.rows[0]["disaster_internal_displacements_raw"] is None
    assert found.rows[1]["conflict_stock_displacement"] is None


def test_the_conflict_file_of_gidd_is_read_below_its_tags(check: Check, tmp_path: Path):
    found = check(written(tmp_path, "idps_mli.csv", GIDD_CONFLICT))
    assert (found.source, found.rejected) == ("idmc_gidd", [])
    assert found.rows[0]["conflict_internal_displacements_raw"] == "258123"
    assert found.rows[0]["conflict_stock_displacement"] == "378000"


def test_single_disasters_are_never_taken_for_a_conflict(check: Check, tmp_path: Path):
    found = check(written(tmp_path, "disasters_mli.csv", GIDD_DISASTERS))
    assert found.rows == []
    assert {(field, value) for _, field, value, _ in found.rejected} == {
        ("hazard_type_name", "Flood"),
        ("start_date", "2024-08-01"),
    }


@pytest.mark.parametrize("layout", ["json", "csv", "xlsx"])
def test_each_layout_of_the_updates_is_read(check: Check, tmp_path: Path, layout: str):
    path = tmp_path / f"idu.{layout}"
    if layout == "json":
        path.write_text(json.dumps([UPDATE]), encoding="utf-8")
    elif layout == "csv":
        tags = ",".join(f"#meta+{number}" for number in range(len(UPDATE)))
        values = ",".join(f'"{"" if value is None else value}"' for value in UPDATE.values())
        path.write_text(f"{','.join(UPDATE)}\n{tags}\n{values}\n", encoding="utf-8")
    else:
        book = openpyxl.Workbook()
        book.active.append([label.title().replace("_", "") for label in UPDATE])
        book.active.append(list(UPDATE.values()))
        book.save(path)
    found = check(path)
    assert (found.source, found.rejected) == ("idmc_idu", [])
    row = found.rows[0]
    assert (row["id"], row["iso3"], row["figure"]) == ("170001", "MLI", "300")
    assert (row["displacement_start_date"], row["displacement_end_date"]) == (
        "2026-03-01",
        "2026-03-05",
    )


def test_updates_without_a_date_a_number_or_a_cause_are_rejected(check: Check, tmp_path: Path):
    updates = [
        UPDATE,
        {**UPDATE, "id": 2, "displacement_date": None},
        {**UPDATE, "id": 3, "figure": None},
        {**UPDATE, "id": 4, "figure": -5},
        {**UPDATE, "id": 5, "displacement_type": "Unclear"},
        {**UPDATE, "id": 6, "latitude": 214.5},
        UPDATE,
    ]
    found = check(written(tmp_path, "idu.json", json.dumps(updates)))
    assert len(found.rows) == 1
    assert {(row, field) for row, field, *_ in found.rejected} == {
        (3, "displacement_date"),
        (4, "figure"),
        (5, "figure"),
        (6, "displacement_type"),
        (7, "latitude"),
        (8, "id"),
    }


def test_a_month_without_a_value_is_kept_as_not_known(check: Check, tmp_path: Path):
    text = MONTHLY + "2026-13,MLI,5\n2026-04,MLI,-5\n"
    found = check(written(tmp_path, "monthly.csv", text))
    assert found.source == "idmc_idu_monthly"
    assert [row["new_displacements"] for row in found.rows] == ["300.0", None]
    assert {(row, field) for row, field, *_ in found.rejected} == {
        (4, "month"),
        (5, "new_displacements"),
    }


@pytest.mark.parametrize(
    ("file", "source", "rows"),
    [
        ("unhcr/population_sahel.csv", "unhcr", 22418),
        ("unhcr/idmc_idp_stock_sahel.csv", "unhcr_idp_stock", 152),
        ("idmc/idu_monthly_sahel.csv", "idmc_idu_monthly", 1400),
    ],
)
def test_every_row_of_the_real_files_is_loaded(
    check: Check, shared_data: Path, file: str, source: str, rows: int
):
    found = check(shared_data / file)
    assert (found.source, found.rows_in, len(found.rows)) == (source, rows, rows)
    assert found.rejected == []
