with loaded as (

    select * from {{ ref('int_displacement_stock_loaded') }}

),

-- a figure of the inbox takes the place of the one that ships with the project
seeds as (

    select * from {{ ref('stg_displacement_stock') }}
    where stock_id not in (select stock_id from loaded)

)

select * from seeds
union all by name
select * from loaded
