"""How objects are called on pages that show many of different kinds, read at once instead of one by one."""

from collections.abc import Iterable
from dataclasses import dataclass

from cairnhub.search.models import SearchEntry

from .registry import kinds


@dataclass(frozen=True)
class Label:
    """How an object is called and where its page is; without an address where readers see no such page."""

    text: str
    url: str = ""


class Labels:
    """The labels of visible objects, by kind and identifier. Every visible object has an entry in the search."""

    def __init__(self, wanted: Iterable[tuple[str, str]]):
        by_kind: dict[str, set[str]] = {}
        for kind, object_id in wanted:
            by_kind.setdefault(kind, set()).add(object_id)
        self._found = {
            (kind, entry.object_id): Label(entry.title, entry.url)
            for kind, identifiers in by_kind.items()
            for entry in SearchEntry.objects.filter(kind=kind, object_id__in=identifiers).only(
                "object_id", "title", "url"
            )
        }

    def of(self, kind: str, object_id: str) -> Label:
        """The label; the bare identifier where the object is removed or gone."""
        return self._found.get((kind, object_id)) or Label(object_id)


def choices_of(kind: str) -> list[tuple[str, str]]:
    """Every visible object of a kind as (identifier, label), in the order of the labels."""
    entries = SearchEntry.objects.filter(kind=kind).values_list("object_id", "title")
    return sorted(entries, key=lambda entry: entry[1].casefold())


def name_of_kind(kind: str) -> str:
    """A kind in words, e.g. `data_source` -> "data source"."""
    model = kinds().get(kind)
    return str(model._meta.verbose_name) if model else kind.replace("_", " ")
