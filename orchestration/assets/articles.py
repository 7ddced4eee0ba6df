"""The claims of the articles: read where something is new, shown with their evidence."""

from collections.abc import Iterator
from typing import Any

import dagster as dg
import duckdb

from orchestration.article_claims import Account, read_articles
from orchestration.articles.reviews.review import REJECT
from orchestration.articles.reviews.stored import stored_claim
from orchestration.articles.show import as_markdown, escaped
from orchestration.articles.vocabulary import LANGUAGES
from orchestration.metadata import table_metadata
from orchestration.resources import Home

TABLES = {
    "article_claims": (
        "One row is a claim: what a sentence of an article says of one kind of event, where it "
        "says so, and what a reviewer decided on it."
    ),
    "article_readings": "One row is an article as it was read last, and how many claims it makes.",
    "article_copies": "One row is an article and the first article of which it is a copy.",
}
DEPS = ("articles", "places", "actors", "countries")
READ, DECIDED = "every_article_can_be_read", "every_decision_finds_its_article"
NAMED = "every_article_has_a_name_of_its_own"
CHECKS = {
    READ: "No article makes the reader stumble.",
    DECIDED: "No article was changed after somebody had decided on a claim in it.",
    NAMED: "No two articles of the inbox, or of the seeds, share a name; else one of them is read.",
}
COUNTS_SQL = """
select
    count(*) as claims,
    count(*) filter (review_decision is not null) as claims_reviewed,
    count(*) filter (review_decision = $reject) as claims_rejected,
    count(*) filter (not is_found) as claims_kept_by_review
from raw.article_claims
"""
ARTICLES_SQL = """
select
    count(*) as articles,
    count(*) filter (claim_count = 0) as articles_without_claims,
    count(*) filter (not list_contains($languages, language)) as articles_in_other_languages,
    list_sort(list(distinct language) filter (not list_contains($languages, language)))
        as other_languages
from raw.article_readings
"""
BY_TYPE_SQL = """
pivot (select event_type, language from raw.article_claims)
on language using count(*) group by event_type order by event_type
"""
SAMPLE = 10
SAMPLE_SQL = """
select * from raw.article_claims
qualify row_number() over (partition by language, event_type order by md5(claim_id)) = 1
order by row_number() over (partition by language order by md5(claim_id)), language
limit $sample
"""


@dg.multi_asset(
    name="read_articles",
    specs=[
        dg.AssetSpec(
            ["raw", name],
            group_name="raw",
            kinds={"duckdb"},
            description=description,
            deps=[["raw", table] for table in DEPS],
        )
        for name, description in TABLES.items()
    ],
    check_specs=[
        dg.AssetCheckSpec(name, asset=["raw", "article_claims"], description=sentence)
        for name, sentence in CHECKS.items()
    ],
    can_subset=True,
    pool="duckdb",
)
def article_tables(context: dg.AssetExecutionContext, home: Home) -> Iterator[dg.MaterializeResult]:
    """Read the articles that are new, replay decisions, and tell copies from originals."""
    with home.build_file() as connection:
        account = read_articles(connection, home.settings)
        for name, problem in account.problems.items():
            context.log.warning(f"{name} cannot be read: {problem}")
        for name in account.changed:
            context.log.warning(f"The text of a claim that was decided on has changed: {name}")
        for told in account.shadowed:
            context.log.warning(f"Several articles share a name, one is read. {told}")
        chosen = context.selected_asset_keys
        for name in (name for name in TABLES if dg.AssetKey(["raw", name]) in chosen):
            metadata = table_metadata(connection, "raw", name)
            results = []
            if name == "article_claims":
                metadata |= _metadata(connection, account)
                results = list(_checks(account))
            yield dg.MaterializeResult(
                asset_key=["raw", name], metadata=metadata, check_results=results
            )


def _checks(account: Account) -> Iterator[dg.AssetCheckResult]:
    troubles = {
        READ: [f"{name}: {problem}" for name, problem in account.problems.items()],
        DECIDED: account.changed,
        NAMED: account.shadowed,
    }
    for name, lines in troubles.items():
        yield dg.AssetCheckResult(
            asset_key=["raw", "article_claims"],
            check_name=name,
            passed=not lines,
            severity=dg.AssetCheckSeverity.WARN,
            metadata={"trouble": "\n".join(lines)} if lines else {},
        )


def _metadata(connection: duckdb.DuckDBPyConnection, account: Account) -> dict[str, Any]:
    counts = _one(connection, COUNTS_SQL, {"reject": REJECT})
    articles = _one(connection, ARTICLES_SQL, {"languages": list(LANGUAGES)})
    other = articles.pop("other_languages") or []
    by_type = connection.execute(BY_TYPE_SQL)
    table = [[column[0] for column in by_type.description], *by_type.fetchall()]
    reviewed = counts["claims_reviewed"] / counts["claims"] if counts["claims"] else 0.0
    return {
        **articles,
        "other_languages": ", ".join(other) or "none",
        "articles_read_in_this_run": account.read,
        **counts,
        "share_reviewed": round(reviewed, 4),
        "decisions_on_changed_articles": len(account.changed),
        "decisions_on_articles_not_here": account.absent,
        "claims_by_type": dg.MetadataValue.md(_as_table(table)),
        "sample": dg.MetadataValue.md(sample(connection)),
    }


def sample(connection: duckdb.DuckDBPyConnection) -> str:
    """Some claims of all languages as a Markdown table, the words that told the event in bold."""
    found = connection.execute(SAMPLE_SQL, {"sample": SAMPLE})
    columns = [column[0] for column in found.description]
    claims = [stored_claim(dict(zip(columns, row, strict=True))) for row in found.fetchall()]
    rows = [
        [
            escaped(claim.article_id),
            claim.event_type,
            claim.epistemic_status,
            f"{claim.confidence:.2f}",
            as_markdown(claim),
        ]
        for claim in claims
    ]
    return _as_table([["article", "type", "status", "confidence", "evidence"], *rows])


def _as_table(rows: list[list[Any]]) -> str:
    """Rows, the first of them the header, as a Markdown table."""
    header, *body = [f"| {' | '.join(map(str, row))} |" for row in rows]
    return "\n".join([header, f"|{' --- |' * len(rows[0])}", *body])


def _one(connection: duckdb.DuckDBPyConnection, sql: str, values: dict[str, Any]) -> dict[str, Any]:
    found = connection.execute(sql, values)
    return dict(zip([column[0] for column in found.description], found.fetchone(), strict=True))
