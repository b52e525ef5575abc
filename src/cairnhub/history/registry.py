"""Which kinds of tracked objects there are."""

from functools import cache

from django.apps import apps
from django.http import Http404

from .models import Tracked


@cache
def kinds() -> dict[str, type[Tracked]]:
    """Every tracked model by its kind, e.g. `link` -> `framework.Link`."""
    return {model.kind: model for model in apps.get_models() if issubclass(model, Tracked)}


def model_of(kind: str) -> type[Tracked]:
    """The model of a kind; an unknown kind is not found, like an unknown object."""
    if kind not in kinds():
        raise Http404("There is no such page.")
    return kinds()[kind]
