"""What follows when a process is added."""

from cairnhub.history.models import Event, Verb
from cairnhub.history.signals import recorded

from .gathering import gather_first
from .models import Process


def connect() -> None:
    """Listen; called once, when the app is ready."""
    recorded.connect(_after_adding, sender=Process, dispatch_uid="consensus.first_items")


def _after_adding(*, event: Event, obj: Process, **_) -> None:
    if event.verb == Verb.ADDED and obj.gathers:
        gather_first(obj)
