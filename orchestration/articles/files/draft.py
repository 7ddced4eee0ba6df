"""What the reader of a format hands on: a text, and what its file says of it, as it says it."""

import re
from dataclasses import dataclass, field

# Bytes of a file of one article, or of a line or an entry that is one: the longest known news
# articles have a fiftieth of that.
LARGEST_ARTICLE = 5_000_000
# Bytes of a file that must be read as a whole though it holds several articles.
LARGEST_FILE = 50_000_000
# What files call what is known of an article; of several names the first counts.
NAMES = {
    "article_id": ("article_id", "id", "guid", "uid", "_id"),
    "language": ("language", "lang", "language_code"),
    "title": ("title", "headline"),
    "publisher": (
        *("publisher", "source", "source_name", "site_name", "outlet", "newspaper"),
        *("publication", "site"),
    ),
    "published_date": (
        *("published_date", "published", "date_published", "publication_date", "published_at"),
        *("pub_date", "publish_date", "date"),
    ),
    "date_precision": ("date_precision",),
    "url": ("url", "link", "source_url", "canonical_url", "permalink"),
    "licence": ("licence", "license"),
    "text": ("text", "body", "content", "full_text", "article_text", "body_text", "main_text"),
}


@dataclass(slots=True)
class Draft:
    """A text on its way to being an article.

    Attributes:
        row: its line, or the number of its entry in the file.
        text: the text; of one that cannot be read, what stands there.
        fields: what is said of it, under the names that `Article` uses where there is one.
        body_start: where the article begins in the text.
        basis: what tells a publication date among the fields.
        problems: what was wrong and is left out, in a sentence each.
        broken: why it is no article; empty if it is one.
    """

    row: int
    text: str
    fields: dict[str, str] = field(default_factory=dict)
    body_start: int = 0
    basis: str = "feed"
    problems: list[str] = field(default_factory=list)
    broken: str = ""


def name_fields(fields: dict[str, str]) -> dict[str, str]:
    """The same fields under the names of `NAMES`, case, blanks and punctuation aside."""
    there: dict[str, str] = {}
    for label, value in fields.items():
        if value.strip():
            there.setdefault(_folded(label), label)
    named, taken = {}, set()
    for name, labels in NAMES.items():
        given = next((there[_folded(label)] for label in labels if _folded(label) in there), None)
        if given is not None:
            named[name] = fields[given].strip() if name != "text" else fields[given]
            taken.add(given)
    return named | {
        label: value for label, value in fields.items() if label not in taken and label not in NAMES
    }


def _folded(label: str) -> str:
    return re.sub(r"[\W_]+", "", label).casefold()
