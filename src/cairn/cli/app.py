"""Put the command together and run it: one line for every error, an exit code for every kind."""

import os
import sys
import traceback
from importlib.metadata import entry_points, version
from typing import Annotated

import typer

from cairn.base.errors import CairnError
from cairn.cli import consensus, meta

COMMAND_GROUP = "cairn.commands"
DISTRIBUTION = "cairn-hub"
INTERRUPTED = 130


def build_app() -> typer.Typer:
    """Make the command: `--version`, the library's own nouns, and what the entry points bring, by their names."""
    app = typer.Typer(
        name="cairn",
        help="What a research field knows, what it does not, and what to study next.\n\nExample: cairn --version",
        invoke_without_command=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )
    app.callback()(_options)
    consensus.register(app)
    meta.register(app)
    for entry in sorted(entry_points(group=COMMAND_GROUP), key=lambda entry: entry.name):
        entry.load()(app)
    return app


def main(arguments: list[str] | None = None) -> None:
    """Run the command and leave with its exit code; with `CAIRN_DEBUG=1` an error also shows where it arose."""
    sys.exit(run(arguments))


def run(arguments: list[str] | None = None) -> int:
    """Run the command and return its exit code: 0, or as `cairn.base.errors` says, 1 for what nobody foresaw."""
    try:
        command = typer.main.get_command(build_app())
        code = command.main(args=arguments, prog_name="cairn", standalone_mode=False)
    except CairnError as error:
        return _fail(str(error), error.exit_code)
    except typer.TyperException as error:
        return _fail(_usage(error), error.exit_code)
    except (typer.Abort, KeyboardInterrupt):
        return _fail("stopped; nothing more was done", INTERRUPTED)
    except Exception as error:
        return _fail(f"{type(error).__name__}: {error}; this is our fault, CAIRN_DEBUG=1 shows where", 1)
    return code if isinstance(code, int) else 0


def _options(
    context: typer.Context,
    show_version: Annotated[bool, typer.Option("--version", help="Print the version and stop.", is_eager=True)] = False,
) -> None:
    if show_version:
        typer.echo(f"cairn {version(DISTRIBUTION)}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


def _usage(error: typer.TyperException) -> str:
    """Say a wrong call in one line. Typer would draw a box of several."""
    context: typer.Context | None = getattr(error, "ctx", None)
    if context is None:
        return f"cairn: {error.format_message()}"
    command, what = context.command_path, error.format_message().rstrip(".")
    # A noun without its verb comes as an error whose message is the whole help.
    what = "no command given" if what == context.get_help().rstrip(".") else what
    return f"{command}: {what}; see {command} --help"


def _fail(line: str, code: int) -> int:
    if os.environ.get("CAIRN_DEBUG") == "1":
        traceback.print_exc()
    typer.echo(" ".join(line.split()), err=True)
    return code
