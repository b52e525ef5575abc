"""What rooms above show beside objects and changes, such as the decision behind them."""

from collections.abc import Callable, Iterable

from .labels import Label

Pair = tuple[str, str]
Source = Callable[[set[Pair]], dict[Pair, list[Label]]]

_sources: list[Source] = []


def register(source: Source) -> None:
    """Show what a room knows; called once, when an app is ready.

    The source is given pairs of kind and identifier, those of a change being `event` and its number, and answers
    labels for those it has something about.
    """
    _sources.append(source)


def beside(pairs: Iterable[Pair]) -> dict[Pair, list[Label]]:
    """What the rooms show beside these objects and changes."""
    wanted, found = set(pairs), {}
    for source in _sources:
        for pair, labels in source(wanted).items():
            found.setdefault(pair, []).extend(labels)
    return found
