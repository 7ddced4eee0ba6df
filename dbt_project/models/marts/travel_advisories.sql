select * from {{ ref('stg_travel_advisories') }}
