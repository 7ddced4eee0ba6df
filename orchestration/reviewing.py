"""`redzone review`: claims out to a table, decisions back into the seeds, and what was missed."""

import csv
import io
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TextIO

import duckdb

from orchestration.article_claims import ARTICLES_SQL, decisions_file
from orchestration.articles.article import Article
from orchestration.articles.reviews.candidates import COLUMNS, FILLED, Wrong, candidate, read_row
from orchestration.articles.reviews.review import (
    Decision,
    armed,
    decide,
    merged,
    read_decisions,
    write_decisions,
)
from orchestration.articles.reviews.stored import stored_article, stored_claim
from orchestration.articles.show import plain
from orchestration.articles.vocabulary import LANGUAGES
from orchestration.errors import RedzoneError
from orchestration.settings import Settings
from orchestration.warehouse import connect

APPLIED, REJECTED = 0, 1
CLAIMS_SQL = "select * from raw.article_claims order by article_id, evidence_start, event_type"
READ_SQL = f"""
select articles.*
from ({ARTICLES_SQL.format(columns="*")}) as articles
where list_contains($languages, language)
order by published_date desc, article_id
"""
PLACES_SQL = "select place_id from raw.places"


def export(settings: Settings, file: str | None, *, undecided: bool) -> int:
    """Write the claims of the published warehouse as a table for a person to fill in.

    Args:
        settings: names the home.
        file: where to; `-` is the screen, and by default `review/candidates.csv` in the home.
        undecided: leave out what was decided on before.

    Raises:
        RedzoneError: nothing is published yet, or the file holds decisions that are not applied.
    """
    kept = {one.key: one for one in read_decisions(decisions_file(settings))}
    with connect(settings.warehouse, read_only=True) as connection:
        rows = list(_rows(connection, CLAIMS_SQL))
        starts = {
            row["article_id"]: int(row["body_start"] or 0)
            for row in _rows(connection, ARTICLES_SQL.format(columns="article_id, body_start"))
        }
    table = []
    for row in rows:
        begins = starts[row["article_id"]]
        span = (row["evidence_start"] - begins, row["evidence_end"] - begins)
        decision = kept.get((row["body_sha256"], *span, row["event_type"]))
        if not (undecided and (decision or row["review_decision"])):
            table.append(candidate(stored_claim(row), decision))
    if file == "-":
        _write(sys.stdout, table)
        return APPLIED
    path = Path(file) if file else settings.home / "review" / "candidates.csv"
    _see_that_nothing_is_lost(path, {one.claim_id: one.decision for one in kept.values()})
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as stream:
        _write(stream, table)
    sys.stdout.write(
        f"{len(table):,} claims in {path}. Fill in `decision` and `reviewer`, then: "
        f"redzone review apply {path}\n"
    )
    return APPLIED


def _write(stream: TextIO, table: list[dict[str, str]]) -> None:
    writer = csv.DictWriter(stream, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(table)


def _see_that_nothing_is_lost(path: Path, decided: Mapping[str, str]) -> None:
    if not path.exists():
        return
    waiting = [
        row
        for row in _table(path)
        if (decision := row.get("decision", "").strip())
        and decided.get(armed(row.get("claim_id", ""))) != decision
    ]
    if waiting:
        raise RedzoneError(
            f"{path} holds decisions that are not applied ({len(waiting):,}). Apply them first "
            f"(redzone review apply {path}), or name another file."
        )


def apply(settings: Settings, file: str) -> int:
    """Take the decisions of a filled table into the seeds; rows that are wrong are told.

    Returns:
        0 if no row was rejected, else 1.

    Raises:
        RedzoneError: the file cannot be read, or nothing is published yet.
    """
    path = Path(file)
    rows = _table(path)
    with connect(settings.warehouse, read_only=True) as connection:
        claims = {row["claim_id"]: row for row in _rows(connection, CLAIMS_SQL)}
        articles = {
            row["article_id"]: stored_article(row)
            for row in _rows(connection, ARTICLES_SQL.format(columns="*"))
        }
        places = {place for (place,) in connection.execute(PLACES_SQL).fetchall()}
    decisions: dict[tuple, Decision] = {}
    undecided = rejected = 0
    for number, row in enumerate(rows, start=2):
        if not row.get("decision", "").strip():
            undecided += 1
            continue
        decision, wrong = _decision(row, claims, articles, places)
        if decision and decision.key in decisions and decisions[decision.key] != decision:
            wrong = [Wrong("decision", decision.decision, "one decision a claim in this file")]
        rejected += bool(wrong)
        for cell in wrong:
            sys.stderr.write(
                f"{plain(path.name)}, row {number}, {cell.column}: '{plain(cell.value)}'; "
                f"expected {cell.expected}\n"
            )
        if decision and not wrong:
            decisions[decision.key] = decision
    target = decisions_file(settings)
    before = read_decisions(target)
    after = merged(before, decisions.values())
    if after != before:
        write_decisions(target, after)
    applied = len(rows) - undecided - rejected
    sys.stdout.write(
        f"{len(rows):,} rows: {applied:,} applied, {undecided:,} undecided, "
        f"{rejected:,} rejected. {len(after):,} decisions in {target}\n"
    )
    return REJECTED if rejected else APPLIED


def _decision(
    row: Mapping[str, str],
    claims: Mapping[str, Mapping[str, Any]],
    articles: Mapping[str, Article],
    places: set[str],
) -> tuple[Decision | None, list[Wrong]]:
    name = armed(row["claim_id"]).strip()
    stored = claims.get(name)
    if stored is None:
        expected = "a claim of the published warehouse; export again after a build"
        return None, [Wrong("claim_id", name, expected)]
    claim = stored_claim(stored).record()
    cells, wrong = read_row(row, claim, places)
    if wrong:
        return None, wrong
    article = articles[stored["article_id"]]
    fixed = {name: cells[name] for name in FILLED if name.startswith("fixed_")}
    return decide(claim, article, cells["decision"], cells["reviewer"], cells["note"], fixed), []


def _table(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file as a spreadsheet may have saved it."""
    try:
        content = path.read_bytes()
        wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
        text = content.decode("utf-16" if wide else "utf-8-sig")
    except OSError as error:
        raise RedzoneError(f"{path} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise RedzoneError(f"{path} is not UTF-8. Save it as CSV in UTF-8.") from error
    header = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=header.count)
    try:
        reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        rows = [{name: value or "" for name, value in row.items() if name} for row in reader]
    except csv.Error as error:
        raise RedzoneError(f"{path} is not CSV: {error}.") from error
    needed = {"claim_id", *FILLED}
    if lacking := sorted(needed - set(reader.fieldnames or ())):
        raise RedzoneError(f"{path}: the header lacks {', '.join(lacking)}.")
    return rows


def unmatched(settings: Settings, limit: int) -> int:
    """Print sentences that hold a number, date or place and no claim, newest articles first.

    Args:
        settings: names the home.
        limit: how many to print.
    """
    sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    for line in _unmatched_lines(settings, limit):
        sys.stdout.write(line + "\n")
    return APPLIED


def _unmatched_lines(settings: Settings, limit: int) -> Iterator[str]:
    from orchestration.articles.places.gazetteer import load_gazetteer
    from orchestration.articles.reviews.unmatched import unmatched_sentences

    with connect(settings.warehouse, read_only=True) as connection:
        claims: dict[str, list] = {}
        for row in _rows(connection, CLAIMS_SQL):
            claims.setdefault(row["article_id"], []).append(stored_claim(row))
        found = list(_rows(connection, READ_SQL, {"languages": list(LANGUAGES)}))
    gazetteer = load_gazetteer(settings.build_file.parent)
    for row in found:
        article = stored_article(row)
        told = claims.get(article.article_id, [])
        for sentence in unmatched_sentences(article, gazetteer, told):
            if limit <= 0:
                return
            limit -= 1
            place = f"{plain(article.article_id)} {sentence.start}:{sentence.end}"
            yield f"{place} [{', '.join(sentence.holds)}] {plain(sentence.text)}"


def _rows(
    connection: duckdb.DuckDBPyConnection, sql: str, values: dict[str, Any] | None = None
) -> Iterator[dict[str, Any]]:
    try:
        found = connection.execute(sql, values or {})
    except duckdb.CatalogException as error:
        raise RedzoneError("The warehouse holds no claims yet. Run `redzone build` first.") from (
            error
        )
    columns = [column[0] for column in found.description]
    while batch := found.fetchmany(1000):
        yield from (dict(zip(columns, row, strict=True)) for row in batch)
