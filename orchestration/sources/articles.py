"""News articles: Markdown files with a YAML front matter."""

from orchestration.sources.source import Source, field
from orchestration.sources.vocabulary import CONFIDENCE, DATE_PRECISIONS

ARTICLES = Source(
    name="articles",
    description="One row is an article in Arabic, French or English with its full text.",
    seeds="articles/*.md",
    inbox="articles",
    schema={
        "primaryKey": ["article_id"],
        "fields": [
            field("article_id", required=True),
            field("language", required=True, enum=["ar", "fr", "en"]),
            field("title", required=True),
            field("publisher", required=True),
            field("published_date", "date"),
            field("date_precision", required=True, enum=DATE_PRECISIONS),
            field("topics"),
            field("sources", required=True),
            CONFIDENCE,
            field("licence", required=True),
            field("text", required=True),
        ],
    },
)
