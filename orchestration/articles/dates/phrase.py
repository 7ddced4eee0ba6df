"""A date phrase as it is read, before the clock is known."""

from typing import NamedTuple

from orchestration.articles.dates.moments import Moment


class Phrase(NamedTuple):
    """A date phrase by the indexes of its tokens.

    Attributes:
        start: its first token.
        end: the token behind it.
        moment: what it means, or where the range that it is begins.
        to: the other end of the range.
        kind: range, since or until; empty for a date by itself.
        future: what the words before tell of the future: sure, likely, closed, past.
        joined: an "and" joins it to the phrase before it.
    """

    start: int
    end: int
    moment: Moment
    to: Moment | None = None
    kind: str = ""
    future: str = ""
    joined: bool = False
