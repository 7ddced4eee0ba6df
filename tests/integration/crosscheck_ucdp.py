"""Lays the landmark incidents beside the UCDP events of the same days and says where they agree.

Run as a program it prints the whole comparison. UCDP counts what two sides did at one place on
one day and a landmark may span several of those: both figures are shown, neither is corrected.
"""

import os
import sys
from pathlib import Path
from typing import Any

import duckdb

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("REDZONE_SHARED_DATA", ROOT.parent / "shared" / "data"))
DAYS_APART = 3
KM_APART = 60

# The counterpart of an incident is chosen by kind, day and place, never by how near its figure is:
# that would make the two agree by construction. Distance is measured only where both sides know the
# place at least to the district (geo precision 1-3); the 2025 file has no coordinates at all.
COMPARISON = """
with incidents as (
    select
        incident_id, country_code, start_date, end_date, confidence, fatalities_low as low,
        fatalities_best as best, fatalities_high as high,
        case when geo_precision <= 3 then latitude end as latitude,
        case when geo_precision <= 3 then longitude end as longitude,
        event_type = 'attack_on_civilians' as on_civilians,
        case
            when actor_1_id = 'is_sahel' then 'islamic_state'
            when actor_1_id in ('csp', 'fla') then 'azawad'
            when actor_1_id in ('mali_army', 'burkina_army', 'niger_army', 'vdp') then 'state'
            else 'other'
        end as side,
        event_type in (
            'armed_clash', 'attack_on_civilians', 'explosion_remote_violence', 'military_operation'
        ) as violent
    from read_csv($incidents, types = {
        'start_date': 'date', 'end_date': 'date', 'fatalities_low': 'integer',
        'fatalities_best': 'integer', 'fatalities_high': 'integer'
    })
),

periods as (
    from (values
        (date '2023-10-01', date '2023-10-31'),
        (date '2025-01-01', date '2025-12-31'),
        (date '2026-02-01', date '2026-02-28')
    ) as period (first_day, last_day)
),

covered as (
    select * from incidents
    where violent and exists (
        from periods where start_date <= last_day and end_date >= first_day
    )
),

reported as (
    select
        case country
            when 'Mali' then 'MLI' when 'Burkina Faso' then 'BFA' when 'Niger' then 'NER'
        end as country_code,
        date_start::date as first_day, date_end::date as last_day, type_of_violence,
        dyad_name as parties, low, best, high,
        case when where_prec <= 3 then latitude end as latitude,
        case when where_prec <= 3 then longitude end as longitude
    from read_csv($candidates, union_by_name = true)
    union all by name
    select
        iso3 as country_code, date::date as first_day, date::date as last_day, type_of_violence,
        conflict_name as parties, best
    from read_csv($events)
),

ucdp as (
    select
        *, type_of_violence = 3 as on_civilians,
        case
            when regexp_matches(parties, 'Islamic State|\\bIS\\b') then 'islamic_state'
            when regexp_matches(parties, 'Azawad|CMA') then 'azawad'
            when type_of_violence = 3 and parties like 'Government%' then 'state'
            else 'other'
        end as side
    from reported
    where best > 0
),

pairs as (
    select
        covered.incident_id, ucdp.low, ucdp.best, ucdp.high,
        covered.on_civilians = ucdp.on_civilians as same_target,
        covered.side = ucdp.side as same_side,
        greatest(
            ucdp.first_day - covered.end_date, covered.start_date - ucdp.last_day, 0
        ) as days_apart,
        2 * 6371 * asin(sqrt(
            sin(radians(ucdp.latitude - covered.latitude) / 2) ** 2
            + cos(radians(ucdp.latitude)) * cos(radians(covered.latitude))
            * sin(radians(ucdp.longitude - covered.longitude) / 2) ** 2
        )) as km
    from covered
    inner join ucdp using (country_code)
),

counterparts as (
    select *, count(*) over (partition by incident_id) as candidates
    from pairs
    where days_apart <= $days and (km is null or km <= $km)
    qualify row_number() over (
        partition by incident_id
        order by same_target desc, same_side desc, days_apart, km nulls last, best desc
    ) = 1
)

select
    covered.incident_id, covered.confidence, covered.low, covered.best, covered.high,
    counterparts.best as ucdp_best, counterparts.low as ucdp_low, counterparts.high as ucdp_high,
    counterparts.same_target, counterparts.days_apart, round(counterparts.km)::integer as km,
    coalesce(counterparts.candidates, 0) as candidates,
    case
        when counterparts.incident_id is null then 'unmatched'
        when counterparts.best < covered.low or counterparts.best > covered.high then 'outside'
        when covered.low is null or covered.high is null then 'open'
        else 'inside'
    end as verdict
from covered
left join counterparts using (incident_id)
order by covered.incident_id
"""


def compare(incidents: Path, data: Path) -> list[dict[str, Any]]:
    """Return one row for each violent landmark incident in a period that the UCDP files cover.

    `verdict` is `inside` or `outside` our range of deaths, `open` where our range lacks the bound
    that would decide it, and `unmatched` where UCDP has nothing near in time and place.
    `same_target` says whether both see an attack on civilians, or both see none.

    Args:
        incidents: Folder of the seed incident files.
        data: Folder that holds `ucdp_candidate/` and `ucdp_events_2025/`.
    """
    files = {
        "incidents": str(incidents / "incidents_*.csv"),
        "candidates": str(data / "ucdp_candidate" / "GEDEvent_v*.csv"),
        "events": str(data / "ucdp_events_2025" / "sahel_2025.csv"),
    }
    with duckdb.connect() as connection:
        result = connection.execute(COMPARISON, files | {"days": DAYS_APART, "km": KM_APART})
        names = [column[0] for column in result.description]
        return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


def render(rows: list[dict[str, Any]]) -> str:
    """Lay the rows of `compare` out as a plain text table; a missing value is a dash."""
    table = [list(rows[0])] + [
        ["-" if value is None else str(value) for value in row.values()] for row in rows
    ]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    lines = (
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        for line in table
    )
    return "\n".join(line.rstrip() for line in lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(render(compare(ROOT / "seeds" / "incidents", DATA)))
