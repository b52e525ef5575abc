"""Checklists of what a report of a consensus process should tell.

ACCORD, 35 items: Gattrell et al., PLOS Medicine 2024;21(1):e1004326, doi:10.1371/journal.pmed.1004326. DELPHISTAR, 38
items: Niederberger et al., PLOS ONE 2024;19(8):e0304651, doi:10.1371/journal.pone.0304651. Numbers and sections of all
items were checked against retrieved documents; the words of an item only where `verified` is true.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from cairn.base.errors import InputError


@dataclass(frozen=True)
class Item:
    """One thing to report. `text` restates the item and is empty where its words could not be checked; `topic` is a
    label of this package; `original` is the document in which the words stand."""

    number: str
    section: str
    topic: str
    text: str
    verified: bool
    original: str
    subsection: str = ""


@dataclass(frozen=True)
class Checklist:
    name: str
    title: str
    source: str
    items: tuple[Item, ...]

    def item(self, number: str) -> Item:
        """Return an item. Raises `InputError` where there is no such number."""
        for one in self.items:
            if one.number == number:
                return one
        raise InputError(f"{self.title} has no item {number}", remedy="use a number of the list")


_TITLES: Mapping[str, tuple[str, str]] = {
    "accord": ("ACCORD", "Gattrell et al., PLOS Medicine 2024;21(1):e1004326"),
    "delphistar": ("DELPHISTAR", "Niederberger et al., PLOS ONE 2024;19(8):e0304651"),
}
NAMES = tuple(_TITLES)


@cache
def checklist(name: str) -> Checklist:
    """Read a checklist by its name. Raises `InputError` for any name not in `NAMES`."""
    if name not in _TITLES:
        raise InputError(f"'{name}' is no checklist", remedy=f"use one of {', '.join(NAMES)}")
    title, source = _TITLES[name]
    rows = yaml.safe_load((files(__name__) / f"{name}.yaml").read_text(encoding="utf-8"))
    return Checklist(name, title, source, tuple(Item(**row) for row in rows))
