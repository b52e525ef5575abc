"""`cairn consensus`: the noun. Its verbs stand in the files `consensus_…` beside this one."""

import typer


def register(app: typer.Typer) -> None:
    """Add the noun `consensus` with its verbs."""
    noun = typer.Typer(help="Describe ratings, find opinion groups, put items in order.")
    app.add_typer(noun, name="consensus")
