"""Verifying packages: ten of other makers' shape, broken twins, and what makers get wrong."""

import gzip
import hashlib
import io
import json
import shutil
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from frictionless import FrictionlessException, Package

from orchestration.contracts.package.verify import PackageResult, verify_descriptor, verify_package

PACKAGES = Path(__file__).parents[2] / "data" / "packages"
ROWS = {
    "apollo": 27,
    "calendar": 16,
    "capitals": 6,
    "country-codes": 40,
    "currencies": 6,
    "elements": 15,
    "planets": 8,
    "si-units": 31,
    "taxa": 14,
    "un-membership": 14,
}
# Sound packages that frictionless-py 5.21 does not call valid, and why.
FRICTIONLESS_REFUSES = {
    "apollo": "it fetches the maker's profile",
    "calendar": "it knows no bounds on durations",
    "elements": "it does not measure Parquet files",
    "si-units": "it takes no inline CSV",
    "taxa": "its foreign keys to the table itself see the first part only",
}


def errors_of(result: PackageResult) -> list[tuple]:
    """Type, file, row, field and value of each error."""
    tables = [one.table for one in result.resources if one.table]
    found = [
        *result.errors,
        *(error for one in result.resources for error in one.errors),
        *(error for table in tables for error in table.errors),
    ]
    return [(error.type, error.file, error.row, error.field, error.value) for error in found]


def not_checked(result: PackageResult) -> list[str]:
    return [*result.not_checked, *(said for one in result.resources for said in one.not_checked)]


def sentences(result: PackageResult) -> str:
    return "\n".join(result.lines())


def judged_by_frictionless(folder: Path) -> set[str]:
    """Types of the errors that frictionless-py finds in a package."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            report = Package(str(folder / "datapackage.json")).validate()
        except FrictionlessException as exception:
            return {error.type for error in exception.reasons or [exception.error]}
    return {error.type for errors in (report, *report.tasks) for error in errors.errors}


@pytest.fixture
def package(tmp_path: Path) -> Callable[..., Path]:
    """Writes a package of one's own."""

    def write(*resources: dict, files: dict[str, str | bytes] | None = None, **descriptor) -> Path:
        for name, content in (files or {}).items():
            path = tmp_path / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        whole = {"name": "own", "resources": list(resources), **descriptor}
        (tmp_path / "datapackage.json").write_text(json.dumps(whole), encoding="utf-8")
        return tmp_path

    return write


def twin(name: str, folder: Path) -> Path:
    """A copy of a package that does not say how large its files are."""
    copy = Path(shutil.copytree(PACKAGES / name, folder / name))
    descriptor = json.loads((copy / "datapackage.json").read_text(encoding="utf-8"))
    for resource in descriptor["resources"]:
        resource.pop("bytes", None)
        resource.pop("hash", None)
    (copy / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    return copy


def change(path: Path, old: str, new: str, encoding: str = "utf-8") -> None:
    """Change one thing in a file, packed or not."""
    content = path.read_bytes()
    if path.suffix == ".gz":
        content = gzip.decompress(content)
    if path.suffix == ".zip":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            content = archive.read("un_membership.csv")
    text = content.decode(encoding)
    assert old in text
    changed = text.replace(old, new, 1).encode(encoding)
    if path.suffix == ".zip":
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("un_membership.csv", changed)
        return
    path.write_bytes(gzip.compress(changed) if path.suffix == ".gz" else changed)


@pytest.mark.parametrize("name", sorted(ROWS))
def test_a_sound_package_is_valid_and_every_row_is_read(name: str):
    result = verify_package(PACKAGES / name)
    assert (result.verdict, sentences(result)) == ("valid", sentences(result))
    assert sum(one.table.rows_in for one in result.resources if one.table) == ROWS[name]


@pytest.mark.parametrize("name", sorted(set(ROWS) - set(FRICTIONLESS_REFUSES)))
def test_frictionless_calls_them_valid_too(name: str):
    assert judged_by_frictionless(PACKAGES / name) == set()


TWINS = {
    "foreign key": (
        "country-codes", "data/borders.csv", ("MLI,SEN", "MLI,XKX"),
        [("foreign-key", "data/borders.csv", 14, "neighbour", "XKX")],
    ),
    "foreign key to the table itself": (
        "country-codes", "data/regions.csv", ("Western Africa,202", "Western Africa,200"),
        [("foreign-key", "data/regions.csv", 6, "within", "200")],
    ),
    "type": (
        "country-codes", "data/countries.csv", ("Bamako,223", "Bamako,+223 x"),
        [("type-error", "data/countries.csv", 9, "dial", "+223 x")],
    ),
    "decimal comma": (
        "currencies", "monnaies.csv", ("655,957", "655.957"),
        [("type-error", "monnaies.csv", 6, "par_euro", "655.957")],
    ),
    "bound in a packed file": (
        "planets", "planets.csv.gz", ("1781-03-13", "1581-03-13"),
        [("constraint-error", "planets.csv.gz", 8, "discovered_on", "1581-03-13")],
    ),
    "month in a zip file": (
        "un-membership", "un_membership.csv.zip", ("1960-09,1960-09-28", "1960-13,1960-09-28"),
        [("type-error", "un_membership.csv.zip", 10, "Month", "1960-13")],
    ),
    "latitude below a row of HXL tags": (
        "capitals", "capitals.csv", ('"-8, 13"', '"-8, 130"'),
        [("type-error", "capitals.csv", 4, "place", "-8, 130")],
    ),
    "composite key": (
        "apollo", "crew.csv", ("command_module_pilot,lovell", "commander,lovell"),
        [("primary-key", "crew.csv", 3, "missionID, seat", "apollo-8, commander")],
    ),
    "foreign key by a schema in a file": (
        "apollo", "crew.csv", ("armstrong", "gagarin"),
        [("foreign-key", "crew.csv", 5, "personID", "gagarin")],
    ),
    "item of a list, without a header": (
        "calendar", "months.csv", ("28,29", "28,x"),
        [("type-error", "months.csv", 2, "days", "28,x")],
    ),
    "duration": (
        "calendar", "measures.csv", ("PT1M", "1 minute"),
        [("type-error", "measures.csv", 3, "length", "1 minute")],
    ),
    "category in the second part": (
        "taxa", "taxa-2.txt", ("Addax\tgenus", "Addax\ttribe"),
        [("constraint-error", "taxa-2.txt", 4, "taxonRank", "tribe")],
    ),
    "inline": (
        "si-units", "datapackage.json", ('["s", "nu_Cs"]', '["s", "nu"]'),
        [("foreign-key", "definitions", 2, "constant", "nu")],
    ),
    "Parquet against CSV": (
        "elements", "periods.csv", ("3,11,18\n", ""),
        [("foreign-key", "elements.parquet", row, "period", "3") for row in (12, 13)],
    ),
}  # fmt: skip


@pytest.mark.parametrize("broken", TWINS)
def test_a_broken_twin_has_exactly_this_error(broken: str, tmp_path: Path):
    name, file, (old, new), expected = TWINS[broken]
    copy = twin(name, tmp_path)
    change(copy / file, old, new, "cp1252" if name == "currencies" else "utf-8")
    assert errors_of(verify_package(copy)) == expected
    if name not in FRICTIONLESS_REFUSES:
        assert judged_by_frictionless(copy) == {error[0] for error in expected}


def test_a_value_that_is_twice_in_a_parquet_file_is_a_unique_error(tmp_path: Path):
    copy = twin("elements", tmp_path)
    file = copy / "elements.parquet"
    duckdb.execute(f"copy (select * replace (if(symbol = 'He', 'H', symbol) as symbol) "
                   f"from '{file}') to '{tmp_path}/new.parquet'")  # fmt: skip
    (tmp_path / "new.parquet").replace(file)
    assert errors_of(verify_package(copy)) == [
        ("unique-error", "elements.parquet", 3, "symbol", "H")
    ]


def test_a_category_that_is_not_declared_is_an_error_that_frictionless_does_not_see(tmp_path: Path):
    copy = twin("planets", tmp_path)
    change(copy / "planets.csv.gz", "gas_giant", "dwarf_planet")
    expected = ("constraint-error", "planets.csv.gz", 6, "kind", "dwarf_planet")
    assert errors_of(verify_package(copy)) == [expected]
    assert judged_by_frictionless(copy) == set()


def test_a_changed_file_differs_from_its_size_and_digest(tmp_path: Path):
    copy = Path(shutil.copytree(PACKAGES / "elements", tmp_path / "elements"))
    with (copy / "note.txt").open("a") as note:
        note.write("More.\n")
    types = [(error[0], error[1]) for error in errors_of(verify_package(copy))]
    assert types == [("byte-count", "note.txt"), ("hash-count", "note.txt")]


CSV = {"name": "a", "path": "a.csv"}
SCHEMA = {"fields": [{"name": "x", "type": "integer"}]}


@pytest.mark.parametrize("algorithm", ["md5", "sha1", "sha256", "sha512"])
def test_a_digest_is_checked_with_its_algorithm_in_any_case(package, algorithm: str):
    good = hashlib.new(algorithm, b"x\n1\n").hexdigest().upper()
    files = {"a.csv": "x\n1\n"}
    assert verify_package(package({**CSV, "hash": f"{algorithm}:{good}"}, files=files)).valid
    wrong = verify_package(package({**CSV, "hash": f"{algorithm}:{good[:-1]}"}, files=files))
    assert [error[0] for error in errors_of(wrong)] == ["hash-count"]


def test_a_digest_without_an_algorithm_is_md5(package):
    digest = hashlib.md5(b"x\n1\n", usedforsecurity=False).hexdigest()
    assert verify_package(package({**CSV, "hash": digest}, files={"a.csv": "x\n1\n"})).valid


def test_a_digest_by_an_unknown_algorithm_is_said_and_not_called_valid(package):
    result = verify_package(package({**CSV, "hash": "crc32:00000000"}, files={"a.csv": "x\n1\n"}))
    assert result.verdict == "unchecked"
    assert "crc32" in not_checked(result)[0]


def test_later_parts_go_on_where_the_first_one_ends(package):
    parts = {"a.csv": "x\n1\n", "b.csv": "2\n3\n", "c.csv": "x\n4\nfive\n"}
    result = verify_package(
        package({"name": "a", "path": list(parts), "schema": SCHEMA}, files=parts)
    )
    (table,) = [one.table for one in result.resources]
    assert (table.rows_in, table.accepted) == (5, 4)
    assert errors_of(result) == [("type-error", "c.csv", 3, "x", "five")]
    assert "the header is repeated in c.csv" in sentences(result)


@pytest.mark.parametrize(
    ("second", "said"),
    [
        ("y,x\n3,4\n", "b.csv has not the same columns as a.csv"),
        ("X,Y\n3,4\n", "b.csv has not the same columns as a.csv"),
        ("", "b.csv: source-error: the file is empty"),
        ("3,4\n5,'", "b.csv: encoding-error"),
    ],
    ids=["columns in another order", "columns called otherwise", "empty", "not UTF-8"],
)
def test_a_part_that_does_not_go_on_is_named_and_never_read_as_rows(package, second: str, said):
    parts = {"a.csv": "x,y\n1,2\n", "b.csv": second.encode().replace(b"'", b"\xe9")}
    schema = {"fields": [{"name": "x"}, {"name": "y"}], "fieldsMatch": "subset"}
    result = verify_package(
        package({"name": "a", "path": list(parts), "schema": schema}, files=parts)
    )
    assert (result.verdict, result.resources[0].table) == ("invalid", None)
    assert said in sentences(result)


def test_old_ways_of_saying_it_are_understood(package):
    old = {
        "name": "a",
        "url": "a.csv",
        "profile": "tabular-data-resource",
        "schema": {**SCHEMA, "primaryKey": "x"},
    }
    result = verify_package(package(old, files={"a.csv": "x\n1\n1\n"}))
    assert errors_of(result) == [("primary-key", "a.csv", 3, "x", "1")]


def test_a_table_without_a_schema_is_held_against_the_shape_of_its_header(package):
    result = verify_package(package(CSV, files={"a.csv": "x,y\n1,2\n3\n4,5,6\n"}))
    assert [error[:3] for error in errors_of(result)] == [
        ("missing-cell", "a.csv", 3), ("extra-cell", "a.csv", 4)
    ]  # fmt: skip


def test_a_file_that_is_no_table_only_has_to_be_there(package):
    result = verify_package(
        package({"name": "p", "path": "p.png", "bytes": 4}, files={"p.png": b"\x89PNG"})
    )
    assert (result.valid, result.resources[0].table) == (True, None)


@pytest.mark.parametrize(
    ("resource", "said"),
    [
        ({"path": "a.geojson", "schema": SCHEMA}, "geojson"),
        ({"path": "a.csv.bz2", "schema": SCHEMA}, "bz2"),
        ({"path": "a.csv", "compression": "xz", "schema": SCHEMA}, "xz"),
        ({"data": "x\n1", "schema": SCHEMA}, "not said to be CSV"),
    ],
)
def test_what_cannot_be_read_is_said_and_not_called_valid(package, resource: dict, said: str):
    files = dict.fromkeys(("a.geojson", "a.csv.bz2", "a.csv"), "x\n1\n")
    result = verify_package(package({"name": "a", **resource}, files=files))
    assert result.verdict == "unchecked"
    assert said in not_checked(result)[0]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ([["x"], [1], ["2"]], []),
        (
            [{"x": 1}, {"x": None}, {}],
            [("blank-row", "a", 3, None, None), ("blank-row", "a", 4, None, None)],
        ),
        ([["x"], [1.5]], [("type-error", "a", 2, "x", "1.5")]),
        ([["x"], [True]], [("type-error", "a", 2, "x", "true")]),
        ([["x"], [{"y": 1}]], [("type-error", "a", 2, "x", '{"y": 1}')]),
        ([{"x": 1, "y": 2}], [("extra-label", "a", 1, None, "y")]),
        ([], [("source-error", "a", None, None, None)]),
        ([["x"], {"x": 1}], [("source-error", "a", None, None, None)]),
        ({"x": 1}, [("source-error", "a", None, None, None)]),
    ],
)
def test_inline_cells_are_read_as_their_json_text(package, data, expected: list):
    result = verify_package(package({"name": "a", "data": data, "schema": SCHEMA}))
    assert errors_of(result) == expected


def test_null_is_no_value_whatever_the_missing_values_are(package):
    schema = {**SCHEMA, "missingValues": ["NA"]}
    result = verify_package(package({"name": "a", "data": [["x"], [None], ["NA"], [""]],
                                     "schema": schema}))  # fmt: skip
    assert [error[:3] for error in errors_of(result) if error[0] == "type-error"] == [
        ("type-error", "a", 4)
    ]


WRONG = {
    "no resources": ({"resources": []}, "resources is []. Expected an array"),
    "resources of another kind": ({"resources": {"a": 1}}, 'resources is {"a": 1}'),
    "a resource of another kind": ({"resources": [3]}, "resource 1 is 3. Expected an object."),
    "no name": ({"resources": [{"path": "a.csv"}]}, "'name' is a required property"),
    "a name in capitals, before version 2": (
        {"resources": [{"name": "A", "path": "a.csv"}]}, "'A' does not match"
    ),
    "two of one name": ({"resources": [CSV, CSV]}, 'two resources are called "a"'),
    "no data": ({"resources": [{"name": "a"}]}, "neither path nor data"),
    "data twice": ({"resources": [{**CSV, "data": []}]}, "both path and data"),
    "path of another kind": ({"resources": [{"name": "a", "path": 3}]}, "path is 3"),
    "no parts": ({"resources": [{"name": "a", "path": []}]}, "path is []"),
    "mixed parts": (
        {"resources": [{"name": "a", "path": ["a.csv", "http://b.org/b.csv"]}]},
        "both files and addresses",
    ),
    "bytes in words": ({"resources": [{**CSV, "bytes": "4"}]}, 'bytes is "4"'),
    "an unknown type": ({"resources": [{**CSV, "type": "banana"}]}, 'type is "banana"'),
    "licences of another kind": ({"licenses": "CC0"}, "'CC0' is not of type 'array'"),
    "no such moment": ({"created": "yesterday"}, 'property "created" is not valid'),
    "a schema that is no schema": (
        {"resources": [{**CSV, "schema": {"fields": 3}}]}, "The schema has no array of fields."
    ),
    "a key to nowhere": (
        {"resources": [{**CSV, "schema": {**SCHEMA, "foreignKeys": [
            {"fields": ["x"], "reference": {"resource": "b", "fields": ["x"]}}]}}]},
        'a foreign key leads to "b", which is no resource of the package',
    ),
    "data that is a number": ({"resources": [{"name": "a", "data": 3}]}, "data is 3"),
    "an old path of another kind": ({"resources": [{"name": "a", "url": 3}]}, "url is 3"),
    "a profile of another kind": ({"$schema": 3}, "$schema is 3"),
    "a digest that is cut off": ({"resources": [{**CSV, "hash": "sha256:"}]}, "hash-count"),
    "a schema that is no JSON": (
        {"resources": [{**CSV, "schema": "a.csv"}]}, "schema-error: a.csv: It is not valid JSON"
    ),
    "a key to no field": (
        {"resources": [{**CSV, "schema": {**SCHEMA, "foreignKeys": [
            {"fields": ["x"], "reference": {"resource": "a", "fields": ["z"]}}]}}]},
        "leads to z of a, which is no field there",
    ),
    "thirty things at once": ({"resources": [3] * 30}, "and 10 more in the descriptor"),
    "a schema that is not there": (
        {"resources": [{**CSV, "schema": "schema.json"}]}, "there is no such file"
    ),
    "a file that is not there": (
        {"resources": [{"name": "a", "path": "b.csv"}]}, "b.csv: source-error"
    ),
}  # fmt: skip


@pytest.mark.parametrize("wrong", WRONG)
def test_what_is_wrong_with_a_descriptor_is_a_sentence(package, wrong: str):
    descriptor, said = WRONG[wrong]
    whole = {"resources": [CSV], **descriptor}
    result = verify_package(package(files={"a.csv": "x\n1\n"}, **whole))
    assert result.verdict == "invalid"
    assert said in sentences(result)


def test_the_size_of_inline_data_is_said_to_mean_nothing(package):
    result = verify_package(package({"name": "a", "data": [["x"], [1]], "bytes": 3}))
    assert result.valid
    assert "its data are inline" in sentences(result)


def test_version_2_allows_any_name(package):
    schema = "https://datapackage.org/profiles/2.0/datapackage.json"
    files = {"a.csv": "x\n1\n"}
    assert verify_package(package({"name": "A b", "path": "a.csv"}, files=files,
                                  **{"$schema": schema})).valid  # fmt: skip


def test_a_key_to_a_table_that_could_not_be_read_is_not_called_checked(package):
    key = {"fields": ["x"], "reference": {"resource": "b", "fields": ["x"]}}
    result = verify_package(
        package(
            {**CSV, "schema": {**SCHEMA, "foreignKeys": [key]}},
            {"name": "b", "path": "https://example.org/b.csv", "schema": SCHEMA},
            files={"a.csv": "x\n1\n"},
        )
    )
    assert result.verdict == "unchecked"
    assert not_checked(result)[0] == "its foreign key to b, which was not read as a table."


def test_a_descriptor_can_be_verified_before_it_is_written(tmp_path: Path):
    (tmp_path / "a.csv").write_text("x\n1\n")
    descriptor = {"name": "own", "version": "", "resources": [{**CSV, "schema": SCHEMA}]}
    assert verify_descriptor(descriptor, tmp_path).valid


def test_a_limit_shortens_the_list_and_not_the_counts(package):
    resource = {**CSV, "schema": SCHEMA}
    result = verify_package(package(resource, files={"a.csv": "x\n" + "y\n" * 50}), limit=2)
    (one,) = result.resources
    assert (len(one.table.errors), one.counts) == (2, {"type-error": 50})
    assert "and 48 more; in all 50 type-error" in sentences(result)


def test_the_result_is_ready_for_json_in_a_fixed_order(package):
    result = verify_package(package({**CSV, "schema": SCHEMA}, files={"a.csv": "x\ny\n"}))
    told = json.loads(json.dumps(result.to_dict()))
    assert list(told) == [
        "name", "path", "verdict", "valid", "notes", "not_checked", "errors", "resources"
    ]  # fmt: skip
    assert list(told["resources"][0]) == [
        "name", "valid", "files", "rows_in", "accepted", "rejected", "counts", "notes",
        "not_checked", "errors",
    ]  # fmt: skip
    assert told["resources"][0]["errors"][0]["value"] == "y"
