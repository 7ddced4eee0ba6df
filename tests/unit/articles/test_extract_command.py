"""`redzone extract`: records with their evidence, for people and for programs."""

import json
import unicodedata
from pathlib import Path

import pytest

from orchestration.articles.claim import claim_key, text_digest
from orchestration.articles.files.load import load_articles
from orchestration.cli import main
from orchestration.settings import PROJECT

TEXT = """
Gunmen killed at least 12 farmers near Djibo on Monday, residents said. The army denied that its
soldiers had burned houses in Gao.
"""
FIELDS = {
    "event_type",
    "epistemic_status",
    "start_date",
    "end_date",
    "date_precision",
    "places",
    "actors",
    "figures",
    "zone_from",
    "zone_to",
    "attribution",
    "confidence",
    "confidence_parts",
    "evidence",
}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home that keeps the names of places from one call to the next."""
    home = tmp_path_factory.mktemp("home")
    (home / "build").mkdir()
    return home


@pytest.fixture
def extract(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture):
    def run(content: str | bytes | Path, *options: str, name: str = "news.txt"):
        path = content if isinstance(content, Path) else tmp_path / name
        if isinstance(content, str):
            path.write_text(content, encoding="utf-8", newline="")
        elif isinstance(content, bytes):
            path.write_bytes(content)
        code = main(["extract", str(path), "--home", str(home), *options])
        told = capsys.readouterr()
        return code, told.out, told.err

    return run


def test_the_records_are_json_and_each_points_at_its_words(extract):
    code, out, err = extract(TEXT, "--json", "--published", "2025-11-20")
    assert (code, err) == (0, "")
    records = json.loads(out)
    assert records
    for record in records:
        assert record.keys() >= FIELDS
        evidence = record["evidence"]
        assert TEXT[evidence["start"] : evidence["end"]] == evidence["text"]
        surfaces = [
            part["surface"] for name in ("places", "actors", "figures") for part in record[name]
        ]
        assert all(surface is None or surface in evidence["text"] for surface in surfaces)
    [killing] = [one for one in records if one["event_type"] == "attack_on_civilians"]
    assert killing["start_date"] == killing["end_date"] == "2025-11-17"
    assert (killing["figures"][0]["value"], killing["figures"][0]["comparator"]) == (12, "at_least")
    assert "denial" in {one["epistemic_status"] for one in records}


@pytest.mark.parametrize(
    "path", sorted((PROJECT / "seeds" / "articles").glob("??-*.md")), ids=lambda path: path.stem
)
def test_evidence_stands_in_the_file_where_the_record_says(extract, path: Path):
    code, out, _ = extract(path, "--json")
    text = path.read_bytes().decode("utf-8-sig")
    [article] = load_articles(path)
    records = json.loads(out)
    assert code == 0
    assert records
    for record in records:
        start, end = record["evidence"]["start"], record["evidence"]["end"]
        assert text[start:end] == record["evidence"]["text"]
        assert text[record["trigger_start"] : record["trigger_end"]] in record["evidence"]["text"]
        assert record["claim_id"] == claim_key(
            text_digest(article.text), start, end, record["event_type"]
        )


def test_lines_for_people_show_the_claim_and_its_words(extract):
    code, out, err = extract(TEXT, "--published", "2025-11-20")
    assert (code, err) == (0, "")
    for shown in (
        "1. attack_on_civilians, ",
        "2025-11-17 (day)",
        "killed at_least 12",
        "⟦",
        "Djibo",
    ):
        assert shown in out


def test_without_a_date_of_publication_it_says_so(extract):
    code, _, err = extract(TEXT)
    assert code == 0
    assert "news" in err
    assert "--published" in err


@pytest.mark.parametrize("options", [(), ("--json",)], ids=["lines", "json"])
def test_no_terminal_obeys_an_article(extract, options):
    hostile = TEXT.replace("farmers", "\x1b[31mfarmers\x1b]0;title\x07\x9b2J \u202e")
    code, out, err = extract(hostile, *options, "--published", "2025-11-20")
    assert code == 0
    marks = {letter for letter in out + err if unicodedata.category(letter) in ("Cc", "Cf")}
    assert marks <= {"\n", "\u2068", "\u2069"}
    if options:
        assert any("\x1b" in one["evidence"]["text"] for one in json.loads(out))


@pytest.mark.parametrize(
    ("content", "name"),
    [(b"", "empty.txt"), (b"\0\1\2", "binary.txt"), (b"PK\3\4", "table.docx")],
    ids=["empty", "binary", "another kind of file"],
)
def test_what_cannot_be_read_is_one_sentence(extract, content: bytes, name: str):
    code, out, err = extract(content, name=name)
    assert (code, out) == (1, "")
    assert err.startswith("redzone: ")
    assert err.count("\n") == 1


def test_a_file_that_is_not_there_is_one_sentence(extract, tmp_path: Path):
    code, out, err = extract(tmp_path / "none.md")
    assert (code, out) == (1, "")
    assert "none.md" in err
    assert err.count("\n") == 1


def test_an_article_in_another_language_makes_no_claims_and_is_told(extract):
    german = (
        "Bewaffnete haben am Montag in einem Dorf mindestens zwölf Bauern getötet, wie Bewohner "
        "berichteten. Die Armee wies zurück, dass ihre Soldaten Häuser angezündet hätten.\n"
    )
    code, out, err = extract(german, "--json", "--published", "2025-11-20")
    assert code == 1
    assert json.loads(out) == []
    assert "its language is de" in err


def test_one_line_that_is_broken_does_not_stop_the_others(extract):
    lines = [json.dumps({"id": "a", "text": TEXT, "date": "2025-11-20"}), "{broken", '{"id": "c"}']
    code, out, err = extract("\n".join(lines), "--json", name="news.jsonl")
    assert code == 0
    assert {one["article_id"] for one in json.loads(out)} == {"a"}
    assert "line 2" in err
    assert "line 3" in err


def test_a_day_that_is_none_is_wrong_use(extract):
    with pytest.raises(SystemExit) as ended:
        extract(TEXT, "--published", "yesterday")
    assert ended.value.code == 2
