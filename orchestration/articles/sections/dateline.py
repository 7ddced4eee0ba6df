"""The dateline before a report's first sentence: where it was filed, when, and by which agency.

"BAMAKO, Nov 3 (Reuters) - " names no place and no date of an event, and no government.
"""

import csv
import re
from functools import cache

from orchestration.articles.vocabulary import LEXICONS

LONGEST = 90
_DASH = r"[ \u00a0]*(?:[-–—ـ]{1,2}|[:：])"
_CAPITALS = r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ'’.-]+(?:[ -][A-ZÀ-ÖØ-Þ'’.-]+){0,3}"


def dateline_end(text: str, start: int, end: int) -> int:
    """Where the sentence begins behind a dateline; `start` if the block has none.

    Args:
        text: an article's text.
        start: the first code point of a block.
        end: the one behind its last.
    """
    match = _dateline().match(text, start, min(end, start + LONGEST))
    return match.end() if match and match.end() < end else start


@cache
def _dateline() -> re.Pattern[str]:
    """An agency in brackets, behind a dash or a slash, or a town in capitals before a dash."""
    with (LEXICONS / "agencies.csv").open(encoding="utf-8", newline="") as stream:
        names = sorted((row["name"] for row in csv.DictReader(stream)), key=len, reverse=True)
    agency = rf"[«\"“]?(?:{'|'.join(map(re.escape, names))})[»\"”]?"
    several = rf"{agency}(?:[ ]?[,،/+و-]+[ ]?{agency})*"
    head = r"(?:[^\n.!?؟:()]|\.(?=[ ]\d))"
    dated = r"[^\W\d][^\n.!?؟:(),]{1,30},[ ](?:le[ ])?\d[^\n!?؟:()]{2,24}"
    return re.compile(
        rf"""
        (?:
            (?:{head}{{0,45}}? \(\s*{several}(?:,[^\n()]{{0,30}})?\s*\) (?:{_DASH}|[ ]*\n)
              | {dated} \({several}\)
              | \({several}\))
          | {head}{{2,40}}? [ ]?[-–—ـ/|:]+[ ]? {several} (?:{_DASH}|[ ]?[/|]|(?=\s*\n))
          | {_CAPITALS} (?:,[ ][^\n.:()–—-]{{2,30}}\.?(?:[ ]\d{{1,2}})?)?
            [ ][-–—]{{1,2}}(?=[ ][A-ZÀ-Þ])
        )
        \s*
        """,
        re.VERBOSE,
    )
