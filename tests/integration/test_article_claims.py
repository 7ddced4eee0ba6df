"""Articles to claims in a DuckDB file: what is new is read, what was decided is replayed."""

import csv
import shutil
from pathlib import Path

import duckdb
import pytest

from orchestration.article_claims import Account, decisions_file, read_articles
from orchestration.assets.articles import sample
from orchestration.cli import main
from orchestration.settings import PROJECT, Settings
from orchestration.warehouse import connect

COLUMNS = (
    *("article_id", "language", "title", "publisher", "published_date", "date_precision"),
    *("published_basis", "url", "licence", "text", "body_start", "_file", "_row", "_sha256"),
)
FIRST = "Gunmen killed four farmers near Djibo on 3 May 2025. The town was quiet in 2024.\n"
SECOND = "Armed men abducted two drivers in Gao on Monday <script>alert(1)</script> | said `x`.\n"
CLOSED = "Soldiers arrested nine men in Mopti on 4 May 2025, a resident said.\n"


class Pipeline:
    """A home with articles that a test may change."""

    def __init__(self, home: Path):
        shutil.copytree(PROJECT / "seeds" / "reference", home / "seeds" / "reference")
        self.settings = Settings(home=home, seeds=home / "seeds")
        self.settings.build_file.parent.mkdir()
        with self.open() as connection:
            connection.execute("create schema raw")
            columns = ", ".join(f"{name} varchar" for name in COLUMNS).replace(
                "_row varchar", "_row bigint"
            )
            connection.execute(f"create table raw.articles ({columns})")
            connection.execute("create table raw.places as select 'gn1' as place_id")
        self.put("a", FIRST)
        self.put("b", SECOND)
        self.put("c", CLOSED, licence="proprietary")
        self.put("d", "Zwölf Bauern wurden getötet.", language="de")

    def open(self):
        return connect(self.settings.build_file)

    def put(
        self,
        name: str,
        text: str,
        *,
        language: str = "en",
        licence: str = "CC-BY-4.0",
        file: str | None = None,
    ) -> None:
        """Bring an article in, or another text of it."""
        file = file or f"inbox/articles/{name}.txt"
        row = dict.fromkeys(COLUMNS, None) | {
            "article_id": name,
            "language": language,
            "published_date": "2025-05-06",
            "date_precision": "day",
            "published_basis": "feed",
            "licence": licence,
            "text": text,
            "body_start": "0",
            "_file": file,
            "_row": 1,
            "_sha256": "0" * 64,
        }
        with self.open() as connection:
            connection.execute("delete from raw.articles where _file = ?", [file])
            marks = ", ".join("?" * len(row))
            connection.execute(f"insert into raw.articles values ({marks})", list(row.values()))

    def read(self) -> Account:
        """Read what is new, and publish."""
        with self.open() as connection:
            account = read_articles(connection, self.settings)
        shutil.copyfile(self.settings.build_file, self.settings.warehouse)
        return account

    def query(self, sql: str) -> list[tuple]:
        with self.open() as connection:
            return connection.execute(sql).fetchall()

    def run(self, *command: str) -> int:
        return main([*command, "--home", str(self.settings.home)])

    def decide(self, **by_type: dict[str, str]) -> Path:
        """Export the claims and fill in what is given for those of a type."""
        path = self.settings.home / "review" / "candidates.csv"
        path.unlink(missing_ok=True)
        assert self.run("review", "export") == 0
        with path.open(newline="") as stream:
            rows = list(csv.DictReader(stream))
        for row in rows:
            row.update(by_type.get(row["event_type"], {}))
        with path.open("w", newline="") as stream:
            writer = csv.DictWriter(stream, rows[0])
            writer.writeheader()
            writer.writerows(rows)
        return path


@pytest.fixture(scope="module")
def gazetteer_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from orchestration.articles.places.gazetteer import load_gazetteer

    cache = tmp_path_factory.mktemp("cache")
    load_gazetteer(cache)
    return cache


@pytest.fixture
def pipeline(tmp_path: Path, gazetteer_cache: Path, monkeypatch: pytest.MonkeyPatch) -> Pipeline:
    monkeypatch.setenv("REDZONE_SEEDS", str(tmp_path / "seeds"))
    pipeline = Pipeline(tmp_path)
    for path in gazetteer_cache.iterdir():
        shutil.copy(path, pipeline.settings.build_file.parent)
    return pipeline


def test_an_article_is_read_once_until_something_changes(pipeline: Pipeline):
    assert pipeline.read().read == 4
    claims = pipeline.query("from raw.article_claims order by claim_id")
    assert len(claims) >= 3
    assert pipeline.read().read == 0
    assert pipeline.query("from raw.article_claims order by claim_id") == claims
    pipeline.put("b", SECOND.replace("two", "three"))
    assert pipeline.read().read == 1
    with pipeline.open() as connection:
        connection.execute("delete from raw.articles where article_id = 'a'")
    account = pipeline.read()
    assert (account.read, account.gone) == (0, 1)
    for table in ("article_claims", "article_readings", "article_copies"):
        assert pipeline.query(f"select * from raw.{table} where article_id = 'a'") == []


def test_an_article_in_another_language_is_kept_and_counted(pipeline: Pipeline):
    pipeline.read()
    [reading] = pipeline.query(
        "select language, claim_count, problem from raw.article_readings where article_id = 'd'"
    )
    assert reading == ("de", 0, None)
    assert pipeline.query("select original_id from raw.article_copies where article_id = 'd'") == [
        ("d",)
    ]


def test_an_article_of_the_inbox_is_read_in_the_place_of_the_seed(pipeline: Pipeline):
    pipeline.put("a", CLOSED, file="seeds/articles/a.md")
    account = pipeline.read()
    assert account.shadowed == []
    assert pipeline.query(
        "select distinct _file from raw.article_claims where article_id = 'a'"
    ) == [("inbox/articles/a.txt",)]
    pipeline.put("a", CLOSED, file="inbox/articles/other/a.txt")
    assert pipeline.read().shadowed == [
        "a: inbox/articles/a.txt, row 1; inbox/articles/other/a.txt, row 1"
    ]


def test_one_article_that_makes_the_reader_stumble_stops_no_other(
    pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch
):
    from orchestration.articles import records

    read = records.read_claims

    def stumble(article, gazetteer):
        if article.article_id == "a":
            raise IndexError("list index out of range")
        return read(article, gazetteer)

    monkeypatch.setattr(records, "read_claims", stumble)
    assert pipeline.read().problems == {"a": "IndexError: list index out of range"}
    assert pipeline.query("select count(*) > 0 from raw.article_claims") == [(True,)]


def test_decisions_are_kept_and_replayed_whatever_the_reader_finds(
    pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
):
    from orchestration.articles import records

    pipeline.read()
    before = pipeline.query("select count(*) from raw.article_claims")
    table = pipeline.decide(
        attack_on_civilians={"decision": "reject", "reviewer": "A. Reviewer"},
        abduction={
            "decision": "correct",
            "reviewer": "A. Reviewer",
            "fixed_start_date": "2025-05-05",
            "fixed_place": "gn1",
        },
        arrest_expulsion={"decision": "accept", "reviewer": "A. Reviewer", "note": "=SUM(A1)"},
    )
    capsys.readouterr()
    assert pipeline.run("review", "apply", str(table)) == 0
    assert f"{before[0][0]} rows: 3 applied, {before[0][0] - 3} undecided, 0 rejected" in (
        capsys.readouterr().out
    )
    kept = decisions_file(pipeline.settings).read_text()
    assert "Mopti on 4 May" not in kept
    assert "killed four farmers" in kept
    assert pipeline.run("review", "apply", str(table)) == 0
    assert decisions_file(pipeline.settings).read_text() == kept

    assert pipeline.read().read == 3
    decided = (
        "select event_type, review_decision, is_found, fixed_start_date, fixed_place, review_note "
        "from raw.article_claims where review_decision is not null order by event_type"
    )
    found = [
        ("abduction", "correct", True, "2025-05-05", "gn1", None),
        ("arrest_expulsion", "accept", True, None, None, "=SUM(A1)"),
        ("attack_on_civilians", "reject", True, None, None, None),
    ]
    assert pipeline.query(decided) == found
    assert pipeline.query("select count(*) from raw.article_claims") == before

    monkeypatch.setattr(records, "read_claims", lambda article, gazetteer: [])
    monkeypatch.setattr("orchestration.article_claims.reader_digest", lambda: "another")
    pipeline.read()
    assert pipeline.query(decided) == [
        (*row[:2], False, *row[3:]) for row in found if row[1] != "reject"
    ]


def test_a_decision_whose_article_changed_is_told_and_kept(pipeline: Pipeline):
    pipeline.read()
    table = pipeline.decide(abduction={"decision": "accept", "reviewer": "A. Reviewer"})
    assert pipeline.run("review", "apply", str(table)) == 0
    pipeline.put("b", SECOND.replace("Gao", "Mopti"))
    account = pipeline.read()
    assert len(account.changed) == 1
    assert account.changed[0].endswith(" in b")
    assert len(decisions_file(pipeline.settings).read_text().splitlines()) == 2
    with pipeline.open() as connection:
        connection.execute("delete from raw.articles where article_id = 'b'")
    account = pipeline.read()
    assert (account.changed, account.absent) == ([], 1)


def test_good_rows_are_applied_and_wrong_ones_told(
    pipeline: Pipeline, capsys: pytest.CaptureFixture
):
    pipeline.read()
    table = pipeline.decide(
        abduction={"decision": "accept", "reviewer": "A. Reviewer"},
        arrest_expulsion={"decision": "correct", "reviewer": "B", "fixed_place": "Mopti\x1b[2J"},
    )
    capsys.readouterr()
    assert pipeline.run("review", "apply", str(table)) == 1
    told = capsys.readouterr()
    assert "1 applied" in told.out
    assert "1 rejected" in told.out
    assert "candidates.csv, row " in told.err
    assert "fixed_place: 'Mopti[2J'; expected a place_id of" in told.err
    text = table.read_text()
    table.write_text(text.replace(text.splitlines()[1][:16], "0" * 16))
    assert pipeline.run("review", "apply", str(table)) == 1


def test_an_export_overwrites_no_decision_that_is_not_applied(
    pipeline: Pipeline, capsys: pytest.CaptureFixture
):
    pipeline.read()
    table = pipeline.decide(abduction={"decision": "accept", "reviewer": "A. Reviewer"})
    filled = table.read_text()
    assert pipeline.run("review", "export") == 1
    assert "decisions that are not applied (1)" in capsys.readouterr().err
    assert table.read_text() == filled
    assert pipeline.run("review", "apply", str(table)) == 0
    assert pipeline.run("review", "export", "--undecided") == 0
    assert "abduction" not in table.read_text()


def test_sentences_without_a_claim_are_listed(pipeline: Pipeline, capsys: pytest.CaptureFixture):
    pipeline.read()
    assert pipeline.run("review", "unmatched", "--limit", "1") == 0
    assert capsys.readouterr().out == "a 53:80 [date] The town was quiet in 2024.\n"


def test_the_sample_shows_evidence_and_obeys_none(pipeline: Pipeline):
    pipeline.read()
    with pipeline.open() as connection:
        shown = sample(connection)
    header, rule, *rows = shown.splitlines()
    assert rule.count("---") == header.count("|") - 1 == 5
    assert rows
    assert all(row.count("|") == 6 and row.count("**") == 2 for row in rows)
    assert "<script>" not in shown
    assert "&#60;script&#62;" in shown


def test_a_warehouse_of_before_is_told(tmp_path: Path, capsys: pytest.CaptureFixture):
    duckdb.connect(tmp_path / "redzone.duckdb").close()
    assert main(["review", "export", "--home", str(tmp_path)]) == 1
    assert "Run `redzone build` first" in capsys.readouterr().err
