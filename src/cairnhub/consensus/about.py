"""What an item is about: `kind:identifier` of an object of the hub, or a criterion of the roadmap."""

from django.http import Http404

from cairnhub.history.models import Tracked
from cairnhub.history.registry import model_of

CRITERION = "criterion"


def object_of(about: str) -> Tracked | None:
    """The object, where it is one that readers can see."""
    kind, _, name = about.partition(":")
    if not name or kind == CRITERION:
        return None
    try:
        return model_of(kind).objects.visible().filter(pk=name).first()
    except Http404:
        return None


def address_of(about: str) -> str:
    found = object_of(about)
    return found.get_absolute_url() if found else ""
