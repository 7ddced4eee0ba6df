"""Files of articles as rows of the raw table: what is loaded, numbered, rejected, left out."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from orchestration.contracts import check_tables, scratch, workspace
from orchestration.errors import FileRefusedError
from orchestration.settings import PROJECT
from orchestration.sources import open_source_file
from orchestration.sources.articles import ARTICLES
from orchestration.sources.incidents import INCIDENTS

SEED = PROJECT / "seeds" / "articles" / "ar-2025-france-red-zone-mali.md"


def test_a_seed_is_one_row_with_its_whole_text(check: Callable):
    checked = check(SEED)
    assert (checked.source, checked.rows_in, checked.rejected) == ("articles", 1, [])
    [row] = checked.rows
    assert row["text"] == SEED.read_text(encoding="utf-8")
    assert row["text"][int(row["body_start"]) :].startswith("\nأدرجت فرنسا اليوم")
    assert row["article_id"] == SEED.stem
    assert (row["published_date"], row["date_precision"]) == ("2025-10-01", "quarter")
    assert (row["published_basis"], row["confidence"]) == ("front_matter", "medium")
    assert json.loads(row["sources"])[0]["kind"] == "described"
    assert json.loads(row["topics"])[0] == "travel_advisory_change"
    assert row["problem"] is None


def test_a_plain_text_is_a_row_too(check: Callable, tmp_path: Path):
    (tmp_path / "note.txt").write_text("The army left the town on 5 May 2025.\n")
    [row] = check(tmp_path / "note.txt").rows
    assert {name: value for name, value in row.items() if value is not None} == {
        "article_id": "note",
        "language": "en",
        "published_date": "2025-05-05",
        "date_precision": "day",
        "published_basis": "self_anchored",
        "text": "The army left the town on 5 May 2025.\n",
        "body_start": "0",
    }


@pytest.mark.parametrize(
    ("name", "article_id"),
    [
        ("seeds/articles/day.md", "day"),
        ("inbox/articles/day.md", "day"),
        ("inbox/day.md", "day"),
        ("inbox/articles/2026/may/day.md", "2026/may/day"),
    ],
)
def test_files_of_one_name_in_two_folders_are_two_articles(
    tmp_path: Path, name: str, article_id: str
):
    (tmp_path / "day.md").write_text("The army left the town on 5 May 2025.\n")
    with workspace() as folder, scratch(folder) as connection:
        _, table = open_source_file(tmp_path / "day.md", [ARTICLES], name=name, folder=folder)
        check_tables([table], ARTICLES.contract(table.labels), connection=connection, keep="kept")
        found = connection.execute("select article_id from kept_rows").fetchall()
    assert found == [(article_id,)]


def test_rows_are_the_lines_and_those_that_are_no_article_are_rejected(
    check: Callable, tmp_path: Path
):
    lines = [
        '{"id": "a", "text": "The army left the town.", "topics": ["coup"], "mood": "x"}',
        "",
        '{"text": "The army',
        '{"id": "c", "text": "It came back."}',
        '{"id": "d", "text": "It stayed.", "published_date": "2999-01-01"}',
        '{"id": "a", "text": "It left again."}',
        '{"id": "e"}',
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(lines))
    checked = check(tmp_path / "a.jsonl")
    assert checked.rows_in == 6
    assert [row["article_id"] for row in checked.rows] == ["a", "c", "d"]
    assert checked.rows[0]["topics"] == '["coup"]'
    assert checked.rows[2]["published_basis"] == "unknown"
    assert checked.rows[2]["problem"].startswith(
        "kept: published_date: '2999-01-01' lies in the future; expected a day up to "
    )
    assert checked.rejected == [
        (
            3,
            "problem",
            "it is no JSON at character 10 (Unterminated string starting at); expected an object",
            "constraint-error",
        ),
        (6, "article_id", "a", "primary-key"),
        (
            7,
            "problem",
            "it has no text; expected one under text, body, content",
            "constraint-error",
        ),
    ]


def test_rows_of_a_feed_are_its_entries(check: Callable, tmp_path: Path):
    (tmp_path / "a.rss").write_text(
        '<rss version="2.0"><channel><title>F</title><item><guid>g</guid><title>The army left'
        "</title></item><item></item></channel></rss>"
    )
    checked = check(tmp_path / "a.rss")
    assert [(row["article_id"], row["text"]) for row in checked.rows] == [("g", "# The army left")]
    assert checked.rejected == [
        (2, "problem", "it has neither a title nor a text", "constraint-error")
    ]


def test_what_else_a_front_matter_says_is_a_column_more(tmp_path: Path):
    (tmp_path / "a.md").write_text("---\nmood: grim\npublished_basis: x\n---\nThe army left.\n")
    with workspace() as folder:
        _, table = open_source_file(tmp_path / "a.md", [ARTICLES], name="a.md", folder=folder)
    assert table.labels == (*ARTICLES.columns, "mood")


@pytest.mark.parametrize(
    ("field", "value"),
    [("confidence", "certain"), ("confidence", "0.8")],
)
def test_a_value_that_breaks_the_contract_is_rejected(
    check: Callable, tmp_path: Path, field: str, value: str
):
    (tmp_path / "a.md").write_text(f"---\n{field}: {value}\n---\nThe army left.\n")
    assert check(tmp_path / "a.md").rejected == [(1, field, value, "constraint-error")]


def test_an_article_belongs_in_the_articles_and_nothing_else_does(tmp_path: Path):
    for name, candidates, said in (
        ("a.html", [INCIDENTS], "a .html file is an article; it belongs in the articles"),
        ("a.csv", [ARTICLES], "only .md, .txt, .html"),
        ("a.pdf", [ARTICLES], "only .csv, "),
    ):
        (tmp_path / name).write_text("x")
        with pytest.raises(FileRefusedError, match=said):
            open_source_file(tmp_path / name, candidates, name=name, folder=tmp_path)
