select
    target,
    model_id,
    reason,
    n,
    crps_rel,
    crps_log1p_rel
from {{ source('raw', 'forecast_selection') }}
