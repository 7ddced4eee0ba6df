with population as (

    select * from {{ ref('stg_unhcr') }}
    where is_latest

),

idmc as (

    select * from {{ ref('stg_unhcr_idp_stock') }}
    where is_latest and origin_country_code = country_code

),

gidd as (

    select * from {{ ref('stg_idmc_gidd') }}
    where is_latest

),

-- nobody is a refugee at home, and people are displaced within their own country only
people as (

    select
        * replace (refugees as idps),
        'refugee' as population_type,
        'unhcr_population' as source_id
    from population
    where origin_country_code <> country_code
    union all by name
    select
        * replace (asylum_seekers as idps),
        'asylum_seeker' as population_type,
        'unhcr_population' as source_id
    from population
    where origin_country_code <> country_code
    union all by name
    select
        *,
        'idp' as population_type,
        'unhcr_population' as source_id
    from population
    where origin_country_code = country_code
    union all by name
    select
        *,
        'idp' as population_type,
        'idmc_idp_stock' as source_id
    from idmc
    union all by name
    select
        *,
        conflict_idps as idps,
        country_code as origin_country_code,
        'idp' as population_type,
        'idmc_gidd' as source_id
    from gidd

),

-- A zero stands for nobody counted and for few people alike, so it is no figure; a year
-- that was not over when the data stood so has no figure for its end.
figures as (

    select
        people.population_type,
        people.country_code,
        people.origin_country_code,
        people.year,
        make_date(people.year, 12, 31) as as_of_date,
        people.idps as figure,
        people.source_id,
        people.data_as_of,
        people.file,
        people.file_row,
        people.file_sha256
    from people
    inner join {{ ref('stg_countries') }} as asylum
        on people.country_code = asylum.country_code
    inner join {{ ref('stg_countries') }} as origin
        on people.origin_country_code = origin.country_code
    where people.idps > 0 and make_date(people.year, 12, 31) <= people.data_as_of

),

seeds as (

    select
        source_id,
        population_type,
        country_code,
        year(as_of_date) as year,
        figure
    from {{ ref('stg_displacement_stock') }}

),

newest_years as (

    select
        source_id,
        max(year) as year
    from (
        select
            source_id,
            year
        from figures
        union all
        select
            source_id,
            year
        from seeds
    ) as years
    group by source_id

),

-- the year before is that of the inbox, or that of the seeds where the inbox lacks it
marked as (

    select
        figures.*,
        figures.population_type = 'idp' as is_idp,
        figures.year = newest_years.year and figures.source_id <> 'idmc_gidd'
            as is_newest,
        figures.population_type = 'idp' and coalesce(
            figures.figure
            = coalesce(first_value(figures.figure) over year_before, seeds.figure),
            false
        ) as is_carried_forward
    from figures
    left join newest_years on figures.source_id = newest_years.source_id
    left join seeds
        on
            figures.source_id = seeds.source_id
            and figures.population_type = 'idp'
            and seeds.population_type = 'idp'
            and figures.country_code = seeds.country_code
            and figures.year = seeds.year + 1
    window
        year_before as (
            partition by
                figures.source_id, figures.population_type, figures.country_code,
                figures.origin_country_code
            order by figures.year
            range between 1 preceding and 1 preceding
        )

)

select
    replace(population_type, '_', '-')
    || case when is_idp then '' else '-from-' || lower(origin_country_code) || '-in' end
    || '-' || lower(country_code) || '-' || year || '-' || case source_id
        when 'unhcr_population' then 'unhcr'
        when 'idmc_idp_stock' then 'idmc'
        when 'idmc_gidd' then 'gidd'
    end as stock_id,
    population_type,
    country_code,
    origin_country_code,
    as_of_date,
    'year' as date_precision,
    figure,
    source_id,
    case when is_newest then 'provisional' else 'final' end as status,
    case source_id
        when 'unhcr_population' then 'UNHCR'
        when 'idmc_idp_stock' then 'IDMC, republished by UNHCR'
        when 'idmc_gidd' then 'IDMC'
    end as citation_publisher,
    case source_id
        when 'unhcr_population' then 'Refugee Population Statistics Database'
        when 'idmc_idp_stock'
            then
                'end-year stocks of people internally displaced by conflict and'
                || ' violence, as republished in the UNHCR Refugee Data Finder'
        when 'idmc_gidd' then 'Global Internal Displacement Database'
    end as citation_title,
    cast(year(data_as_of) as varchar) as citation_date,
    case source_id when 'idmc_idp_stock' then 'described' else 'titled' end
        as citation_kind,
    case when is_carried_forward then 'low' else 'medium' end as confidence,
    nullif(concat_ws(
        ' ',
        case
            when is_idp and source_id = 'unhcr_population'
                then 'Only people whom UNHCR protects or assists.'
            when source_id = 'idmc_idp_stock'
                then 'Conflict and violence only; rounded by IDMC.'
            when source_id = 'idmc_gidd' then 'Conflict and violence only.'
            when figure = 5
                then 'May stand for fewer than five people: UNHCR rounds small figures.'
        end,
        case
            when is_carried_forward
                then 'Same figure as the year before: probably carried forward.'
        end,
        case
            when is_newest then 'Newest year: taken as end-year, may be revised.'
        end
    ), '') as note,
    file,
    file_row,
    file_sha256
from marked
