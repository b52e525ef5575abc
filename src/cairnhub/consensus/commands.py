"""The command `cairn demo consensus`. Imports of the hub wait until it runs, so that `cairn --help` stays quick."""

from typing import Annotated

import typer

from cairn.base.errors import InputError
from cairn.cli import Progress, print_json


def register(app: typer.Typer) -> None:
    """Add `cairn demo` to the command line."""
    demo = typer.Typer(help="Simulated data, marked as such, to see what the hub does.", no_args_is_help=True)
    demo.command("consensus")(consensus)
    demo.callback()(lambda: None)
    app.add_typer(demo, name="demo")


def consensus(
    seed: Annotated[int, typer.Option(help="Another number gives other people.", min=0)] = 1,
    remove: Annotated[bool, typer.Option("--remove", help="Take the demonstration away again.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Run two rounds of a Delphi with simulated panellists and open a third, in which you can rate.

    Everything of it is marked as simulated and acts on nothing else. Example: cairn demo consensus --json
    """
    from .demonstration import take_away

    done = {"removed": take_away()} if remove else _made(seed)
    if json:
        print_json(done)
    elif remove:
        typer.echo("The demonstration is taken away." if done["removed"] else "There was no demonstration.")
    else:
        typer.echo(f"{done['people']} simulated people rated {done['items']} items in {done['rounds']} rounds.")
        typer.echo(f"  the process  {done['url']}\n  its report   {done['report']}\n  rate in it   {done['rate']}")


def _made(seed: int) -> dict[str, object]:
    from django.conf import settings
    from django.core.exceptions import ValidationError
    from django.urls import reverse

    from .ballots.models import Rater
    from .demonstration import PANEL, make, standing
    from .tokens import shared_token

    if standing():
        raise InputError("stands there already", where="the demonstration", remedy="take it away with --remove")
    try:
        with Progress("simulated people", total=2 * sum(PANEL.values())) as progress:
            process = make(seed=seed, step=progress.step)
    except ValidationError as refusal:
        raise InputError(
            " ".join(refusal.messages), where="demo consensus", remedy="load the starting content first"
        ) from refusal
    entry = settings.PUBLIC_URL + reverse("rounds:entry", args=[process.pk])
    return {
        "process": process.pk,
        "people": Rater.objects.filter(process=process).count(),
        "items": process.items.count(),
        "rounds": 2,
        "url": settings.PUBLIC_URL + process.get_absolute_url(),
        "report": settings.PUBLIC_URL + reverse("consensus:reporting:report", args=[process.pk]),
        "rate": f"{entry}#{shared_token(process, 'community')}",
    }
