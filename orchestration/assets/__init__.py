"""Dagster assets, one module a layer. Each calls plain Python or SQL that knows no Dagster."""
