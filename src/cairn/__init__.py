"""Cairn's library: what a research field knows, what it does not, and what to study next. Knows nothing of the web."""
