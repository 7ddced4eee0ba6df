"""Which country a name means: the spellings of the sources, mapped to ISO 3166-1 alpha-3."""

import logging
from collections.abc import Iterable

import duckdb

from orchestration.contracts import identifier
from orchestration.sources import SOURCES

REFERENCE_SQL = """
select unnest([name_en, name_fr, name_ar]) as name, country_code from raw.countries
"""


def map_country_names(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Replace `raw.country_names`: each spelling of a country in the raw tables, and its code.

    Names of the reference come first, in its three languages; what they lack is looked up by
    `country_converter`. A spelling that neither knows stands there without a code.

    Returns:
        The spellings that map to no country.
    """
    columns = [(source.name, name) for source in SOURCES for name in source.country_names]
    spelt = " union ".join(f"select {name} from raw.{identifier(table)}" for table, name in columns)
    spellings = [name for (name,) in connection.execute(spelt).fetchall() if name]
    reference = dict(connection.execute(REFERENCE_SQL).fetchall())
    known = {name: reference[name] for name in spellings if name in reference}
    known |= _converted([name for name in spellings if name not in known], {*reference.values()})
    rows = [(name, known.get(name)) for name in sorted(spellings)]
    connection.execute("begin")
    connection.execute(
        "create or replace table raw.country_names (spelling varchar, country_code varchar)"
    )
    connection.execute(
        "insert into raw.country_names select unnest($names), unnest($codes)",
        {"names": [name for name, _ in rows], "codes": [code for _, code in rows]},
    )
    connection.execute("commit")
    return [name for name, code in rows if code is None]


def _converted(names: list[str], codes: Iterable[str]) -> dict[str, str]:
    """What `country_converter` makes of names: one code of the reference each, or none."""
    if not names:
        return {}
    import country_converter

    logging.getLogger("country_converter").setLevel(logging.CRITICAL)
    found = country_converter.convert(names, to="ISO3", not_found=None, enforce_list=True)
    return {
        name: several[0]
        for name, several in zip(names, found, strict=True)
        if len(several) == 1 and several[0] in codes
    }
