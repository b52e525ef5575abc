"""The quarterly report: the desk's figures as they were on a day, and what changed since the report before."""
