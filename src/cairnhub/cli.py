"""The hub's commands, added to `cairn` by its entry point.

Loading this module must stay cheap: `cairn --help` imports it. Django is set up when a hub's command runs.
"""

import functools
import itertools
import os
from collections.abc import Callable
from typing import Any

import typer

from cairnhub.consensus import commands as consensus
from cairnhub.content import commands as content
from cairnhub.operations import commands as hub
from cairnhub.roadmap import commands as roadmap


def register(app: typer.Typer) -> None:
    """Add the commands of the hub's rooms to the command line, each of them setting up Django first."""
    rooms = _rooms()
    app.registered_commands += rooms.registered_commands
    app.registered_groups += rooms.registered_groups


@functools.cache
def _rooms() -> typer.Typer:
    rooms = typer.Typer()
    for room in (hub, content, roadmap, consensus):
        room.register(rooms)
    groups = [group.typer_instance.registered_commands for group in rooms.registered_groups]
    for command in itertools.chain(rooms.registered_commands, *groups):
        command.callback = _with_django(command.callback)
    return rooms


def _with_django(run: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(run)
    def ready(*args: Any, **options: Any) -> Any:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cairnhub.config.settings")
        import django
        from django.apps import apps

        if not apps.ready:
            django.setup()
        return run(*args, **options)

    return ready
