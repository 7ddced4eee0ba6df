"""Places, advisories and UCDP's country months: their layouts, and what their contracts reject."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

Check = Callable[[Path], object]

PCODES = """\
Location,Admin Level,P-Code,Name,Parent P-Code,Valid from date
#country+code,#geo+admin_level,#adm+code,#adm+name,#adm+code+parent,#date+start
NGA,1,NG002,Adamawa,NGA,2019-04-17
NGA,2,NG002001,Demsa,NG002,2019-04-17
"""
ADVISORIES = """\
government,iso3,destination,observed_at,risk_level,risk_level_number,last_updated,source_commit
unitedstates,CIV,Cote d'Ivoire,2025-03-29T09:10:11+00:00,Level 2: Exercise Increased Caution,2,\
2024-04-08T00:00:00,cedc6968c3
unitedstates,CIV,Cote d'Ivoire,2025-03-29T09:10:11+00:00,,,,cedc6968c3
unitedkingdom,MLI,Mali,2025-03-25T21:35:20-07:00,,,2025-01-27T16:28:56+00:00,20c4d2c2e8
"""
VINTAGES = """\
month,iso3,fatalities_best,file,vintage,commit
2026-02,MLI,5,Conf.csv,2026-03-29T20:27:16+01:00,5475d32d17
2026-02,MLI,5,Hist.csv,2026-03-29T20:27:16+01:00,5475d32d17
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "table.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_place_codes_are_read_below_their_tags(check: Check, tmp_path: Path):
    found = check(written(tmp_path, PCODES))
    assert (found.source, found.rejected) == ("pcodes", [])
    assert found.rows[1] == {
        "location": "NGA",
        "admin_level": "2",
        "p_code": "NG002001",
        "name": "Demsa",
        "parent_p_code": "NG002",
        "valid_from_date": "2019-04-17",
    }


def test_places_without_a_code_a_name_or_a_country_are_rejected(check: Check, tmp_path: Path):
    rows = "NG,1,NG003,Bauchi,NGA,2019-04-17\nNGA,1,,Borno,NGA,\nNGA,0,NGA,Nigeria,NGA,\n"
    found = check(written(tmp_path, PCODES + rows + "NGA,1,NG002,Adamawa,NGA,2019-04-17\n"))
    assert len(found.rows) == 2
    assert {(row, field) for row, field, *_ in found.rejected} == {
        (5, "location"),
        (6, "p_code"),
        (7, "admin_level"),
        (8, "p_code"),
    }


def test_a_page_that_tells_no_level_is_kept_beside_one_that_does(check: Check, tmp_path: Path):
    found = check(written(tmp_path, ADVISORIES))
    assert (found.source, found.rejected) == ("travel_advisory_changes", [])
    assert [row["risk_level_number"] for row in found.rows] == ["2", None, None]


def test_changes_without_a_time_or_with_an_unknown_level_are_rejected(check: Check, tmp_path: Path):
    found = check(
        written(
            tmp_path,
            ADVISORIES
            + "unitedstates,MLI,Mali,2025-03-29,Level 4: Do Not Travel,4,,a\n"
            + "unitedstates,MLI,Mali,2025-03-29T09:10:11+00:00,Level 5,5,,a\n"
            + "canada,MLI,Mali,2025-03-29T09:10:11+00:00,,,,a\n",
        )
    )
    assert {(row, field) for row, field, *_ in found.rejected} == {
        (5, "observed_at"),
        (6, "risk_level_number"),
        (7, "government"),
    }


def test_a_state_may_hold_a_month_in_two_files(check: Check, tmp_path: Path):
    found = check(written(tmp_path, VINTAGES))
    assert (found.source, len(found.rows), found.rejected) == ("ucdp_country_month", 2, [])


def test_a_country_month_without_states_stands_once(check: Check, tmp_path: Path):
    rows = ["2026-02,MLI,5", "2026-02,MLI,6", "2026-03,MLI,", "2026-04,MLI,-1"]
    text = "\n".join(["month,iso3,fatalities_best", *rows, ""])
    found = check(written(tmp_path, text))
    assert (found.source, len(found.rows)) == ("ucdp_country_month", 1)
    assert {(row, field) for row, field, *_ in found.rejected} == {
        (3, "month, iso3"),
        (4, "fatalities_best"),
        (5, "fatalities_best"),
    }


@pytest.mark.parametrize(
    ("file", "source", "rows"),
    [
        ("gazetteer/pcodes_adm1_2_sahel.csv", "pcodes", 3471),
        ("travel_advisories/us_uk_changes_sahel.csv", "travel_advisory_changes", 320),
        ("ucdp_country_month/sahel_country_month_1989_2026.csv", "ucdp_country_month", 6286),
        ("ucdp_country_month/sahel_vintages.parquet", "ucdp_country_month", 70406),
    ],
)
def test_every_row_of_the_real_files_is_loaded(
    check: Check, shared_data: Path, file: str, source: str, rows: int
):
    found = check(shared_data / file)
    assert (found.source, found.rows_in, len(found.rows)) == (source, rows, rows)
    assert found.rejected == []


def test_the_american_list_of_advisories_is_read_as_json(check: Check, tmp_path: Path):
    path = tmp_path / "us_travel_advisories_2026-01-02.json"
    advisory = {
        "Title": "Mali - Level 4: Do Not Travel",
        "Link": "https://example.org/mali",
        "Category": ["ML"],
        "Published": "2023-07-31T00:00:00-04:00",
        "Updated": "2026-01-01T08:00:00-05:00",
    }
    path.write_text(json.dumps([advisory, advisory | {"Title": "Niger", "Updated": "lately"}]))
    found = check(path)
    assert (found.source, found.rows_in) == ("us_travel_advisories", 2)
    assert [row["title"] for row in found.rows] == ["Mali - Level 4: Do Not Travel"]
    assert [(row, column, value) for row, column, value, _ in found.rejected] == [
        (3, "updated", "lately")
    ]
