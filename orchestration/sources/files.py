"""Opening a file as the records of a source: an article is one record, all else is a table."""

from pathlib import Path

from orchestration.articles.read import read_article
from orchestration.contracts import TableFile, from_records, open_table
from orchestration.errors import FileRefusedError
from orchestration.sources.source import Source

ARTICLE = ".md"
TABLE_ENDINGS = (".csv", ".tsv", ".gz", ".zip", ".xlsx", ".parquet")


def open_source_file(path: Path, source: Source, *, name: str, folder: Path) -> TableFile:
    """Open a file that should hold records of a source.

    Args:
        path: the file.
        source: the source; it says whether its files are articles or tables.
        name: the file as people name it.
        folder: a temporary folder for what must be written anew.

    Raises:
        FileRefusedError: the file cannot be read, or is not of the source's kind.
    """
    articles = source.seeds.endswith(ARTICLE)
    endings = (ARTICLE,) if articles else TABLE_ENDINGS
    if path.suffix.lower() not in endings:
        raise FileRefusedError(f"only {', '.join(endings)} files are read here.")
    if articles:
        article = read_article(path)
        return from_records(
            list(article), [(2, list(article.values()))], name=name, workspace=folder
        )
    return open_table(path, name=name, workspace=folder, fields=source.columns, detect=True)
