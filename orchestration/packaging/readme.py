"""The package's README.md and CHANGELOG.md: what the descriptor says, written for people."""

from collections.abc import Iterator, Sequence
from typing import Any

from orchestration.packaging.describe import tables_of
from orchestration.packaging.schema import grain
from orchestration.packaging.version import rows_in_words

CHANGELOG_TITLE = "# Changelog\n"


def readme(descriptor: dict[str, Any], caveats: Sequence[str]) -> str:
    """README.md of a finished descriptor."""
    tables = tables_of(descriptor)
    parts = [
        f"# {descriptor['title']}\n\n{descriptor['description']}\n\n"
        f"Package `{descriptor['name']}`, version {descriptor['version']}, "
        f"created {descriptor['created']}. What changed stands in [CHANGELOG.md](CHANGELOG.md).",
        "## Before you use a number\n\n" + _bullets(caveats),
        _reading(next(iter(tables))),
        "## Tables\n\n| table | rows | one row |\n| --- | ---: | --- |\n"
        + "\n".join(
            f"| [{name}]({entry['path']}) | {entry['rows']:,} "
            f"| {_cell(grain(entry['description']))} |"
            for name, entry in tables.items()
        ),
        *(_columns(name, entry) for name, entry in tables.items()),
        "## Sources\n\n" + (_bullets(_sources(descriptor)) or "None."),
    ]
    return "\n\n".join(parts) + "\n"


def changelog(version: str, date: str, lines: Sequence[str], older: str = "") -> str:
    """CHANGELOG.md with a version's changes on top of the older ones.

    Args:
        version: the new version.
        date: its ISO date.
        lines: its changes.
        older: CHANGELOG.md of the version before.
    """
    entry = f"\n## {version}, {date}\n\n{_bullets(lines)}\n"
    return CHANGELOG_TITLE + entry + older.removeprefix(CHANGELOG_TITLE)


def _reading(table: str) -> str:
    return f"""## Reading it

Each table stands here twice: as CSV, which the schema in `datapackage.json` describes, and as
Parquet with the same rows, which is typed and loads faster. Run these in this folder.

DuckDB:

```sql
select * from '{table}.parquet' limit 10;
```

Python, with pandas:

```python
import pandas as pd

{table} = pd.read_parquet("{table}.parquet")
{table} = pd.read_csv("{table}.csv", keep_default_na=False, na_values=[""])
```

R, with frictionless:

```r
library(frictionless)

package <- read_package("datapackage.json")
{table} <- read_resource(package, "{table}")
```

To check every byte, type and key:

```sh
frictionless validate datapackage.json
```

The CSV files are UTF-8. An empty cell is a missing value. Dates are ISO 8601, times are UTC,
months stand as their first day, countries are ISO 3166-1 alpha-3. So that no spreadsheet runs
text as a formula, a text cell of a CSV that starts with `=`, `+`, `-`, `@`, a tab or a carriage
return and is not a number has an apostrophe in front; the Parquet files hold the text as it is."""


def _columns(name: str, entry: dict[str, Any]) -> str:
    schema = entry["schema"]
    rows = "\n".join(
        f"| `{field['name']}` | {field['type']} | {_cell(field.get('unit', ''))} "
        f"| {_cell('; '.join(_rules(field, schema)))} | {_cell(field.get('description', ''))} |"
        for field in schema["fields"]
    )
    return (
        f"### {name}\n\n{entry['description']}\n\n"
        f"| column | type | unit | rules | description |\n| --- | --- | --- | --- | --- |\n{rows}"
    )


def _rules(field: dict[str, Any], schema: dict[str, Any]) -> Iterator[str]:
    constraints = field.get("constraints", {})
    if field["name"] in schema["primaryKey"]:
        yield "key"
    if constraints.get("required"):
        yield "never empty"
    if constraints.get("unique"):
        yield "unique"
    if "enum" in constraints:
        yield "one of " + ", ".join(map(str, constraints["enum"]))
    for key in schema.get("foreignKeys", []):
        if key["fields"] == [field["name"]]:
            target = key["reference"]
            yield f"in {target['resource'] or 'this table'}: {', '.join(target['fields'])}"


def _sources(descriptor: dict[str, Any]) -> Iterator[str]:
    for source in descriptor.get("sources", []):
        title = f"[{source['title']}]({source['path']})" if "path" in source else source["title"]
        licence = source["licence"]
        if "licencePath" in source:
            licence = f"[{licence}]({source['licencePath']})"
        yield f"{title}, {source['publisher']}. Licence: {licence}. Cite as: {source['citation']}"


def _bullets(lines: Sequence[str] | Iterator[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def first_version_lines(descriptor: dict[str, Any]) -> list[str]:
    """What the changelog says of a version that has none before it."""
    counts = [
        f"`{name}`: {rows_in_words(entry['rows'])}."
        for name, entry in tables_of(descriptor).items()
    ]
    return ["First version.", *counts]
