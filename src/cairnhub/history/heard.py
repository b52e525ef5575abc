"""From whom what stands behind an object was heard, as rooms above know it. Shown on the page of the object."""

from collections.abc import Iterable

from .beside import Pair, Source
from .labels import Label

_sources: list[Source] = []


def register(source: Source) -> None:
    """Show what a room knows; called once, when an app is ready. The source is asked as those of `beside` are."""
    _sources.append(source)


def heard(pairs: Iterable[Pair]) -> dict[Pair, list[Label]]:
    """From whom these objects were heard."""
    wanted, found = set(pairs), {}
    for source in _sources:
        for pair, labels in source(wanted).items():
            found.setdefault(pair, []).extend(labels)
    return found
