"""JSON and GeoJSON as tables: which lists are records, and what their values become."""

import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from orchestration.errors import FileRefusedError
from orchestration.sources.json_file import open_json


@pytest.fixture
def read(tmp_path: Path):
    """Writes a JSON text and gives its labels and rows as they are opened."""

    def run(content: str | bytes) -> tuple[tuple[str, ...], list[list[str]]]:
        path, folder = tmp_path / "file.json", tmp_path / "workspace"
        folder.mkdir()
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        table = open_json(path, name="file.json", workspace=folder)
        [stored] = folder.glob("*.parquet")
        rows = pq.read_table(stored).to_pylist()
        assert [row["_row"] for row in rows] == list(range(2, len(rows) + 2))
        cells = [f"c{number}" for number in range(1, len(table.labels) + 1)]
        return table.labels, [[row[cell] for cell in cells] for row in rows]

    return run


@pytest.mark.parametrize("key", [None, "features", "data", "Result", "results", "items"])
def test_records_stand_alone_or_in_an_answer_that_wraps_them(read, key: str | None):
    records = [{"id": 1}, {"id": 2}]
    content = records if key is None else {"count": 2, "meta": {"of": "it"}, key: records}
    assert read(json.dumps(content)) == (("id",), [["1"], ["2"]])


def test_columns_are_all_keys_in_the_order_in_which_they_come(read):
    assert read('[{"b": 1}, {"a": 2, "b": 3}, {}]') == (
        ("b", "a"),
        [["1", ""], ["3", "2"], ["", ""]],
    )


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("9007199254740993", "9007199254740993"),
        ("0.10000000000000000001", "0.10000000000000000001"),
        ("1e400", "1e400"),
        ("-0", "-0"),
        ("1" * 5000, "1" * 5000),
        ("NaN", "NaN"),
        ("true", "true"),
        ("null", ""),
        ('""', ""),
        ('" é\\n\\u0646"', " é\nن"),
        ('["a", {"b": "é"}]', '["a", {"b": "é"}]'),
    ],
)
def test_a_value_stays_as_it_is_written(read, value: str, text: str):
    assert read(f'[{{"a": {value}}}]') == (("a",), [[text]])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_it_may_be_in_any_of_the_encodings_of_unicode(read, encoding: str):
    assert read('[{"a": "é"}]'.encode(encoding)) == (("a",), [["é"]])


def feature(properties: object, geometry: object) -> str:
    """A GeoJSON collection of one feature."""
    made = {"type": "Feature", "properties": properties, "geometry": geometry}
    return json.dumps({"type": "FeatureCollection", "features": [made]})


@pytest.mark.parametrize(
    ("properties", "geometry", "expected"),
    [
        (
            {"id": 1},
            {"type": "Point", "coordinates": [2.5, 13]},
            {"longitude": "2.5", "latitude": "13", "id": "1"},
        ),
        (
            {"id": 1},
            {"type": "Point", "coordinates": [2, 13, 400]},
            {"longitude": "2", "latitude": "13", "id": "1"},
        ),
        (
            {"latitude": 9},
            {"type": "Point", "coordinates": [2, 13]},
            {"longitude": "2", "latitude": "9"},
        ),
        ({"id": 1}, {"type": "Point", "coordinates": []}, {"id": "1"}),
        ({"id": 1}, {"type": "Point", "coordinates": "12"}, {"id": "1"}),
        ({"id": 1}, {"type": "Point"}, {"id": "1"}),
        ({"id": 1}, {"type": "Polygon", "coordinates": [[[1, 2]]]}, {"id": "1"}),
        ({"id": 1}, None, {"id": "1"}),
        ({"id": 1}, "POINT (1 2)", {"id": "1"}),
        (None, {"type": "Point", "coordinates": [2, 13]}, {"longitude": "2", "latitude": "13"}),
        ([1], {"type": "Point", "coordinates": [2, 13]}, {"longitude": "2", "latitude": "13"}),
    ],
)
def test_a_feature_is_its_properties_and_the_place_of_its_point(
    read, properties: object, geometry: object, expected: dict[str, str]
):
    labels, [row] = read(feature(properties, geometry))
    assert dict(zip(labels, row, strict=True)) == expected


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "cannot be read as JSON"),
        ("[{", "cannot be read as JSON"),
        (b'[{"a": "\xe9"}]', "cannot be read as JSON"),
        ("[" * 100_000, "cannot be read as JSON"),
        ("{}", "holds no list of records"),
        ("null", "holds no list of records"),
        ('"text"', "holds no list of records"),
        ("[1, 2]", "holds no list of records"),
        ('[{"a": 1}, 2]', "holds no list of records"),
        ('{"data": {"id": 1}}', "holds no list of records"),
        ("[]", "holds no records"),
        ("[{}, {}]", "holds no records"),
        ('{"features": []}', "holds no records"),
        ('[{"best": 1, "best": 2}]', "an object names best more than once"),
        ('[{"a": {"b": 1, "b": 2}}]', "an object names b more than once"),
        (r'[{"\ud800": 1}]', "a key holds half a character: '\\ud800'"),
        (r'[{"a": "\ud800"}]', "a cell holds half a character: '\\ud800'"),
    ],
)
def test_what_holds_no_records_is_refused_with_a_sentence(read, content: str | bytes, said: str):
    with pytest.raises(FileRefusedError) as refused:
        read(content)
    assert said in str(refused.value)
