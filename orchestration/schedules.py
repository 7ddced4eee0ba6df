"""Schedules; each is off until somebody turns it on."""

import dagster as dg

from orchestration.jobs import build_all

daily_build = dg.ScheduleDefinition(
    name="daily_build",
    job=build_all,
    cron_schedule="30 4 * * *",
    execution_timezone="UTC",
    description="Build everything once a day, early in the morning UTC.",
)
