"""How the nodes of the dbt project are shown in Dagster: what they say of themselves, in words."""

import re
from collections.abc import Mapping
from typing import Any

import dagster as dg
from dagster_dbt import DagsterDbtTranslator


class Translator(DagsterDbtTranslator):
    """Models by their description alone, tests by a short name and a sentence."""

    def get_tags(self, dbt_resource_props: Mapping[str, Any]) -> Mapping[str, str]:
        """No tags: dbt's own only serve to select models here."""
        return {}

    def get_description(self, dbt_resource_props: Mapping[str, Any]) -> str:
        """What the yml says of a model, without its SQL."""
        return dbt_resource_props["description"]

    def get_asset_check_spec(
        self,
        asset_spec: dg.AssetSpec,
        manifest: Mapping[str, Any],
        unique_id: str,
        project: Any,
    ) -> dg.AssetCheckSpec | None:
        """The check that a test is, under a name that says what holds."""
        spec = super().get_asset_check_spec(asset_spec, manifest, unique_id, project)
        if spec is None:
            return None
        name, sentence = what_holds(manifest["nodes"][unique_id])
        return dg.AssetCheckSpec(
            name,
            asset=spec.asset_key,
            description=sentence,
            additional_deps=spec.additional_deps,
            metadata=spec.metadata,
            blocking=spec.blocking,
        )


def what_holds(test: Mapping[str, Any]) -> tuple[str, str]:
    """A test's name as a check, and the sentence that it proves."""
    column, details = test["column_name"], test["test_metadata"]["kwargs"]
    match test["test_metadata"]["name"]:
        case "unique":
            return f"{column}_is_unique", f"No two rows share their {column}."
        case "not_null":
            return f"{column}_is_known", f"{column} is given in every row."
        case "accepted_values":
            values = ", ".join(map(str, details["values"]))
            return f"{column}_is_allowed", f"{column} is one of {values}."
        case "relationships":
            table = re.search(r"ref\('(\w+)'\)", details["to"])[1]
            sentence = f"Each {column} that is given stands in {table} as {details['field']}."
            return f"{column}_is_in_{table}", sentence
        case "unique_together":
            return "key_is_unique", f"No two rows agree in {', '.join(details['columns'])}."
        case "periods_apart":
            columns = ", ".join(details["columns"])
            return "periods_are_apart", f"No two periods of one {columns} overlap."
        case "holds":
            return test["name"], f"In every row: {details['expression']}."
    raise ValueError(f"The test {test['name']} is of a kind that has no name here.")
