"""Days as publishers write them, as patterns: days that there are, written in one way only.

`format: any` is too kind: it takes 05/01/2024 for the first of May, and a lone month for a day.
"""

YEAR = "[0-9]{4}"
LEAP_YEAR = "(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)"


def _days(written: str, *, zero: str, february: str, short: str, long: str) -> str:
    """A pattern of all days of the calendar.

    Args:
        written: year, month and day in their order.
        zero: pattern of what stands before a day of one digit.
        february: pattern of that month.
        short: pattern of the months with 30 days.
        long: pattern of the months with 31 days.
    """
    ends = [
        (YEAR, long, f"(?:{zero}[1-9]|[12][0-9]|3[01])"),
        (YEAR, short, f"(?:{zero}[1-9]|[12][0-9]|30)"),
        (YEAR, february, f"(?:{zero}[1-9]|1[0-9]|2[0-8])"),
        (LEAP_YEAR, february, "29"),
    ]
    return "|".join(written.format(year=year, month=month, day=day) for year, month, day in ends)


ISO_DAY = _days(
    "{year}-{month}-{day}",
    zero="0",
    february="02",
    short="(?:0[469]|11)",
    long="(?:0[13578]|1[02])",
)
COMPACT_DAY = _days(
    "{year}{month}{day}", zero="0", february="02", short="(?:0[469]|11)", long="(?:0[13578]|1[02])"
)
# 05 January 2024
DAY_IN_WORDS = _days(
    "{day}[ -]{month}[ -]{year}",
    zero="0?",
    february="February",
    short="(?:April|June|September|November)",
    long="(?:January|March|May|July|August|October|December)",
)
ISO_MIDNIGHT = f"(?:{ISO_DAY})(?:[T ]00:00:00(?:[.]0+)?Z?)?"
