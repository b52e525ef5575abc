"""By whom a version was agreed. Rooms above contribute what they know, so that the framework knows none of them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from .models import FrameworkVersion


@dataclass(frozen=True)
class Origin:
    """Where something was agreed, such as a consensus process, and its page."""

    title: str
    url: str


_sources: list[Callable[[FrameworkVersion], Iterable[Origin]]] = []


def contribute(source: Callable[[FrameworkVersion], Iterable[Origin]]) -> None:
    """Name where versions were agreed; called once, when an app is ready."""
    _sources.append(source)


def agreed_in(version: FrameworkVersion | None) -> list[Origin]:
    """Where a version was agreed; empty where nobody recorded it."""
    return [] if version is None else [origin for source in _sources for origin in source(version)]
