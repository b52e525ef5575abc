"""The ratings of a process: who, in which group, gave which item how much, in which round."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from cairn.base.errors import DataError


@dataclass(frozen=True)
class Record:
    """One rating as it stands in a file. `rating` is None for "cannot judge"; `where` names the line."""

    round: int
    participant: str
    group: str
    item: str
    rating: float | None
    where: str = ""


@dataclass(frozen=True)
class Panel:
    """All ratings: `ratings[round]` is participants × items, NaN where there is none.

    Participants are those of all rounds, in the order in which they come first, so that rounds compare row by row.
    `groups` holds each participant's group, empty where none is named.
    """

    rounds: tuple[int, ...]
    participants: tuple[str, ...]
    groups: tuple[str, ...]
    items: tuple[str, ...]
    ratings: dict[int, np.ndarray]

    def of_item(self, round_number: int, item: str) -> np.ndarray:
        """Return everybody's rating of an item in a round."""
        return np.asarray(self.ratings[round_number][:, self.items.index(item)])

    def by_group(self, values: np.ndarray) -> dict[str, np.ndarray]:
        """Part values, one for each participant, by group, in the groups' order of names."""
        names = np.array(self.groups)
        return {name: values[names == name] for name in sorted(set(self.groups))}

    def judged(self, round_number: int) -> np.ndarray:
        """Return the ratings of a round without those who judged nothing in it."""
        table = self.ratings[round_number]
        return np.asarray(table[~np.isnan(table).all(axis=1)])


def panel_of(records: Iterable[Record]) -> Panel:
    """Put records together. A rating that is missing and one that says "cannot judge" are alike: nobody knows a number.

    Raises `DataError`, naming the line, where somebody rates an item twice in a round or is in two groups.
    """
    rows = list(records)
    if not rows:
        raise DataError("holds no rating", remedy="give a row for each rating")
    groups: dict[str, str] = {}
    seen: set[tuple[int, str, str]] = set()
    for row in rows:
        key = (row.round, row.participant, row.item)
        if key in seen:
            what = f"'{row.participant}' rates '{row.item}' twice in round {row.round}"
            raise DataError(what, where=row.where, remedy="keep one of the two")
        seen.add(key)
        if groups.setdefault(row.participant, row.group) != row.group:
            what = f"'{row.participant}' is in group '{groups[row.participant]}' and in '{row.group}'"
            raise DataError(what, where=row.where, remedy="give each participant one group")
    people = {name: at for at, name in enumerate(groups)}
    items = {name: at for at, name in enumerate(dict.fromkeys(row.item for row in rows))}
    rounds = tuple(sorted({row.round for row in rows}))
    tables = {number: np.full((len(people), len(items)), np.nan) for number in rounds}
    for row in rows:
        if row.rating is not None:
            tables[row.round][people[row.participant], items[row.item]] = row.rating
    return Panel(rounds, tuple(people), tuple(groups.values()), tuple(items), tables)
