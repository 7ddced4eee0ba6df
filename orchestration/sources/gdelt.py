"""GDELT 2.0 events: what machines read out of the world's news, a file each quarter of an hour."""

import re
from datetime import datetime

from orchestration.sources.days import COMPACT_DAY
from orchestration.sources.source import Release, Source, field

FILE_NAME = r"[0-9]{14}(\.translation)?\.export\.CSV(\.zip)?"
COUNT = {"required": True, "minimum": 0, "maximum": 2**31 - 1}


def gdelt_release(name: str) -> Release:
    """The quarter of an hour that a file's name tells, `20260224141500.export.CSV.zip`."""
    found = re.search(r"(?:^|/)([0-9]{14})\.", name)
    try:
        moment = datetime.strptime(found[1], "%Y%m%d%H%M%S") if found else None
    except ValueError:
        return Release()
    return Release(found[1], moment.date()) if moment else Release()


def _actor(number: int) -> list[dict]:
    parts = ["Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code"]
    parts += ["Religion2Code", "Type1Code", "Type2Code", "Type3Code"]
    return [field(f"Actor{number}{part}") for part in parts]


def _place(of: str) -> list[dict]:
    return [
        field(f"{of}Geo_Type", "integer", required=True, minimum=0, maximum=5),
        field(f"{of}Geo_Fullname"),
        field(f"{of}Geo_CountryCode"),
        field(f"{of}Geo_ADM1Code"),
        field(f"{of}Geo_ADM2Code"),
        field(f"{of}Geo_Lat", "number", minimum=-90, maximum=90),
        field(f"{of}Geo_Long", "number", minimum=-180, maximum=180),
        field(f"{of}Geo_FeatureID"),
    ]


GDELT = Source(
    name="gdelt",
    description=(
        "One row is an event that GDELT’s machines read out of an article (Leetaru and Schrodt "
        "2013); it tells what is written about, not what happened."
    ),
    inbox="gdelt",
    source_id="gdelt",
    release=gdelt_release,
    dialect={"header": False, "delimiter": "\t", "quoteChar": None},
    file_name=FILE_NAME,
    schema={
        "primaryKey": ["GlobalEventID"],
        "fields": [
            field("GlobalEventID", "integer", required=True, minimum=0, maximum=2**63 - 1),
            field("Day", required=True, pattern=COMPACT_DAY),
            field("MonthYear", required=True, pattern="[0-9]{6}"),
            field("Year", "integer", required=True, minimum=1900, maximum=2100),
            field("FractionDate", "number", required=True, minimum=1900, maximum=2101),
            *_actor(1),
            *_actor(2),
            field("IsRootEvent", "integer", required=True, enum=[0, 1]),
            field("EventCode", required=True),
            field("EventBaseCode", required=True),
            field("EventRootCode", required=True),
            field("QuadClass", "integer", required=True, minimum=1, maximum=4),
            field("GoldsteinScale", "number", minimum=-10, maximum=10),
            field("NumMentions", "integer", **COUNT),
            field("NumSources", "integer", **COUNT),
            field("NumArticles", "integer", **COUNT),
            field("AvgTone", "number", required=True, minimum=-100, maximum=100),
            *_place("Actor1"),
            *_place("Actor2"),
            *_place("Action"),
            field("DATEADDED", required=True, pattern=f"(?:{COMPACT_DAY})[0-9]{{6}}"),
            field("SOURCEURL"),
        ],
    },
)
