"""Recompute the computed seed tables from the source files and compare them row by row.

The queries here are the definition of the seeds; the tests skip where the source files are absent.
"""

from collections.abc import Iterator

import duckdb
import pytest

from tests.conftest import PROJECT
from tests.conftest import SHARED_DATA as DATA

SEEDS = PROJECT / "seeds"

SOURCES = """
create table countries (country_code varchar, ucdp_name varchar);
insert into countries values
    ('BEN', 'Benin'), ('BFA', 'Burkina Faso'), ('CIV', 'Ivory Coast'), ('CMR', 'Cameroon'),
    ('DZA', 'Algeria'), ('GHA', 'Ghana'), ('LBY', 'Libya'), ('MLI', 'Mali'),
    ('MRT', 'Mauritania'), ('NER', 'Niger'), ('NGA', 'Nigeria'), ('SEN', 'Senegal'),
    ('TCD', 'Chad'), ('TGO', 'Togo');
create view population as from read_csv('{data}/unhcr/population_sahel.csv');
create view idmc_stock as from read_csv('{data}/unhcr/idmc_idp_stock_sahel.csv');
create view idu as from read_csv('{data}/idmc/idu_monthly_sahel.csv');
create view advisories as from read_csv('{data}/travel_advisories/us_uk_changes_sahel.csv');
create view country_month as
    from read_csv('{data}/ucdp_country_month/sahel_country_month_1989_2026.csv');
create view vintages as from '{data}/ucdp_country_month/sahel_vintages.parquet';
create view sound_vintages as
    from vintages where vintage[:10] not between '2026-03-10' and '2026-03-27';
create view events_2025 as from read_csv('{data}/ucdp_events_2025/sahel_2025.csv');
create table candidate as
    select
        parse_filename(filename) as file, country, best::bigint as best,
        date_start[:10]::date as start_date, date_end[:10]::date as end_date,
        list_max(regexp_extract_all(source_date, '[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}'))::date
            as last_source_date
    from read_csv(
        '{data}/ucdp_candidate/GEDEvent_v*.csv', all_varchar = true, quote = '"',
        union_by_name = true, filename = true
    );
"""

STOCK = """
with people as (
    select year::int as year, coo_iso as origin, coa_iso as asylum, 'refugee' as kind, refugees as n
    from population
    union all
    select year::int, coo_iso, coa_iso, 'asylum_seeker', asylum_seekers from population
),
hosted as (
    select
        replace(kind, '_', '-') || '-in-' || lower(asylum) as slug, kind, asylum as country,
        null as origin, year, sum(n) as figure, 'unhcr_population' as source,
        'Countries of origin summed: ' || count(*) filter (n > 0) || '.' as note
    from people where asylum in (select country_code from countries)
    group by kind, asylum, year
),
originating as (
    select
        replace(kind, '_', '-') || '-from-' || lower(origin) as slug, kind, null as country,
        origin, year, sum(n) as figure, 'unhcr_population' as source,
        'Countries of asylum summed: ' || count(*) filter (n > 0) || ', of which outside the '
        || 'fourteen: ' || count(*) filter (n > 0 and c.country_code is null) || '.' as note
    from people left join countries as c on c.country_code = asylum
    where origin in (select country_code from countries)
    group by kind, origin, year
),
displaced as (
    select
        'idp-' || lower(coa_iso) as slug, 'idp' as kind, coa_iso as country, coo_iso as origin,
        year::int as year, idps as figure, 'unhcr_population' as source,
        'Only people whom UNHCR protects or assists.' as note
    from population where idps > 0
    union all
    select
        'idp-' || lower(coa_iso), 'idp', coa_iso, coo_iso, year::int, total, 'idmc_idp_stock',
        'Conflict and violence only; rounded by IDMC.'
    from idmc_stock
),
stocks as (
    from hosted union all from originating union all from displaced
),
marked as (
    select
        *, coalesce(figure = first_value(figure) over year_before, false) as carried_forward
    from stocks
    window year_before as (
        partition by slug, source order by year range between 1 preceding and 1 preceding
    )
)
select
    slug || '-' || year || '-' || split_part(source, '_', 1) as stock_id,
    kind as population_type, country as country_code, origin as origin_country_code,
    make_date(year, 12, 31) as as_of_date, 'year' as date_precision, figure::bigint as figure,
    source as source_id, if(year = 2025, 'provisional', 'final') as status,
    if(carried_forward, 'low', 'medium') as confidence,
    note || if(carried_forward, ' Same figure as the year before: probably carried forward.', '')
    || if(year = 2025, ' Newest year: taken as end-year, may be revised.', '') as note
from marked where year between 2012 and 2025
order by stock_id
"""

FLOW = """
with months as (
    select iso3, (month || '-01')::date as month, new_displacements::bigint as n from idu
),
periods as (
    select
        iso3, year(month) as year, sum(n)::bigint as figure, count(*) as months_covered,
        min(month) as period_start, last_day(max(month)) as period_end,
        max(n) as peak, arg_max(month, n) as peak_month
    from months where n is not null
    group by iso3, year(month)
),
marked as (
    select
        *, months_covered = 12 as whole_year, figure > 0 and 2 * peak > figure as one_month_leads,
        iso3 = 'NER' and year = 2024 as has_outlier
    from periods
)
select
    'flow-' || lower(iso3) || '-' || year || if(year = 2026, '-01-to-04', '') || '-idmc' as flow_id,
    iso3 as country_code, 'mixed' as cause, figure, period_start, period_end,
    if(whole_year, 'year', 'month') as date_precision, months_covered,
    'idmc_idu' as source_id, 'provisional' as status,
    if(has_outlier, 'outlier', null) as quality_flag,
    if(figure = 0 or has_outlier or not whole_year, 'low', 'medium') as confidence,
    nullif(concat_ws(
        ' ',
        case when has_outlier then 'Holds an outlier month: do not compare with other years.' end,
        case when one_month_leads then format(
            '{} alone counts {} of them; the other months {}.',
            strftime(peak_month, '%Y-%m'), peak, figure - peak
        ) end,
        case when figure = 0 then 'No update recorded: no evidence that nobody fled.' end,
        case when year = 2025 and not whole_year then 'December 2025 is missing.' end
    ), '') as note
from marked
order by flow_id
"""

FATALITIES = """
with months as (
    select *, (month || '-01')::date as first_day, month >= '2025-01' as is_candidate
    from country_month
)
select
    'fatalities:' || iso3 as series_id, 'fatalities' as target, iso3 as country_code,
    null as admin1_name, first_day as month, fatalities_best as value,
    if(fatalities_best > 0, 'observed', 'zero_by_coverage') as observation_status,
    if(is_candidate, 'ucdp_candidate', 'ucdp_ged') as source_id,
    if(is_candidate, 'Candidate, first release', 'GED 25.1') as source_version,
    (select max(vintage)[:10] from sound_vintages) as data_as_of,
    is_candidate as level_break, 'CC-BY-4.0' as licence
from months
order by series_id, first_day
"""

EVENTS = """
create view ucdp_events as
select country_code, date_trunc('month', start_date) as month, best, file
from candidate inner join countries on ucdp_name = country
where (file = 'GEDEvent_v23_0_10.csv' and start_date between '2023-10-01' and '2023-10-31')
    or (file = 'GEDEvent_v26_0_2.csv' and start_date between '2026-02-01' and '2026-02-28')
union all
select iso3, date_trunc('month', date), best, 'sahel_2025.csv' from events_2025
"""

INCIDENTS = """
with covered as (
    select distinct month, file from ucdp_events
),
counts as (
    select c.country_code, month, file, count(e.best) as value
    from countries as c cross join covered
    left join ucdp_events as e using (country_code, month, file)
    group by c.country_code, month, file
),
as_of as (
    select file, max(last_source_date) as data_as_of from candidate group by file
)
select
    'incidents:' || country_code as series_id, 'incidents' as target, country_code,
    null as admin1_name, month::date as month, value,
    if(value > 0, 'observed', 'zero_by_coverage') as observation_status,
    'ucdp_candidate' as source_id, file as source_version, data_as_of,
    true as level_break, 'CC-BY-4.0' as licence
from counts left join as_of using (file)
order by series_id, month
"""

US_LEVELS = """
with seen as (
    select
        *, lag(risk_level_number) over (partition by iso3 order by observed_at) as level_before
    from advisories
    where government = 'unitedstates' and iso3 in ('BFA', 'MLI', 'NER')
)
select iso3 as country_code, risk_level_number as level, risk_level as native_level,
    last_updated::date as valid_from
from seen where risk_level_number is distinct from level_before
order by country_code, valid_from
"""

Rows = list[tuple[str | None, ...]]


@pytest.fixture
def sources() -> Iterator[duckdb.DuckDBPyConnection]:
    """A DuckDB connection with one view per source file."""
    if not DATA.is_dir():
        pytest.skip(f"the source files are not at {DATA}")
    with duckdb.connect() as connection:
        connection.execute(SOURCES.format(data=DATA))
        connection.execute(EVENTS)
        yield connection


def as_text(connection: duckdb.DuckDBPyConnection, query: str) -> tuple[list[str], Rows]:
    """Return the column names and the rows of a query, every value as text or None."""
    result = connection.execute(f"select columns(*)::varchar from ({query})")
    return [column[0] for column in result.description], result.fetchall()


def seed(name: str, columns: str = "*", where: str = "true") -> Rows:
    """Return rows of a seed table in file order, every value as text, an empty one as None."""
    query = f"select {columns} from read_csv('{SEEDS / name}', all_varchar = true) where {where}"
    return duckdb.sql(query).fetchall()


@pytest.mark.parametrize(
    ("name", "query"),
    [
        pytest.param("displacement/displacement_stock.csv", STOCK, id="stock"),
        pytest.param("displacement/displacement_flow.csv", FLOW, id="flow"),
        pytest.param("series/fatalities_country_month.csv", FATALITIES, id="fatalities"),
        pytest.param("series/incidents_country_month.csv", INCIDENTS, id="incidents"),
    ],
)
def test_seed_equals_what_the_sources_give(
    sources: duckdb.DuckDBPyConnection, name: str, query: str
) -> None:
    """Every row and every computed column is equal, in the same order."""
    columns, expected = as_text(sources, query)
    assert seed(name, ", ".join(columns)) == expected


def test_a_country_has_no_refugees_or_asylum_seekers_from_itself(
    sources: duckdb.DuckDBPyConnection,
) -> None:
    """So the sums over origins and over countries of asylum count nobody at home."""
    at_home = sources.sql(
        "select sum(refugees + asylum_seekers) from population where coo_iso = coa_iso"
    )
    assert at_home.fetchall() == [(0,)]


def test_population_file_holds_every_country_of_asylum(
    sources: duckdb.DuckDBPyConnection,
) -> None:
    """Each pair touches one of the fourteen, and neither side is cut to them: sums are complete."""
    neither, origins, asylums = sources.sql(
        """
        select count(*) filter (o.country_code is null and a.country_code is null),
            count(distinct coo_iso) filter (o.country_code is null),
            count(distinct coa_iso) filter (a.country_code is null)
        from population
        left join countries as o on o.country_code = coo_iso
        left join countries as a on a.country_code = coa_iso
        where year >= 2012
        """
    ).fetchone()
    assert neither == 0
    assert origins > 50
    assert asylums > 100


def test_fatalities_equal_the_last_sound_vintage(sources: duckdb.DuckDBPyConnection) -> None:
    """The vintage starts in 2015-01; every month that it holds is equal."""
    compared = sources.sql(
        """
        select count(*), count(*) filter (v.fatalities_best = m.fatalities_best)
        from country_month as m inner join vintages as v using (month, iso3)
        where v.vintage = (select max(vintage) from sound_vintages)
        """
    )
    assert compared.fetchall() == [(1918, 1918)]


def test_candidate_months_keep_their_first_release(sources: duckdb.DuckDBPyConnection) -> None:
    """Only one sound vintage differs: it holds zeros for 2026-03, which was not out yet."""
    differing = sources.sql(
        """
        select v.vintage[:16], v.month, max(v.fatalities_best)
        from country_month as m inner join sound_vintages as v using (month, iso3)
        where month >= '2025-01' and v.fatalities_best <> m.fatalities_best
        group by all
        """
    )
    assert differing.fetchall() == [("2026-04-02T10:16", "2026-03", 0)]


def test_events_and_fatalities_differ_as_the_readme_says(
    sources: duckdb.DuckDBPyConnection,
) -> None:
    """Country-months, those that are equal, and the deaths on both sides, by event file."""
    compared = sources.sql(
        """
        with deaths as (
            select country_code, month, sum(best) as best from ucdp_events group by all
        ),
        covered as (select distinct month, file from ucdp_events)
        select file, count(*), count(*) filter (fatalities_best = coalesce(best, 0)),
            sum(fatalities_best), sum(coalesce(best, 0))
        from covered
        inner join country_month as f on (f.month || '-01')::date = covered.month
        left join deaths as d on d.month = covered.month and d.country_code = f.iso3
        group by file order by file
        """
    )
    assert compared.fetchall() == [
        ("GEDEvent_v23_0_10.csv", 14, 9, 1073, 1413),
        ("GEDEvent_v26_0_2.csv", 14, 12, 1431, 1454),
        ("sahel_2025.csv", 168, 104, 14522, 15450),
    ]


def test_us_levels_are_those_of_the_change_log(sources: duckdb.DuckDBPyConnection) -> None:
    """Equal consecutive levels are one row, dated by the issue date of the first text seen."""
    last_seen = sources.sql(
        "select max(observed_at)::date from advisories where government = 'unitedstates'"
    ).fetchone()[0]
    columns, expected = as_text(sources, US_LEVELS)
    where = f"issuer = 'USA' and valid_from <= '{last_seen}'"
    assert seed("advisories/travel_advisories.csv", ", ".join(columns), where) == expected


def test_change_log_holds_no_uk_level(sources: duckdb.DuckDBPyConnection) -> None:
    """The reason why the advisories seed has no row of the United Kingdom."""
    levels = sources.sql(
        "select count(risk_level_number) from advisories where government = 'unitedkingdom'"
    )
    assert levels.fetchall() == [(0,)]


def test_no_two_advisories_of_one_issuer_and_area_overlap() -> None:
    """Periods are half-open: valid_to is the first day that no longer counts."""
    advisories = f"read_csv('{SEEDS / 'advisories' / 'travel_advisories.csv'}', all_varchar = true)"
    overlapping = duckdb.sql(
        f"""
        select a.advisory_id, b.advisory_id
        from {advisories} as a inner join {advisories} as b
            on a.issuer = b.issuer and a.country_code = b.country_code
            and coalesce(a.area_name, '') = coalesce(b.area_name, '')
            and a.advisory_id < b.advisory_id
        where a.valid_from < coalesce(b.valid_to, '9999-12-31')
            and b.valid_from < coalesce(a.valid_to, '9999-12-31')
        """
    )
    assert overlapping.fetchall() == []
