"""Opening a file: which source's records it holds, told by its name or its columns."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from re import fullmatch

from orchestration.articles.files.load import ENDINGS as ARTICLE_ENDINGS
from orchestration.contracts import TableFile, open_table
from orchestration.contracts.reading.unpack import packing, unpack
from orchestration.errors import FileRefusedError
from orchestration.sources.articles import ARTICLES, open_articles
from orchestration.sources.json_file import is_json, open_json
from orchestration.sources.source import Source

TABLE_ENDINGS = (".csv", ".tsv", ".gz", ".zip", ".xlsx", ".parquet", ".json", ".geojson")
ENDINGS = (*TABLE_ENDINGS, *ARTICLE_ENDINGS)
COLUMNS_TOLD = 6


def open_source_file(
    path: Path, candidates: Sequence[Source], *, name: str, folder: Path
) -> tuple[Source, TableFile]:
    """Open a file as one of the source that it fits.

    Args:
        path: the file.
        candidates: sources whose file it may be.
        name: the file as people name it.
        folder: a temporary folder for what must be written anew.

    Returns:
        The source, and the file's records under the names of the source's columns.

    Raises:
        FileRefusedError: the file cannot be read, or is of none of the sources.
    """
    if path.suffix.lower() not in ENDINGS:
        raise FileRefusedError(f"only {', '.join(ENDINGS)} files are read here.")
    if path.suffix.lower() in ARTICLE_ENDINGS:
        if ARTICLES not in candidates:
            raise FileRefusedError(
                f"a {path.suffix.lower()} file is an article; it belongs in the articles."
            )
        return ARTICLES, open_articles(path, name=name, folder=folder)
    tables = [source for source in candidates if source is not ARTICLES]
    if not tables:
        raise FileRefusedError(f"only {', '.join(ARTICLE_ENDINGS)} files are read here.")
    for source in tables:
        if source.file_name and fullmatch(source.file_name, path.name):
            return source, _open_headless(path, source, name=name, folder=folder)
    if packed := packing(path, None):
        path = unpack(path, packed, folder)
    if is_json(path):
        table = open_json(path, name=name, workspace=folder)
    else:
        fields = [label for source in tables for label in (*source.columns, *source.aliases)]
        table = _as_text(open_table(path, name=name, workspace=folder, fields=fields, detect=True))
    source = _recognised(table.labels, tables)
    return source, replace(table, labels=source.named(table.labels))


def _open_headless(path: Path, source: Source, *, name: str, folder: Path) -> TableFile:
    table = open_table(
        path, name=name, workspace=folder, dialect=source.dialect, width=len(source.columns)
    )
    if len(table.types) != len(source.columns):
        raise FileRefusedError(
            f"it has {len(table.types)} columns. Expected the {len(source.columns)} of "
            f"{source.name}."
        )
    return replace(table, labels=tuple(source.columns))


def _as_text(table: TableFile) -> TableFile:
    """The cells of a Parquet file, which have types of their own, as text like those of others."""
    if table.is_text:
        return table
    cells = ", ".join(
        f"c{number}::varchar as c{number}" for number in range(1, len(table.types) + 1)
    )
    return replace(
        table,
        types=("VARCHAR",) * len(table.types),
        columns_sql=f"select {cells}, _extra from ({table.columns_sql})",
        numbered_sql=f"select {cells}, _row, _extra from ({table.numbered_sql})",
    )


def _recognised(labels: tuple[str, ...], candidates: Sequence[Source]) -> Source:
    """The source that the columns fit; of several, the one that knows the most of them.

    Where there is but one, its contract says what is lacking.
    """
    if len(candidates) == 1:
        return candidates[0]
    lacking = {source.name: source.lacking(labels) for source in candidates if not source.file_name}
    fitting = [source for source in candidates if lacking.get(source.name) == []]
    if fitting:
        return max(fitting, key=lambda source: len({*source.named(labels)} & {*source.columns}))
    has = f"It has: {', '.join(labels) or 'nothing'}."
    nearest = sorted(candidates, key=lambda source: len(lacking.get(source.name, ENDINGS)))
    tried = "; ".join(
        f"{source.name} (lacks {_told(lacking[source.name])})"
        if source.name in lacking
        else f"{source.name} (told by names like {source.file_name})"
        for source in nearest
    )
    raise FileRefusedError(f"it is a file of no source. Tried: {tried}. {has}")


def _told(columns: Sequence[str]) -> str:
    more = len(columns) - COLUMNS_TOLD
    shown = ", ".join(columns[:COLUMNS_TOLD])
    return f"{shown} and {more} more" if more > 0 else shown
