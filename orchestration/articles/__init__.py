"""From the text of an article to rows; imports no Dagster."""
