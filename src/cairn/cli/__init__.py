"""The command `cairn`: its frame, and what every command does alike. Nouns come by the entry points `cairn.commands`.

An entry point is a function `register(app)`, called once with the Typer application. Commands raise `CairnError` and
its kinds; `main` turns every error into one line and an exit code.
"""

from cairn.cli.app import build_app, main
from cairn.cli.output import Progress, print_json, print_table, read_text, write_new

__all__ = ["Progress", "build_app", "main", "print_json", "print_table", "read_text", "write_new"]
