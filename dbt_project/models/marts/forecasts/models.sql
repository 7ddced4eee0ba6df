select
    model_id,
    model_version,
    family,
    description,
    parameters,
    training_window,
    known_failures,
    cast(min_history as integer) as min_history,
    lag,
    caps,
    cast(values_per_distribution as integer) as values_per_distribution
from {{ source('raw', 'models') }}
