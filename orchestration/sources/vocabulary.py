"""Values that several contracts allow, named once."""

from orchestration.sources.source import field

EVENT_TYPES = [
    "armed_clash",
    "attack_on_civilians",
    "explosion_remote_violence",
    "abduction",
    "blockade",
    "looting_property_destruction",
    "military_operation",
    "armed_group_movement",
    "territorial_change",
    "arrest_expulsion",
    "coup",
    "troop_withdrawal",
    "travel_advisory_change",
    "displacement",
    "shortage",
    "protest_riot",
    "diplomatic_action",
    "other",
]
DATE_PRECISIONS = ["day", "week", "month", "quarter", "year", "unknown"]
CONFIDENCES = ["high", "medium", "low"]
COUNTRY = "[A-Z]{3}"
YEAR = r"(19|20)[0-9]{2}(\.0)?"
MONTH = "[0-9]{4}-(0[1-9]|1[0-2])(-01)?"
# A number of people, which some tables write with a decimal place.
COUNT = r"[0-9]+(\.0)?"

CITATION = [
    field("citation_publisher", required=True),
    field("citation_title", required=True),
    field("citation_date", pattern="[0-9]{4}(-[0-9]{2}){0,2}"),
    field("citation_kind", required=True, enum=["titled", "described"]),
]
CONFIDENCE = field("confidence", required=True, enum=CONFIDENCES)
