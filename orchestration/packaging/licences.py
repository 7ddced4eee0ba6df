"""The proof, on the written files, that a package passes nothing on that a source forbids.

It goes another way than the conditions that keep such rows out: from each row to the file that it
was read from, the source that it names, the event that it belongs to and the series behind it.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb

from orchestration.packaging.describe import tables_of
from orchestration.packaging.write import parquet_sql

# The tables that the proof needs beside the package.
LICENCE_TABLES = (
    "sources",
    "loads",
    "rejected_rows",
    "event_reports",
    "articles",
    "monthly_series",
)
# Column of a published table: what it must not lead to.
CLOSED = {
    "source_id": "select source_id from marts.sources where not redistributable",
    "file_sha256": """
        select loads.file_sha256 from marts.loads
        left join marts.sources using (source_id)
        where loads.origin = 'inbox' and (
            not redistributable
            or (loads.status = 'refused' and redistributable is distinct from true)
        ) and loads.file_sha256 not in (
            select file_sha256 from marts.loads where status = 'loaded' and source_id in (
                select source_id from marts.sources where redistributable
            )
        )
    """,
    "rejection_id": "select rejection_id from marts.rejected_rows where not is_redistributable",
    "report_id": """
        select report_id from marts.event_reports
        left join marts.sources using (source_id)
        left join marts.articles using (article_id)
        where case
            when article_id is null then redistributable
            else articles.is_redistributable
        end is distinct from true
    """,
    "event_id": """
        select event_id from marts.event_reports
        left join marts.sources using (source_id)
        where is_latest
        group by event_id
        having bool_and(redistributable is distinct from true)
    """,
    "article_id": "select article_id from marts.articles where not is_redistributable",
    "original_article_id": "select article_id from marts.articles where not is_redistributable",
    "duplicate_of": "select article_id from marts.articles where not is_redistributable",
    "series_id": """
        select series_id from marts.monthly_series
        inner join marts.sources using (source_id)
        where not redistributable
    """,
}
# A forecast may be published where a source allows that, even if its series may not.
CLOSED_FORECASTS = {
    "target": """
        select target from marts.monthly_series
        inner join marts.sources using (source_id)
        where not forecasts_publishable
    """
}


def closed_rows(
    con: duckdb.DuckDBPyConnection, descriptor: dict[str, Any], folder: Path
) -> Iterator[str]:
    """What of a package must not be passed on, a sentence for each table and column.

    Args:
        con: a connection to the warehouse that the package was made from.
        descriptor: the package's.
        folder: where its files are.
    """
    for name, table in tables_of(descriptor).items():
        there = {field["name"] for field in table["schema"]["fields"]}
        rules = CLOSED_FORECASTS if "model_id" in there else CLOSED
        for column in sorted(there & rules.keys()):
            others = _licensed_one_by_one(name, there) if column == "source_id" else ""
            (rows,) = con.execute(
                f"select count(*) from {parquet_sql(folder, name)} "
                f"where {column} in ({rules[column]}){others}"
            ).fetchone()
            if rows:
                leads = "row leads" if rows == 1 else "rows lead"
                yield f"{name}: {rows:,} {leads} by {column} to a source that forbids passing it on"


def _licensed_one_by_one(name: str, columns: set[str]) -> str:
    """What leaves out rows of articles: each has its own licence, and `article_id` leads to it.

    The catalogue's entry for the articles of the inbox is no row of theirs.
    """
    if "article_id" in columns:
        return " and article_id is null"
    return " and source_id <> 'press_articles'" if name == "sources" else ""
