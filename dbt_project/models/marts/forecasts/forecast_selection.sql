select
    target,
    model_id,
    reason,
    n,
    crps_rel,
    crps_rel_se,
    crps_log1p_rel,
    crps_log1p_rel_se
from {{ source('raw', 'forecast_selection') }}
