"""An interim shortlist as James Lind Alliance partnerships make it: every group counts alike, however many it has."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import stats

from cairn.base.errors import InputError

from .scored import Scored, in_order


@dataclass(frozen=True)
class Shortlist:
    """`scored` adds up, over groups, the points of an item's rank within the group; `by_group` are those ranks."""

    scored: list[Scored]
    by_group: dict[str, dict[str, float]]

    def first(self, number: int) -> list[str]:
        """Return the items for the workshop: so many, and those tied with the last of them.

        Raises `InputError` for fewer than one.
        """
        if number < 1:
            raise InputError(f"a shortlist of {number} is none", remedy="ask for one item or more")
        if number >= len(self.scored):
            return [one.item for one in self.scored]
        bar = self.scored[number - 1].score
        return [one.item for one in self.scored if one.score >= bar - 1e-9]


def shortlist(choices: Mapping[str, Sequence[Sequence[str]]], items: Sequence[str]) -> Shortlist:
    """Rank items from what the people of each group chose, most important first, as many each as they wished.

    Within a group a person's first of k choices gets k points, the next one less, and points are added up; items are
    ranked by them, ties sharing the mean rank. An item then gets, from each group, as many points as it has items at
    or behind it, and these are added over groups. Rankings and not votes are added, so that a large group does not
    drown a small one, as the JLA Guidebook asks of partnerships. Raises `InputError` for an item that is not listed,
    or chosen twice by one person.
    """
    places = {item: at for at, item in enumerate(items)}
    by_group: dict[str, dict[str, float]] = {}
    total = np.zeros(len(items))
    for group, people in choices.items():
        ranks = stats.rankdata(-_points(group, people, places))
        total += len(items) + 1 - ranks
        by_group[group] = dict(zip(items, ranks.tolist(), strict=True))
    return Shortlist(in_order(items, total, [None] * len(items)), by_group)


def _points(group: str, people: Sequence[Sequence[str]], places: dict[str, int]) -> np.ndarray:
    points = np.zeros(len(places))
    for chosen in people:
        if len(set(chosen)) != len(chosen):
            raise InputError("somebody chose an item twice", where=group, remedy="keep one of the two")
        for at, item in enumerate(chosen):
            if item not in places:
                raise InputError(f"'{item}' is not on the list", where=group, remedy="name an item of the list")
            points[places[item]] += len(chosen) - at
    return points
