"""Files as they come: each gives its rows, or one sentence that says why it does not."""

import csv
import gzip
import io
import re
import zipfile
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from orchestration.contracts import TableFile, check_tables, digests, from_records, open_table
from orchestration.contracts.reading import delimited
from orchestration.errors import FileRefusedError

TEXT = "id,place\n1,Gao\n2,Kidal\n"
# Without a time, so that each process gives the tests the same names.
PACKED = gzip.compress(TEXT.encode(), mtime=0)
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
        (b"# a\n# b\nid,place\n1,Gao\n# note\n2,Kidal\n", {"dialect": {"commentChar": "#"}}),
        (TEXT.encode("utf-32"), {}),
        (TEXT.encode("utf-32"), {"encoding": "utf-32"}),
        (TEXT.replace(",", ";").encode(), {"dialect": {"csv": {"delimiter": ";"}}}),
        (b'id,place\n"1",Gao\n2,"Kidal"\n', {"dialect": {"escapeChar": '"'}}),
        (TEXT.replace(",", "\t").encode(), {"format": "tsv"}),
    ],
    ids=[
        "plain", "byte order mark", "CRLF", "mixed ends", "CR", "no end of line at the end",
        "blank lines at the end", "UTF-16 by its mark", "UTF-16 as declared", "semicolons",
        "tabs", "bars as declared", "two bars as declared", "spaces", "ends of its own",
        "single quotes", "comments", "comment rows", "comments above the header",
        "UTF-32 by its mark", "UTF-32 as declared",
        "semicolons as frictionless nests them", "quotes that escape themselves", "TSV",
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


@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("inner", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_any_line_break_can_be_quoted_also_in_the_header(write, inner: str, end: str):
    text = end.join(["id", f'"no{inner}te"', "1", f'"one{inner}two"', ""])
    text = text.replace(f'id{end}"', 'id,"').replace(f'1{end}"', '1,"')
    table = opened(write(text))
    assert table.labels == ("id", f"no{inner}te")
    assert cells(table.careful()) == [("1", f"one{inner}two")]
    schema = {"fields": [{"name": label} for label in table.labels]}
    with duckdb.connect() as connection:
        result = check_tables([table], schema, connection=connection)
    assert (result.valid, result.rows_in) == (True, 1)


def test_a_quoted_line_break_is_never_taken_for_the_end_of_lines(write):
    # DuckDB alone finds as many records here as there are, and other cells in them.
    assert cells(opened(write('"\r",a\r\n"\r",\r\n'))) == [("\r", "")]


@pytest.mark.parametrize("cell", ["\x01", "\x02", "NULL", "\\N", " ", "\u2028", "\x1a"])
def test_no_text_is_taken_for_a_missing_cell(write, cell: str):
    assert cells(opened(write(f"a,b\n{cell},2\n"))) == [(cell, "2")]


def test_a_quoted_delimiter_or_line_end_of_its_own_is_a_part_of_its_cell(write):
    assert cells(opened(write('a||b\n"1||x"||2\n'), dialect={"delimiter": "||"})) == [("1||x", "2")]
    table = opened(write('a,b;"1;x",2;'), dialect={"lineTerminator": ";"})
    assert cells(table) == [("1;x", "2")]


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
        path.write_bytes(PACKED)
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


def workbook(path: Path, rows: list[list], edit: Any = lambda sheet: sheet) -> Path:
    """A workbook of one sheet, whose XML may be edited."""
    book, packed = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(packed)
    with zipfile.ZipFile(packed) as source, zipfile.ZipFile(path, "w") as target:
        for member in source.namelist():
            content = source.read(member)
            target.writestr(member, edit(content) if "worksheets/" in member else content)
    return path


def test_a_sheet_holds_more_than_it_says_of_itself(tmp_path: Path):
    def shrink(sheet: bytes) -> bytes:
        return re.sub(rb'<dimension ref="[^"]+"', b'<dimension ref="A1"', sheet)

    path = workbook(tmp_path / "t.xlsx", [["id", "place"], [1, "Gao"], [2, "Kidal"]], shrink)
    assert cells(opened(path)) == ROWS


@pytest.mark.parametrize(
    ("rows", "options", "labels"),
    [
        ([["id", "place"], ["#x", "#y"]], {"detect": True}, ("id", "place")),
        ([["id", "place"], ["note"]], {"dialect": {"commentRows": [2]}}, ("id", "place")),
        ([["a", "b"], ["id", "place"]], {"dialect": {"headerRows": [1, 2]}}, ("a id", "b place")),
        ([[], ["id", "place"]], {"dialect": {"headerRows": [2]}}, ("id", "place")),
    ],
    ids=["HXL", "comment rows", "two header rows", "a blank row above"],
)
def test_a_sheet_has_what_a_dialect_says_above_its_rows(tmp_path: Path, rows, options, labels):
    table = opened(workbook(tmp_path / "t.xlsx", [*rows, [1, "Gao"], [2, "Kidal"]]), **options)
    assert table.labels == labels
    assert [row[0] for row in records(table)] == [3, 4]
    assert cells(table) == ROWS


def test_a_sheet_without_a_header_is_as_wide_as_its_first_row(tmp_path: Path):
    path = workbook(tmp_path / "t.xlsx", [[1, "Gao", 2], [None], [3]])
    assert cells(opened(path, dialect={"header": False})) == [
        ("1", "Gao", "2"), ("", "", ""), ("3", "", ""),
    ]  # fmt: skip


def test_a_formula_has_a_value_or_the_workbook_is_refused(tmp_path: Path):
    def compute(sheet: bytes) -> bytes:
        # An XML library of its own choice writes it: a value that is not there has three forms.
        sheet = sheet.replace(b"<v></v>", b"<v/>").replace(b"<v />", b"<v/>")
        return sheet.replace(b"<f>1+1</f><v/>", b"<f>1+1</f><v>2</v>").replace(
            b'<c r="B2"><f>"" &amp; ""</f><v/>', b'<c r="B2" t="str"><f>"" &amp; ""</f><v></v>'
        )

    rows = [["a", "b"], ["=1+1", '="" & ""']]
    assert cells(opened(workbook(tmp_path / "good.xlsx", rows, compute))) == [("2", "")]
    with pytest.raises(FileRefusedError, match="cell A2 holds a formula whose value was not"):
        opened(workbook(tmp_path / "t.xlsx", rows))


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


def test_parquet_columns_are_those_of_the_file_as_they_are_named(tmp_path: Path):
    folder = tmp_path / "year=2024"
    folder.mkdir()
    columns = {"a": 1, "A": 2, "file_row_number": 7, "": 4}
    table = pa.Table.from_arrays([pa.array([v, v]) for v in columns.values()], list(columns))
    pq.write_table(table, folder / "t.parquet")
    table = opened(folder / "t.parquet")
    assert table.labels == ("a", "A", "file_row_number", "")
    assert records(table) == [(2, 1, 2, 7, 4, None), (3, 1, 2, 7, 4, None)]
    assert table.careful().labels == table.labels


def test_a_parquet_column_of_structs_is_one_column(tmp_path: Path):
    path = tmp_path / "t.parquet"
    duckdb.execute(f"copy (select {{x: 1, y: [2]}} as s, [1] as l, 3 as n) to '{path}'")
    assert opened(path).labels == ("s", "l", "n")


def test_a_broken_page_of_a_parquet_file_is_told(tmp_path: Path):
    path = tmp_path / "t.parquet"
    duckdb.execute(f"copy (select range as id from range(100000)) to '{path}'")
    content = bytearray(path.read_bytes())
    content[2000:4000] = b"\xff" * 2000
    path.write_bytes(content)
    with duckdb.connect() as connection, pytest.raises(FileRefusedError, match="as Parquet"):
        check_tables([opened(path)], {"fields": [{"name": "id"}]}, connection=connection)


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
        (b"a,b\n\x81,1\n", "t.csv", {"encoding": "cp1252"}, "encoding-error",
         "byte 5, in line 2, is 0x81, which does not fit the encoding cp1252"),
        (TEXT.encode("utf-16")[:-1], "t.csv", {}, "encoding-error", "byte 47, in line 3, is 0x0a"),
        (TEXT.encode("utf-16-le"), "t.csv", {}, "encoding-error", "every second byte is NUL"),
        ("a\né\n".encode(), "t.csv", {"encoding": "ascii"}, "encoding-error", "line 2, is 0xc3"),
        (b"a\n\\ud800", "t.csv", {"encoding": "unicode_escape"}, "encoding-error", "surrogates"),
        (b"a,b\n", "t.csv", {"encoding": "base64"}, "encoding-error", "'base64'"),
        (b"a,b\n", "t.csv", {"encoding": 5}, "encoding-error", "its encoding is 5"),
        (b"a,b\n", "t.csv", {"encoding": "klingon"}, "encoding-error", "'klingon'"),
        (b"a", "t.pdf", {}, "format-error", "its format is pdf"),
        (b"PAR1nonsense", "t.parquet", {}, "format-error", "cannot be read as Parquet"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "t.xls", {}, "format-error", "Excel 97 to 2003"),
        (b"PK\x03\x04", "t.csv.zip", {}, "compression-error", "cannot be unpacked"),
        (b"nonsense", "t.csv.gz", {}, "compression-error", "cannot be unpacked"),
        (PACKED[:-5], "t.csv.gz", {}, "compression-error", "ended before"),
        (gzip.compress(bytes(65 << 20), mtime=0), "t.csv.gz", {}, "compression-error", "bombs"),
        (PACKED, "t.csv", {}, "format-error", "packed by gzip"),
        (b"PK\x03\x04nonsense", "t.csv", {}, "format-error", "a zip file that is not called so"),
        (b"PK\x03\x04nonsense", "t.xlsx", {}, "format-error", "no Excel workbook"),
        (b"%PDF-1.7", "t.csv", {}, "format-error", "a PDF"),
        (TEXT.encode(), "t.csv", {"compression": "xz"}, "compression-error", "packed as xz"),
        (b"a,b\n", "t.csv", {"dialect": {"delimiter": 1}}, "dialect-error", "delimiter is 1"),
        (b"a,b\n", "t.csv", {"dialect": {"headerRows": [0]}}, "dialect-error", "from 1 on"),
        (b"a,b\n", "t.csv", {"dialect": {"quoteChar": "ab"}}, "dialect-error", "one character"),
        (b"a,b\n", "t.csv", {"dialect": {"quoteChar": "\n"}}, "dialect-error", "ends no line"),
        (b"a,b\n", "t.csv", {"dialect": {"delimiter": "\r"}}, "dialect-error", "ends no line"),
        (b"a,b\n", "t.csv", {"dialect": {"delimiter": '"'}}, "dialect-error", "another character"),
        (b"a,b\n", "t.csv", {"dialect": ["delimiter"]}, "dialect-error", "Expected an object"),
        (b"a,b\n", "t.csv", {"dialect": {"headerRows": [2]}}, "source-error", "no header row"),
        (b"\na,b\n", "t.csv", {}, "source-error", "no header row"),
        (b"a||b\n\x01||2\n", "t.csv", {"dialect": {"delimiter": "||"}}, "source-error", "'\\x01'"),
        (b"a;1\n2;", "t.csv", {"dialect": {"lineTerminator": ";"}}, "source-error", "broken"),
        (b"a\n'b", "t.csv", {"dialect": {"quoteChar": "'"}}, "source-error", "a quote ' opened"),
        (b"a\nb\\", "t.csv", {"dialect": {"escapeChar": "\\"}}, "source-error", "not complete"),
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
    with pytest.raises(FileRefusedError, match="no such file"):
        opened(tmp_path / "a\0b.csv")


def test_a_file_that_may_not_be_read_is_told(write, monkeypatch):
    path = write(TEXT)

    def refuse(*_: Any, **__: Any) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(FileRefusedError, match="it cannot be read: Permission denied"):
        opened(path)


@pytest.mark.parametrize("more", ["3,Menaka\n", '3,"'], ids=["a row", "half a row"])
def test_a_file_that_changes_while_it_is_read_is_told(write, more: str):
    path = write(TEXT)
    table = opened(path)
    path.write_text(TEXT + more)
    schema = {"fields": [{"name": "id"}, {"name": "place"}]}
    with duckdb.connect() as connection, pytest.raises(FileRefusedError, match=r"changed|closed"):
        check_tables([table], schema, connection=connection)
    path.write_bytes(TEXT.encode() + b"\xff")
    with pytest.raises(FileRefusedError, match="it changed while it was read"):
        table.careful()
    path.unlink()
    with pytest.raises(FileRefusedError, match="cannot be read"):
        table.careful()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("a,b\n" + "x" * 100, "line 2 has 64 characters or more"),
        ('a,b\n1,"' + "x\n" * 40, "a cell in row 2 has more than 64 characters. Perhaps a quote"),
    ],
    ids=["a line", "a quote that is never closed"],
)
def test_a_cell_that_would_fill_the_memory_is_told(write, monkeypatch, content, sentence):
    monkeypatch.setattr(delimited, "LONGEST", 64)
    path = write(content)
    with pytest.raises(FileRefusedError, match=sentence):
        opened(path).careful()


def test_half_a_character_is_told(tmp_path: Path):
    with pytest.raises(FileRefusedError, match=r"half a character: '.ud800'"):
        from_records(["a"], [(2, ["\ud800"])], name="t", workspace=tmp_path)


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


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA], ids=["bzip2", "lzma"])
def test_a_broken_member_of_a_zip_file_is_told(write, method: int):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        archive.writestr("a.csv", TEXT * 100)
    content = bytearray(packed.getvalue())
    content[60:80] = b"\xff" * 20
    with pytest.raises(FileRefusedError, match="cannot be unpacked"):
        opened(write(bytes(content), "t.zip"))


def test_a_zip_file_whose_names_are_no_text_is_told(write):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("é.csv", TEXT)
    content = packed.getvalue().replace("é".encode(), b"\xff\xff")
    with pytest.raises(FileRefusedError, match="cannot be unpacked"):
        opened(write(content, "t.zip"))


def test_the_table_in_a_zip_file_is_what_its_name_says(tmp_path: Path):
    with zipfile.ZipFile(tmp_path / "t.zip", "w") as archive:
        archive.writestr("a.tsv", TEXT.replace(",", "\t"))
    assert cells(opened(tmp_path / "t.zip")) == ROWS


@pytest.mark.parametrize("name", ["t.csv.gz", "t.csv.zst"])
def test_a_file_is_as_packed_as_is_declared(write, name: str):
    assert cells(opened(write(TEXT, name), compression="no", format="csv")) == ROWS


def test_a_workbook_with_a_broken_sheet_is_told(tmp_path: Path):
    path = workbook(tmp_path / "t.xlsx", [["a"], [1], [2]], lambda sheet: sheet[:-80])
    with pytest.raises(FileRefusedError, match="workbook cannot be read"):
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


ALPHABET = [",", ";", '"', '""', "\n", "\r\n", "\r", "a", "é", " ", "\t", "\0", "\1", "'", "\\"]
CELLS = [
    "",
    "a",
    "é",
    " b",
    "'",
    '""',
    '" "',
    '"a""b"',
    '""""',
    '"a,b"',
    '"a\nb"',
    '"\r"',
    '"\r\n"',
]
ODD_TEXT = st.lists(st.sampled_from(ALPHABET), max_size=20).map("".join)
# What the fast way takes, which text at random seldom is.
PLAIN_TEXT = st.builds(
    lambda rows, end: "".join(",".join(row) + end for row in rows),
    st.lists(st.lists(st.sampled_from(CELLS), min_size=1, max_size=4), max_size=8),
    st.sampled_from(["\n", "\r\n"]),
)


@settings(
    max_examples=500,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(columns=st.integers(1, 3), body=st.one_of(ODD_TEXT, PLAIN_TEXT))
def test_the_fast_way_reads_what_the_careful_way_reads(tmp_path_factory, columns: int, body: str):
    """Python's csv module is the measure: for DuckDB, and for what we make of the module."""
    folder = tmp_path_factory.mktemp("fuzz")
    text = ",".join("abc"[:columns]) + "\n" + body
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
