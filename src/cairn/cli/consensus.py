"""`cairn consensus`: the noun. Its verbs stand in the files `consensus_…` beside this one."""

import typer

from cairn.cli.consensus_describe import describe_command
from cairn.cli.consensus_groups import groups_command
from cairn.cli.consensus_priorities import priorities_command


def register(app: typer.Typer) -> None:
    """Add the noun `consensus` with its verbs."""
    noun = typer.Typer(
        help="Ratings, opinion groups, priorities.\n\nExample: cairn consensus describe ratings.csv --rule comet"
    )
    noun.command("describe")(describe_command)
    noun.command("groups")(groups_command)
    noun.command("priorities")(priorities_command)
    app.add_typer(noun, name="consensus")
