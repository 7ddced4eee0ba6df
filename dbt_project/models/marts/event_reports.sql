select * exclude (admin1_reference_name)
from {{ ref('int_event_reports') }}
