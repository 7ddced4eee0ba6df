"""Files as they come: each gives its rows, or one sentence that says why it does not."""

import csv
import gzip
import io
import zipfile
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from orchestration.contracts import TableFile, check_tables, digests, open_table
from orchestration.errors import FileRefusedError

TEXT = "id,place\n1,Gao\n2,Kidal\n"
ROWS = [("1", "Gao"), ("2", "Kidal")]


def opened(path: Path, **options: Any) -> TableFile:
    return open_table(path, name=path.name, workspace=path.parent, **options)


def records(table: TableFile) -> list[tuple]:
    """Number, cells and extra cells of each record."""
    columns = "".join(f", c{number}" for number in range(1, len(table.types) + 1))
    return duckdb.execute(f"select _row{columns}, _extra from ({table.sql()})").fetchall()


def cells(table: TableFile) -> list[tuple]:
    return [row[1:-1] for row in records(table)]


@pytest.fixture
def write(tmp_path: Path):
    def write(content: bytes | str, name: str = "table.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


# green: each of these is the same table


@pytest.mark.parametrize(
    ("content", "options"),
    [
        (TEXT.encode(), {}),
        (TEXT.encode("utf-8-sig"), {}),
        (TEXT.replace("\n", "\r\n").encode(), {}),
        (b"id,place\n1,Gao\r\n2,Kidal\r\n", {}),
        (TEXT.replace("\n", "\r").encode(), {}),
        (TEXT.encode().rstrip(b"\n"), {}),
        (TEXT.encode() + b"\n\r\n\n", {}),
        (TEXT.encode("utf-16"), {}),
        (TEXT.encode("utf-16-le"), {"encoding": "utf-16-le"}),
        (TEXT.replace(",", ";").encode(), {"detect": True, "fields": ["id", "place"]}),
        (TEXT.replace(",", "\t").encode(), {"detect": True, "fields": ["id", "place"]}),
        (TEXT.replace(",", "|").encode(), {"dialect": {"delimiter": "|"}}),
        (TEXT.replace(",", "||").encode(), {"dialect": {"delimiter": "||"}}),
        (TEXT.replace(",", ", ").encode(), {"dialect": {"skipInitialSpace": True}}),
        (TEXT.replace("\n", ";").encode(), {"dialect": {"lineTerminator": ";"}}),
        (b"id,place\n'1',Gao\n2,'Kidal'\n", {"dialect": {"quoteChar": "'"}}),
        (b"# note\nid,place\n1,Gao\n# note\n2,Kidal\n",
         {"dialect": {"headerRows": [2], "commentChar": "#"}}),
        (b"id,place\n#x,#y\n1,Gao\n2,Kidal\n", {"dialect": {"commentRows": [2]}}),
    ],
    ids=[
        "plain", "byte order mark", "CRLF", "mixed ends", "CR", "no end of line at the end",
        "blank lines at the end", "UTF-16 by its mark", "UTF-16 as declared", "semicolons",
        "tabs", "bars as declared", "two bars as declared", "spaces", "ends of its own",
        "single quotes", "comments", "comment rows",
    ],
)  # fmt: skip
def test_a_table_reads_the_same_however_it_is_written(write, content: bytes, options: dict):
    table = opened(write(content), **options)
    assert table.labels == ("id", "place")
    assert cells(table) == ROWS
    assert table.records == 2


def test_a_row_of_hxl_tags_is_no_data_and_rows_keep_their_numbers(write):
    path = write("id,place\n#meta+id,#adm1+name\n1,Gao\n2,Kidal\n")
    table = opened(path, detect=True)
    assert [row[0] for row in records(table)] == [3, 4]
    assert cells(table) == ROWS
    assert table.notes == ("row 2 holds HXL tags and is no data",)


def test_several_header_rows_are_joined(write):
    path = write("fruit,fruit,\nid,name,x\n1,a,b\n")
    table = opened(path, dialect={"headerRows": [1, 2], "headerJoin": "-"})
    assert table.labels == ("fruit-id", "fruit-name", "-x")
    assert records(table) == [(3, "1", "a", "b", None)]


def test_a_table_without_a_header_has_as_many_columns_as_asked_for(write):
    table = opened(write("1,Gao\n2\n"), dialect={"header": False}, width=2)
    assert (table.labels, table.header_row) == ((), 0)
    assert records(table) == [(1, "1", "Gao", None), (2, "2", None, None)]


def test_quoted_line_breaks_are_a_part_of_their_cell(write):
    table = opened(write('id,note\n1,"one\n\ntwo"\n2,"a ""b"", c"\n'))
    assert cells(table) == [("1", "one\n\ntwo"), ("2", 'a "b", c')]


def test_short_and_long_records_keep_what_they_have(write):
    table = opened(write("a,b\n1\n,\n1,2,3\n1,2,3,4,5,6,7\n"))
    schema = {"fields": [{"name": "a"}, {"name": "b"}]}
    with duckdb.connect() as connection:
        result = check_tables([table], schema, connection=connection)
    assert result.counts == {"extra-cell": 6, "blank-row": 1, "missing-cell": 1}
    assert records(table.careful()) == [
        (2, "1", None, None),
        (3, "", "", None),
        (4, "1", "2", ["3"]),
        (5, "1", "2", ["3", "4", "5", "6", "7"]),
    ]


def test_a_blank_line_in_the_middle_is_a_record_with_a_number(write):
    assert records(opened(write("a,b\n1,2\n\n3,4\n\n"))) == [
        (2, "1", "2", None), (3, None, None, None), (4, "3", "4", None),
    ]  # fmt: skip


def test_repeated_and_blank_labels_are_left_as_they_are(write):
    assert opened(write("a,a,\n1,2,3\n")).labels == ("a", "a", "")


def test_nul_bytes_are_a_part_of_their_cell(write):
    assert cells(opened(write(b"a,b\nx\0y,2\n"))) == [("x\0y", "2")]


def test_a_cell_of_ten_megabytes_is_read_whole(write):
    table = opened(write("a,b\n" + "x" * 10_000_000 + ",2\n"))
    schema = {"fields": [{"name": "a", "constraints": {"minLength": 10_000_000}}, {"name": "b"}]}
    with duckdb.connect() as connection:
        assert check_tables([table], schema, connection=connection).valid


@pytest.mark.parametrize("name", ["t.csv.gz", "t.csv.zip"])
def test_packed_tables_are_unpacked(tmp_path: Path, name: str):
    path = tmp_path / name
    if name.endswith("gz"):
        path.write_bytes(gzip.compress(TEXT.encode()))
    else:
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("../outside.csv", TEXT)
    assert cells(opened(path)) == ROWS
    assert not (tmp_path.parent / "outside.csv").exists()


@pytest.mark.parametrize("name", ["t.csv", "t.xlsx"])
def test_a_workbook_is_read_whatever_it_is_called(tmp_path: Path, name: str):
    from datetime import datetime, time

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["id", "day", "ok", "share", "at"])
    sheet.append([1, datetime(2024, 1, 26), True, 0.5, time(15, 0)])
    sheet.append([2.0, datetime(2024, 1, 26, 15), None, None, None])
    sheet.append([None])
    book.save(tmp_path / name)
    table = opened(tmp_path / name)
    assert cells(table) == [
        ("1", "2024-01-26", "true", "0.5", "15:00:00"),
        ("2", "2024-01-26T15:00:00", "", "", ""),
    ]
    assert "Excel workbook" in table.notes[0]


def test_the_sheet_that_the_dialect_names_is_read(tmp_path: Path):
    path = tmp_path / "t.xlsx"
    book = openpyxl.Workbook()
    book.create_sheet("Data").append(["a"])
    book["Data"].append(["1"])
    book.save(path)
    assert cells(opened(path, dialect={"sheetName": "Data"})) == [("1",)]
    assert cells(opened(path, dialect={"sheetNumber": 2})) == [("1",)]
    with pytest.raises(FileRefusedError, match="no sheet Other"):
        opened(path, dialect={"sheetName": "Other"})


def test_names_that_are_patterns_to_duckdb_are_names(write):
    assert cells(opened(write(TEXT, "a*[b]{c}?.csv"))) == ROWS


def test_parquet_columns_have_names_and_types(tmp_path: Path):
    path = tmp_path / "t[1].parquet"
    path.write_bytes(b"")
    other = tmp_path / "plain.parquet"
    duckdb.execute(f"copy (select 1 as id, date '2024-01-26' as day) to '{other}'")
    other.rename(path)
    table = opened(path)
    assert (table.labels, table.types) == (("id", "day"), ("INTEGER", "DATE"))
    assert [row[0] for row in records(table)] == [2]


def test_digests_are_those_of_all_files_one_after_the_other(write):
    paths = [write(b"ab", "1"), write(b"c", "2")]
    found = digests(paths, ["md5", "sha256"])
    assert found.bytes == 3
    assert found.hexdigests["md5"] == "900150983cd24fb0d6963f7d28e17f72"


# beige and red: one sentence


@pytest.mark.parametrize(
    ("content", "name", "options", "kind", "sentence"),
    [
        (b"", "t.csv", {}, "source-error", "the file is empty"),
        (b"\xef\xbb\xbf\n\n", "t.csv", {}, "source-error", "the file is empty"),
        ("a,b\nà,1\n".encode("cp1252"), "t.csv", {}, "encoding-error",
         "byte 5, in line 2, is 0xe0, which is not UTF-8; in Windows-1252 it is à"),
        (b"a,b\n\xff,1\n", "t.csv", {"encoding": "ascii"}, "encoding-error", "0xff"),
        (b"a,b\n\x81,1\n", "t.csv", {"encoding": "cp1252"}, "encoding-error", "not cp1252"),
        (b"a,b\n", "t.csv", {"encoding": "klingon"}, "encoding-error", "'klingon'"),
        (b"a", "t.pdf", {}, "format-error", "its format is pdf"),
        (b"PAR1nonsense", "t.parquet", {}, "format-error", "cannot be read as Parquet"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "t.xls", {}, "format-error", "Excel 97 to 2003"),
        (b"PK\x03\x04", "t.csv.zip", {}, "compression-error", "cannot be unpacked"),
        (b"nonsense", "t.csv.gz", {}, "compression-error", "cannot be unpacked"),
        (TEXT.encode(), "t.csv", {"compression": "xz"}, "compression-error", "packed as xz"),
        (b"a,b\n", "t.csv", {"dialect": {"delimiter": 1}}, "dialect-error", "delimiter is 1"),
        (b"a,b\n", "t.csv", {"dialect": {"headerRows": [0]}}, "dialect-error", "from 1 on"),
        (b"a,b\n", "t.csv", {"dialect": {"quoteChar": "ab"}}, "dialect-error", "one character"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told_in_a_sentence(write, content, name, options, kind, sentence):
    with pytest.raises(FileRefusedError) as caught:
        opened(write(content, name), **options)
    assert caught.value.type == kind
    assert sentence in str(caught.value)


def test_a_folder_and_a_missing_file_are_told(tmp_path: Path):
    with pytest.raises(FileRefusedError, match="folder"):
        opened(tmp_path)
    with pytest.raises(FileRefusedError, match="no such file"):
        opened(tmp_path / "none.csv")


def test_a_zip_of_several_files_names_them(tmp_path: Path):
    path = tmp_path / "t.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.csv", TEXT)
        archive.writestr("b.csv", TEXT)
    with pytest.raises(FileRefusedError, match=r"holds a\.csv, b\.csv"):
        opened(path)
    assert cells(opened(path, member="b.csv", format="csv")) == ROWS


def test_a_workbook_that_would_fill_the_disk_is_not_opened(tmp_path: Path):
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"\0" * (80 << 20))
    with pytest.raises(FileRefusedError, match="decompression bombs"):
        opened(path)


def test_a_workbook_that_is_broken_is_told(tmp_path: Path):
    path = tmp_path / "t.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
    with pytest.raises(FileRefusedError, match="workbook cannot be read"):
        opened(path)


def test_an_unclosed_quote_at_row_300_000_is_named(write):
    lines = [f"{number},ok\n" for number in range(2, 300_000)]
    path = write("id,note\n" + "".join(lines) + '300000,"open\n' + "".join(lines[:1000]))
    with pytest.raises(FileRefusedError, match="opened in row 300,000 is never closed"):
        opened(path)


def test_rows_keep_their_numbers_in_a_file_that_several_threads_read(write):
    rows = 500_000
    path = write("row,text\n" + "".join(f"{n},{'x' * (n % 50)}\n" for n in range(2, rows + 2)))
    table = opened(path)
    assert table.read_carefully
    found = duckdb.execute(
        f"select count(*), count_if(_row = c1::bigint) from ({table.sql()})"
    ).fetchone()
    assert found == (rows, rows)


ALPHABET = [",", ";", '"', '""', "\n", "\r\n", "\r", "a", "é", " ", "\t", "\0", "'", "\\"]


@settings(
    max_examples=400,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(columns=st.integers(1, 3), parts=st.lists(st.sampled_from(ALPHABET), max_size=20))
def test_the_fast_way_reads_what_the_careful_way_reads(
    tmp_path_factory, columns: int, parts: list[str]
):
    """Python's csv module is the measure: for DuckDB, and for what we make of the module."""
    folder = tmp_path_factory.mktemp("fuzz")
    text = ",".join("abc"[:columns]) + "\n" + "".join(parts)
    path = folder / "t.csv"
    path.write_bytes(text.encode())
    try:
        table = opened(path)
        careful = records(table.careful())
    except FileRefusedError as error:
        assert "is never closed" in str(error)
        return
    rows = list(csv.reader(io.StringIO(text, newline="")))
    while rows and not rows[-1]:
        rows.pop()
    expected = [
        (number, *(row[:columns] + [None] * (columns - len(row))), row[columns:] or None)
        for number, row in enumerate(rows[1:], start=2)
    ]
    assert careful == expected
    try:
        fast = records(table)
    except duckdb.InvalidInputException:
        return  # the check reads carefully then
    longest = max((len(row[-1] or ()) for row in fast), default=0)
    if len(fast) == table.records and longest < 3:
        assert fast == careful
