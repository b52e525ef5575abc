"""What a reader asked of the list of studies, read from the address and written back to it. Knows nothing of pages."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

import numpy as np

from cairnhub.search.queries import matching
from cairnhub.search.words import LONGEST_QUESTION

from .catalogue import FACETS, ORDERS, Catalogue, Facet

#: By how well the words fit; only where there are words.
BEST = "best"


@dataclass(frozen=True)
class Option:
    """A value of a facet, and how many studies the list would have if it were the one chosen in its facet."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True)
class Selection:
    """Words that must be in a study, values that must apply (any of those of one facet), and an order."""

    words: str = ""
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    order: str = ""

    def __bool__(self) -> bool:
        return bool(self.words or self.chosen)

    def query_string(self, **changed: str) -> str:
        """The same selection as the end of an address, with some facets or the order set to one value."""
        pairs = [("q", self.words)] if self.words else []
        chosen = dict(self.chosen) | {facet: (value,) for facet, value in changed.items()}
        pairs += [(facet.name, value) for facet in FACETS for value in chosen.get(facet.name, ())]
        return urlencode(pairs + ([("sort", self.order)] if self.order else []))

    def without(self, facet: str, value: str) -> "Selection":
        left = tuple(kept for kept in self.chosen[facet] if kept != value)
        others = self.only_other_than(facet)
        return replace(others, chosen={**others.chosen, facet: left}) if left else others

    def only_other_than(self, *facets: str) -> "Selection":
        return replace(self, chosen={name: values for name, values in self.chosen.items() if name not in facets})


def read_selection(query, catalogue: Catalogue) -> tuple[Selection, list[str]]:
    """The selection in the parameters of an address, and a sentence for each value that no study can have.

    Such a value is left out. `query` has `get` and `getlist`.
    """
    chosen: dict[str, tuple[str, ...]] = {}
    problems = []
    for facet in FACETS:
        asked = list(dict.fromkeys(query.getlist(facet.name)))
        known = tuple(value for value in asked if value in catalogue.labels[facet.name])
        problems += [_problem(facet, value) for value in asked if value not in known]
        if known:
            chosen[facet.name] = known
    words = query.get("q", "")[:LONGEST_QUESTION].strip()
    order = query.get("sort", "")
    if order and order not in (*ORDERS, BEST):
        problems.append(f"There is no order called “{order}”, so the usual one is used.")
        order = ""
    return Selection(words, chosen, order), problems


def _problem(facet: Facet, value: str) -> str:
    return f"“{value}” is not a value of “{facet.label}”, so it was left out. Choose one from the list."


@dataclass(frozen=True)
class Listing:
    """The studies of the catalogue that a selection leaves."""

    catalogue: Catalogue
    selection: Selection
    #: Identifiers of the studies with the words asked for, best first; None where no words were asked.
    found: list[str] | None

    @classmethod
    def of(cls, catalogue: Catalogue, selection: Selection) -> "Listing":
        return cls(catalogue, selection, matching(selection.words, "study") if selection.words else None)

    def mask(self, *, but: str = "") -> np.ndarray:
        """Which studies of the catalogue are left; `but` names a facet to leave out of account."""
        left = np.ones(len(self.catalogue.ids), bool) if self.found is None else self.catalogue.mask_of(self.found)
        for facet, values in self.selection.chosen.items():
            if facet != but:
                left = left & self._any(facet, values)
        return left

    def _any(self, facet: str, values: tuple[str, ...]) -> np.ndarray:
        masks = self.catalogue.masks[facet]
        nobody = np.zeros(len(self.catalogue.ids), bool)
        return np.logical_or.reduce([nobody, *(masks[value] for value in values if value in masks)])

    @property
    def order(self) -> str:
        if self.selection.order and (self.selection.order != BEST or self.found is not None):
            return self.selection.order
        return "newest" if self.found is None else BEST

    @property
    def orders(self) -> dict[str, str]:
        """The orders that make sense here, with their names."""
        return ORDERS if self.found is None else {BEST: "Best match first", **ORDERS}

    def ids(self) -> list[str]:
        """The identifiers of the studies left, in order."""
        left = self.mask()
        if self.order == BEST:
            kept = {self.catalogue.ids[at] for at in np.flatnonzero(left)}
            return [study for study in self.found or [] if study in kept]
        ordered = self.catalogue.orders[self.order]
        return [self.catalogue.ids[at] for at in ordered[left[ordered]]]

    def options(self) -> list[tuple[Facet, list[Option]]]:
        """Every facet with the values that would leave something, and those chosen."""
        return [(facet, self._options(facet)) for facet in FACETS]

    def _options(self, facet: Facet) -> list[Option]:
        left = self.mask(but=facet.name)
        chosen = self.selection.chosen.get(facet.name, ())
        counts = {value: np.count_nonzero(mask & left) for value, mask in self.catalogue.masks[facet.name].items()}
        counts |= {value: 0 for value in chosen if value not in counts}
        return [
            Option(value, self.catalogue.label(facet.name, value), int(count), value in chosen)
            for value, count in counts.items()
            if count or value in chosen
        ]

    def count(self, facet: str, value: str) -> int:
        """How many of the studies left have a value."""
        mask = self.catalogue.masks[facet].get(value)
        return 0 if mask is None else int(np.count_nonzero(mask & self.mask()))

    def chips(self) -> list[tuple[str, str, str]]:
        """What was chosen: the facet's label, the value's label, and the address without it."""
        chosen = [(facet, value) for facet in FACETS for value in self.selection.chosen.get(facet.name, ())]
        chips = [
            (facet.label, self.catalogue.label(facet.name, value), self.selection.without(facet.name, value))
            for facet, value in chosen
        ]
        if self.selection.words:
            chips.insert(0, ("Words", self.selection.words, replace(self.selection, words="")))
        return [(facet, value, rest.query_string()) for facet, value, rest in chips]
