"""The landmark incidents hold against the UCDP events that we have; what differs is named here."""

from pathlib import Path
from typing import Any

import pytest
from crosscheck_ucdp import DATA, ROOT, compare, render

# Our range and UCDP's figure differ, both are kept. A difference that is not named here, or that is
# gone, fails the test.
KNOWN_DIFFERENCES = {
    # UCDP dates the killings 8 March 2025 (88 and 40 dead); AFP and HRW say 10 and 11 March. On the
    # days that we name, UCDP has a small event of the same kind only.
    "bfa-2025-03-10-solenzo": "dated three days apart",
    # HRW gives at least 100 for the reprisals in Sourou; UCDP has three events: 70, 70 and 20.
    "bfa-2025-04-05-lanfiera": "one landmark, three UCDP events",
    # One death on a day with several UCDP events and no coordinates to tell them apart.
    "mli-2025-11-07-tonka": "too small to be told apart",
    # The ministry counts 6 soldiers and 31 opponents over two days; UCDP has 6 on the first day and
    # 40 (20 on each side, after CrisisWatch) in the wider district on the second.
    "ner-2023-10-15-lemdou": "UCDP follows another account",
}

needs_ucdp = pytest.mark.skipif(
    not DATA.is_dir(), reason=f"UCDP files not found under {DATA}; set REDZONE_SHARED_DATA"
)


@pytest.fixture(scope="module")
def rows() -> list[dict[str, Any]]:
    return compare(ROOT / "seeds" / "incidents", DATA)


@needs_ucdp
def test_every_period_that_ucdp_covers_has_landmarks(rows: list[dict[str, Any]]) -> None:
    months = {row["incident_id"][4:11] for row in rows}
    assert {"2023-10", "2026-02"} < months
    assert len(rows) == 27


@needs_ucdp
def test_every_large_landmark_is_known_to_ucdp(rows: list[dict[str, Any]]) -> None:
    large = [row for row in rows if (row["best"] or 0) >= 25]
    assert len(large) == 14
    missing = [row["incident_id"] for row in large if not row["same_target"]]
    assert not missing, render(rows)


@needs_ucdp
def test_only_the_named_landmarks_differ_from_ucdp(rows: list[dict[str, Any]]) -> None:
    outside = {row["incident_id"] for row in rows if row["verdict"] == "outside"}
    assert outside == set(KNOWN_DIFFERENCES), render(rows)


INCIDENTS_HEADER = (
    "incident_id,event_type,start_date,end_date,country_code,latitude,longitude,geo_precision,"
    "actor_1_id,fatalities_low,fatalities_best,fatalities_high,confidence\n"
)
CANDIDATES_HEADER = (
    "country,date_start,date_end,type_of_violence,dyad_name,low,best,high,where_prec,"
    "latitude,longitude\n"
)


@pytest.mark.parametrize(
    ("tolls", "ucdp_events", "verdict", "ucdp_best"),
    [
        pytest.param("10,20,30", ["2023-10-10,2023-10-10,1,JNIM,9,25,25,1,16.8,-3.0"],
                     "inside", 25, id="inside"),
        pytest.param("10,20,30", ["2023-10-10,2023-10-10,1,JNIM,31,31,31,1,16.8,-3.0"],
                     "outside", 31, id="outside"),
        pytest.param("10,20,", ["2023-10-10,2023-10-10,1,JNIM,31,31,31,1,16.8,-3.0"],
                     "open", 31, id="no upper bound"),
        pytest.param("10,20,", ["2023-10-10,2023-10-10,1,JNIM,9,9,9,1,16.8,-3.0"],
                     "outside", 9, id="below the lower bound"),
        pytest.param("10,20,30", ["2023-10-14,2023-10-14,1,JNIM,20,20,20,1,16.8,-3.0"],
                     "unmatched", None, id="four days later"),
        pytest.param("10,20,30", ["2023-10-10,2023-10-10,1,JNIM,20,20,20,1,17.8,-3.0"],
                     "unmatched", None, id="111 km away"),
        pytest.param("10,20,30", ["2023-10-10,2023-10-10,1,JNIM,20,20,20,4,17.8,-3.0"],
                     "inside", 20, id="known to the region only"),
        pytest.param("10,20,30", ["2023-10-10,2023-10-10,1,JNIM,20,20,20,1,16.8,-3.0",
                                  "2023-10-10,2023-10-10,1,JNIM,40,40,40,1,16.8,-3.0"],
                     "outside", 40, id="the figure does not choose the counterpart"),
    ],
)  # fmt: skip
def test_verdict_follows_place_day_and_range(
    tmp_path: Path, tolls: str, ucdp_events: list[str], verdict: str, ucdp_best: int | None
) -> None:
    (tmp_path / "incidents_mli.csv").write_text(
        INCIDENTS_HEADER
        + f"mli-x,armed_clash,2023-10-10,2023-10-10,MLI,16.8,-3.0,1,jnim,{tolls},high\n"
    )
    for name, text in {
        "ucdp_candidate/GEDEvent_v1.csv": CANDIDATES_HEADER
        + "".join(f"Mali,{event}\n" for event in ucdp_events),
        "ucdp_events_2025/sahel_2025.csv": "conflict_name,best,type_of_violence,date,iso3\n"
        "JNIM,5,1,2025-01-01,MLI\n",
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)

    [row] = compare(tmp_path, tmp_path)

    assert (row["verdict"], row["ucdp_best"]) == (verdict, ucdp_best)
