with loaded as (

    select * from {{ ref('int_displacement_stock_loaded') }}

),

-- a figure of the inbox takes the place of the one that ships with the project
seeds as (

    select seeds.*
    from {{ ref('stg_displacement_stock') }} as seeds
    anti join loaded on seeds.stock_id = loaded.stock_id

)

select * from seeds
union all by name
select * from loaded
