"""News articles: Markdown, plain text, web pages, JSON lines and feeds, one row an article."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath

from orchestration.articles.files.load import Reading, read_articles
from orchestration.contracts import TableFile, from_records
from orchestration.sources.source import Source, field
from orchestration.sources.vocabulary import CONFIDENCES, DATE_PRECISIONS

# How a problem begins that an article has and is loaded with.
KEPT = "kept: "
# What cannot be read as an article has no language.
NO_LANGUAGE = "und"
MOST_NOTES = 20

ARTICLES = Source(
    name="articles",
    description="One row is an article with its full text, in Arabic, French, English or another "
    "language.",
    seeds="articles/*.md",
    inbox="articles",
    schema={
        "primaryKey": ["article_id"],
        "fields": [
            field("article_id", required=True),
            field("language", required=True, pattern="[a-z]{2,3}"),
            field("title"),
            field("publisher"),
            field("published_date", "date"),
            field("date_precision", required=True, enum=DATE_PRECISIONS),
            field(
                "published_basis",
                required=True,
                enum=["front_matter", "option", "page", "feed", "self_anchored", "unknown"],
            ),
            field("url"),
            field("topics"),
            field("sources"),
            field("confidence", enum=CONFIDENCES),
            field("licence"),
            field("text", required=True),
            field("body_start", "integer", required=True, minimum=0),
            # What was left out of an article that is kept. Anything else that stands here says
            # why what stands under `text` is no article.
            field("problem", pattern=f"{KEPT}.*"),
        ],
    },
)


def open_articles(path: Path, *, name: str, folder: Path) -> TableFile:
    """Open a file of articles as a table whose rows are numbered by line or entry.

    Args:
        path: the file.
        name: the file as people name it.
        folder: a temporary folder.

    Raises:
        FileRefusedError: the file as a whole cannot be read.
    """
    columns = list(ARTICLES.columns)
    readings = read_articles(path, key=_key(name))
    if path.suffix.lower() == ".md":  # what else its front matter says is told as ignored
        readings = list(readings)
        columns += [label for label in readings[0].fields if label not in columns]
    notes: list[str] = []
    records = _records(readings, columns, notes)
    table = from_records(columns, records, name=name, workspace=folder)
    return replace(table, notes=tuple(notes))


def _key(name: str) -> str:
    """The name of a file's articles: its folders below the one of all articles belong to it."""
    return str(PurePosixPath(re.sub("^(seeds|inbox)/(articles/)?", "", name)).with_suffix(""))


def _records(
    readings: Iterable[Reading], columns: list[str], notes: list[str]
) -> Iterator[tuple[int, list[str]]]:
    """The cells of each row; what was left out of articles that are kept goes to the notes."""
    for reading in readings:
        row = _row(reading)
        if row["problem"].startswith(KEPT) and len(notes) < MOST_NOTES:
            notes.append(f"row {reading.row} is {row['problem']}")
        yield reading.row, [row.get(column, "") for column in columns]


def _row(reading: Reading) -> dict[str, str]:
    told = "; ".join(reading.problems)
    article = reading.article
    if article is None:
        return reading.fields | {
            "language": NO_LANGUAGE,
            "published_date": "",
            "date_precision": "unknown",
            "published_basis": "unknown",
            "text": reading.text or "-",
            "body_start": "0",
            "problem": told,
        }
    published = article.published
    return reading.fields | {
        "article_id": article.article_id,
        "language": article.language,
        "title": article.title,
        "publisher": article.publisher,
        "published_date": published.first.isoformat() if published.first else "",
        "date_precision": published.precision,
        "published_basis": published.basis,
        "url": article.url,
        "licence": article.licence,
        "text": article.text,
        "body_start": str(article.body_start),
        "problem": f"{KEPT}{told}" if told else "",
    }
