"""The web hub of Cairn: one Django app per room of the public site."""
