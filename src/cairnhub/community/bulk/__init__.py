"""Many at once, from a spreadsheet: organisations into the directory, people to be invited."""
