with updates as (

    select * from {{ ref('int_displacement_updates_monthly') }}

),

monthly as (

    select * from {{ ref('stg_idmc_idu_monthly') }}
    where is_latest and figure is not null

),

gidd as (

    select * from {{ ref('stg_idmc_gidd') }}
    where is_latest and make_date(year, 12, 31) <= data_as_of

),

-- months that the single updates cover are not told again by a file of their sums
months as (

    select
        country_code,
        month,
        cause,
        figure,
        concat_ws(
            ' ',
            'Updates summed: ' || updates || case
                when spread_updates > 0
                    then
                        ', of which spread over several months by day: '
                        || spread_updates
                else ''
            end || '.',
            case
                when are_of_unknown_role
                    then
                        'The file does not tell which figures IDMC recommends:'
                        || ' some may count the same people.'
                when not are_recommended
                    then 'Holds first estimates that IDMC does not recommend yet.'
            end
        ) as note,
        coalesce(are_recommended, false) as is_sound,
        data_as_of,
        file,
        file_row,
        file_sha256
    from updates
    where figure > 0
    union all by name
    select
        monthly.country_code,
        monthly.month,
        'mixed' as cause,
        monthly.figure,
        case
            when monthly.figure = 0
                then 'No update recorded: no evidence that nobody fled.'
        end as note,
        monthly.figure > 0 as is_sound,
        monthly.data_as_of,
        monthly.file,
        monthly.file_row,
        monthly.file_sha256
    from monthly
    anti join updates
        on monthly.country_code = updates.country_code and monthly.month = updates.month

),

-- Niger's October 2024 held 3,435,568 displacements, near three times what the other
-- eleven months of the year held together
judged as (

    select
        *,
        country_code = 'NER' and month = date '2024-10-01' and figure > 1000000
            as is_outlier
    from months

),

years as (

    select
        * exclude (conflict_displacements, disaster_displacements),
        unnest(['conflict', 'disaster']) as cause,
        unnest([conflict_displacements, disaster_displacements]) as figure
    from gidd

),

flows as (

    select
        'flow-' || lower(country_code) || '-' || strftime(month, '%Y-%m')
        || case cause when 'mixed' then '' else '-' || cause end || '-idmc' as flow_id,
        country_code,
        cause,
        figure,
        month as period_start,
        last_day(month) as period_end,
        'month' as date_precision,
        1 as months_covered,
        'idmc_idu' as source_id,
        'provisional' as status,
        case when is_outlier then 'outlier' end as quality_flag,
        'Internal Displacement Updates' as citation_title,
        case when is_outlier or not is_sound then 'low' else 'medium' end as confidence,
        nullif(concat_ws(
            ' ',
            case
                when is_outlier
                    then 'Far out of line with all other months: do not compare.'
            end,
            note
        ), '') as note,
        data_as_of,
        file,
        file_row,
        file_sha256
    from judged
    union all by name
    select
        'flow-' || lower(country_code) || '-' || year || '-' || cause || '-gidd'
            as flow_id,
        country_code,
        cause,
        figure,
        make_date(year, 1, 1) as period_start,
        make_date(year, 12, 31) as period_end,
        'year' as date_precision,
        12 as months_covered,
        'idmc_gidd' as source_id,
        'final' as status,
        'Global Internal Displacement Database' as citation_title,
        'medium' as confidence,
        data_as_of,
        file,
        file_row,
        file_sha256
    from years
    where figure > 0

),

known as (

    select flows.*
    from flows
    inner join {{ ref('stg_countries') }} as countries
        on flows.country_code = countries.country_code

)

select
    * exclude (data_as_of),
    'IDMC' as citation_publisher,
    cast(year(data_as_of) as varchar) as citation_date,
    'titled' as citation_kind
from known
