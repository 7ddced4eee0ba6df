"""`redzone check` and `redzone verify`: what they say, and the codes they end with."""

import json
from pathlib import Path

import pytest

from orchestration.cli import main

PROJECT = Path(__file__).parents[2]
COUNTRIES = PROJECT / "seeds" / "reference" / "countries.csv"
ARTICLE = PROJECT / "seeds" / "articles" / "en-2019-ogossagou-massacre.md"
INCIDENTS = next((PROJECT / "seeds" / "incidents").glob("*.csv"))
PACKAGES = PROJECT / "tests" / "data" / "packages"


@pytest.mark.parametrize(("file", "source"), [(COUNTRIES, "countries"), (ARTICLE, "articles")])
def test_a_seed_is_fit(file: Path, source: str, capsys):
    assert main(["check", str(file), "--source", source]) == 0
    assert capsys.readouterr().out.endswith(
        f"{file.name} is fit to be loaded as a file of {source}.\n"
    )


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (b"MLI,", b"Mali,", "country_code: constraint-error: 'Mali'; expected"),
        (b"country_code,", b"code,", "missing-label"),
        (b"Mali", b'"Mali', "never closed"),
        ("Côte".encode(), b"C\xf4te", "UTF-8"),
    ],
    ids=["a wrong value", "a lacking column", "an open quote", "Latin-1"],
)
def test_a_file_that_is_not_fit_says_why(old: bytes, new: bytes, said: str, tmp_path, capsys):
    file = tmp_path / "file.csv"
    content = COUNTRIES.read_bytes()
    assert old in content
    file.write_bytes(content.replace(old, new, 1))
    assert main(["check", str(file), "--source", "countries"]) == 1
    assert said in capsys.readouterr().out


@pytest.mark.parametrize("file", [INCIDENTS, ARTICLE], ids=["incidents", "articles"])
def test_what_a_file_is_need_not_be_told(file: Path, request, capsys):
    source = request.node.callspec.id
    assert main(["check", str(file)]) == 0
    assert f"{file.name} is fit to be loaded as a file of {source}." in capsys.readouterr().out
    assert main(["check", str(file), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["source"] == source


def test_a_file_of_no_source_is_told_what_was_tried(tmp_path: Path, capsys):
    file = tmp_path / "file.csv"
    file.write_text("incident_id,event_type\n1,coup\n")
    assert main(["check", str(file)]) == 1
    told = capsys.readouterr().out
    assert "it is a file of no source. Tried: " in told
    assert "incidents (lacks start_date, end_date" in told
    assert told.endswith("file.csv is not fit to be loaded as a file of any source.\n")
    assert main(["check", str(file), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["source"] is None


def test_an_empty_file_is_not_fit(tmp_path: Path, capsys):
    (tmp_path / "file.csv").touch()
    assert main(["check", str(tmp_path / "file.csv"), "--source", "countries"]) == 1
    assert "the file is empty" in capsys.readouterr().out


def test_an_article_whose_front_matter_is_not_closed_is_not_fit(tmp_path: Path, capsys):
    (tmp_path / "a.md").write_text("---\ntitle: x\nText.\n")
    assert main(["check", str(tmp_path / "a.md"), "--source", "articles"]) == 1
    assert "front matter" in capsys.readouterr().out


def test_of_several_articles_each_that_is_none_is_told_and_what_was_left_out(tmp_path, capsys):
    lines = [
        '{"id": 1, "text": "The army left the town.", "date": "soon"}',
        '{"text": "The army',
        '{"id": 1, "text": "It came back."}',
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(lines))
    assert main(["check", str(tmp_path / "a.jsonl")]) == 1
    told = capsys.readouterr().out.splitlines()
    assert told[0] == "a.jsonl: 3 rows in, 1 accepted, 2 rejected"
    assert told[1].startswith("  note: row 1 is kept: published_date: 'soon' is no date; expected")
    assert told[2].startswith(
        "  a.jsonl, row 2, problem: constraint-error: 'it is no JSON at character 10 "
    )
    assert "row 3" in told[3]
    assert "primary-key" in told[3]


@pytest.mark.parametrize(
    ("file", "source", "said"),
    [
        ("none.csv", "countries", "no such file"),
        (".", "countries", "a folder"),
        ("a\x00.csv", "countries", "null byte"),
        (COUNTRIES, "country", "There are: countries, places, actors"),
    ],
    ids=["no file", "a folder", "no name", "no source"],
)
def test_what_cannot_be_checked_ends_with_two(file, source: str, said: str, tmp_path, capsys):
    arguments = ["check", str(tmp_path / file), "--source", source]
    assert main(arguments) == 2
    assert said in capsys.readouterr().out
    assert main([*arguments, "--json"]) == 2
    told = json.loads(capsys.readouterr().out)
    assert (told["verdict"], told["valid"]) == ("unchecked", False)


def test_a_check_as_json_counts_every_row(capsys):
    assert main(["check", str(COUNTRIES), "--source", "countries", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["verdict"], told["rows_in"], told["accepted"]) == ("valid", 250, 250)


def test_nothing_in_the_data_commands_the_terminal(tmp_path: Path, capsys):
    file = tmp_path / "\x1b[2J.csv"
    file.write_bytes(COUNTRIES.read_bytes().replace(b"MLI,", b"\x1b[31m,", 1))
    for more in ([], ["--json"]):
        assert main(["check", str(file), "--source", "countries", *more]) == 1
        assert capsys.readouterr().out.replace("\n", "").isprintable()


@pytest.mark.parametrize(
    ("package", "code", "said"),
    [
        ("country-codes", 0, "country-codes is valid."),
        ("taxa/datapackage.json", 0, "taxa is valid."),
        ("none", 2, "there is no such file."),
        ("taxa", 0, "taxa: 14 rows in, 14 accepted, 0 rejected"),
    ],
)
def test_a_package_gets_a_verdict(package: str, code: int, said: str, capsys):
    assert main(["verify", str(PACKAGES / package)]) == code
    assert said in capsys.readouterr().out


def test_a_package_that_is_not_valid_ends_with_one(tmp_path: Path, capsys):
    resource = {"name": "a", "data": [["x"], ["y"]], "schema": {"fields": [{"name": "z"}]}}
    (tmp_path / "datapackage.json").write_text(json.dumps({"resources": [resource]}))
    assert main(["verify", str(tmp_path), "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["resources"][0]["errors"] == [
        {
            "type": "incorrect-label",
            "file": "a",
            "row": 1,
            "field": "z",
            "value": "x",
            "expected": "the label z",
        }
    ]
