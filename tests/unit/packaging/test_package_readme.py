"""README.md and CHANGELOG.md say what the descriptor says."""

import pytest

from orchestration.packaging.readme import changelog, readme

DESCRIPTOR = {
    "name": "sahel-incidents",
    "title": "Incidents",
    "description": "What happened.",
    "version": "1.2.0",
    "created": "2026-01-01T00:00:00Z",
    "sources": [
        {
            "title": "A list",
            "path": "https://example.org",
            "publisher": "A publisher",
            "licence": "CC BY 4.0",
            "citation": "A publisher (2026). A list.",
            "redistributable": True,
        }
    ],
    "resources": [
        {
            "name": "events",
            "type": "table",
            "path": "events.csv",
            "description": "One row is an event. There is more.",
            "rows": 1234,
            "schema": {
                "fields": [
                    {
                        "name": "event_id",
                        "type": "string",
                        "description": "This | that.",
                        "constraints": {"required": True, "unique": True},
                    },
                    {
                        "name": "deaths",
                        "type": "integer",
                        "unit": "deaths",
                        "constraints": {"enum": [1, 2]},
                    },
                ],
                "primaryKey": ["event_id"],
                "foreignKeys": [
                    {"fields": ["deaths"], "reference": {"resource": "", "fields": ["event_id"]}}
                ],
            },
        },
        {"name": "events-parquet", "type": "file", "path": "events.parquet"},
    ],
}


@pytest.mark.parametrize(
    "line",
    [
        "# Incidents",
        "Package `sahel-incidents`, version 1.2.0, created 2026-01-01T00:00:00Z.",
        "- Not a census.",
        "select * from 'events.parquet' limit 10;",
        "| [events](events.csv) | 1,234 | One row is an event. |",
        "| `event_id` | string |  | key; never empty; unique | This \\| that. |",
        "| `deaths` | integer | deaths | one of 1, 2; in this table: event_id |  |",
        "- [A list](https://example.org), A publisher. Licence: CC BY 4.0. "
        "Cite as: A publisher (2026). A list.",
    ],
)
def test_the_readme_holds(line):
    assert line in readme(DESCRIPTOR, ["Not a census."])


def test_the_newest_version_stands_first_and_the_older_ones_stay():
    first = changelog("1.0.0", "2026-01-01", ["First version."])
    assert first == "# Changelog\n\n## 1.0.0, 2026-01-01\n\n- First version.\n"
    assert changelog("1.0.1", "2026-02-01", ["a", "b"], first) == (
        "# Changelog\n\n## 1.0.1, 2026-02-01\n\n- a\n- b\n"
        "\n## 1.0.0, 2026-01-01\n\n- First version.\n"
    )
