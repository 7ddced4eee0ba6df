"""UCDP Georeferenced Event Dataset: final releases and monthly Candidate files, 49 columns."""

import re
from datetime import date, timedelta

from orchestration.sources.days import ISO_MIDNIGHT
from orchestration.sources.source import Release, Source, field

MOST_DEATHS = 10_000_000
LARGEST_ID = 2**63 - 1
# Files bear their version from 17.1 on by year; before, by a count that tells no year.
FIRST_BY_YEAR = 17
# From this release on, the yearly one came out by the end of June.
FIRST_BY_JUNE = 19
# In April and May 2020 the Candidate files that there were came out anew.
CANDIDATES_ANEW = date(2020, 5, 31)


def _deaths(name: str) -> dict:
    return field(name, "integer", required=True, minimum=0, maximum=MOST_DEATHS)


def ucdp_release(name: str) -> Release:
    """The version of a UCDP file, and the last day on which it can have come out.

    A Candidate month comes out about the 20th of the next month, one that gathers months about the
    20th of the next but one, and the yearly release in June: each is taken to have been there at
    the end of that month, never before it was.

    Args:
        name: as UCDP calls the file: `GEDEvent_v26_0_2.csv` (a month), `GEDEvent_v25_01_25_09.csv`
            (January to September), `GEDEvent_v25_1.xlsx` and `ged251-csv.zip` (yearly).
    """
    name = name.lower()
    if found := re.search(r"(?:^|[^a-z])v([0-9]{1,2}(?:_[0-9]{1,2}){1,3})(?![0-9])", name):
        version = found[1].replace("_", ".")
    elif found := re.search(r"ged([0-9]{2})([0-9])(?![0-9])", name):
        version = f"{found[1]}.{found[2]}"
    else:
        return Release()
    as_of = _out_by([int(part) for part in version.split(".")])
    return Release(version, as_of) if as_of else Release()


def _out_by(version: list[int]) -> date | None:
    match version:
        case [year, part] if year >= FIRST_BY_YEAR and part:
            return date(2000 + year, 6, 30) if year >= FIRST_BY_JUNE else date(2000 + year, 12, 31)
        case [year, 0, month] if 1 <= month <= 12:
            return max(_end_of_month(2000 + year, month + 1), CANDIDATES_ANEW)
        case [_, first, year, last] if 1 <= first <= 12 and 1 <= last <= 12:
            return max(_end_of_month(2000 + year, last + 2), CANDIDATES_ANEW)
    return None


def _end_of_month(year: int, month: int) -> date:
    """The last day of a month, counted on beyond December."""
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


UCDP_GED = Source(
    name="ucdp_ged",
    description=(
        "One row is an event with at least one death as a UCDP GED or Candidate file tells it "
        "(Sundberg and Melander 2013; Hegre et al. 2020)."
    ),
    inbox="ucdp_ged",
    source_id="ucdp_ged",
    release=ucdp_release,
    # Older releases lack them, and so do their copies on HDX; GeoJSON has the place as geometry.
    optional=(
        "relid",
        "code_status",
        "conflict_dset_id",
        "dyad_dset_id",
        "side_a_dset_id",
        "side_b_dset_id",
        "where_description",
        "geom_wkt",
    ),
    schema={
        "primaryKey": ["id"],
        "fields": [
            field("id", "integer", required=True, minimum=0, maximum=LARGEST_ID),
            field("relid"),
            field("year", "integer", required=True, minimum=1989, maximum=2100),
            field("active_year"),
            field("code_status"),
            field("type_of_violence", "integer", required=True, enum=[1, 2, 3]),
            field("conflict_dset_id"),
            field("conflict_new_id"),
            field("conflict_name"),
            field("dyad_dset_id"),
            field("dyad_new_id"),
            field("dyad_name"),
            field("side_a_dset_id"),
            field("side_a_new_id"),
            field("side_a", required=True),
            field("side_b_dset_id"),
            field("side_b_new_id"),
            field("side_b", required=True),
            # -1 where it was not counted
            field("number_of_sources", "integer", minimum=-1, maximum=MOST_DEATHS),
            field("source_article"),
            field("source_office"),
            field("source_date"),
            field("source_headline"),
            field("source_original"),
            field("where_prec", "integer", required=True, minimum=1, maximum=7),
            field("where_coordinates"),
            field("where_description"),
            field("adm_1"),
            field("adm_2"),
            field("latitude", "number", required=True, minimum=-90, maximum=90),
            field("longitude", "number", required=True, minimum=-180, maximum=180),
            field("geom_wkt"),
            field("priogrid_gid"),
            field("country", required=True),
            field("country_id", "number", required=True, minimum=0, maximum=9999),
            field("region"),
            field("event_clarity", "integer", required=True, enum=[1, 2]),
            field("date_prec", "integer", required=True, minimum=1, maximum=5),
            field("date_start", required=True, pattern=ISO_MIDNIGHT),
            field("date_end", required=True, pattern=ISO_MIDNIGHT),
            _deaths("deaths_a"),
            _deaths("deaths_b"),
            _deaths("deaths_civilians"),
            _deaths("deaths_unknown"),
            _deaths("best"),
            _deaths("high"),
            _deaths("low"),
            field("gwnoa"),
            field("gwnob"),
        ],
    },
)
