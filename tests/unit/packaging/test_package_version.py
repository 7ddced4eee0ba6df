"""Which change asks for which version number."""

import copy

import pytest

from orchestration.packaging.version import Change, Level, compare_descriptors, next_version

DESCRIPTOR = {
    "name": "sahel-incidents",
    "title": "Incidents",
    "version": "1.0.0",
    "created": "2026-01-01T00:00:00Z",
    "resources": [
        {
            "name": "events",
            "type": "table",
            "path": "events.csv",
            "description": "One row is an event.",
            "bytes": 10,
            "hash": "sha256:00",
            "rows": 1,
            "schema": {
                "fields": [
                    {"name": "event_id", "type": "string", "description": "Its name."},
                    {
                        "name": "deaths",
                        "type": "integer",
                        "unit": "deaths",
                        "constraints": {"required": True, "enum": [1, 2]},
                    },
                ],
                "missingValues": [""],
                "primaryKey": ["event_id"],
                "foreignKeys": [
                    {"fields": ["a"], "reference": {"resource": "places", "fields": ["b"]}}
                ],
            },
        },
        {"name": "events-parquet", "type": "file", "path": "events.parquet", "bytes": 10},
    ],
}


def changed(edit):
    new = copy.deepcopy(DESCRIPTOR)
    edit(new, new["resources"][0], new["resources"][0]["schema"])
    return list(compare_descriptors(DESCRIPTOR, new))


def deaths(schema):
    return schema["fields"][1]


@pytest.mark.parametrize(
    ("levels", "version"),
    [
        ([Level.PATCH], "1.2.4"),
        ([Level.PATCH, Level.MINOR, Level.PATCH], "1.3.0"),
        ([Level.MAJOR, Level.MINOR], "2.0.0"),
    ],
)
def test_the_gravest_change_chooses_the_version(levels, version):
    assert next_version("1.2.3", [Change(level, "") for level in levels]) == version


def test_a_number_above_nine_counts_on():
    assert next_version("1.9.9", [Change(Level.MINOR, "")]) == "1.10.0"


def test_another_version_time_size_and_hash_are_no_change():
    def edit(package, resource, _):
        package |= {"version": "2.0.0", "created": "2027-01-01T00:00:00Z"}
        resource |= {"bytes": 11, "hash": "sha256:01", "rows": 2}

    assert changed(edit) == []


@pytest.mark.parametrize(
    ("edit", "level", "text"),
    [
        (lambda p, r, s: p.update(title="Events"), Level.PATCH, "Package: title changed."),
        (lambda p, r, s: p.update(sources=[]), Level.PATCH, "Package: sources changed."),
        (lambda p, r, s: r.update(description="x"), Level.PATCH, "`events`: description changed."),
        (lambda p, r, s: r.update(path="x.csv"), Level.MAJOR, "`events`: path changed."),
        (
            lambda p, r, s: p["resources"].append({"name": "places", "type": "file"}),
            Level.MINOR,
            "`places`: new resource.",
        ),
        (
            lambda p, r, s: p["resources"].pop(),
            Level.MAJOR,
            "`events-parquet`: resource removed.",
        ),
        (
            lambda p, r, s: s["fields"].append({"name": "area", "type": "string"}),
            Level.MINOR,
            "`events`: new column `area`.",
        ),
        (
            lambda p, r, s: s["fields"].pop(),
            Level.MAJOR,
            "`events`: column `deaths` removed.",
        ),
        (
            lambda p, r, s: s["fields"].reverse(),
            Level.MAJOR,
            "`events`: columns in another order.",
        ),
        (
            lambda p, r, s: deaths(s).update(type="number"),
            Level.MAJOR,
            "`events`: column `deaths`: type was integer, is number.",
        ),
        (
            lambda p, r, s: deaths(s).update(unit="persons"),
            Level.MAJOR,
            "`events`: column `deaths`: unit was deaths, is persons.",
        ),
        (
            lambda p, r, s: s["fields"][0].update(description="x"),
            Level.PATCH,
            "`events`: column `event_id`: description changed.",
        ),
        (
            lambda p, r, s: deaths(s)["constraints"].pop("required"),
            Level.MINOR,
            "`events`: column `deaths`: constraints relaxed.",
        ),
        (
            lambda p, r, s: deaths(s)["constraints"]["enum"].append(3),
            Level.MINOR,
            "`events`: column `deaths`: constraints relaxed.",
        ),
        (
            lambda p, r, s: deaths(s)["constraints"]["enum"].pop(),
            Level.MAJOR,
            "`events`: column `deaths`: constraints changed.",
        ),
        (
            lambda p, r, s: s["fields"][0].update(constraints={"unique": True}),
            Level.MAJOR,
            "`events`: column `event_id`: constraints changed.",
        ),
        (
            lambda p, r, s: s.update(primaryKey=["event_id", "deaths"]),
            Level.MAJOR,
            "`events`: primary key was event_id, is event_id, deaths.",
        ),
        (lambda p, r, s: s.pop("foreignKeys"), Level.MINOR, "`events`: foreign keys changed."),
        (
            lambda p, r, s: s["foreignKeys"][0].update(fields=["z"]),
            Level.MAJOR,
            "`events`: foreign keys changed.",
        ),
    ],
)
def test_a_change_has_a_level_and_a_line(edit, level, text):
    assert changed(edit) == [Change(level, text)]
