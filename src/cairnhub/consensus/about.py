"""What an item is about: `kind:identifier` of an object of the hub, or a criterion of the roadmap."""

from collections import defaultdict

from django.http import Http404

from cairnhub.history.models import Tracked
from cairnhub.history.registry import kinds, model_of

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


def addresses_of(abouts: list[str]) -> dict[str, str]:
    """The addresses of many, in one query for each kind; what readers cannot see is left out."""
    by_kind: dict[str, set[str]] = defaultdict(set)
    for about in abouts:
        kind, _, name = about.partition(":")
        if name and kind in kinds():
            by_kind[kind].add(name)
    return {
        f"{kind}:{one.pk}": one.get_absolute_url()
        for kind, names in by_kind.items()
        for one in model_of(kind).objects.visible().filter(pk__in=names)
    }
