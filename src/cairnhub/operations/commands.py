"""The commands `cairn hub …`: thin, and cheap to import, since every `cairn` command line loads them."""

from pathlib import Path
from typing import Annotated

import typer

from cairn.base.errors import InputError
from cairn.cli import print_json

hub = typer.Typer(help="Run and keep a hub: start, upgrade, back up, restore, grant roles.", no_args_is_help=True)

Host = Annotated[str, typer.Option(help="Address to listen on; 0.0.0.0 for every network of this computer.")]
Port = Annotated[int, typer.Option(envvar="CAIRN_PORT", help="Port to listen on.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object instead of a sentence.")]
Force = Annotated[bool, typer.Option("--force", help="Replace a file that exists.")]


def register(app: typer.Typer) -> None:
    """Add the group `hub`."""
    app.add_typer(hub, name="hub")


@hub.command()
def run(
    host: Host = "127.0.0.1",
    port: Port = 8000,
    content: Annotated[Path | None, typer.Option(help="Folder of starting content to load first.")] = None,
) -> None:
    """Open the hub: all it needs, until Ctrl-C.

    Upgrades the database, loads content, runs web server and worker.

    Example: cairn hub run --content content
    """
    from . import running

    running.run(host=host, port=port, content=content, say=typer.echo)


@hub.command()
def serve(host: Host = "127.0.0.1", port: Port = 8000) -> None:
    """Run the web server alone.

    The database must be up to date.

    Example: cairn hub serve --host 0.0.0.0 --port 80
    """
    from . import running

    running.serve(host=host, port=port)


@hub.command()
def worker() -> None:
    """Run the worker alone.

    It does the jobs that take longer than a page may.

    Example: cairn hub worker
    """
    from . import running

    running.work()


@hub.command()
def migrate(as_json: AsJson = False) -> None:
    """Create or upgrade the database.

    An older one is backed up first. `run` does this by itself.

    Example: cairn hub migrate
    """
    from .upgrade import bring_up_to_date

    changed = bring_up_to_date(say=lambda line: typer.echo(line, err=True))
    _answer(as_json, "The database is up to date.", changed=changed)


@hub.command()
def backup(file: Path, force: Force = False, as_json: AsJson = False) -> None:
    """Write database and uploads to one file.

    The hub may be running.

    Example: cairn hub backup cairn-monday.zip
    """
    from . import archive

    archive.backup(file, force=force)
    _answer(as_json, f"Backed up to {file} ({file.stat().st_size:,} bytes).", file=str(file))


@hub.command()
def restore(file: Path, as_json: AsJson = False) -> None:
    """Put a backup in place of what is there.

    It is checked first, and what it replaces is kept. The hub must be stopped.

    Example: cairn hub restore cairn-monday.zip
    """
    from . import archive

    kept = archive.restore(file)
    _answer(as_json, f"Restored {file}; what it replaced is kept in {kept}.", file=str(file), kept=str(kept))


@hub.command()
def reset(
    yes: Annotated[bool, typer.Option("--yes", help="Really start over.")] = False, as_json: AsJson = False
) -> None:
    """Start over with an empty hub.

    What was there is kept. The hub must be stopped.

    Example: cairn hub reset --yes
    """
    from . import archive

    if not yes:
        raise InputError("starting over empties the hub", where="cairn hub reset", remedy="add --yes if you mean it")
    kept = archive.reset()
    _answer(as_json, f"The hub is empty; what it held is kept in {kept}.", kept=str(kept))


@hub.command("create-coordinator")
def create_coordinator(email: str, as_json: AsJson = False) -> None:
    """Name a coordinator.

    A coordinator may grant roles. The account is made where there is none.

    Example: cairn hub create-coordinator ada@example.org
    """
    from . import roles

    roles.make_coordinator(email)
    sentence = f"{email} is a coordinator, and signs in with a code sent to that address."
    _answer(as_json, sentence, email=email, role="coordinator")


@hub.command()
def grant(
    email: str,
    role: str,
    reason: Annotated[str, typer.Option(help="Kept in the history.")] = "Granted on the hub's own computer.",
    as_json: AsJson = False,
) -> None:
    """Give a role to a person who has an account.

    Roles are member, reviewer, editor and coordinator.

    Example: cairn hub grant grace@example.org editor
    """
    from . import roles

    roles.grant(email, role, reason=reason)
    _answer(as_json, f"{email} is now: {role}.", email=email, role=role)


def _answer(as_json: bool, sentence: str, **values: object) -> None:
    if as_json:
        print_json(values)
    else:
        typer.echo(sentence)
