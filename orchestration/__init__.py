"""Dagster definitions of Redzone and the plain code that its assets call."""
