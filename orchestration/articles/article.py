"""An article as the reader takes it: its text and what is known about it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Published:
    """When an article came out.

    Attributes:
        first: first day on which it may have come out; None if nothing is known.
        last: last such day.
        precision: day, week, month, quarter, year or unknown.
        basis: what tells it: front_matter, option, page, feed, self_anchored or unknown.
    """

    first: date | None = None
    last: date | None = None
    precision: str = "unknown"
    basis: str = "unknown"


@dataclass(frozen=True, slots=True)
class Article:
    """An article and its text.

    Attributes:
        article_id: its key.
        language: ISO 639-1 code; only ar, fr and en are read for claims, others are kept.
        title: its headline; empty if it has none. Where the headline stands in the text, the
            section `title` says where.
        publisher: who brought it out; empty if not known.
        published: when it came out.
        text: the decoded text of the file it came in, or what was extracted from a page, a feed
            or a line of JSON. All offsets count code points from its first character.
        body_start: where the article begins in the text, behind a front matter.
        licence: the identifier of its licence; empty if not known.
        url: where it was found; empty if not known.
    """

    article_id: str
    language: str
    title: str
    publisher: str
    published: Published
    text: str
    body_start: int = 0
    licence: str = ""
    url: str = ""
