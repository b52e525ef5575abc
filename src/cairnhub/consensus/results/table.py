"""The answers of a round, read from the rating store, without a name or an order."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from cairn.consensus import told_together

from ..ballots.models import Answer, Rater
from ..models import Item, Process, Round
from ..models.processes import SMALLEST
from ..protocol import WIDER, groups_of

EVERYBODY = "everybody"


@dataclass(frozen=True)
class Table:
    """Who answered what. `given` maps an aspect to people × items, NaN where nothing or "cannot judge" was said;
    `cannot` counts "cannot judge" by item. People stand in the order of their random keys.
    """

    process: Process
    people: tuple[int, ...]
    groups: tuple[str, ...]
    items: tuple[Item, ...]
    given: Mapping[str, np.ndarray]
    cannot: Mapping[int, int]

    @property
    def few(self) -> bool:
        """Whether too few people answered for anything to be told."""
        return len(self.people) < SMALLEST

    @property
    def values(self) -> np.ndarray:
        """The answers of a mode that has one aspect."""
        return self.given.get("", np.full((len(self.people), len(self.items)), np.nan))

    def by_group(self, counted: np.ndarray) -> dict[str, np.ndarray]:
        """Part those people that are counted into groups that may be told apart: name to a mask over all people.

        Empty where no group may be told.
        """
        names = np.array(self.groups)
        counts = Counter(names[counted].tolist())
        told = told_together(counts, self._wider, everybody=EVERYBODY, smallest=SMALLEST)
        parts: dict[str, np.ndarray] = {}
        for group, name in told.items():
            parts[name] = parts.get(name, np.zeros(len(names), dtype=bool)) | (counted & (names == group))
        parts.pop(EVERYBODY, None)
        return {self.label(name): parts[name] for name in sorted(parts)} if len(parts) > 1 else {}

    def label(self, name: str) -> str:
        return self._labels.get(name, name.removeprefix(WIDER))

    @cached_property
    def _wider(self) -> dict[str, str]:
        return {one.code: WIDER + one.wider for one in groups_of(self.process)}

    @cached_property
    def _labels(self) -> dict[str, str]:
        return {one.code: one.name for one in groups_of(self.process)}


def table_of(round_: Round, items: Sequence[Item]) -> Table:
    """Read the round. Whoever opened their link and answered nothing is left out."""
    rows = list(
        Answer.objects.filter(round=round_, item__in=items).values_list("rater_id", "item_id", "aspect", "value")
    )
    people = tuple(sorted({row[0] for row in rows}))
    groups = dict(Rater.objects.filter(pk__in=people).values_list("pk", "group"))
    person_at, item_at = {pk: at for at, pk in enumerate(people)}, {item.pk: at for at, item in enumerate(items)}
    given = {row[2]: np.full((len(people), len(items)), np.nan) for row in rows}
    cannot: Counter[int] = Counter()
    for person, item, aspect, value in rows:
        if value is None:
            cannot[item] += 1
        else:
            given[aspect][person_at[person], item_at[item]] = value
    return Table(round_.process, people, tuple(groups[pk] for pk in people), tuple(items), given, cannot)
