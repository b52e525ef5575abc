"""`cairn consensus`: the noun. Its verbs stand in `consensus_describe`, `consensus_groups` and `consensus_priorities`."""

import typer


def register(app: typer.Typer) -> None:
    """Add the noun `consensus` with its verbs."""
    noun = typer.Typer(help="Describe ratings, find opinion groups, put items in order.")
    app.add_typer(noun, name="consensus")
