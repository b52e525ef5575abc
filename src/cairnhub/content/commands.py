"""The commands `cairn content …`: thin, and cheap to import, since every `cairn` command line loads them."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cairn.base.errors import DataError
from cairn.cli import print_json, print_table

if TYPE_CHECKING:
    from .loading import Report

content = typer.Typer(help="Check, load and export a folder of content files.", no_args_is_help=True)

Folder = Annotated[Path, typer.Argument(help="Folder of content files; see docs/content.md.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]
Force = Annotated[bool, typer.Option("--force", help="Overwrite files that stand there.")]


def register(app: typer.Typer) -> None:
    """Add the group `content`."""
    app.add_typer(content, name="content")


@content.command()
def check(folder: Folder, as_json: AsJson = False) -> None:
    """Say everything that is wrong with a folder, one line each; exit code 3 if anything is.

    Example: cairn content check content
    """
    from .loading import read_checked

    found, problems = read_checked(folder)
    records = sum(len(of_kind) for of_kind in found.records.values())
    if as_json:
        print_json({"records": records, "problems": [asdict(problem) for problem in problems]})
    else:
        for problem in problems:
            typer.echo(str(problem))
        typer.echo(f"{records} records read, {len(problems)} to put right.")
    if problems:
        raise typer.Exit(DataError.exit_code)


@content.command()
def load(folder: Folder, as_json: AsJson = False) -> None:
    """Bring the hub up to date with a folder. Edits made in the hub win; what differs is listed.

    Example: cairn content load content
    """
    from .loading import load as load_folder

    report = load_folder(folder)
    if as_json:
        print_json(asdict(report))
    else:
        tell(report)


@content.command()
def export(folder: Folder, force: Force = False, as_json: AsJson = False) -> None:
    """Write what the hub holds as a folder of content files; people and accounts are never written.

    Example: cairn content export my-content
    """
    from .exporting import export as export_folder

    files = export_folder(folder, force=force)
    if as_json:
        print_json({"folder": str(folder), "files": files})
    else:
        print_table(["file", "records"], list(files.items()))


def tell(report: "Report") -> None:
    """Say what a load did, one line for each thing an editor should look at."""
    if report.unchanged:
        typer.echo("The content is the same as last time.")
        return
    typer.echo(f"Content loaded: {report.added} records added, {report.changed} changed.")
    for line in report.lines():
        typer.echo(line)
