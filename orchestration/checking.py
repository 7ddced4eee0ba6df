"""`redzone check` and `redzone verify`: a verdict on the screen or as JSON, and an exit code."""

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb

from orchestration.contracts import TableResult, check_tables, scratch, workspace
from orchestration.contracts.package.paths import NotCheckedError
from orchestration.contracts.package.verify import verify_package
from orchestration.contracts.reading.open import check_regular
from orchestration.contracts.result import printable, refused
from orchestration.errors import FileRefusedError
from orchestration.sources import SOURCES, Source, open_source_file

VALID, INVALID, NOT_CHECKED = 0, 1, 2
EXIT_CODES = {"valid": VALID, "invalid": INVALID, "unchecked": NOT_CHECKED}
LIMIT = 1000


def check(file: str, source_name: str | None, *, as_json: bool) -> int:
    """Say whether a file is fit to be loaded.

    Args:
        file: path of the file.
        source_name: name of the source that it should be a file of; its columns tell it if none
            is given.
        as_json: write JSON instead of lines.

    Returns:
        0 fit, 1 not fit, 2 could not be checked.
    """
    path = Path(file)
    try:
        candidates = _candidates(source_name)
        _see_that_it_opens(path)
        source, result = _check(path, candidates)
    except NotCheckedError as error:
        told = {"name": path.name, "valid": False, "source": source_name, "verdict": "unchecked"}
        line = f"{path.name} could not be checked: {error}"
        _write({**told, "not_checked": [str(error)]}, [line], as_json=as_json)
        return NOT_CHECKED
    verdict = "valid" if result.valid else "invalid"
    told = {**result.to_dict(), "source": source, "verdict": verdict, "not_checked": []}
    _write(told, _lines(result, source), as_json=as_json)
    return EXIT_CODES[verdict]


def verify(package: str, *, as_json: bool, allow_urls: bool) -> int:
    """Say whether a data package is what it says it is.

    Args:
        package: path of its folder or descriptor.
        as_json: write JSON instead of lines.
        allow_urls: fetch what the package names by web addresses.

    Returns:
        0 valid, 1 not valid, 2 could not be checked as a whole.
    """
    result = verify_package(Path(package), limit=LIMIT, allow_urls=allow_urls)
    _write(result.to_dict(), result.lines(), as_json=as_json)
    return EXIT_CODES[result.verdict]


def _candidates(name: str | None) -> tuple[Source, ...]:
    if name is None:
        return tuple(source for source in SOURCES if source.inbox)
    sources = {source.name: source for source in SOURCES}
    if name not in sources:
        raise NotCheckedError(f"no source is called {name}. There are: {', '.join(sources)}.")
    return (sources[name],)


def _see_that_it_opens(path: Path) -> None:
    try:
        check_regular(path)
        path.open("rb").close()
    except (FileRefusedError, OSError, ValueError) as error:
        raise NotCheckedError(getattr(error, "strerror", None) or str(error)) from error


def _check(path: Path, candidates: Sequence[Source]) -> tuple[str | None, TableResult]:
    """The name of the source, where it is told, and the verdict."""
    named = candidates[0].name if len(candidates) == 1 else None
    with workspace() as folder, scratch(folder) as connection:
        try:
            source, table = open_source_file(path, candidates, name=path.name, folder=folder)
            contract = source.contract(table.labels)
            result = check_tables([table], contract, connection=connection, limit=LIMIT)
            return source.name, result
        except FileRefusedError as error:
            return named, refused(path.name, [path.name], error.type, str(error), limit=LIMIT)
        except duckdb.Error as error:
            raise NotCheckedError(f"DuckDB cannot: {str(error).splitlines()[0]}") from error


def _lines(result: TableResult, source: str | None) -> Iterable[str]:
    yield from result.lines()
    fit = "is fit" if result.valid else "is not fit"
    yield printable(f"{result.name} {fit} to be loaded as a file of {source or 'any source'}.")


def _write(told: Mapping[str, Any], lines: Iterable[str], *, as_json: bool) -> None:
    # JSON in ASCII, so that no terminal obeys what stands in the data.
    text = json.dumps(told, indent=2) if as_json else "\n".join(map(printable, lines))
    sys.stdout.reconfigure(errors="backslashreplace")
    sys.stdout.write(text + "\n")
